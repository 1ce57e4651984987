import { byImage, parseImage } from '../catalogue/index.ts';
import type { WorkloadObservation, WorkloadSource } from '../observation.ts';
import { plainName } from './draft.ts';
import { baseName, isWithin } from './units.ts';
import type { Unit } from './units.ts';

/** The workloads of one thing: a Compose service with its overrides and its Kubernetes Deployment. */
export interface WorkloadGroup {
  readonly name: string;
  readonly workloads: WorkloadObservation[];
}

/**
 * Joins workloads that are the same thing: first by name, then, between different kinds of files, by what is built or
 * by the image where that is unambiguous. Groups of auxiliary workloads alone are left out.
 */
export function groupWorkloads(workloads: readonly WorkloadObservation[]): readonly WorkloadGroup[] {
  const groups = new Map<string, WorkloadGroup>();
  for (const workload of joinRoutes(workloads)) {
    if (isDescription(workload)) continue;
    const key = plainName(workload.name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name: workload.name, workloads: [workload] });
    else group.workloads.push(workload);
  }
  const real = [...groups.values()].filter((group) => group.workloads.some((one) => one.auxiliary !== true && !isStandIn(one)));
  return joinAcrossSources(real);
}

/**
 * Gives all routing rules of the cluster one name: an Ingress is a rule of the ingress controller, and an Istio route
 * beside it the same way in. A single rule keeps its own name.
 */
function joinRoutes(workloads: readonly WorkloadObservation[]): readonly WorkloadObservation[] {
  const names = new Set(workloads.flatMap((one) => (one.isRoute === true && one.auxiliary !== true ? [plainName(one.name)] : [])));
  if (names.size < 2) return workloads;
  return workloads.map((one) => (one.isRoute === true ? { ...one, name: 'ingress', aliases: [] } : one));
}

/** A mail catcher, a waiting script, a backup job: beside the system, also where it stands in the main file. */
function isStandIn(workload: WorkloadObservation): boolean {
  const technology = workload.image === undefined || workload.buildFolder !== undefined ? undefined : byImage(workload.image);
  return technology?.auxiliary === true && technology.component !== 'monitoring';
}

/** A file that describes a unit (its configuration) rather than running it. */
export function isDescription(workload: WorkloadObservation): boolean {
  return workload.source === 'other' && workload.auxiliary === true;
}

function joinAcrossSources(groups: readonly WorkloadGroup[]): readonly WorkloadGroup[] {
  const joined = new Set<WorkloadGroup>();
  const containers = new GroupIndex(groups.filter((group) => !isFrom(group, processes)));
  const here = new GroupIndex(groups.filter((group) => isFrom(group, local)));
  const grown = new Set<WorkloadGroup>();
  const join = (group: WorkloadGroup, into: WorkloadGroup): void => {
    // What has taken in a process or a deployment is no longer only of a developer's machine.
    if (!grown.has(into)) here.remove(into);
    grown.add(into);
    containers.remove(group);
    containers.add(into, foldersOf(group));
    into.workloads.push(...group.workloads);
    joined.add(group);
  };
  for (const group of groups) {
    if (isFrom(group, processes)) {
      const built = containers.atMostTwo(foldersOf(group), [], group);
      // The process that serves and the container of the same folder are one; workers beside it stay.
      if (built.length === 1 && built[0] !== undefined && group.workloads.every((one) => (one.kind ?? 'service') === 'service')) {
        join(group, built[0]);
        continue;
      }
    }
    if (!isFrom(group, deployed)) continue;
    const [match, second] = here.atMostTwo(foldersOf(group), keysOf(group), group);
    // Two candidates mean that the key is shared (a base image, a build folder with two commands): then they stay apart.
    if (match !== undefined && second === undefined) join(group, match);
  }
  return groups.filter((group) => !joined.has(group));
}

/** Groups by what they build and what they are called, so that ten thousand of them cost no more than ten thousand look-ups. */
class GroupIndex {
  readonly #byFolder = new Map<string, Set<WorkloadGroup>>();
  readonly #byKey = new Map<string, Set<WorkloadGroup>>();

  constructor(groups: readonly WorkloadGroup[]) {
    for (const group of groups) this.add(group, foldersOf(group), keysOf(group));
  }

  add(group: WorkloadGroup, folders: readonly string[], keys: readonly string[] = []): void {
    for (const folder of folders) put(this.#byFolder, folder, group);
    for (const key of keys) put(this.#byKey, key, group);
  }

  remove(group: WorkloadGroup): void {
    for (const folder of foldersOf(group)) this.#byFolder.get(folder)?.delete(group);
    for (const key of keysOf(group)) this.#byKey.get(key)?.delete(group);
  }

  /** The groups but `not` that share a folder or a key; a third is not looked for, because two are already too many. */
  atMostTwo(folders: readonly string[], keys: readonly string[], not: WorkloadGroup): readonly WorkloadGroup[] {
    const found = new Set<WorkloadGroup>();
    for (const groups of [...folders.map((folder) => this.#byFolder.get(folder)), ...keys.map((key) => this.#byKey.get(key))]) {
      for (const group of groups ?? []) {
        if (group !== not) found.add(group);
        if (found.size === 2) return [...found];
      }
    }
    return [...found];
  }
}

function put(index: Map<string, Set<WorkloadGroup>>, key: string, group: WorkloadGroup): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([group]));
  else known.add(group);
}

function foldersOf(group: WorkloadGroup): readonly string[] {
  return group.workloads.flatMap((one) => one.buildFolder ?? []);
}

/** Lists of processes that name no container: the folder is what they share with one. */
const processes: ReadonlySet<WorkloadSource> = new Set(['procfile', 'platform']);
/** What runs on a developer's machine, and what the same thing is run by for users. */
const local: ReadonlySet<WorkloadSource> = new Set(['compose', 'apphost']);
const deployed: ReadonlySet<WorkloadSource> = new Set(['kubernetes', 'cloud', 'platform', 'other']);

function isFrom(group: WorkloadGroup, sources: ReadonlySet<WorkloadSource>): boolean {
  return group.workloads.every((one) => sources.has(one.source));
}

function keysOf(group: WorkloadGroup): readonly string[] {
  const names = [group.name, ...group.workloads.flatMap((one) => [...one.aliases])].map((name) => withoutSuffix(plainName(name)));
  const images = group.workloads.flatMap((one) => {
    const image = one.image;
    return image === undefined || byImage(image) !== undefined ? [] : [withoutSuffix(plainName(imageBase(image)))];
  });
  return [...names, ...images].filter((key) => key.length > 1);
}

/** `orders-deployment` and `orders` are one; never down to nothing. */
function withoutSuffix(name: string): string {
  const short = name.replace(/(deployment|statefulset|daemonset|service|svc|app|server)$/, '');
  return short.length > 1 ? short : name;
}

/** The last part of an image's repository: `ghcr.io/acme/orders:1` is `orders`. */
export function imageBase(image: string): string {
  return baseName(parseImage(image).repository);
}

/** The unit that builds a product which others run as well: the catalogue knows its image, and here is where it is made. */
function ownProduct(group: WorkloadGroup, units: readonly Unit[]): Unit | undefined {
  const images = new Set(group.workloads.flatMap((one) => (one.image === undefined ? [] : [plainName(imageBase(one.image))])));
  return units.find((unit) => unit.hasManifest && unit.hasDockerfile && unit.name !== undefined && images.has(plainName(unit.name)));
}

/**
 * The unit that a group runs: one of its name inside the build folder, else the one that is the build folder, else the
 * only running one below it. Without a build folder only a unit of its name or its image's name counts.
 */
export function unitOfGroup(group: WorkloadGroup, units: readonly Unit[]): Unit | undefined {
  const folder = group.workloads.flatMap((one) => one.buildFolder ?? [])[0];
  const names = new Set(
    [group.name, ...group.workloads.flatMap((one) => (one.image === undefined ? [] : [imageBase(one.image)]))].map(plainName),
  );
  const below = folder === undefined ? units : units.filter((unit) => isWithin(folder, unit.folder));
  const exact = folder === undefined ? undefined : units.find((unit) => unit.folders.includes(folder));
  if (exact !== undefined && folder !== '') return exact;
  const known = group.workloads.some((one) => one.image !== undefined && byImage(one.image) !== undefined);
  if (folder === undefined && known) return ownProduct(group, units);
  const named = below.filter(
    (unit) => names.has(plainName(baseName(unit.folder))) || (unit.name !== undefined && names.has(plainName(unit.name))),
  );
  if (named.length > 0) return named.find((unit) => unit.runs !== undefined) ?? named[0];
  if (exact !== undefined) return exact;
  if (folder === undefined) return imageBelow(group, units);
  const running = below.filter((unit) => unit.runs !== undefined);
  return running.length === 1 ? running[0] : undefined;
}

/** The only unit without a manifest that `docker/web/Dockerfile` builds for the service `shop_web` of the product's own images. */
function imageBelow(group: WorkloadGroup, units: readonly Unit[]): Unit | undefined {
  const name = group.workloads.map((one) => one.image).find((one) => one !== undefined);
  if (name === undefined) return undefined;
  const built = units.filter(
    (unit) =>
      unit.hasDockerfile &&
      !unit.hasManifest &&
      /(^|\/)(docker|dockerfiles?|images?|containers?|build)\/[^/]+$/i.test(unit.folder) &&
      /[-_]/.test(imageBase(name).at(-baseName(unit.folder).length - 1) ?? '') &&
      imageBase(name).endsWith(baseName(unit.folder)),
  );
  return built.length === 1 ? built[0] : undefined;
}
