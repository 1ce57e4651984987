import { answerKilobytes } from '../capacity/capacity.ts';
import { priceBooks, pricesRead, pricesRecorded, pricesRegion, type PriceBook } from '../prices.ts';
import { operationsDays } from '../parts-price.ts';
import type { BaseStyle, Cost, CostLine, Range, StyleId } from '../recommendation.ts';
import { isStated } from '../risks.ts';
import { sizesOf, type Sizes } from '../capacity/sizes.ts';
import { serviceCount } from '../styles.ts';
import { optionBit, slotIndex, type Resolved, type Values } from '../values.ts';
import { amount } from '../wording.ts';

/** One item of the bill, before it is written out: count times a span of prices. */
interface Item {
  readonly item: string;
  readonly count: number;
  readonly price: Range;
  readonly note: string;
}

const hostingSlot = slotIndex('hosting');
const availabilitySlot = slotIndex('availability');
const budgetSlot = slotIndex('budget');
/** Below this budget, a simple platform is the yardstick where there is no preference. */
const smallBudget = 300;
const disqualifierSlot = slotIndex('disqualifiers');

/** The price facts for the stated hosting; where there is no preference, AWS stands in, or a simple platform for small budgets. */
export function priceBookFor(values: Values): PriceBook {
  const hosting = values[hostingSlot]!;
  const own = (values[disqualifierSlot]! & (optionBit('disqualifiers', 'own-hosting') | optionBit('disqualifiers', 'disconnected'))) !== 0;
  if (own || hosting === optionBit('hosting', 'own') || hosting === optionBit('hosting', 'edge')) return priceBooks.own;
  for (const id of ['azure', 'gcp', 'platform'] as const) if (hosting === optionBit('hosting', id)) return priceBooks[id];
  return hosting === optionBit('hosting', 'any') && values[budgetSlot]! <= smallBudget ? priceBooks.platform : priceBooks.aws;
}

/** Sizes for the cost of many styles at once. */
export function billingOf(resolved: Resolved): { readonly sizes: Sizes; readonly book: PriceBook } {
  return { sizes: sizesOf(resolved.values, isStated(resolved.origins[availabilitySlot]!)), book: priceBookFor(resolved.values) };
}

/** Monthly infrastructure cost of a style, in US dollars, rounded to ten (to one below fifty). */
export function monthlyCost(style: StyleId, resolved: Resolved, billing = billingOf(resolved)): Range {
  return total(itemsOf(style, resolved.values, billing.sizes, billing.book));
}

/** The monthly cost of the chosen style, line by line, with the engineer-days to operate it. */
export function costOf(style: StyleId, parts: number, resolved: Resolved): Cost {
  const { sizes, book } = billingOf(resolved);
  const items = itemsOf(style, resolved.values, sizes, book);
  const yardstick = resolved.values[hostingSlot] === optionBit('hosting', 'any') ? ', as a yardstick' : '';
  const lines: CostLine[] = items.map(({ item, count, price, note }) => ({
    item: count === 1 ? item : `${amount(count)} × ${item}`,
    low: cents(count * price.low),
    high: cents(count * price.high),
    note,
    source:
      book.id === 'own'
        ? `${book.source}; ${pricesRecorded}`
        : `${book.name}, ${pricesRegion}${yardstick}: ${pricesRecorded} (${book.source})`,
  }));
  return { lines, infrastructure: total(items), operationsDays: operationsDays(parts, resolved.values), pricesRead };
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

function itemsOf(style: StyleId, values: Values, sizes: Sizes, book: PriceBook): readonly Item[] {
  const base = typeof style === 'string' ? style : style.base;
  const items = [
    ...runtimeItems(base, values, sizes, book),
    ...dataItems(base, values, sizes, book),
    ...commonItems(base, values, sizes, book),
  ];
  if (typeof style !== 'string') items.push(...edgeItems(style.edge, sizes, book));
  return items.filter(({ count, price }) => count > 0 && price.high > 0);
}

/** What runs our code. */
function runtimeItems(base: BaseStyle, values: Values, sizes: Sizes, book: PriceBook): Item[] {
  const services = serviceCount(values);
  const small = 'small instance';
  const balancer: Item = { item: 'load balancer', count: 1, price: book.balancer, note: 'in front of the instances' };
  const copies = sizes.leastInstances;
  switch (base) {
    case 'serverless':
      return [
        {
          item: 'million function calls',
          count: Math.max(1, Math.round(sizes.monthly / 1e6)),
          price: book.millionCalls,
          note: 'calls and the gateway before them; nothing while idle',
        },
      ];
    case 'service-based':
      return [
        {
          item: small,
          count: services * Math.max(copies, Math.ceil(sizes.instances / services)),
          price: book.instance,
          note: `${String(services)} services`,
        },
        balancer,
      ];
    case 'event-driven':
      return [
        { item: small, count: Math.max(services, sizes.instances), price: book.instance, note: 'processors of events' },
        { item: 'broker', count: sizes.twoZones ? 3 : 1, price: book.broker, note: 'managed, with retention' },
        balancer,
      ];
    case 'microservices':
      return [
        {
          item: small,
          count: Math.max(2 * Math.max(3, services) * copies, sizes.instances),
          price: book.instance,
          note: `${String(2 * Math.max(3, services))} services`,
        },
        { item: 'orchestrator', count: 1, price: book.cluster, note: 'control plane' },
        { item: 'broker', count: 2, price: book.broker, note: 'between the services' },
        balancer,
      ];
    case 'space-based':
      return [
        { item: small, count: Math.max(4, sizes.instances), price: book.instance, note: 'processing units' },
        { item: 'data grid node', count: Math.max(3, Math.ceil(sizes.instances / 4)), price: book.memory, note: 'replicated memory' },
        balancer,
      ];
    default:
      return [
        { item: small, count: sizes.instances, price: book.instance, note: 'the application' },
        { ...balancer, count: sizes.instances > 1 ? 1 : 0 },
      ];
  }
}

/** The database, its second zone and what is stored. */
function dataItems(base: BaseStyle, values: Values, sizes: Sizes, book: PriceBook): Item[] {
  const tier =
    sizes.writes > 1500 || sizes.peak > 3000
      ? 3
      : sizes.writes > 300 || sizes.peak > 600
        ? 2
        : sizes.peak > 15 || sizes.data > 40
          ? 1
          : 0;
  const stores = base === 'microservices' ? Math.max(3, Math.ceil(serviceCount(values) / 2)) : 1;
  const kept = Math.min(sizes.data, 2000);
  const elsewhere = Math.max(0, sizes.data - kept);
  return [
    {
      item: 'managed PostgreSQL, one zone',
      count: stores,
      price: book.database[tier]!,
      note: ['very small', 'small', 'medium', 'large'][tier]!,
    },
    { item: 'standby in a second zone', count: sizes.twoZones ? stores : 0, price: book.database[tier]!, note: 'the same size again' },
    { item: 'GB in the database, with backups', count: Math.round(kept), price: book.gigabyte, note: 'after the first year' },
    { item: 'GB of object storage', count: Math.round(elsewhere), price: book.objectGigabyte, note: 'what is too large for the database' },
  ];
}

function commonItems(base: BaseStyle, values: Values, sizes: Sizes, book: PriceBook): Item[] {
  const watched =
    base === 'microservices'
      ? 2 * Math.max(3, serviceCount(values))
      : base === 'service-based' || base === 'event-driven' || base === 'space-based'
        ? serviceCount(values) + 1
        : 2;
  const sent = Math.round((sizes.monthly * answerKilobytes) / 1e6);
  return [
    { item: 'logs, metrics and alarms of a part', count: watched, price: book.observability, note: 'grows with the parts' },
    { item: 'network, secrets and registry', count: sizes.twoZones ? 2 : 1, price: book.network, note: 'exits, addresses, images' },
    {
      item: 'GB sent',
      count: Math.max(0, sent - 100),
      price: book.egressGigabyte,
      note: `${String(answerKilobytes)} kB an answer ◇, 100 GB free`,
    },
  ];
}

/** What a second runtime adds. */
function edgeItems(edge: BaseStyle, sizes: Sizes, book: PriceBook): Item[] {
  const watched: Item = { item: 'logs, metrics and alarms of the edge', count: 1, price: book.observability, note: 'second runtime' };
  switch (edge) {
    case 'serverless':
      return [
        {
          item: 'million function calls at the edge',
          count: Math.max(1, Math.round(sizes.monthly / 4e6)),
          price: book.millionCalls,
          note: 'a quarter of the calls ◇',
        },
        watched,
      ];
    case 'space-based':
      return [{ item: 'data grid node', count: 3, price: book.memory, note: 'replicated memory for the peak' }, watched];
    case 'event-driven':
      return [
        { item: 'broker', count: 1, price: book.broker, note: 'managed' },
        { item: 'small instance of the edge', count: sizes.leastInstances, price: book.instance, note: 'processors of events' },
        watched,
      ];
    default:
      return [
        { item: 'small instance of the edge', count: sizes.leastInstances, price: book.instance, note: 'steps of the pipeline' },
        watched,
      ];
  }
}
