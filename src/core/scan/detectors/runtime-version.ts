import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { folderOf } from '../tree-rules.ts';
import { observeTechnology } from './dependency.ts';

/** Files that hold one version alone, by name. */
const single: ReadonlyMap<string, string> = new Map([
  ['.nvmrc', 'nodejs'],
  ['.node-version', 'nodejs'],
  ['.python-version', 'python'],
  ['.java-version', 'java'],
  ['.go-version', 'go'],
  ['.ruby-version', 'ruby'],
  ['.terraform-version', 'terraform'],
]);
/** Names in `.tool-versions`. */
const tools: ReadonlyMap<string, string> = new Map([
  ['nodejs', 'nodejs'],
  ['node', 'nodejs'],
  ['python', 'python'],
  ['java', 'java'],
  ['golang', 'go'],
  ['go', 'go'],
  ['ruby', 'ruby'],
  ['terraform', 'terraform'],
  ['elixir', 'elixir'],
  ['rust', 'rust'],
  ['php', 'php'],
]);

/** Reads the small files in which version managers keep the version of a runtime. */
export const runtimeVersion: Detector = {
  id: 'runtime-version',
  matches: (path) => single.has(path.slice(path.lastIndexOf('/') + 1)) || /(^|\/)\.tool-versions$/.test(path),
  detect,
  examples: [
    { path: '.nvmrc', text: 'v20.11.1\n', sees: ['technology nodejs@1'] },
    { path: '.tool-versions', text: '# tools\nnodejs 22.1.0\npython 3.12.4\n', sees: ['technology nodejs@2', 'technology python@3'] },
    { path: '.nvmrc', text: 'lts/*\n', sees: [], not: ['technology nodejs@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const alone = single.get(input.path.slice(input.path.lastIndexOf('/') + 1));
  const observations: Observation[] = [];
  for (const [index, content] of shortLines(input.text).slice(0, 100).entries()) {
    const [first = '', second = ''] = content.replace(/#.*/, '').trim().split(/\s+/);
    const technology = alone ?? tools.get(first);
    const version = (alone === undefined ? second : first).replace(/^v/, '');
    // Terraform's version says what deploys, not what runs.
    if (technology !== undefined && /^\d/.test(version))
      observations.push(
        observeTechnology(input, technology, folder, { line: index + 1, version, development: technology === 'terraform' }),
      );
  }
  return { observations, problems: [] };
}
