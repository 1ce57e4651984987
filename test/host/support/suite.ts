/**
 * A collector of tests for the inside of VS Code.
 *
 * Own and small because the suite is bundled into one file that VS Code's extension host loads, and its results must reach
 * a launcher outside: one JSON line per test in the file that GROUNDPLAN_HOST_RESULTS names.
 *
 * ```ts
 * import * as assert from 'node:assert/strict';
 * import { suite, test } from './support/suite.ts';
 *
 * suite('Commands', () => {
 *   test('the palette offers Propose Architecture', async () => {
 *     assert.ok((await vscode.commands.getCommands(true)).includes('groundplan.propose'));
 *   });
 * });
 * ```
 */
import { appendFileSync } from 'node:fs';

/** One line of the results file. `milliseconds` is the time the test took; `message` is there when it failed. */
export type HostResult =
  | { kind: 'start'; vscode: string; tests: number }
  | { kind: 'test'; name: string; passed: boolean; milliseconds: number; message?: string }
  | { kind: 'note'; text: string }
  | { kind: 'end'; passed: number; failed: number };

type Body = () => unknown;
type Case = { name: string; body: Body; timeout: number };

const path: string[] = [];
const cases: Case[] = [];

/** Groups tests: the name stands before theirs. */
export function suite(name: string, body: () => void): void {
  path.push(name);
  try {
    body();
  } finally {
    path.pop();
  }
}

/** Registers a test. It fails when its body throws, rejects or takes longer than `timeout` (milliseconds, 60 s: two busy cores are slow). */
export function test(name: string, body: Body, timeout = 60_000): void {
  cases.push({ name: [...path, name].join(' > '), body, timeout });
}

/** Puts a measured figure or a remark into the launcher's output. */
export function note(text: string): void {
  report({ kind: 'note', text });
}

/** Runs all registered tests in order; rejects when one failed or there is none. */
export async function runAll(vscodeVersion: string): Promise<void> {
  report({ kind: 'start', vscode: vscodeVersion, tests: cases.length });
  let failed = 0;
  for (const one of cases) {
    const started = performance.now();
    const message = await failure(one);
    if (message !== undefined) failed += 1;
    const milliseconds = Math.round(performance.now() - started);
    report({ kind: 'test', name: one.name, passed: message === undefined, milliseconds, ...(message === undefined ? {} : { message }) });
  }
  report({ kind: 'end', passed: cases.length - failed, failed });
  if (failed > 0 || cases.length === 0) throw new Error(`${failed} of ${cases.length} tests failed`);
}

/** Why the test failed, or undefined when it passed. */
async function failure(one: Case): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${one.timeout} ms`)), one.timeout);
  });
  try {
    await Promise.race([Promise.resolve().then(one.body), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function report(line: HostResult): void {
  const file = process.env['GROUNDPLAN_HOST_RESULTS'];
  if (file === undefined) console.log(JSON.stringify(line));
  else appendFileSync(file, `${JSON.stringify(line)}\n`);
}
