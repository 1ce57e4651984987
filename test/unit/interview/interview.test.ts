import { describe, expect, test } from 'vitest';
import { answersFor, workspaceAnswers } from '../../../src/core/interview/effective-answers.ts';
import type { InterviewContext, InterviewEvent } from '../../../src/core/interview/interview.ts';
import { reduce, start } from '../../../src/core/interview/interview.ts';
import { openQuestions } from '../../../src/core/interview/next-question.ts';
import type { InterviewState } from '../../../src/core/interview/state.ts';
import { parseInterviewState } from '../../../src/core/interview/state.ts';
import { fact, facts, fakeRank } from './sketch.ts';

const context: InterviewContext = { facts: [], rank: fakeRank, options: { samples: 24 } };

function play(state: InterviewState, ...events: readonly InterviewEvent[]): InterviewState {
  return events.reduce((now, event) => {
    const { state: then, error } = reduce(now, event, context);
    expect(error).toBeUndefined();
    return then;
  }, state);
}

describe('an interview', () => {
  test('begins with a question', () => {
    expect(start(context).current).not.toBeNull();
  });

  test('keeps an answer and moves on', () => {
    const state = play(start(context), { type: 'answer', question: 'team-size', value: 5 });
    expect(state.answers).toEqual([['team-size', { origin: 'user', value: 5 }]]);
    expect(state.current).not.toBe('team-size');
  });

  test('takes a bucket for a number and a single option for several', () => {
    const state = play(
      start(context),
      { type: 'answer', question: 'budget', value: '200-1000' },
      { type: 'answer', question: 'users', value: 'employees' },
    );
    expect(new Map(state.answers).get('users')).toEqual({ origin: 'user', value: ['employees'] });
  });

  test.each([
    ['choice', 'hosting', 5, 'wrong-kind'],
    ['choice', 'hosting', 'mars', 'unknown-option'],
    ['several', 'users', ['employees', 'martians'], 'unknown-option'],
    ['several', 'needs', ['none', 'mobile'], 'none-with-others'],
    ['quantity', 'team-size', -1, 'out-of-range'],
    ['quantity', 'team-size', Number.NaN, 'wrong-kind'],
    ['quantity', 'team-size', [3], 'wrong-kind'],
    ['text', 'purpose', 'x'.repeat(401), 'too-long'],
    ['nothing', '__proto__', 1, 'unknown-question'],
  ])('refuses a wrong value for a %s and names the question', (_kind, question, value, reason) => {
    const before = start(context);
    const { state, error } = reduce(before, { type: 'answer', question, value }, context);
    expect(state).toBe(before);
    expect(error).toMatchObject({ question, reason });
    expect(error?.message).toContain(question);
  });

  test('counts don’t know as an answer and does not ask a skipped question again', () => {
    const state = play(start(context), { type: 'dontKnow', question: 'budget' }, { type: 'skip', question: 'deadline' });
    const open = openQuestions(state, []).map(({ id }) => id);
    expect(open).not.toContain('budget');
    expect(open).not.toContain('deadline');
    expect(answersFor(state, []).get('budget')).toEqual({ origin: 'user', unknown: true });
  });

  test('goes back to the question before, with the answer taken back and shown', () => {
    const first = start(context);
    const answered = play(first, { type: 'answer', question: first.current ?? '', value: valueFor(first) });
    const back = play(answered, { type: 'back' });
    const { draft, ...rest } = back;
    expect(rest).toEqual(first);
    expect(draft?.[0]).toBe(first.current);
  });

  test('goes back over a changed answer to the answer before', () => {
    const state = play(
      start(context),
      { type: 'answer', question: 'budget', value: 100 },
      { type: 'edit', question: 'budget' },
      { type: 'answer', question: 'budget', value: 9000 },
      { type: 'back' },
    );
    expect(new Map(state.answers).get('budget')).toEqual({ origin: 'user', value: 100 });
  });

  test('leaves an edit without a change on back', () => {
    const before = play(start(context), { type: 'answer', question: 'budget', value: 100 });
    const after = play(before, { type: 'edit', question: 'budget' }, { type: 'back' });
    expect(after).toEqual(before);
  });

  test('starts over but keeps the facts that were called wrong', () => {
    const withFact: InterviewContext = { ...context, facts: facts('deployment:aws') };
    const one = reduce(start(withFact), { type: 'excludeFact', fact: 'deployment.aws' }, withFact).state;
    const two = reduce(one, { type: 'answer', question: 'budget', value: 100 }, withFact).state;
    const three = reduce(two, { type: 'startOver' }, withFact).state;
    expect(three.answers).toEqual([]);
    expect(three.excludedFacts).toEqual(['deployment.aws']);
  });

  test('loads an example as answers of the user and forgets its name with the first change', () => {
    const loaded = play(start(context), { type: 'loadExample', example: 'internal-tool' });
    expect(loaded.example).toBe('internal-tool');
    expect(loaded.current).toBeNull();
    expect(play(loaded, { type: 'answer', question: 'budget', value: 5000 }).example).toBeUndefined();
    expect(reduce(loaded, { type: 'loadExample', example: 'constructor' }, context).error?.reason).toBe('unknown-example');
  });

  test('survives storage and drops what the catalogue no longer has', () => {
    const state = play(start(context), { type: 'answer', question: 'users', value: ['employees'] });
    const stored: unknown = JSON.parse(JSON.stringify(state));
    expect(parseInterviewState(stored)).toEqual({ state, dropped: [] });
    const old = { ...state, answers: [...state.answers, ['toString', { origin: 'user', value: 'x' }]], current: 'gone' };
    expect(parseInterviewState(JSON.parse(JSON.stringify(old)))).toEqual({
      state: { ...state, current: null },
      dropped: ['toString'],
    });
  });

  test.each([
    ['nothing', null],
    ['another version', { version: 2 }],
    ['a key too many', { ...start(context), extra: 1 }],
    [
      'an answer twice',
      {
        ...start(context),
        answers: [
          ['budget', { origin: 'skipped' }],
          ['budget', { origin: 'skipped' }],
        ],
      },
    ],
    ['an id with a slash', { ...start(context), excludedFacts: ['../x'] }],
  ])('refuses %s from storage', (_what, json) => {
    expect(parseInterviewState(json)).toHaveProperty('error');
  });
});

describe('what the workspace says', () => {
  const aws = facts('deployment:aws', 'technology:express:framework');

  test('is not asked when it is sure, and the user wins over it', () => {
    const withFacts: InterviewContext = { ...context, facts: aws };
    const state = start(withFacts);
    expect(openQuestions(state, aws).map(({ id }) => id)).not.toContain('hosting');
    expect(answersFor(state, aws).get('hosting')).toMatchObject({ origin: 'workspace', value: 'aws' });
    const own = reduce(state, { type: 'answer', question: 'hosting', value: 'own' }, withFacts).state;
    expect(answersFor(own, aws).get('hosting')).toEqual({ origin: 'user', value: 'own' });
  });

  test('becomes the user’s own by confirming', () => {
    const withFacts: InterviewContext = { ...context, facts: aws };
    const confirmed = reduce(start(withFacts), { type: 'confirm', question: 'hosting' }, withFacts).state;
    expect(new Map(confirmed.answers).get('hosting')).toEqual({ origin: 'user', value: 'aws' });
    expect(reduce(confirmed, { type: 'confirm', question: 'growth' }, withFacts).error?.reason).toBe('not-open');
  });

  test('is only a suggestion when it is not sure: still asked, never part of the answers', () => {
    const found = facts('component:object-store');
    const state = start({ ...context, facts: found });
    expect(workspaceAnswers(state, found).get('needs')?.value).toEqual(['files']);
    expect(answersFor(state, found).has('needs')).toBe(false);
    expect(openQuestions(state, found).map(({ id }) => id)).toContain('needs');
  });

  test('is only a suggestion about the system when the team starts from scratch, but still shows what the team knows', () => {
    const withFacts: InterviewContext = { ...context, facts: aws };
    const state = reduce(start(withFacts), { type: 'answer', question: 'starting-point', value: 'from-scratch' }, withFacts).state;
    const answers = answersFor(state, aws);
    expect(answers.has('hosting')).toBe(false);
    expect(answers.get('stack-preferred')).toMatchObject({ origin: 'workspace', value: ['typescript'] });
  });

  test('is gone with an excluded fact', () => {
    const withFacts: InterviewContext = { ...context, facts: aws };
    const state = reduce(start(withFacts), { type: 'excludeFact', fact: 'deployment.aws' }, withFacts).state;
    expect(answersFor(state, aws).has('hosting')).toBe(false);
    const again = reduce(state, { type: 'includeFact', fact: 'deployment.aws' }, withFacts).state;
    expect(answersFor(again, aws).has('hosting')).toBe(true);
  });

  test('is a question when two clouds are found', () => {
    expect(answersFor(start(context), facts('deployment:aws', 'deployment:gcp')).has('hosting')).toBe(false);
  });

  test('rests nothing on a fact below one half', () => {
    expect(workspaceAnswers(start(context), [fact('deployment:aws', 0.4)]).has('hosting')).toBe(false);
  });

  test('says from scratch about an empty workspace', () => {
    expect(answersFor(start(context), []).get('starting-point')).toMatchObject({ origin: 'workspace', value: 'from-scratch' });
  });

  test('leaves out answers that no longer apply', () => {
    const state = play(
      start(context),
      { type: 'answer', question: 'team-size', value: 40 },
      { type: 'answer', question: 'teams', value: 6 },
      { type: 'answer', question: 'team-size', value: 2 },
    );
    expect(answersFor(state, []).has('teams')).toBe(false);
    expect(new Map(state.answers).has('teams')).toBe(true);
  });
});

function valueFor(state: InterviewState): unknown {
  const open = openQuestions(state, []).find(({ id }) => id === state.current);
  if (open === undefined) throw new Error('nothing to answer');
  return open.assumption;
}
