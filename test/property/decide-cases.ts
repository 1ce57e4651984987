import fc from 'fast-check';
import { firstOf } from '../../src/core/decide/evaluate.ts';
import { openCase } from '../../src/core/decide/case.ts';
import { seeded } from '../../src/core/decide/stability.ts';
import { standardModel } from '../../src/core/decide/rule-book.ts';
import { baseOf } from '../../src/core/decide/styles.ts';
import type { Answer, Answers } from '../../src/core/interview/answer.ts';
import type { AnswerValue, Question } from '../../src/core/interview/question.ts';
import { questions } from '../../src/core/interview/questions.ts';

/** Answers to every question that steers, each missing, unknown, from the workspace or stated. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(...questions.map((question) => answerTo(question)))
  .map(
    (answers) =>
      new Map(questions.flatMap((question, index) => (answers[index] === undefined ? [] : [[question.id, answers[index]] as const]))),
  );

function answerTo(question: Question): fc.Arbitrary<Answer | undefined> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant({ origin: 'user', unknown: true } as const) },
    { weight: 8, arbitrary: valueOf(question).map((value) => ({ origin: 'user', value }) as const) },
    {
      weight: 1,
      arbitrary: valueOf(question).map((value) => ({ origin: 'workspace', value, confidence: 0.9, facts: ['fact.x'] }) as const),
    },
  );
}

/** A value that fits a question; quantities lie anywhere in their range, mostly near the buckets. */
export function valueOf(question: Question): fc.Arbitrary<AnswerValue> {
  switch (question.kind) {
    case 'text':
      return fc.string({ maxLength: 20 });
    case 'choice':
      return fc.constantFrom(...question.options.map(({ id }) => id));
    case 'multi':
      return fc.subarray(question.options.map(({ id }) => id));
    case 'quantity':
      return fc.oneof(
        fc.constantFrom(...question.options.map(({ value }) => value!)),
        fc.constantFrom(...question.options.map(({ id }) => id)),
        fc
          .tuple(fc.constantFrom(...question.options.map(({ value }) => value!)), fc.integer({ min: 30, max: 300 }))
          .map(([value, percent]) => Math.min(question.max, Math.max(question.min, (value * percent) / 100))),
      );
  }
}

/** How far the first base is ahead of the best other one, in points; infinite where only one base is feasible. */
export function marginOf(answers: Answers): number {
  const { outcome } = openCase(standardModel, { facts: [], answers });
  const first = firstOf(outcome);
  if (first === -1) return Number.POSITIVE_INFINITY;
  const base = baseOf(standardModel.candidates[first]!);
  let margin = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of standardModel.candidates.entries()) {
    if (outcome.feasible[index] === 1 && baseOf(candidate) !== base)
      margin = Math.min(margin, outcome.losses[index]! - outcome.losses[first]!);
  }
  return margin;
}

/** A case counts as beside a flip below this margin: about one star of an ordinary need. */
export const besideFlip = 0.03;

/** Walks from some answers towards a flip: of a few single changes, the one that leaves the least margin, repeatedly. */
export function towardsFlip(answers: Answers, seed: number, keep: ReadonlySet<string> = new Set()): Answers {
  const random = seeded(seed);
  const free = questions.filter((question) => question.kind !== 'text' && !keep.has(question.id));
  let current = answers;
  let margin = marginOf(current);
  for (let step = 0; step < 12 && margin > besideFlip; step += 1) {
    const question = free[Math.floor(random() * free.length)]!;
    if (question.kind === 'text') continue;
    const option = question.options[Math.floor(random() * question.options.length)]!;
    const value = question.kind === 'multi' ? [option.id] : question.kind === 'quantity' ? option.value! : option.id;
    const changed = new Map(current).set(question.id, { origin: 'user', value });
    const next = marginOf(changed);
    if (next < margin) [current, margin] = [changed, next];
  }
  return current;
}

/** Answers of which about half were walked towards a flip; what `fixed` states stays stated. */
export function cases(fixed: Readonly<Record<string, AnswerValue>> = {}): fc.Arbitrary<Answers> {
  const keep = new Set(Object.keys(fixed));
  return fc.tuple(anyAnswers, fc.integer(), fc.boolean()).map(([answers, seed, walk]) => {
    const stated = new Map(answers);
    for (const [question, value] of Object.entries(fixed)) stated.set(question, { origin: 'user', value });
    return walk || seed % 3 === 0 ? towardsFlip(stated, seed, keep) : stated;
  });
}

/** Answers with one of them changed. */
export function withAnswer(answers: Answers, question: string, value: AnswerValue): Answers {
  return new Map(answers).set(question, { origin: 'user', value });
}
