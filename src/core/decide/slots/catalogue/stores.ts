import type { SlotRule } from '../slot-rule.ts';
import { all, any, atLeast, atMost, chosen, not, option, peak, place, q, style } from '../slot-rule.ts';

/** Memory in front of the store. */
export const cache: SlotRule = {
  slot: 'cache',
  title: 'Cache',
  categories: ['cache'],
  neededWhen: [
    {
      when: style('space-based'),
      because: 'the working set of a space-based system lives in memory',
    },
    {
      when: q('latency', 'under-50ms'),
      because: 'a twentieth of a second is noticed, and a question to the store takes a good part of it',
    },
    {
      when: all(peak(1000), q('read-write', 'reads')),
      because: '{peak}, mostly reading, would ask the store for the same things again and again',
    },
  ],
  notNeeded: [
    {
      when: q('latency', 'minutes'),
      because: 'nobody waits for milliseconds, so a copy in memory would only be one more thing that can be stale',
    },
    {
      when: q('read-write', 'writes'),
      because: 'it mostly writes; what is written has to reach the store anyway',
    },
    {
      because: 'the store answers {peak} from its own memory, and a cache would be one more thing that can be stale',
    },
  ],
  options: [
    option({
      id: 'in-process-cache',
      name: 'Memory of the process',
      technologies: ['caffeine'],
      base: 0.42,
      merit: 'no part to operate and no network in between',
      otherwise: 'every process holds its own copy, so that two can disagree; {chosen} has one',
      fits: [
        {
          when: style('layered', 'modular-monolith', 'microkernel'),
          points: 0.06,
          because: 'one kind of process holds it',
        },
        {
          when: style('space-based', 'microservices'),
          points: -0.2,
          because: 'many processes would each hold another truth',
        },
      ],
    }),
    option({
      id: 'redis',
      name: 'Redis',
      technologies: [
        'redis',
        'valkey',
        'keydb',
        'dragonfly',
        'elasticache',
        'azure-cache-redis',
        'memorystore',
        'upstash',
        'amazon-memorydb',
      ],
      nameOn: {
        aws: 'Valkey on Amazon ElastiCache',
        azure: 'Azure Managed Redis',
        gcp: 'Valkey on Memorystore',
        own: 'Valkey',
        edge: 'Valkey',
        platform: 'Valkey of the platform',
      },
      base: 0.42,
      days: 0.3,
      from: 15,
      price: 'the smallest managed node',
      merit: 'one copy for all processes, with counters and locks that a peak needs',
      otherwise: 'one more part to operate; at {peak} the store and {chosen} answer as fast',
      fits: [
        { when: peak(1000), points: 0.1, because: '{peak} share one copy' },
        {
          when: style('microservices', 'service-based'),
          points: 0.06,
          because: 'several processes share one copy',
        },
      ],
      consequences: ['It holds copies only: losing it slows things down and loses nothing.'],
    }),
    option({
      id: 'memcached',
      name: 'Memcached',
      base: 0.32,
      days: 0.3,
      from: 12,
      price: 'the smallest managed node',
      merit: 'the simplest shared memory there is',
      otherwise: 'it knows neither counters nor locks, which {chosen} has for the same money',
    }),
    option({
      id: 'content-delivery-network',
      name: 'A content delivery network',
      technologies: ['cloudfront', 'fastly', 'cloudflare', 'azure-front-door', 'varnish'],
      base: 0.36,
      days: 0.1,
      from: 5,
      price: 'little traffic',
      merit: 'pages and pictures are answered near the user and never reach the server',
      otherwise: 'it helps where everybody sees the same; what differs for each person needs {chosen}',
      fits: [
        {
          when: all(q('users', 'consumers', 'citizens'), q('read-write', 'reads')),
          points: 0.16,
          because: 'most of what the public reads is the same for everybody',
        },
        {
          when: place('own', 'edge'),
          points: -0.2,
          because: 'it runs inside your own network',
        },
        {
          when: q('users', 'employees'),
          points: -0.05,
          because: 'colleagues see what is theirs',
        },
      ],
    }),
    option({
      id: 'data-grid',
      name: 'In-memory data grid (Hazelcast, Apache Ignite)',
      technologies: ['hazelcast', 'apache-ignite', 'infinispan'],
      base: 0.14,
      days: 4,
      from: 250,
      price: 'three nodes with 16 GB each',
      merit: 'data and the code that changes it stand together in memory, on several machines',
      otherwise: 'three nodes and a way of thinking of its own, which {peak} do not ask for',
      fits: [
        {
          when: style('space-based'),
          points: 0.6,
          because: 'the working set is split over the memory of several machines, each with a copy elsewhere',
        },
        {
          when: q('same-things', 'yes-memory'),
          points: 0.08,
          because: 'thousands want the same few things, and memory decides who was first',
        },
      ],
      consequences: ['Every change also leaves in a stream to the store; the grid can be filled again from there, and this is rehearsed.'],
    }),
    option({
      id: 'materialised-views',
      name: 'Prepared results in the store',
      technologies: [],
      base: 0.36,
      merit: 'the store keeps the result of a dear question',
      otherwise: 'results are as old as their last refresh, and {chosen} is faster where milliseconds count',
      fits: [
        {
          when: q('needs', 'real-time-reporting'),
          points: -0.08,
          because: 'figures shall be seconds old',
        },
        {
          when: q('latency', 'under-50ms'),
          points: -0.2,
          because: 'the way to the store alone takes too long',
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ['none'],
      trigger: 'when the store’s processor is above 60 % at the peak and the same ten questions make up more than half of it',
    },
    {
      trigger: 'when fewer than half of the questions are answered from memory',
    },
  ],
};

const relational = chosen('postgresql', 'mysql', 'mariadb', 'sql-server', 'amazon-aurora', 'timescaledb', 'cockroachdb');
const brokerSize = all(not(peak(2000)), not(style('event-driven', 'microservices')));

/** How work is handed over without somebody waiting. */
export const messaging: SlotRule = {
  slot: 'messaging',
  title: 'Messaging',
  categories: ['broker'],
  neededWhen: [
    { when: style('event-driven'), because: 'events carry the core workflow' },
    {
      when: style('pipeline'),
      because: 'steps have to be started, watched and repeated',
    },
    {
      when: all(q('partner-down', 'everything'), atLeast('external-apis', 1)),
      because: 'everything must go on while a partner is down, so calls wait and are made up for',
    },
    {
      when: q('work-trigger', 'events'),
      because: 'a stream of events starts the work',
    },
    {
      when: style('microservices', 'space-based'),
      because: 'parts that are released alone must not wait for each other',
    },
    {
      when: q('who-waits', 'receipt', 'nobody'),
      because: 'a receipt is enough and the rest may follow',
    },
    {
      when: q('work-trigger', 'mixed'),
      because: 'a good part of the work runs in the background',
    },
    {
      when: q('longest-task', 'minutes', 'hours'),
      because: 'the longest piece of work takes longer than anybody should wait for a page',
    },
  ],
  notNeeded: [
    {
      when: q('who-waits', 'always'),
      because: 'somebody waits for each result and the longest piece of work takes seconds, so a queue would only hide failures',
    },
    { because: 'no work was named that has to go on after the answer' },
  ],
  options: [
    option({
      id: 'postgres-outbox',
      name: 'Outbox table and queue in the database',
      technologies: ['pg-boss', 'oban', 'hangfire', 'quartz', 'rails-jobs'],
      base: 0.42,
      days: 0.2,
      merit: 'the change and the message are one transaction, and there is no second part to operate',
      otherwise: 'it shares the database’s strength; {peak} and many consumers want {chosen}',
      requires: [
        {
          needs: any(relational, chosen('sqlite')),
          because: 'the store is not one that keeps a queue in the same transaction',
        },
      ],
      fits: [
        {
          when: all(brokerSize, atMost('team-size', 10)),
          points: 0.2,
          because: 'a broker would be one more part for {team-size}, and {peak} fit into a table',
        },
        {
          when: q('never', 'done-twice'),
          points: 0.06,
          because: 'nothing is sent that was not booked, and nothing booked is not sent',
        },
        {
          when: style('event-driven'),
          points: -0.25,
          because: 'many consumers of {peak} would read one table',
        },
        {
          when: style('microservices', 'space-based'),
          points: -0.15,
          because: 'each service owns its data, so there is no common table',
        },
        {
          when: style('serverless'),
          points: -0.12,
          because: 'something would have to poll it all day',
        },
        {
          when: style('pipeline'),
          points: -0.1,
          because: 'steps need a schedule, dependencies and repeats',
        },
      ],
      consequences: ['The worker takes rows in small batches; rows older than 15 minutes raise an alarm.'],
    }),
    option({
      id: 'rabbitmq',
      name: 'RabbitMQ',
      technologies: ['rabbitmq', 'amazon-mq', 'activemq', 'ibm-mq', 'masstransit', 'nservicebus'],
      base: 0.34,
      days: 1,
      from: 20,
      price: 'the smallest managed node',
      skills: ['queues'],
      merit: 'queues, repeats and dead letters, on any machine',
      otherwise: 'a part to operate that {chosen} does without or with less',
      fits: [
        {
          when: any(style('service-based', 'microservices'), all(style('event-driven'), not(peak(5000)))),
          points: 0.16,
          because: 'several services take work from queues of their own',
        },
        {
          when: place('own', 'edge'),
          points: 0.05,
          because: 'it runs on your own machines',
        },
        {
          when: place('aws', 'azure', 'gcp'),
          points: -0.06,
          because: 'the cloud has a queue that nobody operates',
        },
        {
          when: peak(5000),
          points: -0.08,
          because: '{peak} that several read again fit a stream better',
        },
      ],
    }),
    option({
      id: 'amazon-sqs',
      name: 'Amazon SQS and SNS',
      technologies: ['amazon-sqs', 'amazon-sns', 'amazon-eventbridge'],
      base: 0.38,
      days: 0.2,
      from: 1,
      price: 'a million messages',
      licence: 'proprietary',
      vendor: 'aws',
      places: ['aws'],
      skills: ['queues'],
      merit: 'queues with dead letters that nobody operates',
      otherwise: 'a message and its database change are two steps; {chosen} makes them one or needs no second part',
      fits: [
        {
          when: style('serverless'),
          points: 0.3,
          because: 'functions are started by it and nothing polls',
        },
        {
          when: style('service-based', 'microservices', 'event-driven'),
          points: 0.16,
          because: 'each part has its own queue and nobody operates a broker',
        },
        {
          when: all(style('event-driven'), peak(5000)),
          points: -0.06,
          because: '{peak} that several read again fit a stream better',
        },
      ],
      consequences: ['Consumers are idempotent: a message may come twice.'],
    }),
    option({
      id: 'azure-service-bus',
      name: 'Azure Service Bus',
      technologies: ['azure-service-bus', 'azure-queue-storage', 'azure-event-grid'],
      base: 0.38,
      days: 0.2,
      from: 10,
      price: 'the standard tier',
      licence: 'proprietary',
      vendor: 'azure',
      places: ['azure'],
      skills: ['queues'],
      merit: 'queues and topics with order and dead letters that nobody operates',
      otherwise: 'a message and its database change are two steps; {chosen} makes them one or needs no second part',
      fits: [
        {
          when: style('serverless'),
          points: 0.3,
          because: 'functions are started by it and nothing polls',
        },
        {
          when: style('service-based', 'microservices', 'event-driven'),
          points: 0.16,
          because: 'each part has its own queue and nobody operates a broker',
        },
      ],
    }),
    option({
      id: 'google-pubsub',
      name: 'Google Pub/Sub',
      technologies: ['google-pubsub', 'google-cloud-tasks'],
      base: 0.38,
      days: 0.2,
      from: 1,
      price: 'ten gigabytes',
      licence: 'proprietary',
      vendor: 'gcp',
      places: ['gcp'],
      skills: ['queues'],
      merit: 'topics at any rate that nobody operates',
      otherwise: 'a message and its database change are two steps; {chosen} makes them one or needs no second part',
      fits: [
        {
          when: style('serverless'),
          points: 0.3,
          because: 'functions are started by it and nothing polls',
        },
        {
          when: style('service-based', 'microservices', 'event-driven'),
          points: 0.18,
          because: 'each part has its own subscription and nobody operates a broker',
        },
      ],
    }),
    option({
      id: 'kafka',
      name: 'Apache Kafka',
      nameOn: { aws: 'Apache Kafka on Amazon MSK' },
      technologies: [
        'kafka',
        'amazon-msk',
        'redpanda',
        'confluent-cloud',
        'kafka-connect',
        'schema-registry',
        'zookeeper',
        'pulsar',
        'amazon-kinesis',
        'azure-event-hubs',
        'rocketmq',
      ],
      base: 0.22,
      days: 3,
      from: 150,
      price: 'the smallest managed cluster',
      skills: ['event-streams'],
      merit: 'an ordered log that many read and can read again',
      otherwise: 'partitions, retention and upgrades need somebody who knows them, and {peak} do not ask for it; {chosen} is less',
      requires: [
        {
          needs: any(atLeast('team-size', 4), {
            uses: ['kafka', 'amazon-msk', 'redpanda', 'confluent-cloud'],
          }),
          because: 'a cluster of brokers is more than {team-size} can look after',
        },
      ],
      fits: [
        {
          when: all(style('event-driven'), any(peak(1000), q('needs', 'real-time-reporting'))),
          points: 0.34,
          because: '{peak} are a stream that several read, each at its own speed, and read again after a mistake',
        },
        {
          when: all(style('microservices', 'space-based'), q('skills', 'event-streams'), atLeast('teams', 4)),
          points: 0.2,
          because: 'teams publish what happened once and others read it when they are ready',
        },
        {
          when: style('layered', 'modular-monolith', 'service-based', 'serverless'),
          points: -0.15,
          because: 'there are few readers, and none reads again',
        },
      ],
      consequences: ['Schemas are registered and checked; retention and partitions are reviewed twice a year.'],
    }),
    option({
      id: 'nats',
      name: 'NATS JetStream',
      base: 0.32,
      days: 0.8,
      from: 20,
      price: 'three small nodes',
      skills: ['queues'],
      merit: 'queues and streams in one small program',
      otherwise: 'fewer people and tools than for {chosen}',
      fits: [
        {
          when: all(place('own', 'edge'), style('event-driven', 'microservices')),
          points: 0.14,
          because: 'one small program on each site, connected when there is a network',
        },
        {
          when: q('stack-preferred', 'go'),
          points: 0.03,
          because: 'it is written in Go, like what the team writes',
        },
      ],
    }),
    option({
      id: 'redis-queue',
      name: 'Queue in Redis',
      technologies: ['bullmq', 'sidekiq', 'celery', 'python-rq', 'dramatiq', 'asynq', 'laravel-horizon'],
      base: 0.34,
      days: 0.4,
      from: 15,
      price: 'the smallest managed node',
      merit: 'a queue library that the framework knows',
      otherwise: 'a job is written beside the transaction and may be lost with it; {chosen} closes that gap or needs no Redis',
      fits: [
        {
          when: chosen('redis'),
          points: 0.08,
          because: 'Redis is there anyway',
        },
        {
          when: q('never', 'done-twice', 'lost'),
          points: -0.06,
          because: 'a job is written beside the transaction, and what must never be lost may be',
        },
        {
          when: all(chosen('rails', 'laravel', 'django', 'fastapi', 'nestjs'), brokerSize),
          points: 0.05,
          because: 'the framework brings a queue for it',
        },
        {
          when: style('event-driven', 'pipeline', 'microservices'),
          points: -0.12,
          because: 'it hands out jobs and keeps no events',
        },
      ],
    }),
    option({
      id: 'mqtt-broker',
      name: 'MQTT broker',
      nameOn: { aws: 'AWS IoT Core', own: 'EMQX', edge: 'Mosquitto' },
      technologies: ['mqtt', 'mosquitto', 'emqx'],
      base: 0.14,
      days: 0.8,
      from: 20,
      price: 'a thousand devices',
      merit: 'made for devices that come and go',
      otherwise: 'it carries messages of devices, and what happens behind them needs {chosen}',
      fits: [
        {
          when: all(q('users', 'devices'), not(peak(1000))),
          points: 0.3,
          because: 'devices that come and go speak MQTT',
        },
        {
          when: not(q('users', 'devices')),
          points: -0.2,
          because: 'there are no devices',
        },
      ],
    }),
    option({
      id: 'workflow-scheduler',
      name: 'Scheduler for data steps (Dagster, Airflow)',
      technologies: ['airflow', 'dagster', 'prefect', 'luigi', 'argo-workflows'],
      base: 0.12,
      days: 1,
      from: 30,
      price: 'one small server',
      merit: 'steps with their dependencies, repeats and a page that shows what is late',
      otherwise: 'made for chains of steps by the clock; work that follows a click needs {chosen}',
      fits: [
        {
          when: style('pipeline'),
          points: 0.46,
          because: 'each step is started when its input is there, repeated when it fails, and seen when it is late',
        },
        {
          when: not(any(style('pipeline'), q('transformation-chain', 'mostly', 'part'))),
          points: -0.1,
          because: 'there is no chain of steps',
        },
      ],
      consequences: ['Every step can be run again for any past day with the same result.'],
    }),
    option({
      id: 'durable-workflows',
      name: 'Durable workflows (Temporal, Step Functions)',
      technologies: ['temporal', 'aws-step-functions', 'inngest', 'trigger-dev', 'camunda', 'flowable'],
      base: 0.22,
      days: 1.5,
      from: 100,
      price: 'the smallest hosted plan',
      merit: 'a process over days survives restarts and says where it stands',
      otherwise: 'a server and a way of writing code of its own, where a table with a status does, as in {chosen}',
      fits: [
        {
          when: all(q('longest-task', 'hours'), q('never', 'done-twice'), atLeast('team-size', 8)),
          points: 0.16,
          because: 'work over hours may neither stop half-way nor happen twice',
        },
      ],
    }),
    option({
      id: 'cron',
      name: 'The clock of the operating system',
      technologies: ['cloud-scheduler'],
      base: 0.26,
      days: 0.2,
      merit: 'a line in a table starts a program',
      otherwise: 'nobody notices when it did not run, and a second machine runs it twice; {chosen} knows',
      fits: [
        {
          when: all(q('work-trigger', 'clock'), atMost('team-size', 2)),
          points: 0.12,
          because: 'a few programs by the clock for {team-size}',
        },
        {
          when: style('event-driven', 'microservices', 'serverless'),
          points: -0.2,
          because: 'the work is started by events, not by the clock',
        },
        {
          when: all(q('partner-down', 'everything'), atLeast('external-apis', 1)),
          points: -0.12,
          because: 'waiting calls have to be kept somewhere',
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ['none'],
      trigger: 'when the first request takes longer than 10 seconds, or a partner’s outage stops a page',
    },
    {
      chosen: ['postgres-outbox', 'redis-queue', 'cron'],
      trigger: 'when more than 500 messages a second wait, or a third service reads the same events',
    },
    {
      chosen: ['kafka'],
      trigger: 'when after a year nobody has read an event a second time',
    },
    {
      trigger: 'when messages have to be read again after days, or several readers need the same stream',
    },
  ],
};

/** Finding words in texts. */
export const search: SlotRule = {
  slot: 'search',
  title: 'Search',
  categories: ['search'],
  neededWhen: [
    {
      when: q('needs', 'full-text-search'),
      because: 'searching in texts is among what users really need',
    },
  ],
  notNeeded: [
    {
      because: 'searching in texts is not among what users really need; lists with filters come from the store',
    },
  ],
  options: [
    option({
      id: 'postgres-full-text',
      name: 'Full-text search of the database',
      technologies: [],
      base: 0.46,
      merit: 'no second copy of the data that could disagree',
      otherwise: 'no tolerance for typing errors worth the name and slow past some million texts, where {chosen} is made for it',
      requires: [
        {
          needs: chosen('postgresql', 'mysql', 'mariadb', 'sql-server', 'amazon-aurora', 'timescaledb', 'sqlite', 'mongodb'),
          because: 'the store has no search in texts',
        },
      ],
      fits: [
        {
          when: atMost('data-volume', 200),
          points: 0.14,
          because: '{data-volume} are searched where they lie, without a second copy',
        },
        {
          when: atLeast('data-volume', 1000),
          points: -0.1,
          because: '{data-volume} of texts are more than it searches well',
        },
        {
          when: q('users', 'consumers'),
          points: -0.06,
          because: 'consumers expect typing errors to be forgiven',
        },
      ],
      consequences: ['The search index is part of the table and is never out of date.'],
    }),
    option({
      id: 'meilisearch',
      name: 'Meilisearch',
      base: 0.38,
      days: 0.5,
      from: 15,
      price: 'a small server',
      merit: 'forgives typing errors and is set up in a day',
      otherwise: 'a second copy of the data to keep in step, which {chosen} spares you',
      fits: [
        {
          when: all(q('users', 'consumers'), atMost('data-volume', 1000)),
          points: 0.1,
          because: 'consumers expect typing errors to be forgiven',
        },
      ],
    }),
    option({
      id: 'typesense',
      name: 'Typesense',
      base: 0.36,
      days: 0.5,
      from: 15,
      price: 'a small server',
      licence: 'copyleft',
      merit: 'forgives typing errors and answers from memory',
      otherwise: 'it keeps everything in memory and a second copy in step, which {chosen} does without',
    }),
    option({
      id: 'opensearch',
      name: 'OpenSearch',
      technologies: ['opensearch', 'amazon-opensearch'],
      base: 0.3,
      days: 2,
      from: 60,
      price: 'two small nodes',
      merit: 'any amount of text, any language, and figures about it',
      otherwise: 'two nodes to look after for {data-volume}, which {chosen} searches too',
      fits: [
        {
          when: atLeast('data-volume', 1000),
          points: 0.2,
          because: '{data-volume} of texts are spread over nodes',
        },
      ],
    }),
    option({
      id: 'elasticsearch',
      name: 'Elasticsearch',
      technologies: ['elasticsearch', 'solr', 'manticore'],
      base: 0.3,
      days: 2,
      from: 95,
      price: 'the smallest managed cluster',
      licence: 'copyleft',
      merit: 'any amount of text, any language, and the most tools',
      otherwise: 'the same work as OpenSearch under a licence that binds more, and more than {chosen} asks for',
      fits: [
        {
          when: atLeast('data-volume', 1000),
          points: 0.2,
          because: '{data-volume} of texts are spread over nodes',
        },
      ],
    }),
    option({
      id: 'algolia',
      name: 'Algolia',
      base: 0.32,
      days: 0.1,
      from: 30,
      price: 'little use; grows with every search',
      licence: 'proprietary',
      places: ['aws', 'azure', 'gcp', 'platform'],
      merit: 'bought, tuned, and nobody operates it',
      otherwise: 'the data leaves the house and the bill grows with every search; {chosen} has neither',
      fits: [
        {
          when: q('disqualifiers', 'residency', 'regulated'),
          points: -0.15,
          because: 'the data would leave your borders',
        },
        {
          when: all(q('buyable', 'parts', 'most'), q('users', 'consumers')),
          points: 0.06,
          because: 'parts may be bought, and consumers expect good search',
        },
      ],
    }),
    option({
      id: 'azure-ai-search',
      name: 'Azure AI Search',
      base: 0.34,
      days: 0.2,
      from: 75,
      price: 'the basic tier',
      licence: 'proprietary',
      vendor: 'azure',
      places: ['azure'],
      merit: 'search beside the other Azure services, operated for you',
      otherwise: 'a second copy of the data to keep in step, which {chosen} spares you',
    }),
  ],
  flips: [
    {
      chosen: ['none'],
      trigger: 'when people ask support where something is more than once a day',
    },
    {
      chosen: ['postgres-full-text'],
      trigger: 'when a search takes longer than a second, or one in ten finds nothing because of a typing error',
    },
    {
      trigger: 'when keeping the second copy in step fails more than once a quarter',
    },
  ],
};

/** Where files, pictures and documents lie. */
export const files: SlotRule = {
  slot: 'files',
  title: 'Files',
  categories: ['object-store'],
  neededWhen: [
    {
      when: q('needs', 'files'),
      because: 'files, pictures and documents are among what users really need',
    },
    { when: style('pipeline'), because: 'steps hand over files' },
    {
      when: q('needs', 'large-data'),
      because: 'large volumes of data are kept cheaply as files',
    },
  ],
  notNeeded: [
    {
      because: 'files are not among what users really need; a logo fits beside the code',
    },
  ],
  options: [
    option({
      id: 'amazon-s3',
      name: 'Amazon S3',
      base: 0.46,
      days: 0.1,
      from: 1,
      price: 'forty gigabytes',
      licence: 'proprietary',
      vendor: 'aws',
      places: ['aws', 'platform'],
      merit: 'any amount, several copies, and links that expire',
      otherwise: 'a second cloud account, which {chosen} spares you',
      fits: [
        {
          when: place('aws'),
          points: 0.1,
          because: 'it lies beside everything else on AWS',
        },
      ],
      consequences: ['Files are reached by links that expire; the bucket is never public.'],
    }),
    option({
      id: 'azure-blob-storage',
      name: 'Azure Blob Storage',
      base: 0.46,
      days: 0.1,
      from: 1,
      price: 'forty gigabytes',
      licence: 'proprietary',
      vendor: 'azure',
      places: ['azure'],
      merit: 'any amount, several copies, and links that expire',
      otherwise: 'a second cloud account, which {chosen} spares you',
      fits: [
        {
          when: place('azure'),
          points: 0.1,
          because: 'it lies beside everything else on Azure',
        },
      ],
    }),
    option({
      id: 'google-cloud-storage',
      name: 'Google Cloud Storage',
      base: 0.46,
      days: 0.1,
      from: 1,
      price: 'forty gigabytes',
      licence: 'proprietary',
      vendor: 'gcp',
      places: ['gcp'],
      merit: 'any amount, several copies, and links that expire',
      otherwise: 'a second cloud account, which {chosen} spares you',
      fits: [
        {
          when: place('gcp'),
          points: 0.1,
          because: 'it lies beside everything else on Google Cloud',
        },
      ],
    }),
    option({
      id: 'cloudflare-r2',
      name: 'Cloudflare R2',
      technologies: ['cloudflare-r2', 'backblaze-b2', 'digitalocean-spaces', 'vercel-blob'],
      base: 0.4,
      days: 0.1,
      from: 1,
      price: 'sixty gigabytes; reading is free',
      licence: 'proprietary',
      places: ['platform', 'aws', 'azure', 'gcp'],
      merit: 'speaks S3, and reading costs nothing',
      otherwise: 'another provider beside {place}, which {chosen} spares you',
      fits: [
        {
          when: place('platform'),
          points: 0.12,
          because: 'the platform has no object store, and reading costs nothing there',
        },
      ],
    }),
    option({
      id: 'local-disk',
      name: 'A directory on the disk',
      technologies: [],
      base: 0.36,
      days: 0.2,
      merit: 'nothing to set up, and part of the machine’s backup',
      otherwise: 'a second machine does not see it and it fills up; {chosen} has neither limit',
      fits: [
        {
          when: chosen('docker-compose', 'installed-application'),
          points: 0.16,
          because: 'there is one machine, and its disk is in its backup',
        },
        {
          when: not(chosen('docker-compose', 'installed-application')),
          points: -0.25,
          because: 'the code runs on more than one machine, and each has its own disk',
        },
        {
          when: atLeast('data-volume', 500),
          points: -0.1,
          because: '{data-volume} outgrow a disk',
        },
      ],
    }),
    option({
      id: 'in-database',
      name: 'In the database',
      technologies: [],
      base: 0.3,
      days: 0.1,
      merit: 'one backup and one transaction for record and file',
      otherwise: 'the database grows with every picture, and its backup with it; {chosen} keeps both small',
      fits: [
        {
          when: all(atMost('data-volume', 20), atMost('concurrent-users', 100)),
          points: 0.12,
          because: '{data-volume} and {concurrent-users} fit in one backup',
        },
        {
          when: atLeast('data-volume', 200),
          points: -0.2,
          because: '{data-volume} would make every backup slow',
        },
      ],
    }),
    option({
      id: 'seaweedfs',
      name: 'SeaweedFS',
      technologies: ['seaweedfs', 'ceph'],
      base: 0.3,
      days: 1,
      from: 20,
      price: 'two small servers with disks',
      places: ['own', 'edge', 'aws', 'azure', 'gcp'],
      merit: 'speaks S3 on your own machines',
      otherwise: 'disks to watch, which {chosen} spares you',
      fits: [
        {
          when: place('own'),
          points: 0.18,
          because: 'it speaks S3 on your own machines, and files lie on two of them',
        },
      ],
    }),
    option({
      id: 'minio',
      name: 'MinIO',
      technologies: ['minio', 'garage'],
      base: 0.26,
      days: 1,
      from: 20,
      price: 'two small servers with disks',
      licence: 'copyleft',
      places: ['own', 'edge', 'aws', 'azure', 'gcp'],
      merit: 'speaks S3 on your own machines',
      otherwise: 'its licence is the AGPL and the free edition has lost functions; {chosen} has neither question',
      fits: [
        {
          when: place('own'),
          points: 0.12,
          because: 'it speaks S3 on your own machines',
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ['none'],
      trigger: 'when the first picture or document is attached to a record',
    },
    {
      chosen: ['local-disk', 'in-database'],
      trigger: 'when files pass 50 GB or a second machine has to read them',
    },
    {
      trigger: 'when files have to stay in another country than the store does',
    },
  ],
};
