import { describe, expect, test } from 'vitest';
import { rank } from '../../../src/core/decide/index.ts';
import { baseOf } from '../../../src/core/decide/styles.ts';
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

  test('show the recommendation move when the same product grows from one team to eight', () => {
    const firstOf = (id: string) => {
      const example = examples.find((entry) => entry.id === id);
      if (example === undefined) throw new Error(id);
      return rank({ facts: [], answers: exampleAnswers(example) })[0]?.style;
    };
    expect(firstOf('saas-external-apis-small')).toBe('modular-monolith');
    expect(firstOf('saas-external-apis-grown')).toBe('microservices');
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

    test('is recommended a style that an experienced architect would expect', () => {
      const [first] = rank({ facts: [], answers: exampleAnswers(example) });
      expect(first?.feasible).toBe(true);
      expect(example.expectedBases).toContain(first === undefined ? undefined : baseOf(first.style));
    });

    test('does not contradict itself', () => {
      expect(findContradictions(exampleAnswers(example), [])).toEqual([]);
    });
  });
});
