import { describe, expect, it } from 'vitest';
import { baseStyles } from '../../src/core/decide/recommendation.ts';
import { questions } from '../../src/core/interview/questions.ts';
import { checkValue, questionById } from '../../src/core/interview/value.ts';
import { bestConstant, judge, permutationP, shareRight, sumOfStars, threeQuestions, weightedStars } from './judge.ts';
import { allScenarios, halfOf } from './scenarios/index.ts';

const scenarios = await allScenarios();
const halves = {
  tuned: scenarios.filter(({ id }) => halfOf(id) === 'tuned'),
  blind: scenarios.filter(({ id }) => halfOf(id) === 'blind'),
};

describe('the golden scenarios', () => {
  it('are at least eighty, and each says what is right and what would harm', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(80);
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    for (const { id, acceptable, forbidden } of scenarios) {
      expect([1, 2], id).toContain(acceptable.length);
      expect(forbidden.length, id).toBeGreaterThanOrEqual(2);
      expect(
        forbidden.filter((base) => acceptable.includes(base)),
        id,
      ).toEqual([]);
    }
  });

  it('have every style right in at least five', () => {
    for (const base of baseStyles) {
      expect(scenarios.filter(({ acceptable }) => acceptable.includes(base)).length, base).toBeGreaterThanOrEqual(5);
    }
  });

  it('answer questions that exist, with values that fit them', () => {
    for (const { id, answers } of scenarios) {
      for (const [question, value] of Object.entries(answers)) {
        const known = questionById(question);
        expect(known, `${id}: ${question}`).toBeDefined();
        expect(checkValue(known!, value), `${id}: ${question}`).not.toHaveProperty('error');
      }
    }
    expect(questions.length).toBeGreaterThanOrEqual(45);
    expect(questions.length).toBeLessThanOrEqual(70);
  });
});

describe.each(['tuned', 'blind'] as const)('the ranking, on the %s half', (half) => {
  const judged = judge(halves[half]);
  const right = judged.filter((entry) => entry.right).length / judged.length;

  it('puts an acceptable style first in at least nine of ten', () => {
    expect(right, judged.flatMap(({ right: fits, scenario, key }) => (fits ? [] : [`${scenario.id}: ${key}`])).join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('never puts first what would harm the company', () => {
    expect(judged.filter(({ harmful }) => harmful).map(({ scenario, key }) => `${scenario.id}: ${key}`)).toEqual([]);
  });

  it('is better than any constant answer, than sums of stars and than three questions', () => {
    const other = half === 'tuned' ? 'blind' : 'tuned';
    for (const rival of [bestConstant(halves[half]), sumOfStars, weightedStars, threeQuestions(halves[other])]) {
      expect(right, rival.name).toBeGreaterThan(shareRight(halves[half], rival.pick));
    }
  });

  it('is not right by chance', () => {
    expect(permutationP(judged)).toBeLessThan(0.01);
  });
});
