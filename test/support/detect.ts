import { lineRedactor } from '../../src/core/redact/context.ts';
import { createEvidence, redact } from '../../src/core/redact/redact.ts';
import type { Problem } from '../../src/core/model/evidence.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../../src/core/scan/observation.ts';

/** Runs one detector on one file, as the engine does. */
export async function detect(detector: Detector, path: string, text: string): Promise<DetectorOutput> {
  const excerptOf = lineRedactor(text.split(/\r?\n/));
  const input: DetectorInput = {
    path,
    text,
    evidence: (line, excerpt) => createEvidence(detector.id, path, line, excerpt ?? excerptOf(line)),
    problem: (reason, detail, line) => ({ path, reason, detail: redact(detail), ...(line === undefined ? {} : { line }) }),
    redact,
  };
  return detector.detect(input);
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
  }
}
