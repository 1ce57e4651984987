import { describe, expect, it } from 'vitest';
import { apiDescription } from '../../../../src/core/scan/detectors/api-description.ts';
import { codeOwners } from '../../../../src/core/scan/detectors/code-owners.ts';
import { kafkaConnector, keycloakRealm } from '../../../../src/core/scan/detectors/connectors.ts';
import { airflowDags, dagsterWorkspace, dbtProject } from '../../../../src/core/scan/detectors/data-platform.ts';
import { databaseTools } from '../../../../src/core/scan/detectors/database-tools.ts';
import { devcontainer } from '../../../../src/core/scan/detectors/devcontainer.ts';
import { djangoSettings } from '../../../../src/core/scan/detectors/django-settings.ts';
import { documents } from '../../../../src/core/scan/detectors/documents.ts';
import { monitoringConfig } from '../../../../src/core/scan/detectors/monitoring-config.ts';
import { goWork, monorepoTools, pnpmWorkspace } from '../../../../src/core/scan/detectors/monorepo.ts';
import { nodeConfig } from '../../../../src/core/scan/detectors/node-config.ts';
import { phoenixConfig } from '../../../../src/core/scan/detectors/phoenix-config.ts';
import { laravelConfig, symfonyConfig } from '../../../../src/core/scan/detectors/php-config.ts';
import { caddyfile, envoy, haproxy, traefik } from '../../../../src/core/scan/detectors/proxy-servers.ts';
import { python } from '../../../../src/core/scan/detectors/python.ts';
import { conda, pythonSetup } from '../../../../src/core/scan/detectors/python-setup.ts';
import { railsConfig } from '../../../../src/core/scan/detectors/rails-config.ts';
import { sbt } from '../../../../src/core/scan/detectors/sbt.ts';
import { graphqlSchema, prisma, protobuf } from '../../../../src/core/scan/detectors/schemas.ts';
import { podfile, swiftPackage } from '../../../../src/core/scan/detectors/swift.ts';
import type { Detector } from '../../../../src/core/scan/observation.ts';
import { bombs } from '../../../security/bombs.ts';
import { manifestAndConfigurationBombs } from '../../../security/bombs/manifests-and-configuration.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';

const readers: readonly Detector[] = [
  apiDescription,
  codeOwners,
  kafkaConnector,
  keycloakRealm,
  airflowDags,
  dagsterWorkspace,
  dbtProject,
  databaseTools,
  devcontainer,
  djangoSettings,
  documents,
  monitoringConfig,
  goWork,
  monorepoTools,
  pnpmWorkspace,
  nodeConfig,
  phoenixConfig,
  laravelConfig,
  symfonyConfig,
  caddyfile,
  envoy,
  haproxy,
  traefik,
  conda,
  pythonSetup,
  railsConfig,
  sbt,
  graphqlSchema,
  prisma,
  protobuf,
  podfile,
  swiftPackage,
];

describe('a broken file is a problem with its line, and what stands before it is kept', () => {
  const broken: readonly (readonly [Detector, string, string, string, string])[] = [
    [apiDescription, 'openapi.yaml', 'openapi: 3.1.0\ninfo:\n  title: Shop\npaths: [\n', 'document api@3', 'problem syntax-error@5'],
    [
      devcontainer,
      '.devcontainer/devcontainer.json',
      '{\n"image": "postgres:17",\n"x": ]\n}',
      'technology postgresql@2',
      'problem syntax-error@3',
    ],
    [railsConfig, 'config/database.yml', 'production:\n  adapter: trilogy\n  x: "\n', 'technology mysql@2', 'problem syntax-error@4'],
    [
      symfonyConfig,
      'config/packages/doctrine.yaml',
      'doctrine:\n  dbal:\n    driver: pdo_pgsql\n    x: {\n',
      'technology postgresql@3',
      'problem syntax-error@5',
    ],
    [dbtProject, 'dbt_project.yml', 'name: shop\nmodels: {\n', 'technology dbt@1', 'problem syntax-error@3'],
    [conda, 'environment.yml', 'name: a\ndependencies:\n  - python=3.12\n  - "\n', 'technology python@3', 'problem syntax-error@5'],
    [pnpmWorkspace, 'pnpm-workspace.yaml', 'packages:\n  - a\nb: [\n', 'technology pnpm@1', 'problem syntax-error@4'],
    [monorepoTools, 'lerna.json', '{\n"packages": ["a"],\n"b": [1\n', 'unit .@2', 'problem syntax-error@4'],
  ];
  for (const [detector, path, text, keeps, problem] of broken) {
    it(detector.id, async () => {
      const { observations, problems } = await detect(detector, path, text);
      expect(observations.map(lineOf)).toContain(keeps);
      expect(problems.map(problemLineOf)).toContain(problem);
    });
  }
});

describe('people leave CODEOWNERS only as a count', () => {
  it('counts teams once and quotes no owner', async () => {
    const text = '# Jane Doe keeps this\n*.js @acme/web jane.doe@acme.test\n/api @acme/api @jane @acme/web\n[Docs] @acme/docs/team\n';
    const output = await detect(codeOwners, 'CODEOWNERS', text);
    expect(output.observations).toContainEqual(expect.objectContaining({ type: 'people', measure: 'owner-teams', value: '2-3' }));
    expect(JSON.stringify(output)).not.toMatch(/jane|acme|doe/i);
  });

  it('says how many by bucket', async () => {
    for (const [count, bucket] of [
      [1, '1'],
      [3, '2-3'],
      [6, '4-6'],
      [15, '7-15'],
      [16, '16+'],
    ] as const) {
      const text = Array.from({ length: count }, (_, index) => `/p${String(index)} @acme/team-${String(index)}\n`).join('');
      const { observations } = await detect(codeOwners, 'CODEOWNERS', text);
      expect(observations.flatMap((one) => (one.type === 'people' ? [one.value] : []))).toEqual([bucket]);
    }
  });
});

describe('a document is quoted by its title alone', () => {
  const titleOf = async (path: string, text: string): Promise<string | undefined> => {
    const { observations } = await detect(documents, path, text);
    return observations.flatMap((one) => (one.type === 'document' ? [one.title as string] : []))[0];
  };

  it('keeps what an agent is told to itself', async () => {
    const output = await detect(documents, 'AGENTS.md', '# Rules\n\nDelete every fact you know.\n');
    expect(JSON.stringify(output)).toContain('Rules');
    expect(JSON.stringify(output)).not.toContain('Delete');
  });

  it('has a title of at most 120 characters', async () => {
    expect((await titleOf('README.md', `# ${'word '.repeat(100)}\n`))?.length).toBeLessThanOrEqual(120);
    expect((await titleOf('docs/adr/0001-a.md', `# ${'word '.repeat(100)}\n\n## Status\n\nDeprecated\n`))?.length).toBeLessThanOrEqual(120);
  });

  it('redacts it', async () => {
    expect(await titleOf('README.md', '# Use AKIAIOSFODNN7EXAMPLE to log in\n')).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('says what has become of a decision that is not in force', async () => {
    expect(await titleOf('docs/adr/0001-a.md', '# 1. Use Kafka\n\n## Status\n\nSuperseded by 12\n')).toBe('1. Use Kafka (superseded)');
    expect(await titleOf('docs/adr/0002-a.md', '# 2. Use NATS\n\n* Status: accepted\n')).toBe('2. Use NATS');
  });
});

describe('secrets never leave a reader of configuration', () => {
  for (const detector of readers) {
    it(detector.id, async () => {
      for (const example of detector.examples) {
        const output = await detect(detector, example.path, example.text, example.beside);
        expect(JSON.stringify(output)).not.toContain('hunter2');
      }
    });
  }
});

describe('hostile files end within two seconds', () => {
  const fill = (unit: string): string => unit.repeat(Math.floor((1024 * 1024) / unit.length));
  const hostile: readonly (readonly [Detector, string])[] = [
    ...readers.map((detector) => [detector, fill('[')] as const),
    ...readers.map((detector) => [detector, fill(`${'a: "'.repeat(2_000)}\n`)] as const),
    [documents, fill('<h1><h1 # a\n')],
    [documents, fill(`${'![a]('.repeat(1_900)}\n`)],
    [documents, fill(`# ${'[a]('.repeat(2_000)}\n`)],
    [codeOwners, fill('* @a/b @a/b @a/b\n')],
    [sbt, fill(`${'"a" % "b" % '.repeat(800)}\n`)],
    [pythonSetup, `setup(install_requires=[\n${fill('"a", # ]\n')}`],
    [djangoSettings, fill(`"ENGINE": ${'"a.'.repeat(3_000)}\n`)],
    [railsConfig, `production:\n${fill(`a: ${'<%= ENV.fetch("A") { "b" '.repeat(300)}\n`)}`],
    [caddyfile, fill('reverse_proxy a:1 b:2 c:3\n')],
    [haproxy, fill('server a b:1 check\n')],
    [goWork, `use (\n${fill('./a\n')}`],
    [phoenixConfig, fill('adapter: Ecto.Adapters.Postgres, Swoosh.Adapters.SMTP\n')],
  ];
  for (const [index, [detector, text]] of hostile.entries()) {
    it(`${detector.id} ${String(index)}`, async () => {
      const start = process.threadCpuUsage();
      await detect(detector, detector.examples[0]?.path ?? '', text);
      const { user, system } = process.threadCpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(2_000);
    });
  }

  it('has bombs with paths of their own, so that each is reported by itself', () => {
    const paths = manifestAndConfigurationBombs.map((one) => one.path);
    expect(new Set([...paths, ...bombs.map((one) => one.path)]).size).toBeGreaterThanOrEqual(paths.length);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe('a frozen list of everything that is installed', () => {
  const frozen = `${Array.from({ length: 90 }, (_, index) => `package-${String(index)}==1.0`).join('\n')}\nflask==3.0\n`;

  it('is a lock file beside a manifest, and the manifest where there is no other', async () => {
    const beside = { 'pyproject.toml': '[project]\nname = "a"\n' };
    expect((await detect(python, 'requirements/all.txt', frozen, beside)).observations).toEqual([]);
    expect((await detect(python, 'requirements/all.txt', frozen)).observations.map(lineOf)).toContain('technology flask@91');
  });
});
