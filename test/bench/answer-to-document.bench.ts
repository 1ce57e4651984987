/**
 * From the last answer to the document: recommendation, next question and the whole document, per fixture. Run with
 * `node test/bench/answer-to-document.bench.ts`; the aim is 200 ms at the median. Ratios in one run, not a timed test.
 */
import { decide } from '../../src/core/decide/index.ts';
import { generate } from '../../src/core/generate.ts';
import { answersFor } from '../../src/core/interview/effective-answers.ts';
import { exampleById } from '../../src/core/interview/examples/index.ts';
import { nextQuestion } from '../../src/core/interview/next-question.ts';
import { styleScorer } from '../../src/core/interview/score-styles.ts';
import type { InterviewState } from '../../src/core/interview/state.ts';
import { scan } from '../../src/core/scan/index.ts';
import { createNodeFiles } from '../../src/node/node-files.ts';

const rounds = 15;
const example = exampleById('saas-external-apis-small');

for (const fixture of ['empty', 'node-postgres-shop', 'polyglot-shop']) {
  const files = await createNodeFiles(new URL(`../fixtures/${fixture}`, import.meta.url).pathname);
  const { facts, problems } = await scan(files, { today: '2026-11-22' });
  const state: InterviewState = {
    version: 1,
    depth: 'standard',
    answers: [...(example?.answers ?? [])].flatMap(([id, value]) =>
      value === null ? [] : [[id, { origin: 'user' as const, value: typeof value === 'object' ? [...value] : value }] as const],
    ),
    asked: [],
    current: null,
    excludedFacts: [],
  };
  const parts = { decide: [] as number[], next: [] as number[], generate: [] as number[], all: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const answers = answersFor(state, facts);
    const recommendation = decide({ facts, answers });
    const decided = performance.now();
    nextQuestion(state, facts, styleScorer(facts));
    const asked = performance.now();
    generate({
      name: fixture,
      facts,
      problems,
      answers,
      excludedFacts: [],
      recommendation,
      date: '2026-11-22',
      commit: null,
      documentPath: 'ARCHITECTURE.md',
    });
    const ended = performance.now();
    parts.decide.push(decided - begun);
    parts.next.push(asked - decided);
    parts.generate.push(ended - asked);
    parts.all.push(ended - begun);
  }
  const row = Object.entries(parts).map(([name, times]) => `${name} ${summary(times)}`);
  console.log(`${fixture.padEnd(20)} ${row.join('   ')}`);
}

/** First (cold), median and worst in milliseconds. */
function summary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const round = (value: number | undefined): string => (value ?? 0).toFixed(0);
  return `first ${round(times[0])} median ${round(sorted[Math.floor(sorted.length / 2)])} worst ${round(sorted.at(-1))} ms`;
}
