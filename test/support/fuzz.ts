import { detectors } from '../../src/core/scan/detectors/index.ts';
import type { Detector } from '../../src/core/scan/observation.ts';
import { detect } from './detect.ts';
import { mutate, seeded } from './mutate.ts';

/** What a fuzz run found wrong: a sentence each, with the seed that repeats it. */
export interface FuzzReport {
  readonly inputs: number;
  readonly failures: readonly string[];
  /** CPU milliseconds of the slowest input, and what it was. */
  readonly slowest: { readonly ms: number; readonly what: string };
}

interface Seed {
  readonly detector: Detector;
  readonly path: string;
  readonly text: string;
  readonly beside: Readonly<Record<string, string>>;
}

/** CPU milliseconds that one file may take (security rule 4). */
const limit = 2000;

/**
 * Runs `count` mutated examples through their detectors: nothing may throw, take two seconds, or claim a line that does not
 * exist, and what a parser refuses must be a problem with its line. The same `seed` gives the same inputs.
 */
export async function fuzz(count: number, seed: number): Promise<FuzzReport> {
  const random = seeded(seed);
  const seeds = detectors.flatMap((detector) =>
    detector.examples.map(({ path, text, beside }): Seed => ({ detector, path, text, beside: beside ?? {} })),
  );
  const failures: string[] = [];
  let slowest = { ms: 0, what: '' };
  for (let index = 0; index < count; index += 1) {
    const origin = seeds[index % seeds.length];
    if (origin === undefined) break;
    const text = mutate(origin.text, random);
    const beside = Object.fromEntries(
      Object.entries(origin.beside).map(([path, content]) => [path, random() < 0.3 ? mutate(content, random) : content]),
    );
    const what = `${origin.detector.id} ${origin.path} (seed ${String(seed)}, input ${String(index)})`;
    const { failure, ms } = await tryOne({ ...origin, text, beside });
    if (failure !== undefined) failures.push(`${what}: ${failure}`);
    if (ms > slowest.ms) slowest = { ms, what };
  }
  return { inputs: count, failures, slowest };
}

async function tryOne({ detector, path, text, beside }: Seed): Promise<{ readonly failure: string | undefined; readonly ms: number }> {
  const before = process.cpuUsage();
  let failure: string | undefined;
  try {
    const { observations, problems } = await detect(detector, path, text, beside);
    const linesOf = (file: string): number => (file === path ? text : (beside[file] ?? '')).split(/\r\n|\r|\n/).length;
    const wrong = observations.find((one) => one.evidence.line < 1 || one.evidence.line > linesOf(one.evidence.path));
    if (wrong !== undefined) failure = `${wrong.type} at line ${String(wrong.evidence.line)} of ${String(linesOf(wrong.evidence.path))}`;
    const lost = problems.find(
      (problem) => problem.reason === 'syntax-error' && (problem.line === undefined || problem.line < 1 || problem.line > linesOf(path)),
    );
    if (lost !== undefined) failure ??= `a syntax error at line ${String(lost.line)} of ${String(linesOf(path))}`;
  } catch (error) {
    failure = `threw ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : 'something'}`;
  }
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return { failure: failure ?? (ms > limit ? `took ${ms.toFixed(0)} ms` : undefined), ms };
}
