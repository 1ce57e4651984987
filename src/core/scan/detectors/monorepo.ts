import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entryAt, itemsAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, observeTechnology, problemsOf } from './dependency.ts';
import { folderOf } from './paths.ts';

const maxMembers = 200;

/** Reads pnpm-workspace.yaml: the members of a workspace. Its catalogue counts where a package names it. */
export const pnpmWorkspace: Detector = {
  id: 'pnpm-workspace',
  matches: (path) => /(^|\/)pnpm-workspace\.ya?ml$/.test(path),
  detect: (input) => {
    const { documents, issues } = input.own(parseYaml);
    const packages = entryAt(documents[0], 'packages');
    const folder = folderOf(input.path);
    const members = itemsAt(documents[0], 'packages').flatMap((item) =>
      item.kind === 'scalar' && !item.text.startsWith('!') ? [item.text] : [],
    );
    const line = packages?.line ?? 1;
    const observations: Observation[] = [
      ...(members.length === 0
        ? []
        : [{ type: 'unit', folder, ecosystem: 'npm', members: members.slice(0, maxMembers), evidence: input.evidence(line) } as const]),
      observeTechnology(input, 'pnpm', folder, { line, development: true }),
    ];
    return {
      observations: observations.filter((one) => one.type !== 'technology' || documents.length > 0),
      problems: problemsOf(input, issues),
    };
  },
  examples: [
    { path: 'pnpm-workspace.yaml', text: '# members\npackages:\n  - "apps/*"\n  - "!apps/old"\n', sees: ['unit .@2'] },
    { path: 'pnpm-workspace.yaml', text: 'packages:\n  - "apps/*"\nx: [\n', sees: ['unit .@1', 'problem syntax-error@4'] },
  ],
};

const tools: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)turbo\.jsonc?$/, 'turborepo'],
  [/(^|\/)nx\.json$/, 'nx'],
  [/(^|\/)lerna\.json$/, 'lerna'],
];

/** Reads the configuration of Turborepo, Nx and Lerna: that one is used, and Lerna's members. */
export const monorepoTools: Detector = {
  id: 'monorepo-tools',
  matches: (path) => tools.some(([pattern]) => pattern.test(path)),
  detect: (input) => {
    const { root, issues } = input.own(parseJson);
    const problems = problemsOf(input, issues);
    const id = tools.find(([pattern]) => pattern.test(input.path))?.[1];
    if (root?.kind !== 'map' || id === undefined) return { observations: [], problems };
    const folder = folderOf(input.path);
    const packages = entryAt(root, 'packages');
    const members = itemsAt(root, 'packages').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
    const observations: Observation[] = [observeTechnology(input, id, folder, { line: root.line, development: true })];
    if (id === 'lerna' && packages !== undefined && members.length > 0)
      observations.push({
        type: 'unit',
        folder,
        ecosystem: 'npm',
        members: members.slice(0, maxMembers),
        evidence: input.evidence(packages.line),
      });
    return { observations, problems };
  },
  examples: [
    { path: 'lerna.json', text: '{\n  "version": "1.0.0",\n  "packages": ["packages/*"]\n}\n', sees: ['technology lerna@1', 'unit .@3'] },
    { path: 'turbo.json', text: '// build\n{\n  "tasks": {}\n}\n', sees: ['technology turborepo@2'] },
    { path: 'nx.json', text: '{\n  "affected": {,\n', sees: ['technology nx@1', 'problem syntax-error@2'] },
  ],
};

/** Reads go.work: the modules of a workspace. */
export const goWork: Detector = {
  id: 'go-work',
  matches: (path) => /(^|\/)go\.work$/.test(path),
  detect: detectGoWork,
  examples: [
    { path: 'go.work', text: 'go 1.24\n\nuse (\n\t./api\n\t// ./old\n\t./worker\n)\n', sees: ['unit .@3', 'technology go@1'] },
    { path: 'go.work', text: 'use ./api\n(((\n', sees: ['unit .@1'] },
  ],
};

function detectGoWork(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const members: string[] = [];
  let inUse = false;
  let first: number | undefined;
  const observations: Observation[] = [];
  for (const [index, raw] of shortLines(input.text).entries()) {
    const text = raw.replace(/\/\/.*$/, '').trim();
    const version = /^go\s+(\d[\w.]{0,20})$/.exec(text)?.[1];
    if (version !== undefined) observations.push(observeTechnology(input, 'go', folder, { line: index + 1, version }));
    if (inUse && text === ')') inUse = false;
    const member = /^use\s+([\w./-]{1,300})$/.exec(text)?.[1] ?? (inUse ? /^([\w./-]{1,300})$/.exec(text)?.[1] : undefined);
    if (member !== undefined) members.push(member.replace(/^\.\//, ''));
    if (/^use\s*\($/.test(text)) inUse = true;
    if (/^use\b/.test(text)) first ??= index + 1;
  }
  if (members.length > 0 && first !== undefined)
    observations.unshift({ type: 'unit', folder, ecosystem: 'go', members: members.slice(0, maxMembers), evidence: input.evidence(first) });
  return { observations, problems: longLineProblems(input) };
}
