import { describe, expect, test } from 'vitest';
import { isBlocking } from '../../../src/core/propose/lint.ts';
import { propose } from '../../../src/core/propose/index.ts';
import { plainText } from '../../../src/core/propose/prose.ts';
import type { Proposal } from '../../../src/core/propose/proposal.ts';
import { decide } from '../../../src/core/decide/index.ts';
import { component, connection, evidence, technology } from '../../support/facts.ts';
import { said } from '../interview/sketch.ts';
import type { Fact } from '../../../src/core/model/fact.ts';

const answers = said({ 'starting-point': 'evolve', users: ['consumers'], 'team-size': 4, budget: 900, hosting: 'aws', never: ['lost'] });

function written(facts: readonly Fact[], date = '2026-11-22'): Proposal {
  const recommendation = decide({ facts, answers }, { samples: 20 });
  return propose({ name: 'Shop', facts, problems: [], answers, recommendation, numbers: new Map(), date, commit: null });
}

const shop = [
  component('api', 'service', 'Dockerfile:1', ['go']),
  component('Archive', 'store', 'compose.yaml:3', ['mysql']),
  component('Records', 'store', 'compose.yaml:9', ['postgresql']),
  technology('postgresql', 'PostgreSQL', 'store', 'compose.yaml:9', {
    endOfLife: '2026-11-12',
    major: 14,
    evidence: [evidence('compose.yaml:9'), evidence('go.mod:4'), evidence('go.mod:9')],
  }),
  technology('mysql', 'MySQL', 'store', 'compose.yaml:3'),
  connection('api', 'Archive', 'mysql', 'go.mod:3'),
  connection('api', 'Records', 'postgresql', 'go.mod:4'),
];

describe('what the document says', () => {
  test('the end of support is past or ahead, by the date of the proposal', () => {
    const consequences = (date: string) =>
      plainText(written(shop, date).decisions.find(({ key }) => key === 'slot:primary-store')?.consequences[0]?.text ?? []);
    expect(consequences('2026-11-22')).toBe('PostgreSQL 14 has had no security fixes since 2026-11-12: the upgrade comes first.');
    expect(consequences('2026-06-01')).toBe('PostgreSQL 14 is maintained until 2026-11-12: the upgrade is planned before that day.');
  });

  test('the main flow ends in the primary store, not in the first of the alphabet', () => {
    const { flow, proposed } = written(shop);
    const stores = flow.steps.map(({ to }) => proposed.elements.find(({ id }) => id === to)).filter((element) => element?.kind === 'store');
    expect(stores[0]?.name).toBe('Records');
  });

  test('prices claim no more than they are, and the range says what it covers', () => {
    const { cost } = written(shop);
    expect(cost.pricesRead).toContain('list prices as recorded 2026-11, rounded; check before you sign');
    expect(cost.pricesRead).toContain('load of the first year');
    expect(JSON.stringify(cost)).not.toMatch(/read 20\d\d/);
  });

  test('flips are sentences', () => {
    for (const { flips } of written(shop).decisions) for (const flip of flips) expect(plainText(flip.text)).toMatch(/^[A-Z“]/);
  });

  test('a real system always has a challenge', () => {
    expect(written(shop).challenges.length).toBeGreaterThan(0);
  });

  test('repetition is advice, a claim without a source is not', () => {
    expect(isBlocking({ rule: 'repeated-sentence', where: '', detail: '' })).toBe(false);
    expect(isBlocking({ rule: 'claim-without-source', where: '', detail: '' })).toBe(true);
  });
});
