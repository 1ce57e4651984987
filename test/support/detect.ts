import type { Problem } from '../../src/core/model/evidence.ts';
import { detectorInput } from '../../src/core/scan/detector-input.ts';
import { fileNames } from '../../src/core/scan/file-names.ts';
import type { Detector, DetectorOutput, Observation } from '../../src/core/scan/observation.ts';

/** Runs one detector on one file, as the engine does. `beside` are the other files of the workspace. */
export async function detect(
  detector: Detector,
  path: string,
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<DetectorOutput> {
  const names = fileNames([path, ...Object.keys(beside)].toSorted());
  const asked = detector.companions?.(path, names) ?? [];
  const companions = new Map(asked.flatMap((other) => (Object.hasOwn(beside, other) ? [[other, beside[other] ?? ''] as const] : [])));
  return detector.detect(detectorInput(detector.id, path, text, companions, new Map()));
}

/** A problem as detector examples write it: `problem syntax-error@4`. */
export function problemLineOf(problem: Problem): string {
  return `problem ${problem.reason}@${String(problem.line ?? 0)}`;
}

/** An observation as detector examples write it: `workload api@3`, `unit .@1`, `technology postgresql@7`. */
export function lineOf(observation: Observation): string {
  return `${observation.type} ${nameOf(observation)}@${String(observation.evidence.line)}`;
}

function nameOf(observation: Observation): string {
  switch (observation.type) {
    case 'technology':
      return observation.technology;
    case 'unit':
      return observation.name ?? (observation.folder.slice(observation.folder.lastIndexOf('/') + 1) || '.');
    case 'workload':
      return observation.name;
    case 'resource':
      return observation.address;
    case 'practice':
      return observation.practice;
    case 'deployment':
      return observation.target;
    case 'sizing':
      return observation.measure;
    case 'hazard':
      return observation.hazard;
    case 'people':
      return observation.measure;
    case 'document':
      return observation.document;
  }
}
