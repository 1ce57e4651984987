import type { Fact } from '../model/fact.ts';
import type { Answers } from '../interview/answer.ts';
import { alternativesToBuilding } from './alternatives.ts';
import { capacityOf } from './capacity/capacity.ts';
import { costOf } from './cost/cost.ts';
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
  const styles = rankCase(open);
  const required = requiredLevels(open);
  const capacity = capacityOf(open.resolved);
  const first = styles[0]!;
  const conflict = noneFits(open);
  const slots = chooseSlots({ facts: input.facts, answers: input.answers, style: first, capacity, required });
  return {
    styles,
    ties: tiesOf(styles),
    required,
    stability: stability(open, options.samples ?? 2000, options.seed ?? 1),
    flipPoints: flipPoints(open, input.answers),
    ...(conflict === undefined ? {} : { noneFits: conflict }),
    slots,
    capacity,
    cost: costOf(first.style, first.parts, open.resolved),
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
