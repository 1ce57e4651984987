import { scan } from '../../src/core/scan/index.ts';
import { workspace } from '../support/workspace.ts';
import { bombs } from './bombs.ts';

/**
 * Run as a child process by `04-parsers.test.ts`: sets off every bomb and prints the most time of the processor in
 * milliseconds, the problems and the memory as one line of JSON. A parser that aborts V8 ends this process, not the test.
 * Bombs over a tenth of a second are set off in every fifth round: all of them twenty times take longer than all other tests.
 */
const rounds = Number(process.argv[2] ?? '1');
const slowest = new Map<string, number>();
const problems = new Map<string, readonly string[]>();
const collect = (globalThis as { gc?: () => void }).gc ?? ((): void => undefined);
// A text made of repetitions takes its room when it is first read, and that is not the scan's.
for (const bomb of bombs) bomb.text.charCodeAt(0);
collect();
const before = process.memoryUsage().rss;
let peak = before;
for (let round = 0; round < rounds; round += 1) {
  for (const bomb of bombs) {
    if (round % 5 !== 0 && (slowest.get(bomb.name) ?? 0) > 100) continue;
    const started = process.threadCpuUsage();
    const result = await scan(workspace({ ...bomb.beside, [bomb.path]: bomb.text }));
    const used = process.threadCpuUsage(started);
    const time = (used.user + used.system) / 1000;
    slowest.set(bomb.name, Math.max(slowest.get(bomb.name) ?? 0, time));
    problems.set(
      bomb.name,
      result.problems.map((problem) => `${problem.path} ${problem.reason}`),
    );
  }
  collect();
  peak = Math.max(peak, process.memoryUsage().rss);
}
process.stdout.write(
  `${JSON.stringify({ growth: peak - before, bombs: bombs.map((bomb) => ({ name: bomb.name, path: bomb.path, time: slowest.get(bomb.name), problems: problems.get(bomb.name) })) })}\n`,
);
