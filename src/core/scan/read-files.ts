import type { Problem } from '../model/evidence.ts';
import type { WorkspaceFiles } from '../ports.ts';
import { isSecretFile, redact } from '../redact/redact.ts';
import { rulesByEnding } from './by-ending.ts';
import { mapConcurrently } from './concurrency.ts';
import { detectorInput } from './detector-input.ts';
import type { OwnTree, ParsedFiles } from './detector-input.ts';
import { fileNames } from './file-names.ts';
import { maxCompanions } from './limits.ts';
import type { ScanLimits } from './limits.ts';
import type { Detector, FileNames, Observation } from './observation.ts';
import { pathClassifier } from './path-class.ts';
import type { PathClass } from './path-class.ts';
import type { RememberedFile, ScanMemory } from './scan-memory.ts';
import { sourceTargets, technologiesByFolder, usefulReaders } from './source-files.ts';
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

/** A file and the detectors that know it. */
export interface Target {
  readonly path: string;
  readonly detectors: readonly Detector[];
}

/** What one scan reads with; the counters go up as it does. */
interface Reading {
  readonly files: WorkspaceFiles;
  readonly names: FileNames;
  readonly limits: ScanLimits;
  readonly options: ReadOptions;
  readonly classOf: (path: string) => PathClass;
  readonly skip: ReadonlySet<string>;
  readonly memory: ScanMemory;
  readonly parsed: ParsedFiles;
  /** Texts of companions: the values of a chart are read once, not once a template. */
  readonly companionTexts: Map<string, Promise<string | undefined>>;
  readonly observations: Observation[];
  readonly problems: Problem[];
  filesRead: number;
  bytesRead: number;
  companionBytes: number;
}

/**
 * Reads every file that some detector knows, in order and in batches, and runs the detectors one file at a time: first
 * what declares something, then the source text of units in which it can tell more. What the memory still knows is not
 * read again. `above` are files outside of the scope that may be read beside one in it.
 */
export async function readFiles(
  files: WorkspaceFiles,
  tree: Walk,
  above: readonly string[],
  detectors: readonly Detector[],
  limits: ScanLimits,
  memory: ScanMemory,
  options: ReadOptions,
): Promise<ReadOutcome> {
  const reading: Reading = {
    files,
    names: fileNames([...above, ...tree.files]),
    limits,
    options,
    classOf: pathClassifier(options.scope ?? ''),
    skip: new Set(options.skip ?? []),
    memory,
    parsed: new Map(),
    companionTexts: new Map(),
    observations: [],
    problems: [],
    filesRead: 0,
    bytesRead: 0,
    companionBytes: 0,
  };
  const declaring = detectors.filter((detector) => detector.sources === undefined);
  const complete = await readAll(reading, targetsOf(tree.files, declaring, reading.classOf));
  if (complete) {
    const shown = technologiesByFolder(reading.observations);
    const readers = usefulReaders(detectors, shown);
    const { targets, problems } = sourceTargets(targetsOf(tree.files, readers, reading.classOf), shown, limits);
    reading.problems.push(...problems);
    await readAll(reading, targets);
  }
  return reading;
}

/** Reads targets; false if a limit ended it early. */
async function readAll(reading: Reading, targets: readonly Target[]): Promise<boolean> {
  const { limits, options } = reading;
  for (let start = 0; start < targets.length; start += limits.concurrency) {
    const batch = targets.slice(start, start + limits.concurrency);
    const results = await mapConcurrently(batch, limits.concurrency, options.signal, (target) => readTarget(reading, target));
    for (const [index, result] of results.entries()) {
      const target = batch[index];
      if (target === undefined) continue;
      const length = 'text' in result ? result.text.length : result.remembered.length;
      if (length !== undefined && reading.bytesRead + length > limits.totalBytes) {
        const detail = redact(`more than ${String(limits.totalBytes)} bytes; this and later files were not read`);
        reading.problems.push({ path: target.path, reason: 'too-many-bytes', detail });
        return false;
      }
      const seen = 'text' in result ? await see(reading, target, result) : result.remembered;
      for (const one of seen.observations) reading.observations.push(one);
      for (const one of seen.problems) reading.problems.push(one);
      if (length === undefined) continue;
      reading.bytesRead += length;
      reading.filesRead += 1;
    }
    options.onProgress?.(Math.min(start + limits.concurrency, targets.length), targets.length);
  }
  return true;
}

function targetsOf(paths: readonly string[], detectors: readonly Detector[], classOf: (path: string) => PathClass): readonly Target[] {
  if (detectors.length === 0) return [];
  const offered = rulesByEnding(detectors, (detector) => detector.examples.map((example) => example.path));
  const targets: Target[] = [];
  for (const path of paths) {
    const matching = offered(path).filter((detector) => detector.matches(path));
    // Nothing of examples can become a fact, and their mistakes are often on purpose.
    if (matching.length > 0 && !showsNothing.has(classOf(path))) targets.push({ path, detectors: matching });
  }
  return targets;
}

interface Texts {
  readonly text: string;
  readonly readWith: string;
  readonly companions: ReadonlyMap<string, string>;
  readonly asked: readonly string[];
}

async function readTarget(reading: Reading, target: Target): Promise<Texts | { readonly remembered: RememberedFile }> {
  const { path, detectors } = target;
  const asked = companionsOf(target, reading);
  const readWith = [...detectors.map((one) => one.id), ...asked].join('\n');
  const known = reading.memory.files.get(path);
  if (known?.readWith === readWith) return { remembered: known };
  const refused = (reason: Problem['reason'], detail: string): { readonly remembered: RememberedFile } => ({
    remembered: { readWith, observations: [], problems: [{ path, reason, detail: redact(detail) }], length: undefined, companions: [] },
  });
  if (reading.skip.has(path)) return refused('timed-out', 'took too long to read');
  if (isSecretFile(path)) return refused('secret-file', 'not opened: known to hold secrets');
  const result = await reading.files.read(path, reading.limits.fileBytes);
  if (!('text' in result)) return refused(result.refused === 'missing' ? 'unreadable' : result.refused, 'not read');
  const companions = new Map<string, string>();
  for (const other of asked) {
    const beside = reading.companionTexts.get(other) ?? companionText(reading, other);
    reading.companionTexts.set(other, beside);
    const content = await beside;
    if (content !== undefined) companions.set(other, content);
  }
  return { text: result.text, readWith, companions, asked };
}

/** Absent where it cannot be read, or where it would pass the limit of all bytes; its own turn reports why. */
async function companionText(reading: Reading, path: string): Promise<string | undefined> {
  const result = await reading.files.read(path, reading.limits.fileBytes);
  if (!('text' in result) || reading.companionBytes + result.text.length > reading.limits.totalBytes) return undefined;
  reading.companionBytes += result.text.length;
  return result.text;
}

function companionsOf(target: Target, reading: Reading): readonly string[] {
  const asked = new Set<string>();
  for (const detector of target.detectors)
    for (const other of detector.companions?.(target.path, reading.names).slice(0, maxCompanions) ?? [])
      if (other !== target.path && reading.names.has(other) && !isSecretFile(other) && !reading.skip.has(other)) asked.add(other);
  return [...asked];
}

/** Runs the detectors of a file on its text and remembers what they saw. */
async function see(reading: Reading, target: Target, texts: Texts): Promise<RememberedFile> {
  reading.options.signal?.throwIfAborted();
  reading.options.onFile?.(target.path);
  const kind = reading.classOf(target.path);
  const observations: Observation[] = [];
  const problems: Problem[] = [];
  const own: OwnTree = new Map();
  const limit = reading.limits.observationsPerFile;
  for (const detector of target.detectors) {
    const input = detectorInput(detector.id, target.path, texts.text, texts.companions, reading.parsed, own);
    try {
      const output = await detector.detect(input);
      for (const problem of output.problems) problems.push(problem);
      for (const observation of output.observations) {
        if (!counts(observation, kind)) continue;
        if (observations.length === limit) {
          problems.push(
            input.problem('too-large', `shows more than ${String(limit)} things; the rest was left out`, observation.evidence.line),
          );
          break;
        }
        observations.push(inClass(observation, kind));
      }
    } catch (error) {
      problems.push(input.problem('detector-failed', `${detector.id}: ${error instanceof Error ? error.message : 'unknown'}`));
    }
  }
  const seen = { readWith: texts.readWith, observations, problems, length: texts.text.length, companions: texts.asked };
  reading.memory.files.set(target.path, seen);
  return seen;
}

/** Classes of files that are not opened. */
const showsNothing: ReadonlySet<PathClass> = new Set(['example', 'vendored', 'generated']);

/** What a file of each class may show: tests show what tests use, documents what is practised and written, the rest nothing. */
function counts(observation: Observation, kind: PathClass): boolean {
  if (kind === 'production') return true;
  // What builds and checks the system is practised and deployed with, but it is not the system.
  if (kind === 'tooling')
    return (
      observation.type !== 'unit' && observation.type !== 'workload' && observation.type !== 'resource' && observation.type !== 'sizing'
    );
  if (kind === 'test') return observation.type === 'technology' || observation.type === 'practice';
  return kind === 'docs' && (observation.type === 'practice' || observation.type === 'document' || observation.type === 'people');
}

function inClass(observation: Observation, kind: PathClass): Observation {
  return (kind === 'test' || kind === 'tooling') && observation.type === 'technology'
    ? { ...observation, scope: 'development' }
    : observation;
}
