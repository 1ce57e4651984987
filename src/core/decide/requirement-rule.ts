import type { AnswerValue } from '../interview/question.ts';
import type { QualityAttribute } from './recommendation.ts';
import type { RuleCondition } from './rule-condition.ts';

/**
 * The part of the system that a need is about, where it is not about the whole. A hybrid puts such a part on its edge.
 * `stream`: events and work nobody waits for; `chain`: transformations; `burst`: peaks and what is idle between them;
 * `contended`: what thousands want at once.
 */
export type Part = 'stream' | 'chain' | 'burst' | 'contended';

/** A named rule from answers and capacity to a required level of one attribute. Owns an example of both kinds. */
export interface RequirementRule {
  readonly id: string;
  readonly attribute: QualityAttribute;
  /** 1 to 5, on the scale of the ratings. */
  readonly level: number;
  /** 0.3: a hint; 1: ordinary; 2: strong; 3: decides. Before the shared budgets. */
  readonly weight: number;
  readonly when: RuleCondition;
  /** One English sentence; `{question-id}` and `{peak-rate}` are replaced by their numbers. */
  readonly because: string;
  readonly part?: Part;
  /** Answers with which it fires, the others being assumed. */
  readonly example: Readonly<Record<string, AnswerValue>>;
  /** Answers with which it does not. */
  readonly negative: Readonly<Record<string, AnswerValue>>;
}
