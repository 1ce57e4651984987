import type { Evidence, Problem, Redacted } from '../model/evidence.ts';
import type { ComponentKind, Practice } from '../model/fact.ts';

/**
 * What one detector saw in one file. Observations are local: they know their file alone. `assemble` joins them into
 * facts across files (a Compose service, its build folder, its package and its Deployment are one component).
 */
export type Observation =
  | TechnologyObservation
  | UnitObservation
  | WorkloadObservation
  | ResourceObservation
  | PracticeObservation
  | DeploymentObservation
  | SizingObservation
  | HazardObservation;

/** A dependency, an image or a keyword that the technology catalogue knows. */
export interface TechnologyObservation {
  readonly type: 'technology';
  readonly technology: string;
  readonly version?: string;
  readonly scope: 'production' | 'development';
  /** Folder of the unit it belongs to, `''` for the root. */
  readonly folder: string;
  readonly evidence: Evidence;
}

/** A folder with a manifest of its own: a package, a module, a build. Not yet a component: libraries are units too. */
export interface UnitObservation {
  readonly type: 'unit';
  readonly folder: string;
  /** As the manifest names it, without scope (`@acme/api` is `api`); absent where it does not. */
  readonly name?: string;
  readonly ecosystem: 'npm' | 'python' | 'go' | 'java' | 'docker' | 'other';
  /** Set where the manifest itself shows that it runs (a start script, a server framework, a main class, an entry point). */
  readonly runs?: ComponentKind;
  /** Workspace member globs, relative to `folder` (npm workspaces, Maven modules). */
  readonly members?: readonly string[];
  readonly evidence: Evidence;
}

/** Something that is run: a Compose service, a Kubernetes Deployment, a container definition. */
export interface WorkloadObservation {
  readonly type: 'workload';
  readonly source: 'compose' | 'kubernetes' | 'procfile' | 'other';
  readonly name: string;
  /** Image reference as written; secrets cannot be in one, but it is still redacted. */
  readonly image?: string;
  /** Build folder relative to the root, where it is built here. */
  readonly buildFolder?: string;
  /** Other names it answers to: a Kubernetes Service in front of it, Compose aliases, container_name. */
  readonly aliases: readonly string[];
  readonly ports: readonly number[];
  /** Hosts named in environment values or connection strings: host (never user or password), scheme, and the line. */
  readonly references: readonly HostReference[];
  readonly dependsOn: readonly { readonly name: string; readonly evidence: Evidence }[];
  readonly instances?: number;
  readonly kind?: ComponentKind;
  /** Ports under which it answers on the machine that runs it: published by Compose, or Spring's `server.port`. */
  readonly localPorts?: readonly number[];
  /** True where the manifest makes the cluster refuse a root user, whatever the image says. */
  readonly nonRoot?: boolean;
  /** Catalogue id of the web server whose configuration it is: it may be all there is of that server in the workspace. */
  readonly proxy?: string;
  /** True for a routing rule (an Ingress, a route): part of the cluster's one gateway, not a process of its own. */
  readonly isRoute?: boolean;
  /** True for override files, profiles and development helpers: adds evidence, never a component of its own. */
  readonly auxiliary?: boolean;
  readonly evidence: Evidence;
}

/** A host that configuration points to. */
export interface HostReference {
  /** `localhost` where the machine itself is named: then only the port tells what answers. */
  readonly host: string;
  readonly port?: number;
  /** `postgresql`, `redis`, `amqp`, `http`, `grpc`, …; absent when only a host stands there. */
  readonly scheme?: string;
  readonly evidence: Evidence;
}

/** A managed thing declared in infrastructure as code. */
export interface ResourceObservation {
  readonly type: 'resource';
  /** Address in its language (`aws_db_instance.main`). */
  readonly address: string;
  readonly name: string;
  readonly technology: string;
  readonly kind?: ComponentKind;
  readonly version?: string;
  /** Addresses that its body refers to. */
  readonly references: readonly { readonly address: string; readonly evidence: Evidence }[];
  readonly evidence: Evidence;
}

export interface PracticeObservation {
  readonly type: 'practice';
  readonly practice: Practice;
  readonly evidence: Evidence;
}

export interface DeploymentObservation {
  readonly type: 'deployment';
  /** Catalogue id: `aws`, `kubernetes`, `docker-compose`, … */
  readonly target: string;
  readonly region?: string;
  readonly evidence: Evidence;
}

export interface SizingObservation {
  readonly type: 'sizing';
  readonly measure: string;
  readonly value: string;
  /** Name of the workload or address of the resource. */
  readonly about?: string;
  readonly evidence: Evidence;
}

export interface HazardObservation {
  readonly type: 'hazard';
  readonly hazard: string;
  readonly statement: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly about?: string;
  readonly evidence: Evidence;
}

/** What a detector is given: one file, already within the limits of security rule 4 that do not depend on the format. */
export interface DetectorInput {
  readonly path: string;
  readonly text: string;
  /** Makes redacted evidence for a 1-based line of this file; the excerpt is that line unless one is given. */
  evidence(line: number, excerpt?: string): Evidence;
  /** Makes a problem of this file. */
  problem(reason: Problem['reason'], detail: string, line?: number): Problem;
  redact(text: string): Redacted;
}

export interface DetectorOutput {
  readonly observations: readonly Observation[];
  readonly problems: readonly Problem[];
}

/**
 * A detector reads one format. It never throws for bad input: a malformed file is a problem with a line, and what
 * could be read before it is kept. `examples` are run by one generic test.
 */
export interface Detector {
  readonly id: string;
  /** Decides by the path alone. */
  matches(path: string): boolean;
  /** May be asynchronous because a grammar may have to be loaded first. */
  detect(input: DetectorInput): DetectorOutput | Promise<DetectorOutput>;
  readonly examples: readonly DetectorExample[];
}

/** A file and what must be seen in it, as `type name@line` lines (`workload api@3`, `technology postgresql@7`). */
export interface DetectorExample {
  readonly path: string;
  readonly text: string;
  readonly sees: readonly string[];
  /** Must not be seen. */
  readonly not?: readonly string[];
}
