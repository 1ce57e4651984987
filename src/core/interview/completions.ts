import type { Answer, Answers } from './answer.ts';
import { applies, valuesWithAssumptions } from './condition.ts';
import type { AnswerValue, Option, Question } from './question.ts';
import { questions } from './questions.ts';
import { optionsOf } from './value.ts';

/** A pseudo-random number from 0 to below 1. */
export type Random = () => number;

/** Mulberry32: small, fast, the same everywhere. It shuffles samples; it protects nothing. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the workspace suggests without being sure: it shifts the draw for its question. */
export interface Suggestion {
  readonly value: AnswerValue;
  readonly confidence: number;
}

/** One way in which the rest of the interview could go: all answers, and what was drawn for the open questions. */
export interface Completion {
  readonly answers: Answers;
  /** Option ids drawn per open question; a question that does not apply in this completion is absent. */
  readonly drawn: ReadonlyMap<string, readonly string[]>;
}

/**
 * Draws completions of the answers: every question without a stated answer is filled from its priors. Draws are
 * stratified (each question's priors are met almost exactly), which needs far fewer completions for the same noise.
 * A *don't know* is filled too: it is open, only not asked again. `count` completions, always the same for a seed.
 */
export function drawCompletions(
  answers: Answers,
  suggestions: ReadonlyMap<string, Suggestion>,
  count: number,
  seed: number,
): readonly Completion[] {
  const random = seededRandom(seed);
  const columns = new Map<string, readonly (readonly string[])[]>();
  for (const question of questions) {
    if (isOpen(question, answers)) columns.set(question.id, drawColumn(question, suggestions.get(question.id), count, random));
  }
  return Array.from({ length: count }, (_, row) => complete(answers, columns, row));
}

function isOpen(question: Question, answers: Answers): boolean {
  const answer = answers.get(question.id);
  return question.kind !== 'text' && (answer === undefined || !('value' in answer));
}

function complete(answers: Answers, columns: ReadonlyMap<string, readonly (readonly string[])[]>, row: number): Completion {
  const filled = new Map<string, Answer>(answers);
  for (const [id, column] of columns) {
    const ids = column[row] ?? [];
    const question = questions.find((candidate) => candidate.id === id);
    filled.set(id, { origin: 'user', value: question?.kind === 'multi' ? ids : (ids[0] ?? '') });
  }
  const values = valuesWithAssumptions(filled);
  const drawn = new Map<string, readonly string[]>();
  for (const question of questions) {
    if (!applies(question, values)) filled.delete(question.id);
    else if (columns.has(question.id)) drawn.set(question.id, columns.get(question.id)?.[row] ?? []);
  }
  return { answers: filled, drawn };
}

function drawColumn(question: Question, suggestion: Suggestion | undefined, count: number, random: Random): readonly (readonly string[])[] {
  const options = withSuggestion(question, suggestion);
  if (question.kind !== 'multi') {
    return Array.from(strata(count, random), (at) => [pick(options, at)]);
  }
  const others = options.filter((option) => option.id !== 'none');
  const columns = others.map((option) => Array.from(strata(count, random), (at) => at < option.prior));
  const hasNone = others.length < options.length;
  const likeliest = others.toSorted((a, b) => b.prior - a.prior)[0]?.id ?? '';
  return Array.from({ length: count }, (_, row) => {
    const chosen = others.filter((_option, index) => columns[index]?.[row]).map((option) => option.id);
    return chosen.length > 0 ? chosen : [hasNone ? 'none' : likeliest];
  });
}

/** The options of a question with their priors shifted towards what the workspace suggests, as far as it is sure. */
export function withSuggestion(
  question: Question,
  suggestion: Suggestion | undefined,
  options: readonly Option[] = optionsOf(question),
): readonly Option[] {
  if (suggestion === undefined || typeof suggestion.value === 'number') return options;
  const { value, confidence } = suggestion;
  return options.map((option) => {
    const suggested = typeof value === 'string' ? value === option.id : value.includes(option.id);
    if (question.kind === 'multi') return suggested ? { ...option, prior: Math.max(option.prior, confidence) } : option;
    return { ...option, prior: option.prior * (1 - confidence) + (suggested ? confidence : 0) };
  });
}

function pick(options: readonly Option[], at: number): string {
  let sum = 0;
  for (const option of options) {
    sum += option.prior;
    if (at < sum) return option.id;
  }
  return options.at(-1)?.id ?? '';
}

/** One draw from each of `count` equal slices of [0, 1), in random order. */
export function strata(count: number, random: Random): Float64Array {
  const draws = new Float64Array(count);
  for (let index = 0; index < count; index += 1) draws[index] = (index + random()) / count;
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = draws[last]!;
    draws[last] = draws[other]!;
    draws[other] = kept;
  }
  return draws;
}
