import type { BaseStyle } from '../decide/recommendation.ts';
import { capital, enumerate } from './format.ts';
import { add, change, every, first, link } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Element, Source } from './proposal.ts';
import { isScheduler, protocolOf } from './protocols.ts';
import type { Situation } from './shape.ts';

/** Where calls arrive, and what works without a caller. */
export interface Compute {
  readonly front: string | undefined;
  readonly worker: string | undefined;
}

interface Around {
  readonly store: string | undefined;
  readonly broker: string | undefined;
}

/** Adds the compute of the style: on top of what runs today, or anew. */
export function addCompute(draft: Draft, situation: Situation, around: Around): Compute {
  const compute = situation.extension
    ? addExtension(draft, situation, around)
    : situation.fresh
      ? addFresh(draft, situation, around)
      : evolve(draft, situation, around);
  addEdge(draft, situation, around, compute);
  linkLooseStore(draft, situation, around, compute);
  return compute;
}

function styleSources(situation: Situation): Source[] {
  return [{ rule: `style.${situation.base}` }, ...situation.reading.source('domain-borders')];
}

/** The code component that clients call: behind the web client if that is known, else the busiest service. */
export function frontOf(draft: Draft): string | undefined {
  const gateway = first(draft, 'gateway');
  const relations = [...draft.relations.values()].filter((relation) => relation.status !== 'removed');
  const behindClient = relations
    .filter((relation) => ['web-client', 'mobile-client'].includes(draft.elements.get(relation.from)?.kind ?? ''))
    .map((relation) => draft.elements.get(relation.to))
    .find((element) => element !== undefined && ['gateway', 'service', 'function'].includes(element.kind));
  if (behindClient !== undefined) return behindClient.id;
  if (gateway !== undefined) return gateway;
  const called = new Set(relations.map((relation) => relation.to));
  const degree = (element: Element) => relations.filter((relation) => relation.from === element.id).length;
  const services = every(draft, 'service', 'function').sort(
    (one, other) => Number(called.has(one.id)) - Number(called.has(other.id)) || degree(other) - degree(one),
  );
  return services[0]?.id ?? first(draft, 'web-client', 'worker', 'job');
}

/** Today's components stay. The style adds what is missing and says what changes inside. */
function evolve(draft: Draft, situation: Situation, around: Around): Compute {
  const front = frontOf(draft);
  const services = every(draft, 'service', 'function');
  const inside = enumerate(situation.areas.names, 5);
  const sources = styleSources(situation);
  if (services.length <= 1) {
    const name = draft.elements.get(front ?? '')?.name ?? situation.name;
    if (situation.base === 'modular-monolith') change(draft, front, { description: `modules with checked borders: ${inside}` });
    if (situation.base === 'microkernel') change(draft, front, { description: 'core with a versioned plug-in interface' });
    if (situation.base === 'serverless')
      change(draft, front, { technology: situation.technology('compute'), description: 'split into functions along its routes' });
    if (['service-based', 'microservices', 'event-driven'].includes(situation.base)) carveOut(draft, situation, around, front, name);
    if (situation.base === 'pipeline')
      change(draft, front, { description: 'three steps, each run again alone: intake, transform, publish' });
  }
  if (situation.base === 'space-based') addGrid(draft, situation, around, front);
  if (situation.base === 'microservices')
    for (const shared of situation.sharedStores) change(draft, shared.id, { description: 'a database and login per service' });
  if (situation.base === 'pipeline') addScheduler(draft, situation, front);
  const existing = first(draft, 'worker', 'job') ?? (situation.base === 'serverless' ? functionBehindQueue(draft) : undefined);
  const worker = existing ?? (situation.background && needsWorker(situation.base) ? addWorker(draft, situation, around, front) : undefined);
  if (services.length > 1 && around.broker !== undefined && draft.elements.get(around.broker)?.status === 'new') {
    const publisher = situation.main?.id ?? callerOf(draft, { front, worker });
    link(draft, publisher, around.broker, 'publishes events', brokerProtocol(draft, around), sources);
    const taker = services.find(({ id, name }) => id !== publisher && followUp.test(name));
    link(draft, around.broker, taker?.id, 'delivers events', brokerProtocol(draft, around), sources);
  }
  return { front, worker };
}

/** Names of services whose work nobody waits for. */
const followUp = /mail|notif|messag|invoice|billing|statistic|report|search|index|shipping|audit/i;

/** A function that no client reaches: it takes from a queue or runs by the clock. */
function functionBehindQueue(draft: Draft): string | undefined {
  const relations = [...draft.relations.values()];
  const doors: readonly (Element['kind'] | undefined)[] = ['gateway', 'web-client', 'mobile-client', 'person', 'external-api'];
  const reached = new Set(
    relations.filter((relation) => doors.includes(draft.elements.get(relation.from)?.kind)).map((relation) => relation.to),
  );
  return every(draft, 'function').find((element) => !reached.has(element.id))?.id;
}

/** Who calls out when no worker does: code, never the gateway in front of it. */
export function callerOf(draft: Draft, compute: Compute): string | undefined {
  const front = draft.elements.get(compute.front ?? '');
  if (front?.kind !== 'gateway') return compute.front;
  const behind = [...draft.relations.values()].find(
    (relation) => relation.from === front.id && relation.status !== 'removed' && draft.elements.get(relation.to)?.kind !== 'store',
  );
  return behind?.to ?? first(draft, 'service', 'function');
}

function needsWorker(base: BaseStyle): boolean {
  return ['layered', 'modular-monolith', 'microkernel', 'service-based'].includes(base);
}

/** The first part that leaves a single service: the area with the strongest reason to stand alone. */
function carveOut(draft: Draft, situation: Situation, around: Around, front: string | undefined, from: string): void {
  const reading = situation.reading;
  const area =
    reading.amount('external-apis') >= 4
      ? 'partners'
      : reading.has('needs', 'real-time-reporting')
        ? 'reporting'
        : (situation.areas.names.at(-1) ?? 'first service');
  const sources = styleSources(situation);
  const id = add(draft, {
    name: capital(area),
    kind: 'service',
    technology: situation.technology('language-framework'),
    description: `carved out of ${from}`,
    sources,
  });
  change(draft, front, { description: `keeps the other areas; ${area} leaves it` });
  if (around.broker !== undefined) {
    link(draft, front, around.broker, 'publishes events', brokerProtocol(draft, around), sources);
    link(draft, around.broker, id, 'delivers events', brokerProtocol(draft, around), sources);
  } else link(draft, front, id, 'calls', 'HTTPS', sources);
  linkStore(draft, situation, id, situation.base === 'microservices' ? ownStore(draft, situation, area) : around.store);
}

/** Compute built anew, as the style says. */
function addFresh(draft: Draft, situation: Situation, around: Around): Compute {
  const technology = situation.technology('language-framework');
  const sources = styleSources(situation);
  switch (situation.base) {
    case 'layered':
    case 'modular-monolith':
    case 'microkernel': {
      const description =
        situation.base === 'layered'
          ? 'interface, rules, data access'
          : `${situation.base === 'microkernel' ? 'core and plug-ins' : 'modules'}: ${enumerate(situation.areas.names, 5)}`;
      const front = add(draft, { name: situation.name, kind: 'service', technology, description, sources });
      linkStore(draft, situation, front, around.store);
      return { front, worker: situation.background ? addWorker(draft, situation, around, front) : undefined };
    }
    case 'service-based':
    case 'microservices':
      return addServices(draft, situation, around);
    case 'event-driven':
      return addConsumers(draft, situation, around);
    case 'serverless':
      return addFunctions(draft, situation, around);
    case 'pipeline':
      return addSteps(draft, situation, around);
    case 'space-based': {
      const front = add(draft, {
        name: 'Processing units',
        kind: 'service',
        technology,
        description: 'hold the contested data in memory',
        sources,
      });
      addGrid(draft, situation, around, front);
      return { front, worker: first(draft, 'worker') };
    }
  }
}

function addServices(draft: Draft, situation: Situation, around: Around): Compute {
  const sources = styleSources(situation);
  const alone = situation.base === 'microservices';
  const technology = situation.technology('language-framework');
  const areas = situation.areas.names.slice(0, situation.areas.typed === true ? 8 : alone ? 7 : 4);
  const ids = areas.map((area) => add(draft, { name: capital(area), kind: 'service', technology, sources }));
  const door =
    alone || ids.length > 2
      ? add(draft, { name: 'Gateway', kind: 'gateway', description: 'one address, sign-in, limits', sources })
      : ids[0];
  ids.forEach((id, index) => {
    link(draft, door, id, '', 'HTTPS', sources);
    linkStore(draft, situation, id, alone ? ownStore(draft, situation, areas[index] ?? '') : around.store);
    if (around.broker !== undefined) link(draft, id, around.broker, 'publishes and takes events', brokerProtocol(draft, around), sources);
  });
  const partners = ids[areas.indexOf('partners')];
  if (around.broker !== undefined && partners !== undefined)
    link(draft, around.broker, partners, 'delivers events', brokerProtocol(draft, around), sources);
  return { front: door, worker: partners ?? (situation.background ? addWorker(draft, situation, around, ids[0]) : undefined) };
}

function ownStore(draft: Draft, situation: Situation, area: string): string {
  const technology = situation.technology('primary-store');
  return add(draft, { name: `${capital(area)} data`, kind: 'store', technology, sources: [{ rule: 'style.microservices' }] });
}

function addConsumers(draft: Draft, situation: Situation, around: Around): Compute {
  const sources = styleSources(situation);
  const technology = situation.technology('language-framework');
  const front = add(draft, {
    name: 'Intake',
    kind: 'service',
    technology,
    description: 'accepts, writes, answers with a receipt',
    sources,
  });
  linkStore(draft, situation, front, around.store);
  const broker = around.broker ?? add(draft, { name: 'Event broker', kind: 'broker', sources });
  const protocol = brokerProtocol(draft, { ...around, broker });
  link(draft, front, broker, 'publishes events', protocol, sources);
  const consumers = situation.areas.names.filter((area) => area !== 'accounts').slice(0, situation.areas.typed === true ? 7 : 4);
  const ids = consumers.map((area) =>
    add(draft, { name: `${capital(area)} handler`, kind: 'worker', technology, description: 'with an inbox against repeats', sources }),
  );
  for (const id of ids) {
    link(draft, broker, id, 'delivers events', protocol, sources);
    linkStore(draft, situation, id, around.store);
  }
  return { front, worker: ids[consumers.indexOf('partners')] ?? ids[0] };
}

function addFunctions(draft: Draft, situation: Situation, around: Around): Compute {
  const sources = styleSources(situation);
  const technology = situation.technology('compute') ?? situation.technology('language-framework');
  const door = add(draft, { name: 'API gateway', kind: 'gateway', description: 'routes, limits, sign-in', sources });
  const api = add(draft, {
    name: 'Request functions',
    kind: 'function',
    technology,
    description: enumerate(situation.areas.names, 5),
    sources,
  });
  link(draft, door, api, 'one call per request', 'invocation', sources);
  linkStore(draft, situation, api, around.store);
  if (!situation.background) return { front: door, worker: api };
  const worker = add(draft, {
    name: 'Background functions',
    kind: 'function',
    technology,
    description: 'retries, schedules, partner calls',
    sources,
  });
  linkStore(draft, situation, worker, around.store);
  if (around.broker !== undefined) {
    link(draft, api, around.broker, 'enqueues', brokerProtocol(draft, around), sources);
    link(draft, around.broker, worker, 'triggers', brokerProtocol(draft, around), sources);
  } else link(draft, api, worker, 'starts asynchronously', 'invocation', sources);
  return { front: door, worker };
}

function addSteps(draft: Draft, situation: Situation, around: Around): Compute {
  const sources = styleSources(situation);
  const technology = situation.technology('language-framework');
  const intake = add(draft, { name: 'Intake', kind: 'job', technology, description: 'reads the sources, checks, stores raw', sources });
  const transform = add(draft, {
    name: 'Transform',
    kind: 'job',
    technology,
    description: 'one output per input; can be run again',
    sources,
  });
  const publish = add(draft, { name: 'Publish', kind: 'job', technology, description: 'writes the finished result', sources });
  if (around.broker !== undefined) {
    const protocol = brokerProtocol(draft, around);
    link(draft, intake, around.broker, 'announces a batch', protocol, sources);
    link(draft, around.broker, transform, 'starts', protocol, sources);
  } else link(draft, intake, transform, 'hands over a batch', 'invocation', sources);
  link(draft, transform, publish, 'hands over the result', 'invocation', sources);
  linkStore(draft, situation, publish, around.store);
  linkStore(draft, situation, intake, around.store);
  addScheduler(draft, situation, intake);
  return { front: first(draft, 'service') ?? intake, worker: transform };
}

/** What starts the runs, if a scheduler was chosen and none is there. */
function addScheduler(draft: Draft, situation: Situation, starts: string | undefined): void {
  const name = situation.technology('workflows');
  if (name === undefined || !isScheduler(name)) return;
  const sources = [{ rule: 'slot.workflows' }, ...situation.reading.source('work-trigger')];
  const id = add(draft, { name: 'Scheduler', kind: 'service', technology: name, description: 'starts, repeats and reports runs', sources });
  link(draft, id, starts, 'starts a run', 'invocation', sources);
}

function addGrid(draft: Draft, situation: Situation, around: Around, front: string | undefined): void {
  const sources = styleSources(situation);
  const grid =
    first(draft, 'cache') ??
    add(draft, {
      name: situation.technology('cache') ?? 'In-memory data grid',
      kind: 'cache',
      description: 'replicated working set',
      sources,
    });
  const writer = add(draft, {
    name: 'Write-behind',
    kind: 'worker',
    technology: situation.technology('language-framework'),
    description: 'carries results to the database',
    sources,
  });
  link(draft, front, grid, 'reads and decides', protocolOf(draft.elements.get(grid)?.name ?? '', 'RESP'), sources);
  link(draft, writer, grid, 'takes changes', protocolOf(draft.elements.get(grid)?.name ?? '', 'RESP'), sources);
  linkStore(draft, situation, writer, around.store);
}

function addWorker(draft: Draft, situation: Situation, around: Around, front: string | undefined): string {
  const sources = [{ rule: 'rule.background-work' }, ...situation.reading.source('work-trigger', 'who-waits', 'partner-down')];
  const owner = draft.elements.get(front ?? '')?.name ?? situation.name;
  const technology = draft.elements.get(front ?? '')?.technology;
  const worker = add(draft, { name: 'Worker', kind: 'worker', technology, description: `same release as ${owner}`, sources });
  if (around.broker !== undefined) {
    link(draft, front, around.broker, 'enqueues', brokerProtocol(draft, around), sources);
    link(draft, around.broker, worker, 'delivers', brokerProtocol(draft, around), sources);
  }
  const label = situation.outbox
    ? 'polls the outbox, writes results'
    : around.broker === undefined
      ? 'takes jobs, writes results'
      : 'writes results';
  if (around.store !== undefined) link(draft, worker, around.store, label, storeProtocol(draft, around.store), sources);
  else if (around.broker === undefined) link(draft, front, worker, 'hands over jobs', 'unknown', sources);
  return worker;
}

/** A new part beside the existing system, with one narrow way between the two. */
function addExtension(draft: Draft, situation: Situation, around: Around): Compute {
  const existing = frontOf(draft);
  const sources = [...styleSources(situation), ...situation.reading.source('starting-point')];
  const kind = situation.base === 'serverless' ? 'function' : situation.base === 'pipeline' ? 'job' : 'service';
  const technology = situation.technology(kind === 'function' ? 'compute' : 'language-framework');
  const part = add(draft, {
    name: situation.areas.typed === true ? capital(situation.areas.names.slice(0, 2).join(' and ')) : 'New part',
    kind,
    technology,
    description: `beside ${draft.elements.get(existing ?? '')?.name ?? 'the existing system'}`,
    sources,
  });
  link(draft, part, existing, 'only through its public interface', 'HTTPS', sources);
  const store = add(draft, { name: `${situation.technology('primary-store') ?? 'Database'} of the new part`, kind: 'store', sources });
  linkStore(draft, situation, part, store);
  return {
    front: part,
    worker: situation.background && needsWorker(situation.base) ? addWorker(draft, situation, { ...around, store }, part) : undefined,
  };
}

const edgeNames: Readonly<Record<BaseStyle, readonly [string, Element['kind'], string]>> = {
  layered: ['Administration', 'service', 'the simple part'],
  'modular-monolith': ['Main application', 'service', 'the part that changes together'],
  microkernel: ['Plug-in host', 'service', 'runs what third parties write, with limits'],
  pipeline: ['Conversion job', 'job', 'the part that is a chain of steps'],
  'service-based': ['Separate service', 'service', 'the part released alone'],
  'event-driven': ['Event intake', 'worker', 'takes the stream, answers nobody'],
  microservices: ['Separate service', 'service', 'the part released alone'],
  'space-based': ['Hot-data unit', 'service', 'decides contested records in memory'],
  serverless: ['Burst functions', 'function', 'the part that is idle most of the time'],
};

function addEdge(draft: Draft, situation: Situation, around: Around, compute: Compute): void {
  if (situation.edge === undefined) return;
  const [name, kind, description] = edgeNames[situation.edge];
  const sources = [{ rule: `style.${situation.edge}` }, ...situation.reading.source('alone', 'burstiness')];
  const technology = situation.technology(kind === 'function' ? 'compute' : 'language-framework');
  const id = add(draft, { name, kind, technology, description, sources });
  if (around.broker !== undefined) {
    link(draft, around.broker, id, 'delivers', brokerProtocol(draft, around), sources);
    link(draft, compute.front, around.broker, 'publishes', brokerProtocol(draft, around), sources);
  } else link(draft, compute.front, id, 'hands over', kind === 'function' ? 'invocation' : 'HTTPS', sources);
  linkStore(draft, situation, id, around.store);
}

/** A store that nothing uses would be a mistake in the picture: the front uses it. */
function linkLooseStore(draft: Draft, situation: Situation, around: Around, compute: Compute): void {
  const used = [...draft.relations.values()].some((relation) => relation.to === around.store && relation.status !== 'removed');
  if (!used) linkStore(draft, situation, compute.front, around.store);
}

function linkStore(draft: Draft, situation: Situation, from: string | undefined, store: string | undefined): void {
  if (store === undefined) return;
  const sources = [{ rule: 'slot.primary-store' }, ...situation.reading.source('transactions')];
  const label =
    situation.outbox && draft.elements.get(from ?? '')?.kind === 'service'
      ? 'record and outbox row in one transaction'
      : 'reads and writes';
  link(draft, from, store, label, storeProtocol(draft, store), sources);
}

function storeProtocol(draft: Draft, store: string): string {
  const element = draft.elements.get(store);
  return protocolOf(`${element?.name ?? ''} ${element?.technology ?? ''}`);
}

function brokerProtocol(draft: Draft, around: Around): string {
  const element = draft.elements.get(around.broker ?? '');
  return protocolOf(`${element?.name ?? ''} ${element?.technology ?? ''}`);
}
