import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../src/core/interview/contradictions.ts';
import { facts, said } from '../unit/interview/sketch.ts';
import { judgeContradictions } from './contradictions/halves.ts';
import { repositoryCases } from './contradictions/repository.ts';

const halves = [judgeContradictions('tuned'), judgeContradictions('blind')] as const;
const sum = (of: (half: (typeof halves)[number]) => number) => of(halves[0]) + of(halves[1]);
const named = (cases: readonly { readonly id: string }[]) => cases.map(({ id }) => id);

describe('contradictions that somebody planted who had not read the rules', () => {
  it('are at least forty, with at least as many innocent twins', () => {
    expect(sum(({ planted }) => planted)).toBeGreaterThanOrEqual(40);
    expect(sum(({ innocent }) => innocent)).toBeGreaterThanOrEqual(sum(({ planted }) => planted));
  });

  it('are found, all of those on which rules may be tuned and nine of ten of the others', () => {
    expect(named(halves[0].missed)).toEqual([]);
    expect(1 - sum(({ missed }) => missed.length) / sum(({ planted }) => planted)).toBeGreaterThanOrEqual(0.95);
    expect(1 - halves[1].missed.length / halves[1].planted).toBeGreaterThanOrEqual(0.9);
  });

  it.each(repositoryCases)('are found between answers and the repository: %s', (_kind, planted, shown, innocent, shownThere) => {
    expect(findContradictions(said(planted), facts(...shown))).not.toEqual([]);
    expect(findContradictions(said(innocent), facts(...shownThere))).toEqual([]);
  });

  it('are not seen where there are none', () => {
    expect(halves[0].accused.map(({ case: { id }, by }) => `${id}: ${by.join(', ')}`)).toEqual([]);
    expect(sum(({ accused }) => accused.length)).toBeLessThanOrEqual(2);
  });
});
