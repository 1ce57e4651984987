/**
 * `npm start`: Groundplan in a real VS Code, from a fresh clone, in the browser.
 *
 * Without a folder it opens a copy of the sample workspace; `npm start -- <folder>` opens that folder itself.
 * `--screenshot <file>` takes a picture once the sidebar stands and ends; `--no-window` prints the address only;
 * `--no-build` takes dist/ as it is. Ctrl+C stops everything.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumArguments, chromiumPath, findChromium } from './support/chromium.mjs';
import { installHost } from './support/hosts.mjs';
import { installPackages } from './support/packages.mjs';
import { childEnvironment, root } from './support/paths.mjs';
import { StepFailed, endGroup, main, onOwnExit, say } from './support/run.mjs';
import { installExtension, randomToken, startServer, writeSettings } from './support/server.mjs';
import { buildAll, pack } from './package.mjs';

const { values, positionals } = parseArgs({
  options: { screenshot: { type: 'string' }, 'no-window': { type: 'boolean' }, 'no-build': { type: 'boolean' } },
  allowPositionals: true,
});

await main(async () => {
  const home = process.env['INIT_CWD'] ?? process.cwd();
  const given = positionals[0] === undefined ? undefined : path.resolve(home, positionals[0]);
  if (given !== undefined && !(existsSync(given) && statSync(given).isDirectory())) throw new StepFailed(`There is no folder ${given}`, 2);
  await installPackages();
  const host = await installHost('1.139');
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'groundplan-start-')));
  onOwnExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }));
  if (values['no-build'] !== true) await buildAll();
  say('Packing and installing the extension…');
  const vsix = path.join(folder, 'groundplan.vsix');
  await pack(vsix);
  const dataDir = path.join(folder, 'server');
  const extensionsDir = path.join(folder, 'extensions');
  mkdirSync(extensionsDir);
  await installExtension(host, { vsix, dataDir, extensionsDir });
  // VS Code asks whether to trust the folder, as on a desktop; a picture is taken in Restricted Mode.
  writeSettings(dataDir, { 'security.workspace.trust.startupPrompt': values.screenshot === undefined ? 'always' : 'never' });
  const workspace = given ?? copyOfSample(folder);
  const token = randomToken();
  const server = await startServer(host, { dataDir, extensionsDir, token });
  const url = `http://127.0.0.1:${server.port}/?tkn=${token}&folder=${encodeURIComponent(workspace)}`;
  say(given === undefined ? `\nThe sample workspace is a copy: ${workspace}` : `\nThis opens the folder itself, not a copy: ${workspace}`);
  say(`Groundplan is in the activity bar of VS Code at\n\n  ${url}\n`);
  if (values.screenshot !== undefined) {
    await picture(url, path.resolve(home, values.screenshot));
  } else {
    openWindow(url, path.join(folder, 'browser'));
    say('Stop with Ctrl+C.');
    // SIGINT and SIGTERM end the server and remove the temporary folder on the way out (onOwnExit).
    await new Promise(() => undefined);
  }
  await server.stop();
});

/** The sample, or another fixture where it is missing. */
function copyOfSample(/** @type {string} */ folder) {
  const fixtures = path.join(root, 'test', 'fixtures');
  const names = existsSync(fixtures)
    ? readdirSync(fixtures, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];
  const name = names.includes('node-postgres-shop') ? 'node-postgres-shop' : names[0];
  const target = path.join(folder, name ?? 'sample');
  if (name === undefined) mkdirSync(target);
  else cpSync(path.join(fixtures, name), target, { recursive: true });
  return target;
}

/** Opens a window of Chromium where there is a display and a Chromium; the address above serves any other browser. */
function openWindow(/** @type {string} */ url, /** @type {string} */ profile) {
  const shown = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  const program = chromiumPath();
  if (values['no-window'] === true || !shown || program === undefined) return;
  const child = spawn(program, [...chromiumArguments(), `--user-data-dir=${profile}`, `--app=${url}`], {
    stdio: 'ignore',
    detached: true,
    env: childEnvironment(),
  });
  child.once('error', () => say('Chromium did not start; open the address above in a browser.'));
  onOwnExit(() => endGroup(child.pid));
}

/** A picture of the window with Groundplan's sidebar open. */
async function picture(/** @type {string} */ url, /** @type {string} */ file) {
  const executablePath = await findChromium();
  const { chromium } = await import('playwright-core');
  const env = /** @type {Record<string, string>} */ (childEnvironment());
  const browser = await chromium.launch({ executablePath, args: chromiumArguments(), chromiumSandbox: process.getuid?.() !== 0, env });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url);
    await page.locator('.activitybar .action-label[aria-label^="Groundplan"]').click({ timeout: 60_000 });
    await page
      .locator('iframe.webview.ready')
      .first()
      .contentFrame()
      .frameLocator('#active-frame')
      .locator('body *')
      .first()
      .waitFor({ timeout: 60_000 });
    mkdirSync(path.dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    say(`Saved ${file}`);
  } finally {
    await browser.close();
  }
}
