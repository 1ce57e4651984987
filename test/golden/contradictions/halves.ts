import { findContradictions } from '../../../src/core/interview/contradictions.ts';
import { stated } from '../../unit/decide/support.ts';
import { halfOf, type Half } from '../scenarios/index.ts';
import { innocentCases } from './innocent.ts';
import { plantedCases, type ContradictionCase } from './planted.ts';

/** The half of a case; a twin goes with the case that it looks like. */
export function halfOfCase({ id }: ContradictionCase): Half {
  return halfOf(id.replace(/-fine(-\d+)?$/, ''));
}

/** What the rules say of a half: planted cases that none of them sees, and innocent ones that one of them accuses. */
export function judgeContradictions(half: Half): {
  readonly planted: number;
  readonly missed: readonly ContradictionCase[];
  readonly innocent: number;
  readonly accused: readonly { readonly case: ContradictionCase; readonly by: readonly string[] }[];
} {
  const planted = plantedCases.filter((entry) => halfOfCase(entry) === half);
  const innocent = innocentCases.filter((entry) => halfOfCase(entry) === half);
  const found = (entry: ContradictionCase) => findContradictions(stated(entry.answers), []).map(({ id }) => id);
  return {
    planted: planted.length,
    missed: planted.filter((entry) => found(entry).length === 0),
    innocent: innocent.length,
    accused: innocent.flatMap((entry) => (found(entry).length === 0 ? [] : [{ case: entry, by: found(entry) }])),
  };
}
