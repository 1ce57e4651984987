import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import { parseToml } from '../parse/toml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { above, folderOf } from './paths.ts';

/** Reads Cargo.toml: the crate or workspace, its dependencies and its Rust version. Whether it runs is seen in src/main.rs. */
export const cargo: Detector = {
  id: 'cargo',
  matches: (path) => /(^|\/)Cargo\.toml$/.test(path),
  // `workspace = true` points to the workspace's own list.
  companions: (path) => above(folderOf(path), ['Cargo.toml']).filter((other) => other !== path),
  detect,
  examples: [
    {
      path: 'api/Cargo.toml',
      text: '[package]\nname = "api"\nrust-version = "1.80"\n\n[dependencies]\naxum = "0.7"\nsqlx = { version = "0.8", features = ["postgres"] }\n# redis = "0.25"\n\n[dev-dependencies]\nproptest = "1"\n',
      sees: ['unit api@2', 'technology rust@3', 'technology axum@6', 'technology postgresql@7'],
      not: ['technology redis@8'],
    },
    {
      path: 'crates/api/Cargo.toml',
      text: '[package]\nname = "api"\n[dependencies]\naxum = { workspace = true }\nsqlx = { workspace = true }\n',
      beside: {
        'Cargo.toml':
          '[workspace]\n[workspace.dependencies]\naxum = "0.8"\nsqlx = { version = "0.8", features = ["postgres"] }\nredis = "1"\n',
      },
      sees: ['technology axum@4', 'technology axum@3', 'technology postgresql@4'],
      not: ['technology redis@5'],
    },
    {
      path: 'a/Cargo.toml',
      text: '[package]\nname = "a"\n[dependencies]\nsqlx = { version = "0.8", features = ["postgres", "mysql"] }\n',
      sees: ['technology sqlx@4'],
      not: ['technology mysql@4', 'technology postgresql@4'],
    },
    { path: 'Cargo.toml', text: '[workspace]\nmembers = ["crates/*"]\n', sees: ['unit .@1', 'technology rust@1'] },
    { path: 'Cargo.toml', text: '[package]\nname = "a"\n[dependencies\n', sees: ['unit a@2', 'problem syntax-error@3'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseToml);
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
      ...dependenciesAt(input, at(root, 'dependencies'), false),
      ...dependenciesAt(input, at(root, 'dev-dependencies'), true),
      ...dependenciesAt(input, at(root, 'build-dependencies'), true),
    ]),
    ...enginesOf(input, root, folder),
  ];
  return { observations, problems };
}

/** What a workspace lists for its members is used only by those that name it. */
function dependenciesAt(input: DetectorInput, table: DataNode | undefined, development: boolean): readonly Dependency[] {
  return entriesAt(table).map(([name, entry]) => {
    const shared = inherited(input, name, entry);
    const version = versionIn(shared?.entry ?? entry);
    return {
      name: textAt((shared?.entry ?? entry).value, 'package') ?? name,
      version,
      line: entry.line,
      development,
      ...(shared === undefined ? {} : { versionAt: { path: shared.path, line: shared.entry.line } }),
    };
  });
}

function versionIn(entry: DataEntry): string | undefined {
  return entry.value.kind === 'scalar' ? entry.value.text : textAt(entry.value, 'version');
}

/** The entry of the nearest workspace above that an entry with `workspace = true` stands for. */
function inherited(input: DetectorInput, name: string, entry: DataEntry): { readonly path: string; readonly entry: DataEntry } | undefined {
  if (textAt(entry.value, 'workspace') !== 'true') return undefined;
  for (const path of input.companionPaths) {
    const found = path.endsWith('Cargo.toml') ? entryAt(input.parsed(path, parseToml)?.root, 'workspace', 'dependencies', name) : undefined;
    if (found !== undefined) return { path, entry: found };
  }
  return undefined;
}

/** Crates that talk to the engines that their features name. */
const accessCrates = /^(sqlx|diesel|diesel-async|sea-orm|sea-orm-migration)$/;
const featureEngines: readonly (readonly [RegExp, string])[] = [
  [/^(sqlx-)?postgres(_backend)?$/, 'postgresql'],
  [/^(sqlx-)?mysql(_backend)?$/, 'mysql'],
  [/^(sqlx-)?sqlite$/, 'sqlite'],
];

/** The engine that a crate for databases is built for; with features for several the program can have either. */
function enginesOf(input: DetectorInput, root: DataNode, folder: string): readonly Observation[] {
  for (const [name, entry] of entriesAt(root, 'dependencies')) {
    if (!accessCrates.test(name)) continue;
    const shared = inherited(input, name, entry);
    const own = itemsAt(entry.value, 'features');
    const places = [
      ...own.map((item) => ({ item, evidence: () => input.evidence(item.line) })),
      ...(shared === undefined
        ? []
        : itemsAt(shared.entry.value, 'features').map((item) => ({ item, evidence: () => input.evidenceIn(shared.path, item.line) }))),
    ];
    const engines = places.flatMap(({ item, evidence }) => {
      const id = featureEngines.find(([pattern]) => item.kind === 'scalar' && pattern.test(item.text))?.[1];
      return id === undefined ? [] : [{ id, evidence }];
    });
    const [first] = engines;
    if (first === undefined || engines.some((one) => one.id !== first.id)) continue;
    return [{ type: 'technology', technology: first.id, scope: 'production', folder, evidence: first.evidence() }];
  }
  return [];
}
