import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { DataNode } from '../parse/data.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import { parseToml } from '../parse/toml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';

/** Reads Cargo.toml: the crate or workspace, its dependencies and its Rust version. Whether it runs is seen in src/main.rs. */
export const cargo: Detector = {
  id: 'cargo',
  matches: (path) => /(^|\/)Cargo\.toml$/.test(path),
  detect,
  examples: [
    {
      path: 'api/Cargo.toml',
      text: '[package]\nname = "api"\nrust-version = "1.80"\n\n[dependencies]\naxum = "0.7"\nsqlx = { version = "0.8", features = ["postgres"] }\n# redis = "0.25"\n\n[dev-dependencies]\nproptest = "1"\n',
      sees: ['unit api@2', 'technology rust@3', 'technology axum@6'],
      not: ['technology redis@8'],
    },
    { path: 'Cargo.toml', text: '[workspace]\nmembers = ["crates/*"]\n', sees: ['unit .@1', 'technology rust@1'] },
    { path: 'Cargo.toml', text: '[package]\nname = "a"\n[dependencies\n', sees: ['unit a@2', 'problem syntax-error@3'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = parseToml(input.text);
  const problems = problemsOf(input, issues);
  const name = entryAt(root, 'package', 'name');
  if (name === undefined && at(root, 'workspace') === undefined) return { observations: [], problems };
  const folder = folderOf(input.path);
  const version = entryAt(root, 'package', 'rust-version');
  const members = itemsAt(root, 'workspace', 'members').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'other',
      evidence: input.evidence(name?.line ?? 1),
      ...(name?.value.kind === 'scalar' && name.value.text !== '' ? { name: input.redact(name.value.text) } : {}),
      ...(members.length === 0 ? {} : { members: members.slice(0, 200) }),
    },
    observeTechnology(input, 'rust', folder, {
      line: version?.line ?? name?.line ?? 1,
      version: version?.value.kind === 'scalar' ? version.value.text : undefined,
    }),
    ...observeDependencies(input, 'crates', folder, [
      ...dependenciesAt(at(root, 'dependencies'), false),
      ...dependenciesAt(at(root, 'dev-dependencies'), true),
      ...dependenciesAt(at(root, 'build-dependencies'), true),
    ]),
  ];
  return { observations, problems };
}

/** What a workspace lists for its members is used only by those that name it. */
function dependenciesAt(table: DataNode | undefined, development: boolean): readonly Dependency[] {
  return entriesAt(table).map(([name, entry]) => ({
    name: textAt(entry.value, 'package') ?? name,
    version: entry.value.kind === 'scalar' ? entry.value.text : textAt(entry.value, 'version'),
    line: entry.line,
    development,
  }));
}
