import type { ComponentKind, Practice, TechnologyCategory } from '../model/fact.ts';

/** Facts that a rule looks for: any one of any list. Development technologies never match. */
export interface FactPattern {
  readonly technology?: readonly string[];
  readonly category?: readonly TechnologyCategory[];
  readonly component?: readonly ComponentKind[];
  readonly deployment?: readonly string[];
  readonly practice?: readonly Practice[];
}

/**
 * A fact in short, for examples: `technology:react`, `technology:stripe:external-api`, `component:store`,
 * `deployment:aws`, `practice:containers`.
 */
export type FactSketch = string;

/**
 * What facts say about one question. The confidence of the answer is the rule's, times that of the best fact.
 * Rules `about` the system become suggestions when the team starts from scratch; those about the team stay.
 */
export interface PrefillRule {
  readonly id: string;
  readonly question: string;
  /** The option that is given; `count` gives the number of matching facts instead. */
  readonly gives: string | { readonly count: true };
  readonly about: 'system' | 'team';
  readonly when: FactPattern;
  readonly unless?: FactPattern;
  /** 0 to 1. From 0.7 on the question counts as answered; below, the answer is shown as a suggestion and still asked. */
  readonly confidence: number;
  /** One clause: why the facts say so. `{names}` stands for what was found. */
  readonly because: string;
  readonly example: readonly FactSketch[];
  /** Facts that look alike and must not trigger the rule. */
  readonly innocent: readonly FactSketch[];
}

const language = (option: string, technology: readonly string[], example: FactSketch, innocent: FactSketch): PrefillRule => ({
  id: `prefill.language-${option}`,
  question: 'stack-preferred',
  gives: option,
  about: 'team',
  when: { technology },
  confidence: 0.85,
  because: 'the running system is written with {names}',
  example: [example],
  innocent: [innocent],
});

const cloud = (option: string, deployment: readonly string[], confidence: number): PrefillRule => ({
  id: `prefill.hosting-${option}`,
  question: 'hosting',
  gives: option,
  about: 'system',
  when: { deployment },
  confidence,
  because: 'the deployment files name {names}',
  example: [`deployment:${deployment[0] ?? option}`],
  innocent: ['deployment:docker-compose', `technology:${option}`],
});

const skill = (option: string, when: FactPattern, example: FactSketch, innocent: FactSketch, confidence = 0.6): PrefillRule => ({
  id: `prefill.skill-${option}`,
  question: 'skills',
  gives: option,
  about: 'team',
  when,
  // A file shows that somebody wrote it, not that somebody here has run it in production: a suggestion, still asked.
  confidence,
  because: 'the repository uses {names}',
  example: [example],
  innocent: [innocent],
});

const need = (option: string, when: FactPattern, example: FactSketch, innocent: FactSketch, because: string): PrefillRule => ({
  id: `prefill.need-${option}`,
  question: 'needs',
  gives: option,
  about: 'system',
  when,
  // A repository shows needs that are met, never that there are no others: always a suggestion.
  confidence: 0.6,
  because,
  example: [example],
  innocent: [innocent],
});

/** Every rule that turns facts into an answer. Order decides between equals. */
export const prefillRules: readonly PrefillRule[] = [
  language(
    'typescript',
    ['typescript', 'javascript', 'nodejs', 'express', 'nestjs', 'fastify', 'nextjs', 'koa', 'hono'],
    'technology:express:framework',
    'technology:eslint:tooling',
  ),
  language(
    'python',
    ['python', 'fastapi', 'django', 'flask', 'starlette', 'celery', 'airflow'],
    'technology:fastapi:framework',
    'technology:go:language',
  ),
  language(
    'java',
    ['java', 'kotlin', 'spring-boot', 'quarkus', 'micronaut', 'ktor', 'jakarta-ee'],
    'technology:spring-boot:framework',
    'technology:javascript:language',
  ),
  language('dotnet', ['dotnet', 'csharp', 'aspnet-core', 'fsharp'], 'technology:aspnet-core:framework', 'technology:nodejs:runtime'),
  language('go', ['go', 'gin', 'echo', 'fiber', 'chi'], 'technology:go:language', 'technology:gcp:cloud'),
  language('php', ['php', 'laravel', 'symfony'], 'technology:laravel:framework', 'technology:nginx:gateway'),
  language('ruby', ['ruby', 'rails', 'sinatra'], 'technology:rails:framework', 'technology:redis:cache'),
  language('rust', ['rust', 'actix', 'axum', 'rocket'], 'technology:axum:framework', 'technology:react:web-client'),
  language('elixir', ['elixir', 'phoenix'], 'technology:phoenix:framework', 'technology:rabbitmq:broker'),

  cloud('aws', ['aws'], 0.85),
  cloud('azure', ['azure'], 0.85),
  cloud('gcp', ['gcp'], 0.85),
  cloud('platform', ['heroku', 'fly', 'render', 'vercel', 'netlify', 'railway'], 0.8),

  {
    id: 'prefill.operations-automatic',
    question: 'operations',
    gives: 'automatic',
    about: 'team',
    when: { practice: ['continuous-delivery'] },
    confidence: 0.8,
    because: 'a workflow releases by itself',
    example: ['practice:continuous-delivery', 'practice:continuous-integration'],
    innocent: ['practice:continuous-integration'],
  },
  {
    id: 'prefill.operations-tested',
    question: 'operations',
    gives: 'tested',
    about: 'team',
    when: { practice: ['continuous-integration'] },
    unless: { practice: ['continuous-delivery'] },
    confidence: 0.8,
    because: 'a workflow tests every change, and no step that releases was found',
    example: ['practice:continuous-integration'],
    innocent: ['practice:linting'],
  },
  {
    id: 'prefill.external-apis',
    question: 'external-apis',
    gives: { count: true },
    about: 'system',
    when: { category: ['external-api', 'ai'], component: ['external-api'] },
    confidence: 0.75,
    because: 'the code talks to {names}',
    example: ['technology:stripe:external-api', 'technology:sendgrid:external-api'],
    innocent: ['technology:express:framework', 'component:service'],
  },
  {
    id: 'prefill.chain-mostly',
    question: 'transformation-chain',
    gives: 'mostly',
    about: 'system',
    when: { technology: ['airflow', 'dbt', 'dagster', 'prefect', 'luigi', 'beam', 'nifi', 'kestra'] },
    unless: { component: ['web-client'], category: ['web-client'] },
    confidence: 0.75,
    because: 'the work is orchestrated with {names} and nobody clicks',
    example: ['technology:airflow:data-processing', 'technology:dbt:data-processing'],
    innocent: ['technology:pandas:data-processing'],
  },
  {
    id: 'prefill.chain-part',
    question: 'transformation-chain',
    gives: 'part',
    about: 'system',
    when: { technology: ['airflow', 'dbt', 'dagster', 'prefect', 'luigi', 'spark', 'beam', 'flink'] },
    confidence: 0.6,
    because: 'a part of the work runs through {names}',
    example: ['technology:spark:data-processing'],
    innocent: ['technology:redis:cache'],
  },
  {
    id: 'prefill.trigger-clock',
    question: 'work-trigger',
    gives: 'clock',
    about: 'system',
    when: { technology: ['airflow', 'dagster', 'prefect', 'luigi'] },
    unless: { component: ['web-client'], category: ['web-client'] },
    confidence: 0.65,
    because: '{names} starts the work on a schedule',
    example: ['technology:airflow:data-processing'],
    innocent: ['technology:celery:data-processing'],
  },
  {
    id: 'prefill.trigger-mixed',
    question: 'work-trigger',
    gives: 'mixed',
    about: 'system',
    when: { component: ['worker'], technology: ['celery', 'sidekiq', 'bullmq', 'hangfire', 'python-rq', 'dramatiq', 'quartz', 'oban'] },
    confidence: 0.6,
    because: 'a part of the work is done in the background ({names})',
    example: ['component:worker'],
    innocent: ['component:service'],
  },
  {
    id: 'prefill.trigger-events',
    question: 'work-trigger',
    gives: 'events',
    about: 'system',
    when: { technology: ['mqtt', 'mosquitto', 'emqx'] },
    confidence: 0.65,
    because: 'devices report through {names}',
    example: ['technology:mosquitto:broker'],
    innocent: ['technology:rabbitmq:broker'],
  },
  {
    id: 'prefill.users-devices',
    question: 'users',
    gives: 'devices',
    about: 'system',
    when: { technology: ['mqtt', 'mosquitto', 'emqx'] },
    confidence: 0.6,
    because: 'devices report through {names}',
    example: ['technology:emqx:broker'],
    innocent: ['technology:kafka:broker'],
  },

  need(
    'full-text-search',
    { component: ['search'], category: ['search'] },
    'technology:elasticsearch:search',
    'technology:postgresql:store',
    '{names} is there to search in texts',
  ),
  need(
    'mobile',
    { component: ['mobile-client'], category: ['mobile'] },
    'component:mobile-client',
    'component:web-client',
    'there is a mobile app ({names})',
  ),
  need(
    'files',
    { component: ['object-store'], category: ['object-store'] },
    'component:object-store',
    'component:store',
    'files are kept in {names}',
  ),
  need(
    'live-updates',
    { technology: ['socket-io', 'signalr', 'websocket', 'phoenix-live-view', 'pusher', 'ably'] },
    'technology:socket-io:api-style',
    'technology:express:framework',
    '{names} pushes changes to the screen',
  ),
  need(
    'public-api',
    { technology: ['kong', 'amazon-api-gateway', 'azure-api-management', 'google-api-gateway', 'tyk'] },
    'technology:kong:gateway',
    'technology:nginx:gateway',
    '{names} stands before an API for others',
  ),
  need(
    'high-availability',
    { practice: ['multiple-zones'] },
    'practice:multiple-zones',
    'practice:backups',
    'it is set up in several zones',
  ),

  skill(
    'containers',
    { practice: ['containers'], technology: ['docker', 'docker-compose'], deployment: ['docker-compose', 'kubernetes'] },
    'practice:containers',
    'practice:linting',
  ),
  skill(
    'kubernetes',
    { deployment: ['kubernetes'], technology: ['kubernetes', 'helm', 'amazon-eks', 'aks', 'gke'] },
    'deployment:kubernetes',
    'deployment:docker-compose',
    0.65,
  ),
  skill(
    'functions',
    {
      technology: ['aws-lambda', 'azure-functions', 'cloud-functions', 'serverless-framework', 'aws-sam', 'cloudflare-workers'],
      component: ['function'],
    },
    'component:function',
    'component:service',
  ),
  skill(
    'queues',
    { technology: ['rabbitmq', 'amazon-sqs', 'azure-service-bus', 'google-pubsub', 'bullmq', 'celery', 'sidekiq', 'activemq', 'nats'] },
    'technology:rabbitmq:broker',
    'technology:redis:cache',
  ),
  skill(
    'event-streams',
    { technology: ['kafka', 'redpanda', 'amazon-kinesis', 'azure-event-hubs', 'pulsar', 'amazon-msk'] },
    'technology:kafka:broker',
    'technology:rabbitmq:broker',
  ),
  skill(
    'relational',
    { technology: ['postgresql', 'mysql', 'mariadb', 'sql-server', 'oracle-database', 'amazon-aurora', 'amazon-rds', 'cockroachdb'] },
    'technology:postgresql:store',
    'technology:mongodb:store',
  ),
  skill(
    'infrastructure-as-code',
    { practice: ['infrastructure-as-code'], category: ['infrastructure-as-code'] },
    'practice:infrastructure-as-code',
    'practice:containers',
    0.65,
  ),
  skill(
    'distributed-tracing',
    { technology: ['opentelemetry', 'jaeger', 'zipkin', 'tempo'] },
    'technology:opentelemetry:observability',
    'technology:prometheus:observability',
  ),
];
