/** The collector that runs inside VS Code: a failure fails the run, a hang is named, every result is one line. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test as unit, vi } from 'vitest';
import type * as Collector from '../../host/support/suite.ts';

let folder: string;
let collector: typeof Collector;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'groundplan-collector-'));
  vi.stubEnv('GROUNDPLAN_HOST_RESULTS', path.join(folder, 'results.jsonl'));
  vi.resetModules();
  collector = await import('../../host/support/suite.ts');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function lines(): { kind: string; name?: string; passed?: boolean | number; failed?: number; message?: string }[] {
  const text = readFileSync(path.join(folder, 'results.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

unit('tests run in order and are named after their suites', async () => {
  collector.suite('Outer', () => collector.suite('Inner', () => collector.test('works', () => undefined)));
  await collector.runAll('1.105.0');
  expect(lines().map(({ kind, name }) => name ?? kind)).toEqual(['start', 'Outer > Inner > works', 'end']);
});

unit('a failing test fails the run, and the others still run', async () => {
  collector.test('fails', () => {
    throw new Error('as planned');
  });
  collector.test('rejects', () => Promise.reject(new Error('later')));
  collector.test('works', () => undefined);
  await expect(collector.runAll('1.105.0')).rejects.toThrow('2 of 3 tests failed');
  expect(
    lines()
      .filter(({ kind }) => kind === 'test')
      .map(({ passed }) => passed),
  ).toEqual([false, false, true]);
  expect(lines().at(-1)).toEqual({ kind: 'end', passed: 1, failed: 2 });
});

unit('a test that hangs fails after its time with a message', async () => {
  collector.test('hangs', () => new Promise(() => undefined), 20);
  await expect(collector.runAll('1.105.0')).rejects.toThrow('1 of 1');
  expect(lines().find(({ name }) => name === 'hangs')?.message).toContain('longer than 20 ms');
});

unit('a run without a test is a failure', async () => {
  await expect(collector.runAll('1.105.0')).rejects.toThrow('0 of 0');
});
