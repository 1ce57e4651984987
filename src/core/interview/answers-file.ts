import { type Assumptions, checkAssumption } from '../decide/assumptions.ts';
import type { Answer } from './answer.ts';
import type { StoredAnswer } from './state.ts';
import type { AnswerError } from './value.ts';
import { checkValue, questionById, unknownQuestion } from './value.ts';

/** The answers of a file, or every error in it. */
export type ParsedAnswers =
  | { readonly answers: ReadonlyMap<string, StoredAnswer>; readonly assumptions: Assumptions }
  | { readonly errors: readonly AnswerError[] };

/** The key beside the questions under which a file holds numbers for assumptions. */
const assumptionsKey = 'assumptions';

/**
 * Parses an answers file, `{ "questionId": value }`, already read as JSON. `null` is *don't know*; a quantity takes a
 * number or a bucket's id, several choices a list or a single id. `"assumptions": { "think-time": 10 }` beside them sets
 * assumptions. All errors are listed, each naming its question.
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
  const assumptions = new Map<string, number>();
  for (const [id, value] of Object.entries(json)) {
    if (id === assumptionsKey) {
      errors.push(...readAssumptions(value, assumptions));
      continue;
    }
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
  return errors.length > 0 ? { errors } : { answers, assumptions };
}

function readAssumptions(json: unknown, into: Map<string, number>): AnswerError[] {
  const error = (message: string): AnswerError => ({ question: assumptionsKey, reason: 'wrong-assumption', message });
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return [error('“assumptions” is one JSON object: { "assumptionId": number }.')];
  }
  return Object.entries(json).flatMap(([id, value]: [string, unknown]) => {
    const checked = checkAssumption(id, value);
    if ('error' in checked) return [error(checked.error)];
    into.set(id, checked.value);
    return [];
  });
}

/**
 * Writes answers as an answers file that `parseAnswersFile` reads back: what the person said, and `null` for *don't
 * know*. Passed-over questions are left out; what the workspace said and the assumptions are included on demand.
 */
export function toAnswersFile(
  answers: Iterable<readonly [string, Answer | StoredAnswer]>,
  options: { readonly workspace?: boolean; readonly assumptions?: Assumptions | undefined } = {},
): Record<string, AnswersFileValue> {
  const entries: [string, AnswersFileValue][] = [];
  for (const [id, answer] of answers) {
    if (answer.origin === 'skipped' || (answer.origin === 'workspace' && options.workspace !== true)) continue;
    entries.push([id, 'value' in answer ? answer.value : null]);
  }
  const set = options.assumptions ?? new Map<string, number>();
  if (set.size > 0) entries.push([assumptionsKey, Object.fromEntries(set)]);
  return Object.fromEntries(entries);
}

/** What stands behind a key of an answers file; an object is that of `assumptions`. */
export type AnswersFileValue = string | number | readonly string[] | null | Readonly<Record<string, number>>;
