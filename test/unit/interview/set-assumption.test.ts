import { describe, expect, test } from 'vitest';
import type { InterviewContext } from '../../../src/core/interview/interview.ts';
import { reduce, start } from '../../../src/core/interview/interview.ts';
import { assumptionsOf, parseInterviewState } from '../../../src/core/interview/state.ts';
import { fakeRank } from './sketch.ts';

const context: InterviewContext = { facts: [], rank: fakeRank, options: { samples: 24 } };
const fresh = start(context);
const set = reduce(fresh, { type: 'setAssumption', id: 'think-time', value: 10 }, context).state;

describe('an assumption in an interview', () => {
  test('is set, set anew, and taken back', () => {
    expect(assumptionsOf(set)).toEqual(new Map([['think-time', 10]]));
    const again = reduce(set, { type: 'setAssumption', id: 'think-time', value: 5 }, context).state;
    expect(assumptionsOf(again)).toEqual(new Map([['think-time', 5]]));
    const back = reduce(again, { type: 'setAssumption', id: 'think-time', value: null }, context).state;
    // Not even an empty list stays: the state is the one before.
    expect(back).toEqual(fresh);
  });

  test('that is out of range or unknown leaves the state and is explained', () => {
    for (const [id, value] of [
      ['think-time', 0],
      ['no-such', 1],
    ] as const) {
      const { state, error } = reduce(fresh, { type: 'setAssumption', id, value }, context);
      expect(state).toBe(fresh);
      expect(error).toMatchObject({ question: id, reason: 'wrong-assumption' });
    }
  });

  test('survives answers, skipping and a reload, and goes with starting over', () => {
    const answered = reduce(set, { type: 'answer', question: 'team-size', value: 5 }, context).state;
    expect(assumptionsOf(answered).size).toBe(1);
    const revived = parseInterviewState(JSON.parse(JSON.stringify(answered)));
    expect('state' in revived && assumptionsOf(revived.state)).toEqual(new Map([['think-time', 10]]));
    expect(assumptionsOf(reduce(answered, { type: 'startOver' }, context).state).size).toBe(0);
  });

  test('that this build no longer knows, or accepts, is dropped and named', () => {
    const stored = {
      ...JSON.parse(JSON.stringify(set)),
      assumptions: [
        ['think-time', 10],
        ['long-gone', 1],
        ['busy-share', 900],
      ],
    } as unknown;
    const revived = parseInterviewState(stored);
    expect(revived).toMatchObject({ dropped: ['long-gone', 'busy-share'], state: { assumptions: [['think-time', 10]] } });
  });

  test('may begin with those of a record', () => {
    expect(start(context, { assumptions: new Map([['day-rate', 900]]) }).assumptions).toEqual([['day-rate', 900]]);
  });
});
