import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseStyles } from '../../src/core/decide/recommendation.ts';
import type { SlotChoice, SlotId, StyleId } from '../../src/core/decide/recommendation.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import { lint, propose } from '../../src/core/propose/index.ts';
import { proposalSchema } from '../../src/core/propose/proposal.ts';
import { slotOrder } from '../../src/core/propose/words.ts';
import { storedAnswers } from '../support/arbitrary-answers.ts';
import { component, connection, deployedTo, hazard, practice, technology } from '../support/facts.ts';
import { recommend } from '../support/recommendations.ts';

const style: fc.Arbitrary<StyleId> = fc.oneof(
  fc.constantFrom(...baseStyles),
  fc
    .tuple(fc.constantFrom(...baseStyles), fc.constantFrom(...baseStyles))
    .filter(([base, edge]) => base !== edge)
    .map(([base, edge]) => ({ base, edge })),
);

const names: Readonly<Record<SlotId, readonly string[]>> = {
  'primary-store': ['PostgreSQL', 'DynamoDB', 'MongoDB Atlas', 'Unheard-of DB'],
  'language-framework': ['TypeScript on Node.js', 'Go', 'Java with Spring Boot'],
  'web-client': ['React', 'Server-rendered pages with htmx'],
  'mobile-client': ['React Native'],
  'api-style': ['JSON over HTTPS', 'gRPC'],
  cache: ['Redis', 'In-process cache'],
  messaging: ['Amazon SQS', 'RabbitMQ', 'A table in PostgreSQL'],
  search: ['OpenSearch', 'PostgreSQL full-text search'],
  files: ['Amazon S3', 'Local disk'],
  compute: ['Managed containers', 'AWS Lambda', 'Kubernetes (managed)'],
  delivery: ['GitHub Actions'],
  'infrastructure-as-code': ['Terraform'],
  observability: ['Grafana Cloud'],
  workflows: ['Dagster', 'Azure Container Apps jobs'],
  'data-processing': ['SQL in the store, ordered by dbt', 'Apache Spark'],
  'data-access': ['Prisma'],
  integration: ['An adapter in the code for each system', 'Apache Camel'],
  analytics: ['Metabase on the store'],
  'live-updates': ['Server-sent events from the application'],
  'device-connection': ['Azure IoT Hub', 'Mosquitto'],
  'api-gateway': ['Caddy', 'Amazon API Gateway'],
  'edge-delivery': ['Amazon CloudFront'],
  secrets: ['OpenBao'],
  backup: ['pgBackRest to a second site'],
  notifications: ['Postmark'],
  payments: ['Stripe with its hosted page'],
  'feature-flags': ['Unleash'],
  'ai-models': ['Amazon Bedrock'],
  identity: ['Keycloak', 'Framework sessions'],
};

const slots = fc.tuple(
  ...slotOrder.map((slot) =>
    fc.record({
      slot: fc.constant(slot),
      outcome: fc.constantFrom<SlotChoice['outcome']>('keep', 'add', 'change', 'not-needed'),
      name: fc.constantFrom(...names[slot]),
    }),
  ),
);

const hostile = ['"] end', 'a|b', '<!-- groundplan:AD-001 -->', '🧨\u202Eevil', 'line\nbreak', 'x'.repeat(10_000), '', 'undefined'];

const workspaces: readonly (readonly Fact[])[] = [
  [],
  [
    component('web', 'web-client', 'web/package.json:1', ['react']),
    component('api', 'service', 'compose.yaml:3', ['node']),
    component('PostgreSQL', 'store', 'compose.yaml:14', ['postgresql']),
    component('Stripe', 'external-api', 'api/package.json:9', ['stripe']),
    connection('web', 'api', 'HTTPS', 'compose.yaml:7'),
    connection('api', 'PostgreSQL', 'SQL', 'compose.yaml:9'),
    hazard('hazard.no-database-backup', 'Automatic backups of main are switched off.', 'high', 'infra/rds.tf:9'),
    deployedTo('aws', 'AWS', 'infra/main.tf:3', 'eu-central-1'),
  ],
  [
    ...['cart', 'catalog', 'orders', 'mail', 'users'].map((name, index) =>
      component(name, 'service', `compose.yaml:${index * 5 + 1}`, ['go']),
    ),
    component('Redis', 'cache', 'compose.yaml:40', ['redis']),
    component('Kafka', 'broker', 'compose.yaml:44', ['kafka']),
    component('MongoDB', 'store', 'compose.yaml:50', ['mongodb']),
    connection('cart', 'Redis', 'RESP', 'compose.yaml:3'),
    connection('orders', 'Kafka', 'Kafka', 'compose.yaml:12'),
    connection('orders', 'mail', 'unknown', 'compose.yaml:13'),
    deployedTo('kubernetes', 'Kubernetes', 'k8s/cart.yaml:1'),
    hazard('hazard.single-replica', 'The workload cart is set to a single replica.', 'medium', 'k8s/cart.yaml:9'),
    practice('containers', 'cart/Dockerfile:1'),
  ],
  [
    component('load', 'job', 'dags/load.py:1', ['airflow']),
    component('clean', 'job', 'dags/clean.py:1', ['airflow']),
    component('warehouse', 'store', 'compose.yaml:2', ['postgresql']),
    connection('load', 'clean', 'unknown', 'dags/load.py:8'),
    connection('clean', 'warehouse', 'SQL', 'dags/clean.py:4'),
    technology('python', 'Python', 'language', 'pyproject.toml:4', { endOfLife: '2024-10-01', version: '3.8' }),
  ],
  hostile.map((name, index) => ({ ...component(`x${index}`, index % 2 === 0 ? 'service' : 'store', 'compose.yaml:1', ['node']), name })),
];

test('every proposal passes the schema and the linter, whatever the answers, style, slots and workspace', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(storedAnswers, style, slots, fc.nat(workspaces.length - 1), fc.boolean(), (stored, wanted, chosen, which, noneFits) => {
      const given = new Map(stored);
      const facts = workspaces[which] ?? [];
      const recommendation = recommend(given, { style: wanted, slots: chosen, noneFits: noneFits && which === 0 });
      const proposal = propose({
        name: which === 4 ? 'x'.repeat(9000) : 'Shop',
        facts,
        problems: [],
        answers: given,
        recommendation,
        numbers: new Map([['slot:cache', 9]]),
        date: '2026-11-22',
        commit: null,
      });
      seen.add(`${JSON.stringify(wanted)} ${which}`);
      const issues = proposalSchema.safeParse(proposal).error?.issues ?? [];
      expect(issues).toEqual([]);
      expect(lint(proposal, facts)).toEqual([]);
    }),
    { numRuns: 600, seed: 20_261_122 },
  );
  // The cases must spread, or the property says little.
  expect(seen.size).toBeGreaterThan(150);
});
