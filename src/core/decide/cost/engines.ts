import type { Span } from '../prices.ts';

/**
 * How a database is paid. `server`: machines, as a factor on a managed PostgreSQL of the same size; `use`: by the read
 * and write; `file`: it lives in the application, and only its disk is paid.
 */
export interface Engine {
  readonly name: string;
  readonly paid: 'server' | 'use' | 'file';
  readonly factor: Span;
  /** Why the factor, for the note of its line; empty where it is priced as what it is. */
  readonly because: string;
}

const server = (name: string, low: number, high: number, because = ''): Engine => ({
  name,
  paid: 'server',
  factor: { low, high },
  because,
});
const use = (name: string): Engine => ({ name, paid: 'use', factor: { low: 1, high: 1 }, because: 'paid by reads and writes' });
const file = (name: string): Engine => ({ name, paid: 'file', factor: { low: 0, high: 0 }, because: '' });

/** Engines by technology or option id. Factors are our estimates from the public lists; all others count as a PostgreSQL. */
const engines: ReadonlyMap<string, Engine> = new Map([
  ['postgresql', server('PostgreSQL', 1, 1)],
  ['mysql', server('MySQL', 1, 1)],
  ['mariadb', server('MariaDB', 1, 1)],
  ['timescaledb', server('TimescaleDB', 1, 1.5)],
  ['amazon-aurora', server('Amazon Aurora', 1.2, 2, 'about 1.2 to 2 times a PostgreSQL of that size')],
  ['sql-server', server('SQL Server', 1.8, 3, 'with its licence about 2 to 3 times a PostgreSQL of that size')],
  ['oracle', server('Oracle', 2, 5, 'with its licence 2 to 5 times a PostgreSQL of that size')],
  ['mongodb', server('MongoDB', 1.2, 1.8, 'three copies of a small size, about 1.2 to 1.8 times a PostgreSQL')],
  ['cockroachdb', server('CockroachDB', 2, 3, 'three nodes')],
  ['cassandra', server('Cassandra', 3, 4, 'three nodes')],
  ['scylladb', server('ScyllaDB', 3, 4, 'three nodes')],
  ['clickhouse', server('ClickHouse', 1, 2)],
  ['dynamodb', use('DynamoDB')],
  ['firestore', use('Firestore')],
  ['cosmos-db', use('Cosmos DB')],
  ['bigquery', use('BigQuery')],
  ['sqlite', file('SQLite')],
  ['duckdb', file('DuckDB')],
  ['h2', file('H2')],
]);

/** How the engine with this technology or option id is paid; an unknown one as a PostgreSQL, and its line says so. */
export function engineOf(id: string): Engine {
  return engines.get(id) ?? { name: '', paid: 'server', factor: { low: 1, high: 1 }, because: 'priced as a PostgreSQL of that size' };
}
