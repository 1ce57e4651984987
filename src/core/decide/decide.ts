import type { Fact } from '../model/fact.ts';
import type { Assumptions } from './assumptions.ts';
import type { Answers } from '../interview/answer.ts';
import { alternativesToBuilding } from './alternatives.ts';
import { capacityOf } from './capacity/capacity.ts';
import { billingOf, costOf, monthlyCost } from './cost/cost.ts';
import { flipPoints } from './flip-points.ts';
import { noneFits } from './none-fits.ts';
import { openCase } from './case.ts';
import { rankCase, requiredLevels } from './ranking.ts';
import type { RankedStyle, Recommendation } from './recommendation.ts';
import { standardModel, type Model } from './rule-book.ts';
import { chooseSlots } from './slots/index.ts';
import { stability } from './stability.ts';

/** What a decision is made from. */
export interface DecisionInput {
  readonly facts: readonly Fact[];
  readonly answers: Answers;
  /** Numbers that a person set instead of the defaults, by assumption id. */
  readonly assumptions?: Assumptions | undefined;
}

/** Knobs for tests and benches. The same options give the same bytes. */
export interface DecisionOptions {
  /** Sampled completions for the stability; 2,000 unless given. */
  readonly samples?: number;
  readonly seed?: number;
  /** A rule book with a rule broken on purpose; the standard one unless given. */
  readonly model?: Model;
}

/** Styles whose scores differ by less than this are said to be a tie. */
export const tieMargin = 0.02;

/** Decides: styles ranked, with everything that explains the ranking. Pure and deterministic. */
export function decide(input: DecisionInput, options: DecisionOptions = {}): Recommendation {
  const model = options.model ?? standardModel;
  const open = openCase(model, input);
  const ranked = rankCase(open);
  const required = requiredLevels(open);
  const first = ranked[0]!;
  const conflict = noneFits(open);
  const slots = chooseSlots({ facts: input.facts, answers: input.answers, style: first, capacity: capacityOf(open.resolved), required });
  // One bill for all: what is compared is what is itemised.
  const billing = billingOf(open.resolved, input.facts, slots);
  const styles = ranked.map((entry) => ({ ...entry, monthlyCost: monthlyCost(entry.style, billing) }));
  return {
    styles,
    ties: tiesOf(styles),
    required,
    stability: stability(open, options.samples ?? 2000, options.seed ?? 1),
    flipPoints: flipPoints(open, input.answers),
    ...(conflict === undefined ? {} : { noneFits: conflict }),
    slots,
    capacity: capacityOf(open.resolved, { style: first.style, billing }),
    cost: costOf(first.style, first.parts, open.resolved, billing),
    alternativesToBuilding: alternativesToBuilding(open),
  };
}

/** Styles ranked by fit, without stability and flip points: what the interview needs after every answer. */
export function rank(input: DecisionInput, model: Model = standardModel): readonly RankedStyle[] {
  return rankCase(openCase(model, input));
}

function tiesOf(styles: readonly RankedStyle[]): Recommendation['ties'] {
  const [first, ...rest] = styles.filter((style) => style.feasible);
  if (first === undefined) return [];
  return rest.filter((style) => first.score - style.score <= tieMargin).map((style) => style.style);
}
