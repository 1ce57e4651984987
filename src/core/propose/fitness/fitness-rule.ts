import type { QualityAttribute } from '../../decide/recommendation.ts';
import type { Cast } from '../cast.ts';
import type { ChallengeExample } from '../challenge-rule.ts';
import type { When } from '../challenge-rules/when.ts';
import type { Prose } from '../proposal.ts';
import type { Situation } from '../shape.ts';

/** What a fitness function says here. */
interface FitnessTold {
  readonly check: Prose;
  /** Red when …; holds a number. */
  readonly threshold: Prose;
  /** Tool, fitting the language, and where it runs. */
  readonly how: Prose;
  readonly often: string;
  /** Questions that the numbers come from. */
  readonly from: readonly string[];
}

/**
 * An architectural fitness function (Ford, Parsons, Kua: Building Evolutionary Architectures, 2nd ed., ch. 2) that a team of
 * the stated size can automate. Rules are data and own their examples.
 */
export interface FitnessRule {
  readonly id: string;
  /** Of several rules with one topic only the first that holds is taken. */
  readonly topic: string;
  /** The quality attribute that it guards. */
  readonly attribute: QualityAttribute;
  /** The decision that it keeps true, as a key; the need is named where there is none. */
  readonly decision?: string;
  readonly when?: When;
  /** 1 to 5: how much it is worth where it holds. */
  readonly worth: number;
  readonly tell: (situation: Situation, cast: Cast) => FitnessTold;
  readonly example: ChallengeExample;
  readonly counterexample?: ChallengeExample;
}
