import { describe, expect, it } from 'vitest';
import type { Technology } from '../../../../src/core/scan/catalogue/technology.ts';
import type { Ecosystem } from '../../../../src/core/scan/catalogue/index.ts';
import {
  byAction,
  byHost,
  byId,
  byImage,
  byPackage,
  byScheme,
  byTerraform,
  endOfLife,
  parseImage,
  technologies,
} from '../../../../src/core/scan/catalogue/index.ts';

/** Looks a key of any kind up: `npm:pg`, `image:postgres`, `terraform:aws_db_instance`, … */
function lookup(key: string): Technology | undefined {
  const colon = key.indexOf(':');
  const kind = key.slice(0, colon);
  const name = key.slice(colon + 1).replace(/\*$/, 'anything');
  if (kind === 'image') return byImage(`registry.example/${name}:1.2.3`);
  if (kind === 'terraform') return byTerraform(name);
  if (kind === 'scheme') return byScheme(name);
  if (kind === 'host') return byHost(name);
  if (kind === 'action') return byAction(name);
  return byPackage(kind as Ecosystem, name);
}

function keysOf(technology: Technology): string[] {
  return [
    ...Object.entries(technology.packages ?? {}).flatMap(([ecosystem, names]) => names.map((name) => `${ecosystem}:${name}`)),
    ...(technology.images ?? []).map((name) => `image:${name}`),
    ...(technology.terraform ?? []).map((name) => `terraform:${name}`),
    ...(technology.schemes ?? []).map((name) => `scheme:${name}`),
    ...(technology.hosts ?? []).map((name) => `host:${name}`),
    ...(technology.actions ?? []).map((name) => `action:${name}`),
  ];
}

describe('the technology catalogue', () => {
  it('has at least 600 entries, and four or more in every category', () => {
    const counts = new Map<string, number>();
    for (const { category } of technologies) counts.set(category, (counts.get(category) ?? 0) + 1);
    expect(technologies.length).toBeGreaterThanOrEqual(600);
    expect(counts.size).toBe(25);
    for (const [category, count] of counts) expect(count, category).toBeGreaterThanOrEqual(4);
  });

  it('has well-formed, unique ids and real names', () => {
    expect(new Set(technologies.map(({ id }) => id)).size).toBe(technologies.length);
    expect(new Set(technologies.map(({ name }) => name.toLowerCase())).size).toBe(technologies.length);
    for (const { id, name } of technologies) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name, id).not.toMatch(/todo|tbd|example|placeholder|^\s*$/i);
    }
  });

  it('leads every key to its own entry, so that no two entries claim the same', () => {
    for (const technology of technologies) {
      for (const key of keysOf(technology)) expect(lookup(key)?.id, key).toBe(technology.id);
    }
  });

  it('keeps its look-alikes apart', () => {
    for (const technology of technologies) {
      for (const key of technology.notExamples ?? []) expect(lookup(key)?.id, key).not.toBe(technology.id);
    }
  });

  it('can recognise every entry that is no language or build file by some key', () => {
    const byOtherMeans = new Set(['docker-compose', 'gitlab-ci', 'vagrant', 'knative']);
    for (const technology of technologies) {
      if (technology.category === 'language' || byOtherMeans.has(technology.id)) continue;
      expect(keysOf(technology).length, technology.id).toBeGreaterThan(0);
    }
  });

  it('has a homepage over https for every entry', () => {
    for (const { id, homepage } of technologies) expect(homepage, id).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/|$)/);
  });

  it('has dates that are dates, each with the page that decides and the month it was written down', () => {
    const dated = technologies.filter((technology) => technology.endOfLife !== undefined);
    expect(dated.length).toBeGreaterThanOrEqual(20);
    for (const technology of dated) {
      expect(technology.endOfLifeSource?.url, technology.id).toMatch(/^https:\/\//);
      expect(technology.endOfLifeSource?.recorded, technology.id).toMatch(/^\d{4}-\d{2}$/);
      for (const date of Object.values(technology.endOfLife ?? {})) {
        expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10), `${technology.id} ${date}`).toBe(date);
      }
    }
  });

  it('refers only to entries that exist', () => {
    for (const { id, implies = [], engine } of technologies) {
      for (const other of engine === undefined ? implies : [...implies, engine]) expect(byId(other), `${id} → ${other}`).toBeDefined();
    }
  });

  it('says of every client what kind of thing it talks to', () => {
    for (const technology of technologies.filter(({ client }) => client)) expect(technology.component, technology.id).toBeDefined();
  });
});

describe('looking a name up', () => {
  it.each([
    ['postgres:15-alpine', 'postgresql'],
    ['docker.io/library/postgres:15', 'postgresql'],
    ['public.ecr.example/docker/library/redis:7', 'redis'],
    ['bitnami/postgresql:16', 'postgresql'],
    ['${IMAGE:-redis:7}', 'redis'],
    ['localhost:5000/nginx', 'nginx'],
    ['mcr.microsoft.com/mssql/server:2022-latest', 'sql-server'],
    ['docker.elastic.co/elasticsearch/elasticsearch:8.11.0', 'elasticsearch'],
    ['quay.io/keycloak/keycloak:24.0', 'keycloak'],
    ['rabbitmq:3-management@sha256:0123456789abcdef', 'rabbitmq'],
    ['confluentinc/cp-kafka:7.5.0', 'kafka'],
    ['node:20-alpine', 'nodejs'],
  ])('finds the image %s', (reference, id) => expect(byImage(reference)?.id).toBe(id));

  it.each([
    'acme/postgres-backup',
    'acme/postgres',
    'ghcr.io/acme/redis',
    'postgres-exporter',
    'my-nginx:1',
    '',
    '${IMAGE}',
    'constructor',
    '__proto__',
  ])('does not take the image %s for something it is not', (reference) => expect(byImage(reference)).toBeUndefined());

  it('takes an image reference apart', () => {
    expect(parseImage('ghcr.io/acme/api:1.2@sha256:abc')).toEqual({
      repository: 'acme/api',
      registry: 'ghcr.io',
      tag: '1.2',
      digest: 'sha256:abc',
    });
    expect(parseImage('postgres:${PG:-15}')).toEqual({ repository: 'postgres', tag: '15' });
    expect(parseImage('${REGISTRY}/acme/api')).toEqual({ repository: 'acme/api', registry: '${REGISTRY}' });
    expect(parseImage('localhost:5000/api')).toEqual({ repository: 'api', registry: 'localhost:5000' });
  });

  it.each<[Ecosystem, string, string | undefined]>([
    ['npm', 'pg', 'postgresql'],
    ['npm', 'pg-format', undefined],
    ['npm', '@aws-sdk/client-s3', 'amazon-s3'],
    ['npm', '@aws-sdk/client-iot', 'aws'],
    ['npm', 'constructor', undefined],
    ['pypi', 'Psycopg2_Binary', 'postgresql'],
    ['pypi', 'psycopg[binary]', 'postgresql'],
    ['pypi', 'opentelemetry-instrumentation-django', 'opentelemetry'],
    ['go', 'github.com/jackc/pgx/v5', 'postgresql'],
    ['go', 'github.com/gofiber/fiber/v2', 'fiber'],
    ['go', 'github.com/aws/aws-sdk-go-v2/service/sqs', 'amazon-sqs'],
    ['go', 'github.com/aws/aws-sdk-go-v2/service/iot', 'aws'],
    ['maven', 'org.springframework.boot:spring-boot-starter-web', 'spring-boot'],
    ['maven', 'org.springframework.cloud:spring-cloud-starter-netflix-eureka-server', 'eureka-server'],
    ['maven', 'org.springframework.cloud:spring-cloud-config-server', 'spring-cloud-config-server'],
    ['maven', 'org.springframework.cloud:spring-cloud-starter-netflix-zuul', 'zuul'],
    ['maven', 'org.testcontainers:postgresql', 'testcontainers'],
    ['maven', 'com.acme:kafka-clients', undefined],
    ['nuget', 'stackexchange.redis', 'redis'],
  ])('finds the %s package %s', (ecosystem, name, id) => expect(byPackage(ecosystem, name)?.id).toBe(id));

  it.each([
    ['jdbc:postgresql://db:5432/x', 'postgresql'],
    ['postgresql+asyncpg', 'postgresql'],
    ['r2dbc:mysql://db', 'mysql'],
    ['mongodb+srv', 'mongodb'],
    ['rediss', 'redis'],
    ['jdbc:tc:postgresql:15:///x', 'postgresql'],
    ['http', undefined],
    ['https', undefined],
  ])('finds the scheme %s', (scheme, id) => expect(byScheme(scheme)?.id).toBe(id));

  it('finds hosts by their suffix, by whole labels', () => {
    expect(byHost('api.stripe.com')?.id).toBe('stripe');
    expect(byHost('acme.eu.auth0.com:443')?.id).toBe('auth0');
    expect(byHost('notstripe.com')).toBeUndefined();
    expect(byHost('localhost')).toBeUndefined();
  });

  it('finds actions with version and sub-folder', () => {
    expect(byAction('actions/setup-node@v4')?.id).toBe('nodejs');
    expect(byAction('github/codeql-action/init@v3')?.id).toBe('codeql');
    expect(byAction('./.github/actions/build')).toBeUndefined();
  });

  it('marks developers’ helpers, so that they weigh little', () => {
    for (const image of ['adminer', 'axllent/mailpit', 'mailhog/mailhog', 'dpage/pgadmin4', 'mongo-express', 'provectuslabs/kafka-ui']) {
      expect(byImage(image)?.auxiliary, image).toBe(true);
    }
  });

  it('knows which packages imply a store behind them', () => {
    expect(byPackage('npm', 'mongoose')?.implies).toEqual(['mongodb']);
    expect(byPackage('npm', 'bullmq')?.implies).toEqual(['redis']);
    expect(byPackage('npm', 'sequelize')?.implies).toBeUndefined();
  });
});

describe('the end of a version', () => {
  it.each<[string, string, string | undefined]>([
    ['nodejs', '18-alpine', '2025-04-30'],
    ['nodejs', 'v20.11.1', '2026-04-30'],
    ['nodejs', '^18.2.0', '2025-04-30'],
    ['nodejs', '>=18', undefined],
    ['nodejs', 'lts/*', undefined],
    ['nodejs', 'latest', undefined],
    ['python', '3.9-slim-bookworm', '2025-10-31'],
    ['python', '3.90', undefined],
    ['postgresql', '13.4-alpine', '2025-11-13'],
    ['postgresql', '9.6', '2021-11-11'],
    ['dotnet', 'net6.0', '2024-11-12'],
    ['dotnet', 'netcoreapp3.1', '2022-12-13'],
    ['dotnet', 'netstandard2.1', undefined],
    ['debian', 'buster-slim', '2024-06-30'],
    ['ubuntu', '18.04', '2023-05-31'],
    ['spring-boot', '2.7.18', '2023-11-24'],
    ['vue', '^2.7.14', '2023-12-31'],
    ['angular', '~16.2.0', '2024-11-08'],
    ['react', '16.0.0', undefined],
    ['nobody', '1', undefined],
    ['nodejs', 'constructor', undefined],
  ])('of %s %s is %s', (id, version, date) => expect(endOfLife(id, version)?.date).toBe(date));

  it('of Node.js agrees with the published schedule', async () => {
    const { default: schedule } = await import('node-releases/data/release-schedule/release-schedule.json', { with: { type: 'json' } });
    for (const [major, date] of Object.entries(byId('nodejs')?.endOfLife ?? {})) {
      expect((schedule as Record<string, { end: string }>)[`v${major}`]?.end, major).toBe(date);
    }
  });
});
