import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { at, entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads deno.json: the project or workspace, what it imports from npm and JSR, and whether it is started. */
export const deno: Detector = {
  id: 'deno',
  matches: (path) => /(^|\/)deno\.jsonc?$/.test(path),
  detect,
  examples: [
    {
      path: 'api/deno.json',
      text: '{\n  "tasks": { "start": "deno run -A main.ts", "test": "deno test" },\n  "imports": {\n    "hono": "jsr:@hono/hono@^4.6.0",\n    "pg": "npm:pg@8"\n  }\n}',
      sees: ['unit api@2', 'technology deno@1', 'technology hono@4', 'technology postgresql@5', 'practice automated-tests@2'],
    },
    { path: 'deno.json', text: '{\n  "imports": {\n    "x": ,\n', sees: ['technology deno@1', 'problem syntax-error@3'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = problemsOf(input, issues);
  if (root?.kind !== 'map') return { observations: [], problems };
  const folder = folderOf(input.path);
  const dependencies = entriesAt(root, 'imports').flatMap(([, entry]): Dependency[] => {
    const found =
      entry.value.kind === 'scalar'
        ? /^(npm|jsr):\/?((?:@[\w.-]{1,80}\/)?[\w.-]{1,80})(?:@([\w.^~<>=-]{1,30}))?/.exec(entry.value.text)
        : null;
    // On JSR a package stands under its publisher: `@hono/hono` is npm's `hono`.
    const name = found?.[1] === 'jsr' ? found[2]?.replace(/^@([\w-]+)\/\1$/, '$1') : found?.[2];
    return name === undefined ? [] : [{ name, version: found?.[3], line: entry.line }];
  });
  const technologies = observeDependencies(input, 'npm', folder, dependencies);
  const start = entryAt(root, 'tasks', 'start') ?? entryAt(root, 'tasks', 'dev');
  const isPublished = at(root, 'exports') !== undefined;
  const kind = kindByTechnologies(technologies.map((one) => one.technology));
  const runs = start === undefined || isPublished ? undefined : kind;
  const members = itemsAt(root, 'workspace').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  const observations: Observation[] = [observeTechnology(input, 'deno', folder, { line: root.line }), ...technologies];
  if (start !== undefined) {
    observations.push({
      type: 'unit',
      folder,
      ecosystem: 'other',
      evidence: input.evidence(start.line),
      ...(runs === undefined ? {} : { runs }),
      ...(members.length === 0 ? {} : { members: members.slice(0, 200) }),
    });
  }
  const test = entriesAt(root, 'tasks').find(
    ([, entry]) => entry.value.kind === 'scalar' && /\bdeno test\b/.test(entry.value.text.slice(0, 1_000)),
  );
  if (test !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(test[1].line) });
  return { observations, problems };
}
