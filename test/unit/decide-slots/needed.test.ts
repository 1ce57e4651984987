import { describe, expect, test } from 'vitest';
import type { BaseStyle, RankedStyle, SlotChoice, SlotId } from '../../../src/core/decide/recommendation.ts';
import { chooseSlots, slotRules } from '../../../src/core/decide/slots/index.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { fakeRank, facts, said } from '../interview/sketch.ts';

type Said = Parameters<typeof said>[0];

function styled(style: BaseStyle): RankedStyle {
  const [first] = fakeRank(new Map());
  if (first === undefined) throw new Error('no style');
  return { ...first, style };
}

function choose(answers: Said, style: BaseStyle = 'modular-monolith', found: readonly Fact[] = []): Map<SlotId, SlotChoice> {
  const choices = chooseSlots({ facts: found, answers: said({ 'starting-point': 'from-scratch', ...answers }), style: styled(style) });
  return new Map(choices.map((choice) => [choice.slot, choice]));
}

/** Two founders with 100 $ who said little. */
const founders: Said = {
  'team-size': 2,
  budget: 100,
  users: ['consumers'],
  needs: ['files'],
  'concurrent-users': 50,
  'stack-preferred': ['typescript'],
  'first-hour-down': 'wait',
};

/** Slots that only some systems have, each with what calls for it and one of the technologies that answer it. */
const calls: readonly (readonly [SlotId, Said, BaseStyle, RegExp])[] = [
  ['workflows', { 'work-trigger': 'clock', hosting: 'gcp', 'team-size': 3 }, 'layered', /cloud run jobs|cron/i],
  ['data-processing', { 'transformation-chain': 'mostly', 'stack-preferred': ['python'], 'data-volume': 40 }, 'pipeline', /pandas|SQL/],
  ['data-access', { 'team-size': 8, 'stack-preferred': ['dotnet'], hosting: 'azure' }, 'modular-monolith', /Entity Framework/],
  ['integration', { legacy: ['erp'] }, 'modular-monolith', /adapter/],
  ['analytics', { needs: ['real-time-reporting'] }, 'modular-monolith', /Views|Metabase|Counters/],
  ['live-updates', { needs: ['live-updates'], 'stack-preferred': ['elixir'] }, 'modular-monolith', /Phoenix/],
  [
    'device-connection',
    { users: ['devices'], hosting: 'azure', 'work-trigger': 'events', 'machine-events': 1000 },
    'event-driven',
    /IoT Hub/,
  ],
  ['api-gateway', { hosting: 'aws', skills: ['functions'] }, 'serverless', /API Gateway/],
  ['edge-delivery', { users: ['consumers'], regions: 'readers-everywhere', hosting: 'aws' }, 'modular-monolith', /CloudFront/],
  ['secrets', { disqualifiers: ['regulated'], compliance: ['finance'], 'team-size': 8, hosting: 'azure' }, 'modular-monolith', /Key Vault/],
  ['backup', { hosting: 'own' }, 'modular-monolith', /second site/],
  ['notifications', { users: ['citizens'], 'who-waits': 'receipt', hosting: 'own', 'team-size': 5 }, 'modular-monolith', /mail server/],
  ['payments', { users: ['consumers'], disqualifiers: ['regulated'], compliance: ['cards'] }, 'modular-monolith', /Stripe/],
  ['feature-flags', { 'team-size': 30, teams: 5 }, 'modular-monolith', /switches|Unleash/],
  ['ai-models', { 'ai-use': 'provider', hosting: 'gcp' }, 'modular-monolith', /Vertex/],
];

describe('a slot that only some systems have', () => {
  test('is covered here, each of them', () => {
    const always: readonly SlotId[] = [
      'language-framework',
      'compute',
      'web-client',
      'mobile-client',
      'api-style',
      'primary-store',
      'cache',
      'messaging',
      'search',
      'files',
      'identity',
      'delivery',
      'infrastructure-as-code',
      'observability',
    ];
    expect([...always, ...calls.map(([slot]) => slot)].toSorted()).toEqual(slotRules.map(({ slot }) => slot).toSorted());
  });

  test.each(calls)('%s is filled where it is called for', (slot, answers, style, technology) => {
    const choice = choose(answers, style).get(slot);
    expect(choice?.outcome).toBe('add');
    expect(choice?.chosen.name).toMatch(technology);
    expect(choice?.chosen.because).toMatch(/needed because/);
  });

  test.each(calls)('%s is left out for two founders, with a reason of its own', (slot) => {
    const choice = choose(founders).get(slot);
    expect(choice?.outcome).toBe('not-needed');
    expect(choice?.chosen.because.length).toBeGreaterThan(25);
    expect(choice?.flip).toMatch(/^when /);
  });
});

test('two founders with 100 $ decide ten things at most', () => {
  expect([...choose(founders).values()].filter(({ outcome }) => outcome !== 'not-needed').length).toBeLessThanOrEqual(10);
});

test('a choice that adds nothing is no decision for three people, and one for ten', () => {
  const answers: Said = { legacy: ['erp'], users: ['employees'] };
  expect(choose({ ...answers, 'team-size': 3 }).get('integration')?.settled).toBe(true);
  expect(choose({ ...answers, 'team-size': 10 }).get('integration')?.settled).toBeUndefined();
});

describe('what is there', () => {
  test('stays without a decision of its own where nobody would decide it again', () => {
    const payments = choose({ 'starting-point': 'evolve' }, 'modular-monolith', facts('technology:stripe:external-api')).get('payments');
    expect(payments?.outcome).toBe('keep');
    expect(payments?.settled).toBe(true);
  });

  test('is a decision where the work asks for it', () => {
    const workflows = choose(
      { 'starting-point': 'evolve', 'work-trigger': 'clock' },
      'pipeline',
      facts('technology:prefect:data-processing'),
    );
    expect(workflows.get('workflows')?.chosen.id).toBe('prefect');
    expect(workflows.get('workflows')?.settled).toBeUndefined();
  });

  test('gives way to what the style runs on, with that reason', () => {
    const compute = choose({ 'starting-point': 'evolve', hosting: 'aws' }, 'serverless', facts('technology:amazon-ecs:compute')).get(
      'compute',
    );
    expect(compute?.outcome).toBe('change');
    expect(compute?.chosen.because).toMatch(/serverless system has nothing that stays up/);
  });

  test('a warehouse beside the database is no second product for the same work', () => {
    const found = [...facts('technology:postgresql:store'), ...facts('technology:clickhouse:store')];
    const slots = choose({ 'starting-point': 'evolve', needs: ['real-time-reporting'] }, 'modular-monolith', found);
    expect(slots.get('primary-store')?.consequences.join(' ')).not.toMatch(/one of the two is enough/);
    expect(slots.get('analytics')?.chosen.id).toBe('clickhouse-copy');
  });
});

describe('where data must stay', () => {
  test('a provider that cannot keep it there is out, and the region is named', () => {
    const answers: Said = {
      users: ['consumers'],
      'who-waits': 'receipt',
      'team-size': 6,
      hosting: 'platform',
      disqualifiers: ['residency'],
      'residency-regions': ['ch'],
    };
    const choice = choose(answers).get('notifications');
    expect(choice?.chosen.id).not.toBe('postmark');
    for (const option of choice?.alternatives ?? []) {
      if (/postmark|sendgrid|resend|mailgun|brevo/.test(option.id)) expect(option.because).toMatch(/cannot be kept in Switzerland/);
    }
  });

  test('without a network nothing that others host is chosen or feasible', () => {
    const choices = choose({
      disqualifiers: ['disconnected'],
      hosting: 'own',
      users: ['employees'],
      'ai-use': 'core',
      needs: ['live-updates'],
    });
    for (const [slot, { chosen, alternatives }] of choices) {
      for (const { id, feasible } of [chosen, ...alternatives]) {
        const option = slotRules.find((rule) => rule.slot === slot)?.options.find((candidate) => candidate.id === id);
        if (option?.hosted === true) expect(feasible, `${slot} ${id}`).toBe(false);
      }
    }
  });
});

test('a choice that some places sell leaves only those for the slots after it', () => {
  const slots = choose({
    hosting: 'any',
    'team-size': 12,
    budget: 4000,
    skills: ['containers', 'infrastructure-as-code'],
    'stack-preferred': ['java'],
  });
  const names = [...slots.values()].filter(({ outcome }) => outcome !== 'not-needed').map(({ chosen }) => chosen.name);
  const clouds = [/\b(Amazon|AWS)\b/, /\bAzure\b/, /\bGoogle\b/].filter((cloud) => names.some((name) => cloud.test(name)));
  expect(clouds.length).toBeLessThanOrEqual(1);
});
