import { byId } from '../catalogue/index.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';

/** What is set up on a server, by the names of the roles and of the packages that do. Owns its examples. */
export interface ServerRule {
  /** Catalogue id. */
  readonly technology: string;
  /** Names of roles without their author: `geerlingguy.mysql` is `mysql`. */
  readonly roles: readonly string[];
  /** Names of packages of operating systems. */
  readonly packages: readonly string[];
}

/** Servers that are things of their own; what a program merely needs (a language, a client) is not among them. */
export const serverRules: readonly ServerRule[] = [
  {
    technology: 'postgresql',
    roles: ['postgresql', 'postgres', 'postgresql-server', 'postgresql_server'],
    packages: ['postgresql', 'postgresql-server'],
  },
  {
    technology: 'mysql',
    roles: ['mysql', 'mysql-server', 'mysql_server'],
    packages: ['mysql-server', 'mysql-community-server', 'default-mysql-server'],
  },
  { technology: 'mariadb', roles: ['mariadb', 'mariadb-server'], packages: ['mariadb-server'] },
  { technology: 'mongodb', roles: ['mongodb', 'mongo'], packages: ['mongodb', 'mongodb-org', 'mongodb-server', 'mongodb-org-server'] },
  { technology: 'redis', roles: ['redis', 'redis-server', 'multi_redis', 'multi-redis'], packages: ['redis', 'redis-server'] },
  { technology: 'valkey', roles: ['valkey'], packages: ['valkey', 'valkey-server'] },
  { technology: 'memcached', roles: ['memcached'], packages: ['memcached'] },
  { technology: 'rabbitmq', roles: ['rabbitmq', 'rabbitmq-server'], packages: ['rabbitmq-server'] },
  { technology: 'kafka', roles: ['kafka', 'apache-kafka'], packages: [] },
  { technology: 'zookeeper', roles: ['zookeeper'], packages: ['zookeeperd'] },
  { technology: 'elasticsearch', roles: ['elasticsearch'], packages: ['elasticsearch'] },
  { technology: 'opensearch', roles: ['opensearch'], packages: ['opensearch'] },
  { technology: 'solr', roles: ['solr'], packages: [] },
  { technology: 'cassandra', roles: ['cassandra'], packages: ['cassandra'] },
  { technology: 'influxdb', roles: ['influxdb'], packages: ['influxdb', 'influxdb2'] },
  { technology: 'clickhouse', roles: ['clickhouse'], packages: ['clickhouse-server'] },
  { technology: 'minio', roles: ['minio'], packages: ['minio'] },
  { technology: 'varnish', roles: ['varnish'], packages: ['varnish'] },
  { technology: 'haproxy', roles: ['haproxy'], packages: ['haproxy'] },
  { technology: 'traefik', roles: ['traefik'], packages: [] },
  { technology: 'keycloak', roles: ['keycloak'], packages: [] },
  { technology: 'vault', roles: ['vault', 'hashicorp-vault'], packages: [] },
  { technology: 'consul', roles: ['consul'], packages: ['consul'] },
  { technology: 'prometheus', roles: ['prometheus'], packages: ['prometheus'] },
  { technology: 'grafana', roles: ['grafana'], packages: ['grafana'] },
  { technology: 'kibana', roles: ['kibana'], packages: ['kibana'] },
  { technology: 'logstash', roles: ['logstash'], packages: ['logstash'] },
  { technology: 'nginx', roles: ['nginx'], packages: ['nginx'] },
];

/** Web servers stand in front of, or within, the application: they are named, but are no component on that alone. */
const onlyTechnology: ReadonlySet<string> = new Set(['nginx']);

/** What a role or a package of this name sets up: nothing for names that are not known. */
export function serverObservations(input: DetectorInput, written: string, line: number, by: 'role' | 'package'): Observation[] {
  const name = written.toLowerCase();
  const short = by === 'role' ? name.replace(/^.*[./]/, '').replace(/^ansible[-_]role[-_]|^ansible[-_]|[-_]role$/, '') : name;
  const rule = serverRules.find((one) => (by === 'role' ? one.roles : one.packages).includes(short));
  const technology = rule === undefined ? undefined : byId(rule.technology);
  if (technology === undefined) return [];
  const evidence = input.evidence(line);
  const found: Observation[] = [
    { type: 'technology', technology: technology.id, scope: 'production', folder: folderOf(input.path), evidence },
  ];
  const image = technology.images?.[0];
  if (technology.component === undefined || image === undefined || onlyTechnology.has(technology.id)) return found;
  found.push({
    type: 'workload',
    source: 'platform',
    name: technology.id,
    // No image is named: the catalogue's own stands for it, so that the component is what it is.
    image,
    kind: technology.component,
    aliases: [],
    ports: [],
    references: [],
    dependsOn: [],
    evidence,
  });
  return found;
}
