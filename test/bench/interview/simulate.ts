/**
 * Plays the interview over all golden scenarios: `npm run simulate:interview -- [tuned|blind|all] [style|all]`. A simulated
 * user answers what the scenario answers and does not know the rest. Prints how many questions each order needs until the
 * final decisions are reached and kept, and how often an interview ended too early, per depth.
 */
import { reduce, start } from '../../../src/core/interview/interview.ts';
import { nextQuestion } from '../../../src/core/interview/next-question.ts';
import { depths, type Depth } from '../../../src/core/interview/state.ts';
import { answerOf, decisionNames, loadCases, type Case } from './cases.ts';
import { asShipped, byValue, fixedOrder, learnOrder, play, randomOrder, settledAfter, type Order } from './orders.ts';

const [which = 'all', scope = 'both'] = process.argv.slice(2);
const seeds = [1, 2, 3, 4, 5];

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function measure(cases: readonly Case[], order: (one: Case) => Order, count: number): readonly number[] {
  return cases.map((one) => settledAfter(one, play(one, order(one)), count));
}

function print(name: string, numbers: readonly number[]): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  console.log(
    `  ${name.padEnd(44)} median ${String(median(numbers)).padStart(4)}   mean ${mean(numbers).toFixed(1).padStart(5)}   p75 ${String(at(0.75)).padStart(3)}   p90 ${String(at(0.9)).padStart(3)}`,
  );
}

/** The interview as the sidebar plays it: how many questions, and whether the style was final when it ended. */
function interview(one: Case, depth: Depth): { asked: number; right: boolean; byRule: boolean; text: number } {
  const context = { facts: one.facts, rank: one.rank };
  let state = start(context, { depth });
  while (state.current !== null) {
    const answer = answerOf(one, state.current);
    const event =
      'value' in answer
        ? { type: 'answer' as const, question: state.current, value: answer.value }
        : { type: 'dontKnow' as const, question: state.current };
    state = reduce(state, event, context).state;
  }
  const given = new Set(state.answers.map(([id]) => id));
  const end = nextQuestion(state, one.facts, one.rank);
  return {
    asked: state.answers.length,
    right: one.decide(given)[0] === one.final[0],
    byRule: end.done && 'because' in end && end.because !== 'length',
    text: 0,
  };
}

const everything = await loadCases();
const cases = which === 'all' ? everything : everything.filter(({ half }) => half === which);
console.log(`${String(cases.length)} scenarios (${which}), ${String(everything.length)} in all`);

for (const depth of depths) {
  const ends = cases.map((one) => interview(one, depth));
  const wrong = ends.filter(({ right }) => !right);
  const ruled = ends.filter(({ byRule }) => byRule);
  console.log(
    `  ${depth.padEnd(9)} questions: median ${String(median(ends.map(({ asked }) => asked)))}; style not final at the end: ${((100 * wrong.length) / ends.length).toFixed(1)} %` +
      `; stopped by the rule: ${String(ruled.length)}, of these wrong: ${((100 * ruled.filter(({ right }) => !right).length) / ends.length).toFixed(1)} % of all`,
  );
  if (process.env['SHOW'] !== undefined && which === 'tuned')
    console.log(
      '   ',
      cases
        .filter((_, index) => ends[index]?.right === false)
        .map(({ id }) => id)
        .join(' '),
    );
}

for (const [title, count] of [
  ['style', 1],
  ['all', decisionNames.length],
] as const) {
  if (scope !== 'both' && scope !== title) continue;
  console.log(`\nQuestions until ${count === 1 ? 'the style' : `all of ${decisionNames.join(', ')}`} is final and stays so`);
  const value = measure(cases, () => byValue, count);
  print('by value of information', value);
  print(
    'as the sidebar asks',
    measure(cases, () => asShipped, count),
  );
  print(
    'random order (5 seeds)',
    seeds.flatMap((seed) => measure(cases, () => randomOrder(seed), count)),
  );
  if (process.env['LEARN'] === '0') continue;
  const halves = { tuned: everything.filter(({ half }) => half === 'tuned'), blind: everything.filter(({ half }) => half === 'blind') };
  const lists = { tuned: learnOrder(halves.tuned, count), blind: which === 'tuned' ? [] : learnOrder(halves.blind, count) };
  const other = measure(cases, ({ half }) => fixedOrder(lists[half === 'tuned' && which !== 'tuned' ? 'blind' : 'tuned']), count);
  print(which === 'tuned' ? 'best fixed order, learned on the same half' : 'best fixed order, learned on the other half', other);
  console.log(
    `  fewer questions than the fixed order: median ${(100 * (1 - median(value) / median(other))).toFixed(0)} %, mean ${(100 * (1 - mean(value) / mean(other))).toFixed(0)} %`,
  );
}
