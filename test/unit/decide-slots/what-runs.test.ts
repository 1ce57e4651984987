import { describe, expect, test } from 'vitest';
import type { RankedStyle, SlotChoice, SlotId, StyleId } from '../../../src/core/decide/recommendation.ts';
import { chooseSlots } from '../../../src/core/decide/slots/index.ts';
import type { ComponentFact, Fact } from '../../../src/core/model/fact.ts';
import { fact, facts, fakeRank, said } from '../interview/sketch.ts';

function choose(values: Parameters<typeof said>[0], found: readonly Fact[], style: StyleId = 'modular-monolith'): Map<SlotId, SlotChoice> {
  const [first] = fakeRank(new Map());
  const choices = chooseSlots({
    facts: found,
    answers: said(values),
    style: { ...(first as RankedStyle), style },
  });
  return new Map(choices.map((choice) => [choice.slot, choice]));
}

function service(name: string, ...technologies: readonly string[]): ComponentFact {
  return {
    ...(fact('component:service') as ComponentFact),
    id: `component.${name}`,
    name,
    technologies,
  };
}

const evolving = {
  'starting-point': 'evolve',
  'team-size': 5,
  users: ['consumers'],
} as const;

describe('language and framework', () => {
  const shop = [
    ...facts('technology:flask:framework', 'technology:go:language', 'technology:python:language', 'technology:java:language'),
    service('checkout', 'go', 'grpc'),
    service('catalog', 'go'),
    service('shipping', 'go'),
    service('ads', 'java'),
    service('assistant', 'flask', 'python'),
    service('loadgenerator', 'python'),
  ];

  test('is what most components are written with, not the one framework that somebody imported', () => {
    expect(choose(evolving, shop).get('language-framework')?.chosen.id).toBe('go');
  });

  test('says which languages there are and which one new work is in', () => {
    expect(choose(evolving, shop).get('language-framework')?.consequences[0]).toBe(
      'Go runs in 3 of 5 parts (checkout, catalog, shipping), Java in 1 (ads), Python in 1 (assistant): new work is in Go, and the others stay until they are reworked for another reason.',
    );
  });

  test('goes by the name of the product that is there', () => {
    const found = [{ ...fact('technology:koa:framework'), name: 'Koa' } as Fact, fact('technology:typescript:language')];
    expect(choose(evolving, found).get('language-framework')?.chosen.name).toBe('TypeScript with Koa');
  });
});

describe('versions', () => {
  test('stand only behind the product that has them', () => {
    const grpc = {
      ...fact('technology:grpc:api-style'),
      name: 'gRPC',
      major: 2,
    } as Fact;
    expect(choose(evolving, [grpc], 'microservices').get('api-style')?.chosen.name).not.toMatch(/\d$/);
  });

  test('below one are left out', () => {
    const store = {
      ...fact('technology:postgresql:store'),
      name: 'PostgreSQL',
      major: 0,
    } as Fact;
    expect(choose(evolving, [store]).get('primary-store')?.chosen.name).toBe('PostgreSQL');
  });
});

describe('web client', () => {
  test('is the pages of the service that serves them', () => {
    const web = choose(evolving, [service('frontend', 'go'), service('orders', 'go')]).get('web-client');
    expect(web?.outcome).toBe('keep');
    expect(web?.chosen.name).toBe('the pages of frontend');
  });

  test('is left out where services run and none shows a page', () => {
    expect(choose(evolving, [service('orders', 'go'), service('billing', 'go')]).get('web-client')?.outcome).toBe('not-needed');
  });

  test('is added where nothing runs yet', () => {
    expect(choose(evolving, []).get('web-client')?.outcome).toBe('add');
  });
});

describe('where it runs', () => {
  const compose = fact('deployment:docker-compose');
  const inCompose = (name: string): ComponentFact => ({
    ...service(name, 'go'),
    evidence: compose.evidence,
  });

  test('is not the Compose file of a developer when manifests are deployed', () => {
    const slots = choose({ ...evolving, hosting: 'gcp' }, [compose, ...facts('deployment:kubernetes', 'deployment:gcp'), inCompose('api')]);
    expect(slots.get('compute')?.chosen.id).toBe('gke');
    expect(slots.get('compute')?.outcome).toBe('keep');
  });

  test('is not a Compose file that only starts a database', () => {
    const elsewhere = {
      ...service('api', 'go'),
      evidence: [{ ...compose.evidence[0]!, path: 'Procfile' }],
    };
    expect(choose(evolving, [compose, elsewhere]).get('compute')?.outcome).toBe('add');
  });

  test('is the Compose file that starts the code, where there is nothing else', () => {
    expect(choose(evolving, [compose, inCompose('api')]).get('compute')?.chosen.id).toBe('docker-compose');
  });

  test('changes from a cluster only for a reason with a number', () => {
    const found = facts('deployment:kubernetes');
    const few = choose({ ...evolving, 'operations-days': 2, budget: 300 }, found).get('compute');
    expect(few?.outcome).toBe('change');
    expect(few?.chosen.because).toMatch(
      /takes the place of Kubernetes: it takes about 7 engineer-days a month to operate, and you allow 2/,
    );
    const some = choose(
      {
        ...evolving,
        'team-size': 12,
        'operations-days': 12,
        budget: 4000,
        hosting: 'gcp',
      },
      [...found, fact('deployment:gcp')],
    );
    expect(some.get('compute')?.outcome).toBe('keep');
  });
});

test('new work is in the language that the decision names', () => {
  const found = [
    ...facts('technology:spring-boot:framework', 'technology:fastify:framework', 'technology:go:language'),
    service('catalogue', 'go'),
    service('orders', 'spring-boot', 'java'),
    service('storefront', 'fastify', 'nodejs'),
  ];
  const choice = choose(evolving, found).get('language-framework');
  expect(choice?.chosen.id).toBe('fastify');
  expect(choice?.consequences[0]).toContain('new work is in Node.js');
});
