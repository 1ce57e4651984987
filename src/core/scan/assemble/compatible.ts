import { byId } from '../catalogue/index.ts';

/** Technologies that answer to the same client beyond those that run one engine. Catalogue ids. */
export const families: readonly ReadonlySet<string>[] = [
  new Set(['redis', 'valkey', 'keydb', 'dragonfly', 'elasticache', 'memorystore']),
  new Set(['postgresql', 'timescaledb', 'cockroachdb', 'yugabytedb', 'amazon-rds', 'amazon-aurora', 'cloud-sql']),
  new Set(['mysql', 'mariadb', 'planetscale', 'amazon-rds', 'amazon-aurora', 'cloud-sql']),
  new Set(['elasticsearch', 'opensearch']),
  new Set(['mongodb', 'cosmos-db']),
  new Set(['kafka', 'azure-event-hubs']),
  new Set(['rabbitmq', 'amazon-mq']),
  new Set(['amazon-s3', 'minio', 'minio-client']),
];

/** Whether a client of one technology can talk to the other: a Valkey cache serves a Redis client. */
export function compatible(a: string, b: string): boolean {
  const left = engineOf(a);
  const right = engineOf(b);
  return left === right || families.some((family) => (family.has(a) || family.has(left)) && (family.has(b) || family.has(right)));
}

function engineOf(id: string): string {
  return byId(id)?.engine ?? id;
}
