/**
 * Runs dist/test/host inside a real VS Code: `host-suite.ts [--project <folder>] [version…]`, both ends without a version.
 * Prints each test; the last line counts. `--json <file>` also writes what scripts/test.mjs adds up.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { HostResult } from '../test/host/support/suite.ts';
import { launchVsCode, temporaryWorkspace } from '../test/e2e/support/vscode.ts';
import { hostVersions } from './support/hosts.mjs';
import type { HostVersion } from './support/hosts.mjs';
import { root } from './support/paths.mjs';
import { main, say } from './support/run.mjs';

/** What a run came to; `failures` are names with messages. */
type Outcome = { passed: number; failed: number; failures: string[] };

const { values, positionals } = parseArgs({
  options: { project: { type: 'string', default: root }, json: { type: 'string' }, timeout: { type: 'string', default: '330' } },
  allowPositionals: true,
});

await main(async () => {
  const total: Outcome = { passed: 0, failed: 0, failures: [] };
  const wanted = positionals.length > 0 ? positionals : hostVersions;
  for (const version of wanted) {
    const outcome = await runSuite(version as HostVersion);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.failures.push(...outcome.failures.map((text) => `VS Code ${version} > ${text}`));
  }
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(total));
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});

/** Runs the suite in one version; a hang or a crash is a failure with a message, never a silent end. */
async function runSuite(version: HostVersion): Promise<Outcome> {
  const project = path.resolve(values.project);
  const testsPath = path.join(project, 'dist', 'test', 'host', 'index.js');
  if (!existsSync(testsPath)) return failed(`${testsPath} is missing: run npm run build first`);
  const workspace = temporaryWorkspace({
    'package.json': '{ "name": "shop", "dependencies": { "express": "5.0.0" } }\n',
    '.vscode/settings.json': '{ "files.autoSave": "off" }\n',
  });
  const results = path.join(temporaryWorkspace(), 'results.jsonl');
  const environment = { GROUNDPLAN_HOST_RESULTS: results };
  const launch = { version, workspace, developmentPath: project, testsPath, trust: true, environment } as const;
  try {
    await using code = await launchVsCode(launch);
    let pageGone = false;
    code.page.on('crash', () => (pageGone = true));
    const deadline = Date.now() + Number(values.timeout) * 1000;
    let shown = 0;
    for (;;) {
      const lines = read(results);
      for (const line of lines.slice(shown)) show(line);
      shown = lines.length;
      if (lines.at(-1)?.kind === 'end') return outcome(lines);
      if (pageGone || Date.now() > deadline) {
        const why = pageGone ? 'the page crashed' : `no end within ${values.timeout} s`;
        const last = lines.findLast((line) => line.kind === 'test');
        return failed(
          `${why}, after ${last?.kind === 'test' ? last.name : 'no test'}\nConsole:\n${code.consoleMessages.slice(-15).join('\n')}`,
          counted(lines),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), counted(read(results)));
  } finally {
    for (const folder of [workspace, path.dirname(results)]) rmSync(folder, { recursive: true, force: true });
  }
}

/** The complete lines so far; a half-written last one is left for the next look. */
function read(file: string): HostResult[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HostResult);
}

function show(line: HostResult): void {
  if (line.kind === 'start') say(`VS Code ${line.vscode}: ${line.tests} tests`);
  else if (line.kind === 'note') say(`  · ${line.text}`);
  else if (line.kind === 'test')
    say(`  ${line.passed ? '✓' : '✗'} ${line.name} (${line.milliseconds} ms)${line.message === undefined ? '' : `\n${line.message}`}`);
}

function outcome(lines: readonly HostResult[]): Outcome {
  // A suite without a test has shown nothing.
  return lines.some((line) => line.kind === 'test') ? counted(lines) : failed('no test ran');
}

function counted(lines: readonly HostResult[]): Outcome {
  const tests = lines.filter((line) => line.kind === 'test');
  const bad = tests.filter((line) => !line.passed);
  return { passed: tests.length - bad.length, failed: bad.length, failures: bad.map((line) => `${line.name}: ${line.message ?? ''}`) };
}

function failed(message: string, before: Outcome = { passed: 0, failed: 0, failures: [] }): Outcome {
  say(`  ✗ ${message}`);
  return { passed: before.passed, failed: before.failed + 1, failures: [...before.failures, message] };
}
