import type { Fact } from '../model/fact.ts';
import { baseStyles, type BaseStyle } from './recommendation.ts';
import { derivedIndex, optionBit, slotIndex, type Values } from './values.ts';

/** What the facts show of today's style: a guess with a confidence, or undefined where nothing runs yet. */
export interface AsIs {
  readonly style: BaseStyle;
  readonly confidence: number;
  readonly facts: readonly string[];
  /** `3 services, 1 broker`. */
  readonly because: string;
  /** Components of our own that would have to move. */
  readonly components: number;
  /** Those of them that are released one by one: services, jobs and workers. */
  readonly processes: number;
}

/** Reads today's style roughly from the components: how many of our own are deployed, and what lies between them. */
export function asIs(facts: readonly Fact[]): AsIs | undefined {
  const components = facts.filter((fact) => fact.kind === 'component' && fact.confidence >= 0.5);
  const of = (...kinds: string[]) => components.filter((fact) => fact.kind === 'component' && kinds.includes(fact.component));
  const services = of('service');
  const functions = of('function');
  const brokers = of('broker');
  const stores = of('store');
  const jobs = of('job', 'worker');
  // Functions that one stack deploys are one component, and each would have to move.
  const functionCount = functions.reduce((sum, fact) => sum + (fact.kind === 'component' ? (fact.parts?.length ?? 1) : 0), 0);
  const own = services.length + functionCount + jobs.length;
  if (own === 0) return undefined;
  const evidence = [...services, ...functions, ...brokers, ...jobs].map((fact) => fact.id).slice(0, 8);
  const counted: readonly (readonly [number, string])[] = [
    [services.length, 'service'],
    [functionCount, 'function'],
    [jobs.length, 'worker'],
    [brokers.length, 'broker'],
  ];
  const because = counted
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${String(count)} ${noun}${count === 1 ? '' : 's'}`)
    .join(', ');
  const found = (style: BaseStyle, confidence: number): AsIs => ({
    style,
    confidence,
    facts: evidence,
    because,
    components: own,
    processes: services.length + jobs.length,
  });
  if (functionCount > services.length + jobs.length) return found('serverless', 0.8);
  if (services.length >= 6 && stores.length >= 3) return found('microservices', 0.8);
  // More than a dozen are no longer service-based, whether or not their stores can be seen.
  if (services.length > 12) return found('microservices', 0.7);
  if (services.length >= 6) return found('service-based', 0.6);
  if (services.length >= 2) return found('service-based', brokers.length > 0 ? 0.6 : 0.7);
  const isSeen = of('web-client', 'mobile-client', 'gateway').length > 0;
  if (services.length === 0 && (jobs.length >= 2 || (jobs.length === 1 && !isSeen))) return found('pipeline', 0.5);
  return found('layered', 0.5);
}

/**
 * Engineer-weeks to move from one style to another, for each component of our own (rough assumption: cutting along new
 * borders takes weeks, putting services back together about as long, adding a runtime beside it less).
 */
export function migrationWeeks(from: BaseStyle, to: BaseStyle, components: number): number {
  if (from === to) return 0;
  if (oneRelease.has(from) && oneRelease.has(to)) return 3;
  const base = oneRelease.has(from) ? (distance.get(to) ?? 20) : oneRelease.has(to) ? 4 : 6;
  return base + Math.min(components, 20) * (to === 'microservices' ? 3 : 2);
}

const distance: ReadonlyMap<BaseStyle, number> = new Map([
  ['service-based', 8],
  ['microkernel', 12],
  ['pipeline', 12],
  ['serverless', 14],
  ['event-driven', 18],
  ['space-based', 26],
  ['microservices', 30],
]);

/** Pains of today that speak against the style that runs today, whatever it is. */
export const painsAgainst: readonly { readonly pain: string; readonly styles: readonly BaseStyle[]; readonly because: string }[] = [
  { pain: 'changes-break', styles: ['layered'], because: 'a change here breaks something there' },
  {
    pain: 'slow-delivery',
    styles: ['layered', 'modular-monolith', 'pipeline', 'microkernel'],
    because: 'changes take too long to get out',
  },
  { pain: 'peaks', styles: ['layered', 'modular-monolith', 'microkernel', 'pipeline'], because: 'it cannot take the peaks' },
  { pain: 'outages', styles: ['service-based', 'microservices', 'event-driven', 'serverless', 'pipeline'], because: 'it fails' },
  {
    pain: 'too-many-parts',
    styles: ['service-based', 'microservices', 'event-driven', 'space-based', 'serverless'],
    because: 'there are too many parts to keep alive',
  },
  { pain: 'cost', styles: ['microservices', 'space-based', 'event-driven', 'service-based'], because: 'it costs too much' },
  { pain: 'slow', styles: ['microservices', 'serverless'], because: 'it is slow' },
  { pain: 'manual-operations', styles: ['microservices', 'space-based'], because: 'too much is done by hand' },
];

/** Points lost by what exists for each stated pain that speaks against it. */
export const painLoss = 0.03;

/** Points lost by every other style where nothing that hurts speaks against what exists: what works is not left on a hunch. */
const worksLoss = 0.08;

/** The most that moving away may cost a style, in points: what exists is never kept at any price. */
export const migrationCap = 0.1;

const at = {
  start: slotIndex('starting-point'),
  evolve: optionBit('starting-point', 'evolve'),
  replace: optionBit('starting-point', 'replace'),
  horizon: slotIndex('horizon'),
  teamSize: slotIndex('team-size'),
  pains: slotIndex('pains'),
  effectiveTeams: derivedIndex('effective-teams'),
} as const;

/** Questions behind the points of the starting point. */
export const startingPointQuestions = ['starting-point', 'horizon', 'team-size'] as const;

/** Weight of one share of the engineer-weeks of the horizon that a move takes. */
const migrationFactor = 1.5;

/** What the starting point does to the ranking. */
export interface Starting {
  /** Points lost by each of the nine styles. */
  readonly losses: Float64Array;
  /** Index of the style that runs today and is evolved: it is on the market already. -1 where none is. */
  readonly kept: number;
  /** Nothing that hurts speaks against the kept style: what it needs, and nobody was asked about, it evidently has. */
  readonly works: boolean;
  /** Several teams work with the kept style, and no pain speaks against it: that nobody waits is what it achieved. */
  readonly proven: boolean;
  /** Processes that are released one by one today, where the kept style is made of such; else 0. */
  readonly processes: number;
}

/**
 * Points that leaving what exists costs each of the nine styles, plus what stated pains cost the style that exists.
 * Zero where nothing runs, where one starts from scratch and where an extension decides only its own part.
 */
export function startingFrom(today: AsIs | undefined, values: Values): Starting {
  const losses = new Float64Array(baseStyles.length);
  if (today === undefined) return { losses, kept: -1, works: false, proven: false, processes: 0 };
  const evolved = values[at.start] === at.evolve;
  const pains = painsOf(today, today.style, values).length;
  const works = worksToday(today, values);
  for (const [index, style] of baseStyles.entries()) {
    losses[index] =
      style === today.style ? pains * painLoss : migrationLoss(today, style, values) + (works ? leavingLoss(today, style) : 0);
  }
  return {
    losses,
    kept: evolved ? baseStyles.indexOf(today.style) : -1,
    works,
    proven: works && values[at.effectiveTeams]! >= 2,
    processes: evolved && severalProcesses.has(today.style) ? today.processes : 0,
  };
}

/** Styles whose processes are released, watched and mended one by one. */
const severalProcesses: ReadonlySet<BaseStyle> = new Set(['service-based', 'microservices', 'event-driven']);

/** Styles between which the files cannot tell: one release and one database, cut one way or the other. */
const oneRelease: ReadonlySet<BaseStyle> = new Set(['layered', 'modular-monolith']);

/** Points lost by leaving what works, as far as the files show its style; drawing borders inside one release leaves nothing. */
export function leavingLoss(today: AsIs, style: BaseStyle): number {
  if (style === today.style || (oneRelease.has(style) && oneRelease.has(today.style))) return 0;
  return worksLoss * today.confidence;
}

/** Whether what runs is evolved, and no pain speaks against its style. */
export function worksToday(today: AsIs, values: Values): boolean {
  return values[at.start] === at.evolve && painsOf(today, today.style, values).length === 0;
}

/** Points that moving from today's style to another one costs. */
export function migrationLoss(today: AsIs, style: BaseStyle, values: Values): number {
  const start = values[at.start]!;
  const share = start === at.evolve ? 1 : start === at.replace ? 0.5 : 0;
  if (share === 0) return 0;
  const weeks = migrationWeeks(today.style, style, today.components);
  const available = Math.max(1, values[at.teamSize]!) * 48 * values[at.horizon]!;
  return Math.min(migrationCap, (weeks / available) * migrationFactor) * share * today.confidence;
}

/** Stated pains that speak against a style, if it is today's. */
export function painsOf(today: AsIs, style: BaseStyle, values: Values): readonly string[] {
  if (style !== today.style) return [];
  const start = values[at.start]!;
  if (start !== at.evolve && start !== at.replace) return [];
  return painsAgainst
    .filter(({ pain, styles }) => styles.includes(style) && (values[at.pains]! & optionBit('pains', pain)) !== 0)
    .map(({ because }) => because);
}
