import type { Answer } from './answer.ts';
import type { StoredAnswer } from './state.ts';
import type { AnswerError } from './value.ts';
import { checkValue, questionById, unknownQuestion } from './value.ts';

/** The answers of a file, or every error in it. */
export type ParsedAnswers = { readonly answers: ReadonlyMap<string, StoredAnswer> } | { readonly errors: readonly AnswerError[] };

/**
 * Parses an answers file, `{ "questionId": value }`, already read as JSON. `null` is *don't know*; a quantity takes a
 * number or a bucket's id, several choices a list or a single id. All errors are listed, each naming its question.
 */
export function parseAnswersFile(json: unknown): ParsedAnswers {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return {
      errors: [{ question: '', reason: 'wrong-kind', message: 'An answers file is one JSON object: { "questionId": value }.' }],
    };
  }
  const answers = new Map<string, StoredAnswer>();
  const errors: AnswerError[] = [];
  // Object.entries sees own keys only, so an answer named `__proto__` is an unknown question like any other.
  for (const [id, value] of Object.entries(json)) {
    const question = questionById(id);
    if (question === undefined) {
      errors.push(unknownQuestion(id));
    } else if (value === null) {
      answers.set(id, { origin: 'user', unknown: true });
    } else {
      const checked = checkValue(question, value);
      if ('error' in checked) errors.push(checked.error);
      else answers.set(id, { origin: 'user', value: checked.value });
    }
  }
  return errors.length > 0 ? { errors } : { answers };
}

/**
 * Writes answers as an answers file that `parseAnswersFile` reads back: what the person said, and `null` for *don't
 * know*. Passed-over questions are left out; what the workspace said is included on demand.
 */
export function toAnswersFile(
  answers: Iterable<readonly [string, Answer | StoredAnswer]>,
  options: { readonly workspace?: boolean } = {},
): Record<string, string | number | readonly string[] | null> {
  const entries: [string, string | number | readonly string[] | null][] = [];
  for (const [id, answer] of answers) {
    if (answer.origin === 'skipped' || (answer.origin === 'workspace' && options.workspace !== true)) continue;
    entries.push([id, 'value' in answer ? answer.value : null]);
  }
  return Object.fromEntries(entries);
}
