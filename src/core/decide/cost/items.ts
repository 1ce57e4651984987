import { sizesOf, type Sizes, type Stage } from '../capacity/sizes.ts';
import type { PriceBook, Span } from '../prices.ts';
import type { BaseStyle, StyleId } from '../recommendation.ts';
import { serviceCount } from '../styles.ts';
import { assumptionIndex, notSet, optionBit, slotIndex, type Values } from '../values.ts';
import { amount } from '../wording.ts';
import { stylesWithWorker, worksInBackground, type ComputeKind, type Inventory } from './inventory.ts';

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

/** Every item of a style's bill in one stage. */
export function itemsOf(style: StyleId, billing: Billing, stage: Stage = 'expected'): readonly Item[] {
  const base = typeof style === 'string' ? style : style.base;
  const sizes = billing.sizes[stage];
  const items = [
    ...runtimeItems(base, billing, sizes),
    ...storeItems(base, billing, sizes),
    ...serviceItems(base, billing, sizes),
    ...commonItems(base, billing, sizes),
  ];
  if (typeof style !== 'string') items.push(...edgeItems(style.edge, billing, sizes));
  return items.filter(({ count, price }) => count > 0 && price.high > 0);
}

/** What the code runs on: what the compute slot says, or what the style asks for. */
export function computeOf(base: BaseStyle, inventory: Inventory): ComputeKind {
  if (base === 'serverless') return 'functions';
  if (inventory.compute === 'functions') return inventory.functions > 0 && base !== 'space-based' ? 'functions' : 'instances';
  if (inventory.compute === undefined) return base === 'microservices' ? 'cluster' : 'instances';
  const single = inventory.compute === 'server' && (base === 'microservices' || base === 'space-based');
  return single ? 'instances' : inventory.compute;
}

/** Separately released services of a style, counting what stays of today. */
export function servicesOf(base: BaseStyle, values: Values, inventory: Inventory): number {
  const services = serviceCount(values);
  switch (base) {
    case 'service-based':
    case 'event-driven':
      return Math.max(services, inventory.services);
    case 'microservices':
      return Math.max(2 * Math.max(3, services), inventory.services);
    default:
      return Math.max(1, inventory.services);
  }
}

/** Always-on instances that answer callers, and those that work behind. */
export function instancesOf(
  base: BaseStyle,
  values: Values,
  sizes: Sizes,
  inventory: Inventory,
): { readonly front: number; readonly workers: number } {
  const services = servicesOf(base, values, inventory);
  const workers = Math.max(stylesWithWorker.has(base) && worksInBackground(values) ? 1 : 0, inventory.workers);
  switch (base) {
    case 'event-driven':
      return { front: Math.max(services, sizes.instances), workers: 0 };
    case 'space-based':
      return { front: Math.max(4, sizes.instances, inventory.services), workers: inventory.workers };
    case 'microservices':
      return { front: Math.max(services * sizes.leastInstances, sizes.instances), workers: inventory.workers };
    default:
      // The peak is spread over the services; each still needs its spare where an outage is not waited out.
      return { front: services * Math.max(sizes.leastInstances, Math.ceil(sizes.instances / services)), workers };
  }
}

/** A price of the book, or what a person set for it, times the factor for all prices. */
export function priceOf(billing: Billing, span: Span, assumption?: string): Span {
  const { values } = billing;
  const factor = values[priceFactor]!;
  const set = assumption === undefined ? notSet : values[assumptionIndex(assumption)]!;
  return set === notSet ? { low: span.low * factor, high: span.high * factor } : { low: set * factor, high: set * factor };
}

const priceFactor = assumptionIndex('price-factor');

function times(span: Span, factor: Span): Span {
  return { low: span.low * factor.low, high: span.high * factor.high };
}

/** What runs our code. */
function runtimeItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { values, book, inventory } = billing;
  const kind = computeOf(base, inventory);
  const balancer: Item = { item: 'load balancer', count: 1, price: priceOf(billing, book.balancer), note: 'in front of the instances' };
  if (kind === 'functions') {
    return [
      {
        item: 'million function calls',
        count: millions(sizes.monthly),
        price: priceOf(billing, book.millionCalls),
        note: 'calls and the gateway before them; nothing while idle',
      },
    ];
  }
  const { front, workers } = instancesOf(base, values, sizes, inventory);
  if (kind === 'server' || kind === 'servers') {
    // One server carries two small instances.
    const least = kind === 'servers' ? 2 : 1;
    const needed = Math.ceil((kind === 'servers' ? front + workers : Math.ceil(front / sizes.leastInstances) + workers) / 2);
    return [
      {
        item: 'server with 2 cores and 4 GB',
        count: Math.max(least, needed),
        price: priceOf(billing, book.server, 'price-server'),
        note: workers > 0 ? 'the application and its worker' : 'the application',
        ...(kind === 'servers' ? { without: 'one machine down is the system down' } : {}),
      },
      { ...balancer, count: kind === 'servers' ? 1 : 0 },
    ];
  }
  const services = servicesOf(base, values, inventory);
  const small = { item: 'small instance', price: priceOf(billing, book.instance, 'price-instance') };
  const names: Readonly<Partial<Record<BaseStyle, string>>> = { 'event-driven': 'processors of events', 'space-based': 'processing units' };
  const spare = front > services && front === services * sizes.leastInstances;
  return [
    {
      ...small,
      count: front,
      note: names[base] ?? (services > 1 ? `${String(services)} services` : 'the application'),
      ...(spare ? { without: 'with one of each, a restart is an outage' } : {}),
    },
    {
      ...small,
      item: 'small instance for background work',
      count: workers,
      note: workers > 1 ? `${String(workers)} workers` : 'the worker',
    },
    {
      item: 'orchestrator',
      count: kind === 'cluster' ? 1 : 0,
      price: priceOf(billing, book.cluster),
      note: 'control plane',
      without: 'containers are placed by a managed service or by hand',
    },
    ...(base === 'space-based'
      ? [
          {
            item: 'data grid node',
            count: Math.max(3, Math.ceil(sizes.instances / 4)),
            price: priceOf(billing, book.memory, 'price-cache'),
            note: 'replicated memory',
          },
        ]
      : []),
    { ...balancer, count: front > 1 ? 1 : 0 },
  ];
}

function millions(amountOfThem: number): number {
  return Math.max(1, Math.round(amountOfThem / 1e6));
}

/** Databases of the proposal: what stays, or one; with microservices about one for two services. */
export function storeCount(base: BaseStyle, values: Values, inventory: Inventory): number {
  const kept = inventory.stores.reduce((sum, { count }) => sum + count, 0);
  return base === 'microservices' ? Math.max(3, Math.ceil(serviceCount(values) / 2), kept) : Math.max(1, kept);
}

/** Memory in GB of the four sizes of a database. */
export const tierMemory = [1, 4, 16, 64] as const;

const tierNames = ['very small', 'small', 'medium', 'large'] as const;

/** The size of each of several databases: 0 very small (1 GB of memory) to 3 large (64 GB). They share the load evenly. */
export function tierOf(sizes: Sizes, stores: number, inDatabase: number): 0 | 1 | 2 | 3 {
  const writes = sizes.writes / stores;
  const peak = sizes.peak / stores;
  if (writes > 1500 || peak > 3000) return 3;
  if (writes > 300 || peak > 600) return 2;
  return peak > 15 || inDatabase / stores > 40 ? 1 : 0;
}

/** GB in the database and beside it: files, and what is too large for it. */
export function splitData(
  gigabytes: number,
  values: Values,
  inventory: Inventory,
  stores: number,
): { readonly inside: number; readonly outside: number } {
  const files = inventory.objectStore && (values[needs]! & wantsFiles) !== 0 ? values[fileShare]! / 100 : 0;
  const inside = Math.min(gigabytes * (1 - files), stores * values[largestDatabase]!);
  return { inside, outside: gigabytes - inside };
}

const largestDatabase = assumptionIndex('database-size');
const needs = slotIndex('needs');
const wantsFiles = optionBit('needs', 'files');
const fileShare = assumptionIndex('file-share');

/** The databases, their second zones and what is stored. */
function storeItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { values, book, inventory } = billing;
  const total = storeCount(base, values, inventory);
  const kept = inventory.stores.reduce((sum, { count }) => sum + count, 0);
  const { inside, outside } = splitData(sizes.data, values, inventory, total);
  const tier = tierOf(sizes, total, inside);
  const managed = book.id === 'own' ? '' : 'managed ';
  const items: Item[] = [];
  for (const [index, { name, engine, count }] of inventory.stores.entries()) {
    // What the style adds is of the first engine.
    const number = count + (index === 0 ? total - kept : 0);
    if (engine.paid === 'use') {
      items.push({
        item: `million reads and writes of ${name}`,
        count: Math.max(1, Math.round((sizes.monthly * values[queries]!) / 1e6)),
        price: priceOf(billing, book.millionOperations),
        note: `${amount(values[queries]!)} for each request`,
      });
    }
    if (engine.paid !== 'server') continue;
    const price = priceOf(billing, times(book.database[tier], engine.factor), 'price-database');
    const note = engine.because === '' ? tierNames[tier] : `${tierNames[tier]}; ${engine.because}`;
    items.push({ item: `${managed}${name}${sizes.twoZones ? '' : ', one zone'}`, count: number, price, note });
    if (sizes.twoZones) {
      items.push({
        item: `standby of ${name} in a second zone`,
        count: number,
        price,
        note: 'the same size again',
        without: 'a lost zone is a restore from the backup',
      });
    }
  }
  return [
    ...items,
    {
      item: 'GB in the database, with backups',
      count: inside < 1 ? Math.ceil(inside * 10) / 10 : Math.round(inside),
      price: priceOf(billing, book.gigabyte),
      note: 'after the first year',
    },
    {
      item: 'GB of object storage',
      count: Math.round(outside),
      price: priceOf(billing, book.objectGigabyte),
      note: (values[needs]! & wantsFiles) !== 0 ? 'files' : 'what is too large for the database',
    },
  ];
}

const queries = assumptionIndex('queries');

/** Below this least price, doing without saves nothing that matters. */
const worthDropping = 20;

/** What the slots add beside compute and database: cache, broker, search, sign-in, and what is paid by its name. */
function serviceItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { book, inventory } = billing;
  const { cache, search } = inventory;
  const scale = sizes.peak > 3000 ? 4 : sizes.peak > 600 ? 2 : 1;
  const items: Item[] = [...brokerItems(base, billing, sizes), ...identityItems(billing, sizes), ...modelItems(billing, sizes)];
  if (cache !== undefined && base !== 'space-based') {
    items.push({
      item: cache.name,
      count: cache.count * scale,
      price: priceOf(billing, book.memory, 'price-cache'),
      note: 'cache, about 3 GB a node',
      without: 'the database answers what it answered from memory',
    });
  }
  if (search !== undefined) {
    const price = atLeast(book.search, search.from);
    items.push({
      item: search.name,
      count: search.count * scale,
      price: priceOf(billing, price, 'price-search'),
      note: 'search',
      without: 'the database searches its own texts',
    });
  }
  for (const { name, from, slot } of inventory.extras) {
    // The price of function calls has the gateway before them.
    if (slot === 'api-gateway' && computeOf(base, inventory) === 'functions') continue;
    items.push({
      item: name,
      count: 1,
      price: priceOf(billing, { low: from, high: 2 * from }),
      note: slot === 'observability' ? 'beside the logs' : slot.replace(/-/g, ' '),
      ...(slot === 'observability' || from < worthDropping ? {} : { without: `${slot.replace(/-/g, ' ')} is done with what is there` }),
    });
  }
  return items;
}

/** The span of the book, or from the least price of the product to twice that where that is more. */
function atLeast(span: Span, from: number): Span {
  return from > span.low ? { low: from, high: Math.max(span.high, 2 * from) } : span;
}

function brokerItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { book, inventory } = billing;
  const { broker } = inventory;
  // What a style cannot do without, whatever the slots say of the chosen one.
  const asked = base === 'event-driven' ? (sizes.twoZones ? 3 : 1) : base === 'microservices' ? 2 : 0;
  if (broker === undefined && asked === 0) return [];
  if (broker?.perUse === true) {
    return [
      {
        item: `million messages in ${broker.name}`,
        count: millions(sizes.monthly),
        price: priceOf(billing, book.millionMessages),
        note: 'one for each request or event at most',
      },
    ];
  }
  const price = priceOf(billing, atLeast(book.broker, broker?.from ?? 0), 'price-broker');
  return [{ item: broker?.name ?? 'broker', count: Math.max(asked, broker?.count ?? 0), price, note: 'managed, with retention' }];
}

const users = slotIndex('concurrent-users');
const peopleAMonth = assumptionIndex('people-a-month');

function identityItems(billing: Billing, sizes: Sizes): Item[] {
  const { values, book, inventory } = billing;
  const { identity } = inventory;
  if (identity === undefined) return [];
  const without = 'people sign in with the framework’s own means';
  if (!identity.perUser || (identity.thousand ?? book.thousandUsers).high === 0) {
    const price = priceOf(billing, { low: identity.from, high: 2 * identity.from }, 'price-identity');
    return [{ item: identity.name, count: 1, price, note: 'sign-in', without }];
  }
  const share = sizes.busyHour === 0 || values[users] === 0 ? 0 : sizes.busyHour / billing.sizes.expected.busyHour;
  const people = values[users]! * share * values[peopleAMonth]!;
  const free = identity.thousand === undefined ? book.freeUsers : 0;
  const thousand = identity.thousand ?? book.thousandUsers;
  const paid = Math.max(0, people - free) / 1000;
  const low = Math.max(identity.from, paid * thousand.low);
  const price = priceOf(billing, { low, high: Math.max(2 * identity.from, paid * thousand.high) }, 'price-identity');
  const note = `${amount(people)} people a month${free > 0 ? `, the first ${amount(free)} free` : ''}`;
  return [{ item: identity.name, count: 1, price, note, without }];
}

const aiUse = slotIndex('ai-use');
const callsModels = optionBit('ai-use', 'provider') | optionBit('ai-use', 'core');
const ownModels = optionBit('ai-use', 'own-models');
const modelIsProduct = optionBit('ai-use', 'core');
const modelShare = assumptionIndex('model-share');
const modelCall = assumptionIndex('model-call');

/** Calls of a provider's model: a small share of the requests, or a third of them where its answer is the product. */
function modelItems(billing: Billing, sizes: Sizes): Item[] {
  const { values } = billing;
  if (values[aiUse] === ownModels) {
    return [
      {
        item: 'server with a GPU',
        count: 1,
        price: priceOf(billing, billing.book.gpu, 'price-gpu'),
        note: 'for your own models',
        without: 'models are called at a provider',
      },
    ];
  }
  if ((values[aiUse]! & callsModels) === 0) return [];
  const share = values[aiUse] === modelIsProduct ? Math.max(33, values[modelShare]!) : values[modelShare]!;
  const thousands = (sizes.monthly * share) / 100 / 1000;
  const dollars = values[modelCall]! * 1000;
  return [
    {
      item: 'thousand calls of a language model',
      count: Math.max(1, Math.round(thousands)),
      price: priceOf(billing, { low: dollars / 2, high: dollars * 2 }),
      note: `${amount(share)} % of the requests`,
    },
  ];
}

const answerSize = assumptionIndex('answer-size');
const logSize = assumptionIndex('log-size');

function commonItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { values, book, inventory } = billing;
  const services = servicesOf(base, values, inventory);
  const watched =
    base === 'space-based' ? serviceCount(values) + 1 : services > 1 && base !== 'microservices' ? services + 1 : Math.max(2, services);
  const sent = Math.round((sizes.monthlyRequests * values[answerSize]!) / 1e6);
  const logs = Math.round(((sizes.monthlyRequests + (sizes.monthly - sizes.monthlyRequests) / 10) * values[logSize]!) / 1e6);
  return [
    {
      item: 'logs, metrics and alarms of a part',
      count: watched,
      price: priceOf(billing, book.observability, 'price-observability'),
      note: 'grows with the parts',
    },
    {
      item: 'GB of logs',
      count: Math.max(0, logs - 5),
      price: priceOf(billing, book.logGigabyte, 'price-logs'),
      note: `${amount(values[logSize]!)} kB a request, 5 GB free`,
      without: 'keep one request in ten',
    },
    {
      item: 'network, secrets and registry',
      count: sizes.twoZones ? 2 : 1,
      price: priceOf(billing, book.network),
      note: 'exits, addresses, images',
    },
    {
      item: inventory.deliveryNetwork ? 'GB through the content delivery network' : 'GB sent',
      count: Math.max(0, sent - 100),
      price: priceOf(billing, inventory.deliveryNetwork ? book.cdnGigabyte : book.egressGigabyte),
      note: `${amount(values[answerSize]!)} kB an answer, 100 GB free`,
    },
  ];
}

/** What a second runtime adds. */
function edgeItems(edge: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { book, inventory } = billing;
  const watched: Item = {
    item: 'logs, metrics and alarms of the edge',
    count: 1,
    price: priceOf(billing, book.observability, 'price-observability'),
    note: 'second runtime',
  };
  const instance = priceOf(billing, book.instance, 'price-instance');
  switch (edge) {
    case 'serverless':
      return [
        {
          item: 'million function calls at the edge',
          count: millions(sizes.monthly / 4),
          price: priceOf(billing, book.millionCalls),
          note: 'a quarter of the calls',
        },
        watched,
      ];
    case 'space-based':
      return [
        { item: 'data grid node', count: 3, price: priceOf(billing, book.memory, 'price-cache'), note: 'replicated memory for the peak' },
        watched,
      ];
    case 'event-driven':
      return [
        {
          item: 'broker of the edge',
          count: inventory.broker === undefined ? 1 : 0,
          price: priceOf(billing, book.broker, 'price-broker'),
          note: 'managed',
        },
        { item: 'small instance of the edge', count: sizes.leastInstances, price: instance, note: 'processors of events' },
        watched,
      ];
    default:
      return [{ item: 'small instance of the edge', count: sizes.leastInstances, price: instance, note: 'steps of the pipeline' }, watched];
  }
}
