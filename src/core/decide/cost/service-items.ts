import type { Sizes } from '../capacity/sizes.ts';
import type { Span } from '../prices.ts';
import type { BaseStyle } from '../recommendation.ts';
import { serviceCount } from '../styles.ts';
import { assumptionIndex, optionBit, slotIndex } from '../values.ts';
import { amount } from '../wording.ts';
import { type Billing, type Item, millions, priceOf } from './billing.ts';
import { computeOf, servicesOf } from './parts.ts';

/** Below this least price, doing without saves nothing that matters. */
const worthDropping = 20;

/** What the slots add beside compute and database: cache, broker, search, sign-in, and what is paid by its name. */
export function serviceItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
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

/** What every style pays for: watching its parts, logs, the network, and what it sends. */
export function commonItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
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
