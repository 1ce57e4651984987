import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { HostReference, WorkloadObservation } from '../observation.ts';
import { commandReferences } from './compose-service.ts';
import { referencesIn } from './host-reference.ts';
import { podTemplateOf } from './kubernetes-manifest.ts';
import type { Manifest } from './kubernetes-manifest.ts';

function containersOf(manifest: Manifest): readonly DataNode[] {
  const template = podTemplateOf(manifest);
  return [...itemsAt(template, 'spec', 'initContainers'), ...itemsAt(template, 'spec', 'containers')];
}

/** Names of the ConfigMaps that a workload takes its environment or files from. */
export function configNamesOf(manifest: Manifest): ReadonlySet<string> {
  const keys = containersOf(manifest).flatMap((container) =>
    itemsAt(container, 'env').map((variable) => textAt(variable, 'valueFrom', 'configMapKeyRef', 'name')),
  );
  return new Set([...keys.filter((name) => name !== undefined), ...wholeConfigsOf(manifest)]);
}

/** Names of the ConfigMaps of which a workload is handed everything. */
function wholeConfigsOf(manifest: Manifest): ReadonlySet<string> {
  const found = containersOf(manifest).flatMap((container) =>
    itemsAt(container, 'envFrom').map((source) => textAt(source, 'configMapRef', 'name')),
  );
  const mounted = itemsAt(podTemplateOf(manifest), 'spec', 'volumes').map((volume) => textAt(volume, 'configMap', 'name'));
  return new Set([...found, ...mounted].filter((name) => name !== undefined));
}

/** Hosts in the environment, the arguments and the ConfigMaps of a workload. */
export function workloadReferences(manifest: Manifest, all: readonly Manifest[]): HostReference[] {
  const { input } = manifest;
  const direct = containersOf(manifest).flatMap((container) => {
    const values = itemsAt(container, 'env').flatMap((variable) => {
      const value = entryAt(variable, 'value');
      return value?.value.kind === 'scalar' && !manifest.isMasked(value.line)
        ? referencesIn(input, value.line, value.value.text, textAt(variable, 'name') ?? '')
        : [];
    });
    const args = ['command', 'args'].flatMap((key) => commandReferences(input, knownItems(manifest, at(container, key))));
    return [...values, ...args];
  });
  return [...direct, ...configured(manifest, all)].filter(({ host }) => host !== 'kubernetes');
}

/** Hosts in the ConfigMaps that a workload reads: the keys that it names, and whole maps where they are its own. */
function configured(manifest: Manifest, all: readonly Manifest[]): HostReference[] {
  const keys = new Map<string, Set<string>>();
  for (const container of containersOf(manifest))
    for (const variable of itemsAt(container, 'env')) {
      const source = at(variable, 'valueFrom', 'configMapKeyRef');
      const name = textAt(source, 'name') ?? '';
      keys.set(name, (keys.get(name) ?? new Set()).add(textAt(source, 'key') ?? ''));
    }
  const whole = wholeConfigsOf(manifest);
  return all
    .filter((other) => other.kind === 'ConfigMap')
    .flatMap((other) => {
      const named = keys.get(other.name);
      const chosen = named === undefined ? [] : configReferences(other, named);
      return whole.has(other.name) ? [...chosen, ...wholeMap(manifest, other)] : chosen;
    });
}

/** Hosts of a directory that all workloads are handed say what may be called, not what is. */
const maxSharedHosts = 2;

function wholeMap(manifest: Manifest, config: Manifest): HostReference[] {
  const found = configReferences(config);
  const isOwn = config.input === manifest.input || config.name.startsWith(manifest.name);
  return isOwn || new Set(found.map((one) => one.host)).size <= maxSharedHosts ? found : [];
}

/** Arguments without those of which not all is known. */
function knownItems(manifest: Manifest, node: DataNode | undefined): DataNode | undefined {
  if (node?.kind === 'list') return { ...node, items: node.items.filter((item) => !manifest.isMasked(item.line)) };
  return node === undefined || manifest.isMasked(node.line) ? undefined : node;
}

/** What containers that run before the others wait for: `nc -z db 5432`, `wait-for-it db:5432`, `pg_isready -h db`. */
export function waitsOf(manifest: Manifest): WorkloadObservation['dependsOn'] {
  const found = new Map<string, number>();
  for (const container of itemsAt(podTemplateOf(manifest), 'spec', 'initContainers')) {
    for (const key of ['command', 'args']) {
      const node = at(container, key);
      const parts = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
      const text = parts
        .map((part) => (part.kind === 'scalar' ? part.text : ''))
        .join(' ')
        .slice(0, 4_000);
      const line = parts.find((part) =>
        /\b(nc|wait-for|pg_isready|nslookup|wait4x|dockerize)\b/.test(part.kind === 'scalar' ? part.text : ''),
      )?.line;
      if (line === undefined || manifest.isMasked(line)) continue;
      for (const pattern of waitPatterns)
        for (const match of text.matchAll(pattern)) {
          const host = /^[a-z][a-z0-9-]{0,62}/.exec(match[1] ?? '')?.[0];
          if (host !== undefined) found.set(host, line);
        }
    }
  }
  return [...found].map(([name, line]) => ({ name: manifest.input.redact(name), evidence: manifest.input.evidence(line) }));
}

const waitPatterns: readonly RegExp[] = [
  /\bnc (?:-[a-z]{1,4}\d{0,3} (?:\d{1,3} )?){1,4}([a-z][\w.-]{0,200})[ :]\d{2,5}/g,
  /\bwait-for(?:-it)?(?:\.sh)? ([a-z][\w.-]{0,200}):\d{2,5}/g,
  /\bpg_isready (?:-[a-z] ?[\w-]{1,60} )?(?:-h|--host)[ =]([a-z][\w.-]{0,200})/g,
  /\bwait4x tcp ([a-z][\w.-]{0,200}):\d{2,5}/g,
  /\bdockerize -wait (?:tcp|https?):\/\/([a-z][\w.-]{0,200})/g,
];

/** Hosts named in the values of a ConfigMap, also in files that it holds; only those under `keys` where they are given. */
export function configReferences(manifest: Manifest, keys?: ReadonlySet<string>): HostReference[] {
  const { input } = manifest;
  return entriesAt(manifest.node, 'data').flatMap(([key, entry]) => {
    if (entry.value.kind !== 'scalar' || manifest.isMasked(entry.line) || keys?.has(key) === false) return [];
    return entry.value.text.includes('\n') ? heldReferences(manifest, entry) : referencesIn(input, entry.value.line, entry.value.text, key);
  });
}

/** Lines of a held file that are looked at. */
const maxHeldLines = 400;

/** Hosts in `key=value`, `key: value` and `proxy_pass` lines of a file that a ConfigMap holds, where the line can be told. */
function heldReferences(manifest: Manifest, entry: DataEntry): HostReference[] {
  const text = entry.value.kind === 'scalar' ? entry.value.text : '';
  return text.split('\n', maxHeldLines).flatMap((content, index) => {
    const line = entry.line + 1 + index;
    if (content.length > 300 || manifest.isMasked(line) || /^\s*[#;!]|^\s*\/\//.test(content)) return [];
    const pair = /^\s*"?([\w.-]{1,100})"?\s*[=:]\s*"?([^"\s].*?)"?,?\s*$/.exec(content);
    const passed = /^\s*(?:proxy|grpc|fastcgi|uwsgi)_pass\s+([^\s;]+);/.exec(content)?.[1];
    const found =
      passed !== undefined
        ? referencesIn(manifest.input, line, passed)
        : pair === null
          ? []
          : referencesIn(manifest.input, line, pair[2] ?? '', pair[1] ?? '');
    // Folded text has other lines than its file: only what stands on the line counts.
    // A product's own settings name its vendor's sites: only names within the cluster are calls.
    return found.filter((one) => !one.host.includes('.') && one.evidence.excerpt.toLowerCase().includes(one.host));
  });
}
