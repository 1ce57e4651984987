import type { Answers } from '../../../src/core/interview/answer.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';

/** Answers as if a person had given them all. */
export function stated(values: Readonly<Record<string, AnswerValue>>): Answers {
  return new Map(Object.entries(values).map(([question, value]) => [question, { origin: 'user', value }]));
}
