import { describe, expect, test } from 'vitest';
import type { InterviewContext } from '../../../src/core/interview/interview.ts';
import { reduce, start } from '../../../src/core/interview/interview.ts';
import { nextQuestion, weighQuestions } from '../../../src/core/interview/next-question.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import type { Depth, InterviewState, StoredAnswer } from '../../../src/core/interview/state.ts';
import { questionById } from '../../../src/core/interview/value.ts';
import { rank } from '../../../src/core/decide/index.ts';
import { exampleAnswers, examples } from '../../../src/core/interview/examples/index.ts';
import { styleScorer } from '../../../src/core/interview/score-styles.ts';
import { facts, fakeRank } from './sketch.ts';

const context: InterviewContext = { facts: [], rank: fakeRank };

const large = new Map([['team-size', { origin: 'user' as const, value: 30 }]]);

/** An interview in which everything is said but one question. */
function onlyOpen(question: string, answers: Readonly<Record<string, string | number>>): InterviewState {
  const all = questions.flatMap(({ id, assumption }) =>
    id === question ? [] : [[id, { origin: 'user', value: answers[id] ?? assumption } as StoredAnswer] as const],
  );
  return { version: 1, depth: 'deep', answers: all, asked: [], current: null, excludedFacts: [] };
}

/** Plays an interview to its end with the assumption for every answer; the ids in the order asked. */
function playThrough(depth: Depth, using: InterviewContext = context): readonly string[] {
  let state = start(using, { depth });
  const asked: string[] = [];
  while (state.current !== null && asked.length < 100) {
    asked.push(state.current);
    state = reduce(state, { type: 'answer', question: state.current, value: questionById(state.current)?.assumption }, using).state;
  }
  return asked;
}

describe('the next question', () => {
  test('is about eight, about thirteen, or all that matter', () => {
    const [quick, standard, deep] = [playThrough('quick'), playThrough('standard'), playThrough('deep')];
    expect(quick.length).toBeGreaterThanOrEqual(5);
    expect(quick.length).toBeLessThanOrEqual(8);
    expect(standard.length).toBeGreaterThanOrEqual(11);
    expect(standard.length).toBeLessThanOrEqual(15);
    expect(deep.length).toBeGreaterThan(standard.length);
  });

  test.each(['quick', 'standard', 'deep'] as const)('asks the questions of the brief at depth %s', (depth) => {
    expect(playThrough(depth)).toEqual(
      expect.arrayContaining(['disqualifiers', 'objectives', 'concurrent-users', 'legacy', 'team-size', 'budget', 'deadline']),
    );
  });

  test('prefers the question on which the ranking hangs', () => {
    const state = start(context, { answers: new Map([['team-size', { origin: 'user', value: 30 }]]) });
    const weights = weighQuestions(state, [], fakeRank);
    const effectOf = (id: string) => weights.find(({ question }) => question === id)?.styleEffect ?? 0;
    expect(effectOf('release-contention')).toBeGreaterThan(effectOf('idle') * 5);
  });

  test('says which answer would move the first place, from where to where, and how likely that is', () => {
    const state = onlyOpen('release-contention', { 'team-size': 30 });
    const next = nextQuestion(state, [], fakeRank);
    expect(next.done ? undefined : next.question.id).toBe('release-contention');
    // Weekly alone has a prior of 8 %, monthly of 17 %: both are enough for 30 people.
    expect(next.done ? '' : next.reason).toBe(
      '“Every month” or “Every week” would move the recommendation from modular monolith to microservices (chance about 25 %).',
    );
    expect(next.done ? 0 : next.chance).toBeCloseTo(0.25, 6);
  });

  test('says which other decision an answer would change, where the style does not hang on it', () => {
    const next = nextQuestion(onlyOpen('recovery-point', { 'first-hour-down': 'wait' }), [], fakeRank);
    expect(next.done ? '' : next.reason).toMatch(
      /would change the way back after a disaster from point-in-time recovery to a nightly backup \(chance about 30 %\)/,
    );
    expect(next.done ? 1 : next.chance).toBe(0);
  });

  test('finds little to gain in a style question when only neighbours could change places', () => {
    const near = (answers: Parameters<typeof fakeRank>[0]) => fakeRank(answers).filter(({ style }) => style !== 'microservices');
    const effectOf = (rank: typeof fakeRank) =>
      weighQuestions(start({ ...context, rank }, { answers: large }), [], rank).find(({ question }) => question === 'release-contention')
        ?.styleEffect ?? 0;
    expect(effectOf(near)).toBeLessThan(effectOf(fakeRank) / 2);
  });

  test('asks early what turns recovery, though no style hangs on it', () => {
    const effects = weighQuestions(start(context), [], fakeRank);
    const place = (id: string): number => effects.findIndex(({ question }) => question === id);
    expect(place('recovery-point')).toBeLessThan(effects.length / 4);
    expect(place('recovery-point')).toBeLessThan(place('growth'));
  });

  test('rates each sample once for all questions', () => {
    let ranked = 0;
    const counting: typeof fakeRank = (answers) => {
      ranked += 1;
      return fakeRank(answers);
    };
    const state = start(context);
    weighQuestions(state, [], counting, { samples: 40 });
    expect(ranked).toBeLessThanOrEqual(40 + 2);
  });

  test('is the follow-up where the answer before was vague, as far as the depth allows', () => {
    const vague = (depth: Depth): readonly string[] => {
      let state = start(context, { depth });
      const asked: string[] = [];
      for (const [question, value] of [
        ['burstiness', 'sudden'],
        ['external-apis', 6],
        ['latency', 'under-500ms'],
      ] as const) {
        state = reduce(state, { type: 'answer', question, value }, context).state;
        asked.push(state.current ?? '');
      }
      return asked.filter((id) => ['same-things', 'peak-length', 'partner-down', 'partner-names', 'latency-target'].includes(id));
    };
    expect(vague('deep')).toHaveLength(3);
    expect(vague('standard')).toHaveLength(3);
    const calm = reduce(start(context), { type: 'answer', question: 'latency', value: 'minutes' }, context).state;
    expect(calm.current).not.toBe('latency-target');
  });

  test('does not follow up on what was not said', () => {
    const state = reduce(start(context, { depth: 'deep' }), { type: 'dontKnow', question: 'latency' }, context).state;
    expect(state.current).not.toBe('latency-target');
  });

  test('does not ask what the workspace answers', () => {
    const found = facts('deployment:aws', 'practice:continuous-integration', 'technology:express:framework');
    const asked = playThrough('deep', { ...context, facts: found });
    expect(asked).not.toContain('hosting');
    expect(asked).not.toContain('operations');
    expect(asked).not.toContain('stack-preferred');
  });

  test('is the same every time', () => {
    const state = start(context);
    expect(nextQuestion(state, [], fakeRank)).toEqual(nextQuestion(state, [], fakeRank));
  });

  test('counts down to the end', () => {
    let state = start(context, { depth: 'standard' });
    const estimates: number[] = [];
    for (let step = 0; step < 30 && state.current !== null; step += 1) {
      const next = nextQuestion(state, [], fakeRank);
      estimates.push(next.remaining);
      state = reduce(state, { type: 'answer', question: state.current, value: questionById(state.current)?.assumption }, context).state;
    }
    expect(estimates[0]).toBeGreaterThanOrEqual(10);
    expect(estimates.at(-1)).toBe(1);
  });

  test('goes on when the depth is raised after the end', () => {
    let state = start(context, { depth: 'quick' });
    while (state.current !== null) {
      state = reduce(state, { type: 'skip', question: state.current }, context).state;
    }
    expect(reduce(state, { type: 'setDepth', depth: 'deep' }, context).state.current).not.toBeNull();
  });
});

describe('the scorer of styles', () => {
  test.each(examples.map((example) => [example.id, example] as const))('ranks %s as the decision does', (_id, example) => {
    const found = facts('technology:express:framework', 'technology:postgresql:store', 'deployment:aws');
    const answers = exampleAnswers(example);
    const [scored, ranked] = [styleScorer(found)(answers), rank({ facts: found, answers })];
    expect(scored.map(({ style }) => style)).toEqual(ranked.map(({ style }) => style));
    for (const [index, { score, feasible }] of scored.entries()) {
      expect(score).toBeCloseTo(ranked[index]?.score ?? -1, 3);
      expect(feasible).toBe(ranked[index]?.feasible);
    }
  });

  test('ranks an empty interview as the decision does', () => {
    const scored = styleScorer([])(new Map());
    expect(scored[0]?.style).toEqual(rank({ facts: [], answers: new Map() })[0]?.style);
  });
});

describe('an interview about each example', () => {
  const lengths = examples.map((example) => {
    const found =
      example.answers.get('starting-point') === 'from-scratch' ? [] : facts('technology:express:framework', 'practice:containers');
    const using: InterviewContext = { facts: found, rank: styleScorer(found) };
    let state = start(using, { depth: 'standard' });
    const asked: string[] = [];
    while (state.current !== null && asked.length < 60) {
      asked.push(state.current);
      const value = example.answers.get(state.current) ?? questionById(state.current)?.assumption;
      state = reduce(state, { type: 'answer', question: state.current, value }, using).state;
    }
    return { id: example.id, asked };
  });

  test('takes about thirteen questions at standard depth', () => {
    for (const { asked } of lengths) {
      expect(asked.length).toBeGreaterThanOrEqual(10);
      expect(asked.length).toBeLessThanOrEqual(15);
    }
  });

  test('is not the same for everybody', () => {
    expect(new Set(lengths.map(({ asked }) => asked.join(' '))).size).toBeGreaterThanOrEqual(5);
  });
});
