import { describe, expect, it } from 'vitest';
import { assumptionViews } from '../../../src/core/decide/assumption-views.ts';
import { assumptionRules, checkAssumption } from '../../../src/core/decide/assumptions.ts';
import { capacityOf } from '../../../src/core/decide/capacity/capacity.ts';
import { billingOf, costOf } from '../../../src/core/decide/cost/cost.ts';
import { decide } from '../../../src/core/decide/index.ts';
import { resolveValues } from '../../../src/core/decide/values.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import { stated } from './support.ts';

const said = stated({ 'concurrent-users': 1500, hosting: 'aws', availability: 99.9, 'stack-preferred': ['typescript'] });

describe('assumptions', () => {
  it('have a range around their default, a source, a figure that uses them and a question that exists', () => {
    const known = new Set(questions.map(({ id }) => id));
    expect(new Set(assumptionRules.map(({ id }) => id)).size).toBe(assumptionRules.length);
    for (const rule of assumptionRules) {
      expect(rule.text).toContain('{value}');
      expect(rule.source.length).toBeGreaterThan(10);
      expect(rule.usedBy.length).toBeGreaterThan(0);
      expect(rule.min).toBeLessThan(rule.max);
      if (rule.value !== null) expect(checkAssumption(rule.id, rule.value)).toEqual({ value: rule.value });
      if (rule.question !== undefined) expect(known).toContain(rule.question);
    }
  });

  it('are refused with a sentence: an unknown id, no number, out of range', () => {
    expect(checkAssumption('think', 10)).toMatchObject({ error: expect.stringContaining('think-time') as string });
    expect(checkAssumption('__proto__', 10)).toHaveProperty('error');
    expect(checkAssumption('think-time', '10')).toEqual({ error: 'The assumption “think-time” takes a number.' });
    expect(checkAssumption('think-time', 0)).toEqual({ error: 'The assumption “think-time” takes 0.1 to 3600 s, not 0.' });
    expect(checkAssumption('think-time', Number.NaN)).toHaveProperty('error');
  });

  it('move the figures: at 10 s, 1,500 people are 150 requests/s, and 450 at the peak need three instances', () => {
    const { figures, assumptions } = capacityOf(resolveValues(said, new Map([['think-time', 10]])));
    expect(figures.find(({ id }) => id === 'requests')?.formula).toBe('1,500 people / 10 s = 150 requests/s');
    expect(figures.find(({ id }) => id === 'instances')?.value).toBe(3);
    expect(assumptions.find(({ id }) => id === 'think-time')).toMatchObject({ value: 10, instead: 20, set: true });
  });

  it('move the decision: the peak rate that the rules read is twice as high', () => {
    const level = (seconds: number) =>
      decide(
        { facts: [], answers: stated({ 'concurrent-users': 20_000 }), assumptions: new Map([['think-time', seconds]]) },
        { samples: 1 },
      ).required.find(({ attribute }) => attribute === 'scalability')?.level ?? 0;
    expect(level(1)).toBeGreaterThan(level(60));
  });

  it('set one price, and all of them', () => {
    const lines = (set: Readonly<Record<string, number>>) => {
      const resolved = resolveValues(said, new Map(Object.entries(set)));
      return costOf('modular-monolith', 2, resolved, billingOf(resolved)).lines;
    };
    const instances = (set: Readonly<Record<string, number>>) => lines(set).find(({ item }) => item === '2 × small instance');
    expect(instances({})).toMatchObject({ low: 50, high: 76 });
    expect(instances({ 'price-instance': 40 })).toMatchObject({ low: 80, high: 80 });
    expect(instances({ 'price-instance': 40, 'price-factor': 0.5 })).toMatchObject({ low: 40, high: 40 });
  });
});

describe('the list of assumptions', () => {
  const recommendation = decide({ facts: [], answers: said, assumptions: new Map([['think-time', 10]]) }, { samples: 1 });
  const views = assumptionViews(recommendation, new Map([['think-time', 10]]));

  it('shows each with its number, its default and what it moves', () => {
    expect(views).toHaveLength(assumptionRules.length);
    expect(views[0]).toMatchObject({ id: 'think-time', value: 10, default: 20, set: true, used: true });
    expect(views[0]?.effect).toContain('Requests in the busy hour: 150 requests/s');
    expect(views[0]?.effect).toContain('the bill: ');
  });

  it('puts what moves nothing here last', () => {
    const idle = views.find(({ id }) => id === 'throughput-ruby');
    expect(idle).toMatchObject({ used: false, effect: '' });
    expect(views.findIndex(({ used }) => !used)).toBeGreaterThan(views.findLastIndex(({ used }) => used));
  });
});
