import { describe, expect, it } from 'vitest';
import { appEngine } from '../../../../src/core/scan/detectors/app-engine.ts';
import { firebase, railway, supabase } from '../../../../src/core/scan/detectors/backend-platforms.ts';
import { cloudFoundry, digitalOcean } from '../../../../src/core/scan/detectors/cloud-apps.ts';
import { fly } from '../../../../src/core/scan/detectors/fly.ts';
import { heroku } from '../../../../src/core/scan/detectors/heroku.ts';
import { detectors } from '../../../../src/core/scan/detectors/index.ts';
import { procfile } from '../../../../src/core/scan/detectors/procfile.ts';
import { render } from '../../../../src/core/scan/detectors/render.ts';
import { netlify, vercel } from '../../../../src/core/scan/detectors/web-hosting.ts';
import { wrangler } from '../../../../src/core/scan/detectors/wrangler.ts';
import type { Detector, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { platformBombs } from '../../../security/bombs/delivery.ts';
import { detect, lineOf } from '../../../support/detect.ts';

async function workloads(detector: Detector, path: string, text: string, beside: Readonly<Record<string, string>> = {}) {
  const { observations } = await detect(detector, path, text, beside);
  return new Map(observations.filter((one): one is WorkloadObservation => one.type === 'workload').map((one) => [one.name, one]));
}

async function seen(detector: Detector, path: string, text: string): Promise<readonly string[]> {
  return (await detect(detector, path, text)).observations.map(lineOf);
}

describe('Fly', () => {
  it('gives the main process the name of the app and others their own, all from one folder', async () => {
    const found = await workloads(
      fly,
      'api/fly.toml',
      'app = "shop"\n[build]\ndockerfile = "docker/Dockerfile"\n[env]\nDB_HOST = "shop-db.internal"\nSITE = "https://other.fly.dev"\n[processes]\nweb = "bin/web"\nmail = "celery -A shop worker"\n',
    );
    expect([...found.keys()]).toEqual(['shop', 'mail']);
    expect(found.get('shop')).toMatchObject({
      source: 'platform',
      buildFolder: 'api',
      aliases: ['shop.internal', 'shop.flycast', 'shop.fly.dev'],
    });
    expect(found.get('mail')).toMatchObject({ kind: 'worker', evidence: { line: 9 } });
    expect(found.get('shop')?.references.map(({ host }) => host)).toEqual(['shop-db.internal']);
  });

  it('runs an image as that image', async () => {
    const found = await workloads(fly, 'fly.toml', 'app = "shop-cache"\n[build]\nimage = "flyio/redis:7.2"\n');
    expect(found.get('shop-cache')).toMatchObject({ image: 'flyio/redis:7.2' });
    expect(found.get('shop-cache')).not.toHaveProperty('buildFolder');
  });

  it('takes a trial beside the real file as no part of the system, and alone as the system', async () => {
    const text = 'app = "shop-staging"\n';
    expect((await workloads(fly, 'fly.staging.toml', text, { 'fly.toml': 'app = "shop"' })).get('shop-staging')?.auxiliary).toBe(true);
    expect((await workloads(fly, 'fly.staging.toml', text)).get('shop-staging')?.auxiliary).toBeUndefined();
  });
});

describe('Render', () => {
  it('follows addresses that a service is given, also by a group, and no shared secrets', async () => {
    const found = await workloads(
      render,
      'render.yaml',
      'services:\n- type: web\n  name: api\n  runtime: node\n  envVars:\n  - fromGroup: all\n  - key: KEY\n    fromService: {type: web, name: auth, envVarKey: SECRET}\n- type: pserv\n  name: auth\n  runtime: docker\n  dockerfilePath: ./auth/Dockerfile\nenvVarGroups:\n- name: all\n  envVars:\n  - key: AUTH\n    fromService:\n      name: auth\n      type: pserv\n      property: hostport\n',
    );
    expect(found.get('api')?.references).toMatchObject([{ host: 'auth', evidence: { line: 18 } }]);
    expect(found.get('auth')).toMatchObject({ buildFolder: 'auth' });
    expect(found.get('auth')).not.toHaveProperty('kind');
  });

  it('gives a static site that is built along with a server no folder of its own', async () => {
    const found = await workloads(
      render,
      'render.yaml',
      'services:\n- {type: web, name: api, runtime: node}\n- {type: web, name: files, runtime: static}\n- {type: web, name: site, runtime: static, rootDir: web}\n',
    );
    expect(found.get('files')).not.toHaveProperty('buildFolder');
    expect(found.get('site')).toMatchObject({ kind: 'web-client', buildFolder: 'web' });
  });

  it('puts the version of a database on the line where it stands', async () => {
    const { observations } = await detect(render, 'render.yaml', 'databases:\n- name: db\n  plan: free\n  postgresMajorVersion: "12"\n');
    expect(observations.filter((one) => one.type === 'resource' && one.version === '12')).toMatchObject([
      { name: 'db', evidence: { line: 4 } },
    ]);
  });
});

describe('Cloudflare', () => {
  it('tells a queue that is sent to from one that is worked off, and follows bound services', async () => {
    const found = await workloads(
      wrangler,
      'jobs/wrangler.toml',
      'name = "jobs"\nmain = "src/index.ts"\n[[queues.consumers]]\nqueue = "orders"\n[[services]]\nbinding = "A"\nservice = "auth"\n',
    );
    expect(found.get('jobs')).toMatchObject({
      kind: 'function',
      buildFolder: 'jobs',
      dependsOn: [{ name: 'auth', evidence: { line: 7 } }],
    });
    expect(found.get('jobs')?.references).toMatchObject([{ host: 'orders', flow: 'backward', evidence: { line: 4 } }]);
  });

  it('names what has no name of its own after the worker, because others bind theirs alike', async () => {
    const { observations } = await detect(wrangler, 'wrangler.json', '{"name":"api","main":"a.ts","kv_namespaces":[{"binding":"CACHE"}]}');
    expect(observations.find((one) => one.type === 'resource')).toMatchObject({ name: 'api cache', technology: 'cloudflare-kv' });
  });

  it('leaves what a framework builds to its package', async () => {
    const found = await workloads(
      wrangler,
      'wrangler.jsonc',
      '{"name":"site","main":".open-next/worker.js","assets":{"directory":".open-next/assets"}}',
    );
    expect(found.get('site')).not.toHaveProperty('kind');
  });

  it('reads a container as a workload and not as a store', async () => {
    const text =
      '{"name":"api","main":"a.ts",\n"containers":[{"class_name":"Box","image":"./box/Dockerfile","max_instances":5}],\n"durable_objects":{"bindings":[{"name":"BOX","class_name":"Box"}]}}';
    expect((await workloads(wrangler, 'wrangler.json', text)).get('Box')).toMatchObject({ buildFolder: 'box' });
    expect(await seen(wrangler, 'wrangler.json', text)).not.toContain('resource durable-object Box@3');
  });
});

describe('files of the same name that belong to somebody else', () => {
  const others: readonly (readonly [Detector, string, string])[] = [
    [heroku, 'app.json', '{"expo":{"name":"x"},"buildpacks":[]}'],
    [heroku, 'app.json', '{"name":"x","components":[]}'],
    [appEngine, 'app.yaml', 'kind: Deployment\napiVersion: apps/v1\n'],
    [appEngine, 'cron.yaml', 'jobs: []\n'],
    [appEngine, 'app.yaml', 'runtime: [\n'],
    [cloudFoundry, 'manifest.yml', 'applications: 3\n'],
    [cloudFoundry, 'manifest.yml', 'a: [\n'],
    [vercel, 'vercel.json', '{}'],
    [railway, 'railway.json', '{"tracks":[]}'],
  ];
  for (const [detector, path, text] of others) {
    it(`${path}: ${text.slice(0, 40)}`, async () => {
      expect(await detect(detector, path, text)).toEqual({ observations: [], problems: [] });
    });
  }
});

describe('a broken file is a problem with its line, and what stands before it is kept', () => {
  const broken: readonly (readonly [Detector, string, string, number, string])[] = [
    [heroku, 'app.json', '{"addons":["heroku-redis"],\n"x": }', 2, 'resource heroku-redis@1'],
    [heroku, 'heroku.yml', 'build:\n  docker:\n    web: Dockerfile\nrun: [\n', 5, 'workload web@3'],
    [fly, 'fly.toml', 'app = "shop"\nprimary_region = \n', 2, 'workload shop@1'],
    [render, 'render.yaml', 'services:\n- type: web\n  name: api\n- name: "b\n', 5, 'workload api@3'],
    [wrangler, 'wrangler.toml', 'name = "w"\nmain = "a.ts"\n[vars\n', 3, 'workload w@1'],
    [wrangler, 'wrangler.json', '{"name":"w","main":"a.ts",\n"x": ]', 2, 'workload w@1'],
    [vercel, 'vercel.json', '{"version":2,\n"a" 1}', 2, 'deployment vercel@1'],
    [netlify, 'netlify.toml', '[build]\npublish = "dist"\ncommand = \n', 3, 'deployment netlify@2'],
    [appEngine, 'app.yaml', 'runtime: go122\nenv: [\n', 3, 'technology go@1'],
    [digitalOcean, '.do/app.yaml', 'services:\n- name: api\nworkers: [\n', 4, 'workload api@2'],
    [firebase, 'firebase.json', '{"firestore":{},\n"x": ]', 2, 'resource firestore@1'],
    [supabase, 'supabase/config.toml', 'project_id = "a"\n[db\n', 2, 'resource supabase@1'],
    [railway, 'railway.toml', '[deploy]\nnumReplicas = 2\nstart = \n', 3, 'sizing replicas@2'],
  ];
  for (const [detector, path, text, line, keeps] of broken) {
    it(`${detector.id}: ${path}`, async () => {
      const { observations, problems } = await detect(detector, path, text);
      expect(observations.map(lineOf)).toContain(keeps);
      expect(problems.some((problem) => problem.line !== undefined && problem.line >= line - 1 && problem.line <= line)).toBe(true);
    });
  }
});

describe('secrets never leave a detector', () => {
  const canary = 'c4n4ry-Zx81Qw';
  const planted: readonly (readonly [Detector, string, string])[] = [
    [fly, 'fly.toml', `app = "a"\n[env]\nDATABASE_URL = "postgres://u:${canary}@db:5432/x"\nAPI_TOKEN = "${canary}.host:80"\n`],
    [
      render,
      'render.yaml',
      `services:\n- type: web\n  name: a\n  envVars:\n  - key: DB_PASSWORD\n    value: ${canary}:80\n  - key: MQ\n    value: amqp://u:${canary}@mq\n`,
    ],
    [
      wrangler,
      'wrangler.json',
      `{"name":"a","main":"b","hyperdrive":[{"binding":"H",\n"localConnectionString":"postgres://u:${canary}@h/x"}],\n"vars":{"SECRET":"${canary}:80"}}`,
    ],
    [appEngine, 'app.yaml', `runtime: python312\nenv_variables:\n  SECRET_KEY: ${canary}:80\n  DB: postgres://u:${canary}@db/x\n`],
    [cloudFoundry, 'manifest.yml', `applications:\n- name: a\n  env:\n    PASSWORD: ${canary}:80\n    MQ_URL: amqp://u:${canary}@mq\n`],
  ];
  for (const [detector, path, text] of planted) {
    it(`${detector.id}: ${path}`, async () => {
      expect(JSON.stringify(await detect(detector, path, text))).not.toContain(canary);
    });
  }
});

it('a Procfile runs what users need and not what developers watch', async () => {
  const found = await workloads(
    procfile,
    'Procfile',
    'web: puma\nrelease: rake db:migrate\njobs: bundle exec sidekiq\nclock: clockwork x\njs: yarn build --watch\n',
  );
  expect([...found].map(([name, { kind }]) => `${name} ${String(kind)}`)).toEqual(['web service', 'jobs worker', 'clock job']);
});

describe('hostile files end within two seconds', () => {
  for (const { name, path, text } of platformBombs) {
    it(name, async () => {
      const reading = detectors.filter((detector) => detector.matches(path));
      expect(reading.length).toBeGreaterThan(0);
      const start = process.threadCpuUsage();
      for (const detector of reading) await detect(detector, path, text);
      const { user, system } = process.threadCpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(2_000);
    });
  }
});
