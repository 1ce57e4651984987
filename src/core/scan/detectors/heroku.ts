import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';
import { folderOf } from './paths.ts';
import { countOf, deployedTo, folderOfDockerfile, platformWorkload, processKind, sized } from './platform-workload.ts';

/** Reads `heroku.yml` and Heroku's `app.json`: add-ons, processes built from Dockerfiles, sizes. */
export const heroku: Detector = {
  id: 'heroku',
  matches: (path) => /(^|\/)(app\.json|heroku\.ya?ml)$/.test(path),
  detect: (input) => (input.path.endsWith('.json') ? appJson(input) : herokuYaml(input)),
  examples: [
    {
      path: 'app.json',
      text: '{\n  "name": "shop",\n  "formation": { "web": { "quantity": 2,\n    "size": "standard-1x" } },\n  "addons": [\n    "heroku-postgresql:standard-0",\n    { "plan": "heroku-redis:mini", "as": "CACHE" },\n    "sentry"\n  ]\n}\n',
      sees: [
        'deployment heroku@3',
        'sizing replicas@3',
        'sizing instance-class@4',
        'resource heroku-postgresql@6',
        'resource heroku-redis@7',
        'technology sentry@8',
      ],
    },
    { path: 'mobile/app.json', text: '{ "expo": { "name": "shop", "scheme": "shop" } }', sees: [], not: ['deployment heroku@1'] },
    {
      path: 'heroku.yml',
      text: 'setup:\n  addons:\n    - plan: heroku-postgresql\nbuild:\n  docker:\n    web: api/Dockerfile\n    worker: jobs/Dockerfile\nrun:\n  worker: python work.py\n',
      sees: ['deployment heroku@4', 'resource heroku-postgresql@3', 'workload web@6', 'workload worker@7'],
    },
  ],
};

/** Add-on services by catalogue id. A store becomes a component, a tool that only watches a technology. */
const addOns: Readonly<Record<string, string>> = {
  'heroku-postgresql': 'postgresql',
  crunchybridge: 'postgresql',
  'heroku-redis': 'redis',
  rediscloud: 'redis',
  redistogo: 'redis',
  rediscache: 'redis',
  redisgreen: 'redis',
  openredis: 'redis',
  'heroku-kafka': 'kafka',
  cloudkarafka: 'kafka',
  mongolab: 'mongodb',
  mongohq: 'mongodb',
  ormongo: 'mongodb',
  cleardb: 'mysql',
  jawsdb: 'mysql',
  'jawsdb-maria': 'mariadb',
  memcachier: 'memcached',
  memcachedcloud: 'memcached',
  cloudamqp: 'rabbitmq',
  bigwig: 'rabbitmq',
  bonsai: 'elasticsearch',
  searchbox: 'elasticsearch',
  foundelasticsearch: 'elasticsearch',
  algoliasearch: 'algolia',
  sendgrid: 'sendgrid',
  mailgun: 'mailgun',
  postmark: 'postmark',
  sparkpost: 'sparkpost',
  newrelic: 'new-relic',
  sentry: 'sentry',
  bugsnag: 'bugsnag',
  cloudinary: 'cloudinary',
};

function appJson(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const marks = ['formation', 'addons', 'buildpacks'].map((key) => entryAt(root, key)).filter((entry) => entry !== undefined);
  const first = marks.toSorted((a, b) => a.line - b.line)[0];
  // Expo and others write an `app.json` of their own; theirs, and its mistakes, are none of this format's.
  if (first === undefined || entryAt(root, 'expo') !== undefined) return { observations: [], problems: [] };
  const observations: Observation[] = [deployedTo(input, 'heroku', first.line)];
  for (const [name, process] of entriesAt(root, 'formation')) {
    if (processKind(name, '') === undefined) continue;
    const quantity = entryAt(process.value, 'quantity');
    if (countOf(quantity) !== undefined) observations.push(...sized(input, 'replicas', name, quantity));
    observations.push(...sized(input, 'instance-class', name, entryAt(process.value, 'size')));
  }
  observations.push(...addOnsOf(input, itemsAt(root, 'addons')));
  return { observations, problems: issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)) };
}

function herokuYaml(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const folder = folderOf(input.path);
  const observations: Observation[] = [];
  const first = entryAt(root, 'build') ?? entryAt(root, 'setup') ?? entryAt(root, 'run');
  if (first !== undefined) observations.push(deployedTo(input, 'heroku', first.line));
  observations.push(...addOnsOf(input, itemsAt(root, 'setup', 'addons')));
  const run = new Map(entriesAt(root, 'run'));
  const built = new Map(entriesAt(root, 'build', 'docker'));
  for (const name of new Set([...built.keys(), ...run.keys()])) {
    const entry = built.get(name) ?? run.get(name);
    const kind = processKind(name, commandOf(run.get(name)));
    if (entry === undefined || kind === undefined) continue;
    // A process without a build of its own runs the image of another one.
    const image = textAt(run.get(name)?.value, 'image');
    const file = built.get(name) ?? (image === undefined ? undefined : built.get(image)) ?? [...built.values()][0];
    const buildFolder = folderOfDockerfile(folder, file?.value.kind === 'scalar' ? file.value.text : undefined);
    observations.push(platformWorkload(input, { name, line: entry.line, kind, buildFolder }));
  }
  return { observations, problems: issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)) };
}

function commandOf(entry: DataEntry | undefined): string {
  if (entry === undefined) return '';
  if (entry.value.kind === 'scalar') return entry.value.text;
  const [first] = itemsAt(entry.value, 'command');
  return textAt(entry.value, 'command') ?? (first?.kind === 'scalar' ? first.text : '');
}

function addOnsOf(input: DetectorInput, items: readonly DataNode[]): readonly Observation[] {
  return items.slice(0, 100).flatMap((item): readonly Observation[] => {
    const plan = item.kind === 'scalar' ? item : entryAt(item, 'plan');
    const text = item.kind === 'scalar' ? item.text : (textAt(item, 'plan') ?? '');
    const [service = '', size] = text.split(':');
    const technology = Object.hasOwn(addOns, service) ? addOns[service] : undefined;
    // `in-dyno` stands in for the store while tests run.
    if (plan === undefined || technology === undefined || size === 'in-dyno') return [];
    if (!stores.has(technology)) return [observeTechnology(input, technology, folderOf(input.path), { line: plan.line })];
    const evidence = input.evidence(plan.line);
    const resource: Observation = { type: 'resource', address: service, name: service, technology, references: [], evidence };
    return size === undefined || !/^[\w-]{1,40}$/.test(size)
      ? [resource]
      : [resource, { type: 'sizing', measure: 'instance-class', value: input.redact(size), about: service, evidence }];
  });
}

/** Add-ons that hold data or carry messages. */
const stores = new Set([
  'postgresql',
  'redis',
  'kafka',
  'mongodb',
  'mysql',
  'mariadb',
  'memcached',
  'rabbitmq',
  'elasticsearch',
  'algolia',
]);
