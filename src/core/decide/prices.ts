/** A span of list prices in US dollars a month. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Rounded public list prices of one place to run. Spans cover the regions and sizes that fit the named purpose. */
export interface PriceBook {
  readonly id: string;
  readonly name: string;
  /** One small instance of an application: 1 vCPU, 2 GB, always on. */
  readonly instance: Span;
  /** A load balancer with ordinary traffic. */
  readonly balancer: Span;
  /** A managed PostgreSQL in one zone: very small (about 1 vCPU, 1 GB), small (2, 4), medium (2 to 4, 16), large (8, 64). */
  readonly database: readonly [Span, Span, Span, Span];
  /** One GB of database storage with backups. */
  readonly gigabyte: Span;
  /** One GB of object storage. */
  readonly objectGigabyte: Span;
  /** Managed broker or queue with little traffic. */
  readonly broker: Span;
  /** Managed in-memory store or cache, about 3 GB. */
  readonly memory: Span;
  /** A managed orchestrator: control plane only. */
  readonly cluster: Span;
  /** Private network exits, addresses, registry, secrets. */
  readonly network: Span;
  /** One million function calls of 200 ms at 512 MB, with the gateway before them. */
  readonly millionCalls: Span;
  /** Logs, metrics and alarms of one small part. */
  readonly observability: Span;
  /** One GB sent to the internet. */
  readonly egressGigabyte: Span;
  /** A server with 2 cores and 4 GB, always on. */
  readonly server: Span;
  /** A small managed search engine; on own machines the memory it takes. */
  readonly search: Span;
  /** One million messages through a queue that is paid by use. */
  readonly millionMessages: Span;
  /** One million reads or writes of a database that is paid by use. */
  readonly millionOperations: Span;
  /** A thousand people a month in a bought sign-in, beyond `freeUsers`. */
  readonly thousandUsers: Span;
  /** People a month whose sign-in costs nothing. */
  readonly freeUsers: number;
  /** A server with one small GPU, always on. */
  readonly gpu: Span;
  /** One GB of logs taken in and kept for a month. */
  readonly logGigabyte: Span;
  /** One GB sent through a content delivery network. */
  readonly cdnGigabyte: Span;
  /** Where the prices are published. */
  readonly source: string;
}

/** The month from which the prices date. They are rounded from memory of the public lists, not fetched from a page. */
export const pricesRead = '2026-11';

/** How a price is quoted: nothing claims that a page was read on a day. */
export const pricesRecorded = `list prices as recorded ${pricesRead}, rounded; check before you sign`;

/** Region whose prices are taken. */
export const pricesRegion = 'European region';

const span = (low: number, high: number): Span => ({ low, high });

/** Price facts by hosting. They are rounded on purpose: a range that survives a price list is worth more than cents. */
export const priceBooks: Readonly<Record<'aws' | 'azure' | 'gcp' | 'platform' | 'own', PriceBook>> = {
  aws: {
    id: 'aws',
    name: 'AWS',
    instance: span(25, 38),
    balancer: span(20, 26),
    database: [span(14, 28), span(45, 70), span(190, 330), span(750, 1300)],
    gigabyte: span(0.14, 0.24),
    objectGigabyte: span(0.023, 0.026),
    broker: span(5, 60),
    memory: span(45, 90),
    cluster: span(73, 75),
    network: span(6, 38),
    millionCalls: span(2, 6),
    observability: span(5, 15),
    egressGigabyte: span(0.05, 0.09),
    server: span(30, 38),
    search: span(27, 110),
    millionMessages: span(0.5, 1.2),
    millionOperations: span(0.15, 0.8),
    thousandUsers: span(5.5, 15),
    freeUsers: 10_000,
    gpu: span(380, 730),
    logGigabyte: span(0.5, 0.65),
    cdnGigabyte: span(0.085, 0.11),
    source: 'https://aws.amazon.com/pricing/',
  },
  azure: {
    id: 'azure',
    name: 'Azure',
    instance: span(28, 60),
    balancer: span(20, 40),
    database: [span(14, 30), span(50, 110), span(190, 380), span(750, 1400)],
    gigabyte: span(0.13, 0.25),
    objectGigabyte: span(0.018, 0.022),
    broker: span(10, 70),
    memory: span(55, 110),
    cluster: span(0, 75),
    network: span(8, 45),
    millionCalls: span(2, 7),
    observability: span(5, 20),
    egressGigabyte: span(0.05, 0.09),
    server: span(30, 42),
    search: span(75, 250),
    millionMessages: span(0.8, 1.6),
    millionOperations: span(0.25, 0.4),
    thousandUsers: span(10, 16),
    freeUsers: 50_000,
    gpu: span(390, 900),
    logGigabyte: span(2.3, 3),
    cdnGigabyte: span(0.08, 0.16),
    source: 'https://azure.microsoft.com/pricing/',
  },
  gcp: {
    id: 'gcp',
    name: 'Google Cloud',
    instance: span(25, 50),
    balancer: span(18, 25),
    database: [span(10, 30), span(50, 100), span(180, 340), span(700, 1300)],
    gigabyte: span(0.17, 0.25),
    objectGigabyte: span(0.02, 0.026),
    broker: span(2, 45),
    memory: span(40, 100),
    cluster: span(0, 75),
    network: span(8, 40),
    millionCalls: span(1, 5),
    observability: span(5, 15),
    egressGigabyte: span(0.08, 0.12),
    server: span(25, 38),
    search: span(40, 140),
    millionMessages: span(0.05, 0.2),
    millionOperations: span(0.3, 1.8),
    thousandUsers: span(3, 6),
    freeUsers: 50_000,
    gpu: span(400, 700),
    logGigabyte: span(0.5, 0.55),
    cdnGigabyte: span(0.06, 0.1),
    source: 'https://cloud.google.com/pricing',
  },
  platform: {
    id: 'platform',
    name: 'a simple platform',
    instance: span(12, 50),
    balancer: span(0, 0),
    database: [span(5, 20), span(20, 95), span(100, 300), span(400, 1200)],
    gigabyte: span(0.15, 0.35),
    objectGigabyte: span(0.015, 0.03),
    broker: span(10, 60),
    memory: span(15, 60),
    cluster: span(0, 0),
    network: span(0, 20),
    millionCalls: span(1, 8),
    observability: span(0, 20),
    egressGigabyte: span(0.02, 0.1),
    server: span(15, 50),
    search: span(25, 100),
    millionMessages: span(1, 10),
    millionOperations: span(0.3, 2),
    thousandUsers: span(10, 25),
    freeUsers: 10_000,
    gpu: span(300, 1000),
    logGigabyte: span(0.2, 1),
    cdnGigabyte: span(0.02, 0.1),
    source: 'https://render.com/pricing and https://www.heroku.com/pricing',
  },
  own: {
    id: 'own',
    name: 'own machines',
    instance: span(8, 25),
    balancer: span(0, 15),
    database: [span(8, 20), span(15, 40), span(50, 120), span(150, 400)],
    gigabyte: span(0.03, 0.1),
    objectGigabyte: span(0.01, 0.03),
    broker: span(8, 30),
    memory: span(10, 40),
    cluster: span(15, 60),
    network: span(5, 30),
    millionCalls: span(0, 0),
    observability: span(3, 15),
    egressGigabyte: span(0, 0.02),
    server: span(8, 25),
    search: span(8, 30),
    millionMessages: span(0, 0),
    millionOperations: span(0, 0),
    thousandUsers: span(0, 0),
    freeUsers: 0,
    gpu: span(150, 400),
    logGigabyte: span(0.03, 0.1),
    cdnGigabyte: span(0.01, 0.06),
    source: 'our estimate: hardware written off over four years, power and space',
  },
};
