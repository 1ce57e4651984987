import type { ComponentKind } from '../../model/fact.ts';
import { byImage } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput, HostReference, Observation, WorkloadObservation } from '../observation.ts';
import { commandReferences } from './compose-service.ts';
import { referencesIn } from './host-reference.ts';
import { imageVersion, isUnpinned, parseImage } from './image-name.ts';
import { podTemplateOf, selects } from './kubernetes-manifest.ts';
import { sizeObservations } from './kubernetes-scaling.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { folderOf } from './paths.ts';

/** What a workload shows: itself, its technologies and sizes, its probes, and what can hurt. */
export function workloadObservations(manifest: Manifest, all: readonly Manifest[]): Observation[] {
  const { input } = manifest;
  const template = podTemplateOf(manifest);
  const containers = itemsAt(template, 'spec', 'containers');
  const hasImage = containers.some((container) => entryAt(container, 'image') !== undefined);
  // A patch names a container without its image: it adds to a workload of another file.
  const auxiliary = manifest.auxiliary || !hasImage;
  const found: Observation[] = [workload(input, manifest, all, containers, auxiliary)];
  // What a patch changes for users is a size; what stands in a development overlay is none.
  if (!manifest.auxiliary || isPatch(manifest)) found.push(...sizeObservations(manifest, containers));
  if (auxiliary) return found;
  const replicas = entryAt(manifest.node, 'spec', 'replicas');
  if (
    replicas?.value.kind === 'scalar' &&
    replicas.value.value === 1 &&
    manifest.kind === 'Deployment' &&
    !manifest.isTemplate &&
    !isDevelopmentPath(input.path)
  ) {
    found.push(observeHazard('hazard.single-replica', input.evidence(replicas.line), { name: input.redact(manifest.name) }, manifest.name));
  }
  found.push(...zones(manifest));
  for (const container of containers) found.push(...containerObservations(input, manifest, container));
  return [...found, ...probes(input, manifest, containers)];
}

/** A patch of what users run: not one of an overlay for development. */
function isPatch(manifest: Manifest): boolean {
  return /patch/i.test(manifest.input.path) && !isDevelopmentPath(manifest.input.path);
}

const zoneKey = /^(topology\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io)\/zone$/;

/** Pods that are spread over zones, or that keep away from each other's zone. */
function zones(manifest: Manifest): Observation[] {
  const spec = at(podTemplateOf(manifest), 'spec');
  const away = at(spec, 'affinity', 'podAntiAffinity');
  const rules = [
    ...itemsAt(spec, 'topologySpreadConstraints'),
    ...itemsAt(away, 'requiredDuringSchedulingIgnoredDuringExecution'),
    ...itemsAt(away, 'preferredDuringSchedulingIgnoredDuringExecution').map((item) => at(item, 'podAffinityTerm') ?? item),
  ];
  const rule = rules
    .map((item) => entryAt(item, 'topologyKey'))
    .find((entry) => entry?.value.kind === 'scalar' && zoneKey.test(entry.value.text));
  return rule === undefined ? [] : [{ type: 'practice', practice: 'multiple-zones', evidence: manifest.input.evidence(rule.line) }];
}

function isDevelopmentPath(path: string): boolean {
  return /(^|[/_.-])(dev|develop|development|test|testing|staging|sandbox|local|minikube|kind|qa|preview)([/_.-]|$)/i.test(path);
}

function workload(
  input: DetectorInput,
  manifest: Manifest,
  all: readonly Manifest[],
  containers: readonly DataNode[],
  auxiliary: boolean,
): WorkloadObservation {
  const image = [...containers]
    .sort((a, b) => Number(isSidecar(a)) - Number(isSidecar(b)))
    .map((container) => entryAt(container, 'image'))
    .find((entry) => entry !== undefined && !manifest.isMasked(entry.line));
  const written = image?.value.kind === 'scalar' ? image.value.text : undefined;
  const kind = kindOf(manifest, written);
  const replicas = Number(textAt(manifest.node, 'spec', 'replicas') ?? Number.NaN);
  return {
    type: 'workload',
    source: 'kubernetes',
    name: input.redact(manifest.name),
    aliases: aliasesOf(manifest, all),
    ports: containers
      .flatMap((container) => itemsAt(container, 'ports').map((port) => Number(textAt(port, 'containerPort'))))
      .filter((port) => port > 0),
    references: referencesOf(input, manifest, all),
    dependsOn: waitsOf(manifest),
    evidence: input.evidence(manifest.nameLine),
    ...(written === undefined ? {} : { image: input.redact(written) }),
    ...(Number.isInteger(replicas) ? { instances: replicas } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(refusesRoot(manifest) ? { nonRoot: true } : {}),
    ...(auxiliary ? { auxiliary: true } : {}),
  };
}

/** A container that stands beside the one that the workload is there for. */
function isSidecar(container: DataNode): boolean {
  const words = `${textAt(container, 'name') ?? ''} ${
    textAt(container, 'image')
      ?.replace(/^.*\//, '')
      .replace(/[:@].*$/, '') ?? ''
  }`;
  return /\b(sidecar|[\w-]*reload(er)?|[\w-]*exporter|cloud-?sql-?proxy|cloud-sql-proxy|oauth2?-proxy|kube-rbac-proxy|istio-proxy|linkerd-proxy|daprd|envoy|fluent-?(bit|d)|filebeat|promtail|vault-agent|[\w-]*-agent|git-sync|k8s-sidecar)\b/i.test(
    words,
  );
}

/** Whether the cluster starts every container as somebody else than root, whatever its image says. */
function refusesRoot(manifest: Manifest): boolean {
  const spec = at(podTemplateOf(manifest), 'spec');
  const says = (context: DataNode | undefined): boolean | undefined => {
    const user = Number(textAt(context, 'runAsUser'));
    if (textAt(context, 'runAsNonRoot') === 'true' || user > 0) return true;
    return textAt(context, 'runAsNonRoot') === 'false' || user === 0 ? false : undefined;
  };
  const pod = says(at(spec, 'securityContext')) ?? false;
  const containers = itemsAt(spec, 'containers');
  return containers.length > 0 && containers.every((container) => says(at(container, 'securityContext')) ?? pod);
}

function kindOf(manifest: Manifest, image: string | undefined): ComponentKind | undefined {
  if (manifest.kind === 'Job' || manifest.kind === 'CronJob') return 'job';
  return image === undefined ? undefined : byImage(image)?.component;
}

/** Names of Services that select the pods, and the `app` label, by which files refer to each other. */
function aliasesOf(manifest: Manifest, all: readonly Manifest[]): string[] {
  const labels = new Map(
    entriesAt(podTemplateOf(manifest), 'metadata', 'labels').map(([key, entry]) => [
      key,
      entry.value.kind === 'scalar' && !manifest.isMasked(entry.line) ? entry.value.text : undefined,
    ]),
  );
  const services = all.filter(
    (other) => other.kind === 'Service' && other.api === 'v1' && !other.isMasked(other.nameLine) && selects(other, manifest),
  );
  const names = [...services.map((service) => service.name), labels.get('app.kubernetes.io/name'), labels.get('app')];
  return [...new Set(names.filter((name): name is string => name !== undefined && name !== manifest.name && /^[\w.-]{1,200}$/.test(name)))];
}

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

function referencesOf(input: DetectorInput, manifest: Manifest, all: readonly Manifest[]): HostReference[] {
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
function waitsOf(manifest: Manifest): WorkloadObservation['dependsOn'] {
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

function containerObservations(input: DetectorInput, manifest: Manifest, container: DataNode): Observation[] {
  const found: Observation[] = [];
  const name = input.redact(textAt(container, 'name') ?? manifest.name);
  const image = entryAt(container, 'image');
  if (image?.value.kind === 'scalar' && !manifest.isMasked(image.line)) {
    const parsed = parseImage(image.value.text);
    found.push(...imageTechnology(input, image.value.text, image.line, parsed === undefined ? undefined : imageVersion(parsed)));
    // An own image without a tag is filled in by the delivery tool (Skaffold, Kustomize).
    if (parsed !== undefined && isUnpinned(parsed) && (parsed.tag !== undefined || byImage(image.value.text) !== undefined)) {
      found.push(
        observeHazard('hazard.image-latest', input.evidence(image.line), { image: input.redact(parsed.repository) }, manifest.name),
      );
    }
    if (textAt(container, 'securityContext', 'runAsUser') === '0') {
      const line = entryAt(container, 'securityContext', 'runAsUser')?.line ?? image.line;
      found.push(
        observeHazard('hazard.root-container', input.evidence(line), { image: input.redact(parsed?.repository ?? name) }, manifest.name),
      );
    }
  }
  if (!manifest.isTemplate && entryAt(container, 'resources', 'limits', 'memory') === undefined) {
    found.push(observeHazard('hazard.kubernetes-no-limits', input.evidence(container.line), { name }, manifest.name));
  }
  const privileged = entryAt(container, 'securityContext', 'privileged');
  if (privileged?.value.kind === 'scalar' && privileged.value.value === true)
    found.push(observeHazard('hazard.kubernetes-privileged', input.evidence(privileged.line), { name }, manifest.name));
  return found;
}

function probes(input: DetectorInput, manifest: Manifest, containers: readonly DataNode[]): Observation[] {
  const probe = containers
    .flatMap((container): (DataEntry | undefined)[] =>
      ['readinessProbe', 'livenessProbe', 'startupProbe'].map((key) => entryAt(container, key)),
    )
    .find((entry) => entry !== undefined);
  if (probe !== undefined) return [{ type: 'practice', practice: 'health-checks', evidence: input.evidence(probe.line) }];
  const serves = containers.some((container) => itemsAt(container, 'ports').length > 0);
  if (!serves || manifest.isTemplate || !/^(Deployment|StatefulSet|Rollout)$/.test(manifest.kind)) return [];
  return [
    observeHazard('hazard.kubernetes-no-probe', input.evidence(manifest.nameLine), { name: input.redact(manifest.name) }, manifest.name),
  ];
}

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
    return found.filter((one) => one.evidence.excerpt.toLowerCase().includes(one.host));
  });
}

/** Technologies of an image, as one observation at most. */
function imageTechnology(input: DetectorInput, image: string, line: number, version: string | undefined): Observation[] {
  const known = byImage(image);
  return known === undefined
    ? []
    : [
        {
          type: 'technology',
          technology: known.id,
          scope: 'production',
          folder: folderOf(input.path),
          evidence: input.evidence(line),
          ...(version === undefined ? {} : { version: input.redact(version) }),
        },
      ];
}

export { podTemplateOf } from './kubernetes-manifest.ts';
export type { Manifest } from './kubernetes-manifest.ts';
