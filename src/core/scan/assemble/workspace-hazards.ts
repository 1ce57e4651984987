import type { ConnectionFact, ComponentFact, HazardFact, PracticeFact, TechnologyFact } from '../../model/fact.ts';
import { derivedId } from '../../model/id.ts';
import type { HazardRule } from '../hazard-rules.ts';
import type { Observation } from '../observation.ts';
import { sortEvidence } from './evidence-list.ts';

/** Hazards that no single file shows. `{…}` of a statement is filled with names that are already redacted. */
export const workspaceHazardRules: readonly HazardRule[] = [
  {
    id: 'hazard.ended-runtime',
    severity: 'high',
    statement: '{name} {version} has not been maintained since {date}.',
    why: 'Holes that are found from then on stay open, and every later upgrade is a larger step.',
    reference: 'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/',
  },
  {
    id: 'hazard.no-lock-file',
    severity: 'medium',
    statement: 'Dependencies are declared without a lock file.',
    why: 'Two builds of the same commit can contain different code, and an attacked package arrives by itself.',
    reference: 'https://docs.npmjs.com/cli/configuring-npm/package-lock-json',
  },
  {
    id: 'hazard.no-ci',
    severity: 'medium',
    statement: 'Nothing builds and tests a change before it is merged.',
    why: 'Whether a change works is found out by whoever runs it next.',
    reference: 'https://dora.dev/capabilities/continuous-integration/',
  },
  {
    id: 'hazard.no-tests',
    severity: 'medium',
    statement: 'There are no automated tests.',
    why: 'Every change needs a check by hand or goes out unchecked, so changes become rare and large.',
    reference: 'https://dora.dev/capabilities/test-automation/',
  },
  {
    id: 'hazard.shared-database',
    severity: 'medium',
    statement: '{count} services use the database {name}.',
    why: 'A change of its schema has to be released by all of them at once, and one slow query slows them all.',
    reference: 'https://microservices.io/patterns/data/shared-database.html',
  },
];

/** What the hazards of the whole are told from. */
export interface Seen {
  readonly observations: readonly Observation[];
  readonly technologies: readonly TechnologyFact[];
  readonly components: readonly ComponentFact[];
  readonly connections: readonly ConnectionFact[];
  readonly practices: readonly PracticeFact[];
  /** ISO date; without it no version is called ended. */
  readonly today: string | undefined;
}

/** Tells the hazards that only the whole workspace shows. */
export function workspaceHazards(seen: Seen): readonly HazardFact[] {
  return [...endedRuntimes(seen), ...noLockFile(seen), ...missingPractices(seen), ...sharedDatabases(seen)];
}

function endedRuntimes(seen: Seen): readonly HazardFact[] {
  const { today } = seen;
  if (today === undefined) return [];
  return seen.technologies.flatMap((fact) => {
    if (fact.endOfLife === undefined || fact.endOfLife >= today || fact.scope !== 'production') return [];
    // Of all that shows the technology, the lines with the version show the hazard.
    const { version } = fact;
    const telling = fact.evidence.filter((one) => version !== undefined && one.excerpt.includes(version));
    return hazard(
      'hazard.ended-runtime',
      { name: fact.name, version: fact.version ?? '', date: fact.endOfLife },
      fact.technology,
      telling.length > 0 ? telling : fact.evidence,
      fact.confidence,
    );
  });
}

function noLockFile(seen: Seen): readonly HazardFact[] {
  if (seen.practices.some((fact) => fact.practice === 'lock-file')) return [];
  const manifests = seen.observations.flatMap((one) =>
    one.type === 'unit' && one.ecosystem === 'npm' && one.runs !== undefined ? [one.evidence] : [],
  );
  return manifests.length === 0 ? [] : hazard('hazard.no-lock-file', {}, 'workspace', manifests, 0.8);
}

function missingPractices(seen: Seen): readonly HazardFact[] {
  const own = seen.components.filter((fact) => fact.folder !== undefined);
  const evidence = own.flatMap((fact) => fact.evidence.slice(0, 1));
  if (evidence.length === 0) return [];
  const has = (practice: PracticeFact['practice']): boolean => seen.practices.some((fact) => fact.practice === practice);
  return [
    ...(has('continuous-integration') ? [] : hazard('hazard.no-ci', {}, 'workspace', evidence, 0.7)),
    ...(has('automated-tests') ? [] : hazard('hazard.no-tests', {}, 'workspace', evidence, 0.7)),
  ];
}

function sharedDatabases(seen: Seen): readonly HazardFact[] {
  return seen.components.flatMap((store) => {
    // Two drivers show that two services use a database, not that it is the same one.
    if (store.component !== 'store' || store.confidence < 0.7) return [];
    const links = seen.connections.filter((link) => link.to === store.id);
    // Two commands of one code base share their database on purpose.
    const folders = new Set(
      links.flatMap((link) => seen.components.find((one) => one.id === link.from && one.component === 'service')?.folder ?? []),
    );
    if (folders.size < 2) return [];
    return hazard(
      'hazard.shared-database',
      { count: String(folders.size), name: store.name },
      store.name,
      links.flatMap((link) => link.evidence),
      0.7,
      store.id,
    );
  });
}

function hazard(
  id: string,
  values: Readonly<Record<string, string>>,
  key: string,
  evidence: HazardFact['evidence'],
  confidence: number,
  about?: string,
): readonly HazardFact[] {
  const rule = workspaceHazardRules.find((one) => one.id === id);
  if (rule === undefined) return [];
  const statement = rule.statement.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return [
    {
      kind: 'hazard',
      id: derivedId('hazard', id.replace(/^hazard\./, ''), key),
      hazard: id,
      statement,
      severity: rule.severity,
      confidence,
      evidence: sortEvidence(evidence),
      ...(about === undefined ? {} : { about }),
    },
  ];
}
