import { describe, expect, it } from 'vitest';
import { preconditionRules } from '../../../src/core/decide/preconditions.ts';
import { openCase } from '../../../src/core/decide/case.ts';
import { rankCase, requiredLevels } from '../../../src/core/decide/ranking.ts';
import { publishedStars, ratingOverrides, ratings } from '../../../src/core/decide/ratings.ts';
import { baseStyles, qualityAttributes } from '../../../src/core/decide/recommendation.ts';
import { requirementRules } from '../../../src/core/decide/requirement-rules/index.ts';
import { standardModel } from '../../../src/core/decide/rule-book.ts';
import { compile } from '../../../src/core/decide/rule-condition.ts';
import { shapeRules } from '../../../src/core/decide/shapes.ts';
import { triggerSentences } from '../../../src/core/decide/triggers.ts';
import { resolveValues } from '../../../src/core/decide/values.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';
import { stated } from './support.ts';

const open = (answers: Readonly<Record<string, AnswerValue>>) => openCase(standardModel, { facts: [], answers: stated(answers) });

describe('requirement rules', () => {
  it.each(requirementRules.map((rule) => [rule.id, rule] as const))('%s fires on its example and not on its negative', (_, rule) => {
    const test = compile(rule.when);
    expect(test(resolveValues(stated(rule.example)).values)).toBe(true);
    expect(test(resolveValues(stated(rule.negative)).values)).toBe(false);
    const need = requiredLevels(open(rule.example)).find(({ attribute }) => attribute === rule.attribute);
    expect(need!.level).toBeGreaterThanOrEqual(rule.level);
    expect(need!.because).not.toContain('{');
  });

  it('have ids of their own', () => {
    expect(new Set(requirementRules.map(({ id }) => id)).size).toBe(requirementRules.length);
  });
});

describe('shape rules', () => {
  it.each(shapeRules.map((rule) => [rule.id, rule] as const))('%s holds on its example and not on its negative', (_, rule) => {
    const test = compile(rule.when);
    expect(test(resolveValues(stated(rule.example)).values)).toBe(true);
    expect(test(resolveValues(stated(rule.negative)).values)).toBe(false);
  });
});

describe('preconditions', () => {
  it.each(preconditionRules.map((rule) => [rule.id, rule] as const))(
    '%s excludes what is stated to fail and nothing that is met',
    (_, rule) => {
      for (const style of rule.styles) {
        const failing = rankCase(open(rule.failed)).find((ranked) => ranked.style === style)!;
        expect(failing.feasible).toBe(false);
        expect(failing.failedPreconditions.find(({ id }) => id === rule.id)).toMatchObject({ effect: 'excludes' });
        const meeting = rankCase(open(rule.met)).find((ranked) => ranked.style === style)!;
        expect(meeting.failedPreconditions.some(({ id }) => id === rule.id)).toBe(false);
      }
    },
  );

  it('exclude nothing while nothing is stated', () => {
    for (const ranked of rankCase(open({}))) {
      expect(ranked.feasible).toBe(true);
      expect(ranked.failedPreconditions.every(({ effect }) => effect === 'costs')).toBe(true);
    }
  });

  it('count teams as at most developers divided by four', () => {
    const ranked = rankCase(open({ teams: 8, 'team-size': 10 })).find(({ style }) => style === 'microservices')!;
    expect(ranked.feasible).toBe(false);
    expect(ranked.failedPreconditions.find(({ id }) => id === 'teams')!.because).toContain('2.5');
  });
});

describe('ratings', () => {
  it('fill every cell with 1 to 5 stars', () => {
    for (const style of baseStyles) {
      for (const attribute of qualityAttributes) {
        expect(ratings[style][attribute].stars, `${style} ${attribute}`).toBeGreaterThanOrEqual(1);
        expect(ratings[style][attribute].stars).toBeLessThanOrEqual(5);
      }
    }
  });

  it('keep the published star except where an override says why', () => {
    for (const style of baseStyles) {
      for (const attribute of qualityAttributes) {
        const published = publishedStars(style, attribute);
        const override = ratingOverrides.find((entry) => entry.style === style && entry.attribute === attribute);
        if (published === undefined) expect(ratings[style][attribute].source).toBe('unpublished');
        else if (override === undefined) expect(ratings[style][attribute].stars).toBe(published);
        else {
          expect(override.published).toBe(published);
          expect(override.because.length).toBeGreaterThan(40);
        }
      }
    }
  });
});

describe('trigger sentences', () => {
  it('name every option of every choice that a rule reads', () => {
    for (const id of standardModel.questions) {
      const question = questions.find((entry) => entry.id === id)!;
      const sentences = triggerSentences.get(id);
      if (question.kind !== 'choice' || sentences?.kind !== 'choice') continue;
      expect(Object.keys(sentences.to).sort()).toEqual(question.options.map((option) => option.id).sort());
    }
  });
});
