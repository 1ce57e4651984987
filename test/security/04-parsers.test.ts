import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bombs, brokenBombs } from './bombs.ts';

/** Rule 4: no file aborts, stalls or bloats the process that parses it, and each is reported. */
const rounds = 20;
const limits = { milliseconds: 2000, bytes: 256 * 1024 * 1024 };
/** So small that garbage has to go: V8 would otherwise rather grow than collect. Less than half of what the worker may use. */
const heap = ['--max-old-space-size=384', '--max-semi-space-size=8'];

interface Report {
  readonly growth: number;
  readonly bombs: readonly { readonly name: string; readonly path: string; readonly time: number; readonly problems: readonly string[] }[];
}

describe('security rule 4: parsers', () => {
  it(`survives every bomb, the quick ones ${String(rounds)} times, in one process`, { timeout: 900_000 }, async () => {
    // A child, because nested input can abort V8 itself, which no catch survives; rejects unless it exits with 0.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...heap, '--expose-gc', join(import.meta.dirname, 'detonate.ts'), String(rounds)],
      { maxBuffer: 1e8 },
    );
    const report = JSON.parse(stdout) as Report;
    expect(report.bombs).toHaveLength(bombs.length);
    expect(report.bombs.filter((bomb) => bomb.time > limits.milliseconds)).toEqual([]);
    const broken = new Set(brokenBombs.map((bomb) => bomb.name));
    const silent = report.bombs.filter((bomb) => !bomb.problems.some((problem) => problem.startsWith(`${bomb.path} `)));
    expect(silent.filter((bomb) => broken.has(bomb.name))).toEqual([]);
    expect(report.bombs.filter((bomb) => bomb.problems.some((problem) => problem.endsWith('detector-failed')))).toEqual([]);
    expect(report.growth).toBeLessThan(limits.bytes);
  });
});
