import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Manifests of each kind in a generated tree: about 200, as a large product has, however many sources stand around them. */
const manifests: readonly (readonly [number, (index: number) => readonly [string, string]])[] = [
  [
    60,
    (index) => [
      `packages/p${String(index)}/package.json`,
      `${JSON.stringify({ name: `@acme/p${String(index)}`, version: '1.0.0', scripts: { start: 'node dist/main.js', test: 'vitest run' }, dependencies: { express: '^5.1.0', pg: '^8.13.0', ioredis: '^5.4.0', zod: '^4.0.0' }, devDependencies: { typescript: '^5.9.0', vitest: '^3.0.0' } }, null, 2)}\n`,
    ],
  ],
  [
    40,
    (index) => [
      `packages/p${String(index)}/Dockerfile`,
      'FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-slim\nCOPY --from=build /app/dist /app\nUSER node\nEXPOSE 8080\nCMD ["node", "/app/main.js"]\n',
    ],
  ],
  [
    40,
    (index) => [
      `deploy/k8s/p${String(index)}.yaml`,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: p${String(index)}\nspec:\n  replicas: 2\n  selector:\n    matchLabels: { app: p${String(index)} }\n  template:\n    metadata:\n      labels: { app: p${String(index)} }\n    spec:\n      containers:\n        - name: p${String(index)}\n          image: acme/p${String(index)}:1.2.3\n          env:\n            - name: NEXT_URL\n              value: http://p${String((index + 1) % 40)}:8080\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: p${String(index)}\nspec:\n  selector: { app: p${String(index)} }\n  ports:\n    - port: 8080\n`,
    ],
  ],
  [
    20,
    (index) => [
      `infra/m${String(index)}/main.tf`,
      `resource "aws_db_instance" "db${String(index)}" {\n  engine         = "postgres"\n  engine_version = "17.2"\n  instance_class = "db.t4g.small"\n  multi_az       = true\n}\nresource "aws_sqs_queue" "q${String(index)}" {\n  name = "q${String(index)}"\n}\n`,
    ],
  ],
  [
    15,
    (index) => [
      `services/j${String(index)}/pom.xml`,
      `<project>\n  <groupId>acme</groupId>\n  <artifactId>j${String(index)}</artifactId>\n  <parent>\n    <groupId>org.springframework.boot</groupId>\n    <artifactId>spring-boot-starter-parent</artifactId>\n    <version>3.4.0</version>\n  </parent>\n  <dependencies>\n    <dependency>\n      <groupId>org.springframework.boot</groupId>\n      <artifactId>spring-boot-starter-web</artifactId>\n    </dependency>\n  </dependencies>\n</project>\n`,
    ],
  ],
  [
    15,
    (index) => [
      `python/s${String(index)}/pyproject.toml`,
      `[project]\nname = "s${String(index)}"\nrequires-python = ">=3.12"\ndependencies = ["fastapi==0.115.0", "sqlalchemy>=2", "psycopg[binary]>=3"]\n`,
    ],
  ],
  [
    5,
    (index) => [`deploy/compose-${String(index)}/compose.yaml`, 'services:\n  db:\n    image: postgres:17\n  cache:\n    image: redis:7\n'],
  ],
  [
    5,
    (index) => [
      `.github/workflows/w${String(index)}.yml`,
      'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm ci\n      - run: npm test\n',
    ],
  ],
];

/** Where sources stand: deep folders with a few dozen files each, in four languages. */
const places = [
  ['packages/p', 60, 'src', '.ts'],
  ['python/s', 15, 'app', '.py'],
  ['services/j', 15, 'src/main/java/acme', '.java'],
  ['web/w', 30, 'components', '.tsx'],
] as const;

/** Writes a tree of `files` files, about 200 of them manifests; the same number gives the same tree. */
export function makeScanTree(root: string, files: number): { readonly manifests: number } {
  const written = new Set<string>();
  const write = (name: string, text: string): void => {
    const file = path.join(root, name);
    const folder = path.dirname(file);
    if (!written.has(folder)) mkdirSync(folder, { recursive: true });
    written.add(folder);
    writeFileSync(file, text);
  };
  let count = 0;
  for (const [number, make] of manifests)
    for (let index = 0; index < number; index += 1) {
      write(...make(index));
      count += 1;
    }
  for (let index = count; index < files; index += 1) {
    const [prefix, of, below, ending] = places[index % places.length] ?? places[0];
    const owner = Math.floor(index / places.length) % of;
    const folder = Math.floor(index / (places.length * of * 25));
    write(
      `${prefix}${String(owner)}/${below}/part${String(folder)}/file${String(index)}${ending}`,
      `// ${String(index)}\nexport const value = ${String(index)};\n`,
    );
  }
  return { manifests: count };
}
