import type { Capacity, RankedStyle, RequiredLevel, SlotChoice } from './recommendation.ts';
import type { DecisionInput } from './decide.ts';

/** Stands in for the technology slots until they exist. */
export function chooseSlots(
  _input: DecisionInput & { readonly style: RankedStyle; readonly capacity: Capacity; readonly required: readonly RequiredLevel[] },
): readonly SlotChoice[] {
  return [];
}
