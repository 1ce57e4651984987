import type { Problem } from '../model/evidence.ts';
import type { WorkspaceFiles } from '../ports.ts';
import { lineRedactor } from '../redact/context.ts';
import { createEvidence, isSecretFile, redact } from '../redact/redact.ts';
import { mapConcurrently } from './concurrency.ts';
import type { ScanLimits } from './limits.ts';
import type { Detector, DetectorInput, Observation } from './observation.ts';
import { classifyPath } from './path-class.ts';
import type { PathClass } from './path-class.ts';
import type { Walk } from './walk.ts';

/** What all detectors saw. */
export interface ReadOutcome {
  readonly observations: readonly Observation[];
  readonly problems: readonly Problem[];
  readonly filesRead: number;
  readonly bytesRead: number;
}

interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly scope?: string | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly onProgress?: ((filesRead: number, filesTotal: number) => void) | undefined;
  readonly onFile?: ((path: string) => void) | undefined;
}

interface Target {
  readonly path: string;
  readonly detectors: readonly Detector[];
}

/** Reads every file that some detector knows, in order and in batches, and runs the detectors one file at a time. */
export async function readFiles(
  files: WorkspaceFiles,
  tree: Walk,
  detectors: readonly Detector[],
  limits: ScanLimits,
  options: ReadOptions,
): Promise<ReadOutcome> {
  const observations: Observation[] = [];
  const problems: Problem[] = [];
  const skip = new Set(options.skip ?? []);
  const targets = targetsOf(tree.files, detectors, options.scope ?? '');
  let filesRead = 0;
  let bytesRead = 0;
  for (let start = 0; start < targets.length; start += limits.concurrency) {
    const batch = targets.slice(start, start + limits.concurrency);
    const results = await mapConcurrently(batch, limits.concurrency, options.signal, (target) => readTarget(files, target, skip, limits));
    for (const [index, result] of results.entries()) {
      const target = batch[index];
      if (target === undefined) continue;
      if ('problem' in result) {
        problems.push(result.problem);
        continue;
      }
      if (bytesRead + result.text.length > limits.totalBytes) {
        problems.push({
          path: target.path,
          reason: 'too-many-bytes',
          detail: redact(`more than ${String(limits.totalBytes)} bytes; this and later files were not read`),
        });
        return { observations, problems, filesRead, bytesRead };
      }
      bytesRead += result.text.length;
      filesRead += 1;
      options.signal?.throwIfAborted();
      options.onFile?.(target.path);
      await detect(target, result.text, pathClass(target.path, options.scope ?? ''), observations, problems);
    }
    options.onProgress?.(Math.min(start + limits.concurrency, targets.length), targets.length);
  }
  return { observations, problems, filesRead, bytesRead };
}

function targetsOf(paths: readonly string[], detectors: readonly Detector[], scope: string): readonly Target[] {
  const targets: Target[] = [];
  for (const path of paths) {
    const matching = detectors.filter((detector) => detector.matches(path));
    // Nothing of examples can become a fact, and their mistakes are often on purpose.
    if (matching.length > 0 && !showsNothing.has(pathClass(path, scope))) targets.push({ path, detectors: matching });
  }
  return targets;
}

async function readTarget(
  files: WorkspaceFiles,
  target: Target,
  skip: ReadonlySet<string>,
  limits: ScanLimits,
): Promise<{ readonly text: string } | { readonly problem: Problem }> {
  const { path } = target;
  if (skip.has(path)) return { problem: { path, reason: 'timed-out', detail: redact('took too long to read') } };
  if (isSecretFile(path)) return { problem: { path, reason: 'secret-file', detail: redact('not opened: known to hold secrets') } };
  const result = await files.read(path, limits.fileBytes);
  return 'text' in result
    ? result
    : { problem: { path, reason: result.refused === 'missing' ? 'unreadable' : result.refused, detail: redact('not read') } };
}

async function detect(target: Target, text: string, kind: PathClass, observations: Observation[], problems: Problem[]): Promise<void> {
  let excerptOf: ((line: number) => string) | undefined;
  for (const detector of target.detectors) {
    const input: DetectorInput = {
      path: target.path,
      text,
      evidence: (line, excerpt) =>
        createEvidence(detector.id, target.path, line, excerpt ?? (excerptOf ??= lineRedactor(text.split(/\r?\n/)))(line)),
      problem: (reason, detail, line) => ({ path: target.path, reason, detail: redact(detail), ...(line === undefined ? {} : { line }) }),
      redact,
    };
    try {
      const output = await detector.detect(input);
      for (const observation of output.observations) if (counts(observation, kind)) observations.push(inClass(observation, kind));
      problems.push(...output.problems);
    } catch (error) {
      problems.push(input.problem('detector-failed', `${detector.id}: ${error instanceof Error ? error.message : 'unknown'}`));
    }
  }
}

/** Classes of files that are not opened. */
const showsNothing: ReadonlySet<PathClass> = new Set(['example', 'vendored', 'generated']);

/** What a file of each class may show: tests show what tests use, documents what is practised, the rest nothing. */
function counts(observation: Observation, kind: PathClass): boolean {
  if (kind === 'production') return true;
  // What builds and checks the system is practised and deployed with, but it is not the system.
  if (kind === 'tooling')
    return (
      observation.type !== 'unit' && observation.type !== 'workload' && observation.type !== 'resource' && observation.type !== 'sizing'
    );
  if (kind === 'test') return observation.type === 'technology' || observation.type === 'practice';
  return kind === 'docs' && observation.type === 'practice';
}

function inClass(observation: Observation, kind: PathClass): Observation {
  return (kind === 'test' || kind === 'tooling') && observation.type === 'technology'
    ? { ...observation, scope: 'development' }
    : observation;
}

/** The class of a path below the scope: what stands above the scope says nothing. */
export function pathClass(path: string, scope: string): PathClass {
  return classifyPath(scope === '' ? path : path.slice(scope.length + 1));
}
