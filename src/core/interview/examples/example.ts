import type { BaseStyle } from '../../decide/recommendation.ts';
import type { AnswerValue } from '../question.ts';

/** A made-up company as a complete interview: every question that applies is answered; null is *don't know*. */
export interface Example {
  /** Stable: named on the command line. */
  readonly id: string;
  readonly title: string;
  /** Two or three sentences: who they are and what presses them. */
  readonly story: string;
  /** In the order of the catalogue. */
  readonly answers: ReadonlyMap<string, AnswerValue | null>;
  /** Bases of the style that may come first; more than one where experienced architects would differ. */
  readonly expectedBases: readonly BaseStyle[];
}
