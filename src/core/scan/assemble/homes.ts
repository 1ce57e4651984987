import { byImage } from '../catalogue/index.ts';
import type { WorkloadObservation, WorkloadSource } from '../observation.ts';
import { bought, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { baseName, isWithin } from './units.ts';
import type { Unit } from './units.ts';
import { imageBase } from './workloads.ts';

/** Folders that hold how a program is deployed: what they run is the program beside them. */
const deployFolder =
  /^\.?(manifests?|k8s|kube|kubernetes|kustomize|deploy|deployments?|deployment|infra|infrastructure|iac|terraform|tf|helm|charts?|cloudformation|cfn|templates?|aws|azure|gcp|bicep|ecs|cloud-?run|ops|devops)$/i;

/**
 * Tells what programs workloads run whose image says nothing, by where they are declared: in a folder of manifests of the
 * program, or in a template above the only program there. Where two are declared for one program it would be a guess.
 */
export function withHomes(workloads: readonly WorkloadObservation[], units: readonly Unit[]): readonly WorkloadObservation[] {
  const programs = new Programs(units.filter((unit) => unit.runs !== undefined || unit.hasDockerfile));
  const names = new Set(units.flatMap((unit) => [plainName(baseName(unit.folder)), plainName(unit.name ?? '')]));
  const homes = new Map<WorkloadObservation, Unit>();
  const tenants = new Map<Unit, Set<string>>();
  for (const workload of workloads) {
    const home = isHomeless(workload, names) ? homeOf(workload, programs) : undefined;
    if (home === undefined) continue;
    homes.set(workload, home);
    tenants.set(home, (tenants.get(home) ?? new Set()).add(plainName(workload.name)));
  }
  return workloads.map((workload) => {
    const home = homes.get(workload);
    return home !== undefined && tenants.get(home)?.size === 1 ? { ...workload, buildFolder: home.folder } : workload;
  });
}

function isHomeless(workload: WorkloadObservation, names: ReadonlySet<string>): boolean {
  const { source, image } = workload;
  if ((source !== 'kubernetes' && source !== 'cloud') || workload.buildFolder !== undefined) return false;
  if (workload.auxiliary === true || workload.isRoute === true || (workload.kind ?? 'service') !== 'service') return false;
  // An image that is written out is some program, not always this one; one that is filled in on deployment was built here.
  if (
    image !== undefined &&
    (source === 'cloud' ? byImage(image) !== undefined || names.has(plainName(imageBase(image))) : !isFilledIn(image))
  )
    return false;
  return !names.has(plainName(workload.name));
}

function isFilledIn(image: string): boolean {
  return /[{}$<>%]/.test(image) || /^[A-Z][A-Z0-9_]+$/.test(image);
}

/** Programs by their folders, so that many workloads cost no more than many look-ups. */
class Programs {
  readonly #all: readonly Unit[];
  readonly #byFolder: ReadonlyMap<string, Unit>;
  readonly #only = new Map<string, Unit | undefined>();

  constructor(units: readonly Unit[]) {
    this.#all = units;
    this.#byFolder = new Map(units.map((unit) => [unit.folder, unit]));
  }

  /** The nearest program whose folder is or holds a folder, the whole workspace left out. */
  above(folder: string): Unit | undefined {
    for (let at = folder; at !== ''; at = parentOf(at)) {
      const unit = this.#byFolder.get(at);
      if (unit !== undefined) return unit;
    }
    return undefined;
  }

  /** The only program within a folder. */
  onlyWithin(folder: string): Unit | undefined {
    if (!this.#only.has(folder)) {
      const [only, second] = this.#all.filter((unit) => isWithin(folder, unit.folder));
      this.#only.set(folder, second === undefined ? only : undefined);
    }
    return this.#only.get(folder);
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function homeOf(workload: WorkloadObservation, programs: Programs): Unit | undefined {
  const folder = parentOf(workload.evidence.path);
  const nearest = programs.above(folder);
  if (nearest !== undefined) {
    const below = folder === nearest.folder ? '' : folder.slice(nearest.folder.length + 1).split('/')[0];
    return below === '' || deployFolder.test(below ?? '') ? nearest : undefined;
  }
  // In a cluster many things run, also such as are built elsewhere; a template of a cloud is written for its program.
  if (workload.source !== 'cloud' || workload.image !== undefined) return undefined;
  const only = programs.onlyWithin(deployFolder.test(baseName(folder)) ? parentOf(folder) : folder);
  return only?.hasDockerfile === true ? only : undefined;
}

const local: ReadonlySet<WorkloadSource> = new Set(['compose', 'apphost']);
const cloud: ReadonlySet<WorkloadSource> = new Set(['cloud', 'platform']);

/**
 * Joins what a cloud runs from a folder with what a developer's machine runs from it under another name: `web` of azd and
 * `frontend` of Compose are one. Workers and jobs share a folder with the service beside them and stay.
 */
export function joinByHome(drafts: Draft[]): void {
  const isPlain = (draft: Draft): boolean =>
    !bought.has(draft.kind) &&
    !['worker', 'job', 'function'].includes(draft.kind) &&
    !/(^|[-_])(worker|job|beat|cron)s?([-_]|$)/i.test(draft.name);
  const isDeployed = (draft: Draft): boolean =>
    draft.workloads.length > 0 &&
    draft.workloads.every((one) => cloud.has(one.source) || (one.source === 'kubernetes' && one.buildFolder !== undefined));
  const here = new Map<Unit, Draft[]>();
  for (const draft of drafts)
    if (draft.workloads.some((one) => local.has(one.source)))
      for (const unit of draft.units) here.set(unit, [...(here.get(unit) ?? []).slice(0, 2), draft]);
  for (const draft of drafts.filter(isDeployed)) {
    const [unit] = draft.units;
    const [into, second] = unit === undefined ? [] : (here.get(unit) ?? []);
    if (into === undefined || into === draft || second !== undefined || !isPlain(draft) || !isPlain(into)) continue;
    // Two deployments of one program in one cloud are two.
    const sources = new Set(draft.workloads.map((one) => one.source));
    if (into.workloads.some((one) => sources.has(one.source) && (one.image !== undefined || one.buildFolder !== undefined))) continue;
    into.workloads.push(...draft.workloads);
    into.references.push(...draft.references);
    into.evidence.push(...draft.workloads.map((one) => one.evidence));
    into.aliases.add(draft.name);
    for (const alias of draft.aliases) into.aliases.add(alias);
    for (const id of draft.technologies) into.technologies.add(id);
    if (draft.instances !== undefined) into.instances ??= draft.instances;
    drafts.splice(drafts.indexOf(draft), 1);
  }
}
