import { describe, expect, test } from 'vitest';
import { assumptionViews } from '../../../src/core/decide/assumption-views.ts';
import { assumptionsOf } from '../../../src/core/interview/state.ts';
import { type Draft, mergeDrafts } from '../../../src/session/draft.ts';
import { larkspur, stage } from '../../support/session.ts';

describe('an assumption set in the sidebar', () => {
  test('moves the recommendation at once, is kept in the draft, and reaches the document', async () => {
    const on = await stage();
    await on.send({ type: 'answer', question: 'concurrent-users', value: 1500 });
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: 10 });
    const { recommendation } = on.session.state;
    const requests = recommendation?.capacity.figures.find(({ id }) => id === 'requests');
    expect(requests?.formula).toBe('1,500 people / 10 s = 150 requests/s');
    expect(assumptionViews(recommendation!, assumptionsOf(on.session.interview()!))[0]).toMatchObject({ id: 'think-time', set: true });

    const again = await stage({ drafts: on.drafts });
    expect(assumptionsOf(again.session.interview()!)).toEqual(new Map([['think-time', 10]]));

    await on.send({ type: 'propose' });
    expect(on.session.state.pending?.document).toContain('1,500 people / 10 s = 150 requests/s');
    expect(on.session.state.pending?.document).toContain('_(set by you)_');
    await on.send({ type: 'accept' });
    expect([...on.disk.values()].join('')).toContain('"id": "think-time"');
  });

  test('that is out of range is refused with a notice', async () => {
    const on = await stage();
    await on.send({ type: 'set-assumption', assumption: 'think-time', value: -1 });
    expect(on.session.state.notice?.text).toContain('think-time');
    expect(assumptionsOf(on.session.interview()!).size).toBe(0);
  });

  test('of a record that somebody else wrote is pointed out like its answers', async () => {
    const mine = await stage();
    await mine.send({ type: 'set-assumption', assumption: 'think-time', value: 10 });
    await mine.send({ type: 'propose' });
    await mine.send({ type: 'accept' });
    const theirs = await stage({ disk: mine.disk, installation: 'f'.repeat(64) });
    expect(theirs.session.state.notice?.id).toBe('foreign-record');
    expect(assumptionsOf(theirs.session.interview()!)).toEqual(new Map([['think-time', 10]]));
    expect(theirs.session.state.folder).toEqual(larkspur);
  });
});

describe('two windows', () => {
  const draft = (...assumptions: [string, number][]): Draft => ({
    version: 1,
    recordHash: null,
    confirmedRecord: null,
    interview: {
      version: 1,
      depth: 'standard',
      answers: [],
      asked: [],
      current: null,
      excludedFacts: [],
      ...(assumptions.length === 0 ? {} : { assumptions }),
    },
  });
  const merged = (base: Draft, theirs: Draft, mine: Draft) => assumptionsOf(mergeDrafts(base, theirs, mine).interview);

  test('keep what each has set, and this one wins where both did', () => {
    expect(merged(draft(), draft(['think-time', 10]), draft(['day-rate', 800]))).toEqual(
      new Map([
        ['think-time', 10],
        ['day-rate', 800],
      ]),
    );
    expect(merged(draft(), draft(['think-time', 10]), draft(['think-time', 5]))).toEqual(new Map([['think-time', 5]]));
  });

  test('do not bring back what the other took back', () => {
    expect(merged(draft(['think-time', 10]), draft(), draft(['think-time', 10], ['day-rate', 800]))).toEqual(new Map([['day-rate', 800]]));
  });
});
