import type { TechnologyFact } from '../../model/fact.ts';
import { derivedId } from '../../model/id.ts';
import { redact } from '../../redact/redact.ts';
import { byId, byImage, endOfLife, parseImage } from '../catalogue/index.ts';
import type { Observation, TechnologyObservation } from '../observation.ts';
import { compare } from '../problems.ts';
import { sortEvidence } from './evidence-list.ts';

/** How sure a technology is: a manifest names it; file endings suggest it; the name of a variable makes it possible. */
const confidence = { manifest: 0.95, tree: 0.9, variable: 0.4 } as const;

/** One fact per technology; production if anything in production uses it. Sorted by id. */
export function technologyFacts(observations: readonly Observation[]): readonly TechnologyFact[] {
  const byTechnology = new Map<string, TechnologyObservation[]>();
  for (const one of observations.flatMap(technologiesOf)) {
    byTechnology.set(one.technology, [...(byTechnology.get(one.technology) ?? []), one]);
  }
  return [...byTechnology].sort(([a], [b]) => compare(a, b)).flatMap(([id, list]) => factOf(id, list) ?? []);
}

/** A technology, also where it is said by the image that is run or the resource that is declared. */
function technologiesOf(one: Observation): readonly TechnologyObservation[] {
  if (one.type === 'technology') return [one];
  if (one.type === 'resource') {
    return [
      {
        type: 'technology',
        technology: one.technology,
        scope: 'production',
        folder: '',
        evidence: one.evidence,
        ...(one.version === undefined ? {} : { version: one.version }),
      },
    ];
  }
  if (one.type !== 'workload' || one.image === undefined) return [];
  const technology = byImage(one.image);
  if (technology === undefined) return [];
  const tag = parseImage(one.image).tag;
  const version = tag !== undefined && /^v?\d/.test(tag) ? tag : undefined;
  return [
    {
      type: 'technology',
      technology: technology.id,
      scope: one.auxiliary === true ? 'development' : 'production',
      folder: '',
      evidence: one.evidence,
      ...(version === undefined ? {} : { version }),
    },
  ];
}

function factOf(id: string, observations: readonly TechnologyObservation[]): TechnologyFact | undefined {
  const technology = byId(id);
  if (technology === undefined) return undefined;
  const production = observations.filter((one) => one.scope === 'production');
  const list = production.length > 0 ? production : observations;
  const named = [...list].sort((a, b) => compare(a.evidence.path, b.evidence.path) || a.evidence.line - b.evidence.line);
  // A compiler stands among the development dependencies, and its version is still that of the language.
  const sources = technology.category === 'language' ? [...named, ...observations.filter((one) => one.scope === 'development')] : named;
  const versioned =
    sources.find((one) => one.version !== undefined && majorOf(one.version) !== undefined) ??
    sources.find((one) => one.version !== undefined);
  const version = versioned?.version;
  const major = version === undefined ? undefined : majorOf(version);
  const end = version === undefined ? undefined : endOfLife(id, version);
  // File endings add nothing where a manifest says the same with a version.
  const stated = named.filter((one) => one.evidence.detector !== 'tree');
  return {
    kind: 'technology',
    id: derivedId('technology', id),
    technology: id,
    name: technology.name,
    category: technology.category,
    scope: production.length > 0 ? 'production' : 'development',
    confidence:
      stated.length === 0
        ? confidence.tree
        : stated.every((one) => one.evidence.detector === 'env-example')
          ? confidence.variable
          : confidence.manifest,
    evidence: sortEvidence(
      [...(stated.length > 0 ? stated : named), ...(versioned === undefined ? [] : [versioned])].map((one) => one.evidence),
    ),
    ...(version === undefined ? {} : { version: redact(version) }),
    ...(major === undefined ? {} : { major }),
    ...(end === undefined ? {} : { endOfLife: end.date }),
  };
}

/** The major of a version or of a range with one lower bound (`^19.1.0` is 19, `>=3.12` is 3). */
function majorOf(version: string): number | undefined {
  const digits = /^[^\d]{0,6}(\d{1,4})(?![\d])/.exec(version)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
