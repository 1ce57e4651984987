import { describe, expect, it } from 'vitest';
import type { Ecosystem } from '../../../../src/core/scan/catalogue/index.ts';
import { byAction, byHost, byImage, byPackage, byScheme, parseImage } from '../../../../src/core/scan/catalogue/index.ts';

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
