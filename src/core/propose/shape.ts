import type { BaseStyle, Figure, RankedStyle, Recommendation, SlotChoice, SlotId, StyleId } from '../decide/recommendation.ts';
import type { ComponentFact, ComponentKind, ConnectionFact } from '../model/fact.ts';
import { namesIn } from './challenge-rules/words.ts';
import { clip, count } from './format.ts';
import type { Prose } from './proposal.ts';
import type { Reading } from './reading.ts';

/** The situation every writer works from: what is known, what was decided, and the few words that follow from both. */
export interface Situation {
  /** Name of the system. */
  readonly name: string;
  /** ISO date of the proposal: what has ended before it is past its end of life. */
  readonly date: string;
  readonly reading: Reading;
  readonly recommendation: Recommendation;
  readonly style: RankedStyle;
  readonly base: BaseStyle;
  readonly edge: BaseStyle | undefined;
  /** Code components of today (services, workers, functions, jobs, clients), without what is bought. */
  readonly own: readonly ComponentFact[];
  /** The service where most work meets: what it calls among the others counts twice, who calls it once. */
  readonly main: ComponentFact | undefined;
  /** True if one release is the aim and several services run today: they stay, and new work goes into `main`. */
  readonly gathers: boolean;
  /** True if the proposed system is built anew: from scratch, replaced, or nothing was found. */
  readonly fresh: boolean;
  /** True if only a part beside the existing system is decided. */
  readonly extension: boolean;
  /** Parts of the business as modules or services. `assumed` if the names are ours. */
  readonly areas: {
    readonly names: readonly string[];
    readonly assumed: boolean;
    /** True if they were typed in the interview. */
    readonly typed?: true;
  };
  /** Work that runs without a caller who waits. */
  readonly background: boolean;
  /** Calls to partners must be able to wait. */
  readonly deferred: boolean;
  /** They wait in an outbox beside the records; otherwise, if `deferred`, in a queue or by repeating the step. */
  readonly outbox: boolean;
  /** Services that call a partner today, from their connections. */
  readonly directCalls: readonly { readonly from: string; readonly to: string; readonly fact: ConnectionFact }[];
  /** Stores that several services use today. */
  readonly sharedStores: readonly {
    readonly store: string;
    readonly id: string;
    readonly users: readonly string[];
    readonly facts: readonly ConnectionFact[];
  }[];
  /** `225 requests/s`, where the capacity calculation gives a peak. */
  readonly peak: string | undefined;
  /** Percent of a month: as promised, or as the worth of the first hour asks (the capacity calculation says which). */
  readonly availability: number;
  /** Instances of the main process at the peak. */
  readonly instances: number;
  slot(id: SlotId): SlotChoice | undefined;
  /** Name of the chosen option of a slot that is needed. */
  technology(id: SlotId): string | undefined;
  /** ` (AD-002)` as a link, nothing if there is no such decision. */
  decision(key: string): Prose;
}

/** Assumption that stands behind module names which no source names. */
export const areasAssumption = 'assumed.areas';

/** Base and edge of a style id; a plain style has no edge. */
export function partsOfStyle(style: StyleId): { base: BaseStyle; edge: BaseStyle | undefined } {
  return typeof style === 'string' ? { base: style, edge: undefined } : style;
}

/** The id of a style as the record writes it: `serverless`, `modular-monolith+serverless`. */
export function styleKey(style: StyleId): string {
  return typeof style === 'string' ? style : `${style.base}+${style.edge}`;
}

/** Derives the situation. `decisions` maps decision keys to their ids. */
export function situate(
  name: string,
  date: string,
  reading: Reading,
  recommendation: Recommendation,
  decisions: ReadonlyMap<string, string>,
): Situation {
  const style = chosenStyle(recommendation);
  const { base, edge } = partsOfStyle(style.style);
  const own = ownCode(reading);
  const runs = own.filter((component) => component.component !== 'web-client' && component.component !== 'mobile-client');
  const start = reading.one('starting-point');
  const fresh = runs.length === 0 || start === 'from-scratch' || start === 'replace';
  const services = own.filter((component) => component.component === 'service');
  const slots = new Map(recommendation.slots.map((choice) => [choice.slot, choice]));
  const background = runsInBackground(reading);
  return {
    name,
    date,
    reading,
    recommendation,
    style,
    base,
    edge,
    own,
    main: mainOf(reading, services),
    gathers: !fresh && start !== 'extend' && services.length > 1 && ['layered', 'modular-monolith'].includes(base),
    fresh,
    extension: runs.length > 0 && start === 'extend',
    areas: areasOf(reading, base),
    background,
    deferred: mayWait(reading),
    outbox: mayWait(reading) && !['pipeline', 'serverless', 'event-driven'].includes(base),
    directCalls: directCallsOf(reading),
    sharedStores: sharedStoresOf(reading),
    peak: peakOf(recommendation),
    availability: availabilityOf(reading, recommendation),
    instances: instancesOf(reading, recommendation),
    slot: (id) => slots.get(id),
    technology: (id) => {
      const choice = slots.get(id);
      return choice === undefined || choice.outcome === 'not-needed' ? undefined : clip(choice.chosen.name, 80);
    },
    decision: (key) => {
      const decision = decisions.get(key);
      return decision === undefined ? [] : [' (', { decision }, ')'];
    },
  };
}

/** A figure of the capacity calculation whose id or label contains one of the words. */
export function figure(recommendation: Recommendation, ...words: readonly string[]): Figure | undefined {
  for (const word of words) {
    const found = recommendation.capacity.figures.find((entry) => entry.id.includes(word));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a component is code of the team rather than something bought or run for it. */
export function isOwn(kind: ComponentKind): boolean {
  return ownKinds.includes(kind);
}

const ownKinds: readonly ComponentKind[] = ['service', 'web-client', 'mobile-client', 'worker', 'function', 'job'];

/** The first feasible style; where none fits, the one that comes first anyway, and the document says that none fits. */
function chosenStyle(recommendation: Recommendation): RankedStyle {
  const style = recommendation.styles[0];
  if (style === undefined) throw new Error('a recommendation ranks at least one style');
  return style;
}

/** An assumed partner justifies no part: it has to be stated. */
function mayWait(reading: Reading): boolean {
  const partners = reading.stated('external-apis') && reading.amount('external-apis') > 0;
  return partners && (reading.has('partner-down', 'everything') || reading.has('never', 'done-twice'));
}

function runsInBackground(reading: Reading): boolean {
  return (
    reading.has('partner-down', 'everything') ||
    reading.has('work-trigger', 'mixed', 'clock', 'events') ||
    reading.has('who-waits', 'receipt', 'nobody') ||
    reading.has('longest-task', 'minutes', 'hours') ||
    reading.amount('external-apis') >= 4
  );
}

/** Areas that the stated needs imply, in the order in which a team would build them. Names are ours until a person confirms them. */
const impliedAreas: readonly { readonly name: string; readonly when: (reading: Reading) => boolean }[] = [
  { name: 'core records', when: (reading) => !reading.has('transformation-chain', 'mostly') },
  { name: 'accounts', when: (reading) => reading.has('users', 'consumers', 'business-customers', 'citizens', 'employees') },
  { name: 'conversions', when: (reading) => reading.has('transformation-chain', 'mostly', 'part') },
  { name: 'partners', when: (reading) => reading.stated('external-apis') && reading.amount('external-apis') > 0 },
  { name: 'device intake', when: (reading) => reading.has('users', 'devices') },
  { name: 'legacy exchange', when: (reading) => reading.many('legacy').length > 0 },
  { name: 'reporting', when: (reading) => reading.has('needs', 'real-time-reporting', 'large-data') },
  { name: 'documents', when: (reading) => reading.has('needs', 'files') },
  { name: 'public API', when: (reading) => reading.has('needs', 'public-api') },
  { name: 'notifications', when: (reading) => reading.has('needs', 'live-updates', 'mobile') },
];

function areasOf(reading: Reading, base: BaseStyle): Situation['areas'] {
  const services = ownCode(reading).filter((component) => component.component === 'service' || component.component === 'function');
  const keeps = !reading.has('starting-point', 'from-scratch');
  const folders = foldersOf(services);
  if (folders.length >= 2 && keeps) return { names: folders, assumed: false };
  if (services.length >= 2 && keeps) return { names: services.map((service) => clip(service.name, 60) || 'unnamed'), assumed: false };
  const typed = namesIn(reading, 'area-names');
  if (typed.length > 0) return { names: typed.slice(0, 8), assumed: false, typed: true };
  // A chain of steps has no screens to divide: its areas are what is taken in, converted and published.
  if (base === 'pipeline') return { names: ['intake', 'conversions', 'published results'], assumed: true };
  const names = impliedAreas.filter((area) => area.when(reading)).map((area) => area.name);
  const most = base === 'service-based' ? 4 : 7;
  return { names: names.slice(0, most), assumed: true };
}

/** Where many functions come from a few folders, each folder is an area: `booking`, `payment`, and not each handler. */
function foldersOf(services: readonly ComponentFact[]): string[] {
  const functions = services.filter((component) => component.component === 'function' && component.folder === undefined);
  if (functions.length < 4 || functions.length < services.length) return [];
  const names = functions.map((component) => component.evidence[0]?.path.split('/').at(-2) ?? '');
  // Generated names (`app44ea6421`) are no areas, and neither is the root.
  const areas = [...new Set(names.filter((name) => name !== '' && !/\d{4}/.test(name)))];
  return areas.length < functions.length ? areas.map((name) => clip(name, 60)) : [];
}

function mainOf(reading: Reading, services: readonly ComponentFact[]): ComponentFact | undefined {
  const ids = new Set(services.map((component) => component.id));
  const calls = (component: ComponentFact) =>
    2 * reading.connections.filter((fact) => fact.from === component.id && ids.has(fact.to)).length +
    reading.connections.filter((fact) => fact.to === component.id).length;
  return [...services].sort((one, other) => calls(other) - calls(one))[0];
}

function directCallsOf(reading: Reading): Situation['directCalls'] {
  if (reading.has('starting-point', 'from-scratch')) return [];
  const byId = new Map(reading.components.map((component) => [component.id, component]));
  return reading.connections.flatMap((fact) => {
    const from = byId.get(fact.from);
    const to = byId.get(fact.to);
    if (from?.component !== 'service' || to?.component !== 'external-api') return [];
    return [{ from: clip(from.name, 60), to: clip(to.name, 60), fact }];
  });
}

function sharedStoresOf(reading: Reading): Situation['sharedStores'] {
  if (reading.has('starting-point', 'from-scratch')) return [];
  const services = new Map(reading.components.filter((part) => part.component === 'service').map((part) => [part.id, part]));
  return reading.components
    .filter((part) => part.component === 'store')
    .map((store) => ({ store, facts: reading.connections.filter((fact) => fact.to === store.id && services.has(fact.from)) }))
    .filter(({ facts }) => new Set(facts.map((fact) => fact.from)).size >= 2)
    .map(({ store, facts }) => ({
      store: clip(store.name, 60),
      id: store.id,
      users: [...new Set(facts.map((fact) => clip(services.get(fact.from)?.name ?? '', 60)))],
      facts: facts.slice(0, 6),
    }));
}

function peakOf(recommendation: Recommendation): string | undefined {
  const found = figure(recommendation, 'peak-requests', 'peak-rate', 'requests-peak', 'peak');
  return found === undefined ? undefined : `${count(found.value)} ${found.unit}`;
}

/**
 * Code of the team. Where source folders are known, only what has one counts: a hosting entry of the same thing (a task
 * definition, a chart) is not a second component of theirs.
 */
export function ownCode(reading: Reading): readonly ComponentFact[] {
  const code = reading.components.filter((component) => isOwn(component.component));
  const withSource = code.filter((component) => component.folder !== undefined);
  // A web client's folder says nothing about functions that a template declares.
  const server = withSource.some((component) => component.component !== 'web-client' && component.component !== 'mobile-client');
  return server ? withSource : code;
}

/** The downtime that the capacity calculation allows, back as a percentage; the answer where there is no calculation. */
function availabilityOf(reading: Reading, recommendation: Recommendation): number {
  const downtime = figure(recommendation, 'downtime');
  if (reading.stated('availability') || downtime === undefined) return reading.amount('availability');
  return Math.round((100 - downtime.value / 432) * 1000) / 1000;
}

function instancesOf(reading: Reading, recommendation: Recommendation): number {
  const computed = figure(recommendation, 'instances')?.value;
  const forAvailability = reading.amount('availability') >= 99.9 || reading.has('first-hour-down', 'money', 'harm') ? 2 : 1;
  return Math.max(1, Math.round(computed ?? forAvailability));
}
