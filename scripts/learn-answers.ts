/**
 * Counts what the companies of the golden scenarios answer, on the learning half only, and writes
 * `src/core/interview/answer-counts.ts`: `node scripts/learn-answers.ts`. The order of the questions draws from it.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { applies, valuesWithAssumptions } from '../src/core/interview/condition.ts';
import { questions } from '../src/core/interview/questions.ts';
import { bucketOf } from '../src/core/interview/value.ts';
import type { AnswerValue, Question } from '../src/core/interview/question.ts';
import { loadCases } from '../test/bench/interview/cases.ts';

const cases = await loadCases('tuned');

function idsOf(question: Question, value: AnswerValue): readonly string[] {
  if (typeof value === 'number') return question.kind === 'quantity' ? [bucketOf(question, value)?.id ?? ''] : [];
  return typeof value === 'string' ? [value] : value;
}

const lines = questions.flatMap((question) => {
  if (question.kind === 'text') return [];
  let asked = 0;
  const counts = new Map(question.options.map(({ id }) => [id, 0]));
  let answered = 0;
  for (const { answers } of cases) {
    const values = valuesWithAssumptions(new Map([...answers].map(([id, value]) => [id, { origin: 'user', value }])));
    if (!applies(question, values)) continue;
    asked += 1;
    const value = answers.get(question.id);
    if (value === undefined) continue;
    answered += 1;
    for (const id of idsOf(question, value)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [
    `  ['${question.id}', { asked: ${String(asked)}, answered: ${String(answered)}, options: [${[...counts.values()].join(', ')}] }],`,
  ];
});

writeFileSync(
  path.join(import.meta.dirname, '../src/core/interview/answer-counts.ts'),
  `/** How often the companies of the learning half were asked a question, could answer it, and gave each option. */
export interface AnswerCount {
  readonly asked: number;
  readonly answered: number;
  /** In the order of the question's options. */
  readonly options: readonly number[];
}

/** Written by \`scripts/learn-answers.ts\` from ${String(cases.length)} scenarios, none of them of the measuring half. Do not edit. */
export const answerCounts: ReadonlyMap<string, AnswerCount> = new Map([
${lines.join('\n')}
]);
`,
);
