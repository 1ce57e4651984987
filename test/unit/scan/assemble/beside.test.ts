import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const facts = async (files: Parameters<typeof workspace>[0]) => {
  const result = await scan(workspace(files));
  return {
    components: result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component'),
    connections: result.facts
      .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
      .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)} (${fact.protocol})`),
  };
};

const server = { 'package.json': '{"name":"shop","scripts":{"start":"node ."},"dependencies":{"express":"4"}}' };
const store = 'services:\n  nginx:\n    image: nginx:1\n  minio:\n    image: minio/minio\n';

describe('containers beside a program', () => {
  it('are no technologies of the program in whose folder they are listed', async () => {
    const { components } = await facts({ ...server, Dockerfile: 'FROM node:22\n', 'compose.yaml': `${store}  shop:\n    build: .\n` });
    expect(components.find((one) => one.name === 'shop')?.technologies).not.toContain('nginx');
  });

  it('are used by it where it is the only program of the file', async () => {
    const { connections } = await facts({ ...server, 'compose.yaml': 'services:\n  db:\n    image: mongo:7\n  shop:\n    build: .\n' });
    expect(connections).toEqual(['shop -> db (mongodb)']);
  });

  it('are left unconnected where another program may be the one that uses them', async () => {
    const { connections } = await facts({
      ...server,
      'jobs/package.json': '{"name":"jobs","scripts":{"start":"node ."},"dependencies":{"express":"4"}}',
      'compose.yaml': 'services:\n  db:\n    image: mongo:7\n  shop:\n    build: .\n  jobs:\n    build: jobs\n',
    });
    expect(connections).toEqual([]);
  });
});

describe('a web server that stands before programs', () => {
  it('is the container that runs nothing else, also where a web client is served by the same product', async () => {
    const { connections } = await facts({
      'compose.yaml':
        'services:\n  proxy:\n    image: nginx:1\n    volumes: ["./proxy/nginx.conf:/etc/nginx/nginx.conf"]\n  web:\n    build: web\n  api:\n    image: acme/api\n',
      'web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"react":"19"}}',
      'web/Dockerfile': 'FROM node:22 AS build\nFROM nginx:1\n',
      'proxy/nginx.conf': 'server {\n  set $api "http://api:3000";\n  location /api {\n    proxy_pass $api;\n  }\n}\n',
    });
    expect(connections).toEqual(['proxy -> api (http)']);
  });
});
