import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The real Mermaid, of the version that GitHub and VS Code have, and the next one. */
export type MermaidVersion = 'mermaid' | 'mermaid-12';

/** Parses a diagram; throws what Mermaid throws. Gives the kind of diagram. */
export type ParseDiagram = (text: string) => Promise<string>;

/**
 * Mermaid's own parsers without a DOM: DOMPurify, which only matters for drawing, is replaced by the identity. With it (in
 * jsdom) a diagram takes 45 ms instead of about 2, too long for thousands. Never draw with this build.
 */
export async function mermaidParser(version: MermaidVersion): Promise<ParseDiagram> {
  const folder = mkdtempSync(path.join(tmpdir(), 'groundplan-mermaid-'));
  const outfile = path.join(folder, 'mermaid.mjs');
  await build({
    stdin: { contents: `export { default } from '${version}';`, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    outfile,
    logLevel: 'error',
    plugins: [
      {
        name: 'no-dompurify',
        setup(setup) {
          setup.onResolve({ filter: /^dompurify$/ }, () => ({ path: 'dompurify', namespace: 'stub' }));
          setup.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
            contents: 'export default { sanitize: (text) => text, addHook() {}, removeHook() {} };',
          }));
        },
      },
    ],
  });
  const module = (await import(pathToFileURL(outfile).href)) as { default: { parse(text: string): Promise<{ diagramType: string }> } };
  rmSync(folder, { recursive: true, force: true });
  return async (text) => (await module.default.parse(text)).diagramType;
}
