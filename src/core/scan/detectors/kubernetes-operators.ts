import { byId } from '../catalogue/index.ts';
import { at, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry } from '../parse/data.ts';
import type { Observation } from '../observation.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { folderOf } from './paths.ts';

/** A custom resource by which an operator runs something: its API group and kind, and what it is. Owns its example. */
export interface OperatorRule {
  readonly group: string;
  readonly kinds: readonly string[];
  /** Catalogue id. */
  readonly technology: string;
  /** Names of the Services that the operator makes, with `*` for the resource's name. */
  readonly services?: readonly string[];
  /** Paths of the number of instances, the first that is there counts. */
  readonly replicas?: readonly string[];
  /** Path of the version, as the operator's reference names it. */
  readonly version?: string;
  /** Path of the size of its storage. */
  readonly storage?: string;
}

/** Every rule. Source of kinds and Service names: the reference documentation of each operator. */
export const operatorRules: readonly OperatorRule[] = [
  {
    group: 'kafka.strimzi.io',
    kinds: ['Kafka'],
    technology: 'kafka',
    services: ['*-kafka-bootstrap', '*-kafka-brokers', '*-kafka-external-bootstrap'],
    replicas: ['spec.kafka.replicas'],
    version: 'spec.kafka.version',
    storage: 'spec.kafka.storage.size',
  },
  {
    group: 'kafka.strimzi.io',
    kinds: ['KafkaConnect'],
    technology: 'kafka-connect',
    services: ['*-connect-api'],
    replicas: ['spec.replicas'],
  },
  { group: 'platform.confluent.io', kinds: ['Kafka'], technology: 'kafka', replicas: ['spec.replicas'] },
  {
    group: 'postgresql.cnpg.io',
    kinds: ['Cluster'],
    technology: 'postgresql',
    services: ['*-rw', '*-ro', '*-r'],
    replicas: ['spec.instances'],
    storage: 'spec.storage.size',
  },
  {
    group: 'acid.zalan.do',
    kinds: ['postgresql'],
    technology: 'postgresql',
    services: ['*-repl', '*-pooler'],
    replicas: ['spec.numberOfInstances'],
    version: 'spec.postgresql.version',
    storage: 'spec.volume.size',
  },
  {
    group: 'postgres-operator.crunchydata.com',
    kinds: ['PostgresCluster'],
    technology: 'postgresql',
    services: ['*-primary', '*-ha', '*-replicas', '*-pgbouncer'],
    version: 'spec.postgresVersion',
  },
  {
    group: 'rabbitmq.com',
    kinds: ['RabbitmqCluster'],
    technology: 'rabbitmq',
    services: ['*-nodes'],
    replicas: ['spec.replicas'],
    storage: 'spec.persistence.storage',
  },
  {
    group: 'elasticsearch.k8s.elastic.co',
    kinds: ['Elasticsearch'],
    technology: 'elasticsearch',
    services: ['*-es-http', '*-es-internal-http'],
    version: 'spec.version',
  },
  {
    group: 'kibana.k8s.elastic.co',
    kinds: ['Kibana'],
    technology: 'kibana',
    services: ['*-kb-http'],
    replicas: ['spec.count'],
    version: 'spec.version',
  },
  { group: 'logstash.k8s.elastic.co', kinds: ['Logstash'], technology: 'logstash', replicas: ['spec.count'], version: 'spec.version' },
  {
    group: 'redis.redis.opstreelabs.in',
    kinds: ['Redis', 'RedisCluster', 'RedisReplication'],
    technology: 'redis',
    services: ['*-leader', '*-follower', '*-headless', '*-additional'],
    replicas: ['spec.clusterSize'],
  },
  {
    group: 'databases.spotahome.com',
    kinds: ['RedisFailover'],
    technology: 'redis',
    services: ['rfs-*', 'rfr-*', 'rfrm-*'],
    replicas: ['spec.redis.replicas'],
  },
  { group: 'app.redislabs.com', kinds: ['RedisEnterpriseCluster'], technology: 'redis', replicas: ['spec.nodes'] },
  { group: 'dragonflydb.io', kinds: ['Dragonfly'], technology: 'dragonfly', replicas: ['spec.replicas'] },
  {
    group: 'mongodbcommunity.mongodb.com',
    kinds: ['MongoDBCommunity'],
    technology: 'mongodb',
    services: ['*-svc'],
    replicas: ['spec.members'],
    version: 'spec.version',
  },
  {
    group: 'mongodb.com',
    kinds: ['MongoDB'],
    technology: 'mongodb',
    services: ['*-svc'],
    replicas: ['spec.members'],
    version: 'spec.version',
  },
  { group: 'psmdb.percona.com', kinds: ['PerconaServerMongoDB'], technology: 'mongodb', services: ['*-rs0', '*-mongos'] },
  {
    group: 'pxc.percona.com',
    kinds: ['PerconaXtraDBCluster'],
    technology: 'mysql',
    services: ['*-haproxy', '*-pxc', '*-proxysql'],
    replicas: ['spec.pxc.size'],
  },
  {
    group: 'mysql.oracle.com',
    kinds: ['InnoDBCluster'],
    technology: 'mysql',
    services: ['*-instances'],
    replicas: ['spec.instances'],
    version: 'spec.version',
  },
  {
    group: 'mysql.presslabs.org',
    kinds: ['MysqlCluster'],
    technology: 'mysql',
    services: ['*-mysql', '*-mysql-master'],
    replicas: ['spec.replicas'],
  },
  {
    group: 'k8s.mariadb.com',
    kinds: ['MariaDB'],
    technology: 'mariadb',
    services: ['*-primary', '*-secondary'],
    replicas: ['spec.replicas'],
    storage: 'spec.storage.size',
  },
  {
    group: 'cassandra.datastax.com',
    kinds: ['CassandraDatacenter'],
    technology: 'cassandra',
    services: ['*-service'],
    replicas: ['spec.size'],
    version: 'spec.serverVersion',
  },
  { group: 'k8ssandra.io', kinds: ['K8ssandraCluster'], technology: 'cassandra', version: 'spec.cassandra.serverVersion' },
  { group: 'scylla.scylladb.com', kinds: ['ScyllaCluster'], technology: 'scylladb', services: ['*-client'], version: 'spec.version' },
  { group: 'crdb.cockroachlabs.com', kinds: ['CrdbCluster'], technology: 'cockroachdb', services: ['*-public'], replicas: ['spec.nodes'] },
  { group: 'clickhouse.altinity.com', kinds: ['ClickHouseInstallation'], technology: 'clickhouse', services: ['clickhouse-*', 'chi-*'] },
  { group: 'opensearch.opster.io', kinds: ['OpenSearchCluster'], technology: 'opensearch', version: 'spec.general.version' },
  { group: 'minio.min.io', kinds: ['Tenant'], technology: 'minio', services: ['minio', '*-hl', '*-console'] },
  { group: 'nats.io', kinds: ['NatsCluster'], technology: 'nats', replicas: ['spec.size'], version: 'spec.version' },
  { group: 'solr.apache.org', kinds: ['SolrCloud'], technology: 'solr', services: ['*-solrcloud-common'], replicas: ['spec.replicas'] },
  {
    group: 'zookeeper.pravega.io',
    kinds: ['ZookeeperCluster'],
    technology: 'zookeeper',
    services: ['*-client'],
    replicas: ['spec.replicas'],
  },
  { group: 'k8s.keycloak.org', kinds: ['Keycloak'], technology: 'keycloak', services: ['*-service'], replicas: ['spec.instances'] },
  { group: 'keycloak.org', kinds: ['Keycloak'], technology: 'keycloak', replicas: ['spec.instances'] },
  {
    group: 'monitoring.coreos.com',
    kinds: ['Prometheus'],
    technology: 'prometheus',
    services: ['prometheus-operated'],
    replicas: ['spec.replicas'],
  },
  {
    group: 'monitoring.coreos.com',
    kinds: ['Alertmanager'],
    technology: 'alertmanager',
    services: ['alertmanager-operated'],
    replicas: ['spec.replicas'],
  },
  { group: 'grafana.integreatly.org', kinds: ['Grafana'], technology: 'grafana', services: ['*-service'] },
  { group: 'jaegertracing.io', kinds: ['Jaeger'], technology: 'jaeger', services: ['*-collector', '*-query', '*-agent'] },
  { group: 'loki.grafana.com', kinds: ['LokiStack'], technology: 'loki' },
];

/** The rule for an object; undefined for everything that no operator makes a store or a broker of. */
export function operatorRuleOf(manifest: Manifest): OperatorRule | undefined {
  const group = manifest.api.split('/', 1)[0] ?? '';
  return operatorRules.find((rule) => rule.group === group && rule.kinds.includes(manifest.kind));
}

/** The store or broker that an operator runs for a custom resource, with its sizes. */
export function operatorObservations(manifest: Manifest, rule: OperatorRule): Observation[] {
  const { input } = manifest;
  const technology = byId(rule.technology);
  const name = input.redact(manifest.name);
  const evidence = input.evidence(manifest.nameLine);
  const instances = (rule.replicas ?? []).map((path) => known(manifest, path)).find((entry) => entry !== undefined);
  const count = Number(instances?.text ?? Number.NaN);
  const version = rule.version === undefined ? undefined : known(manifest, rule.version);
  const storage = rule.storage === undefined ? undefined : known(manifest, rule.storage);
  const image = technology?.images?.[0];
  return [
    {
      type: 'workload',
      source: 'kubernetes',
      name,
      aliases: (rule.services ?? []).map((service) => service.replace('*', manifest.name)),
      ports: [],
      references: [],
      dependsOn: [],
      evidence,
      // The operator chooses the image; the catalogue's own stands for it, so that the component is what it is.
      ...(image === undefined ? {} : { image }),
      ...(technology?.component === undefined ? {} : { kind: technology.component }),
      ...(Number.isInteger(count) ? { instances: count } : {}),
      ...(manifest.auxiliary ? { auxiliary: true } : {}),
    },
    {
      type: 'technology',
      technology: rule.technology,
      scope: 'production',
      folder: folderOf(input.path),
      evidence: input.evidence(version?.line ?? manifest.kindLine),
      ...(version === undefined ? {} : { version: input.redact(version.text) }),
    },
    { type: 'deployment', target: 'kubernetes', evidence: input.evidence(manifest.kindLine) },
    ...(Number.isInteger(count) && instances !== undefined && !manifest.auxiliary
      ? [{ type: 'sizing' as const, measure: 'replicas', value: String(count), about: name, evidence: input.evidence(instances.line) }]
      : []),
    ...(storage === undefined || manifest.auxiliary
      ? []
      : [
          {
            type: 'sizing' as const,
            measure: 'storage',
            value: input.redact(storage.text),
            about: name,
            evidence: input.evidence(storage.line),
          },
        ]),
    ...backups(manifest),
  ];
}

function backups(manifest: Manifest): Observation[] {
  const backup = entryAt(manifest.node, 'spec', 'backup') ?? entryAt(manifest.node, 'spec', 'backups');
  const says = backup?.value.kind === 'map' && backup.value.entries.size > 0 && textAt(backup.value, 'enabled') !== 'false';
  return backup !== undefined && says ? [{ type: 'practice', practice: 'backups', evidence: manifest.input.evidence(backup.line) }] : [];
}

function known(manifest: Manifest, path: string): { readonly text: string; readonly line: number } | undefined {
  const entry: DataEntry | undefined = entryAt(manifest.node, ...path.split('.'));
  return entry?.value.kind === 'scalar' && entry.value.text !== '' && !manifest.isMasked(entry.line)
    ? { text: entry.value.text, line: entry.line }
    : undefined;
}

/** Hosts that triggers of a KEDA ScaledObject watch; what they name is what the scaled workload works off. */
export function triggerHosts(manifest: Manifest): readonly { readonly key: string; readonly text: string; readonly line: number }[] {
  return itemsAt(manifest.node, 'spec', 'triggers').flatMap((trigger) =>
    ['bootstrapServers', 'host', 'address', 'serverAddress', 'natsServerMonitoringEndpoint', 'redisAddress'].flatMap((key) => {
      const entry = entryAt(trigger, 'metadata', key);
      return entry?.value.kind === 'scalar' && !manifest.isMasked(entry.line) && at(trigger, 'metadata', key) !== undefined
        ? [{ key: key === 'address' ? `${textAt(trigger, 'type') ?? ''}_address` : key, text: entry.value.text, line: entry.line }]
        : [];
    }),
  );
}
