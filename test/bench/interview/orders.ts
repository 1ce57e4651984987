import { seededRandom } from '../../../src/core/interview/completions.ts';
import { nextQuestion, openQuestions, weighQuestions } from '../../../src/core/interview/next-question.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import type { StoredAnswer } from '../../../src/core/interview/state.ts';
import { answerOf, stateWith, type Case, type Decisions, type Grain } from './cases.ts';

/** Questions that can move a decision; text never does, so no order spends a place on it. */
const movable = questions.filter(({ kind }) => kind !== 'text').map(({ id }) => id);

/** An order of questions for a case: what to ask after what was answered, or undefined at the end. */
export type Order = (one: Case, answers: ReadonlyMap<string, StoredAnswer>, last: string | undefined) => string | undefined;

/** The questions that an order asks, to the end; text is left out, which moves nothing. */
export function play(one: Case, order: Order): readonly string[] {
  const answers = new Map<string, StoredAnswer>();
  let last: string | undefined;
  for (;;) {
    const question = order(one, answers, last);
    if (question === undefined) return [...answers.keys()].filter((id) => movable.includes(id));
    answers.set(question, answerOf(one, question));
    last = question;
  }
}

/** How many of these questions until the first `count` decisions are the final ones and stay so. */
export function settledAfter(one: Case, asked: readonly string[], count: number, grain: Grain = 'outline'): number {
  const final = one.decide(one.all, grain);
  const good = (decisions: Decisions) => decisions.slice(0, count).every((decision, index) => decision === final[index]);
  let at = asked.length;
  while (at >= 0 && good(one.decide(new Set(asked.slice(0, at)), grain))) at -= 1;
  return at + 1;
}

/** Always the same list; what does not apply or is answered by the workspace is passed over. */
export function fixedOrder(list: readonly string[]): Order {
  return (one, answers) => {
    const open = new Set(openQuestions(stateWith(answers), one.facts).map(({ id }) => id));
    return list.find((id) => open.has(id));
  };
}

/** A shuffled list, the same for every case. */
export function randomOrder(seed: number): Order {
  const random = seededRandom(seed);
  return fixedOrder(
    movable
      .map((id) => ({ id, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ id }) => id),
  );
}

/** By value of information alone, to the very last question. */
export const byValue: Order = (one, answers) =>
  weighQuestions(stateWith(answers), one.facts, one.rank).find(({ question }) => movable.includes(question))?.question;

/** As the sidebar asks at the greatest depth; what it would leave out comes last, by value. */
export const asShipped: Order = (one, answers, last) => {
  const state = { ...stateWith(answers), asked: last === undefined ? [] : [{ question: last, before: null }] };
  const next = nextQuestion(state, one.facts, one.rank);
  return next.done ? byValue(one, answers, last) : next.question.id;
};

/**
 * Learns a fixed order on some cases: forward, always the question after which most decisions are final, and backward, always
 * dropping the question that is missed least; the one with the lower sum of questions is returned.
 */
export function learnOrder(cases: readonly Case[], count: number): readonly string[] {
  const lists = [forward(cases, count), backward(cases, count)];
  const total = (list: readonly string[]) => cases.reduce((sum, one) => sum + settledAfter(one, play(one, fixedOrder(list)), count), 0);
  return lists.toSorted((a, b) => total(a) - total(b))[0] ?? [];
}

/** Share of the decisions of all cases that are final when these questions were asked. */
function agreement(cases: readonly Case[], asked: ReadonlySet<string>, count: number): number {
  let sum = 0;
  for (const one of cases) {
    // An answer whose question does not apply beside the others counts for nothing.
    const decisions = one.decide(asked);
    const final = one.decide(one.all);
    let same = 0;
    for (let index = 0; index < count; index += 1) if (decisions[index] === final[index]) same += 1;
    // All of them together is what counts in the end; part of them breaks ties.
    sum += same === count ? 2 : same / count;
  }
  return sum;
}

function forward(cases: readonly Case[], count: number): readonly string[] {
  const asked = new Set<string>();
  while (asked.size < movable.length) {
    const rest = movable.filter((id) => !asked.has(id));
    const scored = rest.map((id) => ({ id, score: agreement(cases, new Set([...asked, id]), count) }));
    asked.add(scored.toSorted((a, b) => b.score - a.score)[0]?.id ?? '');
  }
  return [...asked];
}

function backward(cases: readonly Case[], count: number): readonly string[] {
  const left = new Set(movable);
  const dropped: string[] = [];
  while (left.size > 0) {
    const scored = [...left].map((id) => ({ id, score: agreement(cases, new Set([...left].filter((other) => other !== id)), count) }));
    // Of equals the last of the catalogue goes first.
    const [worst] = scored.toReversed().toSorted((a, b) => b.score - a.score);
    left.delete(worst?.id ?? '');
    dropped.push(worst?.id ?? '');
  }
  return dropped.toReversed();
}
