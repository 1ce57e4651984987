import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BaseStyle, RankedStyle } from '../../src/core/decide/recommendation.ts';
import { baseStyles } from '../../src/core/decide/recommendation.ts';
import { chooseSlots, slotRules } from '../../src/core/decide/slots/index.ts';
import type { Answers } from '../../src/core/interview/answer.ts';
import { drawCompletions } from '../../src/core/interview/completions.ts';
import { facts, fakeRank } from '../unit/interview/sketch.ts';

const clouds = ['aws', 'azure', 'gcp'] as const;
const repository = [
  'technology:postgresql:store',
  'technology:dynamodb:store',
  'technology:react:web-client',
  'technology:rabbitmq:broker',
  'technology:express:framework',
  'deployment:kubernetes',
  'technology:redis:cache',
  'technology:github-actions:delivery',
];

/** Complete answers: a draw from the priors, with hosting and what is forbidden on top. */
const anyCase = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  hosting: fc.constantFrom('any', 'aws', 'azure', 'gcp', 'platform', 'own', 'edge'),
  forbidden: fc.subarray(['aws', 'azure', 'gcp', 'kubernetes', 'serverless', 'proprietary', 'copyleft']),
  ownHosting: fc.boolean(),
  style: fc.constantFrom(...baseStyles),
  found: fc.subarray(repository),
});

type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function answersOf({ seed, hosting, forbidden, ownHosting }: Case): Answers {
  const [completion] = drawCompletions(new Map(), new Map(), 1, seed);
  const answers = new Map(completion?.answers);
  answers.set('hosting', { origin: 'user', value: hosting });
  answers.set('stack-forbidden', { origin: 'user', value: forbidden.length === 0 ? ['none'] : forbidden });
  answers.set('disqualifiers', { origin: 'user', value: ownHosting ? ['own-hosting'] : ['none'] });
  return answers;
}

function styled(style: BaseStyle): RankedStyle {
  const [first] = fakeRank(new Map());
  if (first === undefined) throw new Error('no style');
  return { ...first, style };
}

const choose = (input: Case) => chooseSlots({ facts: facts(...input.found), answers: answersOf(input), style: styled(input.style) });

const ruleOf = (slot: string, id: string) => slotRules.find((rule) => rule.slot === slot)?.options.find((option) => option.id === id);

describe('whatever is answered', () => {
  test('no choice violates what is forbidden or where it must run', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const place = input.ownHosting ? (input.hosting === 'edge' ? 'edge' : 'own') : input.hosting;
        for (const { slot, chosen, alternatives } of choose(input)) {
          const rule = ruleOf(slot, chosen.id);
          if (rule?.places !== undefined && place !== 'any') expect(rule.places, `${slot} ${chosen.id}`).toContain(place);
          for (const { id } of [chosen, ...alternatives]) {
            const option = ruleOf(slot, id);
            for (const cloud of clouds) if (input.forbidden.includes(cloud)) expect(option?.vendor).not.toBe(cloud);
            for (const tag of option?.tags ?? []) expect(input.forbidden).not.toContain(tag);
            if (input.forbidden.includes('proprietary')) expect(['proprietary', 'source-available']).not.toContain(option?.licence);
            if (input.forbidden.includes('copyleft')) expect(option?.licence).not.toBe('copyleft');
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('every slot has a feasible choice and two alternatives, one of them feasible, said without gaps', () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const choices = choose(input);
        expect(choices.length).toBe(slotRules.length);
        for (const { slot, chosen, alternatives, flip, outcome } of choices) {
          expect(chosen.feasible).toBe(true);
          if (outcome === 'not-needed') expect(chosen.id).toBe('none');
          expect(alternatives.length, slot).toBeGreaterThanOrEqual(2);
          expect([chosen, ...alternatives].filter(({ feasible }) => feasible).length, slot).toBeGreaterThanOrEqual(2);
          for (const { because, score } of [chosen, ...alternatives]) {
            expect(because).not.toMatch(/[{}]|undefined/);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
          }
          expect(flip).not.toMatch(/[{}]/);
        }
      }),
      { numRuns: 150 },
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
      { numRuns: 60 },
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
