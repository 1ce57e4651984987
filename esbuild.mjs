/**
 * The build. Four bundles:
 *
 * - the Node side as ES modules with shared, lazily loaded chunks: dist/extension.js (loaded at activation),
 *   dist/scan-worker.js, dist/cli.js, dist/chunks/;
 * - the sidebar's page, dist/webview/main.js, and dist/webview/preview.js where there is one: one file each, because a
 *   page with a nonce may not import further ones;
 * - the suite that runs inside VS Code, dist/test/host/index.js, as CommonJS;
 * - files as they are: the icon font, the licences of what is bundled.
 *
 * Run as a script it writes dist/. Tests import the option functions and bundle in memory.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

// Bundled CommonJS packages call require() for Node's built-ins; an ES module has none of its own.
const requireBanner =
  "import { createRequire as groundplanRequire } from 'node:module'; const require = groundplanRequire(import.meta.url);";

/** The Node side. @returns {import('esbuild').BuildOptions} */
export function hostOptions() {
  return {
    ...common,
    entryPoints: { extension: 'src/extension.ts', 'scan-worker': 'src/node/scan-worker.ts', cli: 'src/cli/main.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    banner: { js: requireBanner },
  };
}

/** One page of the webview. @param {string} entry @returns {import('esbuild').BuildOptions} */
export function webviewOptions(entry) {
  return {
    ...common,
    entryPoints: { [path.basename(entry, '.ts')]: entry },
    outdir: 'dist/webview',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    tsconfig: 'webview-ui/tsconfig.json',
    // Icons are a font beside the bundle; styles are Lit's.
    loader: { '.ttf': 'file' },
  };
}

/** The suite inside VS Code: every test/host/*.test.ts and the runner. @returns {import('esbuild').BuildOptions} */
export function hostTestOptions() {
  const tests = readdirSync(path.join(root, 'test', 'host'))
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
  return {
    ...common,
    minify: false,
    sourcemap: 'inline',
    stdin: {
      contents: [...tests.map((name) => `import './${name}';`), "export { run } from './index.ts';"].join('\n'),
      resolveDir: path.join(root, 'test', 'host'),
      sourcefile: 'all-host-tests.ts',
      loader: 'ts',
    },
    outfile: 'dist/test/host/index.js',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    logOverride: { 'empty-import-meta': 'silent' },
  };
}

/**
 * Files that are copied as they are: from (inside the repository) and to (inside dist).
 * @type {readonly (readonly [string, string])[]}
 */
export const copies = [
  ['node_modules/@vscode/codicons/dist/codicon.css', 'webview/codicon.css'],
  ['node_modules/@vscode/codicons/dist/codicon.ttf', 'webview/codicon.ttf'],
];

/**
 * The outputs a file loads before it runs: itself and its static imports, transitively. `import()` is not followed.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} output for example dist/extension.js
 * @returns {string[]}
 */
export function staticOutputs(metafile, output) {
  const seen = new Set([output]);
  for (const name of seen) {
    for (const imported of metafile.outputs[name]?.imports ?? []) {
      if (imported.kind !== 'dynamic-import' && !imported.external) seen.add(imported.path);
    }
  }
  return [...seen];
}

/**
 * The licences of every package whose code or data is shipped, one after the other.
 * @param {import('esbuild').Metafile[]} metafiles
 */
export function licences(metafiles) {
  const inputs = [...metafiles.flatMap((metafile) => Object.keys(metafile.inputs)), ...copies.map(([from]) => from)];
  const folders = new Set(
    inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0]).filter((folder) => folder !== undefined),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file === undefined ? '' : `\n\n${readFileSync(path.join(root, folder, file), 'utf8').trim()}`;
    return `${name} ${version} (${license ?? 'see its licence'})${text}`;
  });
  texts.push(endOfLifeNotice);
  return `Groundplan contains code of the following packages.\n\n${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Data that is not an npm package: `src/core/scan/catalogue/end-of-life.ts` is made from it. */
const endOfLifeNotice = `endoflife.date, dates of end of life (MIT)

MIT License

Copyright (c) 2020 endoflife.date contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

async function writeAll() {
  const started = performance.now();
  const pages = ['webview-ui/main.ts', 'webview-ui/preview.ts'].filter((page, index) => index === 0 || existsSync(path.join(root, page)));
  const options = [hostOptions(), ...pages.map(webviewOptions), hostTestOptions()];
  // Nothing is written before all of it is built: a mistake leaves the last good dist/ as it was.
  const results = await Promise.all(options.map((one) => build({ ...one, write: false })));
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  for (const file of results.flatMap(({ outputFiles }) => outputFiles ?? [])) write(file.path, file.contents);
  // The suite is CommonJS in a package of ES modules: VS Code loads it with require().
  write('dist/test/host/package.json', '{ "type": "commonjs" }\n');
  for (const [from, to] of copies) write(`dist/${to}`, readFileSync(path.join(root, from)));
  const metafiles = results.slice(0, -1).flatMap(({ metafile }) => metafile ?? []);
  write('dist/ThirdPartyNotices.txt', licences(metafiles));
  report(metafiles, started);
}

/** @param {string} file absolute, or inside the repository @param {string | Uint8Array} content */
function write(file, content) {
  const target = path.resolve(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

/** @param {import('esbuild').Metafile[]} metafiles @param {number} started */
function report(metafiles, started) {
  const size = (/** @type {string[]} */ names) =>
    names.reduce((sum, name) => sum + (metafiles.find((one) => one.outputs[name])?.outputs[name]?.bytes ?? 0), 0);
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const [host] = metafiles;
  if (host === undefined) return;
  for (const name of ['dist/extension.js', 'dist/scan-worker.js', 'dist/cli.js']) {
    console.log(`${name}: ${kilobytes(size([name]))}, with what it loads at once ${kilobytes(size(staticOutputs(host, name)))}`);
  }
  console.log(
    `In all ${kilobytes(size(metafiles.flatMap((one) => Object.keys(one.outputs))))} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await writeAll();
  } catch {
    // esbuild has printed what is wrong, with file and line.
    process.exitCode = 1;
  }
}
