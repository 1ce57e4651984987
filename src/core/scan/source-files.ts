import type { Problem } from '../model/evidence.ts';
import { redact } from '../redact/redact.ts';
import type { Observation } from './observation.ts';
import type { Target } from './read-files.ts';

/**
 * The source files that are worth opening: those below a folder whose manifests show a technology that their reader asks
 * for. A manifest counts for everything below it, because a parent's dependencies are its modules' too. Files past `limit`
 * are a problem, said once.
 */
export function sourceTargets(
  targets: readonly Target[],
  observations: readonly Observation[],
  limit: number,
): { readonly targets: readonly Target[]; readonly problems: readonly Problem[] } {
  const folders = new Map<string, Set<string>>();
  for (const one of observations) {
    if (one.type !== 'technology' || one.scope !== 'production') continue;
    const known = folders.get(one.folder);
    if (known === undefined) folders.set(one.folder, new Set([one.technology]));
    else known.add(one.technology);
  }
  const wanted: Target[] = [];
  for (const { path, detectors } of targets) {
    const useful = detectors.filter((detector) => hasAbove(folders, path, detector.sources ?? []));
    if (useful.length === 0) continue;
    if (wanted.length === limit) {
      const detail = redact(`more than ${String(limit)} source files; this and later ones were not read`);
      return { targets: wanted, problems: [{ path, reason: 'too-many-files', detail }] };
    }
    wanted.push({ path, detectors: useful });
  }
  return { targets: wanted, problems: [] };
}

function hasAbove(folders: ReadonlyMap<string, ReadonlySet<string>>, path: string, technologies: readonly string[]): boolean {
  let folder = path;
  while (folder !== '') {
    const slash = folder.lastIndexOf('/');
    folder = slash === -1 ? '' : folder.slice(0, slash);
    const shown = folders.get(folder);
    if (shown !== undefined && technologies.some((id) => shown.has(id))) return true;
  }
  return false;
}
