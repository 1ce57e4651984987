import type { Problem } from '../model/evidence.ts';
import { redact } from '../redact/redact.ts';
import type { ScanLimits } from './limits.ts';
import type { Detector, Observation } from './observation.ts';
import type { Target } from './read-files.ts';

/** The technologies that manifests show, by their folder. A manifest counts for everything below it: a parent's dependencies are its modules' too. */
export type ShownBelow = ReadonlyMap<string, ReadonlySet<string>>;

/** The production technologies of every folder. */
export function technologiesByFolder(observations: readonly Observation[]): ShownBelow {
  const folders = new Map<string, Set<string>>();
  for (const one of observations) {
    if (one.type !== 'technology' || one.scope !== 'production') continue;
    const known = folders.get(one.folder);
    if (known === undefined) folders.set(one.folder, new Set([one.technology]));
    else known.add(one.technology);
  }
  return folders;
}

/** The readers of source text whose technologies are shown anywhere: most workspaces have one or two of them. */
export function usefulReaders(detectors: readonly Detector[], shown: ShownBelow): readonly Detector[] {
  const all = new Set([...shown.values()].flatMap((one) => [...one]));
  return detectors.filter((detector) => detector.sources?.some((id) => all.has(id)) === true);
}

/**
 * The source files that are worth opening: those below a folder whose manifests show a technology that their reader asks
 * for, in their order. Those past the limits are a problem, said once.
 */
export function sourceTargets(
  targets: readonly Target[],
  shown: ShownBelow,
  limits: Pick<ScanLimits, 'sourceFiles' | 'unlikelySourceFiles'>,
): { readonly targets: readonly Target[]; readonly problems: readonly Problem[] } {
  const askFor = usefulIn(shown);
  const wanted: Target[] = [];
  let unlikely = 0;
  let left: { readonly path: string; readonly detail: string } | undefined;
  for (const { path, detectors } of targets) {
    const useful = askFor(path.slice(0, Math.max(0, path.lastIndexOf('/'))), detectors);
    if (useful.length === 0) continue;
    if (wanted.length === limits.sourceFiles) {
      left = { path, detail: `more than ${String(limits.sourceFiles)} source files; this and later ones were not read` };
      break;
    }
    if (!useful.some((detector) => detector.likely?.(path) ?? true)) {
      unlikely += 1;
      if (unlikely > limits.unlikelySourceFiles) {
        const detail = `more than ${String(limits.unlikelySourceFiles)} source files whose names tell nothing; this and later ones were not read`;
        left ??= { path, detail };
        continue;
      }
    }
    wanted.push({ path, detectors: useful });
  }
  const problems = left === undefined ? [] : [{ path: left.path, reason: 'too-many-files' as const, detail: redact(left.detail) }];
  return { targets: wanted, problems };
}

/** Which of some detectors a folder is of use to; the answer is kept for the folder's other files. */
export function usefulIn(shown: ShownBelow): (folder: string, detectors: readonly Detector[]) => readonly Detector[] {
  const known = new Map<string, Map<Detector, boolean>>();
  return (folder, detectors) => {
    const answers = known.get(folder) ?? new Map<Detector, boolean>();
    known.set(folder, answers);
    return detectors.filter((detector) => {
      const answer = answers.get(detector) ?? hasAbove(shown, folder, detector.sources ?? []);
      answers.set(detector, answer);
      return answer;
    });
  };
}

function hasAbove(shown: ShownBelow, folder: string, technologies: readonly string[]): boolean {
  for (let above = folder; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
    const here = shown.get(above);
    if (here !== undefined && technologies.some((id) => here.has(id))) return true;
    if (above === '') return false;
  }
}
