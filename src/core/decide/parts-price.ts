import { optionBit, slotIndex, type Values } from './values.ts';

const at = {
  teamSize: slotIndex('team-size'),
  operations: slotIndex('operations'),
  night: slotIndex('night'),
  budget: slotIndex('budget'),
  hosting: slotIndex('hosting'),
  byHand: optionBit('operations', 'by-hand'),
  tested: optionBit('operations', 'tested'),
  automatic: optionBit('operations', 'automatic'),
  nobody: optionBit('night', 'nobody'),
  own: optionBit('hosting', 'own'),
} as const;

/** Questions behind `strain` and `budgetFactor`. */
export const partPriceQuestions = ['team-size', 'operations', 'night', 'budget'] as const;

/**
 * How heavy one more part weighs on the people: about 1 for six developers with tested releases, more for fewer hands
 * and releases by hand. Our estimate; the exponent says that twice the people carry about 1.6 times the parts.
 */
export function strain(values: Values): number {
  const people = Math.max(1, values[at.teamSize]!);
  const hands = Math.min(2.5, Math.max(0.2, (6 / people) ** 0.7));
  const operations = values[at.operations]!;
  const releases = operations === at.byHand ? 1.5 : operations === at.tested ? 1.15 : operations === at.automatic ? 0.9 : 0.8;
  return hands * releases * (values[at.night] === at.nobody ? 1.1 : 1);
}

/** How heavy one more part weighs on the budget: 1.6 at 100 $ a month, 1 near 25,000 $. Falls as the budget grows. */
export function budgetFactor(values: Values): number {
  const budget = Math.max(10, values[at.budget]!);
  return Math.min(1.85, Math.max(0.7, 1.6 - 0.25 * Math.log10(budget / 100)));
}

/**
 * The least that a style with so many parts costs a month, in US dollars: about 35 $ for each part beyond the first two
 * (a small container or managed broker at list price), 10 $ on own machines. Grows with the parts only, so that less
 * money never excludes the style with fewer parts.
 */
export function budgetFloor(parts: number, values: Values): number {
  return (values[at.hosting] === at.own ? 10 : 35) * Math.max(0, parts - 2);
}

/** Engineer-days a month to operate so many parts, low and high. */
export function operationsDays(parts: number, values: Values): { readonly low: number; readonly high: number } {
  const operations = values[at.operations]!;
  const care = operations === at.byHand ? 1.5 : operations === at.tested ? 1.15 : operations === at.automatic ? 0.9 : 0.75;
  const low = 0.5 + 0.3 * Math.max(0, parts - 2) * care;
  return { low: halves(low), high: halves(low * 2 + 0.5) };
}

function halves(days: number): number {
  return Math.max(0.5, Math.round(days * 2) / 2);
}
