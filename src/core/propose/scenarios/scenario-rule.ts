import type { QualityAttribute } from '../../decide/recommendation.ts';
import type { Cast } from '../cast.ts';
import type { ChallengeExample } from '../challenge-rule.ts';
import type { When } from '../challenge-rules/when.ts';
import type { Prose } from '../proposal.ts';
import type { Situation } from '../shape.ts';

/**
 * The six parts of a quality-attribute scenario (Bass, Clements, Kazman: Software Architecture in Practice, 4th ed., ch. 3):
 * `source` and `stimulus` read as one half sentence, `artefact` and `response` as the other; `measure` holds a number.
 */
interface ScenarioParts {
  readonly source: string;
  readonly stimulus: string;
  /** When and under which conditions; starts with a preposition: `in the busiest minute`. */
  readonly environment: string;
  readonly artefact: string;
  readonly response: string;
  readonly measure: Prose;
  /** Questions that the numbers and names come from. */
  readonly from: readonly string[];
}

/** How one quality attribute is measured under a condition. Rules are data and own their examples. */
export interface ScenarioRule {
  readonly id: string;
  readonly attribute: QualityAttribute;
  /** The first rule of an attribute that holds is taken; the last one of each holds always. */
  readonly when?: When;
  readonly tell: (situation: Situation, cast: Cast) => ScenarioParts;
  readonly example: ChallengeExample;
  /** Must not hold here, although it is near. Absent where the rule is the last of its attribute. */
  readonly counterexample?: ChallengeExample;
}
