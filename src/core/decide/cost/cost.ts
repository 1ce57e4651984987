import type { Fact } from '../../model/fact.ts';
import { assumptionById } from '../assumptions.ts';
import { assumptionsBehind } from '../capacity/capacity.ts';
import { rated } from '../capacity/calculation.ts';
import { activeAssumption, averageAssumption, dataGrowthAssumption, loadGrowthAssumption } from '../capacity/sizes.ts';
import { operationsDays } from '../parts-price.ts';
import { priceBooks, pricesRead, pricesRecorded, pricesRegion, type PriceBook } from '../prices.ts';
import type { BudgetVerdict, Cost, CostLine, Figure, Range, SlotChoice, StyleId } from '../recommendation.ts';
import { isStated } from '../risks.ts';
import { assumptionIndex, basisOf, optionBit, slotIndex, type Resolved, type Values } from '../values.ts';
import { amount } from '../wording.ts';
import { inventoryOf } from './inventory.ts';
import { itemsOf } from './items.ts';
import { stagesOf, type Billing, type Item } from './billing.ts';

const hostingSlot = slotIndex('hosting');
const availabilitySlot = slotIndex('availability');
const budgetSlot = slotIndex('budget');
const dayRate = assumptionIndex('day-rate');
/** Below this budget, a simple platform is the yardstick where there is no preference. */
const smallBudget = 300;
const disqualifierSlot = slotIndex('disqualifiers');

/** Where an option of the compute slot runs, if it runs in one place only. */
const placeOfCompute: ReadonlyMap<string, 'aws' | 'azure' | 'gcp' | 'platform'> = new Map([
  ['platform', 'platform'],
  ['azure-container-apps', 'azure'],
  ['azure-app-service', 'azure'],
  ['azure-functions', 'azure'],
  ['aks', 'azure'],
  ['cloud-run', 'gcp'],
  ['cloud-functions', 'gcp'],
  ['gke', 'gcp'],
  ['amazon-ecs', 'aws'],
  ['aws-lambda', 'aws'],
  ['amazon-eks', 'aws'],
]);

/**
 * The price facts for the stated hosting; where there is no preference, for the chosen compute, and else AWS stands in, or
 * a simple platform for small budgets.
 */
function priceBookFor(values: Values, compute?: string): PriceBook {
  const hosting = values[hostingSlot]!;
  const own = (values[disqualifierSlot]! & (optionBit('disqualifiers', 'own-hosting') | optionBit('disqualifiers', 'disconnected'))) !== 0;
  if (own || hosting === optionBit('hosting', 'own') || hosting === optionBit('hosting', 'edge')) return priceBooks.own;
  for (const id of ['azure', 'gcp', 'platform'] as const) if (hosting === optionBit('hosting', id)) return priceBooks[id];
  const chosen = hosting === optionBit('hosting', 'any') ? placeOfCompute.get(compute ?? '') : undefined;
  if (chosen !== undefined) return priceBooks[chosen];
  return hosting === optionBit('hosting', 'any') && values[budgetSlot]! <= smallBudget ? priceBooks.platform : priceBooks.aws;
}

/** What the bills of many styles are made from, once: what stays of today, and what the slots add as far as they are chosen. */
export function billingOf(resolved: Resolved, facts: readonly Fact[] = [], slots: readonly SlotChoice[] = []): Billing {
  const { values, origins } = resolved;
  return {
    values,
    sizes: stagesOf(values, isStated(origins[availabilitySlot]!)),
    book: priceBookFor(values, slots.find(({ slot }) => slot === 'compute')?.chosen.id),
    inventory: inventoryOf(facts, resolved, slots),
  };
}

/** Infrastructure of a style in an expected month, in US dollars, rounded to ten (to one below fifty): the total of its bill. */
export function monthlyCost(style: StyleId, billing: Billing): Range {
  return total(itemsOf(style, billing));
}

/** The bill of the chosen style: line by line, in its three stages, with the days to operate it and what the budget says. */
export function costOf(style: StyleId, parts: number, resolved: Resolved, billing: Billing): Cost {
  const items = itemsOf(style, billing);
  const infrastructure = total(items);
  const days = operationsDays(parts, resolved.values);
  const rate = resolved.values[dayRate]!;
  const source = sourceOf(resolved.values, billing.book);
  const lines: CostLine[] = items.map(({ item, count, price, note }) => ({
    item: written(item, count),
    low: cents(count * price.low),
    high: cents(count * price.high),
    note,
    source,
  }));
  const figures = billFigures(resolved, billing, days);
  return {
    lines,
    infrastructure,
    stages: { small: total(itemsOf(style, billing, 'small')), peak: total(itemsOf(style, billing, 'peak')) },
    operationsDays: days,
    operationsCost: { low: rounded(days.low * rate), high: rounded(days.high * rate) },
    figures,
    assumptions: assumptionsBehind(new Set([...figures.flatMap((figure) => figure.assumptions), ...setForBill(resolved)]), resolved),
    pricesRead,
    ...budgetVerdict(items, infrastructure, resolved),
  };
}

/** `small instance`, `2 × small instance`, `47 GB of logs`, `3 million function calls`. */
function written(item: string, count: number): string {
  if (/^(GB|million|thousand) /.test(item)) return `${amount(count)} ${item}`;
  return count === 1 ? item : `${amount(count)} × ${item}`;
}

/** What a person set that moves the bill, also where no formula names it. */
function setForBill({ assumptions }: Resolved): readonly string[] {
  return [...assumptions.keys()].filter((id) => assumptionById(id)?.usedBy.includes('bill') === true);
}

function sourceOf(values: Values, book: PriceBook): string {
  const yardstick = values[hostingSlot] === optionBit('hosting', 'any') ? ', as a yardstick' : '';
  return book.id === 'own'
    ? `${book.source}; ${pricesRecorded}`
    : `${book.name}, ${pricesRegion}${yardstick}: ${pricesRecorded} (${book.source})`;
}

function total(items: readonly Item[]): Range {
  let low = 0;
  let high = 0;
  for (const { count, price } of items) {
    low += count * price.low;
    high += count * price.high;
  }
  return { low: rounded(low), high: rounded(high) };
}

function rounded(dollars: number): number {
  const unit = dollars < 50 ? 1 : dollars < 5000 ? 10 : 100;
  return Math.round(dollars / unit) * unit;
}

function cents(dollars: number): number {
  return dollars < 10 ? Math.round(dollars * 10) / 10 : Math.round(dollars);
}

/** What the stated budget says to the expected month. Nothing where no budget was stated. */
function budgetVerdict(items: readonly Item[], bill: Range, resolved: Resolved): { readonly budget?: BudgetVerdict } {
  if (!isStated(resolved.origins[budgetSlot]!)) return {};
  const budget = resolved.values[budgetSlot]!;
  if (bill.high <= budget) return { budget: { stated: budget, verdict: 'within' } };
  const verdict = bill.low > budget ? 'over' : 'may-exceed';
  const first = items
    .flatMap((entry) => (entry.without === undefined ? [] : [{ ...entry, without: entry.without, gone: goneOf(entry) }]))
    .toSorted((one, other) => other.gone * (other.price.low + other.price.high) - one.gone * (one.price.low + one.price.high))[0];
  // What saves less than a sixth of the excess is no answer to it.
  if (first === undefined || first.gone * first.price.high < (bill.high - budget) / 6) return { budget: { stated: budget, verdict } };
  const { item, count, gone, price, without } = first;
  const saves = { low: cents(gone * price.low), high: cents(gone * price.high) };
  const words = gone === 1 && count > 1 ? `one ${item}` : written(item, gone);
  return { budget: { stated: budget, verdict, drop: { item: words, saves, without } } };
}

/** How many of an item can go: of several instances the spare half, of anything else all. */
function goneOf({ item, count }: Item): number {
  return /instance|server/.test(item) && count > 1 ? Math.floor(count / 2) : count;
}

/** The formulas behind the bill that the capacity calculation does not have. */
function billFigures(resolved: Resolved, { values, sizes }: Billing, days: Range): readonly Figure[] {
  const { expected, small, peak } = sizes;
  const average = averageAssumption(values);
  const active = activeAssumption(values);
  const growth = loadGrowthAssumption(values);
  const share = values[assumptionIndex(average)]!;
  const hours = values[assumptionIndex(active)]!;
  const first = values[assumptionIndex('first-months')]!;
  const rate = values[dayRate]!;
  const rateOf = rated(expected.busyHour + expected.events);
  const load = basisOf(['concurrent-users', 'machine-events', 'idle', 'burstiness'], resolved);
  const grown = growth === undefined ? 1 : values[assumptionIndex(growth)]!;
  return [
    {
      id: 'monthly-requests',
      label: 'Requests and events in an expected month',
      value: Math.round(expected.monthly),
      unit: 'a month',
      formula: `${rateOf}/s × ${rated(share)} % × ${rated(hours)} h × 3,600 × 30 = ${rated(expected.monthly / 1e6)} million`,
      basis: load,
      assumptions: [average, active],
    },
    {
      id: 'first-months',
      label: 'First months',
      value: Math.round(small.monthly),
      unit: 'a month',
      formula: `${rated(first)} % of load and data = ${rated(small.monthly / 1e6)} million requests, ${rated(small.data)} GB`,
      basis: load,
      assumptions: ['first-months'],
    },
    {
      id: 'peak-month',
      label: 'Peak month, a year on',
      value: Math.round(peak.monthly),
      unit: 'a month',
      formula: `load × ${rated(grown)}, every busy hour the busiest = ${rated(peak.monthly / 1e6)} million requests, ${rated(peak.instances)} ${peak.instances === 1 ? 'instance' : 'instances'}, ${rated(peak.data)} GB`,
      basis: basisOf(['growth', 'concurrent-users', 'data-volume'], resolved),
      assumptions: [
        ...(growth === undefined ? [] : [growth]),
        ...(dataGrowthAssumption(values) === undefined ? [] : [dataGrowthAssumption(values)!]),
      ],
    },
    {
      id: 'operations-cost',
      label: 'Operating it',
      value: rounded(days.high * rate),
      unit: '$ a month',
      formula: `${String(days.low)} to ${String(days.high)} engineer-days × ${rated(rate)} $ = ${rated(rounded(days.low * rate))} to ${rated(rounded(days.high * rate))} $`,
      basis: basisOf(['operations'], resolved),
      assumptions: ['day-rate'],
    },
  ];
}
