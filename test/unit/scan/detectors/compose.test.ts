import { describe, expect, it } from 'vitest';
import { compose } from '../../../../src/core/scan/detectors/compose.ts';
import type { WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect } from '../../../support/detect.ts';

async function services(text: string, path = 'compose.yml'): Promise<ReadonlyMap<string, WorkloadObservation>> {
  const { observations } = await detect(compose, path, text);
  return new Map(observations.filter((one) => one.type === 'workload').map((one) => [one.name, one]));
}

describe('Compose', () => {
  it('reads environment as a list and as a map, with defaults, and keeps only host, port and scheme', async () => {
    const found = await services(
      'services:\n  api:\n    image: acme/api:1\n    environment:\n      - DB=postgres://u:pw@${DB_HOST:-db}:5432/x\n  job:\n    image: acme/job:1\n    environment:\n      AMQP_URL: amqp://u:pw@mq\n',
    );
    expect(found.get('api')?.references).toMatchObject([{ host: 'db', port: 5432, scheme: 'postgresql', evidence: { line: 5 } }]);
    expect(found.get('job')?.references).toMatchObject([{ host: 'mq', scheme: 'amqp', evidence: { line: 9 } }]);
  });

  it('knows a service by its container name, its network aliases and links to it', async () => {
    const found = await services(
      'services:\n  db:\n    image: postgres:16\n    container_name: shop-db\n    networks:\n      back:\n        aliases: [database]\n  api:\n    image: acme/api:1\n    links:\n      - db:store\n',
    );
    expect(found.get('db')?.aliases).toEqual(['shop-db', 'database', 'store']);
    expect(found.get('api')?.dependsOn.map(({ name }) => name)).toEqual(['db']);
  });

  it('treats profiles, overrides, tools and fragments as auxiliary', async () => {
    const found = await services(
      'services:\n  seed:\n    image: acme/seed:1\n    profiles: [seed]\n  mails:\n    image: axllent/mailpit\n  api:\n    ports: ["80:80"]\n  web:\n    image: acme/web:1\n',
    );
    expect([...found].filter(([, one]) => one.auxiliary).map(([name]) => name)).toEqual(['seed', 'mails', 'api']);
    const override = await services('services:\n  web:\n    image: acme/web:2\n', 'docker-compose.override.yml');
    expect(override.get('web')?.auxiliary).toBe(true);
  });

  it('follows extends and merge keys within the file', async () => {
    const found = await services(
      'x-env: &env\n  REDIS_HOST: cache\nservices:\n  base:\n    image: acme/base:1\n    environment:\n      <<: *env\n  api:\n    extends: base\n    ports: ["8080:80"]\n',
    );
    expect(found.get('api')).toMatchObject({ image: 'acme/base:1', ports: [80] });
    expect(found.get('api')?.references.map(({ host }) => host)).toEqual(['cache']);
  });

  it('takes a Traefik label as a route from the gateway', async () => {
    const found = await services(
      'services:\n  proxy:\n    image: traefik:3.1\n  api:\n    image: acme/api:1\n    labels:\n      - traefik.http.routers.api.rule=Host(`x`)\n',
    );
    expect(found.get('proxy')?.references).toMatchObject([{ host: 'api', evidence: { line: 7 } }]);
  });

  it('finds hosts in commands', async () => {
    const found = await services(
      'services:\n  api:\n    image: acme/api:1\n    command: ["serve", "--db-host", "db", "--broker-url=amqp://mq:5672"]\n',
    );
    expect(found.get('api')?.references.map(({ host }) => host)).toEqual(['db', 'mq']);
  });

  it('gives a build folder that stays in the workspace', async () => {
    const found = await services(
      'services:\n  a:\n    build: ../..\n  b:\n    build:\n      context: ..\n      dockerfile: b/Dockerfile\n  c:\n    build: https://git.acme.io/x.git\n',
      'deploy/compose.yml',
    );
    expect(['a', 'b', 'c'].map((name) => found.get(name)?.buildFolder)).toEqual([undefined, 'b', undefined]);
  });

  it('is safe against names of the language', async () => {
    const found = await services('services:\n  __proto__:\n    image: redis:7\n  constructor:\n    image: postgres:16\n');
    expect([...found.keys()]).toEqual(['__proto__', 'constructor']);
  });
});

describe('what services are to each other', () => {
  const text = [
    'services:',
    '  base:',
    '    build: .',
    '    image: acme/base',
    '  api:',
    '    build: .',
    '    ports: ["8080:8080"]',
    '    depends_on:',
    '      migrate:',
    '        condition: service_completed_successfully',
    '  migrate:',
    '    build: ./migrations',
    '  assets:',
    '    image: node:22',
    '    command: npm run watch',
    '  renderer:',
    '    image: node:22',
    '    command: npm start',
  ].join('\n');

  it('one that others wait for until it has ended is a job, images and watchers are helpers', async () => {
    const { observations } = await detect(compose, 'compose.yaml', text);
    const workloads = observations.flatMap((one) => (one.type === 'workload' ? [one] : []));
    expect(workloads.map((one) => `${one.name} ${one.kind ?? '-'}${one.auxiliary === true ? ' helper' : ''}`)).toEqual([
      'base - helper',
      'api -',
      'migrate job',
      'assets - helper',
      'renderer -',
    ]);
  });
});
