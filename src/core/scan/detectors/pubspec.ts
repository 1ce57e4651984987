import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import { observeDependencies, observeTechnology, problemsOf } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { folderOf } from './paths.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads pubspec.yaml: the Dart package or Flutter application, its packages and its SDK. */
export const pubspec: Detector = {
  id: 'pubspec',
  matches: (path) => /(^|\/)pubspec\.ya?ml$/.test(path),
  detect,
  examples: [
    {
      path: 'app/pubspec.yaml',
      text: 'name: shop_app\npublish_to: none\nenvironment:\n  sdk: ^3.4.0\ndependencies:\n  flutter:\n    sdk: flutter\n  purchases_flutter: ^6.0.0\ndev_dependencies:\n  flutter_test:\n    sdk: flutter\n',
      sees: ['unit shop_app@1', 'technology dart@4', 'technology flutter@6', 'technology revenuecat@8', 'practice automated-tests@10'],
    },
    { path: 'pubspec.yaml', text: 'name: a\ndependencies:\n  x: [\n', sees: ['unit a@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const problems = problemsOf(input, issues);
  const name = entryAt(root, 'name');
  if (root === undefined || name?.value.kind !== 'scalar') return { observations: [], problems };
  const folder = folderOf(input.path);
  const dependencies = [...dependenciesAt(root, 'dependencies', false), ...dependenciesAt(root, 'dev_dependencies', true)];
  const technologies = observeDependencies(input, 'pub', folder, dependencies);
  // What may be uploaded to the package index is a library; an application says that it is not. A plugin is built into one.
  const isApplication = textAt(root, 'publish_to') === 'none' && entryAt(root, 'flutter', 'plugin') === undefined;
  const runs = isApplication
    ? kindByTechnologies(technologies.filter((one) => one.scope === 'production').map((one) => one.technology))
    : undefined;
  const sdk = entryAt(root, 'environment', 'sdk');
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'other',
      name: input.redact(name.value.text),
      evidence: input.evidence(name.line),
      ...(runs === undefined ? {} : { runs }),
    },
    observeTechnology(input, 'dart', folder, {
      line: sdk?.line ?? name.line,
      version: sdk?.value.kind === 'scalar' ? sdk.value.text : undefined,
    }),
    ...technologies,
  ];
  const tests = dependencies.find((one) => /^(flutter_test|test|integration_test)$/.test(one.name));
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
