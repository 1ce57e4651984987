import type { Evidence } from '../../model/evidence.ts';
import type { DeploymentFact, DocumentFact, HazardFact, PeopleFact, PracticeFact, SizingFact } from '../../model/fact.ts';
import { derivedId } from '../../model/id.ts';
import { redact } from '../../redact/redact.ts';
import { byId } from '../catalogue/index.ts';
import { hazardRules } from '../hazards/index.ts';
import type { Observation } from '../observation.ts';
import { compare } from '../problems.ts';
import { sortEvidence } from './evidence-list.ts';

/** Finds the component fact that a workload's name or a resource's address belongs to. */
export type FindComponent = (about: string) => string | undefined;

/** Where the workspace is deployed to, one fact per target and region; a line without a region belongs to the first one that is named. */
export function deploymentFacts(observations: readonly Observation[]): readonly DeploymentFact[] {
  const regions = new Map<string, string>();
  for (const one of observations) {
    if (one.type !== 'deployment' || one.region === undefined) continue;
    const known = regions.get(one.target);
    if (known === undefined || one.region < known) regions.set(one.target, one.region);
  }
  const placed = observations.map((one): Observation => {
    const region = one.type === 'deployment' && one.region === undefined ? regions.get(one.target) : undefined;
    return region === undefined ? one : ({ ...one, region } as Observation);
  });
  return grouped(
    placed,
    (one) => (one.type === 'deployment' ? [derivedId('deployment', one.target, ...(one.region === undefined ? [] : [one.region]))] : []),
    (id, one, evidence) => {
      if (one.type !== 'deployment') return undefined;
      const name = byId(one.target)?.name ?? one.target;
      return {
        kind: 'deployment',
        id,
        target: one.target,
        name,
        confidence: 0.9,
        evidence,
        ...(one.region === undefined ? {} : { region: redact(one.region) }),
      } satisfies DeploymentFact;
    },
  );
}

/** What is practised, one fact per practice. */
export function practiceFacts(observations: readonly Observation[]): readonly PracticeFact[] {
  return grouped(
    observations,
    (one) => (one.type === 'practice' ? [derivedId('practice', one.practice)] : []),
    (id, one, evidence) =>
      one.type === 'practice'
        ? ({ kind: 'practice', id, practice: one.practice, confidence: 0.9, evidence } satisfies PracticeFact)
        : undefined,
  );
}

/** Sizes that are written down, one fact per measure, value and component. */
export function sizingFacts(observations: readonly Observation[], find: FindComponent): readonly SizingFact[] {
  return grouped(
    observations,
    (one) => (one.type === 'sizing' ? [derivedId('sizing', one.measure, redact(one.about ?? 'all'), redact(one.value))] : []),
    (id, one, evidence) => {
      if (one.type !== 'sizing') return undefined;
      const about = one.about === undefined ? undefined : find(one.about);
      return {
        kind: 'sizing',
        id,
        measure: one.measure,
        value: redact(one.value),
        confidence: 0.9,
        evidence,
        ...(about === undefined ? {} : { about }),
      } satisfies SizingFact;
    },
  );
}

/** Who works here, as counts: the largest bucket that a file shows for each measure. */
export function peopleFacts(observations: readonly Observation[]): readonly PeopleFact[] {
  return grouped(
    observations,
    (one) => (one.type === 'people' ? [derivedId('people', one.measure)] : []),
    (id, one, evidence, all) =>
      one.type === 'people'
        ? ({
            kind: 'people',
            id,
            measure: one.measure,
            value:
              all.flatMap((other) => (other.type === 'people' ? [other.value] : [])).sort((a, b) => parseInt(b, 10) - parseInt(a, 10))[0] ??
              one.value,
            confidence: 0.7,
            evidence,
          } satisfies PeopleFact)
        : undefined,
  );
}

/** Documents, one fact per kind and title. */
export function documentFacts(observations: readonly Observation[]): readonly DocumentFact[] {
  return grouped(
    observations,
    (one) => (one.type === 'document' ? [derivedId('document', one.document, one.title)] : []),
    (id, one, evidence) =>
      one.type === 'document'
        ? ({ kind: 'document', id, document: one.document, title: one.title, confidence: 0.9, evidence } satisfies DocumentFact)
        : undefined,
  );
}

/**
 * What can hurt: one fact per rule and thing, or one per rule where the rule has a sentence for several, because twelve
 * images that start as root are one thing to decide.
 */
export function hazardFacts(observations: readonly Observation[], find: FindComponent): readonly HazardFact[] {
  const plural = new Map(hazardRules.flatMap((rule) => (rule.several === undefined ? [] : [[rule.id, rule.several] as const])));
  return grouped(
    observations,
    (one) => {
      if (one.type !== 'hazard') return [];
      const rule = one.hazard.replace(/^hazard\./, '');
      return [plural.has(one.hazard) ? derivedId('hazard', rule) : derivedId('hazard', rule, redact(one.about ?? one.statement))];
    },
    (id, one, evidence, all) => {
      if (one.type !== 'hazard') return undefined;
      const things = new Set(all.flatMap((other) => (other.type === 'hazard' ? [other.about ?? other.statement] : [])));
      const about = one.about === undefined || things.size > 1 ? undefined : find(one.about);
      const several = things.size > 1 ? plural.get(one.hazard)?.replace('{count}', String(things.size)) : undefined;
      return {
        kind: 'hazard',
        id,
        hazard: one.hazard,
        statement: redact(several ?? one.statement),
        severity: one.severity,
        confidence: 0.9,
        evidence,
        ...(about === undefined ? {} : { about }),
      } satisfies HazardFact;
    },
  );
}

/** Groups observations by the id of the fact they make; the first of each group, by evidence, describes it. */
function grouped<F>(
  observations: readonly Observation[],
  idOf: (one: Observation) => readonly string[],
  make: (id: string, one: Observation, evidence: readonly Evidence[], all: readonly Observation[]) => F | undefined,
): readonly F[] {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) for (const id of idOf(one)) groups.set(id, [...(groups.get(id) ?? []), one]);
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([id, list]) => {
      const ordered = [...list].sort((a, b) => compare(a.evidence.path, b.evidence.path) || a.evidence.line - b.evidence.line);
      const [first] = ordered;
      return first === undefined ? [] : (make(id, first, sortEvidence(ordered.map((one) => one.evidence)), ordered) ?? []);
    });
}
