import type { ComponentKind } from '../../model/fact.ts';
import { byId, byImage } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import { kindByTechnologies } from '../detectors/unit-kind.ts';
import type { Observation, ResourceObservation, TechnologyObservation, WorkloadObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { compatible } from './compatible.ts';
import { addressOf, bought, newDraft, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { baseName, isWithin } from './units.ts';
import type { Unit } from './units.ts';
import { groupWorkloads, isDescription, unitOfGroup } from './workloads.ts';
import type { WorkloadGroup } from './workloads.ts';

/** How sure a component is, by what shows it. */
const confidence = { workload: 0.95, resource: 0.9, unit: 0.85, dockerfile: 0.7, foreignImage: 0.6, driver: 0.6, optional: 0.4 } as const;

/** Finds every component: what is run, what can be run, what is declared, and what is only called. Sorted by name. */
export function draftComponents(observations: readonly Observation[], units: readonly Unit[], files: readonly string[]): readonly Draft[] {
  const workloads = observations.filter((one): one is WorkloadObservation => one.type === 'workload');
  const resources = observations.filter((one): one is ResourceObservation => one.type === 'resource');
  const drafts: Draft[] = [];
  const used = new Set<Unit>();
  for (const group of groupWorkloads(workloads)) drafts.push(draftOfGroup(group, units, used));
  const helpers = new Set(workloads.flatMap((one) => (one.auxiliary === true && !isDescription(one) ? (one.buildFolder ?? []) : [])));
  const programs = units.filter((unit) => unit.runs !== undefined && unit.observations.some((one) => one.ecosystem === 'go'));
  for (const unit of units) {
    // An image that only a profile or an override builds is a helper: it seeds, mocks or inspects.
    if (used.has(unit) || (!unit.hasManifest && helpers.has(unit.folder)) || !runsAlone(unit, programs, drafts, files)) continue;
    drafts.push(draftOfUnit(unit));
  }
  for (const resource of resources) addResource(drafts, resource);
  for (const draft of drafts) settleKind(draft);
  joinStandIns(drafts);
  for (const workload of workloads) if (isDescription(workload) && workload.proxy === undefined) describe(drafts, workload);
  // Last, because what a proxy leads to has to be known.
  for (const workload of workloads)
    if (isDescription(workload) && workload.proxy !== undefined) describeProxy(drafts, workload, workload.proxy);
  drafts.push(...draftCalled(drafts, units));
  disambiguate(drafts);
  return drafts.sort((a, b) => compare(a.name, b.name));
}

function draftOfGroup(group: WorkloadGroup, units: readonly Unit[], used: Set<Unit>): Draft {
  const [first] = group.workloads;
  const draft = newDraft(group.name, first?.kind ?? 'service', confidence.workload);
  const unit = unitOfGroup(group, units);
  for (const workload of group.workloads) {
    draft.workloads.push(workload);
    draft.evidence.push(workload.evidence);
    draft.references.push(...workload.references);
    for (const alias of workload.aliases) draft.aliases.add(alias);
    for (const port of workload.localPorts ?? []) draft.localPorts.add(port);
    if (workload.instances !== undefined) draft.instances ??= workload.instances;
  }
  const technology = imageTechnology(group);
  if (technology !== undefined) draft.technologies.add(technology.id);
  if (unit !== undefined) {
    used.add(unit);
    attachUnit(draft, unit);
  }
  const built = unit !== undefined || group.workloads.some((one) => one.buildFolder !== undefined);
  const kind = group.workloads.flatMap((one) => one.kind ?? [])[0];
  draft.kind = kind ?? technology?.component ?? unit?.runs ?? 'service';
  if (!built && technology === undefined && kind === undefined) draft.confidence = confidence.foreignImage;
  if (technology?.auxiliary === true) draft.confidence = confidence.optional;
  return draft;
}

/** The image's entry; a built thing is what it is built from, which its unit tells better. */
function imageTechnology(group: WorkloadGroup): Technology | undefined {
  if (group.workloads.some((one) => one.buildFolder !== undefined)) return undefined;
  return group.workloads.flatMap((one) => (one.image === undefined ? [] : (byImage(one.image) ?? [])))[0];
}

function attachUnit(draft: Draft, unit: Unit): void {
  draft.units.push(unit);
  draft.folder ??= unit.folder === '' ? '.' : unit.folder;
  for (const one of unit.observations) draft.evidence.push(one.evidence);
  for (const one of unit.technologies) draft.technologies.add(one.technology);
}

/** Whether a unit that no workload runs is a component of its own. A library is not, nor is a part of another one. */
function runsAlone(unit: Unit, programs: readonly Unit[], drafts: readonly Draft[], files: readonly string[]): boolean {
  // The programs of a Go module stand in folders of their own; the module is then their common code.
  if (
    unit.observations.some((one) => one.ecosystem === 'go') &&
    programs.some((one) => one !== unit && isWithin(unit.folder === '' ? 'cmd' : `${unit.folder}/cmd`, one.folder))
  )
    return false;
  if (unit.runs === undefined) return unit.hasDockerfile && unit.folder !== '' && hasSource(unit, files) && !isInside(unit, drafts);
  // The root of a workspace often carries the scripts that start its members.
  return !(
    unit.members.length > 0 &&
    !unit.hasDockerfile &&
    unit.technologies.every((one) => byId(one.technology)?.category !== 'framework')
  );
}

function isInside(unit: Unit, drafts: readonly Draft[]): boolean {
  return drafts.some((draft) => draft.folder !== undefined && draft.folder !== '.' && isWithin(draft.folder, unit.folder));
}

const sourceFile = /\.([cm]?[jt]sx?|py|go|java|kt|cs|rb|php|rs|ex|scala|swift)$/;

function hasSource(unit: Unit, files: readonly string[]): boolean {
  return files.some((file) => isWithin(unit.folder, file) && sourceFile.test(file));
}

function draftOfUnit(unit: Unit): Draft {
  const draft = newDraft(
    unit.name ?? 'application',
    unit.runs ?? 'service',
    unit.runs === undefined ? confidence.dockerfile : confidence.unit,
  );
  attachUnit(draft, unit);
  return draft;
}

/** Gives what a configuration file says to the component whose folder it lies in, else to the one of its name. */
function describe(drafts: readonly Draft[], workload: WorkloadObservation): void {
  const folder = workload.buildFolder === '' ? '.' : workload.buildFolder;
  const name = plainName(workload.name);
  const draft =
    (folder === undefined ? undefined : drafts.find((one) => one.folder === folder)) ??
    drafts.find(
      (one) =>
        one.folder !== undefined &&
        (plainName(one.name) === name || one.units.some((unit) => unit.name !== undefined && plainName(unit.name) === name)),
    );
  if (draft === undefined) return;
  draft.references.push(...workload.references);
  for (const port of workload.localPorts ?? []) draft.localPorts.add(port);
  draft.evidence.push(workload.evidence);
  draft.aliases.add(workload.name);
  // What an application calls itself is its name to everyone who calls it; its container may be called shorter.
  const stated = workload.buildFolder !== undefined && name !== '' && /(^|\.)name\s*[:=]/.test(workload.evidence.excerpt);
  if (!stated || draft.aliases.has(draft.name) || drafts.some((other) => other !== draft && plainName(other.name) === name)) return;
  draft.aliases.add(draft.name);
  draft.name = workload.name;
}

/**
 * Gives the routes of a web server to the component that it is: the one whose folder holds its configuration, else the
 * only one that is that server. A server that nothing else shows is one where it leads to a component.
 */
function describeProxy(drafts: Draft[], workload: WorkloadObservation, technology: string): void {
  const around = drafts
    .filter((one) => one.folder !== undefined && one.folder !== '.' && isWithin(one.folder, workload.buildFolder ?? ''))
    .sort((a, b) => (b.folder ?? '').length - (a.folder ?? '').length);
  const servers = drafts.filter((one) => one.technologies.has(technology) && one.workloads.length > 0);
  const known = around[0] ?? (servers.length === 1 ? servers[0] : undefined);
  const leads = workload.references.some((reference) =>
    reference.host === 'localhost'
      ? drafts.some((one) => reference.port !== undefined && one.localPorts.has(reference.port))
      : drafts.some(
          (one) =>
            plainName(one.name) === plainName(reference.host) ||
            one.workloads.some((own) => plainName(own.name) === plainName(reference.host)),
        ),
  );
  if (known === undefined && (servers.length > 1 || !leads)) return;
  const draft = known ?? newDraft(workload.name, 'gateway', confidence.dockerfile);
  draft.technologies.add(technology);
  draft.references.push(...workload.references);
  draft.evidence.push(workload.evidence);
  if (known === undefined) drafts.push(draft);
}

function addResource(drafts: Draft[], resource: ResourceObservation): void {
  const technology = byId(resource.technology);
  const kind = resource.kind ?? technology?.component;
  // Where Terraform keeps its own state is no part of what it builds.
  if (kind === undefined || /(tf|terraform)[-_]?(remote[-_]?)?(state|backend|lock)/i.test(resource.name)) return;
  const address = addressOf(resource, resource.address);
  const existing =
    drafts.find((draft) => draft.resources.some((one) => addressOf(one, one.address) === address)) ??
    drafts.find(
      (draft) =>
        draft.resources.length > 0 && plainName(draft.name) === plainName(resource.name) && draft.technologies.has(resource.technology),
    );
  const draft = existing ?? newDraft(resource.name, kind, confidence.resource);
  draft.technologies.add(resource.technology);
  draft.resources.push(resource);
  draft.evidence.push(resource.evidence);
  if (existing === undefined) drafts.push(draft);
}

/**
 * Joins a declared resource with the container that stands in for it on a developer's machine: one PostgreSQL in Compose
 * and one in Terraform are the same store. With two of either it would be a guess, unless they have one name. The
 * container's name stays, because that is the name that configuration refers to.
 */
function joinStandIns(drafts: Draft[]): void {
  const containers = drafts.filter((one) => bought.has(one.kind) && one.workloads.length > 0);
  for (const stand of containers) {
    const alike = (other: Draft): boolean =>
      other.kind === stand.kind && [...other.technologies].some((id) => [...stand.technologies].some((own) => compatible(own, id)));
    const declared = drafts.filter((other) => other !== stand && other.resources.length > 0 && alike(other));
    const stands = drafts.filter((other) => other.workloads.length > 0 && alike(other));
    // Beside a store in the cluster a managed one is another one, unless it is declared under the same name.
    const named = declared.find((other) => plainName(other.name.replace(/ \(.*\)$/, '')) === plainName(stand.name));
    const isLocal = stand.workloads.every((workload) => workload.source === 'compose');
    const resource = named ?? (isLocal && declared.length === 1 && stands.length === 1 ? declared[0] : undefined);
    if (resource === undefined) continue;
    stand.resources.push(...resource.resources);
    stand.evidence.push(...resource.evidence);
    stand.aliases.add(resource.name);
    for (const id of resource.technologies) stand.technologies.add(id);
    drafts.splice(drafts.indexOf(resource), 1);
  }
}

/**
 * Decides the kind where only the parts together tell: an image built from a database's is that database, a service
 * that is drawn in a browser and served by a plain web server is a web client.
 */
function settleKind(draft: Draft): void {
  if (draft.workloads.some((one) => one.kind !== undefined) || draft.resources.length > 0 || draft.kind !== 'service') return;
  const ids = [...draft.technologies];
  const stated = draft.units.flatMap((unit) => unit.runs ?? [])[0];
  const hasManifest = draft.units.some((unit) => unit.hasManifest);
  const packaged = hasManifest ? undefined : ids.flatMap((id) => byId(id)?.component ?? [])[0];
  draft.kind = packaged ?? (draft.workloads.length > 0 && hasManifest ? (stated ?? kindByTechnologies(ids)) : stated) ?? draft.kind;
  if (draft.kind === 'service' && /(^|[-_])(worker|consumer|celery|sidekiq|beat)s?([-_]|$)/i.test(draft.name)) draft.kind = 'worker';
}

interface Use {
  readonly unit: Unit;
  readonly observation: TechnologyObservation;
}

/** Stores that only a driver shows, and external interfaces that only a client library shows. */
function draftCalled(drafts: readonly Draft[], units: readonly Unit[]): readonly Draft[] {
  const running = new Set(drafts.flatMap((draft) => draft.units));
  const uses = new Map<string, Use[]>();
  for (const unit of units) {
    // A library's client counts for nothing until something that runs depends on it; a single program owns all it has.
    if (!running.has(unit) && !(running.size === 1 && unit.runs === undefined)) continue;
    for (const observation of unit.technologies) {
      // The name of a variable shows that something may be set up, not that it is called.
      if (byId(observation.technology)?.client !== true || observation.evidence.detector === 'env-example') continue;
      uses.set(observation.technology, [...(uses.get(observation.technology) ?? []), { unit, observation }]);
    }
  }
  return [...uses].sort(([a], [b]) => compare(a, b)).flatMap(([id, list]) => calledDraft(id, list, drafts) ?? []);
}

function calledDraft(id: string, uses: readonly Use[], drafts: readonly Draft[]): Draft | undefined {
  const technology = byId(id);
  const kind = technology === undefined ? undefined : calledKind(technology);
  if (technology === undefined || kind === undefined) return undefined;
  if (drafts.some((draft) => draft.technologies.has(id) && (bought.has(draft.kind) || draft.kind === kind))) return undefined;
  if (drafts.some((draft) => draft.kind === kind && speaks(draft, technology))) return undefined;
  const draft = newDraft(technology.name, kind, technology.integration === true ? confidence.optional : confidence.driver);
  draft.technologies.add(id);
  for (const use of uses) draft.evidence.push(use.observation.evidence);
  return draft;
}

/** Whether a component already found answers to the same protocol: a Valkey cache serves a Redis client. */
function speaks(draft: Draft, technology: Technology): boolean {
  return [...draft.technologies].some((id) => compatible(id, technology.id));
}

function calledKind(technology: Technology): ComponentKind | undefined {
  if (technology.component !== undefined) return technology.component;
  const kinds: Partial<Record<Technology['category'], ComponentKind>> = {
    store: 'store',
    cache: 'cache',
    broker: 'broker',
    search: 'search',
    'object-store': 'object-store',
    'external-api': 'external-api',
    ai: 'external-api',
  };
  return kinds[technology.category];
}

/** Gives drafts of the same name the folder above them, then a number, in the order of their folders. */
function disambiguate(drafts: readonly Draft[]): void {
  const byName = new Map<string, Draft[]>();
  for (const draft of drafts) byName.set(plainName(draft.name), [...(byName.get(plainName(draft.name)) ?? []), draft]);
  const taken = new Set(byName.keys());
  for (const same of byName.values()) {
    const [first, ...rest] = [...same].sort((a, b) => b.workloads.length - a.workloads.length || compare(a.folder ?? '', b.folder ?? ''));
    if (first === undefined) continue;
    for (const draft of rest) {
      const folder = draft.folder ?? '';
      const parent =
        plainName(baseName(folder)) === plainName(draft.name)
          ? baseName(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
          : baseName(folder);
      const technology = byId([...draft.technologies][0] ?? '')?.name;
      const prefix = parent !== '' && parent !== '.' ? `${parent}-` : '';
      let name = prefix === '' && technology !== undefined && folder === '' ? `${draft.name} (${technology})` : `${prefix}${draft.name}`;
      for (let count = 2; taken.has(plainName(name)); count += 1) name = `${prefix}${draft.name}-${String(count)}`;
      taken.add(plainName(name));
      draft.name = name;
    }
  }
}
