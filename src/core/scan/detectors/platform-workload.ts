import type { ComponentKind } from '../../model/fact.ts';
import { byHost } from '../catalogue/index.ts';
import { entriesAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput, HostReference, Observation, WorkloadObservation } from '../observation.ts';
import { describesUnit } from './description.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';

/** What a platform's file says about one thing that it runs. */
export interface PlatformProcess {
  readonly name: string;
  readonly line: number;
  readonly kind?: ComponentKind | undefined;
  readonly image?: string | undefined;
  readonly buildFolder?: string | undefined;
  readonly aliases?: readonly string[];
  readonly ports?: readonly number[];
  readonly references?: readonly HostReference[];
  readonly dependsOn?: WorkloadObservation['dependsOn'];
  readonly instances?: number | undefined;
  readonly auxiliary?: boolean;
}

/** A workload that a platform runs for users. */
export function platformWorkload(input: DetectorInput, one: PlatformProcess): WorkloadObservation {
  return {
    type: 'workload',
    source: 'platform',
    name: input.redact(one.name.slice(0, 100)),
    aliases: one.aliases ?? [],
    ports: one.ports ?? [],
    references: one.references ?? [],
    dependsOn: one.dependsOn ?? [],
    evidence: input.evidence(one.line),
    ...(one.kind === undefined ? {} : { kind: one.kind }),
    ...(one.image === undefined ? {} : { image: input.redact(one.image) }),
    ...(one.buildFolder === undefined ? {} : { buildFolder: one.buildFolder }),
    ...(one.instances === undefined ? {} : { instances: one.instances }),
    ...(one.auxiliary === true ? { auxiliary: true } : {}),
  };
}

/**
 * What a descriptor without a name of its own (`vercel.json`) says about the unit it lies beside: hosts that are called. It
 * runs nothing by itself.
 */
export function describedUnit(input: DetectorInput, folder: string, references: readonly HostReference[]): readonly Observation[] {
  const description = describesUnit(input, folder, references);
  return description === undefined ? [] : [description];
}

/** A store that a platform runs, named as the file names it, with the version where one is written down. */
export function platformStore(
  input: DetectorInput,
  store: { readonly address: string; readonly name: string; readonly technology: string; readonly line: number },
  version?: DataEntry,
): readonly Observation[] {
  const resource: Observation = {
    type: 'resource',
    address: store.address,
    name: input.redact(store.name.slice(0, 100)),
    technology: store.technology,
    references: [],
    evidence: input.evidence(store.line),
  };
  if (version?.value.kind !== 'scalar' || !/^\d[\w.-]{0,20}$/.test(version.value.text)) return [resource];
  // The version has a line of its own, which is the one to look at when it is out of date.
  return [resource, { ...resource, version: input.redact(version.value.text), evidence: input.evidence(version.line) }];
}

/** A place of deployment with the region, where one is written down. */
export function deployedTo(input: DetectorInput, target: string, line: number, region?: string): Observation {
  const isRegion = region !== undefined && /^[a-z][a-z0-9-]{1,29}$/.test(region);
  return { type: 'deployment', target, evidence: input.evidence(line), ...(isRegion ? { region: input.redact(region) } : {}) };
}

/** A size, if a plain value stands there. */
export function sized(input: DetectorInput, measure: string, about: string, entry: DataEntry | undefined): readonly Observation[] {
  if (entry?.value.kind !== 'scalar' || !/^[\w.+-][\w .+-]{0,39}$/.test(entry.value.text)) return [];
  return [{ type: 'sizing', measure, value: input.redact(entry.value.text), about, evidence: input.evidence(entry.line) }];
}

/** The whole number of an entry, where one of at most a thousand stands there. */
export function countOf(entry: DataEntry | undefined): number | undefined {
  const value = entry?.value.kind === 'scalar' && entry.value.text !== '' ? Number(entry.value.text) : Number.NaN;
  return Number.isInteger(value) && value >= 0 && value <= 1_000 ? value : undefined;
}

/** Hosts that a map of environment variables names. */
export function environmentHosts(input: DetectorInput, node: DataNode | undefined): readonly HostReference[] {
  return elsewhere(
    entriesAt(node).flatMap(([key, entry]) =>
      entry.value.kind === 'scalar' ? referencesIn(input, entry.line, entry.value.text, key) : [],
    ),
  );
}

/**
 * Leaves out addresses under which platforms publish the programs of their customers (`shop.fly.dev`): they name a program,
 * mostly this one, and not the platform as something that is called.
 */
export function elsewhere(references: readonly HostReference[]): readonly HostReference[] {
  return references.filter(({ host }) => {
    const category = host.includes('.') ? byHost(host)?.category : undefined;
    return category !== 'cloud' && category !== 'compute';
  });
}

/**
 * The folder that a Dockerfile builds: its own, or the context where the Dockerfile stands in a folder of its kind
 * (`docker/`), which holds no program.
 */
export function folderOfDockerfile(context: string, dockerfile: string | undefined): string | undefined {
  if (dockerfile === undefined) return context;
  const path = joinPath(context, dockerfile);
  if (path === undefined) return undefined;
  const folder = folderOf(path);
  return /(^|\/)\.?(docker|dockerfiles?|deploy(ments?)?|build|ops|infra|ci|container|fly|render|heroku)$/i.test(folder) ? context : folder;
}

/** What a process is by its name and what it starts; undefined for one that runs once, watches files or only helps developers. */
export function processKind(name: string, command: string): ComponentKind | undefined {
  if (name === '' || /^(release|predeploy|postdeploy|console|deploy|test)$/i.test(name)) return undefined;
  if (developmentCommand.test(command)) return undefined;
  if (/^(web|api|server|app|http|websockets?|collaboration|cable|ws|grpc|site|rails|frontend|backend)(-.*)?$/i.test(name)) return 'service';
  if (/^(clock|cron|scheduler?|beat|celery[-_]?beat|timer)$/i.test(name)) return 'job';
  return commandKind(command) ?? 'worker';
}

/** What a start command shows for certain. */
export function commandKind(command: string): ComponentKind | undefined {
  const text = command.slice(0, 500);
  if (/\bcelery\b.{0,200}\bbeat\b|\bclockwork\b|\bwhenever\b/.test(text)) return 'job';
  if (
    /\b(celery\b.{0,200}\bworker|sidekiq|resque|good_job|solid_queue|delayed_job|rqworker|rq worker|queue:work|dramatiq|oban)\b|\bjobs:work\b/.test(
      text,
    )
  )
    return 'worker';
  return undefined;
}

/** Compilers that watch, and stores that developers start beside their program. */
const developmentCommand =
  /\s--?(watch|poll)\b|^(\S*\/)?(redis-server|postgres|mysqld|mongod|mailcatcher|mailhog|elasticsearch|webpack-dev-server|vite|guard|ngrok|stripe listen)(\s|$)|\bbin\/(vite|webpack-dev-server|shakapacker-dev-server)\b|\b(npm|yarn|pnpm)( run)? (dev|watch)\b/;
