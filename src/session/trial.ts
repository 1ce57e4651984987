import { expectedBill, styleKey, styleName, whatIf, type Trial, type WhatIf } from '../core/decide/index.ts';
import type { FlipPoint, Range, Recommendation } from '../core/decide/recommendation.ts';
import type { Answer, Answers } from '../core/interview/answer.ts';
import { applies, valuesWithAssumptions } from '../core/interview/condition.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import type { AnswerValue, Question } from '../core/interview/question.ts';
import { assumptionsOf, type InterviewState, type StoredAnswer } from '../core/interview/state.ts';
import { describeAnswer, formatNumber } from '../core/interview/summary.ts';
import { checkValue, optionsOf, questionById } from '../core/interview/value.ts';
import type { Fact } from '../core/model/fact.ts';
import type { FlipView, MovedValue, QuestionView, TrialEffect, TrialView, TriedAnswer } from '../protocol/snapshot.ts';

/** Answers that are tried out. Lives in the window's state alone: it is never saved. */
export interface TrialState {
  /** Counts the trials of this window, so that a view can tell a new one from the same. */
  readonly opened: number;
  readonly changes: readonly TriedAnswer[];
}

/** What holds while something is tried: facts are those that the person did not exclude. */
export interface Standing {
  readonly interview: InterviewState;
  readonly facts: readonly Fact[];
  readonly recommendation: Recommendation;
}

/** At most so many flip points are offered; the document has all of them. */
const mostFlips = 5;
const mostStyles = 5;
const mostFigures = 5;

/** Whether all of it can be tried: questions that move something, each once, with values that they take. */
export function canBeTried(changes: readonly TriedAnswer[]): boolean {
  return (
    new Set(changes.map(({ question }) => question)).size === changes.length &&
    changes.every(({ question: id, value }) => {
      const question = questionById(id);
      return question !== undefined && question.kind !== 'text' && (value === null || 'value' in checkValue(question, value));
    })
  );
}

/** Whether two trials are about the same questions. */
export function sameQuestions(one: readonly TriedAnswer[], other: readonly TriedAnswer[]): boolean {
  return one.length === other.length && one.every(({ question }, index) => question === other[index]?.question);
}

/** The trial as the sidebar shows it: its questions as they stand, and what moves. */
export function trialView(
  trial: TrialState,
  { interview, facts, recommendation }: Standing,
  viewOf: (question: Question) => QuestionView,
): TrialView {
  const answers = answersFor(interview, facts);
  return {
    opened: trial.opened,
    questions: trial.changes.flatMap(({ question: id, value }) => {
      const question = questionById(id);
      return question === undefined ? [] : [{ question: viewOf(question), now: describeAnswer(question, answers.get(id)), value }];
    }),
    effect: effectOf(trial, { interview, facts, recommendation }, answers),
  };
}

function effectOf(trial: TrialState, { interview, facts, recommendation }: Standing, answers: Answers): TrialEffect | null {
  const tried = answersFor(withTried(interview, trial.changes), facts);
  const trials = differences(answers, tried);
  if (trials.length === 0) return null;
  const assumptions = assumptionsOf(interview);
  const { summary, flips, styles, comes, goes, figures } = whatIf({ facts, answers, assumptions }, trials);
  // The bill of the whole proposal, as the document has it: the technologies that go with a style make most of it.
  const bill = costMoved(recommendation.cost.infrastructure, expectedBill({ facts, answers: tried, assumptions }));
  const moved = [bill, ...figures.toSorted((a, b) => change(b) - change(a)).map(figureMoved)].filter(
    ({ before, after }) => before !== after,
  );
  return {
    summary,
    flips,
    styles: shownStyles(styles),
    comes,
    goes,
    figures: moved.slice(0, mostFigures),
    moreFigures: Math.max(0, moved.length - mostFigures),
  };
}

/** The interview as it would be if the tried answers were given. */
function withTried(interview: InterviewState, changes: readonly TriedAnswer[]): InterviewState {
  const answers = new Map<string, StoredAnswer>(interview.answers);
  for (const { question: id, value } of changes) {
    const question = questionById(id);
    const checked = question === undefined || value === null ? undefined : checkValue(question, value);
    if (checked !== undefined && 'value' in checked) answers.set(id, { origin: 'user', value: checked.value });
  }
  return { ...interview, answers: [...answers] };
}

/** What one answer more changes in the others too: questions that no longer apply, suggestions that count no more. */
function differences(before: Answers, after: Answers): readonly Trial[] {
  const stated = (answer: Answer | undefined): AnswerValue | null => (answer !== undefined && 'value' in answer ? answer.value : null);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((question) => {
    const [was, is] = [stated(before.get(question)), stated(after.get(question))];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ question, value: is }];
  });
}

/** The first ones after the change, and whoever was first before it. */
function shownStyles(styles: WhatIf['styles']): TrialEffect['styles'] {
  const plain = styles.filter((style) => style.feasibleBefore || style.feasibleAfter);
  const was = plain.filter((style) => style.feasibleBefore).toSorted((a, b) => b.before - a.before)[0];
  const first = plain.slice(0, mostStyles);
  const shown = was === undefined || first.includes(was) ? first : [...first.slice(0, -1), was];
  return shown.map(({ key, name, before, after, feasibleBefore, feasibleAfter }) => ({
    id: key,
    name,
    before: feasibleBefore ? Math.round(before * 100) : null,
    after: feasibleAfter ? Math.round(after * 100) : null,
  }));
}

function costMoved(before: Range, after: Range): MovedValue {
  const words = ({ low, high }: Range): string => `${formatNumber(low)} to ${formatNumber(high)} $`;
  return { label: 'Infrastructure a month', before: words(before), after: words(after) };
}

function figureMoved({ label, unit, before, after }: WhatIf['figures'][number]): MovedValue {
  const words = (value: number): string => `${formatNumber(threeDigits(value))} ${unit}`.trim();
  return { label, before: words(before), after: words(after) };
}

/** How many times as much, or as little; what appears or goes counts most. */
function change({ before, after }: WhatIf['figures'][number]): number {
  return before <= 0 || after <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(after / before));
}

/** Three significant digits: an estimate with more reads like a measurement. Whole numbers stay whole. */
function threeDigits(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The nearest flip points, each with the answers that would bring it about. Only what can be answered now can be tried. */
export function flipViews({ flipPoints }: Recommendation, answers: Answers): readonly FlipView[] {
  const values = valuesWithAssumptions(answers);
  const askable = ({ changes }: FlipPoint): boolean =>
    changes.every(({ question: id }) => {
      const question = questionById(id);
      return question !== undefined && applies(question, values);
    });
  return flipPoints
    .filter(askable)
    .slice(0, mostFlips)
    .map((point) => ({
      id: `${styleKey(point.to)} ${point.changes.map(({ question }) => question).join(' ')}`,
      to: styleName(point.to),
      trigger: point.trigger,
      changes: point.changes.map(({ question, to }) => ({ question, value: valueOf(question, to) })),
    }));
}

/** A flip point names values as they are written on a command line. */
function valueOf(id: string, written: FlipPoint['changes'][number]['to']): TriedAnswer['value'] {
  const question = questionById(id);
  if (question?.kind === 'quantity') return Number(written);
  if (question?.kind !== 'multi') return written;
  const hasNone = optionsOf(question).some((option) => option.id === 'none');
  return written === 'none' && !hasNone ? [] : written.split(',');
}
