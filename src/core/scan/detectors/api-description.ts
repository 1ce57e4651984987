import { byHost, byScheme } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import { observeTechnology, problemsOf } from './dependency.ts';
import { describesUnit } from './description.ts';
import { hostsIn, referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

const named =
  /(^|\/)([\w.-]*(open-?api|swagger|asyncapi)[\w.-]*|(open-?api|swagger|asyncapi|api-specs?|api-docs)\/([\w-]+\/)?[\w.-]+)\.(ya?ml|json)$/i;
/** The key by which a description says what it is, with a version as its value. */
const declares = /^\s*\{?\s*["']?(openapi|swagger|asyncapi)["']?\s*:\s*["']?\d\.\d/;
/** The key stands at the top, behind comments at most. */
const headLines = 60;

/**
 * Reads OpenAPI and AsyncAPI descriptions: that there is one, its title, the other systems that its servers are, and for
 * AsyncAPI which broker is used and which way messages go.
 */
export const apiDescription: Detector = {
  id: 'api-description',
  matches: (path) => named.test(path),
  detect,
  examples: [
    {
      path: 'orders/openapi.yaml',
      text: '# orders\nopenapi: 3.1.0\ninfo:\n  title: Orders API\n  version: 1.0.0\nservers:\n  - url: https://orders.example.com/v1\npaths: {}\n',
      sees: ['practice api-description@2', 'technology openapi@2', 'document api@4'],
      not: ['workload orders@7'],
    },
    {
      path: 'web/asyncapi.yml',
      text: 'asyncapi: 2.6.0\ninfo:\n  title: Events\nservers:\n  production:\n    url: kafka:9092\n    protocol: kafka\nchannels:\n  order.created:\n    subscribe:\n      summary: we send it\n',
      sees: ['practice api-description@1', 'technology asyncapi@1', 'document api@3', 'workload web@6'],
    },
    {
      path: 'swagger.json',
      text: '{\n  "swagger": "2.0",\n  "info": { "title": "Shop" },\n  "paths": [',
      sees: ['practice api-description@2', 'document api@3', 'problem syntax-error@4'],
    },
    { path: 'config/swagger.json', text: '{\n  "swagger": { "enabled": true }\n}', sees: [], not: ['practice api-description@2'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const lines = shortLines(input.text.slice(0, 20_000)).slice(0, headLines);
  const at = lines.findIndex((line) => declares.test(line));
  // `{"openapi":"3.1.0"}` in one long line is what a generator leaves: its first line is not looked at, and it says nothing.
  if (at === -1) return { observations: [], problems: [] };
  const kind = declares.exec(lines[at] ?? '')?.[1]?.toLowerCase() === 'asyncapi' ? 'asyncapi' : 'openapi';
  const json = input.path.endsWith('.json') ? input.own(parseJson) : undefined;
  const yaml = json === undefined ? input.own(parseYaml) : undefined;
  const root = json?.root ?? yaml?.documents[0];
  const folder = folderOf(input.path);
  const title = entryAt(root, 'info', 'title');
  const observations: Observation[] = [
    { type: 'practice', practice: 'api-description', evidence: input.evidence(at + 1) },
    observeTechnology(input, kind, folder, { line: at + 1 }),
  ];
  if (title?.value.kind === 'scalar' && title.value.text.trim() !== '')
    observations.push({
      type: 'document',
      document: 'api',
      title: input.redact(title.value.text.trim().slice(0, 120)),
      evidence: input.evidence(title.line),
    });
  const references = root === undefined ? [] : kind === 'asyncapi' ? brokers(input, root) : servers(input, root);
  const description = describesUnit(input, folder, references);
  if (description !== undefined) observations.push(description);
  return { observations, problems: problemsOf(input, json?.issues ?? yaml?.issues ?? []) };
}

/** Where an interface answers: only what is somebody else's, because its own public address is no call. */
function servers(input: DetectorInput, root: DataNode): readonly HostReference[] {
  const list = entryAt(root, 'servers')?.value;
  return (list?.kind === 'list' ? list.items : []).slice(0, 20).flatMap((item) => {
    const url = entryAt(item, 'url');
    if (url?.value.kind !== 'scalar') return [];
    const isForeign = hostsIn(url.value.text).some((one) => byHost(one.host)?.component === 'external-api');
    return isForeign ? referencesIn(input, url.line, url.value.text) : [];
  });
}

/** The brokers of an AsyncAPI description, with the way of the data where all of its operations go one way. */
function brokers(input: DetectorInput, root: DataNode): readonly HostReference[] {
  const flow = flowOf(root);
  return entriesAt(root, 'servers')
    .slice(0, 20)
    .flatMap(([, { value }]) => {
      const address = entryAt(value, 'url') ?? entryAt(value, 'host');
      const protocol = textAt(value, 'protocol')
        ?.toLowerCase()
        .replace(/-secure$/, '')
        .replace(/^(secure-mqtt|mqtts|mqtt5)$/, 'mqtt');
      // HTTP and WebSocket servers are the interface itself.
      if (address?.value.kind !== 'scalar' || protocol === undefined || byScheme(protocol)?.component !== 'broker') return [];
      const written = address.value.text.includes('://') ? address.value.text : `${protocol}://${address.value.text}`;
      return referencesIn(input, address.line, written).map((one) => (flow === undefined ? one : { ...one, flow }));
    });
}

/**
 * `subscribe` of version 2 and `send` of version 3 are messages that the described application sends.
 * Source: AsyncAPI 2.6.0 "Channel Item Object", AsyncAPI 3.0.0 "Operation Object".
 */
function flowOf(root: DataNode): HostReference['flow'] {
  const ways = new Set<string>();
  for (const [, { value }] of entriesAt(root, 'channels')) {
    if (entryAt(value, 'subscribe') !== undefined) ways.add('forward');
    if (entryAt(value, 'publish') !== undefined) ways.add('backward');
  }
  for (const [, { value }] of entriesAt(root, 'operations')) {
    const action = textAt(value, 'action');
    if (action === 'send') ways.add('forward');
    if (action === 'receive') ways.add('backward');
  }
  if (ways.size === 2) return 'both';
  return ways.has('forward') ? 'forward' : ways.has('backward') ? 'backward' : undefined;
}
