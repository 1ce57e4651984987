import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { at, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { observeTechnology, problemsOf } from './dependency.ts';
import { describesServer } from './description.ts';
import { hostsIn, referencesIn } from './host-reference.ts';
import { composeAbove } from './monitoring-config.ts';
import { folderOf } from './paths.ts';

/** What a Debezium source reads, by the part of its class that names the database. */
const sources: readonly (readonly [RegExp, string])[] = [
  [/\.postgresql\./i, 'postgresql'],
  [/\.mysql\.|\.mariadb\./i, 'mysql'],
  [/\.sqlserver\./i, 'sqlserver'],
  [/\.oracle\./i, 'oracle'],
  [/\.mongodb\./i, 'mongodb'],
];

const runners = [
  ['debezium', /^\s*image\s*:\s*["']?[\w./-]*\bdebezium\/connect\b/m],
  ['kafka-connect', /^\s*image\s*:\s*["']?[\w./-]*\b(?:cp-(?:server-|kafka-)?connect|kafka-connect)/m],
] as const;

/** Reads connectors of Kafka Connect: which database they read or write, where a Compose file runs Kafka Connect. */
export const kafkaConnector: Detector = {
  id: 'kafka-connector',
  matches: (path) =>
    /(^|\/)([\w.-]*(connector|debezium|source|sink|register)[\w.-]*|(connectors?|kafka-connect|debezium)\/[\w.-]+)\.json$/i.test(path),
  companions: composeAbove,
  detect: detectConnector,
  examples: [
    {
      path: 'connect/register-orders.json',
      text: '{\n  "name": "orders",\n  "config": {\n    "connector.class": "io.debezium.connector.postgresql.PostgresConnector",\n    "database.hostname": "orders-db",\n    "database.port": "5432",\n    "database.password": "hunter2"\n  }\n}\n',
      beside: { 'docker-compose.yml': '  connect:\n    image: debezium/connect:2.7\n' },
      sees: ['workload debezium@5'],
    },
    {
      path: 'connectors/search.json',
      text: '{\n  "connector.class": "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector",\n  "connection.url": "http://search:9200"\n}\n',
      beside: { 'compose.yml': 'image: confluentinc/cp-kafka-connect:7.6.0\n' },
      sees: ['workload kafka-connect@3'],
    },
    {
      path: 'src/connector.json',
      text: '{\n  "connector": 1\n}\n',
      beside: { 'compose.yml': 'image: debezium/connect\n' },
      sees: [],
      not: ['workload debezium@2'],
    },
  ],
};

function detectConnector(input: DetectorInput): DetectorOutput {
  if (!input.text.slice(0, 20_000).includes('"connector.class"')) return { observations: [], problems: [] };
  const runner = runners.find(([, image]) => input.companionPaths.some((path) => image.test(input.companion(path) ?? '')))?.[0];
  if (runner === undefined) return { observations: [], problems: [] };
  const { root, issues } = input.own(parseJson);
  const config = at(root, 'config') ?? root;
  const references = config === undefined ? [] : hostsOf(input, config);
  const description = describesServer(input, runner, runner, folderOf(input.path), references);
  return { observations: description === undefined ? [] : [description], problems: problemsOf(input, issues) };
}

function hostsOf(input: DetectorInput, config: DataNode): readonly HostReference[] {
  const kind = textAt(config, 'connector.class') ?? '';
  const isSink = /sink/i.test(kind);
  const flow = isSink ? 'forward' : 'backward';
  const host = entryAt(config, 'database.hostname') ?? entryAt(config, 'mongodb.hosts') ?? entryAt(config, 'mongodb.connection.string');
  const url = entryAt(config, 'connection.url') ?? entryAt(config, 'connection.uri');
  const found = host ?? url;
  if (found?.value.kind !== 'scalar') return [];
  const scheme = sources.find(([pattern]) => pattern.test(kind))?.[1];
  const port = textAt(config, 'database.port');
  const { text } = found.value;
  const written = text.includes('://')
    ? text
    : `${scheme ?? 'tcp'}://${text.replace(/^[\w-]+\//, '')}${port === undefined ? '' : `:${port}`}`;
  return hostsIn(written).length === 0 ? [] : referencesIn(input, found.line, written).map((one) => ({ ...one, flow }));
}

/** Reads exports of Keycloak realms: that there is one. Its clients, users and secrets are not looked at. */
export const keycloakRealm: Detector = {
  id: 'keycloak-realm',
  matches: (path) => /(^|\/)[\w.-]*realm[\w.-]*\.json$|(^|\/)keycloak\/([\w-]+\/)?[\w.-]+\.json$/i.test(path),
  detect: (input) => {
    const isExport = /"(clients|clientScopes|defaultRoles|roles|keycloakVersion|sslRequired|accessTokenLifespan)"\s*:/.test(input.text);
    const line = shortLines(input.text).findIndex((text) => /^\s{0,4}\{?\s*"realm"\s*:\s*"[\w.-]{1,100}"/.test(text)) + 1;
    if (!isExport || line === 0) return { observations: [], problems: [] };
    return { observations: [observeTechnology(input, 'keycloak', folderOf(input.path), { line })], problems: [] };
  },
  examples: [
    {
      path: 'keycloak/shop-realm.json',
      text: '{\n  "id": "x",\n  "realm": "shop",\n  "sslRequired": "external",\n  "clients": []\n}\n',
      sees: ['technology keycloak@3'],
    },
    { path: 'keycloak/theme.json', text: '{\n  "name": "x"\n}\n', sees: [], not: ['technology keycloak@1'] },
  ],
};
