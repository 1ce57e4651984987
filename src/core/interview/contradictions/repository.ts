import { regionsByBorder } from '../borders.ts';
import type { FactPattern } from '../prefill-rule.ts';
import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

/** What is here stays or is built upon: then what the repository shows is meant. Also where nobody said otherwise. */
const stays = no(is('starting-point', 'from-scratch', 'replace'));

/** Languages by what a repository shows of them. */
const languages: Readonly<Record<string, FactPattern>> = {
  typescript: {
    technology: [
      'typescript',
      'javascript',
      'nodejs',
      'express',
      'fastify',
      'nestjs',
      'koa',
      'hapi',
      'hono',
      'nextjs',
      'nuxt',
      'remix',
      'sveltekit',
      'astro',
    ],
  },
  python: {
    technology: ['python', 'django', 'django-rest-framework', 'flask', 'fastapi', 'starlette', 'celery', 'airflow', 'tornado', 'pyramid'],
  },
  java: {
    technology: [
      'java',
      'kotlin',
      'scala',
      'spring-boot',
      'spring-framework',
      'quarkus',
      'micronaut',
      'ktor',
      'jakarta-ee',
      'vertx',
      'play',
    ],
  },
  dotnet: { technology: ['dotnet', 'csharp', 'fsharp', 'aspnet-core', 'dotnet-worker', 'orleans'] },
  go: { technology: ['go', 'gin', 'echo', 'fiber', 'chi', 'gorilla', 'go-kit'] },
  php: { technology: ['php', 'laravel', 'symfony', 'wordpress', 'drupal', 'magento', 'slim', 'yii'] },
  ruby: { technology: ['ruby', 'rails', 'sinatra', 'sidekiq', 'hanami'] },
  rust: { technology: ['rust', 'actix', 'axum', 'rocket', 'warp'] },
  elixir: { technology: ['elixir', 'erlang', 'phoenix', 'phoenix-live-view', 'oban'] },
};

/** Stores and runtimes that only one cloud sells. */
const soldBy = {
  aws: [
    'dynamodb',
    'amazon-aurora',
    'amazon-rds',
    'amazon-redshift',
    'amazon-neptune',
    'amazon-keyspaces',
    'amazon-timestream',
    'aws-lambda',
    'amazon-ecs',
    'amazon-eks',
    'aws-step-functions',
  ],
  azure: [
    'cosmos-db',
    'azure-sql',
    'azure-postgresql',
    'azure-table-storage',
    'azure-synapse',
    'azure-functions',
    'azure-app-service',
    'azure-container-apps',
    'aks',
  ],
  gcp: ['cloud-spanner', 'firestore', 'bigtable', 'bigquery', 'cloud-sql', 'alloydb', 'cloud-run', 'cloud-functions', 'app-engine', 'gke'],
} as const;

const simplePlatforms = ['heroku', 'fly', 'render', 'vercel', 'netlify', 'railway'];

/** Databases and queues that speak one vendor's language only; a managed PostgreSQL can be left, these cannot. */
const lockedStores = [
  'dynamodb',
  'amazon-neptune',
  'amazon-keyspaces',
  'amazon-timestream',
  'amazon-redshift',
  'cosmos-db',
  'azure-table-storage',
  'azure-synapse',
  'cloud-spanner',
  'firestore',
  'firebase-realtime-database',
  'bigtable',
  'bigquery',
  'snowflake',
  'aws-step-functions',
  'oracle-database',
  'sql-server',
];

/** Deployment regions by border. */
const regions: Readonly<Record<string, FactPattern>> = Object.fromEntries(
  Object.entries(regionsByBorder).map(([border, region]) => [border, { region }]),
);

const forbiddenCloud = (cloud: 'aws' | 'azure' | 'gcp', other: string): ContradictionRule => ({
  id: `${cloud}-forbidden-and-there`,
  serious: 2,
  when: all(is('stack-forbidden', cloud), stays),
  facts: { deployment: [cloud] },
  sentence: '{facts} is on the list of what is forbidden, and the deployment files name it: is it being left, or is the list older?',
  example: { answers: { 'stack-forbidden': [cloud], 'starting-point': 'evolve' }, facts: [`deployment:${cloud}`] },
  innocent: { answers: { 'stack-forbidden': [cloud], 'starting-point': 'evolve' }, facts: [`deployment:${other}`] },
});

/** What was said against what the repository shows. */
export const repositoryRules: readonly ContradictionRule[] = [
  {
    id: 'languages-of-the-repository',
    serious: 2,
    when: all(is('stack-preferred', ...Object.keys(languages)), stays),
    differs: { question: 'stack-preferred', shown: languages },
    sentence:
      'The team is good at {stack-preferred}, and what is here is written with {facts}: who keeps it alive? Either somebody joins who knows it, or it is the first thing to leave.',
    example: { answers: { 'stack-preferred': ['java'], 'starting-point': 'evolve' }, facts: ['technology:django:framework'] },
    innocent: { answers: { 'stack-preferred': ['java', 'python'], 'starting-point': 'evolve' }, facts: ['technology:django:framework'] },
  },
  {
    id: 'another-cloud-in-the-repository',
    serious: 2,
    when: all(is('hosting', 'aws', 'azure', 'gcp', 'platform'), stays),
    differs: {
      question: 'hosting',
      shown: {
        aws: { deployment: ['aws'], technology: soldBy.aws },
        azure: { deployment: ['azure'], technology: soldBy.azure },
        gcp: { deployment: ['gcp'], technology: soldBy.gcp },
        platform: { deployment: simplePlatforms },
      },
    },
    sentence: 'It shall run on {hosting}, and the repository names {facts}: is a move part of the plan? Then it is a step of its own.',
    example: { answers: { hosting: 'azure', 'starting-point': 'evolve' }, facts: ['technology:dynamodb:store'] },
    innocent: { answers: { hosting: 'aws', 'starting-point': 'evolve' }, facts: ['technology:dynamodb:store'] },
  },
  {
    id: 'own-machines-and-the-repository',
    serious: 2,
    when: all(any(is('hosting', 'own'), is('disqualifiers', 'own-hosting')), stays),
    facts: {
      deployment: ['aws', 'azure', 'gcp', ...simplePlatforms],
      technology: [...soldBy.aws, ...soldBy.azure, ...soldBy.gcp, 'snowflake'],
    },
    sentence:
      'You say it runs on your own machines, and the repository names {facts}: is that left over, or is the move still to come? Nobody sells these for a cellar.',
    example: { answers: { hosting: 'own', 'starting-point': 'evolve' }, facts: ['deployment:aws'] },
    innocent: { answers: { hosting: 'own', 'starting-point': 'from-scratch' }, facts: ['deployment:aws'] },
  },
  {
    id: 'data-stays-and-is-deployed-elsewhere',
    serious: 3,
    when: all(is('residency-regions', 'eu', 'uk', 'ch', 'us', 'apac'), stays),
    differs: { question: 'residency-regions', shown: regions },
    sentence: 'The data must stay in {residency-regions}, and it is deployed elsewhere ({facts}): which data lies there today?',
    example: { answers: { 'residency-regions': ['eu'], 'starting-point': 'evolve' }, facts: ['deployment:aws:us-east-1'] },
    innocent: { answers: { 'residency-regions': ['eu'], 'starting-point': 'evolve' }, facts: ['deployment:aws:eu-central-1'] },
  },
  {
    id: 'kubernetes-forbidden-and-there',
    serious: 2,
    when: all(is('stack-forbidden', 'kubernetes'), stays),
    facts: { deployment: ['kubernetes'], technology: ['amazon-eks', 'aks', 'gke'] },
    sentence: 'Kubernetes is forbidden, and the repository deploys to it: is it being left, or are those files no longer used?',
    example: { answers: { 'stack-forbidden': ['kubernetes'], 'starting-point': 'evolve' }, facts: ['deployment:kubernetes'] },
    innocent: { answers: { 'stack-forbidden': ['kubernetes'], 'starting-point': 'evolve' }, facts: ['deployment:docker-compose'] },
  },
  {
    id: 'functions-forbidden-and-there',
    serious: 2,
    when: all(is('stack-forbidden', 'serverless'), stays),
    facts: { component: ['function'], technology: ['aws-lambda', 'azure-functions', 'cloud-functions', 'cloudflare-workers'] },
    sentence:
      'Functions as a service are forbidden, and the repository has some ({facts}): are they being left, or is the rule about new ones?',
    example: { answers: { 'stack-forbidden': ['serverless'], 'starting-point': 'evolve' }, facts: ['component:function'] },
    innocent: { answers: { 'stack-forbidden': ['serverless'], 'starting-point': 'evolve' }, facts: ['component:service'] },
  },
  {
    id: 'one-vendor-forbidden-and-there',
    serious: 2,
    when: all(is('stack-forbidden', 'proprietary'), stays),
    facts: { technology: lockedStores },
    sentence:
      'What only one vendor sells is forbidden, and the repository stands on {facts}: is it being left? Moving its data is then the first step.',
    example: { answers: { 'stack-forbidden': ['proprietary'], 'starting-point': 'evolve' }, facts: ['technology:dynamodb:store'] },
    innocent: { answers: { 'stack-forbidden': ['proprietary'], 'starting-point': 'evolve' }, facts: ['technology:postgresql:store'] },
  },
  forbiddenCloud('aws', 'azure'),
  forbiddenCloud('azure', 'gcp'),
  forbiddenCloud('gcp', 'aws'),
  {
    id: 'a-file-for-a-crowd',
    serious: 2,
    when: all(
      stays,
      any(least('concurrent-users', 2000), least('availability', 99.95), least('data-volume', 200), is('regions', 'writers-everywhere')),
    ),
    facts: { technology: ['sqlite', 'h2', 'hsqldb', 'duckdb'] },
    unlessFacts: {
      technology: [
        'postgresql',
        'mysql',
        'mariadb',
        'sql-server',
        'oracle-database',
        'mongodb',
        'amazon-rds',
        'amazon-aurora',
        'cloud-sql',
        'dynamodb',
        'cockroachdb',
        'turso',
        'cloudflare-d1',
      ],
    },
    sentence:
      'The repository keeps its data in {facts}, one file on one machine, for a system of this size[ ({concurrent-users})][ ({data-volume})]: is that the database of the real system, or of the tests?',
    example: { answers: { 'concurrent-users': 4000, 'starting-point': 'evolve' }, facts: ['technology:sqlite:store'] },
    innocent: {
      answers: { 'concurrent-users': 4000, 'starting-point': 'evolve' },
      facts: ['technology:sqlite:store', 'technology:postgresql:store'],
    },
  },
  {
    id: 'small-machines-and-a-crowd',
    serious: 2,
    when: all(stays, any(least('concurrent-users', 5000), least('machine-events', 1000))),
    facts: { sizing: { measures: ['instance-class'], named: ['nano', 'micro', 'small', 'f1-', 'basic'] } },
    unlessFacts: { practice: ['autoscaling'], sizing: { measures: ['replicas', 'max-replicas'], atLeast: 4 } },
    sentence:
      'A busy system[ ({concurrent-users})][ ({machine-events})] on machines of the smallest sizes ({facts}), and nothing that adds more of them: is the number for a later year, or do the sizes change first?',
    example: { answers: { 'concurrent-users': 20_000, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:db.t3.micro'] },
    innocent: { answers: { 'concurrent-users': 800, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:db.t3.micro'] },
  },
  {
    id: 'large-machines-and-a-small-budget',
    serious: 2,
    when: all(stays, most('budget', 200)),
    facts: { sizing: { measures: ['instance-class'], named: ['2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'] } },
    sentence:
      '{budget} for everything, and the repository orders machines that cost more than that each ({facts}): are they still running, or is the budget for what is new?',
    example: { answers: { budget: 150, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:m6i.4xlarge'] },
    innocent: { answers: { budget: 3000, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:m6i.4xlarge'] },
  },
  {
    id: 'one-of-each-and-nines',
    serious: 2,
    when: all(stays, least('availability', 99.95)),
    facts: { hazard: ['hazard.single-replica', 'hazard.single-zone-database', 'hazard.single-broker'] },
    sentence:
      '{availability} allows {down}, and the repository runs one of something that everything needs ({facts}): does a second one come first?',
    example: { answers: { availability: 99.99, 'starting-point': 'evolve' }, facts: ['hazard:single-zone-database'] },
    innocent: { answers: { availability: 99.5, 'starting-point': 'evolve' }, facts: ['hazard:single-zone-database'] },
  },
  {
    id: 'backups-off-and-nothing-lost',
    serious: 3,
    when: all(stays, any(is('never', 'lost'), most('recovery-point', 60), is('restore-tried', 'regularly'))),
    facts: { hazard: ['hazard.no-database-backup'] },
    sentence:
      'Data must not be lost, and the repository switches the backups off ({facts}): is there another backup that the files do not show?',
    example: { answers: { never: ['lost'], 'starting-point': 'evolve' }, facts: ['hazard:no-database-backup'] },
    innocent: { answers: { never: ['none'], 'starting-point': 'evolve' }, facts: ['hazard:no-database-backup'] },
  },
  {
    id: 'no-partners-and-some-are-called',
    serious: 1,
    when: all(stays, most('external-apis', 0)),
    facts: { category: ['external-api'] },
    sentence: 'It calls no services of others, and the repository calls {facts}: are those calls gone, or did they not count?',
    example: { answers: { 'external-apis': 0, 'starting-point': 'evolve' }, facts: ['technology:stripe:external-api'] },
    innocent: { answers: { 'external-apis': 1, 'starting-point': 'evolve' }, facts: ['technology:stripe:external-api'] },
  },
  {
    id: 'no-models-and-some-are-called',
    serious: 1,
    when: all(stays, is('ai-use', 'none')),
    facts: {
      technology: [
        'openai',
        'azure-openai',
        'anthropic',
        'google-gemini',
        'vertex-ai',
        'amazon-bedrock',
        'mistral',
        'cohere',
        'ollama',
        'vllm',
        'langchain',
        'langgraph',
        'llamaindex',
        'vercel-ai-sdk',
        'semantic-kernel',
        'spring-ai',
        'openrouter',
        'groq',
      ],
    },
    sentence: 'It uses no AI models, and the repository calls {facts}: was that an experiment, or is it part of what runs?',
    example: { answers: { 'ai-use': 'none', 'starting-point': 'evolve' }, facts: ['technology:openai:ai'] },
    innocent: { answers: { 'ai-use': 'provider', 'starting-point': 'evolve' }, facts: ['technology:openai:ai'] },
  },
  {
    id: 'by-hand-and-a-pipeline',
    serious: 1,
    when: all(stays, is('operations', 'by-hand')),
    facts: { practice: ['continuous-delivery'] },
    sentence:
      'Changes are put in place by hand, and the repository has a workflow that releases them: is it no longer trusted, or for something else?',
    example: { answers: { operations: 'by-hand', 'starting-point': 'evolve' }, facts: ['practice:continuous-delivery'] },
    innocent: { answers: { operations: 'by-hand', 'starting-point': 'evolve' }, facts: ['practice:linting'] },
  },
  {
    id: 'automatic-and-no-pipeline',
    serious: 1,
    when: all(stays, is('operations', 'automatic', 'watched')),
    facts: { hazard: ['hazard.no-ci'] },
    unlessFacts: { practice: ['continuous-delivery', 'continuous-integration'] },
    sentence: 'Changes go out by themselves, and no workflow that tests or releases was found here: does it live in another repository?',
    example: { answers: { operations: 'automatic', 'starting-point': 'evolve' }, facts: ['hazard:no-ci'] },
    innocent: { answers: { operations: 'by-hand', 'starting-point': 'evolve' }, facts: ['hazard:no-ci'] },
  },
  {
    id: 'kubernetes-there-and-nobody-runs-it',
    serious: 2,
    when: all(
      stays,
      is(
        'skills',
        'containers',
        'functions',
        'queues',
        'event-streams',
        'relational',
        'infrastructure-as-code',
        'distributed-tracing',
        'none',
      ),
      no(is('skills', 'kubernetes')),
    ),
    facts: { deployment: ['kubernetes'] },
    sentence:
      'The repository deploys to Kubernetes, and nobody here has run it in production: who is called when it does not start? A simpler place may be the better first step.',
    example: { answers: { skills: ['containers'], 'starting-point': 'evolve' }, facts: ['deployment:kubernetes'] },
    innocent: { answers: { skills: ['containers', 'kubernetes'], 'starting-point': 'evolve' }, facts: ['deployment:kubernetes'] },
  },
  {
    id: 'streams-there-and-nobody-runs-them',
    serious: 2,
    when: all(
      stays,
      is('skills', 'containers', 'kubernetes', 'functions', 'queues', 'relational', 'infrastructure-as-code', 'none'),
      no(is('skills', 'event-streams')),
    ),
    facts: { technology: ['kafka', 'redpanda', 'pulsar', 'strimzi'] },
    unlessFacts: { technology: ['confluent-cloud', 'amazon-msk', 'azure-event-hubs'] },
    sentence:
      'The repository runs {facts}, and nobody here has run event streams in production: who mends it at night? Rented, or replaced by a queue, it would need less.',
    example: { answers: { skills: ['containers', 'relational'], 'starting-point': 'evolve' }, facts: ['technology:kafka:broker'] },
    innocent: { answers: { skills: ['event-streams'], 'starting-point': 'evolve' }, facts: ['technology:kafka:broker'] },
  },
  {
    id: 'few-people-and-many-authors',
    serious: 1,
    when: all(stays, most('team-size', 3)),
    facts: { people: { measure: 'active-authors', values: ['7-15', '16-50', 'over-50'] } },
    sentence: '{team-size}, and {facts} people wrote here in the last 90 days: did the others leave, or do they not count as the team?',
    example: { answers: { 'team-size': 2, 'starting-point': 'evolve' }, facts: ['people:active-authors:16-50'] },
    innocent: { answers: { 'team-size': 12, 'starting-point': 'evolve' }, facts: ['people:active-authors:16-50'] },
  },
  {
    id: 'many-people-and-few-authors',
    serious: 1,
    when: all(stays, least('team-size', 16)),
    facts: { people: { measure: 'active-authors', values: ['1-2'] } },
    sentence:
      '{team-size}, and {facts} people wrote here in the last 90 days: do the others work elsewhere, or is this the smaller part of it?',
    example: { answers: { 'team-size': 28, 'starting-point': 'evolve' }, facts: ['people:active-authors:1-2'] },
    innocent: { answers: { 'team-size': 5, 'starting-point': 'evolve' }, facts: ['people:active-authors:1-2'] },
  },
  {
    id: 'one-small-area-in-many-services',
    serious: 1,
    when: all(stays, is('domain-borders', 'one')),
    facts: { component: ['service'] },
    factsAtLeast: 6,
    sentence: 'It is one small area, and the repository runs it in many services ({facts}): along which borders were they cut?',
    example: {
      answers: { 'domain-borders': 'one', 'starting-point': 'evolve' },
      facts: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `component:service:${name}`),
    },
    innocent: {
      answers: { 'domain-borders': 'one', 'starting-point': 'evolve' },
      facts: ['a', 'b', 'c'].map((name) => `component:service:${name}`),
    },
  },
  {
    id: 'hours-of-work-in-functions',
    serious: 2,
    when: all(stays, is('longest-task', 'hours')),
    facts: { component: ['function'] },
    unlessFacts: { component: ['service', 'worker', 'job'] },
    sentence:
      'The longest piece of work takes longer than 15 minutes, and all that runs here are functions, which are cut off then: where does that work run, or how is it split?',
    example: { answers: { 'longest-task': 'hours', 'starting-point': 'evolve' }, facts: ['component:function'] },
    innocent: { answers: { 'longest-task': 'hours', 'starting-point': 'evolve' }, facts: ['component:function', 'component:worker'] },
  },
  {
    id: 'a-cluster-in-a-day-a-month',
    serious: 2,
    when: all(stays, most('operations-days', 1)),
    facts: { deployment: ['kubernetes'] },
    unlessFacts: { technology: ['knative', 'cloud-run'] },
    sentence:
      'The repository deploys to Kubernetes, and {operations-days} keeps it running: its own updates take more, three times a year. Is a simpler place, or somebody else’s cluster, an option?',
    example: { answers: { 'operations-days': 1, 'starting-point': 'evolve' }, facts: ['deployment:kubernetes'] },
    innocent: { answers: { 'operations-days': 10, 'starting-point': 'evolve' }, facts: ['deployment:kubernetes'] },
  },
  {
    id: 'one-copy-and-a-crowd',
    serious: 2,
    when: all(stays, any(least('concurrent-users', 10_000), least('availability', 99.95))),
    facts: { sizing: { measures: ['replicas', 'max-replicas'], atMost: 1 } },
    unlessFacts: { practice: ['autoscaling'], sizing: { measures: ['replicas', 'max-replicas'], atLeast: 2 } },
    sentence:
      'The repository runs one copy of everything ({facts}) for a system that must carry more[ ({concurrent-users})][ ({availability})]: can a second one run beside it today?',
    example: { answers: { 'concurrent-users': 20_000, 'starting-point': 'evolve' }, facts: ['sizing:replicas:1'] },
    innocent: { answers: { 'concurrent-users': 20_000, 'starting-point': 'evolve' }, facts: ['sizing:replicas:1', 'sizing:replicas:3'] },
  },
  {
    id: 'a-large-machine-and-pocket-money',
    serious: 2,
    when: all(stays, most('budget', 100)),
    facts: { sizing: { measures: ['instance-class'], named: ['.xlarge'] } },
    sentence:
      '{budget} for everything, and the repository orders a machine that costs more than that by itself ({facts}): is it still running, or is the budget for what is new?',
    example: { answers: { budget: 80, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:m6i.xlarge'] },
    innocent: { answers: { budget: 900, 'starting-point': 'evolve' }, facts: ['sizing:instance-class:m6i.xlarge'] },
  },
  {
    id: 'copyleft-forbidden-and-there',
    serious: 2,
    when: all(is('stack-forbidden', 'copyleft'), stays),
    facts: { technology: ['mysql', 'mariadb', 'percona-mysql', 'neo4j', 'minio', 'mattermost', 'nextcloud', 'mongodb'] },
    sentence:
      'Copyleft licences are forbidden, and the repository stands on {facts}, which is or was under one: is the rule about what you hand out, or also about what you run?',
    example: { answers: { 'stack-forbidden': ['copyleft'], 'starting-point': 'evolve' }, facts: ['technology:mysql:store'] },
    innocent: { answers: { 'stack-forbidden': ['copyleft'], 'starting-point': 'evolve' }, facts: ['technology:postgresql:store'] },
  },
];
