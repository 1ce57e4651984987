import { describe, expect, it } from 'vitest';
import { decide, rank } from '../../../src/core/decide/index.ts';
import { stated } from './support.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';

const of = (answers: Readonly<Record<string, AnswerValue>>) => decide({ facts: [], answers: stated(answers) }, { samples: 1 });
const figure = (answers: Readonly<Record<string, AnswerValue>>, id: string) =>
  of(answers).capacity.figures.find((entry) => entry.id === id)!;
const plain = { 'work-trigger': 'people', users: ['business-customers'] } as const;

describe('capacity', () => {
  it('turns 1,500 people into 75 and 225 requests a second', () => {
    expect(figure({ ...plain, 'concurrent-users': 1500 }, 'requests').formula).toBe('1,500 people / 20 s = 75 requests/s');
    expect(figure({ ...plain, 'concurrent-users': 1500 }, 'peak-requests')).toMatchObject({
      value: 225,
      formula: '75 × 3 = 225 requests/s',
    });
  });

  it('lets two instances carry that, and asks for level 2 only', () => {
    const { required } = of({ ...plain, 'concurrent-users': 1500 });
    expect(required.find(({ attribute }) => attribute === 'scalability')!.level).toBe(2);
    expect(figure({ ...plain, 'concurrent-users': 1500, 'stack-preferred': ['typescript'] }, 'instances').value).toBe(2);
  });

  it('allows 43 minutes at 99.9 %', () => {
    expect(figure({ availability: 99.9 }, 'downtime')).toMatchObject({ value: 43.2 });
  });

  it('derives the objective from what an hour is worth where nothing is promised', () => {
    expect(figure({ 'first-hour-down': 'money' }, 'downtime').label).toContain('99.9 %');
    expect(figure({ 'first-hour-down': 'money' }, 'downtime').assumptions).toContain('availability-from-worth');
  });

  it('explains every assumption it uses and rests every figure on something', () => {
    const { capacity } = of({ growth: 'tenfold' });
    const known = new Set(capacity.assumptions.map(({ id }) => id));
    for (const entry of capacity.figures) {
      expect(entry.formula).toContain('=');
      expect(Number.isFinite(entry.value)).toBe(true);
      expect([...entry.basis.answers, ...entry.basis.assumed]).not.toEqual([]);
      for (const id of entry.assumptions) expect(known).toContain(id);
    }
  });
});

describe('cost', () => {
  const small = { ...plain, 'concurrent-users': 500, hosting: 'aws', availability: 99.5, 'recovery-point': 60, budget: 1000 };

  it('puts two instances, a balancer and a database in one zone at 120 to 250 $', () => {
    const { low, high } = of(small).cost.infrastructure;
    expect(low).toBeGreaterThanOrEqual(120);
    expect(high).toBeLessThanOrEqual(260);
  });

  it('puts the same in two zones at 200 to 450 $', () => {
    const { low, high } = of({ ...small, availability: 99.9 }).cost.infrastructure;
    expect(low).toBeGreaterThanOrEqual(180);
    expect(high).toBeLessThanOrEqual(450);
  });

  it('is the sum of its lines, each with its source and date', () => {
    const { lines, infrastructure } = of(small).cost;
    expect(lines.reduce((sum, { low }) => sum + low, 0)).toBeCloseTo(infrastructure.low, -1.2);
    for (const line of lines) {
      expect(line.high).toBeGreaterThanOrEqual(line.low);
      expect(line.source).toContain('2026-11');
    }
  });

  it('grows with the parts: microservices cost more than a monolith, in money and in days', () => {
    const styles = rank({ facts: [], answers: stated(small) });
    const micro = styles.find(({ style }) => style === 'microservices')!;
    const modular = styles.find(({ style }) => style === 'modular-monolith')!;
    expect(micro.monthlyCost.low).toBeGreaterThan(2 * modular.monthlyCost.low);
    expect(micro.operationsDays.low).toBeGreaterThan(modular.operationsDays.high);
  });
});
