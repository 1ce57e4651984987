import type { Sizes } from '../capacity/sizes.ts';
import type { BaseStyle } from '../recommendation.ts';
import { type Billing, type Item, millions, priceOf } from './billing.ts';
import { computeOf, instancesOf, servicesOf } from './parts.ts';

/** What runs our code. */
export function runtimeItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
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

/** What a second runtime adds. */
export function edgeItems(edge: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
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
