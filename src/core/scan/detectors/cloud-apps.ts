import type { ComponentKind } from '../../model/fact.ts';
import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import {
  countOf,
  deployedTo,
  elsewhere,
  environmentHosts,
  folderOfDockerfile,
  platformStore,
  platformWorkload,
  sized,
} from './platform-workload.ts';

/** Reads the app specification of DigitalOcean's App Platform. */
export const digitalOcean: Detector = {
  id: 'digitalocean',
  matches: (path) => /(^|\/)\.do\/[\w.-]+\.ya?ml$/.test(path),
  detect: (input) => read(input, digitalOceanApp),
  examples: [
    {
      path: '.do/app.yaml',
      text: 'name: shop\nregion: fra\nservices:\n  - name: api\n    source_dir: api\n    instance_count: 2\n    instance_size_slug: basic-xs\n    health_check:\n      http_path: /up\n    envs:\n      - key: DATABASE_URL\n        value: ${db.DATABASE_URL}\nworkers:\n  - name: mailer\nstatic_sites:\n  - name: web\ndatabases:\n  - name: db\n    engine: PG\n    version: "16"\n',
      sees: [
        'deployment digitalocean@2',
        'workload api@4',
        'sizing replicas@6',
        'sizing instance-class@7',
        'practice health-checks@8',
        'workload mailer@14',
        'workload web@16',
        'resource db@18',
      ],
    },
    { path: '.do/app.yaml', text: 'version: 1\n', sees: [], not: ['deployment digitalocean@1'] },
  ],
};

/** Reads Cloud Foundry's application manifests. */
export const cloudFoundry: Detector = {
  id: 'cloud-foundry',
  matches: (path) => /(^|\/)manifest([._-][\w-]+)?\.ya?ml$/.test(path),
  detect: (input) => read(input, cloudFoundryApps),
  examples: [
    {
      path: 'manifest.yml',
      text: 'applications:\n  - name: shop\n    path: api\n    memory: 512M\n    instances: 2\n    health-check-type: http\n    services: [shop-db]\n    env:\n      MQ_URL: amqp://mq:5672\n',
      sees: ['deployment cloud-foundry@2', 'workload shop@2', 'sizing memory@4', 'sizing replicas@5', 'practice health-checks@6'],
    },
    { path: 'manifest.yml', text: 'galaxy_info:\n  name: x\n', sees: [], not: ['deployment cloud-foundry@1'] },
  ],
};

/** Reads a YAML file; what is wrong with one that is another tool's is not said. */
function read(input: DetectorInput, observe: (input: DetectorInput, root: DataNode | undefined) => readonly Observation[]): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const observations = observe(input, documents[0]);
  return {
    observations,
    problems: observations.length === 0 ? [] : issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)),
  };
}

const digitalOceanKinds: Readonly<Record<string, ComponentKind>> = {
  services: 'service',
  workers: 'worker',
  jobs: 'job',
  static_sites: 'web-client',
  functions: 'function',
};

const digitalOceanEngines: Readonly<Record<string, string>> = {
  PG: 'postgresql',
  MYSQL: 'mysql',
  REDIS: 'redis',
  VALKEY: 'valkey',
  MONGODB: 'mongodb',
  KAFKA: 'kafka',
  OPENSEARCH: 'opensearch',
};

function digitalOceanApp(input: DetectorInput, document: DataNode | undefined): readonly Observation[] {
  const root = entryAt(document, 'spec')?.value ?? document;
  const found: Observation[] = [];
  const servers = new Set(['services', 'workers'].flatMap((key) => itemsAt(root, key)).map((one) => textAt(one, 'source_dir') ?? '/'));
  const names = new Set(itemsAt(root, 'databases').map((one) => textAt(one, 'name') ?? ''));
  for (const [key, kind] of Object.entries(digitalOceanKinds)) {
    for (const item of itemsAt(root, key).slice(0, 200)) {
      const name = entryAt(item, 'name');
      // A job that runs with every deployment migrates or warms up; it is no part of what runs.
      if (name?.value.kind !== 'scalar' || /^(PRE|POST|FAILED)_DEPLOY$/.test(textAt(item, 'kind') ?? '')) continue;
      // Files that a server's build leaves behind are handed out beside it; the folder is the server's.
      const isBeside = kind === 'web-client' && servers.has(textAt(item, 'source_dir') ?? '/');
      found.push(...digitalOceanProcess(input, item, name, kind, names, isBeside));
    }
  }
  for (const item of itemsAt(root, 'databases').slice(0, 200)) found.push(...digitalOceanDatabase(input, item));
  const region = entryAt(root, 'region');
  const [first] = found;
  return first === undefined
    ? []
    : [deployedTo(input, 'digitalocean', region?.line ?? first.evidence.line, textAt(root, 'region')), ...found];
}

function digitalOceanProcess(
  input: DetectorInput,
  item: DataNode,
  name: DataEntry,
  kind: ComponentKind,
  databases: ReadonlySet<string>,
  isBeside: boolean,
): readonly Observation[] {
  const text = name.value.kind === 'scalar' ? name.value.text : '';
  // Folders of the specification count from the root of the repository, which `.do` lies in.
  const root = folderOf(folderOf(input.path));
  const source = joinPath(root, textAt(item, 'source_dir')?.replace(/^\//, '') ?? '.');
  const repository = textAt(item, 'image', 'repository');
  const dockerfile = textAt(item, 'dockerfile_path');
  const references = itemsAt(item, 'envs').flatMap((variable): readonly HostReference[] => {
    const value = entryAt(variable, 'value');
    if (value?.value.kind !== 'scalar') return [];
    const bound = /^\$\{([\w-]{1,100})\.\w{1,60}\}$/.exec(value.value.text)?.[1];
    if (bound !== undefined && databases.has(bound)) return [{ host: bound, evidence: input.evidence(value.line) }];
    return elsewhere(referencesIn(input, value.line, value.value.text, textAt(variable, 'key') ?? ''));
  });
  const count = entryAt(item, 'instance_count');
  const scale = entryAt(item, 'autoscaling');
  const health = entryAt(item, 'health_check');
  return [
    platformWorkload(input, {
      name: text,
      line: name.line,
      kind: repository !== undefined || (dockerfile !== undefined && kind === 'service') ? undefined : kind,
      image: repository,
      buildFolder:
        repository !== undefined || isBeside
          ? undefined
          : textAt(item, 'source_dir') === undefined
            ? folderOfDockerfile(root, dockerfile)
            : source,
      references,
      instances: countOf(count),
    }),
    ...sized(input, 'replicas', text, count ?? entryAt(item, 'autoscaling', 'min_instance_count')),
    ...sized(input, 'max-replicas', text, entryAt(item, 'autoscaling', 'max_instance_count')),
    ...sized(input, 'instance-class', text, entryAt(item, 'instance_size_slug')),
    ...(scale === undefined ? [] : [{ type: 'practice', practice: 'autoscaling', evidence: input.evidence(scale.line) } as const]),
    ...(health === undefined ? [] : [{ type: 'practice', practice: 'health-checks', evidence: input.evidence(health.line) } as const]),
  ];
}

function digitalOceanDatabase(input: DetectorInput, item: DataNode): readonly Observation[] {
  const name = entryAt(item, 'name');
  const engine = textAt(item, 'engine') ?? 'PG';
  const technology = Object.hasOwn(digitalOceanEngines, engine) ? digitalOceanEngines[engine] : undefined;
  if (name?.value.kind !== 'scalar' || technology === undefined) return [];
  const text = name.value.text;
  return [
    ...platformStore(input, { address: text, name: text, technology, line: name.line }, entryAt(item, 'version')),
    ...sized(input, 'instance-class', name.value.text, entryAt(item, 'size')),
    ...sized(input, 'replicas', name.value.text, entryAt(item, 'num_nodes')),
  ];
}

function cloudFoundryApps(input: DetectorInput, root: DataNode | undefined): readonly Observation[] {
  const found: Observation[] = [];
  for (const app of itemsAt(root, 'applications').slice(0, 200)) {
    const name = entryAt(app, 'name');
    if (name?.value.kind !== 'scalar' || /\(\(/.test(name.value.text)) continue;
    const text = name.value.text;
    const image = textAt(app, 'docker', 'image');
    const path = textAt(app, 'path') ?? '.';
    // A built file below the folder is pushed; the folder that it is built in is what counts.
    const buildFolder =
      image === undefined
        ? joinPath(folderOf(input.path), path.replace(/\/?(target|build|dist|publish|bin)(\/.*)?$|\/?[\w.-]+\.(jar|war|zip)$/i, '') || '.')
        : undefined;
    const services = itemsAt(app, 'services').flatMap((one) => (one.kind === 'scalar' ? [{ text: one.text, line: one.line }] : []));
    const instances = entryAt(app, 'instances');
    const health = entryAt(app, 'health-check-type');
    found.push(
      platformWorkload(input, {
        name: text,
        line: name.line,
        kind: textAt(app, 'no-route') === 'true' ? 'worker' : undefined,
        image,
        buildFolder,
        references: environmentHosts(input, entryAt(app, 'env')?.value),
        dependsOn: services.map((one) => ({ name: input.redact(one.text), evidence: input.evidence(one.line) })),
        instances: countOf(instances),
      }),
      ...sized(input, 'memory', text, entryAt(app, 'memory')),
      ...sized(input, 'replicas', text, instances),
    );
    if (textAt(app, 'health-check-type') === 'http' && health !== undefined)
      found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(health.line) });
  }
  const [first] = found;
  return first === undefined ? [] : [deployedTo(input, 'cloud-foundry', first.evidence.line), ...found];
}
