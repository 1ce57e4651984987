import { assumptionById, assumptionRules } from '../assumptions.ts';
import type { Assumption, Capacity } from '../recommendation.ts';
import { assumptionIndex, notSet, type Resolved } from '../values.ts';
import { availabilityFigures, availabilityOf } from './availability.ts';
import { calculationOf, type Plan } from './calculation.ts';
import { dataFigures } from './data-figures.ts';
import { loadFigures } from './load-figures.ts';
import { queueFigures } from './queue-figures.ts';
import { recoveryFigures } from './recovery-figures.ts';

export type { Plan } from './calculation.ts';

/** What is taken for granted and is no number that could be set. */
const fromWorth: Assumption = {
  id: 'availability-from-worth',
  text: 'Without a promise, the objective follows from what the first hour of downtime does: 99 % if people wait, 99.5 % if work stops, 99.9 % if money is lost, 99.95 % if somebody is harmed.',
  question: 'availability',
};

/**
 * The capacity calculation: rates from people (Little's law with a think time) and machines, instances with headroom,
 * what goes on inside one, database writes and connections against their limits, queues, storage, bandwidth, the
 * availability of the parts against the objective, and recovery objectives against backups. Without a plan, the figures
 * that depend on the parts are left out or taken for one database and one release.
 */
export function capacityOf(resolved: Resolved, plan?: Plan): Capacity {
  const calculation = calculationOf(resolved, plan);
  const availability = availabilityOf(calculation);
  const figures = [
    ...loadFigures(calculation),
    ...dataFigures(calculation),
    ...queueFigures(calculation),
    ...availabilityFigures(calculation, availability),
    ...recoveryFigures(calculation),
  ];
  return {
    figures,
    assumptions: assumptionsBehind(new Set(figures.flatMap((figure) => figure.assumptions)), resolved),
    ...(availability === undefined ? {} : { availability }),
  };
}

/** Assumptions as the document lists them, with the number that was calculated with, in the order of the catalogue. */
export function assumptionsBehind(used: ReadonlySet<string>, resolved: Resolved): readonly Assumption[] {
  const numbers = assumptionRules.filter(({ id }) => used.has(id)).map(({ id }) => assumptionOf(id, resolved));
  return used.has(fromWorth.id) ? [...numbers, fromWorth] : numbers;
}

function assumptionOf(id: string, resolved: Resolved): Assumption {
  const rule = assumptionById(id)!;
  const value = resolved.values[assumptionIndex(id)]!;
  return {
    id,
    text: `${rule.text.replace('{value}', value === notSet ? 'what the list says' : quantity(value, rule.unit))}.`,
    ...(rule.question === undefined ? {} : { question: rule.question }),
    ...(value === notSet ? {} : { value }),
    unit: rule.unit,
    ...(resolved.assumptions.has(id) ? { set: true } : {}),
    ...(resolved.assumptions.has(id) && rule.value !== null ? { instead: rule.value } : {}),
  };
}

/** `20 s`, `3 times`, `60 %`, `15`. */
export function quantity(value: number, unit: string): string {
  const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 }).format(value);
  return unit === '×' ? `${number} times` : unit === '' ? number : `${number} ${unit}`;
}

/** The share of a database's ceiling of writes, and what it was taken to be. */
export function writeCeilingOf(capacity: Capacity): number {
  return capacity.assumptions.find(({ id }) => id === 'write-ceiling')?.value ?? assumptionById('write-ceiling')!.value!;
}
