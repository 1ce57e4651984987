export type { SlotInput } from './choose-slots.ts';
export { chooseSlots } from './choose-slots.ts';
export type { OptionRule, Place, SlotRule } from './slot-rule.ts';
export { pricesAsOf } from './slot-rule.ts';
export { slotRules } from './catalogue/index.ts';
