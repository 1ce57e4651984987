import type { Evidence } from '../../model/evidence.ts';
import type { ComponentKind } from '../../model/fact.ts';
import type { HostReference, ResourceObservation, TechnologyObservation, WorkloadObservation } from '../observation.ts';
import type { Unit } from './units.ts';

/** A component while the files that mention it are still being joined. Local to one scan, so it may change. */
export interface Draft {
  name: string;
  kind: ComponentKind;
  confidence: number;
  readonly evidence: Evidence[];
  /** Catalogue ids in the order in which they were found; the most telling is put first at the end. */
  readonly technologies: Set<string>;
  /** Other names it answers to, as written. */
  readonly aliases: Set<string>;
  readonly units: Unit[];
  /** Units that run nothing themselves and are used by this program, because there is no other one. */
  libraries?: readonly Unit[];
  readonly workloads: WorkloadObservation[];
  readonly resources: ResourceObservation[];
  readonly references: HostReference[];
  /** Ports under which it answers on the machine that runs it. */
  readonly localPorts: Set<number>;
  /** True once its code has said what it is called; then no other file renames it. */
  hasStatedName?: boolean;
  /** Names of the functions that together are it. */
  readonly parts: Set<string>;
  folder?: string;
  instances?: number;
}

/** An empty draft. */
export function newDraft(name: string, kind: ComponentKind, confidence: number): Draft {
  return {
    name,
    kind,
    confidence,
    evidence: [],
    technologies: new Set(),
    aliases: new Set(),
    units: [],
    workloads: [],
    resources: [],
    references: [],
    localPorts: new Set(),
    parts: new Set(),
  };
}

/** Gives a draft what a unit shows. */
export function attachUnit(draft: Draft, unit: Unit): void {
  draft.units.push(unit);
  draft.folder ??= unit.folder === '' ? '.' : unit.folder;
  for (const one of unit.observations) draft.evidence.push(one.evidence);
  for (const one of unit.technologies) if (!isImage(one)) draft.technologies.add(one.technology);
}

/** Whether a technology is what a container beside a program runs, as a Compose file in the program's folder lists it. */
export function isImage(technology: TechnologyObservation): boolean {
  return technology.evidence.detector === 'compose' || technology.evidence.detector === 'kubernetes';
}

/**
 * An address as one module or template knows it: `aws_sqs_queue.jobs` of another folder is another queue. `path#address`
 * is an address of that file's.
 */
export function addressOf(resource: ResourceObservation, written: string): string {
  const hash = written.indexOf('#');
  const address = written.slice(hash + 1);
  const path = hash === -1 ? resource.evidence.path : written.slice(0, hash);
  const module = /\.(tf|tofu)(\.json)?$/i.test(path) ? path.slice(0, path.lastIndexOf('/') + 1) : path;
  return `${module}\n${address}`;
}

/** The form in which names are compared: lower case, letters and digits only (`Order_Service` is `order-service`). */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Kinds that hold data or carry messages: bought, and called rather than calling. */
export const bought: ReadonlySet<ComponentKind> = new Set(['store', 'cache', 'broker', 'search', 'object-store', 'external-api']);
