/** Files made to hurt a parser (security rule 4): one each is far below a mebibyte or at its edge. */
export interface Bomb {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const limit = 1024 * 1024;

function bomb(name: string, path: string, text: string): Bomb {
  return { name, path, text: text.slice(0, limit) };
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Every bomb, in a corpus per format. */
export const bombs: readonly Bomb[] = [
  bomb('JSON nested in arrays', 'a/package.json', '['.repeat(limit)),
  bomb('JSON nested in objects', 'b/package.json', '{"a":'.repeat(200_000)),
  bomb('JSON nested behind comments', 'c/package.json', `/*"*/${'['.repeat(90_000)}`),
  bomb('JSON nested behind an open string', 'd/package.json', `"\n${'['.repeat(90_000)}`),
  bomb('JSON of errors', 'e/package.json', `{"a":${'1 '.repeat(500_000)}`),
  bomb('JSON of commas', 'f/package.json', `[${','.repeat(limit)}]`),
  bomb('JSON with one endless string', 'g/package.json', `{"name": "${'a'.repeat(limit)}`),
  bomb('YAML nested in flow', 'a/compose.yaml', '['.repeat(limit)),
  bomb(
    'YAML nested by indentation',
    'b/compose.yaml',
    lines(1400, (index) => `${' '.repeat(index)}a:`),
  ),
  bomb('YAML nested by dashes', 'c/compose.yaml', '- '.repeat(limit / 2)),
  bomb('YAML nested by question marks', 'd/compose.yaml', '? '.repeat(limit / 2)),
  bomb(
    'YAML of chained merges',
    'e/compose.yaml',
    `a0: &a0 {k0: 1}\n${lines(1500, (index) => `a${String(index + 1)}: &a${String(index + 1)}\n  <<: *a${String(index)}\n  k${String(index + 1)}: 1`)}`,
  ),
  bomb(
    'YAML billion laughs',
    'f/compose.yaml',
    `a0: &a0 [x]\n${lines(200, (index) => `a${String(index + 1)}: &a${String(index + 1)} [${Array.from({ length: 9 }, () => `*a${String(index)}`).join(',')}]`)}`,
  ),
  bomb('YAML alias to itself', 'g/compose.yaml', 'services: &a\n  x: *a\n  y: [*a, *a]\n'),
  bomb('YAML of documents', 'h/compose.yaml', '---\n'.repeat(limit / 4)),
  bomb('YAML of commas', 'i/compose.yaml', `[${','.repeat(limit)}`),
  bomb('YAML of anchors', 'j/compose.yaml', '&a '.repeat(limit / 3)),
  bomb('YAML of quotes', 'k/compose.yaml', '"'.repeat(limit)),
  bomb('YAML of keys on one line', 'l/compose.yaml', 'a: '.repeat(39_000)),
  bomb('YAML of closed brackets', 'm/compose.yaml', '}\n'.repeat(50_000)),
  bomb('YAML in Kubernetes', 'k8s/deployment.yaml', `apiVersion: apps/v1\nkind: Deployment\nspec: ${'{a: '.repeat(100_000)}`),
  bomb('YAML in a workflow', '.github/workflows/ci.yml', `on: push\njobs:\n  a: ${'[['.repeat(100_000)}`),
  bomb('YAML in Spring', 'j/src/main/resources/application.yml', `spring: ${'{a: '.repeat(100_000)}`),
  bomb('TOML nested in arrays', 'a/pyproject.toml', `a=${'['.repeat(limit)}`),
  bomb('TOML nested in inline tables', 'b/pyproject.toml', `a=${'{b='.repeat(300_000)}`),
  bomb('TOML nested by dots', 'c/pyproject.toml', `${'a.'.repeat(300_000)}a=1`),
  bomb('TOML nested behind a long string', 'd/pyproject.toml', `a=["""\\"""","""x""""",${'['.repeat(90_000)}`),
  bomb('TOML of tables', 'e/pyproject.toml', '[[a]]\n'.repeat(170_000)),
  bomb('TOML of pairs that break', 'f/pyproject.toml', `${lines(19_000, (index) => `k${String(index)}=1`)}\nb`),
  bomb('XML nested', 'a/pom.xml', '<a>'.repeat(30_000)),
  bomb(
    'XML billion laughs',
    'b/pom.xml',
    `<!DOCTYPE p [<!ENTITY a "lol">${lines(20, (index) => `<!ENTITY a${String(index)} "${'&a;'.repeat(10)}">`)}]><project><name>&a19;</name></project>`,
  ),
  bomb(
    'XML external entity',
    'c/pom.xml',
    '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><project><artifactId>&x;</artifactId></project>',
  ),
  bomb('XML of attributes', 'd/pom.xml', `<project ${lines(90_000, (index) => `a${String(index)}="1"`)}`),
  bomb('XML of texts', 'e/pom.xml', `<project>${'t<b/>'.repeat(100_000)}`),
  bomb('HCL nested in lists', 'a/main.tf', `a = ${'['.repeat(limit)}`),
  bomb('HCL nested in blocks', 'b/main.tf', 'a {\n'.repeat(200_000)),
  bomb('HCL nested in templates', 'c/main.tf', `a = ${'"${'.repeat(300_000)}`),
  bomb('HCL of labels', 'd/main.tf', `resource ${'"a" '.repeat(260_000)}`),
  bomb('Dockerfile on one line', 'a/Dockerfile', `FROM node:20\nRUN ${'a '.repeat(limit / 2)}`),
  bomb('Dockerfile of stages', 'b/Dockerfile', 'FROM a AS b\n'.repeat(80_000)),
  bomb('Dockerfile of continuations', 'c/Dockerfile', `FROM node\nRUN ${'\\\n'.repeat(400_000)}`),
  bomb('requirements on one line', 'a/requirements.txt', `${'a['.repeat(limit / 2)}`),
  bomb('go.mod on one line', 'a/go.mod', `module ${'a/'.repeat(limit / 2)}`),
  bomb('Gradle on one line', 'a/build.gradle', `implementation ${'"a:'.repeat(limit / 3)}`),
];
