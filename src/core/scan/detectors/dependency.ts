import { byPackage, isMainPackage } from '../catalogue/index.ts';
import type { Ecosystem } from '../catalogue/index.ts';
import type { DetectorInput, TechnologyObservation } from '../observation.ts';
import type { ParseIssue } from '../parse/data.ts';
import { longLine } from '../parse/guard.ts';
import type { Problem } from '../../model/evidence.ts';

/** One dependency as a manifest declares it. */
export interface Dependency {
  readonly name: string;
  readonly version?: string | undefined;
  readonly line: number;
  readonly development?: boolean;
  /** Where the version stands if that is another file (a version catalogue, a parent): a companion's path and 1-based line. */
  readonly versionAt?: { readonly path: string; readonly line: number } | undefined;
}

/** The technologies that dependencies show; those the catalogue does not know are left out. */
export function observeDependencies(
  input: DetectorInput,
  ecosystem: Ecosystem,
  folder: string,
  dependencies: readonly Dependency[],
): readonly TechnologyObservation[] {
  const known = dependencies.flatMap((dependency) => {
    const technology = byPackage(ecosystem, dependency.name);
    return technology === undefined ? [] : [{ dependency, technology }];
  });
  const named = new Set(known.map(({ technology }) => technology.id));
  return known.flatMap(({ dependency, technology }) => {
    // The version of a driver or a plug-in is not that of what it talks to or extends.
    const own = technology.client !== true && technology.component === undefined && isMainPackage(technology, ecosystem, dependency.name);
    const unversioned = { ...dependency, version: undefined };
    // A queue library that works on Redis shows the Redis as well as its driver would.
    const implied = (technology.implies ?? []).filter((id) => !named.has(id));
    const { versionAt } = dependency;
    return [
      observeTechnology(input, technology.id, folder, own && versionAt === undefined ? dependency : unversioned),
      // The line of the manifest shows the use, that of the other file the version.
      ...(own && versionAt !== undefined && dependency.version !== undefined
        ? [{ ...observeTechnology(input, technology.id, folder, dependency), evidence: input.evidenceIn(versionAt.path, versionAt.line) }]
        : []),
      ...implied.map((id) => observeTechnology(input, id, folder, unversioned)),
    ];
  });
}

/** One technology of a unit. A version longer than a version is not one. */
export function observeTechnology(
  input: DetectorInput,
  technology: string,
  folder: string,
  at: { readonly line: number; readonly version?: string | undefined; readonly development?: boolean },
): TechnologyObservation {
  const version = at.version?.trim();
  const usable =
    version !== undefined && version !== '' && version.length <= 60 && !/[/\\@]|^(workspace|catalog|link|file|git|npm):/.test(version);
  return {
    type: 'technology',
    technology,
    scope: at.development === true ? 'development' : 'production',
    folder,
    evidence: input.evidence(at.line),
    ...(usable ? { version: input.redact(version) } : {}),
  };
}

/** What a guarded parser could not read, as problems of the file. */
export function problemsOf(input: DetectorInput, issues: readonly ParseIssue[]): readonly Problem[] {
  return issues.slice(0, 20).map((issue) => input.problem(issue.reason, issue.detail, issue.line));
}

/** The line that a line parser did not look at, as a problem of the file. */
export function longLineProblems(input: DetectorInput): readonly Problem[] {
  const issue = longLine(input.text);
  return issue === undefined ? [] : problemsOf(input, [issue]);
}
