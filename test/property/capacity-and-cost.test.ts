import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptionRules } from '../../src/core/decide/assumptions.ts';
import { productOf } from '../../src/core/decide/capacity/availability.ts';
import { assumptionsBehind, capacityOf } from '../../src/core/decide/capacity/capacity.ts';
import { billingOf, costOf, monthlyCost } from '../../src/core/decide/cost/cost.ts';
import { decide } from '../../src/core/decide/index.ts';
import { baseStyles } from '../../src/core/decide/recommendation.ts';
import { assumptionIndex, resolveValues } from '../../src/core/decide/values.ts';
import type { Answers } from '../../src/core/interview/answer.ts';
import { anyAnswers } from './decide-cases.ts';

const anyStyle = fc.constantFrom(...baseStyles);

/** Some assumptions set to numbers of their range. */
const anySet = fc
  .subarray(assumptionRules.map((_, index) => index))
  .chain((chosen) => fc.tuple(...chosen.map((index) => fc.double({ min: 0, max: 1, noNaN: true }).map((share) => [index, share] as const))))
  .map(
    (pairs) =>
      new Map(
        pairs.map(([index, share]) => [
          assumptionRules[index]!.id,
          assumptionRules[index]!.min + share * (assumptionRules[index]!.max - assumptionRules[index]!.min),
        ]),
      ),
  );

function withPeople(answers: Answers, people: number): Answers {
  return new Map([...answers, ['concurrent-users', { origin: 'user', value: people }]]);
}

describe('capacity and cost', () => {
  test('more people never need fewer instances and never cost less, in any style and stage', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        anyStyle,
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (answers, style, few, more) => {
          const one = resolveValues(withPeople(answers, few));
          const two = resolveValues(withPeople(answers, few + more));
          const [billOfOne, billOfTwo] = [billingOf(one), billingOf(two)];
          expect(billOfTwo.sizes.expected.instances).toBeGreaterThanOrEqual(billOfOne.sizes.expected.instances);
          const [lesser, greater] = [costOf(style, 2, one, billOfOne), costOf(style, 2, two, billOfTwo)];
          for (const [small, large] of [
            [lesser.infrastructure, greater.infrastructure],
            [lesser.stages.small, greater.stages.small],
            [lesser.stages.peak, greater.stages.peak],
          ] as const) {
            expect(large.low).toBeGreaterThanOrEqual(small.low);
            expect(large.high).toBeGreaterThanOrEqual(small.high);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('the first months cost at most an expected month, and that at most the peak; low at most high', () => {
    fc.assert(
      fc.property(anyAnswers, anyStyle, anySet, (answers, style, set) => {
        const resolved = resolveValues(answers, set);
        const { infrastructure, stages } = costOf(style, 2, resolved, billingOf(resolved));
        for (const range of [infrastructure, stages.small, stages.peak]) expect(range.low).toBeLessThanOrEqual(range.high);
        expect(stages.small.high).toBeLessThanOrEqual(infrastructure.high);
        expect(infrastructure.high).toBeLessThanOrEqual(stages.peak.high);
      }),
      { numRuns: 1000 },
    );
  });

  test('the parts together are never up more than the weakest of them, and remedies only raise it', () => {
    fc.assert(
      fc.property(anyAnswers, anyStyle, anySet, (answers, style, set) => {
        const resolved = resolveValues(answers, set);
        const { availability } = capacityOf(resolved, { style, billing: billingOf(resolved) });
        const weakest = Math.min(...availability!.parts.map(({ together }) => together));
        expect(productOf(availability!.parts)).toBeLessThanOrEqual(weakest + 1e-9);
        let before = availability!.reached;
        for (const { reaches } of availability!.remedies) {
          expect(reaches).toBeGreaterThanOrEqual(before);
          before = reaches;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('every set number is calculated with, and every figure stays a number', () => {
    fc.assert(
      fc.property(anyAnswers, anyStyle, anySet, (answers, style, set) => {
        const resolved = resolveValues(answers, set);
        for (const [id, value] of set) expect(resolved.values[assumptionIndex(id)]).toBe(value);
        const { figures } = capacityOf(resolved, { style, billing: billingOf(resolved) });
        for (const { value, formula } of figures) {
          expect(Number.isFinite(value)).toBe(true);
          expect(formula).not.toMatch(/NaN|Infinity|undefined/);
        }
        for (const entry of assumptionsBehind(new Set(set.keys()), resolved)) expect(entry.value).toBe(set.get(entry.id));
      }),
      { numRuns: 1000 },
    );
  });

  test('the chosen style costs in the comparison what its bill says', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { styles, cost } = decide({ facts: [], answers }, { samples: 1 });
        expect(styles[0]!.monthlyCost).toEqual(cost.infrastructure);
      }),
      { numRuns: 50 },
    );
  });

  test('a price that is doubled doubles the bill', () => {
    fc.assert(
      fc.property(anyAnswers, anyStyle, (answers, style) => {
        const once = resolveValues(answers);
        const twice = resolveValues(answers, new Map([['price-factor', 2]]));
        const [low, high] = [monthlyCost(style, billingOf(once)).low, monthlyCost(style, billingOf(twice)).low];
        // Both are rounded: to one below fifty, to ten or a hundred above.
        expect(Math.abs(high - 2 * low)).toBeLessThanOrEqual(low < 50 ? 12 : low < 5000 ? 120 : 300);
      }),
      { numRuns: 500 },
    );
  });
});
