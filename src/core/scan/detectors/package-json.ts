import type { ComponentKind } from '../../model/fact.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation, UnitObservation } from '../observation.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { above, folderOf, joinPath } from './paths.ts';
import { desktopShells, kindByTechnologies, serverFrameworks, webClients } from './unit-kind.ts';

/** Reads package.json: the package as a unit, its dependencies, its runtime and what its scripts practise. */
export const packageJson: Detector = {
  id: 'package-json',
  matches: (path) => /(^|\/)package\.json$/.test(path),
  companions: (path) => [
    ...above(folderOf(path), ['pnpm-workspace.yaml']),
    ...[...serverManifests, 'angular.json'].map((name) => joinPath(folderOf(path), name) ?? name),
  ],
  detect,
  examples: [
    {
      path: 'services/api/package.json',
      text: '{\n  "name": "@acme/api",\n  "scripts": { "start": "node server.js" },\n  "dependencies": {\n    "express": "^4.19.0",\n    "pg": "8"\n  },\n  "devDependencies": {\n    "vitest": "1"\n  },\n  "engines": { "node": ">=20" }\n}',
      sees: ['unit api@2', 'technology express@5', 'technology postgresql@6', 'technology nodejs@11'],
    },
    {
      path: 'package.json',
      text: '{\n  "private": true,\n  "workspaces": ["packages/*"],\n  "scripts": { "test": "vitest run" }\n}',
      sees: ['unit .@1', 'practice automated-tests@4'],
    },
    {
      path: 'packages/api/package.json',
      text: '{\n  "name": "api",\n  "private": true,\n  "scripts": { "dev": "tsc --watch" },\n  "dependencies": { "@trpc/server": "11" }\n}',
      sees: ['unit api@2', 'technology trpc@5'],
    },
    {
      path: 'libs/queue/package.json',
      text: '{\n  "name": "queue",\n  "private": true,\n  "scripts": { "start": "npm run watch:build" },\n  "dependencies": { "bullmq": "5" }\n}',
      sees: ['unit queue@2'],
    },
    {
      path: 'apps/web/package.json',
      text: '{\n  "name": "web",\n  "dependencies": {\n    "next": "catalog:",\n    "react": "catalog:react19"\n  }\n}',
      beside: { 'pnpm-workspace.yaml': 'packages: ["apps/*"]\ncatalog:\n  next: ^15.0.0\ncatalogs:\n  react19:\n    react: 19.1.0\n' },
      sees: ['technology nextjs@4', 'technology nextjs@3', 'technology react@5', 'technology react@6'],
    },
    {
      path: 'package.json',
      text: '{\n "name": "__proto__",\n "dependencies": { "constructor": "1", "toString": "2", "express": "4" }, "broken": [',
      sees: ['unit __proto__@2', 'technology express@3', 'problem syntax-error@3'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = problemsOf(input, issues);
  if (root?.kind !== 'map') return { observations: [], problems };
  const folder = folderOf(input.path);
  const technologies = observeDependencies(input, 'npm', folder, dependenciesOf(input, root, folder));
  const observations: Observation[] = [
    unitOf(input, root, folder, technologies),
    ...technologies,
    ...runtimeOf(input, root, folder),
    ...practicesOf(input, root),
  ];
  return { observations, problems };
}

/** Manifests of servers that bring their pages along: a bundler beside one builds a part of that server. */
const serverManifests = ['composer.json', 'Gemfile', 'mix.exs', 'manage.py'];

function dependenciesOf(input: DetectorInput, root: DataNode, folder: string): readonly Dependency[] {
  const catalogue = above(folder, ['pnpm-workspace.yaml']).find((path) => input.companion(path) !== undefined);
  const read = (key: string, development: boolean): Dependency[] =>
    entriesAt(root, key).map(([name, entry]) => {
      const written = textOf(entry);
      const named = /^catalog:(.{0,100})$/.exec(written ?? '')?.[1];
      const found = named === undefined || catalogue === undefined ? undefined : inCatalogue(input, catalogue, named.trim(), name);
      return { name, version: written, line: entry.line, development, ...found };
    });
  return [...read('dependencies', false), ...read('optionalDependencies', false), ...read('devDependencies', true).map(asBundled)];
}

/** The version that pnpm's catalogue gives a package; the catalogue without a name is `catalog` or `catalogs.default`. */
function inCatalogue(input: DetectorInput, path: string, catalogue: string, name: string): Pick<Dependency, 'version' | 'versionAt'> {
  const root = input.parsed(path, parseYaml)?.documents[0];
  const isDefault = catalogue === '' || catalogue === 'default';
  const entry =
    (isDefault ? entryAt(root, 'catalog', name) : undefined) ?? entryAt(root, 'catalogs', isDefault ? 'default' : catalogue, name);
  return entry === undefined ? {} : { version: textOf(entry), versionAt: { path, line: entry.line } };
}

/** What a bundler puts into the application often stands among the development dependencies, and still runs. */
const bundled = /^(react|vue|svelte|preact|solid-js|@angular\/core|@sveltejs\/kit|astro|next|nuxt|lit|electron)$/;

function asBundled(dependency: Dependency): Dependency {
  return bundled.test(dependency.name) ? { ...dependency, development: false } : dependency;
}

function unitOf(input: DetectorInput, root: DataNode, folder: string, technologies: readonly Observation[]): UnitObservation {
  const name = entryAt(root, 'name');
  const written = name === undefined ? undefined : textOf(name);
  const members = [...itemsAt(root, 'workspaces'), ...itemsAt(root, 'workspaces', 'packages')].flatMap((item) =>
    item.kind === 'scalar' ? [item.text] : [],
  );
  const libraries = librariesOf(input, root);
  const ids = technologies.flatMap((one) => (one.type === 'technology' && one.scope === 'production' ? [one.technology] : []));
  const kind = runsAs(root, ids);
  const isPart = kind === 'web-client' && serverManifests.some((one) => input.companion(joinPath(folder, one) ?? '') !== undefined);
  const runs = isPart || isAngularLibrary(input, folder) ? undefined : kind;
  return {
    type: 'unit',
    folder,
    ecosystem: 'npm',
    evidence: input.evidence(name?.line ?? 1),
    ...(written === undefined || written === '' ? {} : { name: input.redact(written.replace(/^@[^/]*\//, '')) }),
    ...(runs === undefined ? {} : { runs }),
    ...(libraries.length === 0 ? {} : { libraries }),
    ...(members.length === 0 ? {} : { members: members.slice(0, 200) }),
  };
}

/** Dependencies that lie in the same workspace, by how their version is written. */
function librariesOf(input: DetectorInput, root: DataNode): NonNullable<UnitObservation['libraries']> {
  return entriesAt(root, 'dependencies')
    .filter(([, entry]) => /^(workspace:|file:\.|link:\.|portal:\.|\*$)/.test(textOf(entry) ?? ''))
    .slice(0, 200)
    .map(([name, entry]) => ({ name: input.redact(name.replace(/^@[^/]*\//, '')), evidence: input.evidence(entry.line) }));
}

/** A workspace of Angular whose projects are all libraries starts nothing, although its scripts say `ng serve`. */
function isAngularLibrary(input: DetectorInput, folder: string): boolean {
  const root = input.parsed(joinPath(folder, 'angular.json') ?? '', angularTree);
  const types = entriesAt(root, 'projects').map(([, project]) => textAt(project.value, 'projectType'));
  return types.length > 0 && types.every((type) => type === 'library');
}

function angularTree(text: string): DataNode | undefined {
  return parseJson(text).root;
}

const startScripts = ['start', 'serve', 'dev', 'start:prod', 'start:production', 'develop'];
const clientTool =
  /\b(vite|react-scripts|vue-cli-service|ng|webpack(-dev-server)?|parcel|rsbuild|svelte-kit|gatsby|rspack|craco|react-app-rewired|ember|umi|farm|snowpack|rollup|quasar|vp)\b/;

/** Builds, also again and again, and serves nothing: what others embed. */
const buildCall = /\bvite build\b/g;

/** What `dev` does in a library of a workspace: it builds, and starts nothing. */
const compiles =
  /^\s*(?:(?:npx|pnpm|yarn|bunx?|dotenv\s+--|rimraf\s+\S{1,100}\s+&&)\s+)?(?:tsc|tsup|tsdown|unbuild|microbundle|swc|babel|rslib|ncc|pkgroll)\b(?!.*(?:--onSuccess|--on-success|\bnode\b|nodemon|&&|concurrently))/;

/** `start` of a library that only calls its own build, as `npm run build:watch` does. */
const callsBuild = /^\s*(?:npm|pnpm|yarn|bun)(?: run)? (?:[\w-]+:)?(?:build|compile|watch)(?::[\w-]+)*(?:\s+-\S+)*\s*$/;

/** Whether the package itself shows that it runs, and as what. A published library has no start script. */
function runsAs(root: DataNode, technologies: readonly string[]): ComponentKind | undefined {
  const scripts = startScripts
    .flatMap((script) => textAt(root, 'scripts', script) ?? [])
    .filter((script) => !compiles.test(script) && !callsBuild.test(script));
  if (scripts.length === 0) return undefined;
  const published =
    textAt(root, 'private') !== 'true' &&
    (at(root, 'exports') !== undefined || at(root, 'peerDependencies') !== undefined || at(root, 'publishConfig') !== undefined);
  if (published) return undefined;
  const kind = kindByTechnologies(technologies);
  if (kind === 'service') return isClientWithTestServer(technologies, scripts) ? 'web-client' : kind;
  // React also renders mails and terminals; a web client is started by a bundler.
  if (kind === 'web-client' && technologies.some((id) => desktopShells.has(id))) return kind;
  if (kind === 'web-client') return scripts.some((script) => clientTool.test(script.replace(buildCall, ''))) ? kind : undefined;
  if (kind !== undefined) return kind;
  return textAt(root, 'scripts', 'start') !== undefined &&
    /^\s*(NODE_ENV=\w+ )?(node|tsx|ts-node|nodemon|bun|deno)\b/.test(scripts[0] ?? '')
    ? 'service'
    : undefined;
}

/** A single-page application started by its bundler alone may depend on express for a mock. */
function isClientWithTestServer(technologies: readonly string[], scripts: readonly string[]): boolean {
  const plain = new Set(['express', 'socket-io', 'grpc', 'trpc', 'apollo']);
  const servers = technologies.filter((id) => serverFrameworks.has(id));
  return (
    technologies.some((id) => webClients.has(id)) &&
    servers.every((id) => plain.has(id)) &&
    scripts.every((script) => clientTool.test(script))
  );
}

function runtimeOf(input: DetectorInput, root: DataNode, folder: string): readonly Observation[] {
  const observations: Observation[] = [];
  const node = entryAt(root, 'engines', 'node');
  if (node !== undefined) observations.push(observeTechnology(input, 'nodejs', folder, { line: node.line, version: textOf(node) }));
  const manager = entryAt(root, 'packageManager');
  const [tool, version] = (manager === undefined ? '' : (textOf(manager) ?? '')).split(/[@+]/);
  if (manager !== undefined && /^(npm|pnpm|yarn|bun)$/.test(tool ?? '')) {
    observations.push(observeTechnology(input, tool ?? '', folder, { line: manager.line, version, development: true }));
  }
  return observations;
}

/** Scripts that show a practice, by the tool they call. */
const scriptPractices = [
  ['automated-tests', /\b(vitest|jest|mocha|ava|tap|playwright|cypress|karma|node --test|bun test|react-scripts test|ng test|jasmine)\b/],
  ['linting', /\b(eslint|oxlint|biome|tslint|standard|xo|stylelint)\b/],
  ['type-checking', /\b(tsc|vue-tsc|svelte-check)\b.*--no-?emit/i],
] as const;

function practicesOf(input: DetectorInput, root: DataNode): readonly Observation[] {
  const observations: Observation[] = [];
  for (const [practice, pattern] of scriptPractices) {
    const script = entriesAt(root, 'scripts').find(([, entry]) => pattern.test((textOf(entry) ?? '').slice(0, 2000)));
    if (script !== undefined) observations.push({ type: 'practice', practice, evidence: input.evidence(script[1].line) });
  }
  return observations;
}

function textOf(entry: DataEntry): string | undefined {
  return entry.value.kind === 'scalar' ? entry.value.text : undefined;
}
