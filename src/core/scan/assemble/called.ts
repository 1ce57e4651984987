import type { ComponentKind } from '../../model/fact.ts';
import { byId } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import type { TechnologyObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { compatible } from './compatible.ts';
import { confidence } from './confidence.ts';
import { bought, newDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { isWithin } from './units.ts';
import type { Unit } from './units.ts';

interface Use {
  readonly unit: Unit;
  readonly observation: TechnologyObservation;
}

/** Stores that only a driver shows, and external interfaces that only a client library shows. */
export function draftCalled(drafts: readonly Draft[], units: readonly Unit[]): readonly Draft[] {
  const running = new Set(drafts.flatMap((draft) => draft.units));
  const uses = new Map<string, Use[]>();
  const program = onlyServer(drafts);
  const libraries = program === undefined ? [] : librariesOf(program, drafts, units, running);
  if (program !== undefined) program.libraries = libraries;
  const known = new Set(libraries.map((unit) => unit.folder));
  for (const unit of [...units.filter((one) => !known.has(one.folder)), ...libraries]) {
    // A library's client counts for nothing until something that runs depends on it; a single program owns all it has.
    if (!running.has(unit) && !known.has(unit.folder) && !(running.size === 1 && unit.runs === undefined)) continue;
    for (const observation of unit.technologies) {
      // The name of a variable shows that something may be set up, not that it is called.
      if (byId(observation.technology)?.client !== true || observation.evidence.detector === 'env-example') continue;
      uses.set(observation.technology, [...(uses.get(observation.technology) ?? []), { unit, observation }]);
    }
  }
  return [...uses].sort(([a], [b]) => compare(a, b)).flatMap(([id, list]) => calledDraft(id, list, drafts) ?? []);
}

/** Kinds that call no store: what a browser shows, what is bought, and what is there for another program. */
const noServers: ReadonlySet<ComponentKind> = new Set(['web-client', 'mobile-client', 'job', 'monitoring', 'gateway', ...bought]);

/** The one program that can be the user of a store that a library talks to. */
function onlyServer(drafts: readonly Draft[]): Draft | undefined {
  const servers = drafts.filter((draft) => draft.units.length > 0 && !noServers.has(draft.kind));
  return servers.length === 1 ? servers[0] : undefined;
}

/**
 * Code that runs nothing itself and is written for the platform of the only server. A page may call interfaces of others
 * by the same libraries, but no store.
 */
function librariesOf(program: Draft, drafts: readonly Draft[], units: readonly Unit[], running: ReadonlySet<Unit>): readonly Unit[] {
  const platforms = new Set(program.units.flatMap((own) => own.observations.map((one) => one.ecosystem)));
  // Examples side by side share a repository and nothing else; modules of one build are listed by it.
  const roots = units.flatMap((one) => one.observations.flatMap((seen) => ((seen.members?.length ?? 0) > 0 ? [seen.folder] : [])));
  const around = [...program.units.flatMap((own) => own.folders), ...roots].filter((root) =>
    program.units.some((own) => isWithin(root, own.folder)),
  );
  const found = units.filter(
    (unit) =>
      !running.has(unit) &&
      unit.runs === undefined &&
      around.some((root) => isWithin(root, unit.folder)) &&
      unit.observations.some((one) => one.ecosystem !== 'docker' && one.ecosystem !== 'other' && platforms.has(one.ecosystem)),
  );
  const hasPages = drafts.some((one) => one.units.length > 0 && (one.kind === 'web-client' || one.kind === 'mobile-client'));
  if (!hasPages) return found;
  const isStore = (id: string): boolean => {
    const technology = byId(id);
    const kind = technology === undefined ? undefined : calledKind(technology);
    return kind !== undefined && kind !== 'external-api' && bought.has(kind);
  };
  return found.map((unit) => ({ ...unit, technologies: unit.technologies.filter((one) => isStore(one.technology)) }));
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
