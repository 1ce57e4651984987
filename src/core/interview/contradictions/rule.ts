import type { FactPattern, FactSketch } from '../prefill-rule.ts';
import type { Condition } from '../question.ts';

/** Two or three answers, or an answer and the workspace, that cannot all hold. Pointed out, never blocking. */
export interface ContradictionRule {
  readonly id: string;
  /** 3: a law, a life or data hangs on it; 2: money or time; 1: probably a slip. The gravest are shown first. */
  readonly serious: 1 | 2 | 3;
  /** Over stated answers only: what was never said contradicts nothing. */
  readonly when: Condition;
  /** Counts and ratios of answers; each must hold too. */
  readonly measures?: readonly Measure[];
  /** If given, a fact must match too. */
  readonly facts?: FactPattern;
  /** How many facts must match; one unless given. */
  readonly factsAtLeast?: number;
  /** If given, no fact may match. */
  readonly unlessFacts?: FactPattern;
  /** If given, the repository must show something else than what was said. */
  readonly differs?: Differs;
  /**
   * One or two calm sentences: the trade in this company's numbers, ending in what could give. `{question}` stands for the
   * answer in words, `{down}` for the minutes a month that the promise allows, `{a/b}` for a ratio, `{facts}` for what was
   * found. A part in brackets is left out where one of its answers is missing.
   */
  readonly sentence: string;
  readonly example: ContradictionExample;
  /** One step inside the limit, and fine. */
  readonly innocent: ContradictionExample;
}

/** How many options were chosen, or one quantity divided by another (both have to be stated, the divisor above 0). */
export type Measure =
  | { readonly count: string; readonly atLeast: number }
  | { readonly of: string; readonly per: string; readonly atLeast?: number; readonly atMost?: number };

/** What the repository shows for each option of a question: none of it is among what was said. */
export interface Differs {
  readonly question: string;
  readonly shown: Readonly<Record<string, FactPattern>>;
}

/** Answers as in an answers file, and facts in short. */
interface ContradictionExample {
  readonly answers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly facts?: readonly FactSketch[];
}

/** The answer is one of these options, or has one of them. */
export const is = (question: string, ...oneOf: readonly string[]): Condition => ({ question, oneOf });

/** The number is at least this. */
export const least = (question: string, atLeast: number): Condition => ({ question, atLeast });

/** The number is at most this. */
export const most = (question: string, atMost: number): Condition => ({ question, atMost });

/** Every one of them holds. */
export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });

/** One of them holds. */
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });

/** It does not hold; also true where nothing was said. */
export const no = (condition: Condition): Condition => ({ not: condition });
