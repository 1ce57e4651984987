import { inSentence } from '../decide/slots/in-sentence.ts';
import { writeCeilingOf } from '../decide/capacity/capacity.ts';
import type { BaseStyle, RankedStyle } from '../decide/recommendation.ts';
import type { Cast } from './cast.ts';
import { count, enumerate, plural } from './format.ts';
import { phrase } from './phrases.ts';
import type { Prose } from './proposal.ts';
import { say } from './prose.ts';
import { areasAssumption, figure } from './shape.ts';
import type { Situation } from './shape.ts';

/** What one style would mean for this system. Every function says numbers or names of the situation, never a definition. */
export interface StyleWords {
  /** One or two sentences: what is released, who owns which data. */
  readonly shape: (situation: Situation) => Prose;
  readonly scalability: (situation: Situation, ranked: RankedStyle, cast: Cast) => Prose;
  readonly maintenance: (situation: Situation, ranked: RankedStyle, cast: Cast) => Prose;
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
    scalability: (s, _r, c) =>
      say`${machines(s)} of ${c.front} on one ${store(s)} for ${peak(s)}; ${enumerate(s.areas.names, 3)} grow together`,
    maintenance: (s, r) => say`${pipelines(s, r)}; a change to ${last(s)} reaches into ${first(s)}`,
    price: (s) =>
      say`Nothing stops ${s.areas.names[0] ?? 'one area'} from reaching into the others; once a second team joins, borders have to be cut into finished code.`,
  },
  'modular-monolith': {
    shape: (s) => say`One release with ${plural(s.areas.names.length, 'module')} that own their tables: ${areaList(s)}. ${together(s)}`,
    scalability: (s, _r, c) =>
      say`${machines(s)} of ${c.front} ${s.instances === 1 ? 'carries' : 'carry'} ${peak(s)} on one ${store(s)}${c.worker === undefined || !s.background ? '' : `; ${c.worker} grows on its queue`}`,
    maintenance: (s, r) =>
      say`${pipelines(s, r)}; ${plural(Math.max(1, s.areas.names.length - 1), 'border')} kept by a check: a change to ${last(s)} stays out of ${first(s)}`,
    price: (s) => say`A fault in ${last(s)} can stop ${first(s)}: they share a process.${ceiling(s)}`,
  },
  microkernel: {
    shape: (s) =>
      say`A small core with a versioned plug-in interface; ${areaList(s, 4)} start as plug-ins of your own, so that the interface is used before third parties depend on it. Plug-ins keep their data behind the core's ${store(s)}.`,
    scalability: (s, _r, c) => say`${last(s)} as a plug-in takes from the ${machines(s)} of ${c.front}`,
    maintenance: (s, r) =>
      s.reading.has('variants', 'plug-ins')
        ? say`${pipelines(s, r)}; authors of plug-ins rely on every call into ${first(s)}`
        : say`${pipelines(s, r)}; ${last(s)} behind an interface that only ${people(s)} would use`,
    price: () => say`Every change of the plug-in interface needs a version, a test kit and notice to the authors of plug-ins.`,
  },
  pipeline: {
    shape: (s) =>
      say`Three steps that each read one input and write one output: intake keeps what was delivered as it came, transform cleans and joins, publish writes into ${store(s)}. Intermediate results stay in ${s.technology('files') ?? store(s)}, so a failed step is run again alone.`,
    scalability: (s, _r, c) =>
      s.base === 'pipeline'
        ? say`${enumerate(c.steps, 3)} take workers each, as ${peak(s)} asks`
        : say`${last(s)} takes workers of its own; ${first(s)} still owes ${phrase(s.reading, 'latency')}`,
    maintenance: (s, r, c) =>
      s.reading.has('transformation-chain', 'mostly')
        ? say`${pipelines(s, r)}; a new conversion is a step beside ${c.steps[0] ?? c.front}`
        : say`${pipelines(s, r)}; screens that change ${first(s)} are no step`,
    price: () => say`Nobody gets an answer while a run is under way: screens read the last finished result, and it has to carry its time.`,
  },
  'service-based': {
    shape: (s) =>
      say`${plural(s.areas.assumed ? Math.min(4, s.areas.names.length) : s.areas.names.length, 'service')} released separately (${areaList(s, 4)}), each with its own schema on one shared ${store(s)}. Calls between them are few and synchronous; nothing reads another service's tables.`,
    scalability: (s) => say`${enumerate(s.areas.names, 3)} grow apart; ${store(s)} stays one for ${peak(s)}`,
    maintenance: (s, r) => say`${pipelines(s, r)} for ${people(s)}; ${apart(s)}`,
    price: (s) =>
      say`A change across ${s.areas.names.slice(0, 2).join(' and ') || 'two services'} needs two releases in the right order and a contract test between them.`,
  },
  'event-driven': {
    shape: (s) =>
      say`${areaList(s, 4)} react to events on ${s.technology('messaging') ?? 'a broker'}; the first step accepts, writes and answers, the rest follows without a caller who waits. Each handler keeps an inbox, because events arrive twice and out of order.`,
    scalability: (s, _r, c) => say`a peak of ${peak(s)} waits in ${c.broker ?? 'a broker'} before ${last(s)}`,
    maintenance: (s, r, c) =>
      say`${plural(r.releases, 'consumer release')} for ${people(s)}; a case is followed from ${first(s)} through ${c.broker ?? 'a broker'} to ${last(s)}`,
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
    scalability: (s, _r, c) =>
      say`${enumerate(s.areas.names, 4)} each alone, where ${machines(s)} of ${c.front} ${s.instances === 1 ? 'does' : 'do'}`,
    maintenance: (s, r) =>
      say`${pipelines(s, r)} and ${s.areas.names.length > 1 ? plural(s.areas.names.length, 'store') : 'more stores'} beside ${store(s)} for ${people(s)}; ${apart(s)}`,
    price: (s) =>
      say`A change in ${s.reading.has('transactions', 'across-areas') ? 'several areas is no longer one transaction: it needs a saga with a compensation per step' : 'two services is two releases with versions that overlap'}.`,
  },
  'space-based': {
    shape: (s) =>
      say`Processing units hold the contested data (${areaList(s, 3)}) in replicated memory and decide there; a writer behind them carries the result to ${store(s)}.`,
    scalability: (s) => say`units are added for ${peak(s)}; no request waits for a database`,
    maintenance: (s, r) =>
      say`${plural(r.releases, 'release')} for ${people(s)}; ${first(s)} in a grid before ${store(s)}, with conflicts to test`,
    price: (s) =>
      say`What is in memory and not yet in ${store(s)} is lost if all units fail at once; the write-behind delay is the recovery point.`,
  },
  serverless: {
    shape: (s) =>
      say`Functions for ${areaList(s, 5)} on ${hosting(s)}, with ${store(s)} behind them; nothing of yours is always on, and work that takes longer goes through ${s.technology('messaging') ?? 'a queue'}.`,
    scalability: (s, _r, c) =>
      say`no instance of ${c.front} to size for ${peak(s)}${s.reading.has('longest-task', 'hours') ? '; what takes over 15 minutes must be split' : relational.test(store(s)) ? `; a pooler before ${store(s)}, where each call would open a connection` : ''}`,
    maintenance: (s, r, c) =>
      s.base === 'serverless'
        ? say`${pipelines(s, r)}; ${enumerate(s.areas.names, 3)} are tested against ${hosting(s)} itself`
        : say`${pipelines(s, r)}; ${enumerate(c.code, 3)} cut into functions${s.fresh ? ' that' : `, off ${inSentence(hosting(s))}; they`} are tested in the cloud only`,
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

const relational = /postgres|mysql|mariadb|sql server|oracle/i;

function first(situation: Situation): string {
  return situation.areas.names[0] ?? 'the first area';
}

/** The area that comes last: it would be the first to stand alone. */
function last(situation: Situation): string {
  return situation.areas.names.length > 1 ? (situation.areas.names.at(-1) ?? 'the newest part') : 'the newest part';
}

/** `2 pipelines on GitHub Actions`. */
function pipelines(situation: Situation, { releases }: RankedStyle): string {
  const on = situation.technology('delivery');
  return `${plural(releases, 'pipeline')}${on === undefined ? '' : ` on ${inSentence(on)}`}`;
}

/** What of today's or tomorrow's data stays in one transaction, where anything must. */
function together(situation: Situation): Prose {
  const [one, two] = situation.areas.names;
  if (one === undefined || two === undefined) return say`They share one ${store(situation)}.`;
  return situation.reading.has('transactions', 'across-areas')
    ? say`They share one ${store(situation)}: what changes ${one} and ${two} at once stays one transaction.`
    : say`They share one ${store(situation)} and read each other through interfaces only.`;
}

/** What two parts that are released apart cost here: a broken transaction, or a contract. */
function apart(situation: Situation): string {
  const [one = 'one part', two = 'the next'] = situation.areas.names;
  return situation.reading.has('transactions', 'across-areas')
    ? `${one} and ${two} no longer change in one transaction`
    : `a contract between ${one} and ${two}`;
}

function hosting(situation: Situation): string {
  return situation.technology('compute') ?? 'the provider';
}

function people(situation: Situation): Prose {
  const amount = situation.reading.amount('team-size');
  return say`${amount === 0 ? 'nobody of your own' : plural(amount, 'developer')}${situation.reading.mark('team-size')}`;
}
