import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { itemsAt, textAt } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { parseRequirement } from './python-requirements.ts';

/** Reads setup.py and setup.cfg for what is written in them as plain lists; a program's lists are not run. */
export const pythonSetup: Detector = {
  id: 'python-setup',
  matches: (path) => /(^|\/)setup\.(py|cfg)$/.test(path),
  detect: (input) => (input.path.endsWith('.py') ? detectSetupPy(input) : detectSetupCfg(input)),
  examples: [
    {
      path: 'lib/setup.py',
      text: 'from setuptools import setup\nsetup(\n    name="shop",\n    install_requires=[\n        "flask>=3",\n        # "redis",\n        \'psycopg2\',\n    ],\n    extras_require={"x": ["celery"]},\n)\n',
      sees: ['unit shop@3', 'technology flask@5', 'technology postgresql@7', 'technology python@3'],
      not: ['technology redis@6', 'technology celery@9'],
    },
    {
      path: 'setup.py',
      text: 'from setuptools import setup\nsetup(name="a", install_requires=read("requirements.txt"))\n',
      sees: ['unit a@2'],
    },
    {
      path: 'setup.cfg',
      text: '[metadata]\nname = shop\n[options]\ninstall_requires =\n    flask\n    # redis\n[options.extras_require]\nx = celery\n',
      sees: ['unit shop@2', 'technology flask@5'],
      not: ['technology redis@6', 'technology celery@8'],
    },
    { path: 'setup.cfg', text: '[flake8]\nmax-line-length = 100\n', sees: [], not: ['unit .@1'] },
  ],
};

function detectSetupPy(input: DetectorInput): DetectorOutput {
  const dependencies: Dependency[] = [];
  let name: { readonly line: number; readonly text: string } | undefined;
  let open = false;
  let isSetup = false;
  for (const [index, raw] of shortLines(input.text).entries()) {
    const text = raw.replace(/(^|\s)#.*$/, '');
    if (/\bsetup\s*\(/.test(text)) isSetup = true;
    const named = isSetup ? /\bname\s*=\s*["']([\w.-]{1,80})["']/.exec(text)?.[1] : undefined;
    if (named !== undefined) name ??= { line: index + 1, text: named };
    const start = /\binstall_requires\s*=\s*\[/.exec(text);
    const list: string | undefined = start === null ? (open ? text : undefined) : text.slice(start.index + start[0].length);
    if (list === undefined) continue;
    // Extras stand in brackets within a string, so only a bracket outside of strings ends the list.
    const outside: string = list.replace(/"[^"]*"|'[^']*'/g, (quoted) => ' '.repeat(quoted.length));
    const end: number = outside.indexOf(']');
    open = end === -1;
    for (const match of (end === -1 ? list : list.slice(0, end)).matchAll(/["']([^"']{1,200})["']/g)) {
      const dependency = parseRequirement(match[1] ?? '', index + 1);
      if (dependency !== undefined) dependencies.push(dependency);
    }
  }
  return isSetup ? unitWith(input, name, dependencies) : { observations: [], problems: longLineProblems(input) };
}

function detectSetupCfg(input: DetectorInput): DetectorOutput {
  const dependencies: Dependency[] = [];
  let section = '';
  let key = '';
  let name: { readonly line: number; readonly text: string } | undefined;
  for (const [index, text] of shortLines(input.text).entries()) {
    if (/^\s*[#;]/.test(text)) continue;
    section = /^\[([\w.:-]{1,80})\]/.exec(text)?.[1] ?? section;
    const pair = /^([\w.-]{1,80})\s*[=:]\s*(.*)$/.exec(text);
    if (pair?.[1] !== undefined) key = pair[1];
    const value = (pair === null ? text : (pair[2] ?? '')).trim();
    if (section === 'metadata' && pair?.[1] === 'name' && /^[\w.-]{1,80}$/.test(value)) name = { line: index + 1, text: value };
    const dependency = section === 'options' && key === 'install_requires' && value !== '' ? parseRequirement(value, index + 1) : undefined;
    if (dependency !== undefined) dependencies.push(dependency);
  }
  // Tools keep their settings here too.
  return name === undefined && dependencies.length === 0
    ? { observations: [], problems: longLineProblems(input) }
    : unitWith(input, name, dependencies);
}

/** What is installed as a package is a library until something else shows that it runs. */
function unitWith(
  input: DetectorInput,
  name: { readonly line: number; readonly text: string } | undefined,
  dependencies: readonly Dependency[],
): DetectorOutput {
  const folder = folderOf(input.path);
  const line = name?.line ?? dependencies[0]?.line ?? 1;
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'python',
      evidence: input.evidence(line),
      ...(name === undefined ? {} : { name: input.redact(name.text) }),
    },
    observeTechnology(input, 'python', folder, { line }),
    ...observeDependencies(input, 'pypi', folder, dependencies),
  ];
  return { observations, problems: longLineProblems(input) };
}

/** Reads Conda environments: the packages of both Conda and pip. */
export const conda: Detector = {
  id: 'conda',
  matches: (path) => /(^|\/)(environment|conda)([._-](prod|production|base))?\.ya?ml$/.test(path),
  detect: detectConda,
  examples: [
    {
      path: 'ml/environment.yml',
      text: 'name: ml\nchannels: [conda-forge]\ndependencies:\n  - python=3.11\n  - pytorch::pytorch>=2.4\n  # - redis-py\n  - pip:\n      - mlflow==2.1\n',
      sees: ['technology conda@3', 'technology python@4', 'technology mlflow@8'],
    },
    { path: 'environment.yml', text: 'name: production\nurl: x\n', sees: [], not: ['technology conda@1'] },
    {
      path: 'environment.yml',
      text: 'dependencies:\n  - python=3.11\n  - x: [\n',
      sees: ['technology python@2', 'problem syntax-error@4'],
    },
  ],
};

function detectConda(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const items = itemsAt(documents[0], 'dependencies');
  const isConda =
    items.length > 0 &&
    (textAt(documents[0], 'name') !== undefined || items.some((one) => one.kind === 'scalar' && /^python\b/.test(one.text)));
  if (!isConda) return { observations: [], problems: [] };
  const folder = folderOf(input.path);
  const lines = shortLines(input.text);
  const head = lines.findIndex((text) => /^dependencies\s*:/.test(text)) + 1;
  const dependencies = items.flatMap((item): Dependency[] => {
    if (item.kind === 'scalar') {
      const match = /^(?:[\w-]{1,60}::)?([\w.-]{1,100})\s*(?:[=<>!~]{1,2}\s*([\w.*]{1,40}))?/.exec(item.text);
      return match?.[1] === undefined ? [] : [{ name: match[1], version: match[2], line: item.line }];
    }
    return itemsAt(item, 'pip').flatMap((one) => (one.kind === 'scalar' ? (parseRequirement(one.text, one.line) ?? []) : []));
  });
  const runtime = dependencies.find((one) => one.name === 'python');
  return {
    observations: [
      observeTechnology(input, 'conda', folder, { line: Math.max(head, 1), development: true }),
      ...(runtime === undefined ? [] : [observeTechnology(input, 'python', folder, runtime)]),
      ...observeDependencies(
        input,
        'pypi',
        folder,
        dependencies.filter((one) => one.name !== 'python'),
      ),
    ],
    problems: problemsOf(input, issues),
  };
}
