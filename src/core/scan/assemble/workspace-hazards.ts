import type { HazardFact, PracticeFact } from '../../model/fact.ts';
import { createEvidence, isSecretFile, redact } from '../../redact/redact.ts';
import { hazardRule } from '../hazards/index.ts';
import { classifyPath } from '../path-class.ts';
import { folderOf } from '../tree-rules.ts';
import { workspaceHazard } from './hazard-fact.ts';
import type { Seen } from './hazard-fact.ts';
import { systemHazards } from './system-hazards.ts';

/** Tells the hazards that only the whole workspace shows. */
export function workspaceHazards(seen: Seen): readonly HazardFact[] {
  return [
    ...endedVersions(seen),
    ...noLockFile(seen),
    ...missingPractices(seen),
    ...sharedDatabases(seen),
    ...secretFiles(seen),
    ...systemHazards(seen),
  ];
}

/** Categories whose end of life is a matter of the data in them. */
const keepsData = new Set(['store', 'cache', 'broker', 'search', 'object-store']);

function endedVersions(seen: Seen): readonly HazardFact[] {
  const { today } = seen;
  if (today === undefined) return [];
  return seen.technologies.flatMap((fact) => {
    if (fact.endOfLife === undefined || fact.endOfLife >= today || fact.scope !== 'production') return [];
    // Of all that shows the technology, the lines with the version show the hazard.
    const { version } = fact;
    const telling = fact.evidence.filter((one) => version !== undefined && one.excerpt.includes(version));
    return workspaceHazard(
      keepsData.has(fact.category) ? 'hazard.ended-store' : 'hazard.ended-runtime',
      { name: fact.name, version: fact.version ?? '', date: fact.endOfLife },
      fact.technology,
      telling.length > 0 ? telling : fact.evidence,
      fact.confidence,
    );
  });
}

const npmLock = /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|deno\.lock)$/;

/** Units whose packages no lock file covers: none in their folder, above it, or where monorepo tools keep the one. */
function noLockFile(seen: Seen): readonly HazardFact[] {
  const locks = seen.files.filter((path) => npmLock.test(nameOf(path))).map(folderOf);
  if (locks.some((folder) => /(^|\/)common\/config\//.test(folder))) return [];
  const isLocked = (folder: string): boolean => locks.some((lock) => lock === '' || folder === lock || folder.startsWith(`${lock}/`));
  const manifests = seen.observations.flatMap((one) =>
    one.type === 'unit' && one.ecosystem === 'npm' && one.runs !== undefined && !isLocked(one.folder) ? [one.evidence] : [],
  );
  return workspaceHazard('hazard.no-lock-file', {}, 'workspace', manifests, 0.8);
}

function missingPractices(seen: Seen): readonly HazardFact[] {
  const own = seen.components.filter((fact) => fact.folder !== undefined);
  const evidence = own.flatMap((fact) => fact.evidence.slice(0, 1));
  if (evidence.length === 0) return [];
  const has = (practice: PracticeFact['practice']): boolean => seen.practices.some((fact) => fact.practice === practice);
  return [
    ...(has('continuous-integration') ? [] : workspaceHazard('hazard.no-ci', {}, 'workspace', evidence, 0.7)),
    ...(has('automated-tests') ? [] : workspaceHazard('hazard.no-tests', {}, 'workspace', evidence, 0.7)),
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
    return workspaceHazard(
      'hazard.shared-database',
      { count: String(folders.size), name: store.name },
      store.name,
      links.flatMap((link) => link.evidence),
      0.7,
      store.id,
    );
  });
}

/** Files whose names say that they hold secrets and that Git does not ignore. They are never opened: the name is the evidence. */
function secretFiles(seen: Seen): readonly HazardFact[] {
  return secretFileKinds.flatMap(([id, pattern]) => {
    const paths = seen.files
      .filter(
        (path) => pattern.test(nameOf(path)) && isSecretFile(path) && classifyPath(path) === 'production' && !madeForTrying.test(path),
      )
      .slice(0, 20);
    const [first] = paths;
    if (first === undefined) return [];
    const evidence = paths.map((path) => createEvidence('tree', path, 1, nameOf(path)));
    const several = hazardRule(id)?.several?.replace('{count}', String(paths.length));
    return workspaceHazard(id, { path: first }, 'workspace', evidence, 0.7).map((fact) =>
      several === undefined || paths.length === 1 ? fact : { ...fact, statement: redact(several) },
    );
  });
}

/** The name alone: a pattern that may start at every slash is slow on the paths of a hundred thousand files. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Keys that are worth nothing: of a developer's own machine, for tests, or only to trust others with. */
const madeForTrying = /localhost|truststore|example|sample|dummy|self-?signed|(^|[/_.-])(dev|local|test|tests)([/_.-]|$)/i;

/** What is committed on purpose is left out: settings of a developer's machine, public certificates, keys for tests. */
const secretFileKinds: readonly (readonly [string, RegExp])[] = [
  ['hazard.environment-file', /^(\.env(\.(prod|production|staging|stage|live|secret|secrets))?|(prod|production|staging)\.env)$/i],
  [
    'hazard.key-file',
    /^(id_(rsa|dsa|ecdsa|ed25519)[\w-]*|[\w.-]+\.(key|p12|pfx|ppk|kdbx)|kubeconfig(\.ya?ml)?|[\w-]*service[-_]?account[\w-]*\.json|[\w-]*firebase-adminsdk[\w-]*\.json|\.git-credentials|\.netrc|\.pgpass)$/i,
  ],
  ['hazard.committed-state', /\.tfstate$/],
];
