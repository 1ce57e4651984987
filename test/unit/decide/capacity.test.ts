import { describe, expect, it } from 'vitest';
import { productOf, together } from '../../../src/core/decide/capacity/availability.ts';
import { capacityOf } from '../../../src/core/decide/capacity/capacity.ts';
import { billingOf } from '../../../src/core/decide/cost/cost.ts';
import type { Figure, StyleId } from '../../../src/core/decide/recommendation.ts';
import { resolveValues } from '../../../src/core/decide/values.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { stated } from './support.ts';

type Said = Readonly<Record<string, AnswerValue>>;

interface Beside {
  readonly set?: Readonly<Record<string, number>>;
  readonly style?: StyleId;
  readonly facts?: readonly Fact[];
}

function calculate(said: Said, { set = {}, style = 'modular-monolith', facts = [] }: Beside = {}) {
  const resolved = resolveValues(stated(said), new Map(Object.entries(set)));
  return capacityOf(resolved, { style, billing: billingOf(resolved, facts) });
}

function figure(id: string, said: Said, beside?: Beside): Figure {
  const found = calculate(said, beside).figures.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no figure ${id}`);
  return found;
}

const invoices: Said = {
  'work-trigger': 'people',
  users: ['business-customers'],
  'concurrent-users': 1500,
  'stack-preferred': ['typescript'],
  hosting: 'aws',
  availability: 99.9,
  operations: 'automatic',
  'data-volume': 50,
  growth: 'double',
  horizon: 3,
};

describe('load', () => {
  it('turns people into requests with their think time: 1,500 / 20 s = 75, at the peak 75 × 3 = 225', () => {
    expect(figure('requests', invoices).formula).toBe('1,500 people / 20 s = 75 requests/s');
    expect(figure('peak-requests', invoices)).toMatchObject({ value: 225, formula: '75 × 3 = 225 requests/s' });
  });

  it('adds what machines send to what people do: 75 × 3 + 40 = 265', () => {
    expect(figure('peak-requests', { ...invoices, 'work-trigger': 'mixed', 'machine-events': 40 })).toMatchObject({ value: 265 });
  });

  it('leaves headroom: 225 / (250 × 60 %) = 1.5, so two instances; ten times a year 225 × 3 / 150 = 4.5, so five', () => {
    expect(figure('instances', invoices).value).toBe(2);
    expect(figure('instances', { ...invoices, growth: 'tenfold' }).value).toBe(5);
  });

  it('takes one instance where exactly one is enough: 1,000 people are 150/s, and 150 / 150 = 1', () => {
    expect(figure('instances', { ...invoices, availability: 99, 'concurrent-users': 1000 }).value).toBe(1);
  });

  it('says how many requests are inside one instance (Little): 225/s / 2 × 80 ms = 9, fewer than its 15 connections', () => {
    expect(figure('concurrency', invoices)).toMatchObject({ value: 9, verdict: { met: true } });
  });

  it('asks for a larger pool where more are inside: 225/s / 2 × 400 ms = 45', () => {
    const slow = figure('concurrency', invoices, { set: { 'service-time': 400 } });
    expect(slow).toMatchObject({ value: 45, verdict: { met: false } });
    expect(slow.verdict?.because).toContain('45 connections');
  });
});

describe('data', () => {
  it('holds writes against the ceiling: 225 × 10 % = 22.5 writes/s, 0.9 % of 2,500', () => {
    expect(figure('database-writes', invoices)).toMatchObject({ value: 22.5, verdict: { met: true } });
    expect(figure('database-writes', invoices).formula).toContain('0.9 % of the 2,500');
  });

  it('says when one database is not enough: 60,000 people writing are 9,000 × 70 % = 6,300 writes/s', () => {
    const writes = figure('database-writes', { ...invoices, 'concurrent-users': 60_000, 'read-write': 'writes' });
    expect(writes).toMatchObject({ value: 6300, verdict: { met: false } });
  });

  it('counts connections against what the memory allows: 2 × 15 = 30 of 4 GB × 100 = 400', () => {
    expect(figure('connections', invoices)).toMatchObject({ value: 30, verdict: { met: true } });
    expect(figure('connections', invoices).formula).toContain('of the 400');
  });

  // 20,000 / 20 × 3 = 3,000/s in Python: 3,000 / 72 = 42 instances × 100 = 4,200; 16 GB allow 1,600, that is 38 each.
  it('asks for a pooler where the pools together are too large', () => {
    const many = figure(
      'connections',
      { ...invoices, 'concurrent-users': 20_000, 'stack-preferred': ['python'] },
      { set: { connections: 100 } },
    );
    expect(many).toMatchObject({ value: 4200, verdict: { met: false } });
    expect(many.verdict?.because).toContain('at most 38');
  });

  it('adds up storage over the horizon: 50 + 100 + 200 = 350 GB', () => {
    expect(figure('storage', invoices)).toMatchObject({ value: 350 });
  });

  it('keeps files outside the database: 80 % of 350 GB are 280', () => {
    expect(figure('storage', { ...invoices, needs: ['files'] }).formula).toContain('280 of them outside');
  });

  it('needs 225 × 30 kB × 8 = 54 Mbit/s out, and 225 × 1 % × 2 MB × 8 = 36 Mbit/s in where files are uploaded', () => {
    expect(figure('bandwidth', invoices).value).toBe(54);
    expect(figure('uploads', { ...invoices, needs: ['files'] }).value).toBe(36);
  });
});

describe('queues', () => {
  // Arrivals 75 × 40 % = 30/s, at the peak 90/s; served at 1.5 × 30 = 45/s. (90 − 45) × 3,600 = 162,000, and
  // 162,000 / (45 − 30) = 10,800 s = 3 h.
  it('fill during the peak and drain after it', () => {
    const backlog = figure('backlog', {
      ...invoices,
      'who-waits': 'receipt',
      'background-share': 40,
      burstiness: 'known-peaks',
      'peak-length': 60,
    });
    expect(backlog.value).toBe(162_000);
    expect(backlog.formula).toContain('empty 3 h after the peak');
  });

  const calls: Said = { ...invoices, 'external-apis': 2, 'partner-down': 'everything', burstiness: 'daily', idle: 'nights' };

  // A day: 75 × 30 % × 8 h × 3,600 = 648,000; 5 % are 32,400 calls. 32,400 / (20 − 3.75) = 1,994 s = 33 min.
  it('drain through the limit of the partner after a day without it', () => {
    const waiting = figure('partner-backlog', { ...calls, 'partner-limit': 20 });
    expect(waiting).toMatchObject({ value: 32_400, verdict: { met: true } });
    expect(waiting.formula).toContain('sent in 33 min');
  });

  it('never drain where new calls come as fast as the partner allows: 3.75/s against 3/s', () => {
    expect(figure('partner-backlog', { ...calls, 'partner-limit': 3 }).verdict?.met).toBe(false);
  });
});

describe('availability', () => {
  it('is 1 − (1 − a)^n for copies of which one is enough: two at 99.5 % are 99.9975 %', () => {
    expect(together(99.5, 2, 1)).toBeCloseTo(99.9975, 6);
  });

  it('is a power for what stands in a row: three at 99.9 % are 99.7003 %', () => {
    expect(together(99.9, 1, 3)).toBeCloseTo(99.7003, 4);
  });

  // 0.999975 × 0.9999 × 0.9995 × 0.9995 = 0.998875: 43,200 × 0.001125 = 48.6 minutes, 43.2 allowed.
  it('is the product of the parts, and says what would meet the objective', () => {
    const { availability } = calculate(invoices);
    expect(availability?.reached).toBeCloseTo(99.8875, 4);
    expect(availability).toMatchObject({ met: false, allowedMinutes: 43.2, likelyMinutes: 48.58 });
    // Releases that roll back by themselves: 0.9999 instead of 0.9995 gives 0.999275.
    expect(availability?.remedies).toEqual([{ what: 'releases that roll back by themselves', reaches: 99.9275 }]);
  });

  it('says so where nothing within these parts reaches it', () => {
    const verdict = figure('availability', { ...invoices, availability: 99.99 }).verdict;
    expect(verdict?.met).toBe(false);
    expect(verdict?.because).toContain('a second region or a lower promise');
  });

  it('counts a promise in working hours on those hours, and lets releases happen outside them', () => {
    const office = calculate({ ...invoices, 'availability-hours': 'office' }).availability;
    // 22 days × 12 h × 60 = 15,840 minutes, of which 0.1 % are 15.84; releases leave the product.
    expect(office?.allowedMinutes).toBe(15.84);
    expect(office?.parts.map(({ name }) => name)).not.toContain('releases');
    expect(office?.met).toBe(true);
  });

  it('falls with a partner that everything waits for', () => {
    const with99 = calculate({ ...invoices, 'external-apis': 1, 'partner-down': 'nothing' }).availability!;
    expect(with99.reached).toBeLessThan(calculate(invoices).availability!.reached);
    expect(productOf(with99.parts)).toBeLessThanOrEqual(99.5);
  });

  it('derives the objective from what an hour is worth where nothing is promised', () => {
    const { availability: _promise, ...open } = invoices;
    const downtime = figure('downtime', { ...open, 'first-hour-down': 'money' });
    expect(downtime.label).toContain('99.9 %');
    expect(downtime.assumptions).toContain('availability-from-worth');
  });
});

describe('recovery', () => {
  it('takes 30 min + 350 GB / 100 GB/h = 4 h, quick enough for 8 h', () => {
    const back = figure('recovery-time', { ...invoices, 'recovery-time': 480 });
    expect(back.formula).toContain('= 4 h for a restore');
    expect(back.verdict?.met).toBe(true);
  });

  it('is too slow for an hour, which leaves 30 min for a restore: 50 GB', () => {
    const back = figure('recovery-time', { ...invoices, 'recovery-time': 60 });
    expect(back.verdict).toMatchObject({ met: false });
    expect(back.verdict?.because).toContain('at most 50 GB');
  });

  it('names the cheapest backup that keeps the objective', () => {
    expect(figure('recovery-point', { ...invoices, 'recovery-point': 1440 }).formula).toContain('a nightly backup');
    expect(figure('recovery-point', { ...invoices, 'recovery-point': 60 }).formula).toContain('every hour');
    expect(figure('recovery-point', { ...invoices, 'recovery-point': 0 }).formula).toContain('a standby that has every write');
  });
});

describe('every figure', () => {
  it('spells out its formula, rests on answers, and lists every assumption with its number', () => {
    for (const growth of ['flat', 'double', 'tenfold']) {
      const { figures, assumptions } = calculate({
        ...invoices,
        growth,
        needs: ['files'],
        'partner-down': 'everything',
        'external-apis': 2,
      });
      const known = new Set(assumptions.map(({ id }) => id));
      for (const entry of figures) {
        expect(entry.formula).toContain('=');
        expect(Number.isFinite(entry.value)).toBe(true);
        expect([...entry.basis.answers, ...entry.basis.assumed]).not.toEqual([]);
        for (const id of entry.assumptions) expect(known).toContain(id);
      }
    }
  });
});
