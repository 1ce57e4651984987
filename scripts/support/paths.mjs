/** Where things are: the repository, and the git-ignored folder for everything a script fetches or makes. */
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The folder for fetched hosts, results and caches; never committed. */
const work = path.join(root, '.work');

/** A folder under `.work`, made if it is missing. */
export function workFolder(/** @type {string[]} */ ...names) {
  const folder = path.join(work, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * The Node that tools run on: the one from the lockfile where there is one, else the one running now.
 * Asked anew each time, because `npm ci` may just have brought it.
 */
export function toolNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(binary) ? binary : process.execPath;
}

/** A command of an installed package, as arguments for `toolNode()`: its script, for example `vitest/vitest.mjs`. */
export function toolScript(/** @type {string} */ script) {
  return path.join(root, 'node_modules', ...script.split('/'));
}

/**
 * The environment for child processes. A home that cannot be written to (a locked-down CI machine) is replaced by one
 * under `.work`: npm's cache and Chromium's settings need a place.
 */
export function childEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env };
  if (!writable(homedir())) {
    const home = workFolder('home');
    environment['HOME'] = home;
    environment['XDG_CONFIG_HOME'] = path.join(home, '.config');
    environment['XDG_CACHE_HOME'] = path.join(home, '.cache');
    environment['npm_config_cache'] = path.join(home, '.npm');
    // Its settings, a registry for example, stay those of the user.
    environment['npm_config_userconfig'] = path.join(homedir(), '.npmrc');
  }
  return environment;
}

/** @type {Map<string, boolean>} */
const tried = new Map();

/** Asked by trying: on a read-only file system the permission bits promise more than they hold. */
function writable(/** @type {string} */ folder) {
  const known = tried.get(folder);
  if (known !== undefined) return known;
  let result = false;
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.groundplan-')));
    result = true;
  } catch {
    // Then it is not.
  }
  tried.set(folder, result);
  return result;
}
