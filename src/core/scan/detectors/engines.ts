/**
 * The words by which configuration names a data engine (`adapter: mysql2`, `provider = "sqlserver"`, `'pgsql'`,
 * `django.db.backends.postgresql`), lower case, with the catalogue id of the engine. Sources: the adapters of Rails,
 * the connectors of Prisma, the dialects of Knex, Sequelize, TypeORM and Drizzle, the drivers of Laravel and Doctrine.
 */
const engines: ReadonlyMap<string, string> = new Map([
  ['postgresql', 'postgresql'],
  ['postgres', 'postgresql'],
  ['pgsql', 'postgresql'],
  ['pdo_pgsql', 'postgresql'],
  ['pg', 'postgresql'],
  ['pgnative', 'postgresql'],
  ['pg-native', 'postgresql'],
  ['postgis', 'postgresql'],
  ['psycopg2', 'postgresql'],
  ['asyncpg', 'postgresql'],
  ['mysql', 'mysql'],
  ['mysql2', 'mysql'],
  ['trilogy', 'mysql'],
  ['pdo_mysql', 'mysql'],
  ['mysqli', 'mysql'],
  ['mariadb', 'mariadb'],
  ['sqlite', 'sqlite'],
  ['sqlite3', 'sqlite'],
  ['better-sqlite3', 'sqlite'],
  ['pdo_sqlite', 'sqlite'],
  ['spatialite', 'sqlite'],
  ['sqlserver', 'sql-server'],
  ['sqlsrv', 'sql-server'],
  ['pdo_sqlsrv', 'sql-server'],
  ['mssql', 'sql-server'],
  ['tedious', 'sql-server'],
  ['oracle', 'oracle-database'],
  ['oracledb', 'oracle-database'],
  ['oracle_enhanced', 'oracle-database'],
  ['oci8', 'oracle-database'],
  ['pdo_oci', 'oracle-database'],
  ['cockroachdb', 'cockroachdb'],
  ['mongodb', 'mongodb'],
  ['turso', 'turso'],
  ['snowflake', 'snowflake'],
  ['bigquery', 'bigquery'],
  ['redshift', 'amazon-redshift'],
  ['databricks', 'databricks'],
  ['clickhouse', 'clickhouse'],
  ['duckdb', 'duckdb'],
  ['trino', 'trino'],
  ['redis', 'redis'],
  ['rediss', 'redis'],
  ['memcached', 'memcached'],
  ['amqp', 'rabbitmq'],
  ['amqps', 'rabbitmq'],
]);

/** The catalogue id of the engine that configuration calls `word`; undefined for a word that names none. */
export function engineOf(word: string): string | undefined {
  return engines.get(word.trim().toLowerCase());
}

/** What stands before `://` in a text written for a data engine: `postgresql+asyncpg://…` is PostgreSQL. */
export function engineOfUrl(text: string): string | undefined {
  const scheme = /(?:^|["'`\s:=(])(?:jdbc:)?([a-z][a-z0-9]{1,20})(?:\+[\w-]{1,20})?:(?:\/\/|@)/.exec(text.slice(0, 2_000))?.[1];
  return scheme === undefined ? undefined : engineOf(scheme);
}
