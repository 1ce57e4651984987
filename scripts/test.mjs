/**
 * `npm test`: everything, from a fresh clone. Installs what is missing, then format, lint, types, unit, property and
 * security tests, the suite inside both ends of the supported VS Code range, and the browser tests on the packaged
 * extension. The last line is `N passed, N failed`; a step that could not run counts as a failure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './support/chromium.mjs';
import { hostVersions, installHost } from './support/hosts.mjs';
import { installPackages } from './support/packages.mjs';
import { root, toolNode, toolScript, workFolder } from './support/paths.mjs';
import { StepFailed, run, say } from './support/run.mjs';
import { buildAll, pack } from './package.mjs';
import { checks } from './check.mjs';

let passed = 0;
/** @type {string[]} */
const failures = [];
const started = Date.now();
const results = path.join(workFolder(), 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/**
 * Runs one step; whatever it throws is one failure. Returns whether it went well.
 * @param {string} name
 * @param {() => Promise<void>} body
 */
async function step(name, body) {
  const from = Date.now();
  say(`\n== ${name}`);
  const before = failures.length;
  try {
    await body();
  } catch (error) {
    const message = error instanceof StepFailed ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    failures.push(`${name}: ${message}`);
    say(message);
  }
  say(`   ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return failures.length === before;
}

/** Counts a suite that could not run, and says why. */
function notRun(/** @type {string} */ name, /** @type {string} */ why) {
  say(`\n== ${name}: not run, ${why}`);
  failures.push(`${name}: not run, ${why}`);
}

/** Adds a vitest run to the sum. @param {string} name @param {string[]} parameters @param {number} minutes */
async function vitest(name, parameters, minutes) {
  const file = path.join(results, `${name.replaceAll(/\W+/g, '-')}.json`);
  const options = ['run', ...parameters, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run(toolNode(), [toolScript('vitest/vitest.mjs'), ...options], { timeout: minutes * 60_000 });
  if (!existsSync(file)) throw new StepFailed(`${name} ended with code ${code} and without a result`);
  const before = failures.length;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const suite of report.testResults) {
    const where = path.relative(root, suite.name);
    for (const one of suite.assertionResults) {
      if (one.status === 'passed') passed += 1;
      // A skipped test has shown nothing.
      else failures.push(`${where} > ${one.fullName}: ${one.status === 'failed' ? one.failureMessages.join('\n') : one.status}`);
    }
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failures.push(`${where}: ${suite.message}`);
  }
  if (report.testResults.length === 0) throw new StepFailed(`${name}: no test ran`);
  if (code !== 0 && failures.length === before) throw new StepFailed(`${name} ended with code ${code}`);
}

/** Adds a run of scripts/host-suite.ts to the sum. */
async function hostSuite(/** @type {string} */ version) {
  const file = path.join(results, `host-${version}.json`);
  const { code } = await run(toolNode(), [path.join(root, 'scripts', 'host-suite.ts'), version, '--json', file], { timeout: 6 * 60_000 });
  if (!existsSync(file)) throw new StepFailed(`the suite in VS Code ${version} ended with code ${code} and without a result`);
  const outcome = JSON.parse(readFileSync(file, 'utf8'));
  passed += outcome.passed;
  failures.push(...outcome.failures);
}

const ready = await step('packages', installPackages);
if (ready) {
  const browser = await step('Chromium', async () => void (await findChromium()));
  /** @type {Record<string, boolean>} */
  const hosts = {};
  for (const version of hostVersions) hosts[version] = await step(`VS Code ${version}`, async () => void (await installHost(version)));
  for (const check of checks) {
    await step(check.name, async () => {
      const { code } = await run(toolNode(), check.command, { timeout: 5 * 60_000 });
      if (code !== 0) throw new StepFailed(`${check.name} found something (see above)`);
      passed += 1;
    });
  }
  const built = await step('build', buildAll);
  const packed = built && (await step('package', () => pack(path.join(root, 'groundplan.vsix'))));
  await step('unit, property and security tests', () => vitest('unit', [], 15));
  for (const version of hostVersions) {
    const name = `suite inside VS Code ${version}`;
    if (built && browser && hosts[version]) await step(name, () => hostSuite(version));
    else notRun(name, 'because the set-up or the build failed');
  }
  if (packed && browser && hosts['1.139'])
    await step('browser tests on the packaged extension', () => vitest('e2e', ['--config', 'vitest.e2e.config.ts'], 20));
  else notRun('browser tests on the packaged extension', 'because the set-up or the build failed');
} else {
  notRun('everything else', 'because the packages are not installed');
}

if (failures.length > 0) say(`\nFailed:\n${failures.map((text) => `- ${text.trim().replaceAll('\n', '\n  ')}`).join('\n')}`);
say(`\nTook ${((Date.now() - started) / 60_000).toFixed(1)} minutes.`);
process.exitCode = failures.length > 0 ? 1 : 0;
say(`${passed} passed, ${failures.length} failed`);
