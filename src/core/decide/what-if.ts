import type { Answer, Answers } from '../interview/answer.ts';
import { questions } from '../interview/questions.ts';
import type { AnswerValue } from '../interview/question.ts';
import { describeAnswer, describeValue } from '../interview/summary.ts';
import { capacityOf } from './capacity/capacity.ts';
import { openCase, type Case } from './case.ts';
import { firedDrivers, rankCase } from './ranking.ts';
import type { DecisionInput } from './decide.ts';
import type { RankedStyle } from './recommendation.ts';
import { standardModel, type Model } from './rule-book.ts';
import { baseOf, styleKey } from './styles.ts';
import { slotIndex } from './values.ts';
import { amount, round } from './wording.ts';

/** An answer tried out: a value, or `null` for taking the answer back. */
export interface Trial {
  readonly question: string;
  readonly value: AnswerValue | null;
}

/** One style before and after; a score is 0 to 1, comparable within one side only. */
export interface MovedStyle {
  readonly key: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly feasibleBefore: boolean;
  readonly feasibleAfter: boolean;
}

/** A number that is another one after the change. */
export interface MovedFigure {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
}

/** What moves when answers change. Nothing is kept: it is a look, not an answer. */
export interface WhatIf {
  /** The changed answers in words. */
  readonly changes: readonly { readonly question: string; readonly from: string; readonly to: string }[];
  readonly first: { readonly before: RankedStyle; readonly after: RankedStyle };
  /** True if another base comes first, or if nothing fits any more, or something does again. */
  readonly flips: boolean;
  /** Every candidate of either side, in the order after the change. */
  readonly styles: readonly MovedStyle[];
  /** Needs that come and go, as sentences. */
  readonly comes: readonly string[];
  readonly goes: readonly string[];
  readonly figures: readonly MovedFigure[];
  /** One sentence that says what a reader wants to know first. */
  readonly summary: string;
}

/**
 * Changes answers and ranks again, without touching anything: what would move? Two rankings and two capacity
 * calculations, so it can follow a slider; the bill, which needs the technologies, is `expectedBill`. Questions that are not in the catalogue are ignored.
 */
export function whatIf(input: DecisionInput, trials: readonly Trial[], model: Model = standardModel): WhatIf {
  const known = trials.filter(({ question }) => questions.some(({ id }) => id === question));
  const changed = answersWith(input.answers, known);
  const [before, after] = [side(model, input), side(model, { ...input, answers: changed })];
  const first = { before: before.styles[0]!, after: after.styles[0]! };
  const flips = baseOf(first.before.style) !== baseOf(first.after.style) || first.before.feasible !== first.after.feasible;
  const figures = movedFigures(before.open, after.open);
  const [came, went] = [sentences(after.open, before.open), sentences(before.open, after.open)];
  return {
    changes: known.map(({ question, value }) => described(input.answers, question, value)),
    first,
    flips,
    styles: movedStyles(before.styles, after.styles),
    comes: came,
    goes: went,
    figures,
    summary: summarise(first, flips, before.styles, after.styles),
  };
}

interface Side {
  readonly open: Case;
  readonly styles: readonly RankedStyle[];
}

function side(model: Model, input: DecisionInput): Side {
  const open = openCase(model, input);
  return { open, styles: rankCase(open) };
}

/** The answers with the trials made. */
export function answersWith(answers: Answers, trials: readonly Trial[]): Answers {
  const changed = new Map<string, Answer>(answers);
  for (const { question, value } of trials) {
    if (value === null) changed.delete(question);
    else changed.set(question, { origin: 'user', value });
  }
  return changed;
}

function described(answers: Answers, id: string, value: AnswerValue | null): WhatIf['changes'][number] {
  const question = questions[slotIndex(id)]!;
  return {
    question: id,
    from: describeAnswer(question, answers.get(id)),
    to: value === null ? describeAnswer(question, undefined) : describeValue(question, value),
  };
}

function movedStyles(before: readonly RankedStyle[], after: readonly RankedStyle[]): readonly MovedStyle[] {
  const find = (styles: readonly RankedStyle[], key: string) => styles.find(({ style }) => styleKey(style) === key);
  const gone = before.filter(({ style }) => find(after, styleKey(style)) === undefined);
  return [...after, ...gone].map(({ style, name }) => {
    const key = styleKey(style);
    const [was, is] = [find(before, key), find(after, key)];
    return {
      key,
      name,
      before: was?.score ?? 0,
      after: is?.score ?? 0,
      feasibleBefore: was?.feasible ?? false,
      feasibleAfter: is?.feasible ?? false,
    };
  });
}

function sentences(open: Case, other: Case): readonly string[] {
  const known = new Set(firedDrivers(other).map(({ because }) => because));
  return [...new Set(firedDrivers(open).map(({ because }) => because))].filter((because) => !known.has(because));
}

function movedFigures(before: Case, after: Case): readonly MovedFigure[] {
  const old = new Map(capacityOf(before.resolved).figures.map((figure) => [figure.id, figure]));
  return capacityOf(after.resolved).figures.flatMap(({ id, label, unit, value }) => {
    const was = old.get(id)?.value ?? 0;
    return was === value ? [] : [{ id, label, unit, before: was, after: value }];
  });
}

function summarise(first: WhatIf['first'], flips: boolean, before: readonly RankedStyle[], after: readonly RankedStyle[]): string {
  if (!first.after.feasible) return 'Then nothing fits: the answers exclude each other.';
  if (flips) return `Then ${first.after.name} comes first instead of ${first.before.name}.`;
  const [was, is] = [lead(before), lead(after)];
  const stays = `${first.after.name} stays first`;
  if (Math.abs(is - was) < 0.005) return `Nothing moves at the top: ${stays}.`;
  return `${stays}; its lead over the next ${is > was ? 'grows' : 'shrinks'} from ${points(was)} to ${points(is)}.`;
}

/** How far the first is ahead of the next feasible base. */
function lead(styles: readonly RankedStyle[]): number {
  const first = styles[0]!;
  const next = styles.find(({ style, feasible }) => feasible && baseOf(style) !== baseOf(first.style));
  return next === undefined ? 1 : round(first.score - next.score);
}

function points(score: number): string {
  const whole = Math.round(score * 100);
  return `${amount(whole)} ${whole === 1 ? 'point' : 'points'}`;
}
