/**
 * Runs dist/test/host in the desktop VS Code that @vscode/test-electron downloads: `electron-suite.ts [version…]`.
 * It needs the vendor's download server; where only packages can be reached, `npm run test:host` runs the same suite.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import type { HostResult } from '../test/host/support/suite.ts';
import { root, workFolder } from './support/paths.mjs';
import { say } from './support/run.mjs';

/** Both ends of the supported range. */
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['stable', '1.105.1'];

let passed = 0;
let failed = 0;
for (const version of versions) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gp-'));
  const results = path.join(folder, 'results.jsonl');
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "shop", "dependencies": { "express": "5.0.0" } }\n');
  const problem = await runTests({
    version,
    cachePath: workFolder('electron'),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'dist', 'test', 'host', 'index.js'),
    extensionTestsEnv: { GROUNDPLAN_HOST_RESULTS: results },
    launchArgs: [folder, '--disable-workspace-trust', '--disable-extensions', `--user-data-dir=${path.join(folder, 'u')}`],
  }).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const lines = existsSync(results)
    ? readFileSync(results, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as HostResult)
    : [];
  const tests = lines.filter((line) => line.kind === 'test');
  for (const one of tests) say(`${one.passed ? '✓' : '✗'} ${one.name}${one.message === undefined ? '' : `\n${one.message}`}`);
  passed += tests.filter((one) => one.passed).length;
  failed += tests.filter((one) => !one.passed).length;
  if (problem !== undefined && !tests.some((one) => !one.passed)) {
    failed += 1;
    say(`✗ VS Code ${version}: ${problem}`);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
