import type { Evidence, Problem, Redacted } from '../model/evidence.ts';
import type { ComponentKind, DataFlow, DocumentFact, PeopleFact, Practice } from '../model/fact.ts';

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
  | HazardObservation
  | PeopleObservation
  | DocumentObservation;

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
  readonly ecosystem: 'npm' | 'python' | 'go' | 'java' | 'dotnet' | 'docker' | 'other';
  /** Set where the manifest itself shows that it runs (a start script, a server framework, a main class, an entry point). */
  readonly runs?: ComponentKind;
  /** Workspace member globs, relative to `folder` (npm workspaces, Maven modules). */
  readonly members?: readonly string[];
  /** Packages of the same workspace that it depends on for production, named as units are. */
  readonly libraries?: readonly { readonly name: string; readonly evidence: Evidence }[];
  readonly evidence: Evidence;
}

/**
 * Where a workload is declared. `compose` and `apphost` (.NET Aspire) run it on a developer's machine, `kubernetes`, `cloud`
 * (a container service or a function in infrastructure as code) and `platform` (Fly, Render, App Engine, …) run it for users;
 * `other` with `auxiliary` is a configuration or source file that describes a unit and runs nothing.
 */
export type WorkloadSource = 'compose' | 'apphost' | 'kubernetes' | 'procfile' | 'cloud' | 'platform' | 'other';

/** Something that is run: a Compose service, a Kubernetes Deployment, a container definition. */
export interface WorkloadObservation {
  readonly type: 'workload';
  readonly source: WorkloadSource;
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
  /** Services that its command names as running within this one process. */
  readonly parts?: readonly string[];
  /** Catalogue id of what it is, where its image does not tell: an emulator, a database whose image is a variable. */
  readonly product?: string;
  /** Catalogue id of the service that runs it, where a cloud does (`cloud-run`). */
  readonly runBy?: string;
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
  /** Where the line tells more than the kinds of both ends: a listener on a queue is `backward`. */
  readonly flow?: DataFlow;
  /**
   * Catalogue id of the kind of thing that is meant, where no host stands there: `kafka` for a listener in source text. The
   * host is then empty, and it is joined with the one component that is such a thing.
   */
  readonly technology?: string;
  /** True where what is named is the one that calls: a GraphQL API of another stack whose resolver is declared beside the service. */
  readonly isCaller?: true;
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
  /** Folder of the code that it runs, relative to the root, for a function or a container: joins it with its unit. */
  readonly codeFolder?: string;
  /** Name of the stack it is declared in (its template's folder), for functions that together are one service. */
  readonly stack?: string;
  /**
   * Addresses that its body refers to. An address of another file of the same kind is written with `path#address`. `flow` as
   * in a host reference; `backward` for what triggers it (an event-source mapping).
   */
  readonly references: readonly ResourceReference[];
  /** Hosts in its environment. */
  readonly hosts?: readonly HostReference[];
  /**
   * Names under which other files refer to it, each unique in the workspace: `export:name` (a CloudFormation export),
   * `ssm:/name` (an SSM parameter that holds it), `path#Parameter` and `path#Outputs.Name` (of a nested template).
   */
  readonly exports?: readonly string[];
  readonly evidence: Evidence;
}

/** What the body of a resource refers to. */
export interface ResourceReference {
  readonly address: string;
  readonly flow?: DataFlow;
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

/** A count of people that a file shows, already in its bucket. */
export interface PeopleObservation {
  readonly type: 'people';
  readonly measure: PeopleFact['measure'];
  readonly value: string;
  readonly evidence: Evidence;
}

/** A document and its title. */
export interface DocumentObservation {
  readonly type: 'document';
  readonly document: DocumentFact['document'];
  readonly title: Redacted;
  readonly evidence: Evidence;
}

/** What a detector is given: one file, already within the limits of security rule 4 that do not depend on the format. */
export interface DetectorInput {
  readonly path: string;
  readonly text: string;
  /** Makes redacted evidence for a 1-based line of this file; the excerpt is that line unless one is given. */
  evidence(line: number, excerpt?: string): Evidence;
  /** What `parse` makes of this file's text; remembered for all detectors that read the file, because many read YAML. */
  own<T>(parse: (text: string) => T): T;
  /** The text of a file that `companions` named; undefined if it is missing, too large, binary or known to hold secrets. */
  companion(path: string): string | undefined;
  /** The paths of the companions that `companions` named and that could be read, in its order. */
  readonly companionPaths: readonly string[];
  /** As `evidence`, for a line of a companion. */
  evidenceIn(path: string, line: number): Evidence;
  /**
   * What `parse` makes of a companion's text, or undefined without one; remembered for all files of the scan that ask for the
   * same path with the same function, so that a chart's values are parsed once and not once a template.
   */
  parsed<T>(path: string, parse: (text: string) => T): T | undefined;
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
  /**
   * Other files of the workspace that it needs beside the one it reads (the values of a chart, the other files of a
   * Terraform module), told from paths alone; at most `maxCompanions` are given, in this order.
   */
  companions?(path: string, files: FileNames): readonly string[];
  /**
   * For readers of source text: the file is only opened where the unit it belongs to (the nearest manifest above) has one of
   * these technologies (catalogue ids), so that a workspace pays for sources only where they can tell something.
   */
  readonly sources?: readonly string[];
  /**
   * For readers of source text: whether the name is one that by the conventions of the field holds what is looked for. Such
   * files come first; of the others a large workspace has only the first few read. Without it every name is likely.
   */
  likely?(path: string): boolean;
  /** May be asynchronous because a grammar may have to be loaded first. */
  detect(input: DetectorInput): DetectorOutput | Promise<DetectorOutput>;
  readonly examples: readonly DetectorExample[];
}

/** The names of the workspace's files, for a detector that needs more than one file. */
export interface FileNames {
  has(path: string): boolean;
  /** Names of the files directly in a folder, sorted; empty if there is no such folder. */
  inFolder(folder: string): readonly string[];
}

/** A file and what must be seen in it, as `type name@line` lines (`workload api@3`, `technology postgresql@7`). */
export interface DetectorExample {
  readonly path: string;
  readonly text: string;
  /** Other files of the workspace, for a detector with companions. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly sees: readonly string[];
  /** Must not be seen. */
  readonly not?: readonly string[];
}
