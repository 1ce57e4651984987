/** The core runs anywhere: no VS Code, no Node. `tsc` alone does not catch a slip, a bundle for the browser does. */
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/support/paths.mjs';

const core = path.join(root, 'src', 'core');
const builtins = new Set(builtinModules.filter((name) => !name.startsWith('_')));

/** Every import of VS Code or of Node that a bundle of these lines would load, as `module from file`. */
async function impureImports(lines: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: core, sourcefile: 'all.ts', loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
    plugins: [
      {
        name: 'note-impure-imports',
        setup({ onResolve }) {
          onResolve({ filter: /^(node:|vscode$|[a-z_0-9/]+$)/ }, ({ path: module, importer }) => {
            const impure = module === 'vscode' || module.startsWith('node:') || builtins.has(module);
            if (!impure) return undefined;
            found.push(`${module} from ${path.relative(root, importer)}`);
            return { path: module, external: true };
          });
        },
      },
    ],
  });
  return found;
}

const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const everyFile = files.map((name, index) => `export * as part${index} from './${name.split(path.sep).join('/')}';`);

test('no file of the core reaches VS Code or a Node built-in', async () => {
  expect(files.length).toBeGreaterThan(10);
  expect(await impureImports(everyFile)).toEqual([]);
});

test.each([
  "import { readFileSync } from 'fs'; console.log(readFileSync);",
  "export { join } from 'node:path';",
  "export const load = () => import('vscode');",
])('a slip is seen: %s', async (slip) => {
  expect(await impureImports([...everyFile, slip])).toHaveLength(1);
});
