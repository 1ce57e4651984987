import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads composer.json: the PHP project, its packages and its PHP version. */
export const composer: Detector = {
  id: 'composer',
  matches: (path) => /(^|\/)composer\.json$/.test(path),
  detect,
  examples: [
    {
      path: 'shop/composer.json',
      text: '{\n  "name": "acme/shop",\n  "type": "project",\n  "require": {\n    "php": "^8.2",\n    "laravel/framework": "^11.0",\n    "predis/predis": "^2"\n  },\n  "require-dev": {\n    "phpunit/phpunit": "^11"\n  }\n}',
      sees: ['unit shop@2', 'technology php@5', 'technology laravel@6', 'technology redis@7', 'practice automated-tests@10'],
    },
    {
      path: 'composer.json',
      text: '{\n  "name": "acme/bundle",\n  "type": "library",\n  "require": { "php": ">=8.1" }\n}',
      sees: ['unit bundle@2', 'technology php@4'],
    },
    { path: 'composer.json', text: '{\n  "require": {\n    "php": "8.1"\n  },,\n', sees: ['technology php@3', 'problem syntax-error@4'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = problemsOf(input, issues);
  if (root?.kind !== 'map') return { observations: [], problems };
  const folder = folderOf(input.path);
  const dependencies = [...dependenciesAt(root, 'require', false), ...dependenciesAt(root, 'require-dev', true)];
  const technologies = observeDependencies(input, 'packagist', folder, dependencies);
  const production = technologies.filter((one) => one.scope === 'production').map((one) => one.technology);
  const type = textAt(root, 'type') ?? 'project';
  const runs = type === 'project' ? kindByTechnologies(production) : undefined;
  const name = entryAt(root, 'name');
  const written = name?.value.kind === 'scalar' ? name.value.text.replace(/^[^/]*\//, '') : '';
  const php = dependencies.find((one) => one.name === 'php');
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'other',
      evidence: input.evidence(name?.line ?? 1),
      ...(written === '' ? {} : { name: input.redact(written) }),
      ...(runs === undefined || runs === 'web-client' ? {} : { runs }),
    },
    observeTechnology(input, 'php', folder, php ?? { line: name?.line ?? 1 }),
    ...technologies,
  ];
  const tests = dependencies.find((one) => /^(phpunit\/phpunit|pestphp\/pest|behat\/behat|codeception\/codeception)$/.test(one.name));
  if (tests !== undefined) observations.push({ type: 'practice', practice: 'automated-tests', evidence: input.evidence(tests.line) });
  return { observations, problems };
}

function dependenciesAt(root: DataNode, key: string, development: boolean): readonly Dependency[] {
  return entriesAt(root, key).map(([name, entry]) => ({
    name,
    version: entry.value.kind === 'scalar' ? entry.value.text : undefined,
    line: entry.line,
    development,
  }));
}
