/**
 * Prints how long a ranking, the next question and a whole decision take: `npm run bench:decide`. Wall-clock milliseconds over
 * all golden scenarios with a third, two thirds and all of their answers, after a warm-up; each figure beside its limit.
 */
import { answersWith, decide, expectedBill, rank, whatIf } from '../../src/core/decide/index.ts';
import type { Answers } from '../../src/core/interview/answer.ts';
import { answersFor } from '../../src/core/interview/effective-answers.ts';
import { nextQuestion } from '../../src/core/interview/next-question.ts';
import type { InterviewState } from '../../src/core/interview/state.ts';
import { loadCases, stateWith, answerOf, type Case } from './interview/cases.ts';

interface Input {
  readonly one: Case;
  readonly state: InterviewState;
  readonly answers: Answers;
}

const rounds = 3;
const inputs: readonly Input[] = (await loadCases()).flatMap((one) =>
  [1, 2, 3].map((third) => {
    const ids = [...one.answers.keys()];
    const state = stateWith(ids.slice(0, Math.ceil((ids.length * third) / 3)).map((id) => [id, answerOf(one, id)] as const));
    return { one, state, answers: answersFor(state, one.facts) };
  }),
);

/** Milliseconds of every run, sorted. */
function measure(work: (input: Input) => unknown, sample: readonly Input[]): readonly number[] {
  for (const input of sample.slice(0, 40)) work(input);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const input of sample) {
      const start = performance.now();
      work(input);
      times.push(performance.now() - start);
    }
  }
  return times.toSorted((left, right) => left - right);
}

function print(name: string, limit: number | undefined, times: readonly number[]): void {
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2).padStart(7);
  const against = limit === undefined ? '' : `, limit ${String(limit)} ms: ${Number(at(0.95)) <= limit ? 'kept' : 'MISSED'}`;
  console.log(`${name.padEnd(44)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   ${String(times.length)} runs${against}`);
}

const some = inputs.filter((_, index) => index % 4 === 0);
print(
  'an answer to a new ranking',
  16,
  measure(({ one, answers }) => rank({ facts: one.facts, answers }), inputs),
);
print(
  'an answer to the order of the styles alone',
  undefined,
  measure(({ one, answers }) => one.rank(answers), inputs),
);
print(
  'the next question, with its reason',
  50,
  measure(({ one, state }) => nextQuestion(state, one.facts, one.rank), some),
);
const trial = [{ question: 'team-size', value: 12 }];
print(
  'what-if: styles, needs and figures',
  16,
  measure(({ one, answers }) => whatIf({ facts: one.facts, answers }, trial), some),
);
print(
  'what-if with the bill of what would be chosen',
  16,
  measure(({ one, answers }) => {
    const input = { facts: one.facts, answers };
    return [whatIf(input, trial), expectedBill({ ...input, answers: answersWith(answers, trial) })];
  }, some),
);
print(
  'a whole decision with 2,000 samples',
  undefined,
  measure(({ one, answers }) => decide({ facts: one.facts, answers }), some),
);
