import type { Practice } from '../../model/fact.ts';
import { byId } from '../catalogue/index.ts';
import { entryAt, itemsAt } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';

/** Reads the hooks of pre-commit: which tools look at a change before it is committed. */
export const preCommit: Detector = {
  id: 'pre-commit',
  matches: (path) => /(^|\/)\.pre-commit-config\.ya?ml$/.test(path),
  detect,
  examples: [
    {
      path: '.pre-commit-config.yaml',
      text: 'repos:\n  - repo: https://github.com/pre-commit/pre-commit-hooks\n    rev: v4.6.0\n    hooks:\n      - id: trailing-whitespace\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v0.5.0\n    hooks:\n      - id: ruff\n  - repo: local\n    hooks:\n      - id: mypy\n',
      sees: ['technology ruff@9', 'practice linting@9', 'technology mypy@12', 'practice type-checking@12'],
      not: ['practice linting@5'],
    },
    { path: '.pre-commit-config.yaml', text: 'repos: []\n', sees: [], not: ['practice linting@1'] },
  ],
};

/** Hooks by their id: what they show, and the catalogue id of their tool. */
const hooks: readonly (readonly [RegExp, Practice, string?])[] = [
  [/^ruff(-check|-format)?$/, 'linting', 'ruff'],
  [/^black(-jupyter)?$/, 'linting', 'black'],
  [/^(flake8|pylint|isort|pyupgrade|bandit)$/, 'linting'],
  [/^eslint$/, 'linting', 'eslint'],
  [/^prettier$/, 'linting', 'prettier'],
  [
    /^(biome-(check|ci|lint)|golangci-lint(-full)?|rubocop|clippy|cargo-clippy|hadolint(-docker)?|shellcheck|yamllint|terraform_tflint|stylelint|go-vet|ktlint|sqlfluff-lint)$/,
    'linting',
  ],
  [/^mypy$/, 'type-checking', 'mypy'],
  [/^(pyright|basedpyright|tsc)$/, 'type-checking'],
  [/^(terraform_validate|terraform_fmt|tofu_validate)$/, 'infrastructure-as-code'],
];

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const found = new Map<string, Observation>();
  for (const repo of itemsAt(documents[0], 'repos').slice(0, 500)) {
    for (const hook of itemsAt(repo, 'hooks').slice(0, 500)) {
      const id = entryAt(hook, 'id');
      const text = id?.value.kind === 'scalar' ? id.value.text : '';
      const rule = hooks.find(([pattern]) => pattern.test(text));
      if (id === undefined || rule === undefined) continue;
      const [, practice, tool] = rule;
      if (!found.has(practice)) found.set(practice, { type: 'practice', practice, evidence: input.evidence(id.line) });
      if (tool !== undefined && byId(tool) !== undefined && !found.has(`tool ${tool}`))
        found.set(`tool ${tool}`, observeTechnology(input, tool, '', { line: id.line, development: true }));
    }
  }
  return { observations: [...found.values()], problems };
}
