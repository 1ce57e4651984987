import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';

/** Reads what Dependabot and Renovate are told to keep up to date. Only a configuration at the root is in force. */
export const dependencyBots: Detector = {
  id: 'dependency-bots',
  matches: (path) => /^\.github\/dependabot\.ya?ml$|^(\.github\/|\.gitlab\/)?(renovate\.json|\.renovaterc(\.json)?)$/i.test(path),
  detect,
  examples: [
    {
      path: '.github/dependabot.yml',
      text: 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n  - package-ecosystem: docker\n    directory: /api\n',
      sees: ['technology dependabot@3', 'practice dependency-updates@3'],
    },
    { path: '.github/dependabot.yml', text: 'version: 2\nupdates: []\n', sees: [], not: ['practice dependency-updates@2'] },
    {
      path: 'renovate.json',
      text: '{\n  // keep up\n  "extends": ["config:recommended"]\n}\n',
      sees: ['technology renovate@3', 'practice dependency-updates@3'],
    },
    {
      path: 'renovate.json',
      text: '{\n  "enabled": false,\n  "extends": ["config:base"]\n}\n',
      sees: [],
      not: ['practice dependency-updates@3'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  return /dependabot/i.test(input.path) ? dependabot(input) : renovate(input);
}

function dependabot(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const first = itemsAt(documents[0], 'updates')
    .map((item) => entryAt(item, 'package-ecosystem'))
    .find((entry) => entry !== undefined);
  return { observations: first === undefined ? [] : shown(input, 'dependabot', first.line), problems };
}

function renovate(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const first = entryAt(root, 'extends') ?? entryAt(root, 'packageRules') ?? entryAt(root, 'enabledManagers');
  const isOff = textAt(root, 'enabled') === 'false';
  return { observations: first === undefined || isOff ? [] : shown(input, 'renovate', first.line), problems };
}

function shown(input: DetectorInput, tool: string, line: number): readonly Observation[] {
  return [
    observeTechnology(input, tool, '', { line, development: true }),
    { type: 'practice', practice: 'dependency-updates', evidence: input.evidence(line) },
  ];
}
