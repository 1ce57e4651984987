import type { Case } from './ranking.ts';
import type { Recommendation } from './recommendation.ts';

/** Buying, low-code and leaving it as it is, each with a verdict. */
export function alternativesToBuilding(_open: Case): Recommendation['alternativesToBuilding'] {
  return [];
}
