/** The folder boundaries of the lint configuration, shown to bite: a planted import per rule. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, toolNode, toolScript } from '../../../scripts/support/paths.mjs';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'groundplan-lint-'));
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many imports of a file are refused. */
function refused(file: string, line: string): number {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${line}\n`);
  let output: string;
  try {
    output = execFileSync(toolNode(), [toolScript('oxlint/bin/oxlint'), '--format=unix', file], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    output = String((error as { stdout?: string }).stdout);
  }
  rmSync(target);
  return output.split('\n').filter((one) => one.includes('no-restricted-imports')).length;
}

test.each([
  ['src/core/scan/a.ts', "export * from 'vscode';"],
  ['src/core/scan/a.ts', "export * from 'node:fs';"],
  ['src/core/scan/a.ts', "export * from 'path';"],
  ['src/core/scan/a.ts', "export * from '../../vscode/a.ts';"],
  ['src/core/scan/a.ts', "export * from '../../protocol/a.ts';"],
  ['src/protocol/a.ts', "export * from '../node/a.ts';"],
  ['src/session/a.ts', "export * from 'vscode';"],
  ['src/session/a.ts', "export * from '../vscode/a.ts';"],
  ['src/cli/a.ts', "export * from 'vscode';"],
  ['src/cli/a.ts', "export * from '../app.ts';"],
  ['src/node/walk.ts', "export * from 'node:child_process';"],
  ['src/vscode/a.ts', "export * from 'node:child_process';"],
  ['src/vscode/a.ts', "export * from 'node:https';"],
  ['webview-ui/a.ts', "export * from '../src/core/a.ts';"],
  ['webview-ui/a.ts', "export { a } from '../src/protocol/a.ts';"],
  ['test/unit/a.ts', "export * from 'vscode';"],
])('%s may not say %s', (file, line) => {
  expect(refused(file, line)).toBe(1);
});

test.each([
  ['src/core/scan/a.ts', "export * from '../model/a.ts';"],
  ['src/node/git.ts', "export * from 'node:child_process';"],
  ['src/vscode/a.ts', "export * from 'vscode';"],
  ['src/extension.ts', "export * from 'vscode';"],
  ['webview-ui/a.ts', "import type { A } from '../src/protocol/a.ts';\nexport type B = A;"],
  ['test/host/a.test.ts', "export * from 'vscode';"],
])('%s may say %s', (file, line) => {
  expect(refused(file, line)).toBe(0);
});
