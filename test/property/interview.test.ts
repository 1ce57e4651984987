import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAnswersFile } from '../../src/core/interview/answers-file.ts';
import { findContradictions } from '../../src/core/interview/contradictions.ts';
import { answersFor } from '../../src/core/interview/effective-answers.ts';
import { examples } from '../../src/core/interview/examples/index.ts';
import type { InterviewContext, InterviewEvent } from '../../src/core/interview/interview.ts';
import { reduce, start } from '../../src/core/interview/interview.ts';
import { openQuestions } from '../../src/core/interview/next-question.ts';
import type { Question } from '../../src/core/interview/question.ts';
import { questions } from '../../src/core/interview/questions.ts';
import type { StoredAnswer } from '../../src/core/interview/state.ts';
import { depths, parseInterviewState } from '../../src/core/interview/state.ts';
import { questionById } from '../../src/core/interview/value.ts';
import { facts, fakeRank } from '../unit/interview/sketch.ts';

const found = facts('deployment:aws', 'technology:express:framework', 'practice:containers', 'component:object-store');
const contradicting = facts(
  'deployment:kubernetes',
  'deployment:aws:us-east-1',
  'technology:sqlite:store',
  'technology:kafka:broker',
  'hazard:no-ci',
);
/** Few samples: these properties are about the reducer, not about the quality of the order. */
const context: InterviewContext = { facts: found, rank: fakeRank, options: { samples: 8 } };

const hostileIds = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '../x', 'a'.repeat(300), 'team size'];
const anyId = fc.oneof(fc.constantFrom(...questions.map(({ id }) => id)), fc.constantFrom(...hostileIds));

/** A value that a question accepts. */
function goodValue(question: Question): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case 'choice':
      return fc.constantFrom(...question.options.map(({ id }) => id));
    case 'multi':
      return fc.subarray(question.options.map(({ id }) => id).filter((id) => id !== 'none'));
    case 'quantity':
      return fc.oneof(
        fc.double({ min: question.min, max: question.max, noNaN: true }),
        fc.constantFrom(...question.options.map(({ id }) => id)),
      );
    case 'text':
      return fc.string({ maxLength: question.maxLength });
  }
}

const goodAnswer = fc
  .constantFrom(...questions)
  .chain((question) => goodValue(question).map((value): InterviewEvent => ({ type: 'answer', question: question.id, value })));

const anyEvent: fc.Arbitrary<InterviewEvent> = fc.oneof(
  { weight: 5, arbitrary: goodAnswer },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('answer' as const), question: anyId, value: fc.anything() }) },
  fc.record({ type: fc.constantFrom('dontKnow' as const, 'skip' as const, 'confirm' as const, 'edit' as const), question: anyId }),
  fc.record({ type: fc.constantFrom('back' as const, 'startOver' as const, 'factsChanged' as const) }),
  fc.record({ type: fc.constant('setDepth' as const), depth: fc.constantFrom(...depths) }),
  fc.record({
    type: fc.constantFrom('excludeFact' as const, 'includeFact' as const),
    fact: fc.constantFrom('deployment.aws', 'practice.containers', '__proto__'),
  }),
  fc.record({ type: fc.constant('loadExample' as const), example: fc.constantFrom(...examples.map(({ id }) => id), '__proto__') }),
);

describe('any sequence of events', () => {
  test('never throws, and every state on the way survives storage', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
        let state = start(context);
        for (const event of events) {
          state = reduce(state, event, context).state;
          expect(parseInterviewState(JSON.parse(JSON.stringify(state)))).toEqual({ state, dropped: [] });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('never leaves an answered question among the open ones', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 15 }), (events) => {
        const state = events.reduce((now, event) => reduce(now, event, context).state, start(context));
        const open = new Set(openQuestions(state, found).map(({ id }) => id));
        for (const [question] of state.answers) expect(open.has(question)).toBe(false);
        for (const [question, answer] of answersFor(state, found)) {
          expect(questionById(question)).toBeDefined();
          if ('value' in answer) expect(open.has(question)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('back', () => {
  test('undoes the last answer, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(goodAnswer, { maxLength: 8 }), goodAnswer, (events, last) => {
        const before = events.reduce((now, event) => reduce(now, event, context).state, start(context));
        const { state } = reduce(before, last, context);
        const { draft: _draft, current, ...rest } = reduce(state, { type: 'back' }, context).state;
        const { draft: _before, current: _current, ...expected } = before;
        // Back returns to the question that was answered, which an edit may have chosen out of order.
        expect(rest.answers).toEqual(expected.answers);
        expect(rest.asked).toEqual(expected.asked);
        if (state !== before && state.current !== null) expect(current).toBe('question' in last ? last.question : '');
      }),
      { numRuns: 60 },
    );
  });

  test('leads to the beginning', () => {
    fc.assert(
      fc.property(fc.array(goodAnswer, { maxLength: 8 }), (events) => {
        let state = events.reduce((now, event) => reduce(now, event, context).state, start(context));
        for (let step = 0; step <= 2 * events.length; step += 1) state = reduce(state, { type: 'back' }, context).state;
        expect(state.answers).toEqual([]);
        expect(state.asked).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('contradictions', () => {
  test('speak in full sentences about what was said, whatever it was, and none of them goes when more is said elsewhere', () => {
    fc.assert(
      fc.property(fc.array(goodAnswer, { maxLength: 30 }), (events) => {
        const answers = new Map(
          events.flatMap((event) =>
            event.type === 'answer' ? [[event.question, { origin: 'user', value: event.value } as StoredAnswer] as const] : [],
          ),
        );
        const found = findContradictions(answers, contradicting);
        for (const { sentence, questions: involved, serious } of found) {
          expect(sentence).not.toMatch(/[{}[\]]|not stated|undefined|NaN|Infinity/);
          expect(sentence).toMatch(/[?.]$/);
          expect(involved.length).toBeGreaterThan(0);
          for (const id of involved) expect(answers.has(id)).toBe(true);
          expect([1, 2, 3]).toContain(serious);
        }
        // Only the answers that a contradiction names hold it up, besides those that rule it out.
        for (const { id, questions: involved } of found) {
          const own = new Map([...answers].filter(([question]) => involved.includes(question)));
          expect(findContradictions(own, contradicting).map((one) => one.id)).toContain(id);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an interview', () => {
  test('ends, whatever is answered, at every depth', () => {
    fc.assert(
      fc.property(fc.constantFrom(...depths), fc.infiniteStream(fc.nat(3)), (depth, ways) => {
        let state = start(context, { depth });
        let steps = 0;
        while (state.current !== null) {
          const question = questionById(state.current);
          const way = ways.next().value;
          const event: InterviewEvent =
            way === 0
              ? { type: 'dontKnow', question: state.current }
              : way === 1
                ? { type: 'skip', question: state.current }
                : { type: 'answer', question: state.current, value: question?.assumption };
          const { state: then, error } = reduce(state, event, context);
          expect(error).toBeUndefined();
          state = then;
          steps += 1;
          expect(steps).toBeLessThanOrEqual(questions.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('an answers file', () => {
  test('never throws, and what it accepts the reducer accepts', () => {
    fc.assert(
      fc.property(fc.dictionary(anyId, fc.anything()), (json) => {
        const parsed = parseAnswersFile(json);
        if ('answers' in parsed) {
          const state = start(context, { answers: parsed.answers });
          expect(parseInterviewState(JSON.parse(JSON.stringify(state)))).toHaveProperty('state');
        } else {
          expect(parsed.errors.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
