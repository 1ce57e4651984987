import { storeCount } from '../cost/parts.ts';
import type { Billing } from '../cost/billing.ts';
import type { StyleId } from '../recommendation.ts';
import { baseOf } from '../styles.ts';
import { isStated } from '../risks.ts';
import { assumptionIndex, findSlot, optionBit, slotIndex, type Resolved, type Values } from '../values.ts';
import { sizesOf, type Sizes } from './sizes.ts';

/** What was decided, as far as it is: without it, the figures that depend on the parts are left out. */
export interface Plan {
  readonly style: StyleId;
  readonly billing: Billing;
}

/** What every figure is computed from. */
export interface Calculation {
  readonly resolved: Resolved;
  readonly sizes: Sizes;
  /** Whether the availability was promised. */
  readonly promised: boolean;
  readonly plan: Plan | undefined;
  /** Number of a question (a quantity), or the bits of a choice. */
  value(question: string): number;
  has(question: string, ...options: readonly string[]): boolean;
  isStated(question: string): boolean;
  /** Number of an assumption. */
  assumed(id: string): number;
}

/** Prepares the calculation for encoded answers. */
export function calculationOf(resolved: Resolved, plan: Plan | undefined): Calculation {
  const { values, origins } = resolved;
  const promised = isStated(origins[slotIndex('availability')]!);
  return {
    resolved,
    sizes: plan?.billing.sizes.expected ?? sizesOf(values, promised),
    promised,
    plan,
    value: (question) => values[slotIndex(question)]!,
    has: (question, ...options) => options.some((option) => (values[slotIndex(question)]! & optionBit(question, option)) !== 0),
    isStated: (question) => {
      const slot = findSlot(question);
      return slot !== undefined && isStated(origins[slot]!);
    },
    assumed: (id) => values[assumptionIndex(id)]!,
  };
}

/** Two decimals: enough for a figure that is an estimate. */
export function tidy(number: number): number {
  return Math.round(number * 100) / 100;
}

/** `1 instance`, `3 instances`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

/**
 * A rate as a formula shows it, so that whoever recalculates it gets the same: two decimals below 10, three below 0.1, one
 * below 100, none above.
 */
export function rated(value: number): string {
  const size = Math.abs(value);
  const digits = size === 0 ? 0 : size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** Databases of a plan; one where there is none yet. */
export function storesOf(values: Values, plan: Plan | undefined): number {
  return plan === undefined ? 1 : storeCount(baseOf(plan.style), values, plan.billing.inventory);
}

/** Whether every database of the plan is paid by use: then no machine of ours is a ceiling. */
export function isPaidByUse(plan: Plan | undefined): boolean {
  return plan !== undefined && plan.billing.inventory.stores.every(({ engine }) => engine.paid === 'use');
}
