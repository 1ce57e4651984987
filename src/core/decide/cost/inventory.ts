import type { ComponentFact, Fact } from '../../model/fact.ts';
import type { BaseStyle, SlotChoice, SlotId } from '../recommendation.ts';
import { slotRules } from '../slots/index.ts';
import { optionBit, slotIndex, type Resolved, type Values } from '../values.ts';
import type { Span } from '../prices.ts';
import { engineOf, type Engine } from './engines.ts';

/** How the code runs: what is paid for it. */
export type ComputeKind = 'instances' | 'functions' | 'server' | 'servers' | 'platform' | 'cluster';

/** Databases of one engine. */
export interface Stores {
  /** As the document calls it: `PostgreSQL 15`, `MongoDB`. */
  readonly name: string;
  readonly engine: Engine;
  readonly count: number;
}

/** What is paid for by its name, whatever the load: the least price of the catalogue and twice that. */
export interface Extra {
  readonly slot: SlotId;
  readonly name: string;
  readonly from: number;
}

/**
 * What the proposal consists of beside the style's own parts: what stays of today, and what the slots add. Bill and
 * availability are counted from it, so that four databases are four databases.
 */
export interface Inventory {
  /** Services, workers and functions of today that stay. */
  readonly services: number;
  readonly workers: number;
  readonly functions: number;
  readonly stores: readonly Stores[];
  /** Undefined while the compute slot is not chosen. */
  readonly compute: ComputeKind | undefined;
  readonly computeName: string | undefined;
  readonly cache: { readonly name: string; readonly count: number } | undefined;
  readonly deliveryNetwork: boolean;
  /** A broker or queue; `perUse` is paid by the message. */
  readonly broker: { readonly name: string; readonly count: number; readonly perUse: boolean; readonly from: number } | undefined;
  readonly search: { readonly name: string; readonly count: number; readonly from: number } | undefined;
  readonly objectStore: boolean;
  /** A sign-in paid by the number of people, or by `from` where that is more. */
  readonly identity:
    | { readonly name: string; readonly perUser: boolean; readonly from: number; readonly thousand: Span | undefined }
    | undefined;
  readonly extras: readonly Extra[];
}

const start = slotIndex('starting-point');
const needs = slotIndex('needs');
const fromScratch = optionBit('starting-point', 'from-scratch');
const extend = optionBit('starting-point', 'extend');
const replace = optionBit('starting-point', 'replace');

const leastConfidence = 0.5;

/** Counts what the proposal consists of. Without slots (while the interview still runs), from what stays alone. */
export function inventoryOf(facts: readonly Fact[], resolved: Resolved, slots: readonly SlotChoice[] = []): Inventory {
  const kept = keptComponents(facts, resolved.values);
  // Where source folders are known, a hosting entry of the same thing (a chart, a task definition) is no second one.
  const withSource = kept.some(({ component, folder }) => code.has(component) && folder !== undefined);
  const of = (kind: ComponentFact['component']) =>
    kept.filter((entry) => entry.component === kind && (!withSource || !code.has(kind) || entry.folder !== undefined));
  const choice = (id: SlotId) => slots.find(({ slot, outcome }) => slot === id && outcome !== 'not-needed')?.chosen;
  const compute = choice('compute');
  const functions = of('function').reduce((sum, entry) => sum + (entry.parts?.length ?? 1), 0);
  return {
    services: of('service').length,
    workers: of('worker').length,
    functions,
    stores: storesOf(of('store'), choice('primary-store')),
    compute: compute === undefined ? undefined : (computeKinds.get(compute.id) ?? 'instances'),
    computeName: compute?.name,
    cache: countedOf(of('cache').length, choice('cache'), inProcess, 'cache'),
    deliveryNetwork: choice('cache')?.id === 'content-delivery-network',
    broker: brokerOf(of('broker').length, choice('messaging')),
    search: countedOf(of('search').length, choice('search'), inStore, 'search engine'),
    objectStore:
      of('object-store').length > 0 ||
      (choice('files') !== undefined && !onDisk.has(choice('files')!.id)) ||
      wantsFiles(resolved.values, slots),
    identity: identityOf(choice('identity')),
    extras: extrasOf(slots),
  };
}

/** Whether the work has a part that a worker does: the same rule that draws the worker. */
export function worksInBackground(values: Values): boolean {
  const has = (question: string, ...options: readonly string[]) =>
    options.some((option) => (values[slotIndex(question)]! & optionBit(question, option)) !== 0);
  return (
    has('partner-down', 'everything') ||
    has('work-trigger', 'mixed', 'clock', 'events') ||
    has('who-waits', 'receipt', 'nobody') ||
    has('longest-task', 'minutes', 'hours') ||
    values[slotIndex('external-apis')]! >= 4
  );
}

/** Styles whose background work is a process of its own beside the others. */
export const stylesWithWorker: ReadonlySet<BaseStyle> = new Set(['layered', 'modular-monolith', 'microkernel', 'service-based']);

function keptComponents(facts: readonly Fact[], values: Values): readonly ComponentFact[] {
  if (values[start] === fromScratch || values[start] === extend) return [];
  const components = facts.filter((fact): fact is ComponentFact => fact.kind === 'component' && fact.confidence >= leastConfidence);
  // What the style replaces is written anew; stores and what stands beside them outlive it.
  return values[start] === replace ? components.filter(({ component }) => outliving.has(component)) : components;
}

const code: ReadonlySet<ComponentFact['component']> = new Set(['service', 'worker', 'function']);

const outliving: ReadonlySet<ComponentFact['component']> = new Set(['store', 'cache', 'broker', 'search', 'object-store']);

const computeKinds: ReadonlyMap<string, ComputeKind> = new Map<string, ComputeKind>([
  ['docker-compose', 'server'],
  ['virtual-machines', 'servers'],
  ['platform', 'platform'],
  ['azure-app-service', 'platform'],
  ['aws-lambda', 'functions'],
  ['azure-functions', 'functions'],
  ['cloud-functions', 'functions'],
  ['cloudflare-workers', 'functions'],
  ['amazon-eks', 'cluster'],
  ['aks', 'cluster'],
  ['gke', 'cluster'],
  ['kubernetes', 'cluster'],
  ['nomad', 'cluster'],
]);

function storesOf(components: readonly ComponentFact[], chosen: SlotChoice['chosen'] | undefined): readonly Stores[] {
  if (components.length === 0) {
    return [{ name: chosen?.name ?? 'PostgreSQL', engine: engineOf(chosen?.id ?? 'postgresql'), count: 1 }];
  }
  const groups = new Map<string, Stores>();
  for (const component of components) {
    const id = component.technologies[0] ?? 'postgresql';
    const engine = engineOf(id);
    const name = id === chosen?.id ? chosen.name : engine.name === '' ? component.name : engine.name;
    const before = groups.get(name);
    groups.set(name, { name, engine, count: (before?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

const inProcess: ReadonlySet<string> = new Set(['in-process-cache', 'materialised-views', 'content-delivery-network']);
const inStore: ReadonlySet<string> = new Set(['postgres-full-text']);
const onDisk: ReadonlySet<string> = new Set(['local-disk', 'in-database']);

function countedOf(kept: number, chosen: SlotChoice['chosen'] | undefined, inside: ReadonlySet<string>, plain: string) {
  const external = chosen !== undefined && !inside.has(chosen.id) && fromOf(chosen.id) !== 0;
  if (kept === 0 && !external) return undefined;
  return { name: external ? chosen.name : plain, count: Math.max(1, kept), from: external ? (fromOf(chosen.id) ?? 0) : 0 };
}

const queues: ReadonlySet<string> = new Set([
  'amazon-sqs',
  'azure-service-bus',
  'google-pubsub',
  'sqs',
  'sns',
  'pubsub',
  'eventbridge-scheduler',
]);

function brokerOf(kept: number, chosen: SlotChoice['chosen'] | undefined): Inventory['broker'] {
  const from = chosen === undefined ? undefined : fromOf(chosen.id);
  const perUse = chosen !== undefined && queues.has(chosen.id);
  const external = chosen !== undefined && (perUse || (from !== undefined && from > 0));
  if (kept === 0 && !external) return undefined;
  return { name: external ? chosen.name : 'broker', count: Math.max(1, kept), perUse, from: from ?? 0 };
}

const bought: ReadonlySet<string> = new Set([
  'amazon-cognito',
  'entra-external-id',
  'identity-platform',
  'auth0',
  'clerk',
  'firebase-auth',
]);

/** A thousand people a month where the maker’s own list is far above that of the clouds; from the first person on. */
const dearSignIns: ReadonlyMap<string, Span> = new Map([
  ['auth0', { low: 30, high: 70 }],
  ['clerk', { low: 15, high: 25 }],
]);

function identityOf(chosen: SlotChoice['chosen'] | undefined): Inventory['identity'] {
  const from = chosen === undefined ? 0 : (fromOf(chosen.id) ?? 0);
  if (chosen === undefined || (from === 0 && !bought.has(chosen.id))) return undefined;
  return { name: chosen.name, perUser: bought.has(chosen.id), from, thousand: dearSignIns.get(chosen.id) };
}

function wantsFiles(values: Values, slots: readonly SlotChoice[]): boolean {
  return slots.length === 0 && (values[needs]! & optionBit('needs', 'files')) !== 0;
}

/** Slots whose price is counted from sizes, or that cost people rather than a bill. */
const countedElsewhere: ReadonlySet<string> = new Set([
  'language-framework',
  'web-client',
  'mobile-client',
  'api-style',
  'primary-store',
  'cache',
  'messaging',
  'search',
  'files',
  'compute',
  'identity',
  'ai-models',
  'backup',
]);

function extrasOf(slots: readonly SlotChoice[]): readonly Extra[] {
  return slots
    .filter(({ slot, outcome }) => outcome !== 'not-needed' && !countedElsewhere.has(slot))
    .map(({ slot, chosen }) => ({ slot, name: chosen.name, from: fromOf(chosen.id) ?? 0 }))
    .filter(({ from }) => from > 0);
}

const leastPrices: ReadonlyMap<string, number> = new Map(
  slotRules.flatMap((rule) => rule.options.map((option) => [option.id, option.from] as const)),
);

/** The least price of an option of the catalogue; undefined for a product that only the repository names. */
function fromOf(option: string): number | undefined {
  return leastPrices.get(option);
}
