import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanCommand, scanJson } from '../../src/cli/scan-command.ts';
import { decisionJson } from '../../src/cli/decide-command.ts';
import { locateBlocks } from '../../src/core/merge/locate-blocks.ts';
import { recordPath } from '../../src/core/record/targets.ts';
import { json } from '../../src/core/render/encode.ts';
import { readHistory } from '../../src/node/git.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { rendered } from '../support/rendered-markdown.ts';
import { answerShown, stage, type Stage } from '../support/session.ts';

/** Rules 10 and 11 through the whole machine: what a repository plants, and everything that comes out at the other end. */

const glued = (...parts: string[]): string => parts.join('');

/** Fourteen kinds of secret; those with a known shape are put together here, so that no scanner stumbles over this file. */
const secrets = {
  composePassword: 'Tz9-mallard-river',
  composeUrl: 'brindle77copper',
  dockerEnv: 'q8WvLm2ZrT5xYb1N',
  scriptToken: glued('gh', 'p_', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'),
  envExample: glued('sk_', 'live_', '51Hq8ZtKvWm3NcRbYxPd7Lf2'),
  dotEnv: 'dotenv-secret-4417',
  terraform: 'Hx7!otter.Lane9',
  awsKey: glued('AK', 'IA', 'Q4ZRT7XN2MWBK5LD'),
  kubernetes: Buffer.from('kube-lantern-5150').toString('base64'),
  workflow: glued('npm', '_', 'Zx9Wv8Ut7Sr6Qp5On4Ml3Kj2Ih1Gf0EdCbAa'),
  spring: 'spring-fjord-3391',
  amqp: 'amqpPelican88',
  jwt: glued('ey', 'JhbGciOiJIUzI1NiJ9', '.ey', 'JzdWIiOiIxMjM0NTY3ODkwIn0', '.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'),
  webhook: glued('https://hooks.', 'slack.com/services/T0A1B2C3D/B4E5F6G7H/', 'x9Y8z7W6v5U4t3S2r1Q0p9O8'),
} as const;

const people = [
  'Ada Quillfeather',
  'Bruno Tamsworth',
  'Celia Wrenfield',
  'Dario Uppingham',
  'Edda Yarrowby',
  'Fenno Zellwick',
  'Greta Hobblethwaite',
  'Hugo Marchbanks',
  'Ilse Corrigan-Voss',
  'Jonas Pettersmead',
  'Karin Dunwoodie',
  'Lars Ekelund-Brisk',
  'Mira Featherstone',
  'Nils Oakhanger',
  'Olga Prendergrast',
  'Pavel Quennell',
  'Rosa Stavewright',
  'Sven Thistledown',
  'Tilda Umberslade',
  'Viktor Wolstenholme',
] as const;
const address = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@larkspur.example`;
const handle = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
const person = (index: number): string => people[index] ?? '';

const planted: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify(
    {
      name: 'larkspur',
      author: `${person(0)} <${address(person(0))}>`,
      contributors: [{ name: person(1), email: address(person(1)) }, `${person(2)} <${address(person(2))}>`],
      maintainers: [{ name: person(3), email: address(person(3)) }],
      scripts: { release: `GITHUB_TOKEN=${secrets.scriptToken} semantic-release`, start: `node server.js --jwt ${secrets.jwt}` },
      dependencies: { express: '5.0.0', pg: '8.13.0', stripe: '18.0.0', amqplib: '0.10.4' },
    },
    null,
    2,
  ),
  'compose.yaml': `services:
  web:
    build: .
    environment:
      DATABASE_URL: postgres://app:${secrets.composeUrl}@db:5432/app
      RABBITMQ_URL: amqp://worker:${secrets.amqp}@queue:5672
      SLACK_WEBHOOK: ${secrets.webhook}
    depends_on: [db, queue]
    labels:
      owner: "${person(4)} <${address(person(4))}>"
  db:
    image: postgres:15
    environment:
      - POSTGRES_PASSWORD=${secrets.composePassword}
  queue:
    image: rabbitmq:3
`,
  Dockerfile: `FROM node:22
LABEL maintainer="${person(5)} <${address(person(5))}>"
MAINTAINER ${person(6)} <${address(person(6))}>
ENV SESSION_SECRET=${secrets.dockerEnv} PORT=3000
EXPOSE 3000
CMD ["node", "server.js"]
`,
  '.env': `DATABASE_PASSWORD=${secrets.dotEnv}\n`,
  '.env.example': `STRIPE_SECRET_KEY=${secrets.envExample}\nREDIS_URL=redis://:${secrets.composeUrl}@cache:6379\nSUPPORT=${address(person(7))}\n`,
  'infra/main.tf': `# ${person(8)} <${address(person(8))}> knows why
provider "aws" {
  region     = "eu-central-1"
  access_key = "${secrets.awsKey}"
}
resource "aws_db_instance" "main" {
  engine         = "postgres"
  instance_class = "db.t4g.medium"
  username       = "app"
  password       = "${secrets.terraform}"
  tags = { Owner = "${person(9)}", Contact = "${address(person(9))}" }
}
`,
  'k8s/app.yaml': `apiVersion: v1
kind: Secret
metadata: { name: web, annotations: { owner: "${address(person(10))}" } }
data:
  password: ${secrets.kubernetes}
stringData:
  token: ${secrets.dockerEnv}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: { maintainer: "${person(11)} <${address(person(11))}>" } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: larkspur/web:1
          env:
            - { name: API_KEY, value: "${secrets.dockerEnv}" }
            - { name: DATABASE_URL, value: "postgres://app:${secrets.composeUrl}@db:5432/app" }
`,
  '.github/workflows/ci.yml': `name: ci
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: git config user.email "${address(person(12))}" && git config user.name "${person(12)}"
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: ${secrets.workflow}
`,
  '.github/CODEOWNERS': people
    .slice(13)
    .map((name) => `* @${handle(name)} ${address(name)}`)
    .join('\n'),
  'billing/pom.xml': `<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>billing</artifactId><version>1</version>
  <developers><developer><name>${person(14)}</name><email>${address(person(14))}</email></developer></developers>
  <dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId><version>3.3.0</version></dependency>
  <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.0</version></dependency></dependencies></project>`,
  'billing/src/main/resources/application.yml': `spring:
  datasource:
    url: jdbc:postgresql://billing:${secrets.spring}@db:5432/billing?password=${secrets.spring}
    username: billing
    password: ${secrets.spring}
`,
  'etl/pyproject.toml': `[project]
name = "etl"
authors = [{ name = "${person(15)}", email = "${address(person(15))}" }, { name = "${person(16)}" }]
maintainers = [{ name = "${person(17)}", email = "${address(person(17))}" }]
dependencies = ["fastapi==0.115.0", "psycopg==3.2"]
`,
};

/** Everything that leaves the machine's inside: what is written, printed, shown and logged. */
async function sinks(on: Stage): Promise<ReadonlyMap<string, string>> {
  const out = new Map<string, string>();
  await answerShown(on);
  await answerShown(on);
  out.set('snapshot of the interview', JSON.stringify(on.snapshot()));
  await on.session.propose();
  out.set('snapshot of the review', JSON.stringify(on.snapshot()));
  await on.session.accept();
  out.set('document', on.disk.get('ARCHITECTURE.md') ?? '');
  out.set('record', on.disk.get(recordPath) ?? '');
  const { result } = on.session.state.scan;
  if (result === null) throw new Error('nothing was read');
  out.set('scan --json', json(scanJson(result), 2));
  const { recommendation, record } = on.session.state;
  out.set('decide --json', recommendation === null ? '' : json(decisionJson(recommendation), 2));
  const decisions = record.kind === 'present' ? record.record.proposal.decisions : [];
  for (const { id } of decisions) {
    await on.session.explain(id, 'document');
    out.set(`explanation of ${id}`, JSON.stringify(on.snapshot()));
  }
  out.set('drafts', JSON.stringify([...on.drafts]));
  out.set('log', on.log.join('\n'));
  return out;
}

describe('security rule 11: planted secrets and names come out nowhere', () => {
  let out: ReadonlyMap<string, string>;
  let on: Stage;
  beforeAll(async () => {
    on = await stage({ files: planted });
    out = await sinks(on);
  }, 60_000);

  test('the files were read: their technologies and evidence are there', () => {
    const facts = on.session.state.scan.result?.facts ?? [];
    const technologies = facts.flatMap((fact) => (fact.kind === 'technology' ? [fact.technology] : []));
    expect(technologies).toEqual(expect.arrayContaining(['postgresql', 'rabbitmq', 'stripe', 'spring-boot', 'fastapi', 'github-actions']));
    const files = new Set(facts.flatMap((fact) => fact.evidence.map(({ path }) => path)));
    expect([...files]).toEqual(
      expect.arrayContaining([
        'package.json',
        'compose.yaml',
        'Dockerfile',
        'infra/main.tf',
        'k8s/app.yaml',
        '.github/workflows/ci.yml',
        'billing/pom.xml',
        'etl/pyproject.toml',
      ]),
    );
    expect(out.size).toBeGreaterThan(12);
    for (const name of ['document', 'record', 'scan --json', 'decide --json']) expect(out.get(name)?.length, name).toBeGreaterThan(2000);
  });

  test.each(Object.entries(secrets))('the secret %s', (_kind, secret) => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      secret.slice(0, Math.ceil(secret.length * 0.7)),
    ];
    for (const [sink, text] of out) for (const form of forms) expect(text.includes(form), `${sink} holds ${form}`).toBe(false);
  });

  test('the secret behind an encoding', () => {
    for (const [sink, text] of out) expect(text.includes('kube-lantern'), sink).toBe(false);
  });

  test.each(people)('%s', (name) => {
    for (const [sink, text] of out) {
      for (const form of [name, name.split(' ')[1] ?? name, address(name), handle(name)])
        expect(text.toLowerCase().includes(form.toLowerCase()), `${sink} holds ${form}`).toBe(false);
    }
  });

  test('the history gives counts and a commit, no names', async () => {
    const root = mkdtempSync(join(tmpdir(), 'groundplan-people-'));
    try {
      const git = (...args: string[]): void =>
        void execFileSync('git', args, { cwd: root, stdio: 'ignore', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
      git('init', '-q');
      people.forEach((name, index) => {
        writeFileSync(join(root, `${index}.txt`), name);
        git('add', '.');
        git(
          '-c',
          `user.name=${name}`,
          '-c',
          `user.email=${address(name)}`,
          '-c',
          'commit.gpgsign=false',
          'commit',
          '-q',
          '-m',
          `${name} was here`,
        );
      });
      const history = JSON.stringify(await readHistory(root, Date.now()));
      expect(history).toContain('value');
      for (const name of people) expect(history.toLowerCase()).not.toContain((name.split(' ')[1] ?? '').toLowerCase());
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

/** A workspace whose names are hostile: services, packages, images, resources. */
function hostileWorkspace(names: readonly string[]): Readonly<Record<string, string>> {
  const services = names.map(
    (name, index) =>
      [
        name === '' ? `empty-${index}` : name,
        {
          image: 'postgres:15',
          environment: { [`URL_${index}`]: `http://${name}:80/` },
          depends_on: [names[(index + 1) % names.length] ?? ''],
        },
      ] as const,
  );
  // JSON is YAML, with every name quoted.
  return {
    'compose.json.yaml': '{}',
    'compose.yaml': JSON.stringify({ services: Object.fromEntries(services) }),
    ...Object.fromEntries(
      names.map((name, index) => [
        `packages/p${index}/package.json`,
        JSON.stringify({
          name,
          version: name,
          description: name,
          main: 'server.js',
          scripts: { start: name },
          dependencies: { express: name, pg: '8.0.0' },
        }),
      ]),
    ),
    'package.json': JSON.stringify({ name: names[0], workspaces: ['packages/*'], dependencies: { express: '5.0.0' } }),
    'k8s/app.yaml': names
      .map((name) =>
        JSON.stringify({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name },
          spec: { replicas: 2, template: { spec: { containers: [{ name, image: `registry/${name}:1` }] } } },
        }),
      )
      .join('\n---\n'),
  };
}

// eslint-disable-next-line no-control-regex
const unsafeInTerminal = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('security rule 10: hostile names through document, record, JSON and terminal', () => {
  const batches = Array.from({ length: Math.ceil(hostileStrings.length / 12) }, (_none, index) =>
    hostileStrings.slice(index * 12, index * 12 + 12),
  );

  test.each(batches.map((batch, index) => [index, batch] as const))(
    'set %i',
    async (_index, names) => {
      const on = await stage({ files: hostileWorkspace(names) });
      const out = await sinks(on);
      expect(on.snapshot().notice, 'the proposal passed its own checks').toBeNull();
      const document = out.get('document') ?? '';
      const page = rendered(document);

      expect(page.headings.filter((heading) => heading.startsWith('## '))).toEqual([
        '## Objective Overview',
        '## Architecture Proposal',
        '## Open Questions',
        '## Challenges and Solutions',
      ]);
      expect(page.headings.filter((heading) => heading.startsWith('# '))).toHaveLength(1);
      const record = JSON.parse(out.get('record') ?? '') as { blocks: { anchor: string }[] };
      const anchors = locateBlocks(document).map(({ anchor }) => anchor);
      expect(new Set(anchors)).toEqual(new Set(record.blocks.map(({ anchor }) => anchor)));
      // Folded parts are ours: a fixed summary, and nothing of the workspace in it.
      const anchored = page.html.filter((html) => !/^<details><summary>[A-Za-z0-9 ,]+<\/summary>$|^<\/details>$/.test(html));
      expect(anchored).toHaveLength(anchors.length);
      for (const html of anchored) expect(html).toMatch(/^<!-- groundplan:[A-Za-z0-9. _-]+ -->$/);
      for (const url of page.links)
        expect(url, 'a link inside, or to our own catalogue').toMatch(/^#[^\s]+$|^(?!\/\/)(?![a-z][a-z0-9+.-]*:)[^\s]+#L\d+$/i);
      for (const type of ['image', 'imageReference', 'definition', 'footnoteDefinition', 'linkReference'])
        expect(page.types, type).not.toContain(type);
      expect(new Set(page.fences)).toEqual(new Set(['mermaid']));
      expect(document).not.toMatch(/^\s*::/m);

      for (const name of ['record', 'scan --json', 'decide --json'])
        expect(() => JSON.parse(out.get(name) ?? '') as unknown, name).not.toThrow();
      const shown: string[] = [];
      const folder = mkdtempSync(join(tmpdir(), 'groundplan-terminal-'));
      try {
        for (const [file, text] of Object.entries({
          'package.json': hostileWorkspace(names)['package.json'] ?? '',
          'compose.yaml': hostileWorkspace(names)['compose.yaml'] ?? '',
        }))
          writeFileSync(join(folder, file), text);
        const console = {
          result: (text: string) => void shown.push(text),
          say: () => undefined,
          confirm: () => Promise.resolve(undefined),
        };
        const worker = new URL('../../src/node/scan-worker.ts', import.meta.url);
        await scanCommand({ folder, more: [], options: {}, worker, signal: new AbortController().signal, console });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      expect(shown.join('\n').length).toBeGreaterThan(50);
      expect(shown.join('\n')).not.toMatch(unsafeInTerminal);
      expect(shown.join('\n')).not.toMatch(/^\s*::/m);
    },
    60_000,
  );
});
