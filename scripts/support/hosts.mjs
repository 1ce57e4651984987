/** A real VS Code for `npm start` and the tests, put together from the committed lockfiles in test/hosts/. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npmCi } from './packages.mjs';
import { root, workFolder } from './paths.mjs';
import { StepFailed, say } from './run.mjs';

/** Both ends of the supported range, newest first. */
export const hostVersions = /** @type {const} */ (['1.139', '1.105']);

/** @typedef {typeof hostVersions[number]} HostVersion */
/** @typedef {{ version: HostVersion, node: string, server: string }} Host `node` runs `server` (out/server-main.js), both absolute */

const parts = ['', 'vscode', 'extensions'];
const files = ['package.json', 'package-lock.json'];

/**
 * The VS Code of a version, installed if it is missing. It is put together in a folder of its own and renamed when
 * complete, so an interrupted installation is never taken for a whole one; the folder's name carries the hash of the
 * lockfiles, so an outdated one is never used.
 * @param {HostVersion} version
 * @returns {Promise<Host>}
 */
export async function installHost(version) {
  if (process.platform !== 'linux') {
    throw new StepFailed(`VS Code ${version} for the tests runs on Linux only; on this system use: npm run test:electron`, 2);
  }
  const source = path.join(root, 'test', 'hosts', version);
  const target = path.join(workFolder('hosts'), `${version}-${lockHash(source)}`);
  if (!existsSync(target)) {
    say(`Installing VS Code ${version} for the tests (about 30 s)…`);
    await assemble(source, target, version);
  }
  return {
    version,
    node: path.join(target, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    server: path.join(serverFolder(target), 'out', 'server-main.js'),
  };
}

/** @param {string} source @param {string} target @param {HostVersion} version */
async function assemble(source, target, version) {
  removeLeftovers(path.dirname(target));
  const staging = path.join(path.dirname(target), `.staging-${version}-${process.pid}`);
  try {
    for (const part of parts) {
      const folder = path.join(staging, part);
      mkdirSync(folder, { recursive: true });
      for (const file of files) copyFileSync(path.join(source, part, file), path.join(folder, file));
      copyFileSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
      await npmCi(folder, `Installing VS Code ${version}${part && ` (${part})`}`);
    }
    // The server serves some of these files to the browser, so they have to lie inside its own folder.
    const server = serverFolder(staging);
    renameSync(path.join(staging, 'vscode', 'node_modules'), path.join(server, 'node_modules'));
    renameSync(path.join(staging, 'extensions', 'node_modules'), path.join(server, 'extensions', 'node_modules'));
    try {
      renameSync(staging, target);
    } catch (error) {
      // Another run finished the same installation first.
      if (!existsSync(target)) throw error;
    }
    removeOutdated(target, version);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function serverFolder(/** @type {string} */ target) {
  return path.join(target, 'node_modules', 'code-server', 'lib', 'vscode');
}

function lockHash(/** @type {string} */ source) {
  const hash = createHash('sha256').update(process.arch);
  for (const part of parts) for (const file of files) hash.update(readFileSync(path.join(source, part, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Removes staging folders whose process has ended. */
function removeLeftovers(/** @type {string} */ folder) {
  for (const name of readdirSync(folder)) {
    const pid = /^\.staging-.*-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Removes installations of the version that an older lockfile described: half a gigabyte each. */
function removeOutdated(/** @type {string} */ target, /** @type {string} */ version) {
  for (const name of readdirSync(path.dirname(target))) {
    if (name.startsWith(`${version}-`) && name !== path.basename(target)) {
      rmSync(path.join(path.dirname(target), name), { recursive: true, force: true });
    }
  }
}
