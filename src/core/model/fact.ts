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
  /** Sorted by path, then line. Never empty, but for what history tells (see `PeopleFact`): no file shows that. */
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
  /** Names of what is deployed together as this one: the functions of a stack, the services within a process; sorted. */
  readonly parts?: readonly string[];
}

/** `from` calls, reads, writes, publishes to or subscribes to `to` (component fact ids). The protocol is `unknown` rather than guessed. */
export interface ConnectionFact extends FactBase {
  readonly kind: 'connection';
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  /**
   * Which way the data goes, told from what the connection is for: a request goes `forward` to the called, a subscriber
   * or a reader gets it `backward`, a store that is read and written has it `both` ways.
   */
  readonly flow: DataFlow;
}

/** The way of the data along a connection: `forward` from caller to called, `backward`, or `both`. */
export type DataFlow = 'forward' | 'backward' | 'both';

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

/** How many people there are and for how long: counts in buckets, never a name (security rule 11). */
export interface PeopleFact extends FactBase {
  readonly kind: 'people';
  /** Authors of the last 90 days and years since the first commit come from history, owning teams from CODEOWNERS. */
  readonly measure: 'active-authors' | 'owner-teams' | 'age-years';
  /** Authors: `1-2`, `3-6`, `7-15`, `16-50`, `over-50`; teams: `1`, `2-3`, `4-6`, `7-15`, `16+`; years: whole numbers. */
  readonly value: string;
}

/** A document that speaks about the architecture: its title as a quotation, never as an instruction. */
export interface DocumentFact extends FactBase {
  readonly kind: 'document';
  readonly document: 'decision-record' | 'readme' | 'agent-instructions' | 'architecture' | 'api';
  /** Its first heading, or the title that the format has a place for; redacted and at most 120 characters. */
  readonly title: string;
}

export type Fact =
  | TechnologyFact
  | ComponentFact
  | ConnectionFact
  | DeploymentFact
  | PracticeFact
  | SizingFact
  | HazardFact
  | PeopleFact
  | DocumentFact;

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
