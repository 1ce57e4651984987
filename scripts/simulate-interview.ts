/**
 * Plays the interview over the golden scenarios: `npm run simulate:interview -- [blind|tuned]`. A simulated user answers what
 * the scenario answers and does not know the rest. Prints how many questions each order needs until the final decisions are
 * reached and kept, and how often an interview ended too early, per depth. The fixed order is learned on the other half.
 */
import { reduce, start } from '../src/core/interview/interview.ts';
import { nextQuestion } from '../src/core/interview/next-question.ts';
import { depths, type Depth } from '../src/core/interview/state.ts';
import { answerOf, loadCases, type Case, type Grain } from '../test/bench/interview/cases.ts';
import { asShipped, byValue, fixedOrder, learnOrder, play, randomOrder, settledAfter, type Order } from '../test/bench/interview/orders.ts';

const half = process.argv[2] === 'tuned' ? 'tuned' : 'blind';
const seeds = [1, 2, 3, 4, 5];

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The courses of one order through every case. */
const coursesOf = (cases: readonly Case[], order: Order) => cases.map((one) => ({ one, asked: play(one, order) }));
type Courses = ReturnType<typeof coursesOf>;

const needed = (courses: Courses, count: number, grain: Grain): readonly number[] =>
  courses.map(({ one, asked }) => settledAfter(one, asked, count, grain));

function print(name: string, numbers: readonly number[]): void {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]).padStart(3);
  console.log(
    `  ${name.padEnd(44)} median ${String(median(numbers)).padStart(4)}   mean ${mean(numbers).toFixed(1).padStart(5)}   p75 ${at(0.75)}   p90 ${at(0.9)}`,
  );
}

/** The interview as the sidebar plays it: how many questions, and whether the style was final when it ended. */
function interview(one: Case, depth: Depth): { asked: number; right: boolean; near: boolean; settled: boolean } {
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
  const end = nextQuestion(state, one.facts, one.rank);
  const [last = '', final = ''] = [one.decide(new Set(state.answers.map(([id]) => id)))[0], one.decide(one.all)[0]];
  const single = (base: string) => (base === 'layered' ? 'modular-monolith' : base);
  return {
    asked: state.answers.length,
    right: last === final,
    near: single(last) === single(final),
    settled: end.done && end.because === 'settled',
  };
}

const everything = await loadCases();
const cases = everything.filter((one) => one.half === half);
const others = everything.filter((one) => one.half !== half);
console.log(`Measured on ${String(cases.length)} scenarios (${half}), fixed order learned on the other ${String(others.length)}`);

const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
for (const depth of depths) {
  const ends = cases.map((one) => interview(one, depth));
  const wrong = ends.filter(({ right }) => !right);
  const settled = ends.filter((end) => end.settled);
  console.log(
    `  ${depth.padEnd(9)} questions: median ${String(median(ends.map(({ asked }) => asked)))}` +
      `; ended because nothing more mattered: ${String(settled.length)}, wrong about the style: ${String(settled.filter(({ right }) => !right).length)}` +
      ` (${share(settled.filter(({ right }) => !right).length, ends.length)} of all)` +
      `; not final for any reason: ${share(wrong.length, ends.length)}, layered and modular as one: ${share(ends.filter(({ near }) => !near).length, ends.length)}`,
  );
}

const value = coursesOf(cases, byValue);
const shipped = coursesOf(cases, asShipped);
const random = seeds.flatMap((seed) => coursesOf(cases, randomOrder(seed)));
const targets = [
  ['the style', 1, 'outline'],
  ['style, recovery, store, identity and hosting in outline', 5, 'outline'],
  ['style and the slots store, backup, identity, compute', 5, 'slots'],
] as const;
const learned = new Map<number, readonly string[]>();
for (const [title, count, grain] of targets) {
  console.log(`\nQuestions until ${title} are final and stay so`);
  // Learned on outlines for the slots too: one choice of slots takes milliseconds, and learning makes 100,000.
  const list = learned.get(count) ?? learnOrder(others, count);
  learned.set(count, list);
  const fixed = coursesOf(cases, fixedOrder(list));
  const [ours, theirs] = [needed(value, count, grain), needed(fixed, count, grain)];
  print('by value of information', ours);
  print('as the sidebar asks, at the greatest depth', needed(shipped, count, grain));
  print('best fixed order, learned on the other half', theirs);
  print(
    `random order (${String(grain === 'slots' ? 1 : seeds.length)} seeds)`,
    needed(grain === 'slots' ? random.slice(0, cases.length) : random, count, grain),
  );
  console.log(
    `  fewer questions than the fixed order: median ${(100 * (1 - median(ours) / median(theirs))).toFixed(0)} %, mean ${(100 * (1 - mean(ours) / mean(theirs))).toFixed(0)} %`,
  );
}
