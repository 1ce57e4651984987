import type { ComponentKind } from '../../model/fact.ts';
import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import { countOf, deployedTo, elsewhere, folderOfDockerfile, platformStore, platformWorkload, sized } from './platform-workload.ts';

/** Reads Render blueprints: services, cron jobs, static sites, databases, and which service is given whose address. */
export const render: Detector = {
  id: 'render',
  matches: (path) => /(^|\/)render\.ya?ml$/.test(path),
  detect,
  examples: [
    {
      path: 'render.yaml',
      text: 'services:\n  - type: web\n    name: api\n    runtime: node\n    rootDir: api\n    region: frankfurt\n    plan: standard\n    healthCheckPath: /up\n    scaling:\n      minInstances: 2\n      maxInstances: 5\n    envVars:\n      - key: DATABASE_URL\n        fromDatabase:\n          name: shop-db\n          property: connectionString\n      - key: CACHE\n        fromService: { type: keyvalue, name: cache, property: connectionString }\n  - type: keyvalue\n    name: cache\n  - type: cron\n    name: nightly\n    schedule: "0 3 * * *"\n  - type: web\n    name: site\n    runtime: static\n    # - type: worker\n    #   name: old\ndatabases:\n  - name: shop-db\n    postgresMajorVersion: "16"\n',
      sees: [
        'deployment render@6',
        'workload api@3',
        'sizing instance-class@7',
        'practice health-checks@8',
        'practice autoscaling@9',
        'sizing replicas@10',
        'sizing max-replicas@11',
        'resource cache@20',
        'workload nightly@22',
        'workload site@25',
        'resource shop-db@30',
      ],
      not: ['workload old@28'],
    },
    { path: 'render.yaml', text: 'engine: blender\nsamples: 12\n', sees: [], not: ['deployment render@1'] },
  ],
};

const kinds: Readonly<Record<string, ComponentKind>> = {
  web: 'service',
  pserv: 'service',
  worker: 'worker',
  cron: 'job',
  static: 'web-client',
  static_site: 'web-client',
};

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const root = documents[0];
  // Services may also stand in the environments of projects, once for each: the first is the one that is in use.
  const places = [root, ...itemsAt(root, 'projects').flatMap((project) => itemsAt(project, 'environments').slice(0, 1))];
  const services = places.flatMap((place) => itemsAt(place, 'services')).slice(0, 500);
  const databases = places.flatMap((place) => itemsAt(place, 'databases')).slice(0, 500);
  const servers = new Set(services.filter((one) => !isStatic(one)).map((one) => buildFolderOf(input, one)));
  const observations: Observation[] = [
    ...services.flatMap((service) => observeService(input, service, root, servers)),
    ...databases.flatMap((database) => observeDatabase(input, database)),
  ];
  return { observations, problems };
}

function isStatic(service: DataNode): boolean {
  return textAt(service, 'type') === 'static' || textAt(service, 'runtime') === 'static' || textAt(service, 'env') === 'static';
}

function observeService(
  input: DetectorInput,
  service: DataNode,
  root: DataNode | undefined,
  servers: ReadonlySet<string | undefined>,
): readonly Observation[] {
  const type = textAt(service, 'type') ?? '';
  const name = entryAt(service, 'name');
  if (name?.value.kind !== 'scalar') return [];
  const text = name.value.text;
  const region = entryAt(service, 'region');
  const deployment = deployedTo(input, 'render', region?.line ?? name.line, textAt(service, 'region'));
  if (type === 'redis' || type === 'keyvalue')
    return [
      deployment,
      ...platformStore(input, { address: text, name: text, technology: 'redis', line: name.line }),
      ...sized(input, 'instance-class', text, entryAt(service, 'plan')),
    ];
  const runtime = textAt(service, 'runtime') ?? textAt(service, 'env') ?? '';
  if (!Object.hasOwn(kinds, type)) return [];
  const kind = isStatic(service) ? 'web-client' : kinds[type];
  const image = textAt(service, 'image', 'url');
  const instances = entryAt(service, 'numInstances');
  const folder = image === undefined ? buildFolderOf(input, service) : undefined;
  const buildFolder = isStatic(service) && servers.has(folder) ? undefined : folder;
  const references = variablesOf(input, service, root);
  return [
    deployment,
    platformWorkload(input, {
      name: text,
      line: name.line,
      // What an image is, and whether a Dockerfile builds a server or a web client, is told by what stands in it.
      kind: image !== undefined || (runtime === 'docker' && kind === 'service') ? undefined : kind,
      image,
      buildFolder,
      aliases: [`${text}.onrender.com`],
      references,
      instances: countOf(instances),
    }),
    ...sized(input, 'instance-class', text, entryAt(service, 'plan')),
    ...sized(input, 'replicas', text, instances),
    ...sized(input, 'storage-gb', text, entryAt(service, 'disk', 'sizeGB')),
    ...scaling(input, service, text),
  ];
}

/** The folder that a service is built from; a static site that is built along with a server has none of its own. */
function buildFolderOf(input: DetectorInput, service: DataNode): string | undefined {
  const root = folderOf(input.path);
  const own = textAt(service, 'rootDir');
  const dockerfile = textAt(service, 'dockerfilePath');
  if (own !== undefined) return joinPath(root, own);
  const context = joinPath(root, textAt(service, 'dockerContext') ?? '.');
  if (dockerfile !== undefined) {
    const folder = folderOfDockerfile(root, dockerfile);
    return folder === root ? context : folder;
  }
  // `cd web && npm ci` builds what stands in `web`.
  const inner = /^cd ([\w./-]{1,100}) *(&&|;)/.exec((textAt(service, 'buildCommand') ?? textAt(service, 'startCommand') ?? '').trim())?.[1];
  return inner === undefined ? context : joinPath(root, inner);
}

function scaling(input: DetectorInput, service: DataNode, name: string): readonly Observation[] {
  const found: Observation[] = [];
  const health = entryAt(service, 'healthCheckPath');
  if (health !== undefined) found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(health.line) });
  const scale = entryAt(service, 'scaling');
  if (scale?.value.kind === 'map')
    found.push(
      { type: 'practice', practice: 'autoscaling', evidence: input.evidence(scale.line) },
      ...sized(input, 'replicas', name, entryAt(scale.value, 'minInstances')),
      ...sized(input, 'max-replicas', name, entryAt(scale.value, 'maxInstances')),
    );
  const before = entryAt(service, 'preDeployCommand');
  if (before?.value.kind === 'scalar' && /migrat/i.test(before.value.text.slice(0, 500)))
    found.push({ type: 'practice', practice: 'migrations', evidence: input.evidence(before.line) });
  return found;
}

/** Addresses of other services and databases that a service is given, and hosts that stand in its variables. */
function variablesOf(input: DetectorInput, service: DataNode, root: DataNode | undefined): readonly HostReference[] {
  const references: HostReference[] = [];
  const groups = new Map(itemsAt(root, 'envVarGroups').map((group) => [textAt(group, 'name') ?? '', group]));
  const own = itemsAt(service, 'envVars').slice(0, 500);
  const shared = own.flatMap((item) => itemsAt(groups.get(textAt(item, 'fromGroup') ?? ''), 'envVars').slice(0, 500));
  for (const variable of [...own, ...shared].slice(0, 500)) {
    const value = entryAt(variable, 'value');
    if (value?.value.kind === 'scalar')
      references.push(...elsewhere(referencesIn(input, value.line, value.value.text, textAt(variable, 'key') ?? '')));
    for (const source of ['fromDatabase', 'fromService'] as const) {
      const name = entryAt(variable, source, 'name');
      if (name?.value.kind !== 'scalar') continue;
      const evidence = input.evidence(name.line);
      const property = textAt(variable, source, 'property') ?? '';
      const type = textAt(variable, source, 'type') ?? '';
      // A password or the value of a variable is shared, an address is called.
      if (source === 'fromDatabase') references.push({ host: name.value.text, scheme: 'postgresql', evidence });
      else if (/^(redis|keyvalue)$/.test(type)) references.push({ host: name.value.text, scheme: 'redis', evidence });
      else if (/^(host|hostport|port)$/.test(property)) references.push({ host: name.value.text, evidence });
      else if (textAt(variable, source, 'envVarKey') === 'RENDER_EXTERNAL_URL')
        references.push({ host: name.value.text, scheme: 'https', evidence });
    }
  }
  return references;
}

function observeDatabase(input: DetectorInput, database: DataNode): readonly Observation[] {
  const name = entryAt(database, 'name');
  if (name?.value.kind !== 'scalar') return [];
  const text = name.value.text;
  const version = entryAt(database, 'postgresMajorVersion');
  const region = textAt(database, 'region');
  return [
    deployedTo(input, 'render', entryAt(database, 'region')?.line ?? name.line, region),
    ...platformStore(input, { address: text, name: text, technology: 'postgresql', line: name.line }, version),
    ...sized(input, 'instance-class', text, entryAt(database, 'plan')),
    ...sized(input, 'storage-gb', text, entryAt(database, 'diskSizeGB')),
    ...(entryAt(database, 'highAvailability', 'enabled') !== undefined && textAt(database, 'highAvailability', 'enabled') === 'true'
      ? [
          {
            type: 'practice',
            practice: 'multiple-zones',
            evidence: input.evidence(entryAt(database, 'highAvailability', 'enabled')?.line ?? name.line),
          } as const,
        ]
      : []),
  ];
}
