/** What a file is for, told by its path alone. Only `production` makes components. */
export type PathClass = 'production' | 'test' | 'example' | 'docs' | 'tooling' | 'vendored' | 'generated';

/** A rule over one part of a path: whole folder names, or the file name where `file` is true. Owns its examples. */
export interface PathRule {
  readonly class: Exclude<PathClass, 'production'>;
  readonly pattern: RegExp;
  readonly file?: true;
  readonly examples: readonly string[];
  /** Paths that look alike and are production. */
  readonly not: readonly string[];
}

/** In order of strength: a vendored test is vendored. */
export const pathRules: readonly PathRule[] = [
  {
    class: 'vendored',
    pattern: /^(vendor|vendors|vendored|third[-_]?party|external-libs|node_modules|bower_components|site-packages|Pods)$/i,
    examples: ['vendor/lib/package.json', 'third_party/grpc/go.mod', 'ios/Pods/Podfile'],
    not: ['vendor-portal/package.json', 'vendors-api/Dockerfile'],
  },
  {
    class: 'generated',
    pattern: /^(generated|__generated__|gen-src|\.generated|autogen)$/i,
    examples: ['src/generated/client/package.json', 'api/__generated__/go.mod'],
    not: ['generated-reports-api/package.json'],
  },
  {
    // Data for tests is somebody else's project, not what the tests are written with.
    class: 'example',
    pattern: /^(fixtures?|__fixtures__|testdata|test[-_](data|fixtures?|projects?|apps?|cases|workspaces?))$/i,
    examples: ['test/fixtures/shop/package.json', 'pkg/testdata/go.mod'],
    not: ['fixture-service/package.json'],
  },
  {
    class: 'test',
    pattern:
      /^(tests?|__tests__|__mocks__|mocks?|specs?|e2e|e2e[-_]tests?|integration[-_]?tests?|acceptance[-_]?tests?|unit[-_]?tests?|load[-_]?tests?|performance[-_]?tests?|test[-_]?(resources|utils|support)|testing|cypress|playwright|androidTest|conformance|benchmarks?)$/i,
    examples: [
      'tests/docker-compose.yml',
      'api/__tests__/package.json',
      'src/test/resources/pom.xml',
      'e2e/package.json',
      'cypress/Dockerfile',
    ],
    not: ['test-results-api/package.json', 'contest/Dockerfile', 'attestation/go.mod', 'src/loadgenerator/Dockerfile'],
  },
  {
    class: 'test',
    file: true,
    pattern:
      /(^|[._-])(test|tests|spec|e2e)\.[\w.]+$|_test\.go$|^test_\w+\.py$|^conftest\.py$|^(docker-)?compose[._-](test|tests|e2e|ci|testing)\b/i,
    examples: ['docker-compose.test.yml', 'src/app.test.ts', 'api/main_test.go', 'compose.e2e.yaml', 'Dockerfile.test.x'],
    not: ['docker-compose.yml', 'latest.yml', 'contest.yaml'],
  },
  {
    class: 'example',
    pattern:
      /^(examples?|samples?|demos?|tutorials?|snippets|playgrounds?|sandbox|quickstarts?|boilerplates?|templates?[-_]examples?|cookbook|starter[-_]templates?)$/i,
    examples: ['examples/next/package.json', 'samples/foo/pom.xml', 'demo/docker-compose.yml'],
    not: [
      'src/main/java/com/example/shop/Shop.java',
      'example-voting-app/vote/Dockerfile',
      'microservices-demo/package.json',
      'sampleservice/go.mod',
      'templates/chart.yaml',
    ],
  },
  {
    class: 'tooling',
    pattern: /^\.(github|gitlab|circleci|buildkite|devcontainer|vscode|husky|teamcity|azure-pipelines|storybook|ci)$/,
    examples: ['.github/workflows/ci.yml', '.devcontainer/docker-compose.yml'],
    not: ['github/main.go', 'ci/Dockerfile'],
  },
  {
    // A plugin of the compiler for interfaces runs where code is generated.
    class: 'tooling',
    pattern: /^protoc-gen-[\w-]+$/,
    examples: ['cmd/protoc-gen-go-errors/main.go', 'protoc-gen-doc/go.mod'],
    not: ['protoc/main.go', 'cmd/gen-server/main.go'],
  },
  {
    // Kept for the record, run by nobody.
    class: 'example',
    pattern: /^(_archived?|archived|deprecated|attic|graveyard)$/i,
    examples: ['_archived/web/deployment.yaml', 'services/deprecated/billing/package.json'],
    not: ['archive/package.json', 'archive-service/Dockerfile', 'legacy/pom.xml'],
  },
  {
    class: 'docs',
    pattern: /^(docs?|documentation|website-docs|doc-site)$/i,
    examples: ['docs/package.json', 'doc/compose.yaml'],
    not: ['docs-api/package.json', 'documents/go.mod'],
  },
];

/**
 * Classifies a path relative to the root that was opened: `samples/foo` opened as the root is production, whatever
 * the folders above it are called.
 */
export function classifyPath(path: string): PathClass {
  const slash = path.lastIndexOf('/');
  return classOf(strongestOfFolder(path.slice(0, Math.max(0, slash))), path.slice(slash + 1));
}

/** Folders whose class a classifier remembers; a window that stays open for weeks is not to grow by it. */
const maxFolders = 50_000;

/** Classifies paths below a scope; what a folder says is remembered, because it says it of all its files. */
export function pathClassifier(scope: string): (path: string) => PathClass {
  const folders = new Map<string, number>();
  const start = scope === '' ? 0 : scope.length + 1;
  return (path) => {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(start, Math.max(start, slash));
    let strongest = folders.get(folder);
    if (strongest === undefined) {
      strongest = strongestOfFolder(folder);
      if (folders.size >= maxFolders) folders.clear();
      folders.set(folder, strongest);
    }
    return classOf(strongest, path.slice(slash + 1));
  };
}

/** Index of the strongest rule that a folder's names meet; the number of rules if none. */
function strongestOfFolder(path: string): number {
  // The folders of a Java package are its name, and `com.example` is the first one that every generator gives.
  const folder = path.replace(/((?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy))\/.*$/, '$1');
  const parts = folder === '' ? [] : folder.split('/');
  const found = pathRules.findIndex((rule) => rule.file !== true && parts.some((part) => rule.pattern.test(part)));
  return found === -1 ? pathRules.length : found;
}

function classOf(strongest: number, name: string): PathClass {
  const byName = pathRules.findIndex((rule, index) => rule.file === true && index < strongest && rule.pattern.test(name));
  return pathRules[byName === -1 ? strongest : byName]?.class ?? 'production';
}
