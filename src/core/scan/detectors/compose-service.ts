import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput, HostReference, WorkloadObservation } from '../observation.ts';
import { referencesIn, withShellDefaults } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';

/** A port of a service: inside the container, whether the host shows it, and whether only to itself. */
export interface ComposePort {
  readonly container: number;
  /** The port on the host, where it is fixed. */
  readonly host?: number;
  readonly published: boolean;
  readonly loopback: boolean;
  readonly line: number;
}

/** A service as one file shows it, with `extends` within the file followed. */
export interface ComposeService {
  readonly name: string;
  readonly line: number;
  readonly image?: { readonly text: string; readonly line: number };
  readonly buildFolder?: string;
  /** Stage of the Dockerfile that is built, where one is named. */
  readonly target?: string;
  /** Folders of the host that are mounted, as written: `./` is the project itself. */
  readonly mounts: readonly string[];
  readonly command: string;
  readonly aliases: readonly string[];
  /** `links: [db:database]` lets this service call `db` by another name. */
  readonly linkAliases: readonly { readonly service: string; readonly alias: string }[];
  readonly ports: readonly ComposePort[];
  readonly references: readonly HostReference[];
  readonly dependsOn: WorkloadObservation['dependsOn'];
  readonly replicas?: { readonly value: number; readonly line: number };
  readonly limits: readonly { readonly measure: string; readonly value: string; readonly line: number }[];
  readonly healthLine?: number;
  readonly restarts: boolean;
  /** Whether the file says anything about restarts, `no` included. */
  readonly statesRestart: boolean;
  /** Values of its environment with their lines, as written. */
  readonly environment: readonly Pair[];
  /** Line that mounts the socket of the Docker daemon. */
  readonly socketLine?: number;
  readonly privilegedLine?: number;
  /** Line of a label that makes Traefik route to it. */
  readonly routerLine?: number;
  readonly auxiliary: boolean;
}

/** Images that people start beside a system to test it or to stand in for something. */
const helperImage =
  /(^|\/)(mailhog|mailcatcher|mailpit|maildev|smtp4dev|watchtower|localstack|wait-for-it|dockerize|wait|playwright|selenium|docker-selenium|standalone-chrome|busybox|stripe-cli|ngrok)(:|@|$)/;

/** Reads one service; undefined if it is not a mapping. */
export function readService(
  input: DetectorInput,
  name: string,
  entry: DataEntry,
  siblings: ReadonlyMap<string, DataEntry>,
  auxiliaryFile: boolean,
): ComposeService | undefined {
  if (entry.value.kind !== 'map') return undefined;
  const layers = layersOf(entry.value, siblings);
  const first = (...keys: string[]): DataEntry | undefined =>
    layers.map((layer) => entryAt(layer, ...keys)).find((found) => found !== undefined);
  const image = scalarOf(first('image'));
  const buildFolder = buildFolderOf(input, first('build'));
  const target = textOf(first('build', 'target')) || undefined;
  const health = first('healthcheck');
  const replicas = first('deploy', 'replicas') ?? first('scale');
  const count = Number(textOf(replicas) || Number.NaN);
  const router = layers
    .flatMap((layer) => pairsAt(layer, 'labels'))
    .find((label) => /^traefik\.(http|tcp)\.routers\.[^.]+\.rule$|^traefik\.frontend\.rule$/.test(label.key));
  const socket = layers
    .flatMap((layer) => itemsAt(layer, 'volumes'))
    .find((item) => /docker\.sock\b/.test(item.kind === 'scalar' ? item.text : (textAt(item, 'source') ?? '')));
  const privileged = first('privileged');
  const command = ['command', 'entrypoint']
    .map((key) => wordsOf(first(key)?.value).join(' '))
    .join(' ')
    .slice(0, 500);
  return {
    name,
    line: entry.line,
    command,
    mounts: layers.flatMap((layer) => itemsAt(layer, 'volumes').flatMap(mountOf)),
    aliases: aliasesOf(layers),
    linkAliases: layers.flatMap((layer) => itemsAt(layer, 'links').flatMap(linkAliasOf)),
    ports: layers.flatMap((layer) => [...itemsAt(layer, 'ports').flatMap(portOf), ...itemsAt(layer, 'expose').flatMap(exposedPort)]),
    references: referencesOf(input, layers),
    dependsOn: dependenciesOf(input, layers),
    limits: limitsOf(layers),
    restarts: /^(always|unless-stopped|on-failure)/.test(textOf(first('restart'))) || first('deploy', 'restart_policy') !== undefined,
    statesRestart: first('restart') !== undefined || first('deploy') !== undefined,
    environment: layers.flatMap((layer) => pairsAt(layer, 'environment')),
    // Without an image or a build it only changes a service of another file.
    auxiliary:
      auxiliaryFile ||
      (image === undefined && buildFolder === undefined) ||
      layers.some((layer) => isOptional(at(layer, 'profiles'))) ||
      (image !== undefined && helperImage.test(image.text)),
    ...(image === undefined ? {} : { image }),
    ...(target === undefined ? {} : { target }),
    ...(buildFolder === undefined ? {} : { buildFolder }),
    ...(Number.isInteger(count) && count >= 0 && replicas !== undefined ? { replicas: { value: count, line: replicas.line } } : {}),
    ...(health === undefined || textAt(health.value, 'disable') === 'true' ? {} : { healthLine: health.line }),
    ...(router === undefined ? {} : { routerLine: router.line }),
    ...(socket === undefined ? {} : { socketLine: socket.line }),
    ...(privileged === undefined || textOf(privileged) !== 'true' ? {} : { privilegedLine: privileged.line }),
  };
}

/** The service and what it extends in the same file, nearest first; five levels, so that a circle ends. */
function layersOf(node: DataNode, siblings: ReadonlyMap<string, DataEntry>): DataNode[] {
  const layers = [node];
  for (let current: DataNode | undefined = node; layers.length < 5;) {
    const name: string | undefined =
      textAt(current, 'extends') ?? (entryAt(current, 'extends', 'file') === undefined ? textAt(current, 'extends', 'service') : undefined);
    current = name === undefined ? undefined : siblings.get(name)?.value;
    if (current === undefined || layers.includes(current)) break;
    layers.push(current);
  }
  return layers;
}

/** Whether a service is started on demand only. A profile that is a variable without a value is none: it is there to switch off. */
function isOptional(profiles: DataNode | undefined): boolean {
  if (profiles?.kind === 'scalar') return true;
  return (
    profiles?.kind === 'list' && profiles.items.some((item) => item.kind !== 'scalar' || !/^\$\{\w{1,100}:?-\}$/.test(item.text.trim()))
  );
}

function mountOf(item: DataNode): string[] {
  const source = item.kind === 'scalar' ? item.text.split(':', 1)[0] : textAt(item, 'source');
  return source !== undefined && /^\.{1,2}(\/|$)/.test(source) ? [source.replace(/\/$/, '')] : [];
}

function textOf(entry: DataEntry | undefined): string {
  return entry?.value.kind === 'scalar' ? entry.value.text : '';
}

function scalarOf(entry: DataEntry | undefined): { text: string; line: number } | undefined {
  const text = withShellDefaults(textOf(entry));
  return entry === undefined || text === '' ? undefined : { text, line: entry.line };
}

function buildFolderOf(input: DetectorInput, build: DataEntry | undefined): string | undefined {
  if (build === undefined) return undefined;
  const context = withShellDefaults(build.value.kind === 'scalar' ? build.value.text : (textAt(build.value, 'context') ?? '.'));
  const folder = joinPath(folderOf(input.path), context);
  const inner = folderOf(textAt(build.value, 'dockerfile') ?? '');
  // One context for many services is told apart by where their Dockerfiles stand, unless all stand in one folder of them.
  if (folder === undefined || inner === '' || /(^|\/)\.?(docker|dockerfiles|deploy|build|ops|infra)$/i.test(inner)) return folder;
  return joinPath(folder, inner) ?? folder;
}

/** A key with its value as written and its line. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** `KEY: value` or `- KEY=value`, as Compose takes both for environment and labels. */
function pairsAt(node: DataNode, key: string): Pair[] {
  const list = itemsAt(node, key).flatMap((item): Pair[] => {
    const text = item.kind === 'scalar' ? item.text : '';
    const equals = text.indexOf('=');
    return equals > 0 ? [{ key: text.slice(0, equals), value: text.slice(equals + 1), line: item.line }] : [];
  });
  const map = entriesAt(node, key).flatMap(([name, entry]): Pair[] =>
    entry.value.kind === 'scalar' ? [{ key: name, value: entry.value.text, line: entry.value.line }] : [],
  );
  return [...list, ...map];
}

function referencesOf(input: DetectorInput, layers: readonly DataNode[]): HostReference[] {
  return layers.flatMap((layer) => [
    ...pairsAt(layer, 'environment').flatMap((pair) => referencesIn(input, pair.line, withShellDefaults(pair.value), pair.key)),
    ...commandReferences(input, at(layer, 'command')),
    ...commandReferences(input, at(layer, 'entrypoint')),
  ]);
}

/** Hosts in arguments: `--db-host db`, `--redis=redis:6379`, and URLs. */
export function commandReferences(input: DetectorInput, node: DataNode | undefined): HostReference[] {
  const words =
    node?.kind === 'list'
      ? node.items.flatMap((item) => (item.kind === 'scalar' ? [{ text: item.text, line: item.line }] : []))
      : wordsOf(node).map((text) => ({ text, line: node?.line ?? 1 }));
  return words.slice(0, 200).flatMap(({ text, line }, index) => {
    const flag = /^--?([A-Za-z][\w.-]{0,80})(?:=(.*))?$/.exec(text.slice(0, 2_000));
    if (flag?.[2] !== undefined) return referencesIn(input, line, withShellDefaults(flag[2]), flag[1]);
    const before = /^--?([A-Za-z][\w.-]{0,80})$/.exec(words[index - 1]?.text ?? '')?.[1];
    if (flag !== null) return [];
    if (before !== undefined) return referencesIn(input, line, withShellDefaults(text), before);
    return text.includes('://') ? referencesIn(input, line, withShellDefaults(text)) : [];
  });
}

function wordsOf(node: DataNode | undefined): string[] {
  if (node?.kind === 'list') return node.items.map((item) => (item.kind === 'scalar' ? item.text : ''));
  return node?.kind === 'scalar'
    ? node.text
        .slice(0, 4_000)
        .split(/\s+/)
        .filter((word) => word !== '')
    : [];
}

function dependenciesOf(input: DetectorInput, layers: readonly DataNode[]): WorkloadObservation['dependsOn'] {
  const found = new Map<string, number>();
  const note = (name: string, line: number): void => {
    if (name !== '' && !found.has(name)) found.set(name, line);
  };
  for (const layer of layers) {
    for (const item of itemsAt(layer, 'depends_on')) if (item.kind === 'scalar') note(item.text, item.line);
    for (const [name, entry] of entriesAt(layer, 'depends_on')) note(name, entry.line);
    for (const item of itemsAt(layer, 'links')) if (item.kind === 'scalar') note(item.text.split(':', 1)[0] ?? '', item.line);
  }
  return [...found].map(([name, line]) => ({ name: input.redact(name), evidence: input.evidence(line) }));
}

function linkAliasOf(item: DataNode): { service: string; alias: string }[] {
  const [service = '', alias = ''] = item.kind === 'scalar' ? item.text.split(':', 2) : [];
  return alias === '' ? [] : [{ service, alias }];
}

function aliasesOf(layers: readonly DataNode[]): string[] {
  const names = layers.flatMap((layer) => [
    textAt(layer, 'container_name') ?? '',
    textAt(layer, 'hostname') ?? '',
    ...entriesAt(layer, 'networks').flatMap(([, network]) =>
      itemsAt(network.value, 'aliases').map((item) => (item.kind === 'scalar' ? item.text : '')),
    ),
  ]);
  return [...new Set(names.filter((name) => /^[\w.-]{1,200}$/.test(name)))];
}

function portOf(item: DataNode): ComposePort[] {
  if (item.kind === 'map') {
    const container = Number(textAt(item, 'target'));
    const loopback = /^(127\.|::1|localhost)/.test(textAt(item, 'host_ip') ?? '');
    const host = Number(withShellDefaults(textAt(item, 'published') ?? ''));
    return Number.isInteger(container) && container > 0
      ? [{ container, published: entryAt(item, 'published') !== undefined, loopback, line: item.line, ...(host > 0 ? { host } : {}) }]
      : [];
  }
  if (item.kind !== 'scalar') return [];
  const text = withShellDefaults(item.text).replace(/\/(tcp|udp)$/, '');
  const container = Number(/(?:^|:)(\d{1,5})$/.exec(text)?.[1]);
  const host = Number(/(?:^|:)(\d{1,5}):\d{1,5}$/.exec(text)?.[1]);
  return container > 0
    ? [
        {
          container,
          published: text.includes(':'),
          loopback: /^(127\.|\[::1\]|localhost:)/.test(text),
          line: item.line,
          ...(host > 0 ? { host } : {}),
        },
      ]
    : [];
}

function exposedPort(item: DataNode): ComposePort[] {
  const container = item.kind === 'scalar' ? Number(item.text) : Number.NaN;
  return Number.isInteger(container) && container > 0 ? [{ container, published: false, loopback: false, line: item.line }] : [];
}

function limitsOf(layers: readonly DataNode[]): { measure: string; value: string; line: number }[] {
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['memory', ['deploy', 'resources', 'limits', 'memory']],
    ['cpu', ['deploy', 'resources', 'limits', 'cpus']],
    ['memory', ['mem_limit']],
    ['cpu', ['cpus']],
  ];
  return places.flatMap(([measure, keys]) => {
    const entry = layers.map((layer) => entryAt(layer, ...keys)).find((found) => found !== undefined);
    const value = withShellDefaults(textOf(entry));
    return entry === undefined || value === '' || value.includes('$') ? [] : [{ measure, value, line: entry.line }];
  });
}
