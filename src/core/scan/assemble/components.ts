import type { Technology } from '../catalogue/index.ts';
import { byId, byImage } from '../catalogue/index.ts';
import { kindByTechnologies } from '../detectors/unit-kind.ts';
import type { Observation, ResourceObservation, WorkloadObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { joinAlternatives } from './alternatives.ts';
import { draftCalled } from './called.ts';
import { confidence } from './confidence.ts';
import { describe, describeProxy } from './describe.ts';
import { disambiguate } from './disambiguate.ts';
import { attachUnit, bought, newDraft, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { joinDeployed } from './join-deployed.ts';
import { joinByHome, withHomes } from './homes.ts';
import { joinProcesses } from './join-processes.ts';
import { recogniseByScheme } from './recognise.ts';
import { draftResources, joinStandIns } from './resources.ts';
import { migration } from './start-order.ts';
import { baseName, isWithin } from './units.ts';
import type { Unit } from './units.ts';
import { groupWorkloads, isDescription, unitOfGroup } from './workloads.ts';
import type { WorkloadGroup } from './workloads.ts';

/** Finds every component: what is run, what can be run, what is declared, and what is only called. Sorted by name. */
export function draftComponents(observations: readonly Observation[], units: readonly Unit[], files: readonly string[]): readonly Draft[] {
  const workloads = observations.filter((one): one is WorkloadObservation => one.type === 'workload');
  const resources = observations.filter((one): one is ResourceObservation => one.type === 'resource');
  const drafts: Draft[] = [];
  const used = new Set<Unit>();
  for (const group of groupWorkloads(withHomes(workloads, units))) drafts.push(draftOfGroup(group, units, used));
  joinByHome(drafts);
  joinDeployed(drafts);
  const helpers = new Set(workloads.flatMap((one) => (one.auxiliary === true && !isDescription(one) ? (one.buildFolder ?? []) : [])));
  draftResources(drafts, resources, units, used);
  const names = new Set(files);
  const programs = units.filter((unit) => unit.runs !== undefined && unit.observations.some((one) => one.ecosystem === 'go'));
  for (const unit of units) {
    // An image that only a profile or an override builds is a helper: it seeds, mocks or inspects.
    const program = drafts.find((draft) => isProgramOf(draft, unit, programs));
    if (program !== undefined) attachUnit(program, unit);
    if (
      used.has(unit) ||
      program !== undefined ||
      (!unit.hasManifest && helpers.has(unit.folder)) ||
      !runsAlone(unit, programs, drafts, files, names)
    )
      continue;
    drafts.push(draftOfUnit(unit));
  }
  for (const draft of drafts) settleKind(draft);
  joinProcesses(drafts);
  joinAlternatives(drafts);
  joinStandIns(drafts);
  for (const workload of workloads) if (isDescription(workload) && workload.proxy === undefined) describe(drafts, workload);
  // Last, because what a proxy leads to has to be known.
  for (const workload of workloads)
    if (isDescription(workload) && workload.proxy !== undefined) describeProxy(drafts, workload, workload.proxy);
  recogniseByScheme(drafts);
  drafts.push(...draftCalled(drafts, units));
  disambiguate(drafts);
  return drafts.sort((a, b) => compare(a.name, b.name));
}

function draftOfGroup(group: WorkloadGroup, units: readonly Unit[], used: Set<Unit>): Draft {
  const [first] = group.workloads;
  const named = unitOfGroup(group, units);
  const unit = named === undefined ? undefined : (memberRunBy(group, named, units) ?? named);
  const draft = newDraft(nameOfGroup(group, unit, used), first?.kind ?? 'service', confidence.workload);
  if (draft.name !== group.name) draft.aliases.add(group.name);
  for (const workload of group.workloads) {
    draft.workloads.push(workload);
    draft.evidence.push(workload.evidence);
    draft.references.push(...workload.references);
    for (const alias of workload.aliases) draft.aliases.add(alias);
    for (const part of workload.parts ?? []) draft.parts.add(part);
    for (const port of workload.localPorts ?? []) draft.localPorts.add(port);
    if (workload.instances !== undefined) draft.instances ??= workload.instances;
  }
  // A unit without a build folder is what the image was built from: here the product is made, which others buy.
  const isOwn = unit !== undefined && group.workloads.every((one) => one.buildFolder === undefined);
  const known = isOwn ? [] : imageTechnologies(group);
  const [technology] = known;
  for (const one of known) draft.technologies.add(one.id);
  for (const workload of group.workloads) {
    if (workload.product !== undefined) draft.technologies.add(workload.product);
    if (workload.runBy !== undefined) draft.technologies.add(workload.runBy);
  }
  if (unit !== undefined) {
    used.add(unit);
    attachUnit(draft, unit);
  }
  const built = unit !== undefined || group.workloads.some((one) => one.buildFolder !== undefined);
  const kind = group.workloads.flatMap((one) => (isOwn && one.kind !== undefined && bought.has(one.kind) ? [] : (one.kind ?? [])))[0];
  draft.kind = kind ?? technology?.component ?? unit?.runs ?? 'service';
  if (!built && technology === undefined && kind === undefined) draft.confidence = confidence.foreignImage;
  if (technology?.auxiliary === true) draft.confidence = confidence.optional;
  return draft;
}

/** The root of a workspace gives the product's image its name; what runs in it is the only member that an image is built of. */
function memberRunBy(group: WorkloadGroup, root: Unit, units: readonly Unit[]): Unit | undefined {
  if (root.members.length === 0 || root.hasDockerfile || group.workloads.some((one) => one.kind === 'job')) return undefined;
  const built = units.filter((one) => one !== root && one.hasDockerfile && one.hasManifest && isWithin(root.folder, one.folder));
  return built.length === 1 && built[0]?.runs !== undefined ? built[0] : undefined;
}

/**
 * Whether a unit is the program of a Go module that something else already runs: under its name, as `cmd/shop` of the shop,
 * or because the module's image has no other program to run.
 */
function isProgramOf(draft: Draft, unit: Unit, programs: readonly Unit[]): boolean {
  const module = /^(?:(.*)\/)?cmd\/[^/]+$/.exec(unit.folder);
  if (module === null || unit.hasDockerfile || !unit.observations.some((one) => one.ecosystem === 'go')) return false;
  if (plainName(draft.name) === plainName(baseName(unit.folder))) return draft.units.some((own) => isWithin(own.folder, unit.folder));
  const folder = module[1] ?? '';
  const isBuilt = draft.workloads.length > 0 && draft.units.some((own) => own.folder === folder && own.hasDockerfile && own.hasManifest);
  return isBuilt && programs.every((one) => one === unit || one.folder === folder || !isWithin(folder, one.folder));
}

/** A platform knows an application by a name that is unique among all its customers; its code has the name people use. */
function nameOfGroup(group: WorkloadGroup, unit: Unit | undefined, used: ReadonlySet<Unit>): string {
  const isPlatform = group.workloads.every((one) => one.source === 'platform');
  return isPlatform && unit?.name !== undefined && unit.hasManifest && !used.has(unit) ? unit.name : group.name;
}

/**
 * What the images are, the most frequent first: files to choose from can run a MariaDB or a PostgreSQL under one name. A
 * built thing is what it is built from, which its unit tells better.
 */
function imageTechnologies(group: WorkloadGroup): readonly Technology[] {
  if (group.workloads.some((one) => one.buildFolder !== undefined)) return [];
  const all = group.workloads.flatMap((one) => (one.image === undefined ? [] : (byImage(one.image) ?? [])));
  const kind = all[0]?.component;
  const count = (technology: Technology): number => all.filter((one) => one === technology).length;
  return [...new Set(all)].filter((one) => one.component === kind).toSorted((a, b) => count(b) - count(a));
}

/** Whether a unit that no workload runs is a component of its own. A library is not, nor is a part of another one. */
function runsAlone(
  unit: Unit,
  programs: readonly Unit[],
  drafts: readonly Draft[],
  files: readonly string[],
  names: ReadonlySet<string>,
): boolean {
  // The programs of a Go module stand in folders of their own; the module is then their common code.
  if (unit.observations.some((one) => one.ecosystem === 'go') && programs.some((one) => one !== unit && isProgramIn(unit, one, files)))
    return false;
  // Dockerfiles that lie beside each other without a line of code build what stands elsewhere.
  if (!unit.hasManifest && unit.observations.length > 1 && !hasSource(unit, files)) return false;
  // An image that is an example by its name, within the sources of a program.
  if (!unit.hasManifest && /(^|\/)src\/.*\b(examples?|samples?)[-_]\w+$/.test(unit.folder)) return false;
  if (unit.runs === undefined) return unit.hasDockerfile && unit.folder !== '' && hasSource(unit, files) && !isInside(unit, drafts);
  // A program that declares infrastructure is run by whoever deploys.
  const inFolder = (name: string): string => (unit.folder === '' ? name : `${unit.folder}/${name}`);
  if (['Pulumi.yaml', 'Pulumi.yml', 'cdk.json', 'cdktf.json'].some((name) => names.has(inFolder(name)))) return false;
  // A list of requirements without a line of code is what a tool needs.
  if (unit.observations.every((one) => /(^|\/)requirements[\w.-]*\.txt$/.test(one.evidence.path)) && !hasPython(unit, files)) return false;
  // The root of a workspace often carries the scripts that start its members.
  return !(
    unit.members.length > 0 &&
    !unit.hasDockerfile &&
    unit.technologies.every((one) => byId(one.technology)?.category !== 'framework')
  );
}

/** Whether a Go program belongs to a module that is no program itself: it stands in `cmd`, or the module's own folder has no code. */
function isProgramIn(module: Unit, program: Unit, files: readonly string[]): boolean {
  const below = module.folder === '' ? '' : `${module.folder}/`;
  if (isWithin(`${below}cmd`, program.folder)) return true;
  if (!isWithin(module.folder, program.folder) || program.observations.some((one) => one.evidence.detector === 'go-module')) return false;
  return !files.some((file) => file.startsWith(below) && /^[^/]+\.go$/.test(file.slice(below.length)));
}

function isInside(unit: Unit, drafts: readonly Draft[]): boolean {
  return drafts.some((draft) => draft.folder !== undefined && draft.folder !== '.' && isWithin(draft.folder, unit.folder));
}

const sourceFile = /\.([cm]?[jt]sx?|py|go|java|kt|cs|rb|php|rs|ex|scala|swift)$/;

function hasPython(unit: Unit, files: readonly string[]): boolean {
  return files.some((file) => file.endsWith('.py') && isWithin(unit.folder, file));
}

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

/**
 * Decides the kind where only the parts together tell: an image built from a database's is that database, a service
 * that is drawn in a browser and served by a plain web server is a web client.
 */
function settleKind(draft: Draft): void {
  // A name that says server outweighs libraries that draw pages, which servers have too.
  const isNamedServer = draft.kind === 'web-client' && /(^|[-_])(server|api|backend)$/i.test(draft.name);
  if (isNamedServer && draft.workloads.every((one) => one.kind === undefined)) {
    draft.kind = 'service';
    return;
  }
  if (draft.workloads.some((one) => one.kind !== undefined) || draft.resources.length > 0 || draft.kind !== 'service') return;
  const ids = [...draft.technologies];
  const stated = draft.units.flatMap((unit) => unit.runs ?? [])[0];
  const hasManifest = draft.units.some((unit) => unit.hasManifest);
  const packaged = hasManifest ? undefined : ids.flatMap((id) => byId(id)?.component ?? [])[0];
  draft.kind = packaged ?? (draft.workloads.length > 0 && hasManifest ? (stated ?? kindByTechnologies(ids)) : stated) ?? draft.kind;
  if (draft.kind === 'service' && /(^|[-_])((worker|celery|sidekiq|beat)s?([-_]|$)|consumers?$)/i.test(draft.name)) draft.kind = 'worker';
  if (draft.kind === 'service' && draft.workloads.length > 0 && draft.workloads.every((one) => one.ports.length === 0))
    if (migration.test(draft.name)) draft.kind = 'job';
}
