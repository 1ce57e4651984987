import type { Answers } from './answer.ts';
import { statedValue } from './answer.ts';
import type { AnswerValue, Condition, Question } from './question.ts';
import { bucketOf, numberOf, questionById } from './value.ts';

/** Looks up what is taken for a question; undefined where nothing is known or assumed. */
export type Values = (question: string) => AnswerValue | undefined;

/** Values as stated, and the question's assumption where nothing is stated. */
export function valuesWithAssumptions(answers: Answers): Values {
  return (id) => statedValue(answers, id) ?? questionById(id)?.assumption;
}

/** Values as stated only; what was never said is undefined and makes a condition on it false. */
export function statedValues(answers: Answers): Values {
  return (id) => statedValue(answers, id);
}

/** Whether a condition holds. A comparison with an unknown value is false, and so `not` of it is true. */
export function holds(condition: Condition, values: Values): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, values));
  if ('any' in condition) return condition.any.some((part) => holds(part, values));
  if ('not' in condition) return !holds(condition.not, values);
  const question = questionById(condition.question);
  const value = values(condition.question);
  if (question === undefined || value === undefined) return false;
  if ('oneOf' in condition) return optionIds(question, value).some((id) => condition.oneOf.includes(id));
  const number = numberOf(question, value);
  if (number === undefined) return false;
  return 'atLeast' in condition ? number >= condition.atLeast : number <= condition.atMost;
}

/** Whether a question is to be asked at all, given what is answered or assumed. */
export function applies(question: Question, values: Values): boolean {
  return question.appliesWhen === undefined || holds(question.appliesWhen, values);
}

/** Ids of the questions that a condition looks at, in order of appearance, each once. */
export function questionsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return unique(condition.all.flatMap(questionsIn));
  if ('any' in condition) return unique(condition.any.flatMap(questionsIn));
  if ('not' in condition) return questionsIn(condition.not);
  return [condition.question];
}

function optionIds(question: Question, value: AnswerValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'number') return value;
  const bucket = question.kind === 'quantity' ? bucketOf(question, value) : undefined;
  return bucket === undefined ? [] : [bucket.id];
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
