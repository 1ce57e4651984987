import type { Capacity } from './recommendation.ts';
import type { Resolved } from './values.ts';

/** The capacity calculation. */
export function capacityOf(_resolved: Resolved): Capacity {
  return { figures: [], assumptions: [] };
}
