import { describe, expect, it } from 'vitest';
import { rank, styleKey, whatIf } from '../../../src/core/decide/index.ts';
import { stated } from './support.ts';

const company = {
  'starting-point': 'from-scratch',
  users: ['business-customers'],
  'team-size': 24,
  teams: 4,
  budget: 6000,
  operations: 'automatic',
  'domain-borders': 'clear',
  'release-contention': 'never',
  'concurrent-users': 2000,
} as const;
const input = { facts: [], answers: stated(company) };

describe('what if', () => {
  it('shows the same styles before as the ranking, and after as the ranking of the changed answers', () => {
    const { styles, first } = whatIf(input, [{ question: 'release-contention', value: 'weekly' }]);
    const before = rank(input);
    const after = rank({ facts: [], answers: stated({ ...company, 'release-contention': 'weekly' }) });
    expect(styleKey(first.before.style)).toBe(styleKey(before[0]!.style));
    expect(styleKey(first.after.style)).toBe(styleKey(after[0]!.style));
    for (const moved of styles) {
      expect(moved.before).toBe(before.find(({ style }) => styleKey(style) === moved.key)?.score ?? 0);
      expect(moved.after).toBe(after.find(({ style }) => styleKey(style) === moved.key)?.score ?? 0);
    }
  });

  it('says that the first place changes hands, and which needs come and go', () => {
    const outcome = whatIf(input, [{ question: 'release-contention', value: 'weekly' }]);
    expect(outcome.flips).toBe(true);
    expect(outcome.summary).toBe('Then service-based comes first instead of modular monolith.');
    expect(outcome.comes).toContain('Finished work waits for somebody else’s release every week.');
    expect(outcome.changes).toEqual([{ question: 'release-contention', from: 'Never', to: 'Every week' }]);
  });

  it('says that nothing moves where nothing does', () => {
    const outcome = whatIf(input, [{ question: 'release-contention', value: 'never' }]);
    expect(outcome.flips).toBe(false);
    expect(outcome.figures).toEqual([]);
    expect([outcome.comes, outcome.goes]).toEqual([[], []]);
    expect(outcome.summary).toMatch(/^Nothing moves at the top: modular monolith stays first/);
  });

  it('shows which figures grow with the load', () => {
    const { figures } = whatIf(input, [{ question: 'concurrent-users', value: 20_000 }]);
    const peak = figures.find(({ id }) => id === 'peak-requests')!;
    expect(peak.after).toBe(10 * peak.before);
  });

  it('takes an answer back, and says so', () => {
    const { changes } = whatIf(input, [{ question: 'budget', value: null }]);
    expect(changes).toEqual([{ question: 'budget', from: '6,000 $ a month', to: 'not asked (assumed: 500 $ a month)' }]);
  });

  it('says that nothing fits where nothing does', () => {
    const outcome = whatIf(input, [{ question: 'team-size', value: 0 }]);
    expect(outcome.summary).toBe('Then nothing fits: the answers exclude each other.');
    expect(outcome.flips).toBe(true);
  });

  it('leaves the answers as they were', () => {
    const before = JSON.stringify([...input.answers]);
    whatIf(input, [{ question: 'team-size', value: 2 }]);
    expect(JSON.stringify([...input.answers])).toBe(before);
  });

  it('ignores a question that is not in the catalogue', () => {
    expect(whatIf(input, [{ question: '__proto__', value: 'x' }]).changes).toEqual([]);
  });
});
