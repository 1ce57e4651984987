import type { Answers } from './answer.ts';
import type { RankedStyle, StyleId } from '../decide/recommendation.ts';
import type { Completion } from './completions.ts';
import type { AffectedDecision } from './effects.ts';
import { decisionWeights, declaredEffects } from './effects.ts';
import type { Question } from './question.ts';
import { optionsOf } from './value.ts';

/** As much of a ranked style as the order of the questions needs. */
export type StyleScore = Pick<RankedStyle, 'style' | 'name' | 'score' | 'feasible'>;

/** Ranks the styles for some answers, best first: `styleScorer(facts)`, or the core's `rank` with the facts filled in. */
export type RankStyles = (answers: Answers) => readonly StyleScore[];

/** How much the answer to a question is expected to matter, and why. */
export interface QuestionWeight {
  readonly question: string;
  /** Expected effect in units of the style score (0 to 1): the style's regret plus the weighted other decisions. */
  readonly effect: number;
  /** One English sentence: why it is asked now. */
  readonly reason: string;
}

/** A style that an infeasible score can never beat, however high its fit: it is taken down by this much. */
const infeasiblePenalty = 0.3;

/** A move between layered and modular monolith changes a lint rule, not a deployment: it counts a fifth. */
const neighbourDiscount = 0.2;

/** Regret that a question only explains together with others counts half: the others have to be answered too. */
const sharedWeight = 0.5;

/** A style regret below this is noise of the sample and gives no reason to show. */
const noticeableRegret = 0.004;

/** Utility of each style in one completion, by style key. */
type Utilities = ReadonlyMap<string, number>;

/** A sampled completion with the utilities that its ranking gave. */
interface Sample {
  readonly completion: Completion;
  readonly utilities: Utilities;
  /** What keeping today's first gives away in it. */
  readonly regret: number;
}

/** What the samples say: per completion the utilities, plus today's first place and the names. */
export interface SampledRanking {
  readonly samples: readonly Sample[];
  readonly first: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Ranks every completion once; all questions are weighed on this one shared set. */
export function sampleRankings(answers: Answers, completions: readonly Completion[], rank: RankStyles): SampledRanking {
  const today = rank(answers);
  const names = new Map(today.map((style) => [styleKey(style.style), style.name]));
  const first = today[0] === undefined ? '' : styleKey(today[0].style);
  const samples = completions.map((completion) => {
    const ranked = rank(completion.answers);
    for (const style of ranked) names.set(styleKey(style.style), style.name);
    const utilities = new Map(ranked.map((style) => [styleKey(style.style), utility(style)]));
    return { completion, utilities, regret: regretOf(utilities, first) };
  });
  return { samples, first, names };
}

/**
 * Weighs one open question (domain model, decision method 8): the samples are grouped by the option that was drawn; in
 * each group the loss of keeping today's first instead of the group's best is measured, and the loss that remains
 * without asking is taken off. The group's best is chosen on one half of the samples and measured on the other, so that
 * noise does not look like an effect.
 */
export function weighQuestion(question: Question, ranking: SampledRanking, answers: Answers): QuestionWeight {
  const open = ranking.samples.filter(({ completion }) => completion.drawn.has(question.id));
  const regrets = optionsOf(question).map((option) => {
    const chosen = open.filter(({ completion }) => completion.drawn.get(question.id)?.includes(option.id));
    return { option, chosen, loss: lossOf(chosen, ranking.first) };
  });
  const alone = question.kind === 'multi' ? multiRegret(open, regrets, ranking) : choiceRegret(open, regrets, ranking);
  const regret = alone + sharedWeight * sharedRegret(question, open, regrets);
  const declared = declaredEffects.filter((effect) => effect.question === question.id);
  const others = declared.reduce(
    (sum, effect) => sum + (effect.weight * decisionWeights[effect.decision]) / (1 + settledBy(effect.decision, answers) / 2),
    0,
  );
  const turning = regrets
    .filter(({ loss }) => loss.to !== ranking.first && loss.loss > 0)
    .toSorted((a, b) => b.loss.loss * b.chosen.length - a.loss.loss * a.chosen.length)[0];
  const styleReason =
    regret >= noticeableRegret && turning !== undefined && !areNeighbours(turning.loss.to, ranking.first)
      ? `“${turning.option.label}” would move the recommendation from ${nameOf(ranking, ranking.first)} to ${nameOf(ranking, turning.loss.to)}.`
      : undefined;
  return {
    question: question.id,
    effect: regret + others * uncertainty(question),
    reason: styleReason ?? declared[0]?.decides ?? question.why,
  };
}

/** Answers that already bear on a decision: each further one adds less. */
function settledBy(decision: AffectedDecision, answers: Answers): number {
  return declaredEffects.filter((effect) => effect.decision === decision && effect.weight >= 0.5 && answers.has(effect.question)).length;
}

/**
 * How much the regret of keeping today's first differs between a question's options: a question that decides together
 * with others (contention over releases, and only for a large team) shows here, though alone it moves nothing. Standard
 * deviation between the groups, with the part that is noise of small groups taken off.
 */
function sharedRegret(question: Question, open: readonly Sample[], regrets: readonly OptionLoss[]): number {
  if (question.kind === 'multi') {
    const spreads = regrets.map(({ chosen }) => spreadOf([chosen, open.filter((sample) => !chosen.includes(sample))]));
    return Math.max(0, ...spreads);
  }
  return spreadOf(regrets.map(({ chosen }) => chosen));
}

function spreadOf(groups: readonly (readonly Sample[])[]): number {
  const figures = groups
    .filter((group) => group.length >= 3)
    .map((group) => {
      const values = group.map(({ regret }) => regret);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      return { size: group.length, mean, noise: variance / group.length };
    });
  const total = figures.reduce((sum, { size }) => sum + size, 0);
  if (figures.length < 2 || total === 0) return 0;
  const overall = figures.reduce((sum, { size, mean }) => sum + size * mean, 0) / total;
  const between = figures.reduce((sum, { size, mean, noise }) => sum + (size / total) * ((mean - overall) ** 2 - 1.5 * noise), 0);
  return Math.sqrt(Math.max(0, between));
}

/** What keeping the first gives away in one completion; a move between neighbours counts a fifth. */
function regretOf(utilities: Utilities, first: string): number {
  const kept = utilities.get(first) ?? 0;
  let worst = 0;
  for (const [style, value] of utilities) {
    worst = Math.max(worst, (value - kept) * (areNeighbours(style, first) ? neighbourDiscount : 1));
  }
  return worst;
}

interface OptionLoss {
  readonly option: { readonly label: string };
  readonly chosen: readonly Sample[];
  readonly loss: Loss;
}

interface Loss {
  /** The best style of the group. */
  readonly to: string;
  /** Mean score given away by keeping today's first, discounted between neighbours. May be slightly negative. */
  readonly loss: number;
}

function choiceRegret(open: readonly Sample[], regrets: readonly OptionLoss[], ranking: SampledRanking): number {
  if (open.length === 0) return 0;
  const expected = regrets.reduce((sum, { chosen, loss }) => sum + (chosen.length / open.length) * loss.loss, 0);
  return Math.max(0, expected - lossOf(open, ranking.first).loss);
}

/** For several choices the most telling option counts: in or out. */
function multiRegret(open: readonly Sample[], regrets: readonly OptionLoss[], ranking: SampledRanking): number {
  if (open.length === 0) return 0;
  const without = lossOf(open, ranking.first).loss;
  const perOption = regrets.map(({ chosen, loss }) => {
    const rest = open.filter((sample) => !chosen.includes(sample));
    const share = chosen.length / open.length;
    return share * loss.loss + (1 - share) * lossOf(rest, ranking.first).loss - without;
  });
  return Math.max(0, ...perOption);
}

function lossOf(group: readonly Sample[], first: string): Loss {
  const halves = [group.filter((_, index) => index % 2 === 0), group.filter((_, index) => index % 2 === 1)] as const;
  if (halves[1].length === 0) return { to: first, loss: 0 };
  const [even, odd] = [meansOf(halves[0]), meansOf(halves[1])] as const;
  const loss = (chooseOn: Utilities, measureOn: Utilities): number => {
    const best = bestOf(chooseOn, first);
    const gain = (measureOn.get(best) ?? 0) - (measureOn.get(first) ?? 0);
    return areNeighbours(best, first) ? gain * neighbourDiscount : gain;
  };
  return { to: bestOf(meansOf(group), first), loss: (loss(even, odd) + loss(odd, even)) / 2 };
}

function meansOf(group: readonly Sample[]): Utilities {
  const sums = new Map<string, number>();
  for (const { utilities } of group) {
    for (const [style, value] of utilities) sums.set(style, (sums.get(style) ?? 0) + value);
  }
  // A hybrid that was not worth rating in some completions is at best its base there; dividing by the whole group keeps it low.
  return new Map([...sums].map(([style, sum]) => [style, sum / group.length]));
}

function bestOf(means: Utilities, first: string): string {
  let best = first;
  for (const [style, mean] of means) if (mean > (means.get(best) ?? 0)) best = style;
  return best;
}

function utility(style: StyleScore): number {
  return style.feasible ? style.score : style.score - infeasiblePenalty;
}

function styleKey(style: StyleId): string {
  return typeof style === 'string' ? style : `${style.base}+${style.edge}`;
}

/** Layered and modular monolith, and a hybrid beside its own base. */
function areNeighbours(a: string, b: string): boolean {
  if (a === b) return true;
  const [baseA, baseB] = [a.split('+')[0] ?? a, b.split('+')[0] ?? b];
  const single = (base: string): string => (base === 'layered' ? 'modular-monolith' : base);
  return single(baseA) === single(baseB);
}

function nameOf(ranking: SampledRanking, style: string): string {
  return (ranking.names.get(style) ?? style).toLowerCase();
}

/** How open a question is by its priors: 0 for a foregone answer, 1 for an even spread (Gini impurity, normalised). */
function uncertainty(question: Question): number {
  if (question.kind === 'text') return 1;
  const options = question.options;
  if (question.kind === 'multi') {
    const spread = options.reduce((sum, option) => sum + 4 * option.prior * (1 - option.prior), 0) / options.length;
    return Math.min(1, spread * 1.2);
  }
  const impurity = 1 - options.reduce((sum, option) => sum + option.prior ** 2, 0);
  return impurity / (1 - 1 / options.length);
}
