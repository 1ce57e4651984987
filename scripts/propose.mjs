/**
 * `npm run propose -- <folder> [options]`: the command line of Groundplan from a fresh clone. Relative folders and files
 * are meant from where npm was called, not from this repository.
 */
import { existsSync, statSync, readdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installPackages } from './support/packages.mjs';
import { root, toolNode } from './support/paths.mjs';
import { main } from './support/run.mjs';
import { buildAll } from './package.mjs';

await main(async () => {
  // The result belongs to standard output, so that it can be piped; the steps do not.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = /** @type {typeof process.stdout.write} */ (process.stderr.write.bind(process.stderr));
  await installPackages();
  if (!upToDate()) await buildAll();
  process.stdout.write = write;
  const parameters = [path.join(root, 'dist', 'cli.js'), 'propose', ...process.argv.slice(2)];
  const child = spawn(toolNode(), parameters, { cwd: process.env['INIT_CWD'] ?? process.cwd(), stdio: 'inherit' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});

/** Tells whether dist/cli.js is newer than every source file. */
function upToDate() {
  const built = path.join(root, 'dist', 'cli.js');
  if (!existsSync(built)) return false;
  const time = statSync(built).mtimeMs;
  const newest = (/** @type {string} */ folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((latest, entry) => Math.max(latest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0);
  const single = ['package-lock.json', 'esbuild.mjs'].map((name) => statSync(path.join(root, name)).mtimeMs);
  return time >= Math.max(newest(path.join(root, 'src')), ...single);
}
