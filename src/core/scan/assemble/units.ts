import type { ComponentKind } from '../../model/fact.ts';
import { kindByTechnologies } from '../detectors/unit-kind.ts';
import type { Observation, TechnologyObservation, UnitObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { plainName } from './draft.ts';

/** A folder with a manifest or a Dockerfile, and what its files show. */
export interface Unit {
  readonly folder: string;
  /** Its folder and those of the units that are parts of it. */
  readonly folders: readonly string[];
  /** As a manifest names it, else the folder's own name; undefined for a nameless root. */
  readonly name: string | undefined;
  readonly runs: ComponentKind | undefined;
  readonly hasDockerfile: boolean;
  /** True if something else than a Dockerfile says that this is a unit. */
  readonly hasManifest: boolean;
  readonly observations: readonly UnitObservation[];
  /** Production technologies whose file belongs to this unit and to no unit further down. */
  readonly technologies: readonly TechnologyObservation[];
  readonly members: readonly string[];
}

/** Groups unit observations by folder and gives every technology to the nearest unit above it. Sorted by folder. */
export function groupUnits(observations: readonly Observation[]): readonly Unit[] {
  const byFolder = new Map<string, UnitObservation[]>();
  for (const one of observations) {
    if (one.type === 'unit') byFolder.set(one.folder, [...(byFolder.get(one.folder) ?? []), one]);
  }
  const technologies = new Map<string, TechnologyObservation[]>();
  for (const one of observations) {
    // A language told from file endings says nothing about the unit it was first seen in.
    if (one.type !== 'technology' || one.scope !== 'production' || one.evidence.detector === 'tree') continue;
    const owner = nearest(byFolder, one.folder);
    if (owner === undefined) continue;
    const list = technologies.get(owner) ?? [];
    list.push(one);
    technologies.set(owner, list);
  }
  shareModules(byFolder, technologies);
  return [...byFolder].sort(([a], [b]) => compare(a, b)).map(([folder, units]) => unitOf(folder, units, technologies.get(folder) ?? []));
}

/** What a Go module requires is required by the programs under its `cmd` folder, which have no manifest of their own. */
function shareModules(units: ReadonlyMap<string, readonly UnitObservation[]>, technologies: Map<string, TechnologyObservation[]>): void {
  for (const [folder, observations] of units) {
    if (!observations.every((one) => one.ecosystem === 'go' || one.ecosystem === 'docker')) continue;
    // A program with a `go.mod` of its own requires what that says.
    if (observations.some((one) => one.evidence.detector === 'go-module')) continue;
    const match = /^(?:(.*)\/)?cmd\/[^/]+$/.exec(folder);
    const module = match === null ? undefined : (match[1] ?? '');
    if (module === undefined || !(units.get(module)?.some((one) => one.ecosystem === 'go') ?? false)) continue;
    technologies.set(folder, [...(technologies.get(folder) ?? []), ...(technologies.get(module) ?? [])]);
  }
}

function unitOf(folder: string, observations: readonly UnitObservation[], technologies: readonly TechnologyObservation[]): Unit {
  const manifests = observations.filter((one) => one.ecosystem !== 'docker');
  const base = tellingBase(folder);
  const kinds = [...manifests, ...observations].flatMap((one) => one.runs ?? []);
  // "Service" is what everything that starts is called; a more exact word wins.
  // Pages are built beside the program that serves them; then the program is what runs.
  const serves = manifests.some((one) => one.ecosystem !== 'npm' && one.runs !== undefined && one.runs !== 'web-client');
  const stated =
    kinds.find((kind) => kind !== 'service' && !(serves && kind === 'web-client')) ?? kinds.find((kind) => kind === 'service') ?? kinds[0];
  const hasDockerfile = manifests.length < observations.length;
  // A program of its own (`src/main.rs`) is started as a container is.
  const starts = hasDockerfile || observations.some((one) => one.evidence.detector === 'entry-points');
  const byFramework = starts && manifests.length > 0 ? kindByTechnologies(technologies.map((one) => one.technology)) : undefined;
  const named = manifests.find((one) => one.name !== undefined && !isPlaceholder(one.name));
  const name = named === undefined || saysMore(base, named) ? (base === '' ? undefined : base) : named.name;
  return {
    folder,
    folders: [folder],
    name,
    runs: stated ?? byFramework,
    hasDockerfile,
    hasManifest: manifests.length > 0,
    observations,
    technologies,
    members: observations.flatMap((one) => one.members ?? []),
  };
}

/** The last part of a folder that says which one it is: that of `idp/docker` is `idp`. A folder at the root keeps its name. */
function tellingBase(folder: string): string {
  const parts = folder.split('/');
  while (parts.length > 1 && /^\.?(docker|dockerfiles?|app|src)$/i.test(parts.at(-1) ?? '')) parts.pop();
  return parts.at(-1) ?? '';
}

/**
 * Whether a folder says better what a unit is than its package's name: `frontend/package.json` is often named after the
 * whole product, which every other unit could be as well.
 */
function saysMore(base: string, { name = '', ecosystem }: UnitObservation): boolean {
  const role = /^(front-?end|back-?end|web(-?(app|client|site))?|client|server|api|ui|worker|admin|dashboard|mobile)$/i;
  return (ecosystem === 'npm' || ecosystem === 'python') && role.test(base) && !plainName(name).includes(plainName(base));
}

/** Whether a name is one that a template leaves behind and that says less than the folder. */
export function isPlaceholder(name: string): boolean {
  return /^(app|application|demo|example|my-app|myapp|my-project|project|test|root|main|src|package|vite-project|server|unnamed|untitled)$/i.test(
    name,
  );
}

function nearest(units: ReadonlyMap<string, unknown>, folder: string): string | undefined {
  let current = folder;
  for (;;) {
    if (units.has(current)) return current;
    if (current === '') return undefined;
    const slash = current.lastIndexOf('/');
    current = slash === -1 ? '' : current.slice(0, slash);
  }
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The last part of a folder's path. */
export function baseName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}
