import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const run = async (services: string, name = 'docker-compose.yml'): Promise<readonly string[]> => {
  const { facts } = await scan(workspace({ [name]: `services:\n${services}`, 'api/Dockerfile': 'FROM php:8.4\n' }), {});
  return facts.flatMap((fact: ComponentFact | ConnectionFact | { kind: string }) => {
    if (fact.kind === 'component') return [`${(fact as ComponentFact).name}: ${(fact as ComponentFact).component}`];
    return fact.kind === 'connection' ? [`${(fact as ConnectionFact).from.slice(10)} -> ${(fact as ConnectionFact).to.slice(10)}`] : [];
  });
};

const app = '  app:\n    build: api\n    ports: ["80:80"]\n    volumes: ["./:/app"]\n';

describe('a Compose service that helps those who work on the code', () => {
  it('is no component: a bare Node.js over the folder of the application', async () => {
    expect(await run(`${app}  node:\n    image: node:22\n    volumes: ["./:/app"]\n    entrypoint: /app/dev/entrypoint.sh\n`)).toEqual([
      'app: service',
    ]);
  });

  it('is one where it answers, where others wait for it, or where it is called something', async () => {
    const node = '    image: node:22\n    volumes: ["./:/app"]\n';
    expect(await run(`${app}  node:\n${node}    ports: ["3000:3000"]\n`)).toContain('node: service');
    expect(await run(`${app}    depends_on: [node]\n  node:\n${node}`)).toContain('node: service');
    expect(await run(`${app}  mailer:\n${node}`)).toContain('mailer: service');
  });

  it('is no component: the stage that compiles what another service runs', async () => {
    const shell = '  shell:\n    build: { context: api, target: compiler }\n    command: sh\n';
    expect(await run(`${app}${shell}`)).toEqual(['app: service']);
    expect(await run(shell)).toEqual(['shell: service']);
  });

  it('is no component where a file of its own migrates', async () => {
    expect(await run('  move:\n    image: acme/rsync\n', 'docker-compose.migrate.yml')).not.toContain('move: service');
  });
});

describe('a profile', () => {
  it('that is a variable without a value leaves the service part of the system', async () => {
    expect(await run('  web:\n    image: acme/web\n    profiles: ["${WEB_PROFILE:-}"]\n')).toContain('web: service');
    expect(await run('  web:\n    image: acme/web\n    profiles: ["tools"]\n')).not.toContain('web: service');
  });
});

describe('an image that does not tell', () => {
  it('is a database by the variables that set it up, where it is chosen by a variable', async () => {
    expect(await run('  db:\n    image: ${DB_IMAGE:?error}\n    environment:\n      MYSQL_DATABASE: x\n')).toContain('db: store');
    expect(await run('  tool:\n    image: acme/tool\n    environment:\n      MYSQL_DATABASE: x\n')).toContain('tool: service');
  });

  it('is a broker by the emulator that it starts', async () => {
    const emulator = '  events:\n    image: google/cloud-sdk:emulators\n    command: gcloud beta emulators pubsub start\n';
    expect(await run(emulator)).toContain('events: broker');
  });
});

describe('nginx-proxy', () => {
  it('leads to every service that has a host for it', async () => {
    expect(
      await run(
        '  proxy:\n    image: nginxproxy/nginx-proxy:1.4\n  web:\n    image: acme/web\n    environment:\n      VIRTUAL_HOST: "${DOMAIN}"\n  cron:\n    image: acme/cron\n',
      ),
    ).toContain('proxy -> web');
  });
});
