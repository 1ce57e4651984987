import type { Element, Model, Source } from './proposal.ts';
import { optionPhrases } from './phrases.ts';
import { namesIn } from './challenge-rules/words.ts';
import { capital, count } from './format.ts';
import { add, change, emptyDraft, every, finish, first, link } from './draft.ts';
import type { Draft } from './draft.ts';
import { addCompute, callerOf } from './proposed-compute.ts';
import type { Compute } from './proposed-compute.ts';
import { isScheduler, livesInDatabase, protocolOf } from './protocols.ts';
import type { Situation } from './shape.ts';
import { today } from './today.ts';

/** The proposed containers: what stays of today, what the style adds, and what the slots add or change. */
export function proposed(situation: Situation): Model {
  const draft = emptyDraft();
  addToday(draft, situation);
  addPeople(draft, situation);
  const clients = addClients(draft, situation);
  const store = addStore(draft, situation);
  const broker = addBroker(draft, situation);
  const compute = addCompute(draft, situation, { store, broker });
  linkClients(draft, situation, clients, compute);
  addServices(draft, situation, compute);
  addOutside(draft, situation, compute);
  dropIdle(draft);
  return finish(draft);
}

/** Groups of people who use the system, by name. */
export function people(situation: Situation): string[] {
  return ['consumers', 'business-customers', 'employees', 'citizens']
    .filter((group) => situation.reading.has('users', group))
    .map((group) => capital(optionPhrases('users', [group])[0] ?? group));
}

/** What is written anew when a system is replaced; stores and partners outlive it. */
const ownKinds: ReadonlySet<Element['kind']> = new Set([
  'service',
  'web-client',
  'mobile-client',
  'worker',
  'function',
  'job',
  'gateway',
  'registry',
  'configuration',
]);

function addToday(draft: Draft, situation: Situation): void {
  const { reading } = situation;
  if (reading.has('starting-point', 'from-scratch')) {
    for (const element of today(reading).elements) if (element.kind === 'external-api') draft.elements.set(element.id, element);
    return;
  }
  const replace = reading.has('starting-point', 'replace');
  const now = today(reading);
  for (const element of now.elements) {
    const goes = replace && ownKinds.has(element.kind);
    draft.elements.set(element.id, goes ? { ...element, status: 'removed' } : element);
  }
  for (const relation of now.relations) {
    const gone = [relation.from, relation.to].some((end) => draft.elements.get(end)?.status === 'removed');
    draft.relations.set(`${relation.from} ${relation.to}`, gone ? { ...relation, status: 'removed' } : relation);
  }
}

function addPeople(draft: Draft, situation: Situation): void {
  for (const name of people(situation)) add(draft, { name, kind: 'person', status: 'kept', sources: situation.reading.source('users') });
}

function addClients(draft: Draft, situation: Situation): string[] {
  const out: string[] = [];
  const humans = every(draft, 'person').length > 0;
  for (const [slot, kind, name] of [
    ['web-client', 'web-client', 'Web app'],
    ['mobile-client', 'mobile-client', 'Mobile app'],
  ] as const) {
    const existing = first(draft, kind);
    const choice = situation.slot(slot);
    if (existing !== undefined) {
      if (choice?.outcome === 'change') change(draft, existing, { technology: choice.chosen.name });
      out.push(...every(draft, kind).map((element) => element.id));
    } else if (humans && situation.technology(slot) !== undefined && !situation.extension) {
      // Pages that a server renders, and an installable copy of the web client, are no containers of their own.
      if (/server.?(side)?.rendered|htmx|templates|\bPWA\b|^the pages of /i.test(situation.technology(slot) ?? '')) continue;
      out.push(add(draft, { name, kind, technology: situation.technology(slot), sources: sourcesOf(situation, slot) }));
    }
  }
  return out;
}

function addStore(draft: Draft, situation: Situation): string | undefined {
  const choice = situation.slot('primary-store');
  const existing = first(draft, 'store');
  if (choice === undefined || choice.outcome === 'not-needed') return existing;
  const technology = situation.technology('primary-store');
  const same = storeNamed(draft, choice.chosen.name);
  if (same !== undefined) return same;
  if (existing !== undefined && choice.outcome === 'keep') return existing;
  if (existing !== undefined && choice.outcome === 'change' && !situation.extension) {
    change(draft, existing, { technology });
    return existing;
  }
  // With microservices built anew there is no common database: each service gets its own.
  if (situation.fresh && situation.base === 'microservices') return undefined;
  return add(draft, { name: technology ?? 'Database', kind: 'store', sources: sourcesOf(situation, 'primary-store') });
}

function storeNamed(draft: Draft, name: string): string | undefined {
  const word = name.toLowerCase().split(/[^a-z]+/)[0] ?? '';
  return every(draft, 'store').find((element) => word !== '' && `${element.technology} ${element.name}`.toLowerCase().includes(word))?.id;
}

function addBroker(draft: Draft, situation: Situation): string | undefined {
  const existing = first(draft, 'broker');
  const name = situation.technology('messaging');
  if (situation.slot('messaging')?.outcome === 'change') change(draft, existing, { technology: name });
  if (name !== undefined && isScheduler(name)) return existing;
  if (existing !== undefined || name === undefined || livesInDatabase(name)) return existing;
  return add(draft, { name, kind: 'broker', sources: sourcesOf(situation, 'messaging') });
}

/** People use what is there today already; only the way to something new is new. */
function usesToday(draft: Draft, person: string, doorway: string, sources: readonly Source[]): void {
  link(draft, person, doorway, 'uses', 'HTTPS', sources);
  const key = `${person} ${doorway}`;
  const relation = draft.relations.get(key);
  if (relation === undefined || draft.elements.get(doorway)?.status === 'new') return;
  draft.relations.set(key, { ...relation, status: 'kept' });
}

function linkClients(draft: Draft, situation: Situation, clients: readonly string[], compute: Compute): void {
  const users = every(draft, 'person');
  const sources = situation.reading.source('users');
  const doors = clients.filter((id) => !/storybook|docs|e2e/i.test(draft.elements.get(id)?.name ?? ''));
  const usable = doors.slice(0, 3);
  const doorways = usable.length === 0 && compute.front !== undefined ? [compute.front] : usable;
  for (const person of users) for (const doorway of doorways) usesToday(draft, person.id, doorway, sources);
  for (const client of usable) {
    const connected = [...draft.relations.values()].some((relation) => relation.from === client && relation.status !== 'removed');
    const store = first(draft, 'store');
    // Nobody calls a job: screens read what the last run has published.
    if (!connected && situation.base === 'pipeline' && store !== undefined && draft.elements.get(compute.front ?? '')?.kind === 'job') {
      link(
        draft,
        client,
        store,
        'reads the last finished result',
        protocolOf(elementWords(draft, store)),
        sourcesOf(situation, 'primary-store'),
      );
    } else if (!connected) link(draft, client, compute.front, '', 'HTTPS', sourcesOf(situation, 'api-style'));
  }
}

function elementWords(draft: Draft, id: string): string {
  const element = draft.elements.get(id);
  return `${element?.name ?? ''} ${element?.technology ?? ''}`;
}

/** Cache, search, files and identity, where the slots ask for them. */
function addServices(draft: Draft, situation: Situation, compute: Compute): void {
  const wanted = [
    ['cache', 'cache', 'reads and writes hot data'],
    ['search', 'search', 'indexes and searches'],
    ['files', 'object-store', 'stores files'],
    ['identity', 'identity', 'checks who it is'],
  ] as const;
  for (const [slot, kind, label] of wanted) {
    const name = situation.technology(slot);
    if (name === undefined) continue;
    if (situation.slot(slot)?.outcome === 'change') change(draft, first(draft, kind), { technology: name });
    if (first(draft, kind) !== undefined) continue;
    // What lives in the database or in the framework is no container of its own.
    if (insideOther(situation, slot, name)) continue;
    const id = add(draft, { name, kind, sources: sourcesOf(situation, slot) });
    link(draft, compute.front, id, label, protocolOf(name, 'HTTPS'), sourcesOf(situation, slot));
  }
}

function insideOther(situation: Situation, slot: 'cache' | 'search' | 'files' | 'identity', name: string): boolean {
  const store =
    situation
      .technology('primary-store')
      ?.toLowerCase()
      .split(/[^a-z]+/)[0] ?? '';
  const inStore = store !== '' && name.toLowerCase().includes(store);
  return (
    inStore ||
    /framework|library|in.process|built.in|disk|file system|session|own code/i.test(name) ||
    (slot === 'cache' && livesInDatabase(name))
  );
}

/** Partners, devices and systems of others. */
function addOutside(draft: Draft, situation: Situation, compute: Compute): void {
  const { reading } = situation;
  const found = every(draft, 'external-api');
  const amount = reading.amount('external-apis');
  const typed = amount > 0 ? namesIn(reading, 'partner-names').slice(0, 6) : [];
  if (found.length === 0 && typed.length > 0) {
    for (const name of typed)
      found.push(
        draft.elements.get(
          add(draft, { name: capital(name), kind: 'external-api', status: 'kept', sources: reading.source('partner-names') }),
        ) as Element,
      );
  } else if (found.length === 0 && amount > 0 && reading.stated('external-apis')) {
    const name = amount === 1 ? 'External API' : `${count(amount)} external APIs`;
    found.push(
      draft.elements.get(add(draft, { name, kind: 'external-api', status: 'kept', sources: reading.source('external-apis') })) as Element,
    );
  }
  for (const partner of found) {
    const connected = [...draft.relations.values()].some((relation) => relation.to === partner.id && relation.status !== 'removed');
    if (situation.outbox && compute.worker !== undefined) leaveToWorker(draft, partner.id, compute.worker);
    if (!connected || situation.outbox) {
      const label = situation.deferred && compute.worker !== undefined ? 'with an idempotency key' : '';
      link(
        draft,
        situation.deferred ? (compute.worker ?? callerOf(draft, compute)) : callerOf(draft, compute),
        partner.id,
        label,
        'HTTPS',
        reading.source('external-apis', 'partner-down'),
      );
    }
  }
  addCallers(draft, situation, compute);
}

/** With an outbox, only the worker calls partners; direct calls of services end. Browsers keep theirs (a payment form). */
function leaveToWorker(draft: Draft, partner: string, worker: string): void {
  for (const [key, relation] of draft.relations) {
    const caller = draft.elements.get(relation.from)?.kind;
    if (relation.to === partner && relation.from !== worker && (caller === 'service' || caller === 'gateway')) {
      draft.relations.set(key, { ...relation, status: 'removed' });
    }
  }
}

const callers = [
  ['users', 'partners', 'Partner systems', 'calls the API', 'HTTPS'],
  ['users', 'devices', 'Devices', 'send readings', 'unknown'],
  ['legacy', 'erp', 'ERP, CRM or mainframe', 'exchanges records', 'unknown'],
  ['legacy', 'files', 'File exchange', 'delivers files', 'unknown'],
  ['legacy', 'own-services', "Other teams' services", 'call each other', 'unknown'],
] as const;

function addCallers(draft: Draft, situation: Situation, compute: Compute): void {
  const { reading } = situation;
  for (const [question, option, name, label, protocol] of callers) {
    if (!reading.stated(question) || !reading.has(question, option)) continue;
    const sources = reading.source(question);
    const id = add(draft, { name, kind: 'external-api', status: 'kept', sources });
    link(draft, id, compute.front, label, protocol, sources);
  }
  if (reading.stated('legacy') && reading.has('legacy', 'database')) {
    const sources = reading.source('legacy');
    const id = add(draft, { name: 'Shared database', kind: 'external-api', status: 'kept', description: 'others use it too', sources });
    link(draft, callerOf(draft, compute), id, 'through one adapter', 'SQL', sources);
  }
}

/** A person without any way in says nothing and is left out of the container view. */
function dropIdle(draft: Draft): void {
  const used = new Set([...draft.relations.values()].flatMap((relation) => [relation.from, relation.to]));
  for (const element of every(draft, 'person')) if (!used.has(element.id)) draft.elements.delete(element.id);
}

function sourcesOf(situation: Situation, slot: Parameters<Situation['slot']>[0]): Source[] {
  return [
    { rule: `slot.${slot}` },
    ...(situation.slot(slot)?.chosen.basis.answers.slice(0, 3) ?? []).flatMap((id) => situation.reading.source(id)),
  ];
}
