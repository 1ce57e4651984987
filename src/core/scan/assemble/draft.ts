import type { Evidence } from '../../model/evidence.ts';
import type { ComponentKind } from '../../model/fact.ts';
import type { HostReference, ResourceObservation, WorkloadObservation } from '../observation.ts';
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
  readonly workloads: WorkloadObservation[];
  readonly resources: ResourceObservation[];
  readonly references: HostReference[];
  /** Ports under which it answers on the machine that runs it. */
  readonly localPorts: Set<number>;
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
  };
}

/** An address as one module or template knows it: `aws_sqs_queue.jobs` of another folder is another queue. */
export function addressOf(resource: ResourceObservation, address: string): string {
  const { path } = resource.evidence;
  const module = /\.(tf|tofu)$/i.test(path) ? path.slice(0, path.lastIndexOf('/') + 1) : path;
  return `${module}\n${address}`;
}

/** The form in which names are compared: lower case, letters and digits only (`Order_Service` is `order-service`). */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Kinds that hold data or carry messages: bought, and called rather than calling. */
export const bought: ReadonlySet<ComponentKind> = new Set(['store', 'cache', 'broker', 'search', 'object-store', 'external-api']);
