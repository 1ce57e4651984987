import { describe, expect, test } from 'vitest';
import type { StoredAnswer } from '../../../src/core/interview/state.ts';
import { type Draft, mergeDrafts, parseDraft } from '../../../src/session/draft.ts';

const said = (value: string | number): StoredAnswer => ({ origin: 'user', value });

function draft(answers: Record<string, StoredAnswer>, more: Partial<Draft['interview']> = {}): Draft {
  return {
    version: 1,
    recordHash: null,
    confirmedRecord: null,
    interview: { version: 1, depth: 'standard', answers: Object.entries(answers), asked: [], current: null, excludedFacts: [], ...more },
  };
}

describe('two windows on one folder', () => {
  test('answers given in both are kept', () => {
    const base = draft({ budget: said(100) });
    const other = draft({ budget: said(100), deadline: said(4) });
    const mine = draft({ budget: said(100), 'team-size': said(3) });
    expect(new Map(mergeDrafts(base, other, mine).interview.answers)).toEqual(
      new Map([
        ['budget', said(100)],
        ['deadline', said(4)],
        ['team-size', said(3)],
      ]),
    );
  });

  test('an answer changed in the other window is not put back', () => {
    const base = draft({ budget: said(100) });
    const other = draft({ budget: said(900) });
    expect(mergeDrafts(base, other, draft({ budget: said(100), deadline: said(4) })).interview.answers).toEqual(
      expect.arrayContaining([
        ['budget', said(900)],
        ['deadline', said(4)],
      ]),
    );
  });

  test('where both changed the same answer, this window wins', () => {
    const merged = mergeDrafts(draft({ budget: said(1) }), draft({ budget: said(2) }), draft({ budget: said(3) }));
    expect(merged.interview.answers).toEqual([['budget', said(3)]]);
  });

  test('an answer taken back here stays taken back', () => {
    const merged = mergeDrafts(draft({ budget: said(1) }), draft({ budget: said(1), deadline: said(4) }), draft({}));
    expect(merged.interview.answers).toEqual([['deadline', said(4)]]);
  });

  test('facts excluded in either window are excluded; included again in either is included', () => {
    const merged = mergeDrafts(
      draft({}, { excludedFacts: ['a'] }),
      draft({}, { excludedFacts: ['a', 'b'] }),
      draft({}, { excludedFacts: ['c'] }),
    );
    expect(merged.interview.excludedFacts.toSorted()).toEqual(['b', 'c']);
  });

  test('a question answered over there is not asked here', () => {
    const merged = mergeDrafts(draft({}), draft({ budget: said(1) }), draft({ deadline: said(4) }, { current: 'budget' }));
    expect(merged.interview.current).toBeNull();
  });
});

test('a draft that is not one is no draft', () => {
  expect(parseDraft({ version: 1 })).toBeUndefined();
  expect(parseDraft('{}')).toBeUndefined();
  expect(parseDraft({ ...draft({ budget: said(100) }), surprise: 1 })).toBeUndefined();
  expect(parseDraft(draft({ budget: said(100) }))).toEqual(draft({ budget: said(100) }));
});
