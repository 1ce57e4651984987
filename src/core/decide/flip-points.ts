import type { Case } from './ranking.ts';
import type { FlipPoint } from './recommendation.ts';

/** The smallest changes of one answer that put another style first. */
export function flipPoints(_open: Case): readonly FlipPoint[] {
  return [];
}
