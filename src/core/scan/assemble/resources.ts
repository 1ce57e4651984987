import type { ComponentKind } from '../../model/fact.ts';
import { byId } from '../catalogue/index.ts';
import type { ResourceObservation } from '../observation.ts';
import { compatible } from './compatible.ts';
import { confidence } from './confidence.ts';
import { addressOf, attachUnit, bought, newDraft, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { baseName, isWithin } from './units.ts';
import type { Unit } from './units.ts';

/**
 * Finds the components that infrastructure as code declares. Functions that one stack deploys together are one service,
 * as people speak of it; what code each runs is found by its folder.
 */
export function draftResources(drafts: Draft[], resources: readonly ResourceObservation[], units: readonly Unit[], used: Set<Unit>): void {
  const stacks = new Map<string, ResourceObservation[]>();
  for (const resource of resources) {
    if (kindOf(resource) !== 'function' || resource.stack === undefined) continue;
    const key = `${resource.evidence.path}\n${resource.stack}`;
    stacks.set(key, [...(stacks.get(key) ?? []), resource]);
  }
  const grouped = new Set<ResourceObservation>();
  for (const members of stacks.values()) {
    // A function alone is a function.
    if (members.length < 2) continue;
    draftStack(drafts, members, units, used);
    for (const member of members) grouped.add(member);
  }
  for (const resource of resources) if (!grouped.has(resource) && !isMember(resource)) addResource(drafts, resource, units, used);
  // Last, because whoever gives it out has to be known.
  const owners = new Map<string, Draft | undefined>();
  for (const draft of drafts)
    for (const name of draft.resources.flatMap((one) => one.exports ?? []))
      // Two of a name mean neither.
      owners.set(name, owners.has(name) && owners.get(name) !== draft ? undefined : draft);
  for (const resource of resources) if (isMember(resource)) owners.get(resource.address)?.resources.push(resource);
}

/** Whether a resource is what a file says about something that another one makes. */
function isMember(resource: ResourceObservation): boolean {
  return resource.address.startsWith('cdk-member:');
}

function draftStack(drafts: Draft[], members: readonly ResourceObservation[], units: readonly Unit[], used: Set<Unit>): void {
  const name = members[0]?.stack ?? '';
  const existing = drafts.find((draft) => plainName(draft.name) === plainName(name) && !bought.has(draft.kind));
  const draft = existing ?? newDraft(name, 'function', confidence.resource);
  for (const member of members) {
    addTo(draft, member);
    draft.parts.add(member.name);
    draft.aliases.add(member.name);
    const unit = unitOfCode(member, units, true);
    // What a process of its own runs is no part of the functions beside it.
    if (unit !== undefined && unit.folder === '' && used.has(unit)) continue;
    if (unit !== undefined && !draft.units.includes(unit)) {
      attachUnit(draft, unit);
      used.add(unit);
    }
  }
  const folder = members[0]?.evidence.path.replace(/(^|\/)[^/]*$/, '');
  if (folder !== undefined) draft.folder = folder === '' ? '.' : folder;
  if (existing === undefined) drafts.push(draft);
}

function addTo(draft: Draft, resource: ResourceObservation): void {
  draft.technologies.add(resource.technology);
  draft.resources.push(resource);
  draft.evidence.push(resource.evidence);
  draft.references.push(...(resource.hosts ?? []));
}

/** The unit whose code a resource runs. That of the whole workspace is everybody's, so only a stack as a whole gets it. */
function unitOfCode(resource: ResourceObservation, units: readonly Unit[], isStack: boolean): Unit | undefined {
  const folder = resource.codeFolder;
  if (folder === undefined) return undefined;
  const around = units.filter((unit) => isWithin(unit.folder, folder) && (unit.folder !== '' || isStack || folder === ''));
  const [nearest] = around.toSorted((a, b) => b.folder.length - a.folder.length);
  // The program that declares a function is not what the function runs, though its code lies below.
  return nearest !== undefined && nearest.folder !== folder && nearest.technologies.some((one) => declaring.has(one.technology))
    ? undefined
    : nearest;
}

/** Programs that declare infrastructure. */
const declaring: ReadonlySet<string> = new Set(['aws-cdk', 'pulumi', 'cdktf']);

/**
 * The unit of a function whose code no file names, because it is deployed as an image from a registry: the one function of
 * its name (`notify_slack` is `lambda-code/notify-slack`). Two of a name are a guess.
 */
function unitOfName(resource: ResourceObservation, kind: ComponentKind, units: readonly Unit[], used: ReadonlySet<Unit>): Unit | undefined {
  if (kind !== 'function' || resource.codeFolder !== undefined) return undefined;
  const written = [resource.name, ...(resource.exports ?? []).flatMap((name) => (name.startsWith('name:') ? [name.slice(5)] : []))];
  const names = new Set(written.map(withoutRole));
  const found = units.filter(
    (unit) =>
      unit.runs === 'function' && !used.has(unit) && [baseName(unit.folder), unit.name ?? ''].some((name) => names.has(withoutRole(name))),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A name without the word that only says what it is: `orders-lambda` is `orders`. */
function withoutRole(name: string): string {
  const short = plainName(name.replace(/[-_](lambda|function|handler|fn)$/i, ''));
  return short === '' ? plainName(name) : short;
}

function kindOf(resource: ResourceObservation): ComponentKind | undefined {
  return resource.kind ?? byId(resource.technology)?.component;
}

function addResource(drafts: Draft[], resource: ResourceObservation, units: readonly Unit[], used: Set<Unit>): void {
  const kind = kindOf(resource);
  // Where Terraform keeps its own state is no part of what it builds.
  if (kind === undefined || /(tf|terraform)[-_]?(remote[-_]?)?(state|backend|lock)/i.test(resource.name)) return;
  const address = addressOf(resource, resource.address);
  const existing =
    drafts.find((draft) => draft.resources.some((one) => addressOf(one, one.address) === address)) ??
    drafts.find((draft) => isSame(draft, resource, kind));
  const draft = existing ?? newDraft(resource.name, kind, confidence.resource);
  addTo(draft, resource);
  const unit = unitOfCode(resource, units, false) ?? unitOfName(resource, kind, units, used);
  if (unit !== undefined && !draft.units.includes(unit)) {
    attachUnit(draft, unit);
    used.add(unit);
  }
  if (existing === undefined) drafts.push(draft);
}

/** Whether a resource of another file is one that is already known: every template has a function called `Get`. */
function isSame(draft: Draft, resource: ResourceObservation, kind: ComponentKind): boolean {
  if (draft.resources.length === 0 || plainName(draft.name) !== plainName(resource.name) || !draft.technologies.has(resource.technology))
    return false;
  return kind !== 'function' || draft.resources.some((one) => one.codeFolder !== undefined && one.codeFolder === resource.codeFolder);
}

/**
 * Joins a declared resource with the container that stands in for it on a developer's machine: one PostgreSQL in Compose
 * and one in Terraform are the same store. With two of either it would be a guess, unless they have one name. The
 * container's name stays, because that is the name that configuration refers to.
 */
export function joinStandIns(drafts: Draft[]): void {
  const containers = drafts.filter((one) => bought.has(one.kind) && one.workloads.length > 0);
  for (const stand of containers) {
    const alike = (other: Draft): boolean =>
      other.kind === stand.kind && [...other.technologies].some((id) => [...stand.technologies].some((own) => compatible(own, id)));
    const declared = drafts.filter((other) => other !== stand && other.resources.length > 0 && alike(other));
    const stands = drafts.filter((other) => other.workloads.length > 0 && alike(other));
    // Beside a store in the cluster a managed one is another one, unless it is declared under the same name.
    const named = declared.find((other) => plainName(other.name.replace(/ \(.*\)$/, '')) === plainName(stand.name));
    const isLocal = stand.workloads.every((workload) => workload.source === 'compose' || workload.source === 'apphost');
    const resource = named ?? (isLocal && declared.length === 1 && stands.length === 1 ? declared[0] : undefined);
    if (resource === undefined || isSeveral(resource)) continue;
    stand.resources.push(...resource.resources);
    stand.evidence.push(...resource.evidence);
    stand.aliases.add(resource.name);
    for (const id of resource.technologies) stand.technologies.add(id);
    drafts.splice(drafts.indexOf(resource), 1);
  }
}

/** Whether resources of several modules are one draft only because none of them has a name beside that of its technology. */
function isSeveral(draft: Draft): boolean {
  const isNameless = [...draft.technologies].some((id) => plainName(id) === plainName(draft.name));
  return isNameless && new Set(draft.resources.map((one) => addressOf(one, one.address))).size > 1;
}
