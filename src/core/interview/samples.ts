import type { Assumptions } from '../decide/assumptions.ts';
import { appliesTo, fallbackOf, optionBit, resolveValues, type Values } from '../decide/values.ts';
import type { Answers } from './answer.ts';
import type { Random, Suggestion } from './completions.ts';
import { seededRandom, strata, withSuggestion } from './completions.ts';
import { experienced } from './experience.ts';
import type { Question } from './question.ts';
import { questions } from './questions.ts';

/** Ways in which the rest of the interview could go, as the numbers that the decision reads. Derived slots are not filled. */
export interface Samples {
  readonly values: readonly Values[];
  /** Per open question one entry per sample: what was drawn, or -1 where the question does not apply in that sample. */
  readonly drawn: ReadonlyMap<string, Float64Array>;
}

interface OpenQuestion {
  readonly question: Question;
  readonly index: number;
  readonly column: Float64Array;
}

/**
 * Draws complete sets of answers: every question without a stated answer is filled from its priors, shifted towards what
 * companies answered before and what the workspace suggests. Stratified, so that each prior is met almost exactly; always the same for a seed. A *don't know*
 * is filled too: it is open, only not asked again.
 */
export function drawSamples(
  start: Values,
  answers: Answers,
  suggestions: ReadonlyMap<string, Suggestion>,
  size: number,
  seed: number,
): Samples {
  const random = seededRandom(seed);
  const open: OpenQuestion[] = [];
  for (const [index, question] of questions.entries()) {
    const answer = answers.get(question.id);
    if (question.kind === 'text' || (answer !== undefined && 'value' in answer)) continue;
    open.push({ question, index, column: drawColumn(question, suggestions.get(question.id), size, random) });
  }
  const conditional = open.flatMap((one) => {
    const test = appliesTo(one.index);
    return test === undefined ? [] : [{ ...one, applies: test }];
  });
  const values: Values[] = [];
  for (let row = 0; row < size; row += 1) {
    const filled = [...start];
    for (const { index, column } of open) filled[index] = column[row]!;
    // A second pass: whether a question applies may hang on one that comes after it.
    for (const { index, column, applies } of conditional) {
      if (applies(filled)) continue;
      filled[index] = fallbackOf(index).notApplicable;
      column[row] = -1;
    }
    values.push(filled);
  }
  return { values, drawn: new Map(open.map(({ question, column }) => [question.id, column])) };
}

/** The values of the answers as they stand: what is stated, and the assumption elsewhere. */
export function valuesOf(answers: Answers, assumptions?: Assumptions): Values {
  return resolveValues(answers, assumptions).values;
}

/** What an option counts as in a column: its bit, or the number that stands for a bucket. */
export function encodedOption(question: Question, option: { readonly id: string; readonly value?: number }): number {
  return question.kind === 'quantity' ? (option.value ?? 0) : optionBit(question.id, option.id);
}

function drawColumn(question: Question, suggestion: Suggestion | undefined, size: number, random: Random): Float64Array {
  const column = new Float64Array(size);
  const options = withSuggestion(question, suggestion, experienced(question)).filter(
    ({ id }) => question.kind !== 'multi' || id !== 'none',
  );
  const codes = options.map((option) => encodedOption(question, option));
  if (question.kind === 'multi') {
    for (let option = 0; option < options.length; option += 1) {
      const draws = strata(size, random);
      const { prior } = options[option]!;
      for (let row = 0; row < size; row += 1) if (draws[row]! < prior) column[row]! += codes[option]!;
    }
    const none = question.options.some(({ id }) => id === 'none') ? optionBit(question.id, 'none') : 0;
    for (let row = 0; row < size; row += 1) if (column[row] === 0) column[row] = none;
    return column;
  }
  const draws = strata(size, random);
  for (let row = 0; row < size; row += 1) {
    let left = draws[row]!;
    let option = 0;
    while (option < options.length - 1 && (left -= options[option]!.prior) >= 0) option += 1;
    column[row] = codes[option]!;
  }
  return column;
}
