import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BaseStyle, RankedStyle, SlotChoice, SlotId } from '../../src/core/decide/recommendation.ts';
import { baseStyles } from '../../src/core/decide/recommendation.ts';
import type { Combination } from '../../src/core/decide/slots/combinations.ts';
import { binds, combinations } from '../../src/core/decide/slots/combinations.ts';
import { chooseSlots, slotRules } from '../../src/core/decide/slots/index.ts';
import { holdsIn, situationOf } from '../../src/core/decide/slots/situation.ts';
import type { OptionRule } from '../../src/core/decide/slots/slot-rule.ts';
import type { Answers } from '../../src/core/interview/answer.ts';
import { drawCompletions } from '../../src/core/interview/completions.ts';
import { facts, fakeRank } from '../unit/interview/sketch.ts';

const clouds = ['aws', 'azure', 'gcp'] as const;
const repository = [
  'technology:postgresql:store',
  'technology:dynamodb:store',
  'technology:sqlite:store',
  'technology:react:web-client',
  'technology:rabbitmq:broker',
  'technology:express:framework',
  'technology:spring-boot:framework',
  'technology:aws-lambda:compute',
  'technology:amazon-ecs:compute',
  'technology:signalr:api-style',
  'technology:airflow:data-processing',
  'technology:stripe:external-api',
  'technology:prisma:data-access',
  'deployment:kubernetes',
  'deployment:azure',
  'technology:redis:cache',
  'technology:github-actions:delivery',
];

/** Complete answers: a draw from the priors, with hosting, what is ruled out and what is forbidden on top. */
const anyCase = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  hosting: fc.constantFrom('any', 'aws', 'azure', 'gcp', 'platform', 'own', 'edge'),
  forbidden: fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 3, arbitrary: fc.subarray(['aws', 'azure', 'gcp', 'kubernetes', 'serverless', 'proprietary', 'copyleft']) },
  ),
  ruledOut: fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    { weight: 2, arbitrary: fc.subarray(['own-hosting', 'disconnected', 'residency', 'regulated']) },
  ),
  languages: fc.subarray(['typescript', 'python', 'java', 'dotnet', 'go', 'php', 'ruby', 'rust', 'elixir'], { minLength: 1, maxLength: 2 }),
  needs: fc.subarray(['real-time-reporting', 'live-updates', 'offline', 'mobile', 'public-api', 'full-text-search', 'files'], {
    minLength: 1,
  }),
  ai: fc.constantFrom('none', 'provider', 'own-models', 'core'),
  style: fc.constantFrom(...baseStyles),
  found: fc.oneof({ weight: 1, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.subarray(repository, { maxLength: 6 }) }),
});

type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function answersOf(input: Case): Answers {
  const [completion] = drawCompletions(new Map(), new Map(), 1, input.seed);
  const answers = new Map(completion?.answers);
  const say = (question: string, value: string | readonly string[]): unknown => answers.set(question, { origin: 'user', value });
  say('hosting', input.hosting);
  say('stack-forbidden', input.forbidden.length === 0 ? ['none'] : input.forbidden);
  say('disqualifiers', input.ruledOut.length === 0 ? ['none'] : input.ruledOut);
  say('stack-preferred', input.languages);
  say('needs', input.needs);
  say('ai-use', input.ai);
  return answers;
}

function styled(style: BaseStyle): RankedStyle {
  const [first] = fakeRank(new Map());
  if (first === undefined) throw new Error('no style');
  return { ...first, style };
}

function choose(input: Case, rules?: readonly Combination[]): readonly SlotChoice[] {
  return chooseSlots({ facts: facts(...input.found), answers: answersOf(input), style: styled(input.style) }, rules);
}

const ruleOf = (slot: string, id: string): OptionRule | undefined =>
  slotRules.find((rule) => rule.slot === slot)?.options.find((option) => option.id === id);

/** Where it must run, or undefined where that was left open. */
function placeOf(input: Case): string | undefined {
  const own = input.ruledOut.includes('own-hosting') || input.ruledOut.includes('disconnected');
  if (own) return input.hosting === 'edge' ? 'edge' : 'own';
  return input.hosting === 'any' ? undefined : input.hosting;
}

/** The rules that a finished set of choices breaks, looked at from the end, with all choices known. */
function broken(input: Case, choices: readonly SlotChoice[]): readonly string[] {
  const start = situationOf(facts(...input.found), answersOf(input), input.style, undefined);
  const chosen = new Map<SlotId, string>(choices.map((choice) => [choice.slot, choice.chosen.id]));
  const picked = new Set(chosen.values());
  const sold = choices.flatMap(({ slot, chosen: { id } }) => {
    const places = ruleOf(slot, id)?.places;
    return places?.length === 1 ? places : [];
  });
  const end = { ...start, chosen, picked, place: start.place ?? sold[0] };
  return choices.flatMap(({ slot, chosen: { id } }) => {
    const option = ruleOf(slot, id);
    if (option === undefined) return [];
    return combinations.filter((rule) => binds(rule, slot, option) && !holdsIn(rule.needs, end)).map((rule) => `${rule.id}: ${slot} ${id}`);
  });
}

/** Products of a cloud by what they are called, so that an option that forgot to say where it is sold is found too. */
const soldBy: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(Amazon|AWS)\b/, ['aws', 'platform']],
  [/\bAzure\b(?! Pipelines)/, ['azure']],
  [/\b(Google Cloud|Cloud Run|Firestore|BigQuery|GKE|Cloud SQL|Memorystore|Pub\/Sub|Vertex)\b/, ['gcp', 'platform']],
];

/** What is said about a finished set without looking at the rules: the plain statements of a reader who knows the products. */
function absurd(input: Case, choices: readonly SlotChoice[]): readonly string[] {
  const out: string[] = [];
  const id = (slot: SlotId): string => choices.find((choice) => choice.slot === slot)?.chosen.id ?? 'none';
  const place = placeOf(input);
  const names = choices
    .filter(({ outcome }) => outcome !== 'not-needed')
    .map(({ slot, chosen }) => ({ slot, name: chosen.name, id: chosen.id }));
  for (const { slot, name } of names) {
    for (const [product, places] of soldBy)
      if (product.test(name) && place !== undefined && !places.includes(place)) out.push(`${name} at ${place}`);
    if (/^(AWS|Amazon) /.test(name) && names.some((other) => other.slot !== slot && /^Azure (?!Pipelines)/.test(other.name)))
      out.push(`${name} beside Azure`);
  }
  if (input.ruledOut.includes('disconnected')) {
    for (const { slot, id: chosenId } of names) if (ruleOf(slot, chosenId)?.hosted === true) out.push(`${chosenId} without a network`);
    for (const { name } of names)
      if (/auth0|datadog|cloudflare|stripe|github actions|openai|algolia/i.test(name)) out.push(`${name} without a network`);
  }
  const functions = /lambda|functions|workers/.test(id('compute'));
  if (input.forbidden.includes('serverless') && functions) out.push('functions although forbidden');
  if (
    functions &&
    /^(websockets|socket-io|signalr|phoenix-channels|action-cable|laravel-reverb|server-sent-events)$/.test(id('live-updates'))
  )
    out.push('a socket in a function');
  if (functions && id('primary-store') === 'sqlite' && !input.found.includes('technology:sqlite:store'))
    out.push('a file database under functions');
  if (
    input.style === 'serverless' &&
    /ecs|eks|aks|gke|kubernetes|virtual|compose/.test(id('compute')) &&
    clouds.some((cloud) => cloud === place)
  ) {
    const answers = answersOf(input);
    const said = (question: string): unknown => {
      const answer = answers.get(question);
      return answer !== undefined && 'value' in answer ? answer.value : undefined;
    };
    const barred = input.forbidden.some((what) => ['serverless', 'proprietary', place].includes(what));
    if (!barred && said('longest-task') !== 'hours' && said('latency') !== 'under-50ms') out.push('serverless on what stays up');
  }
  const languages: readonly (readonly [RegExp, RegExp])[] = [
    [/prisma|drizzle|kysely|typeorm/, /nestjs|fastify|express|nodejs|nextjs/],
    [/sqlalchemy|psycopg/, /fastapi|flask|python/],
    [/hibernate|jooq|mybatis/, /spring-boot|quarkus/],
    [/ef-core|dapper/, /aspnet-core/],
    [/sqlc|gorm|^ent$/, /^go$/],
    [/^sqlx$|diesel/, /axum/],
  ];
  for (const [library, language] of languages) {
    if (library.test(id('data-access')) && !language.test(id('language-framework')))
      out.push(`${id('data-access')} in ${id('language-framework')}`);
  }
  if (id('mobile-client') !== 'none' && !input.needs.includes('mobile')) out.push('an app that nobody needs');
  if (id('payments') !== 'none' && input.found.includes('technology:stripe:external-api') === false) {
    const answer = answersOf(input).get('compliance');
    if (answer === undefined || !('value' in answer) || !(answer.value as readonly string[]).includes('cards'))
      out.push('payments that nobody makes');
  }
  return out;
}

const runs = { numRuns: 5000, seed: 20_261_122 };

describe('whatever is answered', () => {
  test('the choices go together', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const choices = choose(input);
        expect([...broken(input, choices), ...absurd(input, choices)]).toEqual([]);
      }),
      runs,
    );
  });

  test.each([
    'sockets-need-a-process',
    'serverless-runs-on-what-sleeps',
    'file-database-on-one-machine',
    'blazor-is-dotnet',
    'no-network-nothing-hosted',
  ])('a set is found out when %s is not kept', { timeout: 600_000 }, (id) => {
    const without = combinations.filter((rule) => rule.id !== id);
    expect(without.length).toBe(combinations.length - 1);
    const found = fc.check(
      fc.property(anyCase, (input) => broken(input, choose(input, without)).length === 0),
      { ...runs, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });

  test('no choice violates what is forbidden or where it must run', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const place = placeOf(input);
        for (const { slot, chosen, alternatives } of choose(input)) {
          const rule = ruleOf(slot, chosen.id);
          if (rule?.places !== undefined && place !== undefined) expect(rule.places, `${slot} ${chosen.id}`).toContain(place);
          for (const { id } of [chosen, ...alternatives]) {
            const option = ruleOf(slot, id);
            for (const cloud of clouds) if (input.forbidden.includes(cloud)) expect(option?.vendor).not.toBe(cloud);
            for (const tag of option?.tags ?? []) expect(input.forbidden).not.toContain(tag);
            if (input.forbidden.includes('proprietary')) expect(['proprietary', 'source-available']).not.toContain(option?.licence);
            if (input.forbidden.includes('copyleft')) expect(option?.licence).not.toBe('copyleft');
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('every slot has a feasible choice and two alternatives with a reason against each, said without gaps', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const choices = choose(input);
        expect(choices.length).toBe(slotRules.length);
        for (const { slot, chosen, alternatives, flip, outcome } of choices) {
          expect(chosen.feasible).toBe(true);
          if (outcome === 'not-needed') expect(chosen.id).toBe('none');
          expect(alternatives.length, slot).toBeGreaterThanOrEqual(2);
          expect([chosen, ...alternatives].filter(({ feasible }) => feasible).length, slot).toBeGreaterThanOrEqual(2);
          // One reason may stand against two alternatives (what moving would cost, a skill nobody has), never for the chosen too.
          for (const { name, because } of alternatives) expect(because, `${slot}: ${name}`).not.toBe(chosen.because);
          for (const { because, score } of [chosen, ...alternatives]) {
            expect(because).not.toMatch(/[{}]|undefined/);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
          }
          expect(flip).not.toMatch(/[{}]/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a slot that is needed is filled', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const choices = choose(input);
        for (const slot of ['language-framework', 'compute', 'primary-store', 'delivery', 'observability', 'identity', 'api-style']) {
          expect(choices.find((choice) => choice.slot === slot)?.chosen.id).not.toBe('none');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the same input gives the same bytes', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        expect(JSON.stringify(choose(input))).toBe(JSON.stringify(choose(input)));
      }),
      { numRuns: 15 },
    );
  });
});
