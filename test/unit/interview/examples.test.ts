import { describe, expect, test } from 'vitest';
import { applies, valuesWithAssumptions } from '../../../src/core/interview/condition.ts';
import { findContradictions } from '../../../src/core/interview/contradictions.ts';
import { exampleAnswers, examples } from '../../../src/core/interview/examples/index.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import { checkValue, questionById } from '../../../src/core/interview/value.ts';

describe('the examples', () => {
  test('are at least eight, with unique ids and titles', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
  });

  describe.each(examples.map((example) => [example.id, example] as const))('%s', (_id, example) => {
    test('answers exactly the questions that apply', () => {
      const values = valuesWithAssumptions(exampleAnswers(example));
      const applying = questions.filter((question) => applies(question, values)).map(({ id }) => id);
      expect([...example.answers.keys()]).toEqual(applying);
    });

    test('gives values that the questions accept', () => {
      for (const [id, value] of example.answers) {
        const question = questionById(id);
        if (question === undefined || value === null) continue;
        expect(checkValue(question, value)).toEqual({ value });
      }
    });

    test('does not contradict itself', () => {
      expect(findContradictions(exampleAnswers(example), [])).toEqual([]);
    });
  });
});
