import type { WorkspaceFiles } from '../ports.ts';
import type { Practice } from '../model/fact.ts';
import { createEvidence, isSecretFile } from '../redact/redact.ts';
import type { ScanLimits } from './limits.ts';
import type { Observation } from './observation.ts';
import { rulesByEnding } from './by-ending.ts';
import { pathClassifier } from './path-class.ts';
import type { Walk } from './walk.ts';

/** A practice or a language that the names of files show. Owns its examples. */
export interface TreeRule {
  readonly shows: { readonly practice: Practice } | { readonly language: string } | { readonly tool: string };
  readonly pattern: RegExp;
  /** True where the pattern also looks at the folders; the others only see the name, which is a tenth of the work. */
  readonly folders?: true;
  /** Files that must match before it counts. */
  readonly atLeast: number;
  readonly examples: readonly string[];
  readonly not: readonly string[];
}

/** Every rule. A rule matches the whole path. */
export const treeRules: readonly TreeRule[] = [
  {
    shows: { practice: 'automated-tests' },
    pattern:
      /(^|\/)([\w.-]+\.(test|spec|cy)\.[cm]?[jt]sx?|[\w-]+_test\.go|test_\w+\.py|\w+_test\.py|\w+Tests?\.(java|kt|cs)|\w+IT\.java|\w+_spec\.rb|\w+Test\.php)$/,
    atLeast: 1,
    examples: [
      'src/app.test.ts',
      'src/App.test.tsx',
      'src/app.spec.js',
      'src/App.spec.jsx',
      'src/app.test.mjs',
      'src/app.test.cjs',
      'src/app.test.mts',
      'src/app.test.cts',
      'cmd/main_test.go',
      'tests/test_api.py',
      'src/test/java/AppTests.java',
      'src/test/kotlin/AppTest.kt',
      'Api.Tests/CartTests.cs',
      'spec/user_spec.rb',
      'tests/UserTest.php',
    ],
    not: ['src/latest.ts', 'src/contest.py', 'src/Test.java.md'],
  },
  {
    shows: { practice: 'migrations' },
    folders: true,
    pattern:
      /(^|\/)((db\/)?migrations?\/([\w-]+\/)?[\w.-]*\d[\w.-]*\.(sql|[cm]?[jt]s|py|rb|go)|alembic\/versions\/[\w.-]+\.py|db\/migrate\/\d+\w*\.rb|db\/migration\/[VR]\d*[\w.]*__[\w.-]+\.sql|Migrations\/\d+_\w+\.cs|prisma\/migrations\/[\w-]+\/migration\.sql|changelog\/[\w.-]*changelog[\w.-]*\.(ya?ml|xml|sql))$/,
    atLeast: 1,
    examples: [
      'db/migrate/20200101_users.rb',
      'src/main/resources/db/migration/V1__init.sql',
      'prisma/migrations/20240101_init/migration.sql',
      'server/migrations/20160619080644-initial.js',
      'app/alembic/versions/1a_init.py',
      'app/migrations/0001_initial.py',
      'src/migrations/1690000000000-init.ts',
      'migrations/20240101-users.mjs',
      'db/migrations/20240101-users.cjs',
      'db/migrations/0001_init.go',
      'Migrations/20240101_Init.cs',
    ],
    not: ['docs/migration.md', 'src/migrations/index.ts'],
  },
  {
    shows: { practice: 'decision-records' },
    folders: true,
    pattern: /(^|\/)(adrs?|decisions|architecture-decisions|decision-records)\/(adr-?)?\d{1,4}[\w.-]*\.(md|adoc|rst)$/i,
    atLeast: 1,
    examples: ['docs/adr/0001-record.md', 'doc/adr/0002-database.rst', 'doc/decisions/12-use-kafka.md', 'adr/adr-003.md'],
    not: ['docs/adr/README.md', 'docs/2024-notes.md'],
  },
  {
    shows: { practice: 'dependency-updates' },
    folders: true,
    pattern: /^(\.github\/(dependabot\.ya?ml|renovate\.json5?)|\.?renovate(rc)?(\.json5?)?|\.gitlab\/renovate\.json5?)$/,
    atLeast: 1,
    examples: ['.github/dependabot.yml', 'renovate.json', '.renovaterc', '.github/renovate.json5'],
    not: ['docs/renovate.json'],
  },
  {
    shows: { practice: 'linting' },
    pattern:
      /(^|\/)(\.eslintrc(\.\w+)?|eslint\.config\.[cm]?[jt]s|\.?oxlintrc\.jsonc?|biome\.jsonc?|\.golangci\.(ya?ml|toml|json)|\.?ruff\.toml|\.flake8|\.pylintrc|\.rubocop\.yml|checkstyle\.xml|detekt\.yml|\.stylelintrc(\.\w+)?|\.swiftlint\.yml|phpstan\.neon(\.dist)?|\.credo\.exs|clippy\.toml)$/,
    atLeast: 1,
    examples: [
      '.eslintrc.json',
      '.eslintrc.js',
      '.eslintrc.cjs',
      'web/eslint.config.mjs',
      'eslint.config.js',
      'eslint.config.cjs',
      'eslint.config.ts',
      '.stylelintrc.mjs',
      '.credo.exs',
      '.golangci.yml',
      'ruff.toml',
      '.oxlintrc.json',
      'biome.json',
    ],
    not: ['src/eslint.ts'],
  },
  {
    shows: { practice: 'type-checking' },
    pattern: /(^|\/)(tsconfig(\.[\w-]+)?\.json|mypy\.ini|pyrightconfig\.json)$/,
    atLeast: 1,
    examples: ['tsconfig.json', 'web/tsconfig.app.json', 'mypy.ini'],
    not: ['src/tsconfig.ts'],
  },
  {
    shows: { practice: 'lock-file' },
    pattern:
      /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|go\.sum|Cargo\.lock|Gemfile\.lock|composer\.lock|gradle\.lockfile|packages\.lock\.json|mix\.lock|pubspec\.lock|deno\.lock)$/,
    atLeast: 1,
    examples: ['package-lock.json', 'web/pnpm-lock.yaml', 'go.sum', 'uv.lock', 'bun.lock'],
    not: ['src/lock.json', 'package-lock.json.md'],
  },
  tool('bun', /(^|\/)bun\.lockb?$/, ['bun.lock'], ['bunfig.toml']),
  tool('poetry', /(^|\/)poetry\.lock$/, ['poetry.lock'], ['pyproject.toml']),
  tool('uv', /(^|\/)uv\.lock$/, ['uv.lock'], ['pyproject.toml']),
  tool('npm', /(^|\/)(package-lock|npm-shrinkwrap)\.json$/, ['web/package-lock.json'], ['package.json']),
  tool('pnpm', /(^|\/)pnpm-lock\.yaml$/, ['pnpm-lock.yaml'], ['pnpm-workspace.yaml']),
  tool('yarn', /(^|\/)yarn\.lock$/, ['yarn.lock'], ['.yarnrc.yml']),
  tool('maven', /(^|\/)pom\.xml$/, ['pom.xml'], ['pom.xml.bak']),
  tool('gradle', /(^|\/)(build|settings)\.gradle(\.kts)?$/, ['build.gradle', 'app/build.gradle.kts'], ['gradle.properties']),
  language('typescript', /\.[cm]?tsx?$/, ['src/a.ts', 'src/b.tsx', 'src/c.mts', 'src/d.cts'], ['src/a.js', 'types/a.d.css']),
  language('javascript', /\.[cm]?jsx?$/, ['src/a.js', 'src/b.mjs', 'src/c.jsx', 'src/d.cjs'], ['src/a.ts', 'a.json']),
  language('python', /\.py$/, ['app/main.py'], ['app/main.pyc']),
  language('go', /\.go$/, ['main.go'], ['main.gohtml']),
  language('java', /\.java$/, ['src/main/java/A.java'], ['a.javascript']),
  language('kotlin', /\.kt$/, ['src/A.kt'], ['build.gradle.kts']),
  language('csharp', /\.cs$/, ['src/A.cs'], ['a.css', 'a.csproj']),
  language('ruby', /\.rb$/, ['app/a.rb'], ['a.rbx']),
  language('php', /\.php$/, ['src/a.php'], ['a.phps']),
  language('rust', /\.rs$/, ['src/main.rs'], ['a.rss']),
  language('swift', /\.swift$/, ['App/A.swift'], ['a.swiftlint']),
  language('scala', /\.scala$/, ['src/A.scala'], ['build.sbt']),
  language('elixir', /\.exs?$/, ['lib/a.ex', 'test/a.exs'], ['a.exe']),
  language('dart', /\.dart$/, ['lib/main.dart'], ['a.darts']),
];

function tool(id: string, pattern: RegExp, examples: readonly string[], not: readonly string[]): TreeRule {
  return { shows: { tool: id }, pattern, atLeast: 1, examples, not };
}

function language(id: string, pattern: RegExp, examples: readonly string[], not: readonly string[]): TreeRule {
  // Fewer files than this are a script beside a system, not its language; a manifest says it with one.
  return { shows: { language: id }, pattern, atLeast: 3, examples, not };
}

/** Pieces of evidence for one rule. */
const evidencePerRule = 3;
/** Configuration of tools is written in a language that the system need not use. */
const toolFile = /^([\w.-]*\.config|[\w.]*rc|gulpfile|Gruntfile|karma\.conf|setup|conftest|manage|noxfile|fabfile)\.\w+$|\.d\.ts$/;
const toolFolder = /(^|\/)\.[\w-]+\//;

function isToolFile(path: string): boolean {
  return toolFile.test(path.slice(path.lastIndexOf('/') + 1)) || ((path.startsWith('.') || path.includes('/.')) && toolFolder.test(path));
}

/**
 * Observes what the names of files show. Evidence is the first line of the first files, so these few are opened; a file
 * that cannot be read is quoted by its name.
 */
export async function observeTree(files: WorkspaceFiles, tree: Walk, scope: string, limits: ScanLimits): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  const matches = matchRules(tree.files, scope);
  const counts = new Map(
    [...matches].flatMap(([rule, paths]) => ('language' in rule.shows ? [[rule.shows.language, paths.length] as const] : [])),
  );
  for (const [rule, paths] of matches) {
    if (paths.length < rule.atLeast || ('language' in rule.shows && isMinor(rule.shows.language, paths.length, counts))) continue;
    for (const path of paths.slice(0, 'practice' in rule.shows ? evidencePerRule : 1)) {
      const evidence = createEvidence('tree', path, 1, await firstLine(files, path, limits));
      observations.push(
        'practice' in rule.shows
          ? { type: 'practice', practice: rule.shows.practice, evidence }
          : {
              type: 'technology',
              technology: 'language' in rule.shows ? rule.shows.language : rule.shows.tool,
              scope: 'language' in rule.shows ? 'production' : 'development',
              folder: folderOf(path),
              evidence,
            },
      );
    }
  }
  return observations;
}

/** A few files of another language are scripts: less than a twentieth of all, or JavaScript beside TypeScript. */
function isMinor(language: string, count: number, counts: ReadonlyMap<string, number>): boolean {
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  return count * 20 < all || (language === 'javascript' && count * 4 < (counts.get('typescript') ?? 0));
}

/** The rules that a path can meet, by their own examples. */
const offered = rulesByEnding(treeRules, (rule) => rule.examples);

function matchRules(paths: readonly string[], scope: string): ReadonlyMap<TreeRule, readonly string[]> {
  const matches = new Map<TreeRule, string[]>(treeRules.map((rule) => [rule, []]));
  const classOf = pathClassifier(scope);
  for (const path of paths) {
    const name = path.slice(Math.max(0, path.lastIndexOf('/')));
    const hits = offered(path).filter((rule) => rule.pattern.test(rule.folders === true ? path : name));
    const kind = hits.length === 0 ? 'generated' : classOf(path);
    if (kind === 'vendored' || kind === 'generated' || kind === 'example') continue;
    for (const rule of hits) {
      if ('language' in rule.shows && (kind !== 'production' || isToolFile(path))) continue;
      matches.get(rule)?.push(path);
    }
  }
  return matches;
}

async function firstLine(files: WorkspaceFiles, path: string, limits: ScanLimits): Promise<string> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isSecretFile(path)) return name;
  const result = await files.read(path, limits.fileBytes);
  const line = 'text' in result ? (result.text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? '').trim() : '';
  return line === '' ? name : line;
}

/** The folder of a path, `''` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
