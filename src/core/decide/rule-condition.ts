import { derivedFrom, derivedIndex, optionBit, slotIndex, type DerivedQuantity, type Values } from './values.ts';

/** When a rule of the decision holds, as data. The same shape as the catalogue's conditions, plus derived quantities. */
export type RuleCondition =
  | { readonly question: string; readonly oneOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly below: number }
  | { readonly derived: DerivedQuantity; readonly atLeast: number }
  | { readonly derived: DerivedQuantity; readonly below: number }
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] }
  | { readonly not: RuleCondition };

/** Shorthands, so that a rule reads as a sentence. They build plain data. */
export const is = (question: string, ...oneOf: string[]): RuleCondition => ({ question, oneOf });
export const atLeast = (question: string, value: number): RuleCondition => ({ question, atLeast: value });
export const below = (question: string, value: number): RuleCondition => ({ question, below: value });
export const all = (...parts: RuleCondition[]): RuleCondition => ({ all: parts });
export const any = (...parts: RuleCondition[]): RuleCondition => ({ any: parts });
export const not = (part: RuleCondition): RuleCondition => ({ not: part });
export const between = (question: string, low: number, high: number): RuleCondition => all(atLeast(question, low), below(question, high));
export const derived = (quantity: DerivedQuantity, low: number, high = Number.POSITIVE_INFINITY): RuleCondition =>
  all({ derived: quantity, atLeast: low }, { derived: quantity, below: high });

export type Test = (values: Values) => boolean;

/** Turns a condition into a function over encoded values. Throws if it names an unknown question or option. */
export function compile(condition: RuleCondition): Test {
  if ('all' in condition) {
    const tests = condition.all.map(compile);
    if (tests.length === 2) {
      const [first, second] = tests as [Test, Test];
      return (values) => first(values) && second(values);
    }
    return (values) => tests.every((test) => test(values));
  }
  if ('any' in condition) {
    const tests = condition.any.map(compile);
    return (values) => tests.some((test) => test(values));
  }
  if ('not' in condition) {
    const test = compile(condition.not);
    return (values) => !test(values);
  }
  if ('oneOf' in condition) {
    const index = slotIndex(condition.question);
    let mask = 0;
    for (const option of condition.oneOf) mask |= optionBit(condition.question, option);
    return (values) => (values[index]! & mask) !== 0;
  }
  const index = 'derived' in condition ? derivedIndex(condition.derived) : slotIndex(condition.question);
  if ('atLeast' in condition) {
    const limit = condition.atLeast;
    return (values) => values[index]! >= limit;
  }
  const limit = condition.below;
  return (values) => values[index]! < limit;
}

/** Every question that a condition could read. */
export function questionsOf(condition: RuleCondition): ReadonlySet<string> {
  const found = new Set<string>();
  collect(condition, () => true, found);
  return found;
}

/**
 * The questions that make a condition hold: all parts of an `all`, the holding parts of an `any`, everything under a
 * `not`. Changing an answer outside this set leaves the condition true.
 */
export function questionsBehind(condition: RuleCondition, values: Values): ReadonlySet<string> {
  const found = new Set<string>();
  collect(condition, (part) => compile(part)(values), found);
  return found;
}

function collect(condition: RuleCondition, wanted: (part: RuleCondition) => boolean, found: Set<string>): void {
  if ('all' in condition) for (const part of condition.all) collect(part, wanted, found);
  else if ('any' in condition) {
    for (const part of condition.any) if (wanted(part)) collect(part, wanted, found);
  } else if ('not' in condition) for (const question of questionsOf(condition.not)) found.add(question);
  else if ('derived' in condition) for (const question of derivedFrom[condition.derived]) found.add(question);
  else found.add(condition.question);
}
