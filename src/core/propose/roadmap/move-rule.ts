import type { StyleId } from '../../decide/recommendation.ts';
import type { Cast } from '../cast.ts';
import type { ChallengeExample } from '../challenge-rule.ts';
import type { When } from '../challenge-rules/when.ts';
import type { Proposal, Prose, Source } from '../proposal.ts';
import type { Situation } from '../shape.ts';

/** One row of the way from today to there. */
export type Step = Proposal['roadmap'][number];

/** From where the way starts: nothing, what runs and stays, what runs and goes, what runs beside it. */
export type Path = 'fresh' | 'evolve' | 'replace' | 'extend';

/** A step as a move tells it, before it has a week. */
export interface Move {
  readonly step: Prose;
  /** The working system after it. */
  readonly after: Prose;
  /** What is measured before the next step begins; holds a number. */
  readonly done: Prose;
  readonly sources: readonly Source[];
  /** Weeks of one person. */
  readonly work: number;
  /** Weeks that it takes at least, however many people there are. */
  readonly least?: number;
  /** Weeks that pass afterwards, because something has to be watched before the next step. */
  readonly watch?: number;
}

/** A small situation; its style may be a hybrid. */
export type MoveExample = Omit<ChallengeExample, 'style'> & { readonly style?: StyleId };

/** A way of getting from one working system to the next (strangler, expand and contract, outbox first …). Rules are data and own their examples. */
export interface MoveRule {
  readonly id: string;
  /** Name of the pattern and where it is described. */
  readonly pattern: string;
  /** Place among the steps: what hurts tomorrow first, the load test late. */
  readonly at: number;
  readonly paths: readonly Path[];
  readonly when?: When;
  /** May come after the first use, where the time is short. */
  readonly late?: true;
  /** The steps here; none where nothing in this workspace asks for the move. */
  readonly tell: (situation: Situation, cast: Cast) => readonly Move[];
  readonly example: MoveExample;
  readonly counterexample?: MoveExample;
}
