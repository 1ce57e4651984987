import { questions } from '../interview/questions.ts';
import type { Answer, Answers } from '../interview/answer.ts';
import type { AnswerValue, Question } from '../interview/question.ts';
import { evaluate, firstOf, type Outcome } from './evaluate.ts';
import type { Case } from './case.ts';
import type { FlipPoint, StyleId } from './recommendation.ts';
import { isStated, reassessRisks } from './risks.ts';
import { startingFrom } from './starting-point.ts';
import { baseOf } from './styles.ts';
import { triggerFor } from './triggers.ts';
import { decode, resolveValues, slotIndex } from './values.ts';

/** One answer changed to one other value. */
interface Change {
  readonly question: string;
  readonly from: AnswerValue;
  readonly to: AnswerValue;
  /** Steps between neighbouring options; a quantity's buckets are steps too. */
  readonly distance: number;
  /** How little it is to be expected, in steps. */
  readonly surprise: number;
  readonly trigger: string;
}

interface Trial {
  readonly change: Change;
  readonly to: StyleId | undefined;
  /** How far the first is still ahead of the best other base; below zero it has flipped. */
  readonly margin: number;
}

/** At most so many flip points are told. */
const mostFlips = 12;
/** Pairs are formed from the single changes that come closest to a flip. */
const pairPool = 26;

/** Choices whose options are in an order, so that a change of two steps is larger than of one. */
const ordered: ReadonlySet<string> = new Set([
  'release-contention',
  'who-waits',
  'transformation-chain',
  'variants',
  'transactions',
  'idle',
  'growth',
  'latency',
  'longest-task',
  'first-hour-down',
  'partner-down',
  'operations',
  'burstiness',
]);

/**
 * For every question that can move the first place, the smallest change of its answer that does, the nearest first.
 * Another edge on the same base is no flip. If no single change flips anything, the closest pair of changes; if no pair
 * does, an empty list: nothing does.
 */
export function flipPoints(open: Case, answers: Answers): readonly FlipPoint[] {
  const first = firstOf(open.outcome);
  if (first === -1) return [];
  const winner = baseOf(open.model.candidates[first]!);
  const trials = open.model.questions.flatMap((id) => {
    const question = questions[slotIndex(id)]!;
    return changesOf(open, question).map((change) => tryChange(open, answers, winner, [change], change));
  });
  const flips = nearestPerQuestion(trials.filter((trial) => trial.to !== undefined)).map((trial) => sharpen(open, answers, winner, trial));
  if (flips.length > 0)
    return flips
      .sort(byNearness)
      .slice(0, mostFlips)
      .map(({ change, to }) => flipOf([change], to!));
  return pairFlips(open, answers, winner, trials);
}

function flipOf(changes: readonly Change[], to: StyleId): FlipPoint {
  return {
    to,
    changes: changes.map(({ question, from, to: value }) => ({ question, from: written(from), to: written(value) })),
    trigger: changes.map(({ trigger }, index) => (index === 0 ? trigger : trigger.replace(/^when /, ''))).join(', and '),
  };
}

function written(value: AnswerValue): string {
  return typeof value === 'object' ? (value.length === 0 ? 'none' : value.join(',')) : String(value);
}

function byNearness(left: Trial, right: Trial): number {
  return (
    left.change.distance + left.change.surprise - right.change.distance - right.change.surprise ||
    left.margin - right.margin ||
    (left.change.question < right.change.question ? -1 : 1)
  );
}

function nearestPerQuestion(flipped: readonly Trial[]): Trial[] {
  const nearest = new Map<string, Trial>();
  for (const trial of flipped) {
    const known = nearest.get(trial.change.question);
    if (known === undefined || byNearness(trial, known) < 0) nearest.set(trial.change.question, trial);
  }
  return [...nearest.values()];
}

/** What the work is by its nature: where somebody said it, it changes last of all. */
const nature: ReadonlySet<string> = new Set(['transformation-chain', 'variants', 'work-trigger', 'same-things', 'longest-task']);

/** How little an answer is to be expected, in steps: half the bits of its prior, and three more against what was said of the work's nature. */
function surpriseOf(open: Case, question: Question, prior: number): number {
  const said = nature.has(question.id) && isStated(open.resolved.origins[slotIndex(question.id)]!);
  return -Math.log2(Math.min(1, Math.max(0.01, prior))) / 2 + (said ? 3 : 0);
}

/** Every other answer worth trying: the options of a choice, one option more or less of a multi, buckets of a quantity. */
function changesOf(open: Case, question: Question): readonly Change[] {
  if (question.kind === 'text') return [];
  const current = open.resolved.values[slotIndex(question.id)]!;
  const from = decode(question.id, current);
  if (question.kind === 'choice') {
    const position = question.options.findIndex((option) => option.id === from);
    return question.options.flatMap((option, index) =>
      index === position
        ? []
        : [
            {
              question: question.id,
              from,
              to: option.id,
              distance: ordered.has(question.id) ? Math.abs(index - position) : 1,
              surprise: surpriseOf(open, question, option.prior),
              trigger: triggerFor(question.id, from as string, option.id),
            },
          ],
    );
  }
  if (question.kind === 'quantity') {
    return question.options.flatMap((option) => {
      const to = option.value!;
      if (to === current) return [];
      const between = question.options.filter(({ value }) => value! > Math.min(current, to) && value! < Math.max(current, to)).length;
      return [
        {
          question: question.id,
          from,
          to,
          distance: 1 + between,
          surprise: surpriseOf(open, question, option.prior),
          trigger: triggerFor(question.id, current, to),
        },
      ];
    });
  }
  const chosen = from as readonly string[];
  return question.options.flatMap((option) => {
    if (option.id === 'none') return [];
    const comes = !chosen.includes(option.id);
    const to = comes ? [...chosen.filter((id) => id !== 'none'), option.id] : chosen.filter((id) => id !== option.id);
    const surprise = surpriseOf(open, question, comes ? option.prior : 0.5);
    return [{ question: question.id, from, to, distance: 1, surprise, trigger: triggerFor(question.id, '', option.id, comes) }];
  });
}

function withChanges(answers: Answers, changes: readonly Change[]): Answers {
  const changed = new Map<string, Answer>(answers);
  for (const { question, to } of changes) changed.set(question, { origin: 'user', value: to });
  return changed;
}

function outcomeWith(open: Case, answers: Answers, changes: readonly Change[]): Outcome {
  const { values, origins } = resolveValues(withChanges(answers, changes), open.resolved.assumptions);
  const touched: number[] = [];
  for (let index = 0; index < origins.length; index += 1) {
    if (values[index] !== open.resolved.values[index] || origins[index] !== open.resolved.origins[index]) touched.push(index);
  }
  const risks = reassessRisks(open.model, open.risks, values, origins, touched);
  return evaluate(open.model, values, startingFrom(open.today, values), risks);
}

function tryChange(open: Case, answers: Answers, winner: string, changes: readonly Change[], change: Change): Trial {
  const outcome = outcomeWith(open, answers, changes);
  const best = firstOf(outcome);
  const to = best === -1 ? undefined : open.model.candidates[best]!;
  let own = Number.POSITIVE_INFINITY;
  let other = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of open.model.candidates.entries()) {
    if (outcome.feasible[index] !== 1) continue;
    if (baseOf(candidate) === winner) own = Math.min(own, outcome.losses[index]!);
    else other = Math.min(other, outcome.losses[index]!);
  }
  const margin = Number.isFinite(own) && Number.isFinite(other) ? other - own : Number.isFinite(own) ? 10 : -10;
  return { change, to: to !== undefined && baseOf(to) !== winner ? to : undefined, margin };
}

/** Finds the number at which a quantity flips, to two digits, between the present one and the bucket that flips. */
function sharpen(open: Case, answers: Answers, winner: string, trial: Trial): Trial {
  const { change } = trial;
  if (typeof change.to !== 'number' || typeof change.from !== 'number') return trial;
  let stays = change.from;
  let flips = change.to;
  for (let step = 0; step < 12 && Math.abs(flips - stays) > Math.abs(flips) * 0.02; step += 1) {
    const middle = stays > 0 && flips > 0 ? Math.sqrt(stays * flips) : (stays + flips) / 2;
    const attempt = { ...change, to: middle };
    if (tryChange(open, answers, winner, [attempt], attempt).to === undefined) stays = middle;
    else flips = middle;
  }
  for (const rounded of [roundedTowards(flips, change.to > change.from), flips]) {
    const final = { ...change, to: rounded, trigger: triggerFor(change.question, change.from, rounded) };
    const result = tryChange(open, answers, winner, [final], final);
    if (result.to !== undefined) return result;
  }
  return trial;
}

/** Two significant digits, away from the present value, so that the rounded number still flips. */
function roundedTowards(value: number, up: boolean): number {
  if (value === 0) return 0;
  const unit = 10 ** Math.max(value >= 1 ? 0 : -1, Math.floor(Math.log10(Math.abs(value))) - 1);
  const rounded = (up ? Math.ceil(value / unit - 1e-9) : Math.floor(value / unit + 1e-9)) * unit;
  return Math.round(rounded * 10) / 10;
}

function pairFlips(open: Case, answers: Answers, winner: string, trials: readonly Trial[]): readonly FlipPoint[] {
  const pool = trials
    .filter(({ change }) => change.distance <= 2)
    .sort((left, right) => left.margin - right.margin || byNearness(left, right))
    .slice(0, pairPool);
  let best: { readonly flip: FlipPoint; readonly distance: number; readonly margin: number } | undefined;
  for (const [index, { change: one }] of pool.entries()) {
    for (const { change: two } of pool.slice(index + 1)) {
      if (one.question === two.question) continue;
      const distance = one.distance + two.distance;
      if (best !== undefined && distance > best.distance) continue;
      const trial = tryChange(open, answers, winner, [one, two], one);
      if (trial.to === undefined) continue;
      if (best === undefined || distance < best.distance || trial.margin > best.margin)
        best = { flip: flipOf([one, two], trial.to), distance, margin: trial.margin };
    }
  }
  return best === undefined ? [] : [best.flip];
}
