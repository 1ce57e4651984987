import { assumptionById } from '../../decide/assumptions.ts';
import type { Situation } from '../shape.ts';
import { figure } from '../shape.ts';

/** Numbers that conditions compare and texts quote. Each says its unit; 0 where it cannot be told. */
export const measures = {
  /** Percent of a month, as promised or as the first hour's worth asks. */
  availability: (s: Situation) => s.availability,
  /** Requests and events a second in the busiest minute. */
  peak: (s: Situation) => figure(s.recommendation, 'peak-requests')?.value ?? 0,
  /** Upper end of the expected bill over the stated budget, as a ratio. */
  bill: (s: Situation) => overStated(s, 'budget', s.recommendation.cost.infrastructure.high),
  /** Dollars for reading all data once from outside (0.09 $ a GB) over the stated budget, as a ratio. */
  egress: (s: Situation) => overStated(s, 'budget', s.reading.amount('data-volume') * 0.09),
  /** 1 where calls of a language model are the largest item of a bill that passes the budget. */
  modelBill: (s: Situation) =>
    /model/i.test(largestLine(s)?.item ?? '') && overStated(s, 'budget', s.recommendation.cost.infrastructure.high) > 1 ? 1 : 0,
  /** Engineer-days a month to operate it over the stated ones, as a ratio. */
  toil: (s: Situation) => overStated(s, 'operations-days', s.recommendation.cost.operationsDays.high),
  /** Deployable parts of the workspace that are the team's own code. */
  parts: (s: Situation) => ownParts(s).length,
  /** The same per developer. */
  partsEach: (s: Situation) => ownParts(s).length / Math.max(1, s.reading.amount('team-size')),
  /** Stores, caches, brokers and search engines of different make that somebody must know. */
  engines: (s: Situation) => engines(s).length,
  /** The same per developer. */
  enginesEach: (s: Situation) => engines(s).length / Math.max(1, s.reading.amount('team-size')),
  /** Production technologies whose support ended before the date of the proposal. */
  ended: (s: Situation) => ended(s).length,
  /** Stores that several services use. */
  sharedStores: (s: Situation) => s.sharedStores.length,
  /** Areas of the business that the proposal names. */
  areas: (s: Situation) => s.areas.names.length,
  /** Weeks to the stated deadline for each of those areas; many if there is no deadline. */
  weeksPerArea: (s: Situation) => (s.reading.stated('deadline') ? s.reading.amount('deadline') / Math.max(1, s.areas.names.length) : 999),
  /** Separately released parts of the proposed system. */
  releases: (s: Situation) => s.style.releases,
  /** Clouds in the files that are not the stated one. */
  otherClouds: (s: Situation) => otherClouds(s).length,
} as const;

export type MeasureId = keyof typeof measures;

function overStated(s: Situation, question: string, value: number): number {
  return s.reading.stated(question) ? value / Math.max(0.1, s.reading.amount(question)) : 0;
}

/** Hours to bring all data back from a backup, as the capacity calculation counts: start and throughput are its assumptions. */
export function restoreHours(s: Situation): number {
  return taken(s, 'restore-start') / 60 + s.reading.amount('data-volume') / Math.max(0.1, taken(s, 'restore-throughput'));
}

/** A number that the capacity calculation takes for granted, as set by a person or its default. */
export function taken(s: Situation, assumption: string): number {
  return s.recommendation.capacity.assumptions.find((entry) => entry.id === assumption)?.value ?? assumptionById(assumption)?.value ?? 0;
}

/** The dearest line of the bill. */
export function largestLine(s: Situation): Situation['recommendation']['cost']['lines'][number] | undefined {
  return [...s.recommendation.cost.lines].sort((one, other) => other.high - one.high)[0];
}

/** Services, workers, functions and jobs of the team. */
export function ownParts(s: Situation): Situation['own'] {
  return s.own.filter((part) => ['service', 'worker', 'function', 'job'].includes(part.component));
}

/** Engines that need somebody who knows their inside; what a provider runs without a server to choose does not. */
export function engines(s: Situation): readonly string[] {
  const provided = /sqs|sns|dynamo|eventbridge|pub-?sub|kinesis|service-bus/;
  const stores = s.reading.components.filter(
    (part) => ['store', 'cache', 'broker', 'search'].includes(part.component) && !part.technologies.some((id) => provided.test(id)),
  );
  return [...new Set(stores.map((part) => part.technologies[0] ?? part.name))];
}

/** Production technologies that get no more fixes. */
export function ended(s: Situation): Situation['reading']['technologies'] {
  return s.reading.technologies.filter((fact) => fact.scope === 'production' && fact.endOfLife !== undefined && fact.endOfLife < s.date);
}

/** Deployment targets of the files that contradict the stated place. */
export function otherClouds(s: Situation): Situation['reading']['deployments'] {
  const chosen = s.reading.one('hosting');
  const clouds = s.reading.deployments.filter((fact) => ['aws', 'azure', 'gcp'].includes(fact.target));
  const speaks = s.reading.stated('hosting') && ['aws', 'azure', 'gcp', 'own'].includes(chosen);
  return speaks && !clouds.some((fact) => fact.target === chosen) ? clouds : [];
}
