/** Starting the VS Code server on this machine alone. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childEnvironment } from './paths.mjs';
import { StepFailed, endGroup, onOwnExit, run } from './run.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} dataDir folder for the server's settings, state and logs
 * @property {string} extensionsDir folder of the installed extensions
 * @property {string} token the connection token: who does not have it gets "Forbidden"
 * @property {boolean} [disableTrust] true turns Workspace Trust off: for tests in temporary folders only
 * @property {boolean} [testDriver] true makes the page honour a test payload in its address
 */

/**
 * The server's arguments: 127.0.0.1, a port the system chooses, a token, no telemetry, Workspace Trust on.
 * @param {ServerOptions} options
 */
export function serverArguments(options) {
  const list = ['--host', '127.0.0.1', '--port', '0', '--connection-token', options.token, '--accept-server-license-terms'];
  list.push('--server-data-dir', options.dataDir, '--extensions-dir', options.extensionsDir);
  list.push('--telemetry-level', 'off', '--disable-getting-started-override');
  if (options.disableTrust === true) list.push('--disable-workspace-trust');
  if (options.testDriver === true) list.push('--enable-smoke-test-driver', '--enable-remote-auto-shutdown');
  return list;
}

/** A connection token nobody can guess: 160 bits. */
export function randomToken() {
  return randomBytes(20).toString('hex');
}

/**
 * Starts the server and waits until it listens.
 * @param {import('./hosts.mjs').Host} host
 * @param {ServerOptions} options
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @returns {Promise<{ port: number, pid: number, log: () => string, stop: () => Promise<void> }>}
 */
export function startServer(host, options, environment = {}) {
  const child = spawn(host.node, [host.server, ...serverArguments(options)], {
    cwd: path.dirname(path.dirname(host.server)),
    env: serverEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const forget = onOwnExit(() => endGroup(child.pid));
  let output = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    endGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(() => endGroup(child.pid), 3_000);
    await ended;
    clearTimeout(timer);
    // The extension host is in the same group and may outlive the server for a moment.
    endGroup(child.pid);
    forget();
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start listening within 60 s'), 60_000);
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      void stop();
      reject(new StepFailed(`The VS Code server ${why}:\n${output.slice(-3000)}`));
    };
    const take = (/** @type {Buffer} */ data) => {
      output = (output + data.toString()).slice(-200_000);
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ port: Number(port), pid: Number(child.pid), log: () => output, stop });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => fail(`cannot be started (${error.message})`));
    child.once('close', (code) => fail(`ended with code ${code}`));
  });
}

/**
 * Installs a packaged extension as a user does.
 * @param {import('./hosts.mjs').Host} host
 * @param {{ vsix: string, dataDir: string, extensionsDir: string }} options
 */
export async function installExtension(host, { vsix, dataDir, extensionsDir }) {
  const list = [
    host.server,
    '--install-extension',
    vsix,
    '--server-data-dir',
    dataDir,
    '--extensions-dir',
    extensionsDir,
    '--accept-server-license-terms',
  ];
  const { code, output } = await run(host.node, list, { quiet: true, timeout: 60_000, env: serverEnvironment({}) });
  if (code !== 0 || !/successfully installed/.test(output)) throw new StepFailed(`Installing ${vsix} failed:\n${output.slice(-3000)}`);
}

/** What an outer VS Code or npm set must not reach the server: it would take itself for a part of that one. */
function serverEnvironment(/** @type {NodeJS.ProcessEnv} */ added) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...childEnvironment(), ...added };
  for (const name of Object.keys(environment)) if (/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)) delete environment[name];
  // Without an address the server asks no extension gallery: nothing leaves this machine.
  environment['EXTENSIONS_GALLERY'] = '{}';
  return environment;
}

/** No welcome page, no chat, no telemetry, nothing that looks for updates, and no saving by itself, which a desktop does not do either. */
const quietSettings = {
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Writes the settings the server starts with: quiet ones, and `added`.
 * @param {string} dataDir the server's data folder
 * @param {Readonly<Record<string, unknown>>} [added]
 */
export function writeSettings(dataDir, added = {}) {
  // Application settings are read from User, the rest from Machine too.
  for (const scope of ['User', 'Machine']) {
    mkdirSync(path.join(dataDir, 'data', scope), { recursive: true });
    writeFileSync(path.join(dataDir, 'data', scope, 'settings.json'), JSON.stringify({ ...quietSettings, ...added }, null, 2));
  }
}
