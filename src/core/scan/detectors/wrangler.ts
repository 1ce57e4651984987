import type { ComponentKind } from '../../model/fact.ts';
import { byScheme } from '../catalogue/index.ts';
import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseToml } from '../parse/toml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';
import { folderOf } from './paths.ts';
import { deployedTo, environmentHosts, folderOfDockerfile, platformWorkload, sized } from './platform-workload.ts';
import { bindingRules } from './wrangler-bindings.ts';
import type { BindingRule } from './wrangler-bindings.ts';

/** Reads Cloudflare's Wrangler configuration: the worker, what is bound to it, the queues it sends to and works off. */
export const wrangler: Detector = {
  id: 'wrangler',
  matches: (path) => /(^|\/)wrangler([._-][\w-]+)?\.(toml|jsonc?)$/.test(path),
  detect,
  examples: [
    {
      path: 'wrangler.toml',
      text: 'name = "shop-api"\nmain = "src/index.ts"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "shop"\n[[queues.producers]]\nqueue = "orders"\nbinding = "Q"\n[[queues.consumers]]\nqueue = "orders"\n[[services]]\nbinding = "AUTH"\nservice = "auth"\n[vars]\nPAY = "https://api.stripe.com/v1"\n# [[r2_buckets]]\n# bucket_name = "old"\n',
      sees: [
        'workload shop-api@1',
        'deployment cloudflare@1',
        'technology cloudflare-workers@1',
        'resource d1 shop@5',
        'resource queue orders@7',
      ],
      not: ['resource r2 old@16'],
    },
    {
      path: 'web/wrangler.jsonc',
      text: '{\n  // static files only\n  "name": "site",\n  "assets": { "directory": "./dist" },\n  "kv_namespaces": [{ "binding": "SESSIONS", "id": "0" }]\n}\n',
      sees: ['workload site@3', 'resource kv SESSIONS@5'],
    },
    { path: 'wrangler.json', text: '{ "compatibility_date": "2025-01-01" }', sees: [], not: ['workload wrangler@1'] },
  ],
};

/** What frameworks write where their server is built; what runs there is told by the package, not by the platform. */
const frameworkOutput = /(^|\/)(\.open-next|\.svelte-kit|\.output|_worker\.js|build|dist|\.solid|\.vinxi|\.astro)(\/|$)|^@/;

function detect(input: DetectorInput): DetectorOutput {
  const isToml = input.path.endsWith('.toml');
  const { root, issues } = isToml ? input.own(parseToml) : input.own(parseJson);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const pages = entryAt(root, 'pages_build_output_dir');
  const main = entryAt(root, 'main');
  const first = entryAt(root, 'name') ?? main ?? pages ?? entryAt(root, 'assets');
  if (
    root === undefined ||
    first === undefined ||
    (main === undefined && pages === undefined && entryAt(root, 'assets') === undefined && entryAt(root, 'site') === undefined)
  )
    return { observations: [], problems };
  const name = textAt(root, 'name') ?? (folder.slice(folder.lastIndexOf('/') + 1) || 'worker');
  // `wrangler.staging.toml` beside the real one is the same worker under another name.
  const auxiliary = /wrangler[._-](staging|stage|dev|development|test|preview|local|ci|e2e|example|sample)\./i.test(input.path);
  const bound = auxiliary ? { observations: [], references: [] } : bindingsOf(input, root, name);
  const kind = kindOf(textAt(root, 'main'), entryAt(root, 'assets') !== undefined, pages !== undefined);
  const observations: Observation[] = [
    platformWorkload(input, {
      name,
      line: first.line,
      kind,
      buildFolder: folder,
      references: [...environmentHosts(input, entryAt(root, 'vars')?.value), ...bound.references],
      dependsOn: servicesOf(input, root),
      auxiliary,
    }),
  ];
  if (auxiliary) return { observations, problems };
  const technology = pages === undefined ? 'cloudflare-workers' : 'cloudflare-pages';
  observations.push(
    deployedTo(input, 'cloudflare', first.line),
    observeTechnology(input, technology, folder, { line: first.line }),
    ...bound.observations,
  );
  const logs = entryAt(root, 'observability', 'enabled');
  if (textAt(root, 'observability', 'enabled') === 'true' && logs !== undefined)
    observations.push({ type: 'practice', practice: 'observability', evidence: input.evidence(logs.line) });
  return { observations, problems };
}

/** A worker is a function; one that is a framework's server is what its package says; files alone are a web client. */
function kindOf(main: string | undefined, hasAssets: boolean, isPages: boolean): ComponentKind | undefined {
  if (main === undefined) return hasAssets || isPages ? 'web-client' : undefined;
  return frameworkOutput.test(main) ? undefined : 'function';
}

/** Other workers that are called, by name: bound services, Durable Objects that live in another worker, tails. */
function servicesOf(input: DetectorInput, root: DataNode): { name: string; evidence: HostReference['evidence'] }[] {
  const found: DataEntry[] = [];
  for (const service of itemsAt(root, 'services')) found.push(...present(entryAt(service, 'service')));
  for (const object of itemsAt(root, 'durable_objects', 'bindings')) found.push(...present(entryAt(object, 'script_name')));
  for (const flow of itemsAt(root, 'workflows')) found.push(...present(entryAt(flow, 'script_name')));
  return found.flatMap(({ line, value }) =>
    value.kind === 'scalar' && value.text !== '' ? [{ name: input.redact(value.text), evidence: input.evidence(line) }] : [],
  );
}

function present(entry: DataEntry | undefined): readonly DataEntry[] {
  return entry === undefined ? [] : [entry];
}

interface Bound {
  readonly observations: readonly Observation[];
  readonly references: readonly HostReference[];
}

/** Bindings as resources with the references that lead to them. */
function bindingsOf(input: DetectorInput, root: DataNode, worker: string): Bound {
  const observations: Observation[] = [];
  const references: HostReference[] = [];
  const containers = new Set<string>();
  for (const container of itemsAt(root, 'containers').slice(0, 200)) {
    const name = entryAt(container, 'class_name');
    if (name?.value.kind !== 'scalar') continue;
    containers.add(name.value.text);
    references.push({ host: name.value.text, evidence: input.evidence(name.line) });
    observations.push(...containerOf(input, container, name.value.text, name.line));
  }
  for (const rule of bindingRules) {
    const block = entryAt(root, ...rule.path);
    const items = block === undefined ? [] : block.value.kind === 'list' ? block.value.items : [block.value];
    for (const item of items.slice(0, 200)) {
      const named = nameOf(item, rule, worker);
      if (named === undefined || entryAt(item, 'script_name') !== undefined || containers.has(named.text)) continue;
      const evidence = input.evidence(named.line);
      observations.push({
        type: 'resource',
        address: `${rule.prefix} ${named.text}`,
        name: input.redact(named.name),
        technology: rule.technology,
        references: [],
        evidence,
      });
      references.push({ host: named.name, evidence, ...(rule.flow === undefined ? {} : { flow: rule.flow }) });
    }
  }
  for (const database of itemsAt(root, 'hyperdrive')) {
    const binding = entryAt(database, 'binding');
    if (binding === undefined) continue;
    observations.push(observeTechnology(input, 'cloudflare-hyperdrive', folderOf(input.path), { line: binding.line }));
    const local = entryAt(database, 'localConnectionString');
    const scheme = /^([a-z]{3,12}):\/\//.exec(textAt(database, 'localConnectionString') ?? '')?.[1];
    const engine = scheme === undefined ? undefined : byScheme(scheme);
    // The address is that of a developer's machine; which engine it is also holds where it runs.
    if (engine !== undefined && local !== undefined)
      references.push({ host: '', technology: engine.id, evidence: input.evidence(local.line) });
  }
  return { observations: unique(observations), references };
}

/** A container that a class of the worker starts: a Dockerfile of this repository, or an image. */
function containerOf(input: DetectorInput, container: DataNode, name: string, line: number): readonly Observation[] {
  const image = textAt(container, 'image') ?? '';
  const isBuilt = /(^\.{1,2}\/|Dockerfile|^[\w-]+\/?$)/.test(image) && !image.includes(':');
  const folder = folderOf(input.path);
  const file = /Dockerfile/.test(image) ? image : `${image}/Dockerfile`;
  return [
    platformWorkload(input, {
      name,
      line,
      image: isBuilt || image === '' ? undefined : image,
      buildFolder: isBuilt ? folderOfDockerfile(folder, file) : undefined,
    }),
    ...sized(input, 'max-replicas', name, entryAt(container, 'max_instances')),
    ...sized(input, 'instance-class', name, entryAt(container, 'instance_type')),
  ];
}

/** The name of what is bound. What has none of its own but only a binding is named after the worker, because others bind theirs alike. */
function nameOf(item: DataNode, rule: BindingRule, worker: string): { name: string; text: string; line: number } | undefined {
  const own = rule.names.map((key) => entryAt(item, key)).find((entry) => entry?.value.kind === 'scalar');
  const binding = entryAt(item, 'binding') ?? entryAt(item, 'name');
  const entry = own ?? binding;
  const line = own?.line ?? binding?.line ?? (item.kind === 'map' ? item.line : undefined);
  if (line === undefined) return undefined;
  const text = entry?.value.kind === 'scalar' ? entry.value.text.slice(0, 100) : '';
  if (rule.shared !== undefined) return { name: rule.shared, text: rule.shared, line };
  if (text === '' || /[${}<>]/.test(text)) return undefined;
  return { name: own === undefined ? `${worker} ${text.toLowerCase()}` : text, text, line };
}

/** A queue that is sent to and worked off is one. */
function unique(observations: readonly Observation[]): readonly Observation[] {
  const seen = new Set<string>();
  return observations.filter((one) => {
    const key = one.type === 'resource' ? one.address : '';
    if (key !== '' && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
