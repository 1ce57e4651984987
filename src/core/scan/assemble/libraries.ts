import type { ComponentKind } from '../../model/fact.ts';
import { byId } from '../catalogue/index.ts';
import type { TechnologyObservation } from '../observation.ts';
import { plainName } from './draft.ts';
import type { Unit } from './units.ts';

/** Kinds of which a program has the one that its library talks to. Files are kept by few of those who share a library. */
const held: ReadonlySet<ComponentKind> = new Set(['store', 'cache', 'broker', 'search']);

/** More than a database, its cache and one service beside them is no library for access to data. */
const maxClients = 3;

/**
 * Gives every program the stores that its libraries of the same workspace talk to: the driver stands in `libs/dal`, and what
 * connects is the API that depends on it. Only what a manifest lists for production counts. A library with drivers for two
 * things of one kind leaves a choice, and pages in a browser take types from such a library and no connection.
 */
export function withLibraries(units: readonly Unit[]): readonly Unit[] {
  const libraries = new Map<string, Unit | undefined>();
  for (const unit of units) {
    const name = plainName(unit.name ?? '');
    if (name !== '' && unit.runs === undefined && !unit.hasDockerfile && unit.folder !== '' && !/test|mock|fixture/i.test(name))
      libraries.set(name, libraries.has(name) ? undefined : unit);
  }
  return units.map((unit) => {
    const isProgram = unit.runs !== undefined && unit.runs !== 'web-client' && unit.runs !== 'mobile-client';
    const added = isProgram ? reached(unit, libraries) : [];
    return added.length === 0 ? unit : { ...unit, technologies: [...unit.technologies, ...added] };
  });
}

/** Drivers in the libraries that a unit depends on, directly or through others, with the lines that show both. */
function reached(unit: Unit, libraries: ReadonlyMap<string, Unit | undefined>): readonly TechnologyObservation[] {
  const known = new Set(unit.technologies.map((one) => one.technology));
  const seen = new Set<Unit>([unit]);
  const found: TechnologyObservation[] = [];
  const open = usedBy(unit);
  for (let next = open.pop(); next !== undefined && seen.size < 200; next = open.pop()) {
    const library = libraries.get(plainName(next.name));
    if (library === undefined || seen.has(library)) continue;
    seen.add(library);
    const { evidence } = next;
    for (const driver of driversOf(library))
      if (!known.has(driver.technology)) found.push(driver, { ...driver, folder: unit.folder, evidence });
    open.push(...usedBy(library).map((one) => ({ ...one, evidence })));
  }
  return found;
}

function usedBy(unit: Unit): { readonly name: string; readonly evidence: TechnologyObservation['evidence'] }[] {
  return unit.observations.flatMap((one) => one.libraries ?? []);
}

function driversOf(library: Unit): readonly TechnologyObservation[] {
  const clients = library.technologies.filter((one) => byId(one.technology)?.client === true);
  // A library of everything does not say who uses what of it.
  if (new Set(clients.map((one) => one.technology)).size > maxClients) return [];
  const kindOf = (one: TechnologyObservation): ComponentKind => byId(one.technology)?.component ?? 'service';
  const isChoice = (one: TechnologyObservation): boolean =>
    clients.some((other) => kindOf(other) === kindOf(one) && other.technology !== one.technology);
  return clients.filter((one) => held.has(kindOf(one)) && !isChoice(one));
}
