import type { Fit, SlotRule } from "../slot-rule.ts";
import {
  all,
  any,
  atLeast,
  atMost,
  chosen,
  not,
  option,
  peak,
  q,
  style,
} from "../slot-rule.ts";

const stream = any(q("work-trigger", "events"), q("users", "devices"));
const together = q("transactions", "across-areas", "one-area");

/** One instance has an end, unless memory in front of it takes the peak. */
const outgrown: Fit = {
  when: any(
    atLeast("data-volume", 50_000),
    all(peak(20_000), not(style("space-based"))),
  ),
  points: -0.2,
  because: "{data-volume} and {peak} are more than one instance should carry",
};

/** Where the data lives that must not be lost. */
export const primaryStore: SlotRule = {
  slot: "primary-store",
  title: "Primary store",
  categories: ["store"],
  options: [
    option({
      id: "postgresql",
      name: "PostgreSQL",
      nameOn: {
        aws: "PostgreSQL on Amazon RDS",
        azure: "Azure Database for PostgreSQL",
        gcp: "PostgreSQL on Cloud SQL",
        platform: "PostgreSQL of the platform",
      },
      technologies: [
        "postgresql",
        "amazon-rds",
        "azure-postgresql",
        "cloud-sql",
        "neon",
        "supabase",
        "alloydb",
        "digitalocean-database",
      ],
      base: 0.5,
      days: 0.4,
      from: 15,
      price: "the smallest managed instance",
      skills: ["relational"],
      merit:
        "transactions, joins, JSON, queues and text search in one store that a dozen hosts operate for you",
      otherwise:
        "it holds the same data, without what speaks for {chosen} here",
      fits: [
        {
          when: q("transactions", "across-areas"),
          points: 0.12,
          because: "what must happen together or not at all is one transaction",
        },
        {
          when: all(atMost("data-volume", 5000), not(peak(5000))),
          points: 0.06,
          because: "one instance holds {data-volume} and {peak}",
        },
        outgrown,
        {
          when: style("serverless"),
          points: -0.06,
          because: "functions open more connections than it likes",
        },
      ],
      consequences: [
        "One database is the ceiling for writes, some thousands a second; reads can be moved to copies before that.",
      ],
    }),
    option({
      id: "mysql",
      name: "MySQL",
      nameOn: {
        aws: "MySQL on Amazon RDS",
        azure: "Azure Database for MySQL",
        gcp: "MySQL on Cloud SQL",
      },
      technologies: ["mysql", "azure-mysql", "planetscale", "tidb"],
      base: 0.42,
      days: 0.4,
      from: 15,
      price: "the smallest managed instance",
      licence: "copyleft",
      skills: ["relational"],
      merit: "proven, and run by every host",
      otherwise:
        "no need speaks for it against {chosen}, and its JSON and text search do less",
      fits: [
        outgrown,
        {
          when: chosen("laravel", "symfony"),
          points: 0.06,
          because: "it is the usual companion of PHP",
        },
      ],
    }),
    option({
      id: "mariadb",
      name: "MariaDB",
      base: 0.4,
      days: 0.4,
      from: 15,
      price: "the smallest managed instance",
      licence: "copyleft",
      skills: ["relational"],
      fits: [outgrown],
      merit: "proven, open, and easy to run on a machine of your own",
      otherwise: "no need speaks for it against {chosen}",
    }),
    option({
      id: "sql-server",
      name: "Microsoft SQL Server",
      nameOn: { azure: "Azure SQL Database", aws: "SQL Server on Amazon RDS" },
      technologies: ["sql-server", "azure-sql"],
      base: 0.34,
      days: 0.4,
      from: 25,
      price:
        "the smallest managed instance; licences on own machines cost more",
      licence: "proprietary",
      skills: ["relational"],
      merit: "reporting and tools that people beside it know",
      otherwise: "licences grow with the cores, which {chosen} does not have",
      fits: [
        outgrown,
        {
          when: all(
            q("stack-preferred", "dotnet"),
            q("hosting", "azure", "own"),
          ),
          points: 0.12,
          because: "beside C# on {place} it is what administrators know",
        },
        {
          when: q("legacy", "database", "erp"),
          points: 0.04,
          because: "systems beside it often speak it",
        },
      ],
    }),
    option({
      id: "amazon-aurora",
      name: "Amazon Aurora PostgreSQL",
      base: 0.38,
      days: 0.3,
      from: 90,
      price: "one medium instance and its storage",
      licence: "proprietary",
      vendor: "aws",
      places: ["aws"],
      skills: ["relational"],
      merit: "a failed instance is replaced within half a minute",
      otherwise:
        "about twice the price of RDS at this size, and no need asks for its faster failover",
      fits: [
        {
          when: any(
            atLeast("availability", 99.99),
            all(q("first-hour-down", "harm"), atMost("recovery-time", 10)),
          ),
          points: 0.2,
          because: "minutes of downtime count, and it fails over within one",
        },
        {
          when: atLeast("data-volume", 5000),
          points: 0.18,
          because: "its storage grows past {data-volume} by itself",
        },
        {
          when: all(peak(5000), not(q("read-write", "writes"))),
          points: 0.1,
          because: "up to fifteen copies share the reading of {peak}",
        },
      ],
    }),
    option({
      id: "cockroachdb",
      name: "CockroachDB",
      technologies: ["cockroachdb", "yugabytedb"],
      base: 0.24,
      days: 1.5,
      from: 300,
      price: "three nodes",
      licence: "source-available",
      skills: ["relational"],
      merit: "it survives a lost region without a failover",
      otherwise:
        "three nodes and slower transactions for a failure that {chosen} survives with a standby",
      fits: [
        {
          when: all(
            atLeast("availability", 99.99),
            q("objectives", "new-markets"),
          ),
          points: 0.2,
          because: "several regions write, and none may be missed",
        },
      ],
    }),
    option({
      id: "mongodb",
      name: "MongoDB",
      technologies: [
        "mongodb",
        "mongodb-atlas",
        "amazon-documentdb",
        "mongoose",
      ],
      base: 0.3,
      days: 0.5,
      from: 60,
      price: "the smallest dedicated cluster",
      licence: "source-available",
      merit: "documents are stored as the program holds them",
      otherwise:
        "records that refer to each other are joins, which {chosen} does better; documents fit there as JSON",
      fits: [
        {
          when: together,
          points: -0.08,
          because:
            "changes across records belong in one transaction over tables",
        },
      ],
    }),
    option({
      id: "dynamodb",
      name: "Amazon DynamoDB",
      base: 0.24,
      days: 0.1,
      from: 1,
      price: "a gigabyte and a million writes",
      licence: "proprietary",
      vendor: "aws",
      places: ["aws"],
      merit: "no instance, no connections, any rate",
      otherwise:
        "every question has to be known before the keys are chosen; lists and reports are joins, which {chosen} does",
      fits: [
        {
          when: style("serverless"),
          points: 0.36,
          because: "functions call it over HTTP, and idle hours cost nothing",
        },
        {
          when: peak(10_000),
          points: 0.16,
          because: "{peak} with single-digit milliseconds need no sizing",
        },
        {
          when: q("transactions", "across-areas"),
          points: -0.2,
          because: "changes across several areas are awkward in it",
        },
        {
          when: not(style("serverless", "event-driven", "microservices")),
          points: -0.08,
          because: "a {style} lives from joins",
        },
      ],
      consequences: [
        "Access patterns are written down before the table; a new report reads an export, not the table.",
      ],
    }),
    option({
      id: "cosmos-db",
      name: "Azure Cosmos DB",
      base: 0.22,
      days: 0.1,
      from: 5,
      price: "serverless, little use",
      licence: "proprietary",
      vendor: "azure",
      places: ["azure"],
      merit: "no instance, any rate, several regions",
      otherwise:
        "every question has to be known before the partition key is chosen, which {chosen} does not ask",
      fits: [
        {
          when: style("serverless"),
          points: 0.34,
          because: "functions call it over HTTP, and idle hours cost little",
        },
        {
          when: q("transactions", "across-areas"),
          points: -0.2,
          because: "changes across several areas are awkward in it",
        },
      ],
    }),
    option({
      id: "firestore",
      name: "Google Firestore",
      technologies: ["firestore", "firebase"],
      base: 0.22,
      days: 0.1,
      from: 1,
      price: "a gigabyte and a million reads",
      licence: "proprietary",
      vendor: "gcp",
      places: ["gcp"],
      merit: "no instance, and clients follow changes live",
      otherwise:
        "reports and changes across records are hard in it, and easy in {chosen}",
      fits: [
        {
          when: style("serverless"),
          points: 0.34,
          because: "functions call it over HTTP, and idle hours cost nothing",
        },
        {
          when: q("needs", "live-updates"),
          points: 0.06,
          because: "clients follow changes without a socket of yours",
        },
        {
          when: q("transactions", "across-areas"),
          points: -0.2,
          because: "changes across several areas are awkward in it",
        },
      ],
    }),
    option({
      id: "sqlite",
      name: "SQLite",
      technologies: ["sqlite", "turso", "cloudflare-d1", "pocketbase"],
      base: 0.3,
      days: 0.1,
      price: "a file",
      merit: "a file that needs nobody to operate it",
      otherwise:
        "one process writes at a time and a second machine cannot share it, which {chosen} allows",
      fits: [
        {
          when: chosen("installed-application"),
          points: 0.4,
          because: "it is installed with the application and needs no network",
        },
        {
          when: all(
            chosen("docker-compose"),
            atMost("concurrent-users", 100),
            atMost("data-volume", 50),
          ),
          points: 0.08,
          because: "one process and {concurrent-users} ask for no server",
        },
        {
          when: style(
            "microservices",
            "service-based",
            "event-driven",
            "space-based",
            "serverless",
          ),
          points: -0.2,
          because: "several processes write",
        },
        {
          when: not(chosen("docker-compose", "installed-application")),
          points: -0.2,
          because:
            "it lives on one disk, and the code runs on more than one machine",
        },
      ],
    }),
    option({
      id: "timescaledb",
      name: "PostgreSQL with TimescaleDB",
      technologies: ["timescaledb", "influxdb", "questdb", "amazon-timestream"],
      base: 0.3,
      days: 0.7,
      from: 40,
      price: "a small managed instance",
      licence: "source-available",
      skills: ["relational"],
      merit: "readings are compressed by time and stay in reach of SQL",
      otherwise:
        "it pays for readings by the million; for the rest {chosen} is enough",
      fits: [
        {
          when: all(stream, atLeast("machine-events", 500)),
          points: 0.3,
          because:
            "{machine-events} are readings by time, compressed to a tenth",
        },
        {
          when: not(stream),
          points: -0.12,
          because: "the records are not readings by time",
        },
      ],
      consequences: [
        "Readings older than the agreed time are reduced to hourly figures by a policy, not by a script.",
      ],
    }),
    option({
      id: "cassandra",
      name: "Apache Cassandra",
      technologies: ["cassandra", "scylladb", "amazon-keyspaces", "bigtable"],
      base: 0.16,
      days: 4,
      from: 300,
      price: "three nodes",
      merit: "writes spread over any number of machines",
      otherwise:
        "three nodes to look after for writes that {chosen} takes on one",
      fits: [
        {
          when: all(stream, atLeast("machine-events", 20_000)),
          points: 0.35,
          because: "{machine-events} are more than one machine writes",
        },
        {
          when: together,
          points: -0.12,
          because: "it has no transactions across records",
        },
      ],
    }),
    option({
      id: "clickhouse",
      name: "ClickHouse",
      technologies: ["clickhouse", "duckdb", "amazon-redshift"],
      base: 0.18,
      days: 1.2,
      from: 60,
      price: "the smallest managed service",
      merit: "sums over a billion rows within a second",
      otherwise:
        "made for sums over many rows, not for changing single ones, which {chosen} does",
      fits: [
        {
          when: all(style("pipeline"), atLeast("data-volume", 500)),
          points: 0.3,
          because:
            "the result of the chain is {data-volume} of figures that are summed",
        },
        {
          when: not(style("pipeline")),
          points: -0.08,
          because: "people change single records",
        },
      ],
    }),
    option({
      id: "bigquery",
      name: "Google BigQuery",
      technologies: ["bigquery", "snowflake", "azure-synapse"],
      base: 0.2,
      days: 0.1,
      from: 5,
      price: "a terabyte read",
      licence: "proprietary",
      vendor: "gcp",
      places: ["gcp"],
      merit: "paid by what is read, nothing to operate",
      otherwise:
        "made for questions over all data, not for changing single records, which {chosen} does",
      fits: [
        {
          when: style("pipeline"),
          points: 0.42,
          because:
            "a chain that turns data into figures ends in a store for figures, and nobody operates it",
        },
        {
          when: not(style("pipeline")),
          points: -0.15,
          because: "people change single records",
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ["postgresql", "mysql", "mariadb", "sql-server"],
      trigger:
        "when writes stay above 2,000 a second for an hour, or the allowed downtime falls below 10 minutes a month",
    },
    { chosen: ["sqlite"], trigger: "when a second process has to write" },
    {
      chosen: ["dynamodb", "cosmos-db", "firestore"],
      trigger:
        "when the third report needs an export, or a change has to cover several kinds of record",
    },
    {
      chosen: ["timescaledb", "cassandra", "clickhouse", "bigquery"],
      trigger:
        "when single records are changed more often than figures are read",
    },
    {
      trigger:
        "when a version is no longer maintained, or a need above cannot be met by a bigger instance",
    },
  ],
};
