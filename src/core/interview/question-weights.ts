import type { Answers } from './answer.ts';
import type { RankedStyle, StyleId } from '../decide/recommendation.ts';
import { decode, type Values } from '../decide/values.ts';
import type { AffectedDecision } from './effects.ts';
import { decisionWeights, declaredEffects } from './effects.ts';
import { knownShare } from './experience.ts';
import { information } from './information.ts';
import { outlineKinds, outlines } from './outlines.ts';
import type { Question } from './question.ts';
import { questions } from './questions.ts';
import { encodedOption, type Samples } from './samples.ts';

/** As much of a ranked style as the order of the questions needs. */
export type StyleScore = Pick<RankedStyle, 'style' | 'name' | 'score' | 'feasible'>;

/** Ranks the styles for some answers, best first: `styleScorer(facts)`, or the core's `rank` with the facts filled in. */
export interface RankStyles {
  (answers: Answers): readonly StyleScore[];
  /** The same for one complete set of values, where that is quicker: hundreds of them are rated for every next question. */
  readonly rate?: StyleRater;
}

/** Rates complete sets of values. */
export interface StyleRater {
  readonly styles: readonly StyleId[];
  /** The score of every style, in the order of `styles`; -Infinity for one that was not worth rating. May fill derived slots. */
  rate(values: Values): Float64Array;
}

/** How much the answer to a question is expected to matter. */
export interface QuestionWeight {
  readonly question: string;
  /**
   * Regret that the answer is expected to spare, in units of the style score (0 to 1): for each decision the regret of
   * deciding now, times how much the answer tells about where that decision ends.
   */
  readonly effect: number;
  /** The part of it that is about the style. */
  readonly styleEffect: number;
}

/** A style that is infeasible can hardly be the answer, however high its fit: it is taken down by this much. */
const infeasiblePenalty = 0.3;

/** A move between layered and modular monolith changes a lint rule, not a deployment: it counts a fifth. */
const neighbourDiscount = 0.2;

/** Even where today's first place is right, knowing it is worth this much: half of what a clearly wrong one gives away. */
const certainty = 0.05;

/** What the decisions beside the style count beside it: they are cheaper to change, and outlined more roughly. */
const besideTheStyle = 0.2;

/** What a declared effect on the rest of the document counts beside a decision. */
const declaredShare = 0.04;

/** One decision in every sample: where it ends, and what deciding now gives away. */
interface Course {
  readonly labels: Int32Array;
  readonly count: number;
  readonly weights: Float64Array;
  readonly share: number;
  readonly regret: number;
}

/** Every decision in every sample; all questions are weighed on this one shared set. */
export interface RatedSamples {
  readonly samples: Samples;
  readonly style: readonly Course[];
  readonly others: readonly Course[];
  /** The base that comes first today, and how many samples end with another one (0 to 1; neighbours count as the same). */
  readonly first: string;
  readonly open: number;
}

/** Rates every sample once. `now` are the values as they stand: what is stated, and assumptions. */
export function rateSamples(answers: Answers, now: Values, samples: Samples, rank: RankStyles): RatedSamples {
  const rate = rank.rate === undefined ? fromRanking(rank, answers) : baseRater(rank.rate);
  const today = rank(answers)[0];
  const first = rate.bases.indexOf(today === undefined ? '' : baseName(today.style));
  const size = samples.values.length;
  const labels = new Int32Array(size);
  const weights = new Float64Array(size);
  let moved = 0;
  for (const [row, values] of samples.values.entries()) {
    const utilities = rate.rate(values);
    const best = bestOf(utilities);
    const regret = Math.max(0, utilities[best]! - (first === -1 ? 0 : utilities[first]!));
    const far = !areNeighbours(rate.bases[best]!, rate.bases[first] ?? '');
    labels[row] = best;
    weights[row] = certainty + Math.min(1, regret) * (far ? 1 : neighbourDiscount);
    if (far) moved += 1;
  }
  const folded = labels.map((label) => rate.bases.findIndex((base) => areNeighbours(base, rate.bases[label]!)));
  const count = rate.bases.length;
  const regret = mean(weights);
  return {
    samples,
    // Half by the base alone, half with neighbours taken together.
    style: [labels, folded].map((column) => ({ labels: column, count, weights, share: 0.5, regret })),
    others: outlines.map((outline, index) => {
      const kind = outlineKinds[index]!;
      const current = kind(now);
      const kinds = Int32Array.from(samples.values, kind);
      const wrong = Float64Array.from(kinds, (label) => (label === current ? outline.weight / 4 : outline.weight));
      return { labels: kinds, count: outline.kinds.length + 1, weights: wrong, share: besideTheStyle, regret: mean(wrong) };
    }),
    first: rate.bases[first] ?? '',
    open: size === 0 ? 0 : moved / size,
  };
}

/**
 * Weighs one open question (domain model, decision method 8): the samples are grouped by what was drawn for it, and for
 * each decision the regret of deciding now is multiplied by what the group tells about where the decision ends. Regret
 * alone is blind to answers that matter only together (contention over releases, and only for a large team): what they
 * tell about the end is visible long before each of them can turn it.
 */
export function weighQuestion(question: Question, rated: RatedSamples, answers: Answers): QuestionWeight {
  const groupings = groupingsOf(question, rated.samples);
  const told = ({ labels, count, weights, share, regret }: Course): number =>
    share * regret * Math.max(0, ...groupings.map(({ column, groups }) => information(column, labels, weights, { groups, labels: count })));
  const styleEffect = rated.style.reduce((sum, course) => sum + told(course), 0);
  const others = rated.others.reduce((sum, course) => sum + told(course), 0);
  const known = knownShare(question);
  return {
    question: question.id,
    effect: known * (styleEffect + others) + declaredShare * declared(question, answers),
    styleEffect: known * styleEffect,
  };
}

/** What an answer is declared to decide in the rest of the document, less where others bear on it already. */
function declared(question: Question, answers: Answers): number {
  return declaredEffects
    .filter((effect) => effect.question === question.id)
    .reduce((sum, { decision, weight }) => sum + (weight * decisionWeights[decision]) / (1 + settledBy(decision, answers) / 2), 0);
}

function settledBy(decision: AffectedDecision, answers: Answers): number {
  return declaredEffects.filter((effect) => effect.decision === decision && effect.weight >= 0.5 && answers.has(effect.question)).length;
}

interface Grouping {
  readonly column: Int32Array;
  readonly groups: number;
}

/** The samples grouped by option; for several choices one grouping per option, in or out, of which the most telling counts. */
function groupingsOf(question: Question, { drawn }: Samples): readonly Grouping[] {
  const column = drawn.get(question.id);
  if (column === undefined || question.kind === 'text') return [];
  const codes = question.options.map((option) => encodedOption(question, option));
  if (question.kind !== 'multi') {
    return [{ column: mapped(column, (value) => codes.indexOf(value)), groups: codes.length }];
  }
  return codes.map((bit) => ({ column: mapped(column, (value) => (value < 0 ? -1 : (value & bit) === 0 ? 0 : 1)), groups: 2 }));
}

/** A plain loop: `Int32Array.from` with a function takes ten times as long. */
function mapped(column: Float64Array, group: (value: number) => number): Int32Array {
  const groups = new Int32Array(column.length);
  for (let row = 0; row < column.length; row += 1) groups[row] = group(column[row]!);
  return groups;
}

/** Scores by base: a hybrid counts as its base. */
interface BaseRater {
  readonly bases: readonly string[];
  rate(values: Values): Float64Array;
}

function baseRater({ styles, rate }: StyleRater): BaseRater {
  const bases = [...new Set(styles.map(baseName))];
  const places = styles.map((style) => bases.indexOf(baseName(style)));
  const best = new Float64Array(bases.length);
  return {
    bases,
    rate(values) {
      best.fill(Number.NEGATIVE_INFINITY);
      const scores = rate(values);
      for (let index = 0; index < places.length; index += 1) {
        if (scores[index]! > best[places[index]!]!) best[places[index]!] = scores[index]!;
      }
      return best;
    },
  };
}

/** For a ranking that only reads answers: each sample is written out as answers again. Slow, for tests and others' rankings. */
function fromRanking(rank: RankStyles, answers: Answers): BaseRater {
  const bases = [...new Set(rank(answers).map(({ style }) => baseName(style)))];
  return {
    bases,
    rate(values) {
      const complete: Answers = new Map(
        questions.flatMap((question, index) =>
          question.kind === 'text' ? [] : [[question.id, { origin: 'user', value: decode(question.id, values[index]!) }] as const],
        ),
      );
      const best = new Float64Array(bases.length).fill(Number.NEGATIVE_INFINITY);
      for (const style of rank(complete)) {
        const place = bases.indexOf(baseName(style.style));
        if (place !== -1) best[place] = Math.max(best[place]!, utilityOf(style));
      }
      return best;
    },
  };
}

/** A score in which what is infeasible can hardly win. */
export function utilityOf({ score, feasible }: { readonly score: number; readonly feasible: boolean }): number {
  return feasible ? score : score - infeasiblePenalty;
}

function bestOf(utilities: Float64Array): number {
  let best = 0;
  for (let index = 1; index < utilities.length; index += 1) if (utilities[index]! > utilities[best]!) best = index;
  return best;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The base of a style, which is what counts as another first place. */
export function baseName(style: StyleId): string {
  return typeof style === 'string' ? style : style.base;
}

/** Layered and modular monolith, or the same base. */
export function areNeighbours(a: string, b: string): boolean {
  const single = (base: string): string => (base === 'layered' ? 'modular-monolith' : base);
  return single(a) === single(b);
}
