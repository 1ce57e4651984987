import type { AnswerValue, Option, QuantityQuestion, Question } from './question.ts';
import { questions } from './questions.ts';

/** Why a value was refused. `question` is the id as given, so that the sentence can name it. */
export interface AnswerError {
  readonly question: string;
  readonly reason:
    | 'unknown-question'
    | 'wrong-kind'
    | 'unknown-option'
    | 'out-of-range'
    | 'too-long'
    | 'none-with-others'
    | 'not-open'
    | 'unknown-example'
    | 'wrong-assumption';
  /** One English sentence that names the question and says what would be accepted. */
  readonly message: string;
}

/** A checked value, or the error that names the question. */
export type CheckedValue = { readonly value: AnswerValue } | { readonly error: AnswerError };

/** The question of the catalogue with this id, or undefined. Safe for ids such as `__proto__`. */
export function questionById(id: string): Question | undefined {
  return byId.get(id);
}

const byId: ReadonlyMap<string, Question> = new Map(questions.map((question) => [question.id, question]));

/** The options of a question; a text question has none. */
export function optionsOf(question: Question): readonly Option[] {
  return question.kind === 'text' ? [] : question.options;
}

/**
 * Checks a value of unknown origin against a question. A quantity takes a number or the id of a bucket, several
 * choices take a list or a single id; duplicates are dropped, and the options keep the order of the catalogue.
 */
export function checkValue(question: Question, value: unknown): CheckedValue {
  switch (question.kind) {
    case 'choice':
      return typeof value === 'string' ? checkOption(question, value) : wrongKind(question, 'the id of one option');
    case 'multi':
      return checkOptions(question, value);
    case 'quantity':
      return checkQuantity(question, value);
    case 'text':
      return checkText(question, value);
  }
}

/** The error for an id that the catalogue does not have. */
export function unknownQuestion(id: string): AnswerError {
  const shown = id.length > 80 ? `${id.slice(0, 80)}…` : id;
  return { question: id, reason: 'unknown-question', message: `There is no question “${shown}”.` };
}

/**
 * The number that an answer to a quantity question stands for: the number itself, or the middle of its bucket.
 * Undefined for anything else.
 */
export function numberOf(question: Question, value: AnswerValue | undefined): number | undefined {
  if (question.kind !== 'quantity' || value === undefined) return undefined;
  if (typeof value === 'number') return value;
  return question.options.find((option) => option.id === value)?.value;
}

/** The bucket nearest to a number by ratio, which is how the buckets are spaced; undefined without numeric buckets. */
export function bucketOf(question: QuantityQuestion, value: number): Option | undefined {
  let nearest: Option | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const option of question.options) {
    if (option.value === undefined) continue;
    const away = Math.abs(Math.log(option.value + 0.5) - Math.log(value + 0.5));
    if (away < distance) {
      distance = away;
      nearest = option;
    }
  }
  return nearest;
}

function checkOption(question: Question, value: string): CheckedValue {
  if (optionsOf(question).some((option) => option.id === value)) return { value };
  return {
    error: {
      question: question.id,
      reason: 'unknown-option',
      message: `“${question.id}” has no option “${clip(value)}”; it takes ${listOptions(question)}.`,
    },
  };
}

function checkOptions(question: Question, value: unknown): CheckedValue {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  if (!given.every((entry): entry is string => typeof entry === 'string')) {
    return wrongKind(question, 'a list of option ids');
  }
  for (const entry of given) {
    const checked = checkOption(question, entry);
    if ('error' in checked) return checked;
  }
  const chosen = optionsOf(question)
    .map((option) => option.id)
    .filter((id) => given.includes(id));
  if (chosen.length > 1 && chosen.includes('none')) {
    return {
      error: {
        question: question.id,
        reason: 'none-with-others',
        message: `“${question.id}” cannot be “none” and something else.`,
      },
    };
  }
  return { value: chosen };
}

function checkQuantity(question: QuantityQuestion, value: unknown): CheckedValue {
  if (typeof value === 'string') return checkOption(question, value);
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return wrongKind(question, `a number (${question.unit}) or ${listOptions(question)}`);
  }
  if (value < question.min || value > question.max) {
    return {
      error: {
        question: question.id,
        reason: 'out-of-range',
        message: `“${question.id}” takes ${question.min} to ${question.max} ${question.unit}.`,
      },
    };
  }
  // -0 would not survive JSON.
  return { value: value === 0 ? 0 : value };
}

function checkText(question: Extract<Question, { kind: 'text' }>, value: unknown): CheckedValue {
  if (typeof value !== 'string') return wrongKind(question, 'text');
  if (value.length <= question.maxLength) return { value };
  return {
    error: {
      question: question.id,
      reason: 'too-long',
      message: `“${question.id}” takes at most ${question.maxLength} characters.`,
    },
  };
}

function wrongKind(question: Question, expected: string): CheckedValue {
  return {
    error: { question: question.id, reason: 'wrong-kind', message: `“${question.id}” takes ${expected}.` },
  };
}

function listOptions(question: Question): string {
  return optionsOf(question)
    .map((option) => `“${option.id}”`)
    .join(', ');
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
