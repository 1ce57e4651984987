import { writeCeilingOf } from '../decide/capacity/capacity.ts';
import type { BaseStyle, RankedStyle } from '../decide/recommendation.ts';
import { count, enumerate, plural } from './format.ts';
import type { Prose } from './proposal.ts';
import { say } from './prose.ts';
import { areasAssumption, figure } from './shape.ts';
import type { Situation } from './shape.ts';

/** What one style would mean for this system. Every function says numbers or names of the situation, never a definition. */
export interface StyleWords {
  /** One or two sentences: what is released, who owns which data. */
  readonly shape: (situation: Situation) => Prose;
  readonly scalability: (situation: Situation, ranked: RankedStyle) => Prose;
  readonly maintenance: (situation: Situation, ranked: RankedStyle) => Prose;
  /** One sentence on what the choice costs or forbids, for the consequences. */
  readonly price: (situation: Situation) => Prose;
}

/** `accounts, core records and partners ◇`. */
export function areaList(situation: Situation, most = 6): Prose {
  return say`${enumerate(situation.areas.names, most)}${situation.areas.assumed ? { assumed: areasAssumption } : undefined}`;
}

/** The words of every style, as data. */
export const styleWords: Readonly<Record<BaseStyle, StyleWords>> = {
  layered: {
    shape: (s) =>
      say`One release cut into interface, rules and data access, on one ${store(s)}; ${plural(s.areas.names.length, 'area')} (${areaList(s)}) is little enough to find one's way in without borders.`,
    scalability: (s) => say`${machines(s)} of one process for ${peak(s)}; everything grows together`,
    maintenance: (s, r) => say`${plural(r.releases, 'pipeline')}; a change to one of ${s.areas.names.length} areas touches every layer`,
    price: (s) =>
      say`Nothing stops ${s.areas.names[0] ?? 'one area'} from reaching into the others; once a second team joins, borders have to be cut into finished code.`,
  },
  'modular-monolith': {
    shape: (s) =>
      say`One release with ${plural(s.areas.names.length, 'module')} that own their tables: ${areaList(s)}. They call each other's interfaces and share one ${store(s)}, so what belongs together stays one transaction.`,
    scalability: (s) =>
      say`${machines(s)} ${s.instances === 1 ? 'carries' : 'carry'} ${peak(s)}${s.background ? '; workers grow on queue age' : ''}`,
    maintenance: (s, r) =>
      say`${plural(r.releases, 'pipeline')}; ${plural(Math.max(1, s.areas.names.length - 1), 'border')} held by a check, not by discipline`,
    price: (s) =>
      say`The borders between ${s.areas.names.slice(0, 2).join(' and ') || 'the modules'} need a check that fails the build from the first day.${ceiling(s)}`,
  },
  microkernel: {
    shape: (s) =>
      say`A small core with a versioned plug-in interface; ${areaList(s, 4)} start as plug-ins of your own, so that the interface is used before third parties depend on it. Plug-ins keep their data behind the core's ${store(s)}.`,
    scalability: (s) => say`core and plug-ins share ${machines(s)}; a slow plug-in takes from ${peak(s)} unless it is given its own limit`,
    maintenance: (s, r) =>
      say`${plural(r.releases, 'pipeline')}, and an interface that may not break for ${s.reading.has('variants', 'plug-ins') ? 'the authors of plug-ins' : 'anyone'}`,
    price: () => say`Every change of the plug-in interface needs a version, a test kit and notice to the authors of plug-ins.`,
  },
  pipeline: {
    shape: (s) =>
      say`Three steps that each read one input and write one output: intake keeps what was delivered as it came, transform cleans and joins, publish writes into ${store(s)}. Intermediate results stay in ${s.technology('files') ?? store(s)}, so a failed step is run again alone.`,
    scalability: (s) => say`each step takes as many workers as ${peak(s)} asks for; the slowest one sets the pace`,
    maintenance: (s, r) =>
      say`${plural(r.releases, 'pipeline')} to release, one per step if wanted; ${s.reading.has('transformation-chain', 'mostly') ? 'a new conversion is a new step' : 'screens that read and change records do not fit steps'}`,
    price: () => say`Nobody gets an answer while a run is under way: screens read the last finished result, and it has to carry its time.`,
  },
  'service-based': {
    shape: (s) =>
      say`${plural(s.areas.assumed ? Math.min(4, s.areas.names.length) : s.areas.names.length, 'service')} released separately (${areaList(s, 4)}), each with its own schema on one shared ${store(s)}. Calls between them are few and synchronous; nothing reads another service's tables.`,
    scalability: (s, r) => say`${plural(r.releases, 'service')}, each grown alone; the shared ${store(s)} carries ${peak(s)}`,
    maintenance: (s, r) => say`${plural(r.releases, 'pipeline')} and the contracts between them for ${people(s)}`,
    price: (s) =>
      say`A change across ${s.areas.names.slice(0, 2).join(' and ') || 'two services'} needs two releases in the right order and a contract test between them.`,
  },
  'event-driven': {
    shape: (s) =>
      say`${areaList(s, 4)} react to events on ${s.technology('messaging') ?? 'a broker'}; the first step accepts, writes and answers, the rest follows without a caller who waits. Each handler keeps an inbox, because events arrive twice and out of order.`,
    scalability: (s) => say`consumers are added until ${peak(s)} drains; a peak waits in the broker`,
    maintenance: (_s, r) => say`${plural(r.releases, 'consumer release')}, event versions, and a trace to find where a case stands`,
    price: (s) =>
      say`State is reached late: ${s.reading.has('who-waits', 'always') ? 'somebody waits, so screens must say "accepted" instead of "done"' : 'a report must say up to which event it counts'}.`,
  },
  microservices: {
    shape: (s) => {
      const found = s.areas.assumed ? Math.min(8, s.areas.names.length) : s.areas.names.length;
      const start = s.areas.assumed ? ' to begin with' : s.style.releases > found ? ' today' : '';
      const later =
        s.style.releases > found
          ? `, about ${count(s.style.releases)} once each of ${plural(s.reading.amount('teams'), 'team')} owns its areas`
          : '';
      return say`${plural(found, 'service')} (${areaList(s)})${start}${later}, each released alone and sole owner of its data; what crosses them is an event or a call with a deadline, never a join.`;
    },
    scalability: (s) => say`each service alone, far beyond ${peak(s)}`,
    maintenance: (s, r) => say`${plural(r.releases, 'pipeline')}, tracing and a rota for ${people(s)}`,
    price: (s) =>
      say`A change in ${s.reading.has('transactions', 'across-areas') ? 'several areas is no longer one transaction: it needs a saga with a compensation per step' : 'two services is two releases with versions that overlap'}.`,
  },
  'space-based': {
    shape: (s) =>
      say`Processing units hold the contested data (${areaList(s, 3)}) in replicated memory and decide there; a writer behind them carries the result to ${store(s)}.`,
    scalability: (s) => say`units are added for ${peak(s)}; no request waits for a database`,
    maintenance: (s, r) => say`${plural(r.releases, 'release')}, a grid to size and conflicts to test, for ${people(s)}`,
    price: (s) =>
      say`What is in memory and not yet in ${store(s)} is lost if all units fail at once; the write-behind delay is the recovery point.`,
  },
  serverless: {
    shape: (s) =>
      say`Functions for ${areaList(s, 5)} on ${hosting(s)}, with ${store(s)} behind them; nothing of yours is always on, and work that takes longer goes through ${s.technology('messaging') ?? 'a queue'}.`,
    scalability: (s) =>
      say`${peak(s)} without a server to size; ${s.reading.has('longest-task', 'hours') ? 'tasks over 15 minutes must be split' : 'the first call after a pause is slower'}`,
    maintenance: (_s, r) => say`${plural(r.releases, 'pipeline')}; no machines to patch, but tests need the provider's own services`,
    price: (s) =>
      say`The code is written against ${hosting(s)}'s events and limits; leaving it means rewriting the edges of every function.`,
  },
};

/** How a style is called in running text. */
export function styleName(base: BaseStyle): string {
  return base
    .replace(/-/g, ' ')
    .replace('event driven', 'event-driven')
    .replace('service based', 'service-based')
    .replace('space based', 'space-based');
}

function peak(situation: Situation): string {
  return situation.peak ?? 'the peak';
}

function store(situation: Situation): string {
  return situation.technology('primary-store') ?? 'database';
}

/** The ceiling of one database, where the peak comes near it: far below, it decides nothing. */
function ceiling(situation: Situation): Prose {
  const writes = figure(situation.recommendation, 'database-writes');
  const assumed = writes?.assumptions.find((id) => id === 'write-ceiling');
  if (writes === undefined || assumed === undefined || writes.value <= 0) return [];
  const ceilingOfOne = writeCeilingOf(situation.recommendation.capacity);
  const times = ceilingOfOne / writes.value;
  if (times > 40) return [];
  return say` One ${store(situation)} is the ceiling, near ${count(ceilingOfOne)} writes a second${{ assumed }}: ${times >= 1.5 ? `${count(Math.floor(times * 10) / 10)} times the peak` : 'no room above the peak'}.`;
}

function machines(situation: Situation): string {
  return plural(situation.instances, 'instance');
}

function hosting(situation: Situation): string {
  return situation.technology('compute') ?? 'the provider';
}

function people(situation: Situation): Prose {
  const amount = situation.reading.amount('team-size');
  return say`${amount === 0 ? 'nobody of your own' : plural(amount, 'developer')}${situation.reading.mark('team-size')}`;
}
