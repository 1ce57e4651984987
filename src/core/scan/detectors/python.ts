import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { DataNode } from '../parse/data.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseToml } from '../parse/toml.ts';
import { folderOf } from '../tree-rules.ts';
import { longLineProblems, observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { parseRequirement, parseRequirements } from './python-requirements.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads Python manifests: PEP 621, dependency groups, Poetry, uv, Pipfile and requirements files. */
export const python: Detector = {
  id: 'python',
  matches: (path) => /(^|\/)(pyproject\.toml|Pipfile|requirements[\w.-]*\.(txt|in)|requirements\/[\w.-]+\.(txt|in))$/.test(path),
  // A list of everything that is installed is a lock file where a manifest says what is asked for.
  companions: (path) => (path.endsWith('.txt') ? [manifestOf(path)] : []),
  detect,
  examples: [
    {
      path: 'backend/pyproject.toml',
      text: '[project]\nname = "app"\nrequires-python = ">=3.10"\ndependencies = [\n  "fastapi[standard]<1.0.0,>=0.114.2",\n  "psycopg[binary]>=3",\n]\n[dependency-groups]\ndev = [\n  "pytest>=8",\n]\n',
      sees: [
        'unit app@2',
        'technology python@3',
        'technology fastapi@5',
        'technology postgresql@6',
        'technology pytest@10',
        'practice automated-tests@10',
      ],
    },
    {
      path: 'pyproject.toml',
      text: '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.11"\nDjango = { version = "^5.0", extras = ["argon2"] }\n[tool.poetry.group.dev.dependencies]\nruff = "*"\n',
      sees: ['unit shop@2', 'technology python@4', 'technology django@5'],
    },
    {
      path: 'vote/requirements.txt',
      text: 'Flask==3.0\n# Redis\nRedis >= 5  # cache\n-r base.txt\n',
      sees: ['unit vote@1', 'technology flask@1', 'technology redis@3'],
      not: ['technology redis@2'],
    },
    {
      path: 'requirements.txt',
      text: 'flask==3.1\n    # via -r requirements.in\nredis==5.0 \\\n    --hash=sha256:0\n    # via celery\n',
      sees: ['technology flask@1'],
      not: ['technology redis@3'],
    },
    { path: 'requirements-dev.txt', text: 'pytest\n', sees: ['technology pytest@1', 'practice automated-tests@1'], not: ['unit .@1'] },
    {
      path: 'Pipfile',
      text: '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.12"\n',
      sees: ['unit .@1', 'technology flask@2', 'technology pytest@4', 'technology python@6'],
    },
    { path: 'pyproject.toml', text: '[project]\nname = "a"\ndependencies = [\n "flask",\n', sees: ['problem syntax-error@4'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  if (/\.(txt|in)$/.test(input.path)) return detectRequirements(input);
  const { root, issues } = input.own(parseToml);
  const problems = problemsOf(input, issues);
  const folder = folderOf(input.path);
  const dependencies = input.path.endsWith('Pipfile') ? pipfileDependencies(root) : projectDependencies(root);
  const technologies = observeDependencies(
    input,
    'pypi',
    folder,
    dependencies.filter((one) => one.name.toLowerCase() !== 'python'),
  );
  // A file with settings of tools alone is no unit.
  const isUnit =
    input.path.endsWith('Pipfile') ||
    at(root, 'project') !== undefined ||
    at(root, 'tool', 'poetry', 'name') !== undefined ||
    dependencies.length > 0;
  const observations: Observation[] = [...technologies, ...runtime(input, root, folder, isUnit), ...practices(input, dependencies, root)];
  if (isUnit) observations.unshift(unitOf(input, folder, technologies, root));
  return { observations, problems };
}

function manifestOf(path: string): string {
  const folder = folderOf(path).replace(/(^|\/)requirements$/, '');
  return folder === '' ? 'pyproject.toml' : `${folder}/pyproject.toml`;
}

/** More pinned packages than anybody lists by hand. */
const frozenAt = 80;

function isFrozen(input: DetectorInput, dependencies: readonly Dependency[]): boolean {
  if (dependencies.length < frozenAt || input.companion(manifestOf(input.path)) === undefined) return false;
  const lines = shortLines(input.text);
  // One or the other stands there by its address.
  return dependencies.filter((one) => lines[one.line - 1]?.includes('==') === true).length >= dependencies.length * 0.95;
}

function detectRequirements(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path).replace(/(^|\/)requirements$/, '');
  const name = input.path.slice(input.path.lastIndexOf('/') + 1);
  const development = /(dev|test|lint|doc|ci|local|build|tool|quality|type)/i.test(name.replace('requirements', ''));
  const dependencies = parseRequirements(input.text, development);
  if (isFrozen(input, dependencies)) return { observations: [], problems: longLineProblems(input) };
  const technologies = observeDependencies(input, 'pypi', folder, dependencies);
  const observations: Observation[] = [...technologies, ...practices(input, dependencies, undefined)];
  if (!development && dependencies.length > 0) {
    const [first] = dependencies;
    observations.unshift(unitOf(input, folder, technologies, undefined));
    observations.push(observeTechnology(input, 'python', folder, { line: first?.line ?? 1 }));
  }
  return { observations, problems: longLineProblems(input) };
}

function unitOf(input: DetectorInput, folder: string, technologies: readonly Observation[], root: DataNode | undefined): Observation {
  const name = entryAt(root, 'project', 'name') ?? entryAt(root, 'tool', 'poetry', 'name');
  const production = technologies.flatMap((one) => (one.type === 'technology' && one.scope === 'production' ? [one.technology] : []));
  // A package that is uploaded to an index offers a framework's plug-in rather than a server.
  // A code location makes itself known to Dagster's own tool in the same way.
  const plugins = entriesAt(root, 'project', 'entry-points').filter(([group]) => !group.startsWith('dagster_dg'));
  const published = itemsAt(root, 'project', 'classifiers').length > 0 || plugins.length > 0;
  const runs = published ? undefined : kindByTechnologies(production);
  const members = itemsAt(root, 'tool', 'uv', 'workspace', 'members').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return {
    type: 'unit',
    folder,
    ecosystem: 'python',
    evidence: input.evidence(name?.line ?? 1),
    ...(name?.value.kind === 'scalar' && name.value.text !== '' ? { name: input.redact(name.value.text) } : {}),
    ...(runs === undefined || runs === 'web-client' ? {} : { runs }),
    ...(members.length === 0 ? {} : { members: members.slice(0, 200) }),
  };
}

function projectDependencies(root: DataNode): readonly Dependency[] {
  const development = /^(dev|test|tests|testing|lint|docs?|typing|types|ci|format|quality)$/i;
  return [
    ...fromList(itemsAt(root, 'project', 'dependencies'), false),
    ...entriesAt(root, 'project', 'optional-dependencies').flatMap(([group, entry]) =>
      fromList(itemsAt(entry.value), development.test(group)),
    ),
    ...entriesAt(root, 'dependency-groups').flatMap(([, entry]) => fromList(itemsAt(entry.value), true)),
    ...fromList(itemsAt(root, 'tool', 'uv', 'dev-dependencies'), true),
    ...fromTable(at(root, 'tool', 'poetry', 'dependencies'), false),
    ...fromTable(at(root, 'tool', 'poetry', 'dev-dependencies'), true),
    ...entriesAt(root, 'tool', 'poetry', 'group').flatMap(([group, entry]) => fromTable(at(entry.value, 'dependencies'), group !== 'main')),
  ];
}

function pipfileDependencies(root: DataNode): readonly Dependency[] {
  return [...fromTable(at(root, 'packages'), false), ...fromTable(at(root, 'dev-packages'), true)];
}

function fromList(items: readonly DataNode[], development: boolean): readonly Dependency[] {
  return items.flatMap((item) => {
    const dependency = item.kind === 'scalar' ? parseRequirement(item.text, item.line) : undefined;
    return dependency === undefined ? [] : [{ ...dependency, development }];
  });
}

function fromTable(table: DataNode | undefined, development: boolean): readonly Dependency[] {
  return entriesAt(table).map(([name, entry]) => ({
    name,
    version: (entry.value.kind === 'scalar' ? entry.value.text : textAt(entry.value, 'version'))?.replace(/^\*$/, ''),
    line: entry.line,
    development,
  }));
}

function runtime(input: DetectorInput, root: DataNode, folder: string, isUnit: boolean): readonly Observation[] {
  const entry =
    entryAt(root, 'project', 'requires-python') ??
    entryAt(root, 'tool', 'poetry', 'dependencies', 'python') ??
    entryAt(root, 'requires', 'python_version') ??
    entryAt(root, 'requires', 'python_full_version');
  if (entry === undefined) return isUnit ? [observeTechnology(input, 'python', folder, { line: 1 })] : [];
  return [
    observeTechnology(input, 'python', folder, { line: entry.line, version: entry.value.kind === 'scalar' ? entry.value.text : undefined }),
  ];
}

/** Packages and tables of settings that show a practice. */
const toolPractices = [
  ['automated-tests', /^(pytest|nose2?|tox|nox|behave|robotframework)$/i, ['pytest', 'tox']],
  ['linting', /^(ruff|flake8|pylint|black)$/i, ['ruff', 'pylint', 'flake8']],
  ['type-checking', /^(mypy|pyright|ty|pyre-check)$/i, ['mypy', 'pyright', 'ty']],
] as const;

function practices(input: DetectorInput, dependencies: readonly Dependency[], root: DataNode | undefined): readonly Observation[] {
  const observations: Observation[] = [];
  for (const [practice, packages, tables] of toolPractices) {
    const line =
      dependencies.find((one) => packages.test(one.name))?.line ?? tables.flatMap((table) => entryAt(root, 'tool', table)?.line ?? [])[0];
    if (line !== undefined) observations.push({ type: 'practice', practice, evidence: input.evidence(line) });
  }
  return observations;
}
