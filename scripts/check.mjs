/** `npm run check`: format, lint, types and unit tests, what CI runs first. Stops at nothing, so that all findings show. */
import { pathToFileURL } from 'node:url';
import { installPackages } from './support/packages.mjs';
import { toolNode, toolScript } from './support/paths.mjs';
import { main, run, say } from './support/run.mjs';

/** The checks without a test in them: a name and what `toolNode()` runs. */
export const checks = [
  { name: 'format', command: [toolScript('oxfmt/bin/oxfmt'), '--check', '.'] },
  { name: 'lint', command: [toolScript('oxlint/bin/oxlint'), '--deny-warnings', '.'] },
  { name: 'types', command: [toolScript('typescript/bin/tsc'), '-p', '.', '--noEmit'] },
  { name: 'types of the sidebar', command: [toolScript('typescript/bin/tsc'), '-p', 'webview-ui', '--noEmit'] },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await installPackages();
    const bad = [];
    for (const { name, command } of [...checks, { name: 'unit tests', command: [toolScript('vitest/vitest.mjs'), 'run', 'test/unit'] }]) {
      say(`== ${name}`);
      const { code } = await run(toolNode(), command);
      if (code !== 0) bad.push(name);
    }
    say(bad.length === 0 ? 'All checks passed.' : `Failed: ${bad.join(', ')}`);
    return bad.length === 0 ? 0 : 1;
  });
}
