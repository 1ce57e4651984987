import { describe, expect, it } from 'vitest';
import { billingOf, costOf, monthlyCost } from '../../../src/core/decide/cost/cost.ts';
import { decide, rank } from '../../../src/core/decide/index.ts';
import type { StyleId } from '../../../src/core/decide/recommendation.ts';
import { resolveValues } from '../../../src/core/decide/values.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { component } from '../../support/facts.ts';
import { stated } from './support.ts';

type Said = Readonly<Record<string, AnswerValue>>;

function bill(said: Said, facts: readonly Fact[] = [], set: Readonly<Record<string, number>> = {}, style: StyleId = 'modular-monolith') {
  const resolved = resolveValues(stated(said), new Map(Object.entries(set)));
  return costOf(style, 2, resolved, billingOf(resolved, facts));
}

const invoices: Said = {
  'work-trigger': 'people',
  users: ['business-customers'],
  'concurrent-users': 1500,
  'stack-preferred': ['typescript'],
  hosting: 'aws',
  availability: 99.9,
  'recovery-point': 5,
  'data-volume': 50,
  growth: 'double',
  burstiness: 'daily',
  idle: 'nights',
  operations: 'tested',
  budget: 1500,
};

describe('the bill', () => {
  // 2 instances 50–76, balancer 20–26, PostgreSQL 45–70 and its standby 45–70, 50 GB 7–12, watching 2 parts 10–30, network
  // in two zones 12–76. A month has 75 × 30 % × 8 h × 3,600 × 30 = 19.44 million requests: 19 − 5 GB of logs 7–9.1, and
  // 583 − 100 GB sent 24.2–43.5. Together 220–413.
  it('is the sum of what is proposed', () => {
    expect(bill(invoices).infrastructure).toEqual({ low: 220, high: 410 });
  });

  // A tenth: the same machines, 5 GB 0.7–1.2, 1.9 million requests: no logs and no traffic beyond what is free. 183–349.
  it('is smaller in the first months', () => {
    expect(bill(invoices).stages.small).toEqual({ low: 180, high: 350 });
  });

  // Twice the load: 450 / 150 = 3 instances 75–114; 50 + 100 GB 21–36; 150 × 8 h × 3,600 × 30 = 129.6 million requests:
  // 125 GB of logs 62.5–81.3, 3,788 GB sent 189.4–340.9. With 20–26, 45–70, 45–70, 10–30 and 12–76: 480–844.
  it('is largest in the busiest month a year on', () => {
    expect(bill(invoices).stages.peak).toEqual({ low: 480, high: 840 });
  });

  it('names for every line what it is for, and whence and from when its price is', () => {
    const { lines, infrastructure } = bill(invoices);
    expect(lines.reduce((sum, { low }) => sum + low, 0)).toBeCloseTo(infrastructure.low, -1.2);
    for (const line of lines) {
      expect(line.high).toBeGreaterThanOrEqual(line.low);
      expect(line.source).toContain('2026-11');
      expect(line.note).not.toBe('');
    }
  });

  it('prices engineer-days: 0.5 to 1.5 days at 600 $ are 300 to 900 $', () => {
    expect(bill(invoices)).toMatchObject({ operationsDays: { low: 0.5, high: 1.5 }, operationsCost: { low: 300, high: 900 } });
  });
});

describe('what stays of today is paid', () => {
  const shops = ['catalogue', 'orders', 'users', 'carts'];
  const facts: Fact[] = [
    ...shops.map((name) => component(name, 'service', `${name}/Dockerfile:1`, ['typescript'])),
    ...shops.map((name) => component(`${name}-db`, 'store', 'compose.yaml:3', ['mongodb'])),
    component('events', 'broker', 'compose.yaml:9', ['rabbitmq']),
  ];

  it('four MongoDBs are four databases with four standbys, and four services eight instances', () => {
    const lines = bill({ ...invoices, 'starting-point': 'evolve' }, facts).lines.map(({ item }) => item);
    expect(lines).toContain('4 × managed MongoDB');
    expect(lines).toContain('4 × standby of MongoDB in a second zone');
    expect(lines).toContain('8 × small instance');
    expect(lines).toContain('broker');
  });

  it('from scratch, nothing stays', () => {
    const lines = bill({ ...invoices, 'starting-point': 'from-scratch' }, facts).lines.map(({ item }) => item);
    expect(lines).toContain('managed PostgreSQL');
    expect(lines).toContain('2 × small instance');
  });

  it('beside an existing system, only the new part is paid here', () => {
    const { lines } = bill({ ...invoices, 'starting-point': 'extend' }, facts);
    expect(lines.some(({ item }) => item.includes('MongoDB'))).toBe(false);
  });

  it('a replaced system keeps its stores and not its services', () => {
    const lines = bill({ ...invoices, 'starting-point': 'replace' }, facts).lines.map(({ item }) => item);
    expect(lines).toContain('4 × managed MongoDB');
    expect(lines).toContain('2 × small instance');
  });
});

describe('what the slots add is paid', () => {
  const shop = decide(
    { facts: [], answers: stated({ ...invoices, needs: ['full-text-search', 'files'], 'concurrent-users': 4000 }) },
    { samples: 1 },
  );

  it('each chosen product that has a price stands in the bill', () => {
    for (const slot of ['search', 'cache'] as const) {
      const chosen = shop.slots.find((entry) => entry.slot === slot && entry.outcome !== 'not-needed')?.chosen;
      const inside = chosen === undefined || /PostgreSQL|full-text|in.process|Memory|Prepared|content delivery/i.test(chosen.name);
      expect(inside || shop.cost.lines.some(({ item }) => item.includes(chosen.name))).toBe(true);
    }
  });

  it('the chosen style costs in the comparison what its bill says', () => {
    expect(shop.styles[0]?.monthlyCost).toEqual(shop.cost.infrastructure);
  });
});

describe('the budget', () => {
  it('is said to be too small, with the line that can go', () => {
    const { budget } = bill({ ...invoices, budget: 150 });
    expect(budget).toMatchObject({ stated: 150, verdict: 'over' });
    expect(budget?.drop).toMatchObject({
      item: 'standby of PostgreSQL in a second zone',
      saves: { low: 45, high: 70 },
      without: 'a lost zone is a restore from the backup',
    });
  });

  it('may be exceeded where only the upper end of the range does', () => {
    expect(bill({ ...invoices, budget: 300 }).budget?.verdict).toBe('may-exceed');
  });

  it('is within, or is not spoken of where nobody stated one', () => {
    expect(bill(invoices).budget).toEqual({ stated: 1500, verdict: 'within' });
    const { budget: _none, ...open } = invoices;
    expect(bill(open).budget).toBeUndefined();
  });
});

describe('styles', () => {
  it('microservices cost more than a monolith, in money and in days', () => {
    const styles = rank({ facts: [], answers: stated({ ...invoices, 'concurrent-users': 500, availability: 99.5 }) });
    const micro = styles.find(({ style }) => style === 'microservices')!;
    const modular = styles.find(({ style }) => style === 'modular-monolith')!;
    expect(micro.monthlyCost.low).toBeGreaterThan(2 * modular.monthlyCost.low);
    expect(micro.operationsDays.low).toBeGreaterThan(modular.operationsDays.high);
  });

  it('serverless costs next to nothing while idle', () => {
    const resolved = resolveValues(stated({ ...invoices, 'concurrent-users': 50, idle: 'mostly', availability: 99 }));
    const billing = billingOf(resolved);
    expect(monthlyCost('serverless', billing).low).toBeLessThan(monthlyCost('service-based', billing).low);
  });
});
