import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact, ScanResult, TechnologyFact } from '../../../src/core/model/fact.ts';
import { idPattern } from '../../../src/core/model/id.ts';
import { scan } from '../../../src/core/scan/index.ts';
import type { ScanOptions } from '../../../src/core/scan/index.ts';
import { workspace } from '../../support/workspace.ts';

const run = (files: Parameters<typeof workspace>[0], options: ScanOptions = {}): Promise<ScanResult> => scan(workspace(files), options);
const components = (result: ScanResult): readonly string[] =>
  result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component').map((fact) => `${fact.name}: ${fact.component}`);
const connections = (result: ScanResult): readonly string[] =>
  result.facts
    .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
    .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)} (${fact.protocol})`);
const technologies = (result: ScanResult): readonly string[] =>
  result.facts.filter((fact): fact is TechnologyFact => fact.kind === 'technology').map((fact) => `${fact.technology} ${fact.scope}`);
const hazards = (result: ScanResult): readonly string[] => result.facts.flatMap((fact) => (fact.kind === 'hazard' ? [fact.hazard] : []));

const api =
  '{\n "name": "@acme/api",\n "scripts": { "start": "node ." },\n "dependencies": { "express": "4", "pg": "8", "stripe": "14" }\n}';
const shop = {
  'docker-compose.yml':
    'services:\n  api:\n    build: ./api\n    environment:\n      DATABASE_URL: postgres://u:p@db:5432/shop\n    depends_on: [db]\n  db:\n    image: postgres:16\n',
  'api/package.json': api,
  'api/Dockerfile': 'FROM node:22\nUSER node\nCMD ["node", "."]\n',
  'k8s/api.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n        - name: api\n          image: ghcr.io/acme/api:1.0\n',
};

describe('components across files', () => {
  it('are one where a service, its folder, its package and its Deployment are one', async () => {
    const result = await run(shop);
    expect(components(result)).toEqual(['api: service', 'db: store', 'Stripe: external-api']);
    const found = result.facts.find((fact): fact is ComponentFact => fact.kind === 'component' && fact.name === 'api');
    expect(found?.evidence.map((one) => one.path)).toEqual(['api/Dockerfile', 'api/package.json', 'docker-compose.yml', 'k8s/api.yaml']);
    expect(found?.folder).toBe('api');
    expect(found?.instances).toBe(3);
  });

  it('are connected by what configuration names and by client libraries', async () => {
    expect(connections(await run(shop))).toEqual(['api -> db (postgresql)', 'api -> stripe (https)']);
  });

  it('are made of packages that run, never of libraries', async () => {
    const result = await run({
      'package.json': '{"private":true,"workspaces":["packages/*"],"scripts":{"start":"npm -w web start"}}',
      'packages/web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"react":"19"}}',
      'packages/ui/package.json': '{"name":"ui","peerDependencies":{"react":"19"},"dependencies":{"react":"19"}}',
      'packages/mails/package.json': '{"name":"mails","scripts":{"dev":"email dev"},"dependencies":{"react":"19"}}',
    });
    expect(components(result)).toEqual(['web: web-client']);
  });

  it('are told apart by their folders where they share a name', async () => {
    const result = await run({ 'orders/api/package.json': api, 'billing/api/package.json': api });
    expect(components(result)).toContain('api: service');
    expect(components(result)).toContain('orders-api: service');
    const ids = result.facts.map((fact) => fact.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('that only a driver shows are doubtful, and are not invented where a workload exists', async () => {
    const alone = await run({ 'api/package.json': api });
    expect(alone.facts.find((fact) => fact.kind === 'component' && fact.component === 'store')?.confidence).toBe(0.6);
    expect(components(await run(shop)).filter((one) => one.endsWith('store'))).toHaveLength(1);
  });

  it('come neither from tests nor from examples, vendored code or documents', async () => {
    for (const folder of ['tests', 'examples/demo', 'vendor/x', 'docs', '__tests__', '.devcontainer']) {
      const result = await run(
        new Map([
          [`${folder}/package.json`, api],
          [`${folder}/docker-compose.yml`, shop['docker-compose.yml']],
        ]),
      );
      expect([folder, components(result)]).toEqual([folder, []]);
      expect([folder, technologies(result).filter((one) => one.endsWith('production'))]).toEqual([folder, []]);
    }
  });

  it('of an example that is opened itself are as real as any', async () => {
    const result = await run(new Map(Object.entries(shop).map(([path, text]) => [`samples/shop/${path}`, text])), {
      scope: 'samples/shop',
    });
    expect(components(result)).toEqual(['api: service', 'db: store', 'Stripe: external-api']);
  });

  it('are the programs of a Go module, with what the module requires', async () => {
    const main = 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const result = await run({
      'go.mod': 'module acme/shop\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
      'cmd/api/main.go': main,
      'cmd/admin/main.go': main,
    });
    expect(components(result)).toEqual(['admin: service', 'api: service']);
    expect(result.facts.find((fact): fact is ComponentFact => fact.kind === 'component')?.technologies).toContain('gin');
  });

  it('are one where a container stands in for what is declared', async () => {
    const result = await run({
      'docker-compose.yml': 'services:\n  db:\n    image: postgres:16\n',
      'infra/main.tf': 'resource "aws_db_instance" "shop" {\n  engine = "postgres"\n  identifier = "shop"\n}\n',
    });
    expect(components(result)).toEqual(['db: store']);
  });

  it('take the name that a Spring application gives itself', async () => {
    const pom =
      '<project><artifactId>card</artifactId><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>';
    const result = await run({
      'docker-compose.yml': 'services:\n  card:\n    build: ./card-service\n',
      'card-service/Dockerfile': 'FROM eclipse-temurin:21\n',
      'card-service/pom.xml': pom,
      'card-service/src/main/resources/application.yml': 'spring:\n  application:\n    name: card-service\n',
    });
    expect(components(result)).toEqual(['card-service: service']);
  });
});

describe('technologies', () => {
  it('of development dependencies are not those of production', async () => {
    expect(technologies(await run({ 'package.json': '{"dependencies":{"express":"4"},"devDependencies":{"vitest":"3"}}' }))).toEqual(
      expect.arrayContaining(['express production', 'vitest development']),
    );
  });

  it('do not take the version of a driver for that of its store', async () => {
    const result = await run({ 'package.json': '{"dependencies":{"ioredis":"^5.11.1"}}' }, { today: '2030-01-01' });
    const redis = result.facts.find((fact): fact is TechnologyFact => fact.kind === 'technology' && fact.technology === 'redis');
    expect(redis?.version).toBeUndefined();
    expect(hazards(result)).not.toContain('hazard.ended-runtime');
  });

  it('do not take the version of a plug-in, but that of a package of the same release', async () => {
    const versions = (result: ScanResult): readonly string[] =>
      result.facts.flatMap((fact) => (fact.kind === 'technology' ? [`${fact.technology} ${fact.version ?? ''}`.trim()] : []));
    expect(
      versions(
        await run({ 'package.json': '{"dependencies":{"@vitejs/plugin-react":"6","react-dom":"19","@nestjs/platform-express":"11"}}' }),
      ),
    ).toEqual(expect.arrayContaining(['vite', 'react 19', 'nestjs 11']));
  });

  it('whose maintenance has ended are a hazard on the day after, not before', async () => {
    const files = { 'api/Dockerfile': 'FROM node:18\nUSER node\n', 'api/package.json': api };
    expect(hazards(await run(files, { today: '2026-11-22' }))).toContain('hazard.ended-runtime');
    expect(hazards(await run(files, { today: '2024-01-01' }))).not.toContain('hazard.ended-runtime');
    expect(hazards(await run(files))).not.toContain('hazard.ended-runtime');
  });
});

describe('a database', () => {
  const second = '{"name":"b","scripts":{"start":"node ."},"dependencies":{"fastify":"5","pg":"8"}}';
  const shared = { 'a/package.json': api, 'b/package.json': second };
  it('is shared where it is declared, not where two drivers alone stand', async () => {
    expect(hazards(await run(shared))).not.toContain('hazard.shared-database');
    expect(hazards(await run({ ...shared, 'compose.yml': 'services:\n  db:\n    image: postgres:16\n' }))).toContain(
      'hazard.shared-database',
    );
  });
});

describe('a scan', () => {
  it('gives the same bytes for the same files in any order', async () => {
    const reversed = Object.fromEntries(Object.entries(shop).reverse());
    expect(JSON.stringify(await run(reversed))).toBe(JSON.stringify(await run(shop)));
  });

  it('can be structured-cloned, has valid ids, and evidence on every fact', async () => {
    const result = await run(shop);
    expect(structuredClone(result)).toEqual(result);
    for (const fact of result.facts) {
      expect(fact.id).toMatch(idPattern);
      expect(fact.evidence.length).toBeGreaterThan(0);
    }
  });

  it('keeps ids when files move', async () => {
    const moved = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`deep/${path}`, text]));
    const ids = (result: ScanResult): readonly string[] => result.facts.map((fact) => fact.id);
    expect(ids(await run(moved))).toEqual(ids(await run(shop)));
  });

  it('reports a malformed file with its line and still finds everything else', async () => {
    const result = await run({ ...shop, 'broken/package.json': '{\n "name": "x",\n "dependencies": [[\n' });
    expect(result.problems.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['broken/package.json syntax-error']);
    expect(result.problems[0]?.line).toBeGreaterThan(1);
    expect(components(result)).toContain('api: service');
  });

  it('reports files over the limits and files that are known for secrets, and reads neither', async () => {
    const result = await run({ 'package.json': 'x'.repeat(2000), 'api/package.json': api }, { limits: { fileBytes: 1000 } });
    expect(result.problems.map((problem) => problem.reason)).toEqual(['too-large']);
    const total = await run({ 'a/package.json': api, 'b/package.json': api }, { limits: { totalBytes: api.length + 1 } });
    expect(total.problems.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['b/package.json too-many-bytes']);
  });

  it('opens only files that a detector knows', async () => {
    const files = workspace({ 'notes.md': '', 'src/secret.ts': '', '.env': 'A=1', 'package.json': '{}' });
    await scan(files);
    expect(files.reads).toEqual(['package.json']);
  });

  it('opens nothing of examples, vendored and generated code, and reports no mistakes there', async () => {
    const broken = '{ "name": ';
    const files = workspace({
      'test/fixtures/broken/package.json': broken,
      'third_party/x/package.json': broken,
      'src/generated/package.json': broken,
      'src/dockerfile.ts': 'import',
      'docs/Dockerfile.md': '#',
    });
    const result = await scan(files);
    expect(files.reads).toEqual([]);
    expect(result.problems).toEqual([]);
  });

  it('hides a value that only the line above it shows to be a secret', async () => {
    const manifest =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  plain: aHVudGVyMg==\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: acme/api:1\n          env:\n            - name: DB_PASSWORD\n              value: redis://hunter2.internal:6379\n            - name: CACHE\n              value: redis://cache:6379\n';
    const result = await run({ 'k8s/api.yaml': manifest, 'compose.yml': 'services:\n  cache:\n    image: redis:7\n' });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(connections(result)).toEqual(['api -> cache (redis)']);
  });

  it('stops with the reason of its signal between files', async () => {
    const controller = new AbortController();
    const started: string[] = [];
    const options: ScanOptions = {
      signal: controller.signal,
      onFile: (path) => {
        started.push(path);
        controller.abort(new Error('enough'));
      },
    };
    await expect(run({ 'a/package.json': '{}', 'b/package.json': '{}' }, options)).rejects.toThrow('enough');
    expect(started).toEqual(['a/package.json']);
  });

  it('names files that were given up as timed out', async () => {
    const result = await run({ 'a/package.json': api, 'b/package.json': '{}' }, { skip: ['a/package.json'] });
    expect(result.problems.map(({ path, reason }) => `${path} ${reason}`)).toEqual(['a/package.json timed-out']);
  });
});

describe('things that several files declare', () => {
  const route = (kind: string, name: string): string =>
    kind === 'Ingress'
      ? `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${name}\nspec:\n  rules:\n    - http:\n        paths:\n          - backend:\n              service:\n                name: api\n`
      : `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: ${name}\nspec:\n  gateways: [public]\n  http:\n    - route:\n        - destination:\n            host: api\n`;
  const pod = (context: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      securityContext:\n        ${context}\n      containers:\n        - name: api\n          image: ghcr.io/acme/api:1.0\n          resources: { limits: { memory: 1Gi } }\n`;
  const facts = <K extends 'deployment' | 'hazard'>(
    result: ScanResult,
    kind: K,
  ): readonly Extract<ScanResult['facts'][number], { kind: K }>[] =>
    result.facts.filter((fact): fact is Extract<ScanResult['facts'][number], { kind: K }> => fact.kind === kind);

  it('are one way in, however many routes lead through it', async () => {
    const one = await run({ 'k8s/api.yaml': pod('{}'), 'k8s/ingress.yaml': route('Ingress', 'shop') });
    expect(components(one)).toContain('shop: gateway');
    const two = await run({
      'k8s/api.yaml': pod('{}'),
      'k8s/ingress.yaml': route('Ingress', 'shop'),
      'istio/route.yaml': route('VirtualService', 'shop-route'),
    });
    expect(components(two).filter((name) => name.endsWith('gateway'))).toEqual(['ingress: gateway']);
    expect(connections(two)).toContain('ingress -> api (http)');
  });

  it('are one deployment where only one line names the region', async () => {
    const result = await run({
      'infra/a.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\n',
      'infra/b.tf': 'provider "aws" {\n  alias = "other"\n}\n',
    });
    expect(facts(result, 'deployment').map(({ id }) => id)).toEqual(['deployment.aws.eu-west-1']);
    expect(facts(result, 'deployment')[0]?.evidence.map(({ path }) => path)).toEqual(['infra/a.tf', 'infra/b.tf']);
  });

  it('are one resource by address, in whichever file of a module it is named', async () => {
    const queue = 'resource "aws_lambda_function" "worker" {\n  function_name = "worker"\n}\n';
    const mapping =
      'resource "aws_lambda_event_source_mapping" "jobs" {\n  function_name = aws_lambda_function.worker.arn\n  event_source_arn = aws_sqs_queue.jobs.arn\n}\nresource "aws_sqs_queue" "jobs" {}\n';
    const result = await run({ 'infra/functions.tf': queue, 'infra/events.tf': mapping });
    expect(components(result)).toEqual(['jobs: broker', 'worker: function']);
    expect(connections(result)).toEqual(['worker -> jobs (sqs)']);
  });

  it('are one hazard with a line each', async () => {
    const image = 'FROM node:22\nCMD ["node", "."]\n';
    const result = await run({ 'a/Dockerfile': image, 'a/index.js': '', 'b/Dockerfile': image, 'b/index.js': '' });
    const [root, ...rest] = facts(result, 'hazard').filter(({ hazard }) => hazard === 'hazard.root-container');
    expect(rest).toEqual([]);
    expect([root?.id, root?.statement, root?.evidence.length]).toEqual(['hazard.root-container', '2 images start as root.', 2]);
  });

  it('are no hazard where the cluster refuses what the image allows', async () => {
    const image = { 'api/Dockerfile': 'FROM node:22\nCMD ["node", "."]\n', 'api/index.js': '' };
    expect(hazards(await run({ ...image, 'k8s/api.yaml': pod('runAsNonRoot: true') }))).not.toContain('hazard.root-container');
    expect(hazards(await run({ ...image, 'k8s/api.yaml': pod('fsGroup: 1000') }))).toContain('hazard.root-container');
  });

  it('are called by the port of the machine only where the machine reads it', async () => {
    const service = (name: string, more: string): string => `spring:\n  application:\n    name: ${name}\nserver:\n  port: ${more}\n`;
    const pom =
      '<project><artifactId>x</artifactId><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>';
    const result = await run({
      'cart/pom.xml': pom,
      'cart/src/main/resources/application.yml': service('cart', '7001\nproducts:\n  url: http://localhost:7002/api'),
      'products/pom.xml': pom,
      'products/src/main/resources/application.yml': service('products', '7002'),
    });
    expect(connections(result)).toEqual(['cart -> products (http)']);
    const contained = await run({
      'compose.yml':
        'services:\n  api:\n    build: ./api\n    environment:\n      PAGES_URL: http://localhost:3000\n  pages:\n    build: ./pages\n    ports: ["3000:3000"]\n',
    });
    expect(connections(contained)).toEqual([]);
  });
});

describe('what may be set up', () => {
  const component = (result: ScanResult, name: string): ComponentFact | undefined =>
    result.facts.find((fact): fact is ComponentFact => fact.kind === 'component' && fact.name === name);

  it('is no component while only an example names its keys', async () => {
    const result = await run({
      'package.json': '{"scripts":{"start":"node ."},"dependencies":{"express":"4"}}',
      '.env.example': 'STRIPE_KEY=\n',
    });
    expect(components(result)).toEqual(['application: service']);
    expect(
      result.facts.find((fact): fact is TechnologyFact => fact.kind === 'technology' && fact.technology === 'stripe')?.confidence,
    ).toBeLessThan(0.5);
  });

  it('rests nothing on itself where users connect accounts of their own, nor does its connection', async () => {
    const result = await run({
      'package.json': '{"scripts":{"start":"node ."},"dependencies":{"express":"4","octokit":"5","stripe":"14"}}',
    });
    expect(component(result, 'GitHub API')?.confidence).toBeLessThan(0.5);
    expect(component(result, 'Stripe')?.confidence).toBeGreaterThan(0.5);
    expect(result.facts.find((fact) => fact.kind === 'connection' && fact.to === 'component.github-api')?.confidence).toBeLessThan(0.5);
  });

  it('is shown as a console beside the store it looks into, and not at all where it only catches mail', async () => {
    const result = await run({
      'compose.yml':
        'services:\n  db:\n    image: postgres:16\n  adminer:\n    image: adminer\n    depends_on: [db]\n  mail:\n    image: axllent/mailpit\n',
    });
    expect(components(result)).toEqual(['adminer: monitoring', 'db: store']);
    expect(connections(result)).toEqual(['adminer -> db (postgresql)']);
    expect(component(result, 'adminer')?.confidence).toBeLessThan(0.5);
  });

  it('is a mail server where a variable names its host', async () => {
    const result = await run({ 'compose.yml': 'services:\n  api:\n    build: ./api\n    environment:\n      SMTP_HOST: ${SMTP_HOST}\n' });
    expect(connections(result)).toEqual(['api -> e-mail-over-smtp (smtp)']);
  });

  it('is shown by a library that works on it', async () => {
    const result = await run({ 'package.json': '{"scripts":{"start":"node ."},"dependencies":{"express":"4","bullmq":"5"}}' });
    expect(connections(result)).toEqual(['application -> redis (redis)']);
  });
});

describe('web servers', () => {
  it('lead to what their configuration passes requests on to', async () => {
    const result = await run({
      'compose.yml':
        'services:\n  proxy:\n    image: nginx:1.27\n    volumes: [./nginx/nginx.conf:/etc/nginx/nginx.conf]\n  api:\n    build: ./api\n',
      'nginx/nginx.conf': 'upstream backend {\n  server api:3000;\n}\nserver {\n  location / {\n    proxy_pass http://backend;\n  }\n}\n',
    });
    expect(connections(result)).toEqual(['proxy -> api (http)']);
  });

  it('are a gateway where only their configuration shows them, if it leads somewhere', async () => {
    const compose = 'services:\n  api:\n    build: ./api\n    ports: ["3000:3000"]\n';
    const found = await run({ 'compose.yml': compose, 'apache/httpd-shop.conf': 'ProxyPass "/" "http://localhost:3000/"\n' });
    expect(components(found)).toEqual(['apache: gateway', 'api: service']);
    expect(connections(found)).toEqual(['apache -> api (http)']);
    expect(components(await run({ 'compose.yml': compose, 'apache/httpd-shop.conf': 'ProxyPass "/" "http://elsewhere:80/"\n' }))).toEqual([
      'api: service',
    ]);
  });

  it('of a web client under development name its server', async () => {
    const result = await run({
      'web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"react":"19"}}',
      'web/vite.config.ts': "export default {\n  server: { proxy: { '/api': 'http://localhost:3000' } },\n};\n",
      'compose.yml': 'services:\n  api:\n    build: ./api\n    ports: ["3000:3000"]\n',
    });
    expect(connections(result)).toEqual(['web -> api (http)']);
  });
});

describe('a Zuul gateway', () => {
  const pom = (name: string, ...artifacts: readonly string[]): string =>
    `<project><artifactId>${name}</artifactId><dependencies>${['spring-cloud-starter-eureka', ...artifacts].map((one) => `<dependency><groupId>org.springframework.cloud</groupId><artifactId>${one}</artifactId></dependency>`).join('')}</dependencies><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>`;
  const services = { 'edge/pom.xml': pom('edge', 'spring-cloud-starter-zuul'), 'card/pom.xml': pom('card'), 'bill/pom.xml': pom('bill') };
  it('leads to every registered service unless it is given routes', async () => {
    expect(connections(await run(services))).toEqual(['edge -> bill (http)', 'edge -> card (http)']);
    const routed = await run({
      ...services,
      'edge/src/main/resources/application.yml':
        'spring:\n  application:\n    name: edge\nzuul:\n  routes:\n    card:\n      serviceId: card\n',
    });
    expect(connections(routed)).toEqual(['edge -> card (http)']);
  });
});

describe('other ecosystems', () => {
  it.each([
    ['Ruby', { Gemfile: 'gem "rails"\ngem "pg"\n' }, ['application: service', 'PostgreSQL: store']],
    ['PHP', { 'shop/composer.json': '{"name":"acme/shop","require":{"laravel/framework":"11"}}' }, ['shop: service']],
    ['Elixir', { 'mix.exs': 'def project do\n  [app: :shop]\nend\n{:phoenix, "1.7"}\n' }, ['shop: service']],
    [
      'Rust',
      { 'Cargo.toml': '[package]\nname = "api"\n[dependencies]\naxum = "0.7"\n', 'src/main.rs': '#[tokio::main]\nasync fn main() {\n}\n' },
      ['api: service'],
    ],
    ['a Rust library', { 'Cargo.toml': '[package]\nname = "api"\n[dependencies]\naxum = "0.7"\n' }, []],
    ['Dart', { 'pubspec.yaml': 'name: shop\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\n' }, ['shop: mobile-client']],
    ['Deno', { 'api/deno.json': '{"tasks":{"start":"deno run main.ts"},"imports":{"hono":"jsr:@hono/hono@4"}}' }, ['api: service']],
  ] as const)('give their components: %s', async (_, files, expected) => {
    expect(components(await run(files))).toEqual(expected);
  });
});
