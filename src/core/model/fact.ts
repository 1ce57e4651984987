import type { Evidence, Problem } from './evidence.ts';

/** What a technology is, for grouping and for choosing slots. One technology has one category. */
export type TechnologyCategory =
  | 'language'
  | 'runtime'
  | 'framework'
  | 'web-client'
  | 'mobile'
  | 'data-access'
  | 'store'
  | 'cache'
  | 'broker'
  | 'search'
  | 'object-store'
  | 'cloud'
  | 'compute'
  | 'gateway'
  | 'identity'
  | 'external-api'
  | 'ai'
  | 'data-processing'
  | 'observability'
  | 'delivery'
  | 'infrastructure-as-code'
  | 'container'
  | 'api-style'
  | 'testing'
  | 'tooling';

/** The kinds of C4 container (and neighbour) that a workspace can show. */
export type ComponentKind =
  | 'service'
  | 'web-client'
  | 'mobile-client'
  | 'worker'
  | 'function'
  | 'job'
  | 'store'
  | 'broker'
  | 'cache'
  | 'search'
  | 'object-store'
  | 'gateway'
  | 'registry'
  | 'configuration'
  | 'monitoring'
  | 'identity'
  | 'external-api';

interface FactBase {
  /** Derived without path or line, so that moving a file is not drift. Matches `idPattern`. */
  readonly id: string;
  /** 0 to 1. Below 0.5 it is shown but rests nothing on itself. */
  readonly confidence: number;
  /** Never empty. Sorted by path, then line. */
  readonly evidence: readonly Evidence[];
}

/** A technology that the workspace uses. `development` technologies never count as part of the running system. */
export interface TechnologyFact extends FactBase {
  readonly kind: 'technology';
  /** Id of an entry of the technology catalogue. */
  readonly technology: string;
  readonly name: string;
  readonly category: TechnologyCategory;
  /** As written (`^19.1.0`, `15-alpine`), where it is written. */
  readonly version?: string;
  /** The major version, where it can be told; a runtime's major change is drift, a patch is not. */
  readonly major?: number;
  readonly scope: 'production' | 'development';
  /** ISO date at which this version is no longer maintained, where the catalogue knows. */
  readonly endOfLife?: string;
}

/** One deployable or stateful thing, deduplicated across the files that mention it. */
export interface ComponentFact extends FactBase {
  readonly kind: 'component';
  readonly name: string;
  readonly component: ComponentKind;
  /** Catalogue ids, the most telling first (a store's engine, a service's framework, then its language). */
  readonly technologies: readonly string[];
  /** Folder that holds its source, relative, `.` for the root; absent for a bought thing (a database). */
  readonly folder?: string;
  readonly instances?: number;
}

/** `from` calls, reads, writes or publishes to `to` (component fact ids). The protocol is `unknown` rather than guessed. */
export interface ConnectionFact extends FactBase {
  readonly kind: 'connection';
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
}

/** A place it is deployed to: a cloud, a cluster, a platform. */
export interface DeploymentFact extends FactBase {
  readonly kind: 'deployment';
  /** `aws`, `azure`, `gcp`, `kubernetes`, `docker-compose`, `vercel`, `fly`, … (catalogue id). */
  readonly target: string;
  readonly name: string;
  readonly region?: string;
}

/** Something the team does: tests, CI, infrastructure as code, health checks, backups, observability, migrations. */
export interface PracticeFact extends FactBase {
  readonly kind: 'practice';
  readonly practice: Practice;
}

/** Practices that are told apart. */
export type Practice =
  | 'automated-tests'
  | 'continuous-integration'
  | 'continuous-delivery'
  | 'infrastructure-as-code'
  | 'containers'
  | 'lock-file'
  | 'linting'
  | 'type-checking'
  | 'health-checks'
  | 'observability'
  | 'migrations'
  | 'feature-flags'
  | 'backups'
  | 'autoscaling'
  | 'multiple-zones'
  | 'dependency-updates'
  | 'code-owners'
  | 'decision-records'
  | 'api-description';

/** A size written down somewhere: replicas, memory, an instance class, storage. */
export interface SizingFact extends FactBase {
  readonly kind: 'sizing';
  /** `replicas`, `max-replicas`, `memory`, `cpu`, `instance-class`, `storage-gb`. */
  readonly measure: string;
  readonly value: string;
  /** The component fact it is about, where that is known. */
  readonly about?: string;
}

/** Something that can hurt, with its line: a candidate challenge. */
export interface HazardFact extends FactBase {
  readonly kind: 'hazard';
  /** Id of a hazard rule (`hazard.ended-runtime`). */
  readonly hazard: string;
  /** One plain English sentence naming what was seen. */
  readonly statement: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly about?: string;
}

export type Fact = TechnologyFact | ComponentFact | ConnectionFact | DeploymentFact | PracticeFact | SizingFact | HazardFact;

/** What a scan returns; can be structured-cloned. The same workspace gives the same bytes. */
export interface ScanResult {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** For the user and the bench: how much was looked at. `limited` names limits that were reached. */
  readonly statistics: {
    readonly filesSeen: number;
    readonly filesRead: number;
    readonly bytesRead: number;
  };
}
