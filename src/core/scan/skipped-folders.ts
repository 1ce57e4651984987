/** A folder that is never entered: what tools put there, not what people wrote. */
export interface SkippedFolder {
  readonly names: readonly string[];
  /** Skipped only where such a file stands beside it: `bin` and `build` are also written by hand. */
  readonly beside?: RegExp;
}

/** Every rule; names are compared exactly. */
export const skippedFolders: readonly SkippedFolder[] = [
  { names: ['.git', '.hg', '.svn', '.jj', 'CVS'] },
  { names: ['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'vendor', 'Pods', 'site-packages', '.bundle'] },
  {
    names: [
      'dist',
      '.next',
      '.nuxt',
      '.output',
      '.svelte-kit',
      '.astro',
      '.turbo',
      '.nx',
      '.angular',
      '.parcel-cache',
      '.cache',
      '.vercel',
      '.netlify',
      '.serverless',
      '.aws-sam',
      'cdk.out',
      'storybook-static',
    ],
  },
  { names: ['.venv', '__pycache__', '.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.eggs'] },
  {
    names: [
      '.gradle',
      '.idea',
      '.vs',
      '.settings',
      '.metals',
      '.bloop',
      '.dart_tool',
      '.terraform',
      '.terragrunt-cache',
      '.vagrant',
      '.history',
      '.vscode-test',
    ],
  },
  { names: ['coverage', '.nyc_output', 'htmlcov'] },
  { names: ['target'], beside: /^(pom\.xml|Cargo\.toml|build\.sbt|project\.clj)$/ },
  { names: ['build'], beside: /^(package\.json|build\.gradle(\.kts)?|setup\.py|pyproject\.toml|CMakeLists\.txt|pubspec\.yaml)$/ },
  { names: ['out'], beside: /^(package\.json|build\.gradle(\.kts)?|build\.xml)$/ },
  { names: ['bin', 'obj'], beside: /\.(cs|fs|vb)proj$/ },
  { names: ['venv', 'env'], beside: /^(requirements.*\.txt|pyproject\.toml|setup\.py|Pipfile)$/ },
  { names: ['_build', 'deps'], beside: /^mix\.exs$/ },
];

const always = new Set(skippedFolders.flatMap((rule) => (rule.beside === undefined ? rule.names : [])));

/** Whether a folder is skipped, given the names of the files beside it. */
export function isSkippedFolder(name: string, filesBeside: () => readonly string[]): boolean {
  if (always.has(name)) return true;
  return skippedFolders.some((rule) => {
    const { beside } = rule;
    return beside !== undefined && rule.names.includes(name) && filesBeside().some((file) => beside.test(file));
  });
}
