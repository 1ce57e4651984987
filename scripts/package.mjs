/** `npm run package`: builds and packs groundplan.vsix. `--no-build` packs what is in dist/; `--out <file>` names the file. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { installPackages } from './support/packages.mjs';
import { root, toolNode, toolScript } from './support/paths.mjs';
import { main, must, say } from './support/run.mjs';

/** Builds dist/. */
export async function buildAll() {
  say('Building…');
  await must('The build', toolNode(), [path.join(root, 'esbuild.mjs')]);
}

/** Packs dist/ and what .vscodeignore lets through into `out`, absolute. */
export async function pack(/** @type {string} */ out) {
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--no-update-package-json'];
  await must('Packing the extension', toolNode(), [toolScript('@vscode/vsce/vsce'), 'package', ...options, '--out', out]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    const { values } = parseArgs({
      options: { 'no-build': { type: 'boolean' }, out: { type: 'string', default: path.join(root, 'groundplan.vsix') } },
    });
    await installPackages();
    if (values['no-build'] !== true) await buildAll();
    const out = path.resolve(values.out);
    await pack(out);
    say(`Packed ${out}`);
  });
}
