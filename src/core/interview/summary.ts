import type { Answer } from './answer.ts';
import type { AnswerValue, Question } from './question.ts';
import type { StoredAnswer } from './state.ts';
import { numberOf, optionsOf } from './value.ts';

/** A value in words: the labels of options, a number with its unit, quoted text, `nothing` for an empty list. */
export function describeValue(question: Question, value: AnswerValue): string {
  if (typeof value === 'number') return `${formatNumber(value)} ${unitOf(question, value)}`;
  if (question.kind === 'text') return value === '' ? 'nothing stated' : String(value);
  const ids = typeof value === 'string' ? [value] : value;
  if (ids.length === 0) return 'nothing';
  const labels = ids.map((id) => optionsOf(question).find((option) => option.id === id)?.label ?? id);
  const words = labels.join(', ');
  return question.kind === 'quantity' ? withUnit(question, words) : words;
}

/**
 * An answer in words. *Don't know*, passed over and missing say what is assumed instead:
 * `don’t know (assumed: 500 people at once)`.
 */
export function describeAnswer(question: Question, answer: Answer | StoredAnswer | undefined): string {
  if (answer !== undefined && 'value' in answer) return describeValue(question, answer.value);
  const state = answer === undefined ? 'not asked' : answer.origin === 'skipped' ? 'passed over' : 'don’t know';
  if (question.kind === 'text') return state;
  return `${state} (assumed: ${describeValue(question, question.assumption)})`;
}

/** What a quantity is calculated with, where the answer is a bucket: `400 people at once`. Undefined for anything else. */
export function describeFigure(question: Question, value: AnswerValue): string | undefined {
  const number = numberOf(question, value);
  return number === undefined ? undefined : `${formatNumber(number)} ${unitOf(question, number)}`;
}

/** `12,500`, `0.25`: thousands with commas, no locale involved. */
export function formatNumber(value: number): string {
  const [whole = '0', fraction] = String(Math.round(value * 1000) / 1000).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function unitOf(question: Question, value: number): string {
  if (question.kind !== 'quantity') return '';
  // Only the head noun changes: “minutes of work” becomes “minute of work”, “people at once” stays.
  return value === 1 ? question.unit.replace(/\b(minute|event|year|external API|developer|team|day|week)s\b/, '$1') : question.unit;
}

/** Bucket labels often carry their unit already (`99.9 % (43 minutes)`, `An hour`, `within a month`). */
function withUnit(question: Extract<Question, { kind: 'quantity' }>, words: string): string {
  if (/[%$]|GB|TB|minute|hour|day|month|year|within/i.test(words)) return words;
  if (words === 'none' || words === 'Nothing') return `no ${question.unit}`;
  return `${words} ${words === 'one' ? unitOf(question, 1) : question.unit}`;
}
