import type { Cast } from '../cast.ts';
import type { ChallengeExample } from '../challenge-rule.ts';
import type { When } from '../challenge-rules/when.ts';
import type { Proposal } from '../proposal.ts';
import type { Situation } from '../shape.ts';

/** One row of *How it behaves*. */
export type Behaviour = Proposal['behaviours'][number];

/** Which of the three walk-throughs a rule tells: the peak, the most important dependency down, a typical change. */
export type Walk = 'peak' | 'dependency' | 'change';

/** One way a situation goes, told with the parts it passes and the numbers it must meet. Rules are data and own their examples. */
export interface BehaviourRule {
  readonly id: string;
  readonly walk: Walk;
  /** The first rule of a walk that holds is told; the last one of each holds always. */
  readonly when?: When;
  readonly tell: (situation: Situation, cast: Cast) => Behaviour;
  readonly example: ChallengeExample;
  readonly counterexample?: ChallengeExample;
}
