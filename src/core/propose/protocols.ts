/** The protocol that a product is spoken to with, by its name; `unknown` where the name does not tell. */
export function protocolOf(product: string, fallback = 'unknown'): string {
  return known.find(([pattern]) => pattern.test(product))?.[1] ?? fallback;
}

const known: readonly (readonly [RegExp, string])[] = [
  [/sqlite|in.process|in.memory/i, 'in process'],
  [/postgres|mysql|maria|aurora|cockroach|oracle|sql server|azure sql|cloud sql|timescale|yugabyte|spanner/i, 'SQL'],
  [/mongo|documentdb/i, 'MongoDB'],
  [/dynamo|firestore|cosmos/i, 'HTTPS'],
  [/cassandra|scylla/i, 'CQL'],
  [/rabbit|activemq|amazon mq|artemis/i, 'AMQP'],
  [/kafka|redpanda|\bmsk\b|event hubs/i, 'Kafka'],
  [/service bus/i, 'AMQP'],
  [/\bsqs\b|\bsns\b|pub.?sub|eventbridge|kinesis|cloud tasks|queue storage/i, 'HTTPS'],
  [/\bnats\b/i, 'NATS'],
  [/redis|valkey|elasticache|memorystore|dragonfly|keydb/i, 'RESP'],
  [/memcache/i, 'memcached'],
  [/elastic|opensearch|meili|typesense|algolia|solr/i, 'HTTPS'],
  [/\bs3\b|blob|object|minio|cloud storage|ceph/i, 'HTTPS'],
  [/cognito|auth0|keycloak|entra|okta|clerk|zitadel|firebase auth|oidc|identity/i, 'OIDC'],
];

/** Whether a messaging choice is a scheduler of jobs rather than something that carries messages. */
export function isScheduler(product: string): boolean {
  return /scheduler|airflow|dagster|prefect|\bcron|kestra|step functions|data factory|workflows|\bjobs\b|temporal|composer|durable functions/i.test(
    product,
  );
}

/** Whether a messaging choice lives inside the database and so is no part of its own. */
export function livesInDatabase(product: string): boolean {
  return /postgres|database|\btable\b|outbox|in.process|none|^queue in /i.test(product);
}
