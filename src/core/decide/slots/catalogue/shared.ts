import { any, chosen, not, q, style, uses } from '../slot-rule.ts';

/** People outside the company. */
export const outsiders = q('users', 'consumers', 'business-customers', 'citizens');
/** Anybody who looks at a screen. */
export const people = q('users', 'consumers', 'business-customers', 'employees', 'citizens');
/** Compute that is started for each call and stops after it. */
export const functionIds = ['aws-lambda', 'azure-functions', 'cloud-functions', 'cloudflare-workers'] as const;
export const onFunctions = chosen(...functionIds);
export const clusterIds = ['kubernetes', 'amazon-eks', 'aks', 'gke'] as const;
export const inCluster = chosen(...clusterIds);
export const relational = chosen(
  'postgresql',
  'mysql',
  'mariadb',
  'sql-server',
  'amazon-aurora',
  'timescaledb',
  'cockroachdb',
  'oracle-database',
  'cloud-spanner',
);
/** Stores made for figures over many rows. */
export const warehouseIds = ['bigquery', 'clickhouse', 'snowflake', 'amazon-redshift', 'microsoft-fabric', 'databricks-lakehouse'] as const;
export const inWarehouse = chosen(...warehouseIds);
export const onTypescript = chosen('nestjs', 'fastify', 'express', 'nodejs', 'nextjs');
export const onPython = chosen('fastapi', 'django', 'flask', 'python');
export const onJvm = chosen('spring-boot', 'quarkus');
export const onDotnet = chosen('aspnet-core');
/** The work is a flow of data through steps. */
export const dataFlow = any(style('pipeline'), q('transformation-chain', 'mostly'));
/** Events or device messages that never stop. */
export const streaming = any(q('work-trigger', 'events'), q('users', 'devices'));
/** Several parts that are released alone. */
export const splitUp = style('microservices', 'service-based', 'event-driven', 'space-based');
export const byTheClock = any(q('work-trigger', 'clock'), style('pipeline'));
export const notByTheClock = not(byTheClock);
export const brokerInUse = uses('kafka', 'amazon-msk', 'redpanda', 'confluent-cloud');
