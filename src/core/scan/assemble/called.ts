import type { ComponentKind } from '../../model/fact.ts';
import { byId } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import type { TechnologyObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { compatible } from './compatible.ts';
import { confidence } from './confidence.ts';
import { bought, newDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Unit } from './units.ts';

interface Use {
  readonly unit: Unit;
  readonly observation: TechnologyObservation;
}

/** Stores that only a driver shows, and external interfaces that only a client library shows. */
export function draftCalled(drafts: readonly Draft[], units: readonly Unit[]): readonly Draft[] {
  const running = new Set(drafts.flatMap((draft) => draft.units));
  const uses = new Map<string, Use[]>();
  const program = running.size === 1 ? drafts.find((draft) => draft.units.length > 0) : undefined;
  if (program !== undefined) program.libraries = units.filter((unit) => !running.has(unit) && unit.runs === undefined);
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
