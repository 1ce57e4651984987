/** What the bundle of the Node side loads, read from esbuild's own account of it. */
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { hostOptions, staticOutputs } from '../../../esbuild.mjs';

/** Bytes that may be loaded at activation: dist/extension.js and all it imports before it runs. */
const activationLimit = 150_000;

let metafile: Metafile;

beforeAll(async () => {
  const result = await build({ ...hostOptions(), write: false });
  if (result.metafile === undefined) throw new Error('esbuild gave no metafile');
  metafile = result.metafile;
});

function bytes(outputs: readonly string[]): number {
  return outputs.reduce((sum, name) => sum + (metafile.outputs[name]?.bytes ?? 0), 0);
}

/** The output and all it can ever load, lazily too. */
function reachable(output: string): string[] {
  const seen = new Set([output]);
  for (const name of seen) for (const one of metafile.outputs[name]?.imports ?? []) if (!one.external) seen.add(one.path);
  return [...seen];
}

/** The outputs that import VS Code. */
function importsVsCode(outputs: readonly string[]): string[] {
  return outputs.filter((name) => metafile.outputs[name]?.imports.some((one) => one.path === 'vscode'));
}

test('what is loaded at activation stays small', () => {
  const outputs = staticOutputs(metafile, 'dist/extension.js');
  const heaviest = outputs
    .flatMap((name) => Object.entries(metafile.outputs[name]?.inputs ?? {}))
    .toSorted(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)
    .slice(0, 12)
    .map(([name, { bytesInOutput }]) => `${bytesInOutput} ${name}`);
  expect(bytes(outputs), `in ${outputs.join(', ')}; heaviest:\n${heaviest.join('\n')}`).toBeLessThanOrEqual(activationLimit);
});

test.each(['dist/cli.js', 'dist/scan-worker.js'])('%s runs without VS Code', (output) => {
  expect(importsVsCode(reachable(output))).toEqual([]);
});

test('the check above can fail: the extension itself does import VS Code', () => {
  expect(importsVsCode(reachable('dist/extension.js'))).toContain('dist/extension.js');
});
