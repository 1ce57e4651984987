import fc from 'fast-check';
import type { Question } from '../../src/core/interview/question.ts';
import { questions } from '../../src/core/interview/questions.ts';
import type { StoredAnswer } from '../../src/core/interview/state.ts';
import { optionsOf } from '../../src/core/interview/value.ts';

/** An answer of the right kind: stated by a person, not known, or passed over. */
function answerTo(question: Question): fc.Arbitrary<StoredAnswer> {
  const ids = optionsOf(question).map((option) => option.id);
  const value =
    question.kind === 'choice'
      ? fc.constantFrom(...ids)
      : question.kind === 'multi'
        ? fc.subarray(ids.filter((id) => id !== 'none')).map((chosen) => (chosen.length === 0 && ids.includes('none') ? ['none'] : chosen))
        : question.kind === 'quantity'
          ? fc.oneof(fc.constantFrom(...ids), fc.double({ min: question.min, max: question.max, noNaN: true }))
          : fc.oneof(fc.constant(''), fc.string({ maxLength: question.maxLength, unit: 'binary' }));
  return fc.oneof(
    { weight: 6, arbitrary: value.map((given): StoredAnswer => ({ origin: 'user', value: given })) },
    { weight: 1, arbitrary: fc.constant<StoredAnswer>({ origin: 'user', unknown: true }) },
    { weight: 1, arbitrary: fc.constant<StoredAnswer>({ origin: 'skipped' }) },
  );
}

/** Any set of answers over the whole catalogue; about a third of the questions is not answered at all. */
export const storedAnswers: fc.Arbitrary<readonly (readonly [string, StoredAnswer])[]> = fc
  .tuple(...questions.map((question) => fc.option(answerTo(question), { nil: undefined, freq: 3 })))
  .map((given) =>
    questions.flatMap((question, index): [string, StoredAnswer][] => (given[index] === undefined ? [] : [[question.id, given[index]]])),
  );
