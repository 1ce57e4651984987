import { describe, expect, test } from 'vitest';
import { contradictionRules, findContradictions } from '../../../src/core/interview/contradictions.ts';
import { placeholdersOf } from '../../../src/core/interview/contradictions/sentence.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import { unusualAnswers } from '../../../src/core/interview/remarks.ts';
import { checkValue, questionById } from '../../../src/core/interview/value.ts';
import { facts, said } from './sketch.ts';

describe('contradictions', () => {
  test('are at least 48, each with a name of its own', () => {
    expect(contradictionRules.length).toBeGreaterThanOrEqual(48);
    expect(new Set(contradictionRules.map(({ id }) => id)).size).toBe(contradictionRules.length);
  });

  test.each(contradictionRules.map((rule) => [rule.id, rule] as const))('%s: fires on its example', (_id, rule) => {
    const found = findContradictions(said(rule.example.answers), facts(...(rule.example.facts ?? [])));
    const own = found.find(({ id }) => id === rule.id);
    // Each answer of the example is one that the contradiction is about.
    expect(own?.questions.toSorted()).toEqual(Object.keys(rule.example.answers).toSorted());
    expect(own?.sentence).toMatch(/^[A-Z0-9“].*[?.]$/s);
    expect(own?.sentence).toContain('?');
    expect(own?.sentence).not.toMatch(/[{}[\]]|not stated|undefined|NaN/);
    expect(own?.facts.length).toBe(rule.example.facts?.length ?? 0);
  });

  test.each(contradictionRules.map((rule) => [rule.id, rule] as const))('%s: its innocent is one step inside every limit', (_id, rule) => {
    const found = findContradictions(said(rule.innocent.answers), facts(...(rule.innocent.facts ?? [])));
    expect(found.map(({ id }) => id)).toEqual([]);
  });

  test.each(contradictionRules.map((rule) => [rule.id, rule] as const))(
    '%s: names questions, values and numbers that exist',
    (_id, rule) => {
      for (const [id, value] of [...Object.entries(rule.example.answers), ...Object.entries(rule.innocent.answers)]) {
        const question = questionById(id);
        expect(question && checkValue(question, value)).not.toHaveProperty('error');
      }
      for (const name of placeholdersOf(rule.sentence)) {
        const known = name === 'facts' || name === 'down' || name.split('/').every((id) => questionById(id) !== undefined);
        expect([name, known]).toEqual([name, true]);
      }
    },
  );

  test('need stated answers: an empty interview contradicts nothing', () => {
    expect(findContradictions(new Map(), facts('deployment:aws', 'deployment:kubernetes', 'technology:sqlite:store'))).toEqual([]);
  });

  test('do not arise from single answers, whatever they are', () => {
    for (const question of questions) {
      if (question.kind === 'text') continue;
      for (const option of question.options) {
        const value = question.kind === 'multi' ? [option.id] : option.id;
        expect(findContradictions(said({ [question.id]: value }), [])).toEqual([]);
      }
    }
  });

  test('take of a range the end that fits best', () => {
    const seen = (answers: Record<string, string | number>) => findContradictions(said(answers), []).map(({ id }) => id);
    expect(seen({ 'team-size': '3-6', teams: 'two-three' })).toEqual([]);
    expect(seen({ 'team-size': 5, teams: 3 })).toEqual(['more-teams-than-people']);
    expect(seen({ 'team-size': '1-2', teams: 'four-eight' })).toEqual(['more-teams-than-people']);
  });

  test('come with the gravest first', () => {
    const found = findContradictions(
      said({ availability: 99.99, 'team-size': 1, budget: 50, night: 'rota', needs: ['none'], operations: 'by-hand' }),
      [],
    );
    expect(found.length).toBeGreaterThan(3);
    expect(found[0]?.id).toBe('nines-without-means');
    expect(found.map(({ serious }) => serious)).toEqual(found.map(({ serious }) => serious).toSorted((a, b) => b - a));
  });

  test('say the trade in this company’s numbers', () => {
    const [found] = findContradictions(said({ availability: 99.99, 'team-size': 1, budget: 50 }), []);
    expect(found?.sentence).toBe(
      '99.99 % leaves 4.3 minutes a month to notice a failure and mend it; with 1 developer and 50 $ a month nobody is awake for it and nothing stands by. Which of the three gives?',
    );
  });
});

describe('remarks on unusual numbers', () => {
  test.each([
    ['team-size', 5000, '5,000 developers: meant, or 500?'],
    ['budget', 2, '2 $ a month: meant, or 20?'],
    ['availability', 92, '92 % of a month: meant? Usual are 95 to 99.99.'],
  ])('%s: %d is asked back about', (question, value, sentence) => {
    expect(unusualAnswers(said({ [question]: value }))).toEqual([{ question, sentence }]);
  });

  test('leave usual numbers and buckets alone', () => {
    expect(unusualAnswers(said({ 'team-size': 40, budget: 'over-50000', availability: 99.99, deadline: 12 }))).toEqual([]);
  });
});
