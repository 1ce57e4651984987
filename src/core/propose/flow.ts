import { clip } from './format.ts';
import type { Element, Model, Proposal, Relation } from './proposal.ts';
import type { Situation } from './shape.ts';

type Flow = Proposal['flow'];
type Step = Flow['steps'][number];

/**
 * The main flow as messages along relations of the proposed model: from whoever starts the work, through what answers,
 * to what keeps the data, and on to what runs later. A step never goes where the containers have no connection.
 */
export function flow(situation: Situation, proposed: Model): Flow {
  const alive = proposed.relations.filter((relation) => relation.status !== 'removed');
  const kinds = new Map(proposed.elements.map((element) => [element.id, element.kind]));
  const start = starter(situation, proposed, alive);
  if (start === undefined) return { title: title(situation, false), steps: [] };
  const path = longestPath(start, alive, kinds, new Set([mainStore(situation, proposed), situation.main?.id]));
  const steps = [...forward(situation, path, kinds), ...later(situation, path, alive, kinds)];
  return {
    title: title(
      situation,
      steps.some((step) => kinds.get(step.to) === 'external-api'),
    ),
    steps: steps.slice(0, 30),
  };
}

function title(situation: Situation, partner: boolean): string {
  const { reading } = situation;
  const trigger = reading.one('work-trigger');
  if (trigger === 'clock') return 'A scheduled run, from its start to the stored result';
  if (trigger === 'events') return 'An event, from its arrival to the stored result';
  if (trigger === 'systems') return "Another system's call, from its arrival to the stored result";
  return !partner ? 'A request, from the click to the stored result' : 'A request that needs a partner, from the click to the answer';
}

/** Where the work starts: a person, a device, another system, or the first job. */
function starter(situation: Situation, model: Model, alive: readonly Relation[]): string | undefined {
  const trigger = situation.reading.one('work-trigger');
  const outgoing = (element: Element) => alive.some((relation) => relation.from === element.id);
  const wanted: readonly Element['kind'][] =
    trigger === 'clock'
      ? ['service', 'job', 'worker', 'function', 'person', 'web-client', 'gateway', 'external-api']
      : trigger === 'events' || trigger === 'systems'
        ? ['external-api', 'gateway', 'service', 'person', 'web-client', 'function', 'worker', 'job']
        : ['person', 'web-client', 'mobile-client', 'gateway', 'service', 'external-api', 'function', 'worker', 'job'];
  const usable = model.elements.filter((element) => element.status !== 'removed' && outgoing(element));
  const leading = usable.filter(
    (element) => !alive.some((relation) => relation.to === element.id && wanted.includes(kindOf(model, relation.from))),
  );
  for (const pool of [leading, usable]) {
    for (const kind of wanted) {
      const found = pool.find((element) => element.kind === kind);
      if (found !== undefined) return found.id;
    }
  }
  return undefined;
}

function kindOf(model: Model, id: string): Element['kind'] {
  return model.elements.find((element) => element.id === id)?.kind ?? 'system';
}

const endKinds: readonly Element['kind'][] = ['store', 'object-store', 'search', 'cache', 'broker', 'external-api'];

/** The store of the decision on the primary store, not whichever comes first in the alphabet. */
function mainStore(situation: Situation, proposed: Model): string | undefined {
  const word =
    (situation.technology('primary-store') ?? '')
      .toLowerCase()
      .replace(/^(amazon|google|azure) /, '')
      .split(' ')[0] ?? '';
  if (word === '') return undefined;
  return proposed.elements.find(
    (element) =>
      element.kind === 'store' && element.status !== 'removed' && `${element.technology} ${element.name}`.toLowerCase().includes(word),
  )?.id;
}

/**
 * A path from the start to a store that passes the most code, at most six hops; ends on the best end it can reach. Of
 * equal ends, the one on the way through `preferred` elements (the primary store, the main service) is taken.
 */
function longestPath(
  start: string,
  alive: readonly Relation[],
  kinds: ReadonlyMap<string, Element['kind']>,
  preferred: ReadonlySet<string | undefined>,
): Relation[] {
  let best: Relation[] = [];
  let bestRank = -1;
  let visited = 0;
  const walk = (at: string, path: Relation[], seen: ReadonlySet<string>) => {
    visited += 1;
    const kind = kinds.get(at);
    const end = endKinds.indexOf(kind ?? 'person');
    const liked = path.filter((relation) => preferred.has(relation.to)).length;
    const rank = path.length === 0 ? 0 : (end === -1 ? 0 : (endKinds.length - end) * 10) + Math.min(path.length, 3) + 2 * liked;
    if (rank > bestRank) [best, bestRank] = [path, rank];
    if (path.length >= 6 || visited > 2000 || (end !== -1 && path.length > 0)) return;
    for (const relation of alive) {
      if (relation.from === at && !seen.has(relation.to)) walk(relation.to, [...path, relation], new Set([...seen, relation.to]));
    }
  };
  walk(start, [], new Set([start]));
  return best;
}

function forward(situation: Situation, path: readonly Relation[], kinds: ReadonlyMap<string, Element['kind']>): Step[] {
  const calls = path.map((relation): Step => {
    const to = kinds.get(relation.to);
    return { from: relation.from, to: relation.to, text: callText(situation, relation, to), kind: to === 'broker' ? 'event' : 'call' };
  });
  const replies = [...path]
    .reverse()
    .filter((relation) => kinds.get(relation.to) !== 'broker')
    .map((relation): Step => ({ from: relation.to, to: relation.from, text: replyText(situation, relation, kinds), kind: 'reply' }));
  return [...calls, ...replies];
}

function callText(situation: Situation, relation: Relation, to: Element['kind'] | undefined): string {
  if (to === 'store') return situation.outbox ? 'record + outbox row, one transaction' : 'read, check, write';
  if (to === 'broker') return 'what happened';
  if (to === 'web-client' || to === 'mobile-client') return 'opens it, sends a form';
  if (relation.label !== '') return clip(relation.label, 160);
  return relation.protocol === 'unknown' ? 'request' : `request, ${clip(relation.protocol, 60)}`;
}

function replyText(situation: Situation, relation: Relation, kinds: ReadonlyMap<string, Element['kind']>): string {
  const from = kinds.get(relation.to);
  if (from === 'store') return 'committed';
  if (kinds.get(relation.from) === 'person')
    return situation.outbox || situation.reading.has('who-waits', 'receipt', 'nobody') ? 'shows "accepted"' : 'shows the result';
  return situation.outbox || situation.reading.has('who-waits', 'receipt', 'nobody') ? 'receipt' : 'result';
}

/** What goes on without the caller: a worker polls or is told, calls partners, and writes the result back. */
function later(
  situation: Situation,
  path: readonly Relation[],
  alive: readonly Relation[],
  kinds: ReadonlyMap<string, Element['kind']>,
): Step[] {
  const visited = new Set(path.flatMap((relation) => [relation.from, relation.to]));
  const code: readonly (Element['kind'] | undefined)[] = ['worker', 'function', 'job', 'service'];
  const reaches = (id: string, kind: Element['kind']) => alive.find((relation) => relation.from === id && kinds.get(relation.to) === kind);
  const fromBroker = alive.find(
    (relation) => kinds.get(relation.from) === 'broker' && code.includes(kinds.get(relation.to)) && !visited.has(relation.to),
  );
  const candidates = [...kinds]
    .filter(([id, kind]) => kind === 'worker' && !visited.has(id) && reaches(id, 'store') !== undefined)
    .map(([id]) => id);
  // Some consumers are drawn as polling: code that has a connection to the broker at the end of the path.
  const end = path.at(-1)?.to;
  const polling =
    fromBroker === undefined && end !== undefined && kinds.get(end) === 'broker'
      ? [...alive]
          .filter((relation) => relation.to === end && code.includes(kinds.get(relation.from)) && !visited.has(relation.from))
          .sort((one, other) => Number(reaches(other.from, 'store') !== undefined) - Number(reaches(one.from, 'store') !== undefined))[0]
      : undefined;
  const worker = fromBroker?.to ?? polling?.from ?? (situation.background ? candidates[0] : undefined);
  if (worker === undefined) return [];
  const store = reaches(worker, 'store');
  const partner = reaches(worker, 'external-api');
  const steps: Step[] = [];
  if (fromBroker !== undefined) {
    const publish = alive.find((relation) => relation.to === fromBroker.from && visited.has(relation.from));
    if (publish !== undefined && !visited.has(fromBroker.from))
      steps.push({ from: publish.from, to: publish.to, text: 'what happened', kind: 'event' });
    steps.push({ from: fromBroker.from, to: worker, text: 'delivers, at least once', kind: 'event' });
  } else if (polling !== undefined) steps.push({ from: polling.to, to: worker, text: 'delivers, at least once', kind: 'event' });
  else if (store !== undefined)
    steps.push({ from: worker, to: store.to, text: situation.outbox ? 'takes the next outbox row' : 'takes the next job', kind: 'call' });
  if (partner !== undefined) {
    steps.push({
      from: worker,
      to: partner.to,
      text: situation.outbox ? 'sends it with an idempotency key, retries' : 'calls',
      kind: 'call',
    });
    steps.push({ from: partner.to, to: worker, text: 'answer, or nothing until the retry', kind: 'reply' });
  }
  if (store !== undefined) steps.push({ from: worker, to: store.to, text: 'writes the result', kind: 'call' });
  return steps;
}
