import type { AnswerValue } from './question.ts';

/**
 * What is known for one question. A user's answer always wins over the workspace.
 * - `user`: said by the person; `value` absent means *don't know* (a real answer: an open question).
 * - `workspace`: prefilled from facts, may be overruled.
 * - `skipped`: the person passed over it; treated as not answered, not asked again in this run.
 */
export type Answer =
  | { readonly origin: 'user'; readonly value: AnswerValue }
  | { readonly origin: 'user'; readonly unknown: true }
  | { readonly origin: 'workspace'; readonly value: AnswerValue; readonly confidence: number; readonly facts: readonly string[] }
  | { readonly origin: 'skipped' };

/** Question id to answer. A `Map`, because ids may come from a file (security rule 5). */
export type Answers = ReadonlyMap<string, Answer>;

/** The value that an answer states, or undefined for *don't know*, skipped and missing. */
export function statedValue(answers: Answers, question: string): AnswerValue | undefined {
  const answer = answers.get(question);
  return answer !== undefined && 'value' in answer ? answer.value : undefined;
}
