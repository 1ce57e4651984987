/** Installing npm packages from a committed lockfile, on a machine that has nothing but Node and npm. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { must, say } from './run.mjs';

/**
 * Runs `npm ci` in the repository unless node_modules already agrees with the lockfile; needs no network then.
 * npm writes node_modules/.package-lock.json last, so an interrupted installation does not agree.
 */
export async function installPackages() {
  if (agrees(root)) return;
  say('Installing packages (about 40 s)…');
  await npmCi(root, 'Installing packages');
}

/**
 * Runs `npm ci` in a folder, scripts off, from the lockfile alone.
 * @param {string} folder
 * @param {string} what for the message of a failure
 */
export async function npmCi(folder, what) {
  const npm = process.env['npm_execpath'];
  const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--no-update-notifier'];
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm) && existsSync(npm))
    await must(what, process.execPath, [npm, ...parameters], { cwd: folder });
  else if (process.platform === 'win32') await must(what, 'cmd.exe', ['/d', '/s', '/c', 'npm', ...parameters], { cwd: folder });
  else await must(what, 'npm', parameters, { cwd: folder });
}

/**
 * Tells whether the folder's node_modules holds exactly what its lockfile says (packages for other systems may be missing).
 * @param {string} folder
 */
export function agrees(folder) {
  const wanted = lockedPackages(path.join(folder, 'package-lock.json'));
  const present = lockedPackages(path.join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  for (const [name, entry] of wanted) {
    const found = present.get(name);
    if (found === undefined ? entry.optional !== true : found.version !== entry.version || found.integrity !== entry.integrity)
      return false;
  }
  return [...present.keys()].every((name) => wanted.has(name));
}

/**
 * @param {string} file
 * @returns {Map<string, { version?: string, integrity?: string, optional?: boolean }> | undefined} undefined when there is no readable lockfile
 */
function lockedPackages(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(packages).filter(([name]) => name !== ''));
  } catch {
    return undefined;
  }
}
