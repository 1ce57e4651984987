import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const run = async (files: Parameters<typeof workspace>[0]): Promise<{ components: string[]; links: string[] }> => {
  const { facts } = await scan(workspace(files), {});
  return {
    components: facts.filter((fact): fact is ComponentFact => fact.kind === 'component').map((fact) => `${fact.name}: ${fact.component}`),
    links: facts
      .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
      .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)}`),
  };
};

describe('a product that others run from its images', () => {
  it('is a service of its own workspace, though the catalogue knows its image as something to call', async () => {
    const { components, links } = await run({
      'docker/docker-compose.yml':
        'services:\n  api:\n    image: ghcr.io/novuhq/novu/api:2\n    depends_on: [mongodb]\n  mongodb:\n    image: mongo:8\n',
      'apps/api/package.json': '{"name":"@novu/api","scripts":{"start":"node ."},"dependencies":{"express":"4","@sentry/node":"8"}}',
      'apps/api/Dockerfile': 'FROM node:22\nCMD ["node", "."]\n',
    });
    expect(components).toEqual(['api: service', 'mongodb: store', 'Sentry: monitoring']);
    expect(links).toEqual(['api -> mongodb', 'api -> sentry']);
  });
});

describe('Compose files to choose from', () => {
  const user =
    'services:\n  api:\n    image: acme/api\n    depends_on: [mongodb, redis]\n  mongodb:\n    image: mongo:8\n  redis:\n    image: redis:7\n';

  it('show one store once, whatever each file calls it', async () => {
    const local = 'services:\n  mongo:\n    image: mongo\n  redis:\n    image: redis\n';
    const { components } = await run({ 'docker/community/docker-compose.yml': user, 'docker/local/docker-compose.yml': local });
    expect(components).toEqual(['api: service', 'mongodb: store', 'redis: cache']);
  });

  it('leave the stores of two systems apart', async () => {
    const other = 'services:\n  shop:\n    image: acme/shop\n  mongo:\n    image: mongo\n';
    const { components } = await run({ 'a/docker-compose.yml': user, 'b/docker-compose.yml': other });
    expect(components).toContain('mongo: store');
    expect(components).toContain('mongodb: store');
  });

  it('leave stores that are named after what they are for apart', async () => {
    const other = 'services:\n  redis:\n    image: redis\n  orders-mongo:\n    image: mongo\n';
    const { components } = await run({ 'a/docker-compose.yml': user, 'b/docker-compose.yml': other });
    expect(components).toContain('orders-mongo: store');
  });

  it('make one store of a name that stands for two engines', async () => {
    const file = (image: string): string => `services:\n  web:\n    build: .\n    depends_on: [db]\n  db:\n    image: ${image}\n`;
    const { components, links } = await run({
      'docker-compose.mariadb.yml': file('mariadb:11'),
      'docker-compose.postgres.yml': file('postgres:17'),
      'requirements.txt': 'django==5.1\npsycopg==3.2\nmysqlclient==2.2\n',
      'manage.py': 'import django\n',
      Dockerfile: 'FROM python:3.13\n',
    });
    expect(components).toEqual(['db: store', 'web: service']);
    expect(links).toEqual(['web -> db']);
  });
});

describe('an order of start', () => {
  it('is no call', async () => {
    const { links } = await run({
      'docker-compose.yml':
        'services:\n  proxy:\n    image: caddy:2\n    depends_on: [web, api]\n  web:\n    build: web\n    depends_on: [api, worker]\n  api:\n    build: api\n    depends_on: [migrator, db]\n  worker:\n    build: api\n    command: celery -A shop worker\n    depends_on: [api, db]\n  migrator:\n    build: api\n    depends_on: [db]\n  live:\n    image: acme/live\n    depends_on: [web]\n  db:\n    image: postgres:17\n',
      'web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"react":"19"}}',
      'api/requirements.txt': 'django==5.1\ncelery==5\n',
      'api/manage.py': 'import django\n',
    });
    expect(links).toEqual(['api -> db', 'migrator -> db', 'proxy -> api', 'proxy -> web', 'web -> api', 'worker -> db']);
  });

  it('leaves what migrates with its store, although it shares the drivers of the server', async () => {
    const { links } = await run({
      'docker-compose.yml':
        'services:\n  api:\n    build: api\n    ports: ["80:80"]\n  migrator:\n    build: api\n    command: ./migrate.sh\n  db:\n    image: postgres:17\n  cache:\n    image: redis:8\n',
      'api/requirements.txt': 'django==5.1\npsycopg==3.2\nredis==5\nstripe==11\n',
      'api/manage.py': 'import django\n',
    });
    expect(links).toEqual(['api -> cache', 'api -> db', 'api -> stripe', 'migrator -> db']);
  });

  it('makes a job of what migrates', async () => {
    const { components } = await run({
      'docker-compose.yml': 'services:\n  migrator:\n    build: .\n    command: ./migrate.sh\n  api:\n    build: .\n    ports: ["80:80"]\n',
      Dockerfile: 'FROM python:3.13\n',
    });
    expect(components).toEqual(['api: service', 'migrator: job']);
  });
});

describe('the processes of a Procfile', () => {
  const rails = {
    Gemfile: 'gem "rails"\ngem "sidekiq"\n',
    'config/application.rb': 'module Tracker\n  class Application < Rails::Application\n  end\nend\n',
    Procfile: 'web: bin/rails server\nworker: bundle exec sidekiq\n',
  };

  it('are the containers that run the same program', async () => {
    const { components } = await run({
      ...rails,
      'docker-compose.yml':
        'services:\n  tracker_app:\n    image: acme/tracker\n  tracker_jobs:\n    image: acme/tracker\n    command: sidekiq\n',
    });
    expect(components).toEqual(['Redis: cache', 'tracker_app: service', 'tracker_jobs: worker']);
  });

  it('stay where no container is of their kind', async () => {
    const { components } = await run({ ...rails, 'docker-compose.yml': 'services:\n  tracker:\n    image: acme/tracker\n' });
    expect(components).toContain('tracker: service');
    expect(components).toContain('worker: worker');
  });

  it('within one container are no components', async () => {
    const { components } = await run({ 'docker/nginx/Procfile': 'fpm: php-fpm\nnginx: nginx -g "daemon off;"\n', ...rails });
    expect(components).not.toContain('nginx: worker');
  });
});

describe('a library', () => {
  it('starts nothing, although its scripts are called so', async () => {
    const { components } = await run({
      'packages/bell/package.json': '{"name":"bell","private":true,"scripts":{"start":"ng serve"},"dependencies":{"@angular/core":"19"}}',
      'packages/bell/angular.json': '{"projects":{"bell":{"projectType":"library"}}}',
      'libs/queue/package.json': '{"name":"queue","private":true,"scripts":{"start":"npm run watch:build"},"dependencies":{"bullmq":"5"}}',
      'apps/web/package.json': '{"name":"web","private":true,"scripts":{"start":"ng serve"},"dependencies":{"@angular/core":"19"}}',
      'apps/web/angular.json': '{"projects":{"web":{"projectType":"application"},"ui":{"projectType":"library"}}}',
    });
    expect(components).toEqual(['Redis: cache', 'web: web-client']);
  });
});
