import { type Sizes, sizesOf, type Stage } from '../capacity/sizes.ts';
import type { PriceBook, Span } from '../prices.ts';
import { assumptionIndex, notSet, type Values } from '../values.ts';
import type { Inventory } from './inventory.ts';

/** One item of the bill, before it is written out: count times a span of prices. */
export interface Item {
  readonly item: string;
  readonly count: number;
  readonly price: Span;
  readonly note: string;
  /** What is lost without it, as a clause; absent where it cannot be left out. */
  readonly without?: string;
}

/** What a bill is made from: the encoded answers, the price book of the place, and what the proposal consists of. */
export interface Billing {
  readonly values: Values;
  readonly sizes: Readonly<Record<Stage, Sizes>>;
  readonly book: PriceBook;
  readonly inventory: Inventory;
}

/** Sizes of every stage at once. */
export function stagesOf(values: Values, availabilityStated: boolean): Billing['sizes'] {
  return {
    small: sizesOf(values, availabilityStated, 'small'),
    expected: sizesOf(values, availabilityStated, 'expected'),
    peak: sizesOf(values, availabilityStated, 'peak'),
  };
}

/** A price of the book, or what a person set for it, times the factor for all prices. */
export function priceOf(billing: Billing, span: Span, assumption?: string): Span {
  const { values } = billing;
  const factor = values[priceFactor]!;
  const set = assumption === undefined ? notSet : values[assumptionIndex(assumption)]!;
  return set === notSet ? { low: span.low * factor, high: span.high * factor } : { low: set * factor, high: set * factor };
}

const priceFactor = assumptionIndex('price-factor');

/** A span times a factor of a span. */
export function times(span: Span, factor: Span): Span {
  return { low: span.low * factor.low, high: span.high * factor.high };
}

/** Millions, at least one: nothing is billed in fractions. */
export function millions(amountOfThem: number): number {
  return Math.max(1, Math.round(amountOfThem / 1e6));
}
