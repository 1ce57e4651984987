import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../../src/core/scan/detectors/cloudformation.ts';
import { compose } from '../../../../src/core/scan/detectors/compose.ts';
import { dockerfile } from '../../../../src/core/scan/detectors/dockerfile.ts';
import { envExample } from '../../../../src/core/scan/detectors/env-example.ts';
import { githubActions } from '../../../../src/core/scan/detectors/github-actions.ts';
import { kubernetes } from '../../../../src/core/scan/detectors/kubernetes.ts';
import { procfile } from '../../../../src/core/scan/detectors/procfile.ts';
import { springConfig } from '../../../../src/core/scan/detectors/spring-config.ts';
import { terraform } from '../../../../src/core/scan/detectors/terraform.ts';
import type { Detector } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';

interface Broken {
  readonly detector: Detector;
  readonly path: string;
  readonly text: string;
  /** Line of the problem; undefined where the format has no wrong lines. */
  readonly line?: number;
  /** What stands before the fault and is kept. */
  readonly keeps: string;
}

const files: readonly Broken[] = [
  { detector: dockerfile, path: 'Dockerfile', text: 'FROM node:22\nUSER node\nRUNN npm ci\n', line: 3, keeps: 'technology nodejs@1' },
  {
    detector: compose,
    path: 'compose.yml',
    text: 'services:\n  db:\n    image: postgres:16\n  api:\n    image: "acme/api\n',
    line: 6,
    keeps: 'workload db@2',
  },
  {
    detector: kubernetes,
    path: 'k8s/a.yaml',
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - image: acme/api:1\n---\nkind: [\n',
    line: 12,
    keeps: 'workload api@4',
  },
  {
    detector: terraform,
    path: 'main.tf',
    text: 'resource "aws_sqs_queue" "a" {\n}\nresource "aws_sns_topic" "b" {\n  name = "x\n}\nresource "aws_s3_bucket" "c" {}\n',
    line: 4,
    keeps: 'resource aws_s3_bucket.c@6',
  },
  {
    detector: githubActions,
    path: '.github/workflows/ci.yml',
    text: 'on: push\njobs:\n  test:\n    steps:\n      - run: npm test\n  bad: [\n',
    line: 7,
    keeps: 'practice automated-tests@5',
  },
  {
    detector: springConfig,
    path: 'a/src/main/resources/application.yml',
    text: 'spring:\n  application:\n    name: a\nserver: "\n',
    line: 5,
    keeps: 'workload a@3',
  },
  {
    detector: cloudformation,
    path: 'template.yaml',
    text: 'Transform: AWS::Serverless-2016-10-31\nResources:\n  T:\n    Type: AWS::DynamoDB::Table\n  U: {\n',
    line: 6,
    keeps: 'resource T@3',
  },
  { detector: procfile, path: 'Procfile', text: 'this is no process\nweb: npm start\n', keeps: 'workload web@2' },
  { detector: envExample, path: '.env.example', text: '=\n\u0000==\nREDIS_URL=\n', keeps: 'technology redis@3' },
];

describe('a broken file is a problem with its line, and what stands before it is kept', () => {
  for (const { detector, path, text, line, keeps } of files) {
    it(detector.id, async () => {
      const { observations, problems } = await detect(detector, path, text);
      expect(observations.map(lineOf)).toContain(keeps);
      if (line !== undefined) {
        expect(problems.map((problem) => problem.reason)).toContain('syntax-error');
        // A parser may notice an open quote only at the end of the file.
        expect(problems.some((problem) => problem.line !== undefined && problem.line >= line - 1 && problem.line <= line)).toBe(true);
      }
    });
  }

  it('a Procfile without any process is a problem', async () => {
    expect((await detect(procfile, 'Procfile', 'nothing here\n')).problems).toMatchObject([{ reason: 'syntax-error', line: 1 }]);
  });

  it('a Dockerfile without FROM is a problem', async () => {
    expect((await detect(dockerfile, 'Dockerfile', 'RUN true\n')).problems).toMatchObject([{ reason: 'syntax-error' }]);
  });

  it('YAML that is no manifest is left to others, its errors too', async () => {
    expect(await detect(kubernetes, 'config/x.yaml', 'a: [\n')).toEqual({ observations: [], problems: [] });
  });
});

describe('secrets never leave a detector', () => {
  const canary = 'c4n4ry-Zx81Qw';
  const planted: readonly (readonly [Detector, string, string])[] = [
    [
      compose,
      'compose.yml',
      `services:\n  api:\n    image: acme/api:1\n    environment:\n      DATABASE_URL: postgres://u:${canary}@db/x\n      DB_PASSWORD: ${canary}\n      API_TOKEN: ${canary}.host:80\n    command: --redis-password ${canary} --db-host db\n`,
    ],
    [
      kubernetes,
      'k.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: api-config }\ndata:\n  DB_PASSWORD: ${canary}:80\n  URL: amqp://u:${canary}@mq:5672\n`,
    ],
    [kubernetes, 's.yaml', `apiVersion: v1\nkind: Secret\nmetadata: { name: api }\nstringData:\n  url: http://${canary}:80\n`],
    [
      springConfig,
      'application.properties',
      `spring.application.name=a\nspring.datasource.password=${canary}\nspring.datasource.url=jdbc:postgresql://u:${canary}@db:5432/x\n`,
    ],
    [envExample, '.env.example', `STRIPE_SECRET_KEY=${canary}\nREDIS_URL=redis://:${canary}@r\n`],
    [terraform, 'a.tf', `resource "aws_db_instance" "a" {\n  engine = "postgres"\n  password = "${canary}"\n}\n`],
  ];
  for (const [detector, path, text] of planted) {
    it(`${detector.id}: ${path}`, async () => {
      expect(JSON.stringify(await detect(detector, path, text))).not.toContain(canary);
    });
  }
});

describe('hostile files end within two seconds', () => {
  const size = 1_000_000;
  const fill = (piece: string): string => piece.repeat(Math.floor(size / piece.length));
  const bombs: readonly (readonly [Detector, string, string])[] = [
    [terraform, 'strings', fill('"a" ')],
    [terraform, 'interpolations', `a = "${fill('${"')}`],
    [terraform, 'blocks', fill('a {\n')],
    [terraform, 'heredocs', fill('a = <<E\n')],
    [terraform, 'references', `resource "a" "b" {\n x = [\n${fill('aws_a.b, ')}\n]\n}`],
    [terraform, 'open brackets before blocks', fill('a = [\nresource "')],
    [dockerfile, 'long line', `FROM ${fill('a')}`],
    [dockerfile, 'stages', fill('FROM a AS b\n').slice(0, 120_000)],
    [
      dockerfile,
      'chain',
      Array.from({ length: 6000 }, (_, i) => `FROM s${String(i)} AS s${String(i + 1)}\n`)
        .join('')
        .slice(0, 120_000),
    ],
    [compose, 'services', `services:\n${Array.from({ length: 20_000 }, (_, i) => `  s${String(i)}:\n    image: redis\n`).join('')}`],
    [kubernetes, 'documents', fill('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n')],
    [springConfig, 'properties', `spring.a=1\n${fill('spring.a.url=${a:${a:\n')}`],
    [
      githubActions,
      'runs',
      `on: push\njobs:\n  a:\n    steps:\n${Array.from({ length: 30_000 }, () => '    - run: mvn mvn mvn').join('\n')}`,
    ],
    [
      githubActions,
      'long runs',
      `on: push\njobs:\n  a:\n    steps:\n${Array.from({ length: 500 }, () => `    - run: ${'mvn '.repeat(450)}`).join('\n')}`,
    ],
    [
      compose,
      'commands',
      `services:\n${Array.from({ length: 250 }, (_, i) => `  s${String(i)}:\n    image: a\n    command: ${'celery '.repeat(550)}`).join('\n')}`,
    ],
    [
      kubernetes,
      'items',
      `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 15_000 }, () => '- {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a}}}').join('\n')}`,
    ],
    [
      cloudformation,
      'resources',
      `Transform: AWS::Serverless\nResources:\n${Array.from({ length: 15_000 }, (_, i) => `  R${String(i)}:\n    Type: AWS::SQS::Queue`).join('\n')}`,
    ],
    [procfile, 'processes', fill('a: b\n')],
    [envExample, 'keys', fill('REDIS_URL=x\n')],
  ];
  for (const [detector, name, text] of bombs) {
    it(`${detector.id}: ${name}`, async () => {
      const path = detector.examples[0]?.path ?? '';
      // Time of this thread: what else the machine does is not the file's fault.
      const start = process.threadCpuUsage();
      await detect(detector, path, text);
      const { user, system } = process.threadCpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(2_000);
    });
  }
});
