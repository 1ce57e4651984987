import { describe, expect, test } from 'vitest';
import type { RankedStyle, SlotChoice, SlotId, StyleId } from '../../../src/core/decide/recommendation.ts';
import { chooseSlots, slotRules } from '../../../src/core/decide/slots/index.ts';
import type { Answers } from '../../../src/core/interview/answer.ts';
import { exampleAnswers, exampleById, examples } from '../../../src/core/interview/examples/index.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { fakeRank, facts, said } from '../interview/sketch.ts';

function styled(style: StyleId): RankedStyle {
  const [first] = fakeRank(new Map());
  if (first === undefined) throw new Error('no style');
  return { ...first, style };
}

function choose(answers: Answers, style: StyleId = 'modular-monolith', found: readonly Fact[] = []): Map<SlotId, SlotChoice> {
  const choices = chooseSlots({ facts: found, answers, style: styled(style) });
  return new Map(choices.map((choice) => [choice.slot, choice]));
}

function example(id: string): Answers {
  const found = exampleById(id);
  if (found === undefined) throw new Error(id);
  return exampleAnswers(found);
}

const evolving = said({ 'starting-point': 'evolve', hosting: 'aws', 'team-size': 5, budget: 2000 });

describe('what the repository uses', () => {
  test('stays, with its version, and says that it is there', () => {
    const postgres = { ...facts('technology:postgresql:store')[0]!, name: 'PostgreSQL', major: 15 } as Fact;
    const store = choose(evolving, 'modular-monolith', [postgres]).get('primary-store');
    expect(store?.outcome).toBe('keep');
    expect(store?.chosen.name).toBe('PostgreSQL 15');
    expect(store?.chosen.because).toMatch(/^Already there/);
    expect(store?.chosen.basis.facts).toEqual([postgres.id]);
  });

  test('stays when it is not what would be taken today', () => {
    const found = facts(
      'technology:express:framework',
      'technology:mongodb:store',
      'technology:angular:web-client',
      'technology:jenkins:delivery',
    );
    const slots = choose(evolving, 'modular-monolith', found);
    expect(slots.get('primary-store')?.chosen.id).toBe('mongodb');
    expect(slots.get('language-framework')?.chosen.id).toBe('express');
    expect(slots.get('web-client')?.chosen.id).toBe('angular');
    expect(slots.get('delivery')?.chosen.id).toBe('jenkins');
  });

  test('stays when the catalogue of options does not name it', () => {
    const store = choose(evolving, 'modular-monolith', facts('technology:couchbase:store')).get('primary-store');
    expect(store?.chosen.id).toBe('couchbase');
    expect(store?.outcome).toBe('keep');
  });

  test('stays although nothing asks for it', () => {
    const cache = choose(evolving, 'modular-monolith', facts('technology:redis:cache')).get('cache');
    expect(cache?.outcome).toBe('keep');
    expect(cache?.chosen.id).toBe('redis');
  });

  test('keeps an ended version and names the day', () => {
    const old = { ...facts('technology:postgresql:store')[0]!, name: 'PostgreSQL', major: 11, endOfLife: '2023-11-09' } as Fact;
    const store = choose(evolving, 'modular-monolith', [old]).get('primary-store');
    expect(store?.outcome).toBe('keep');
    expect(store?.consequences[0]).toContain('2023-11-09');
  });

  test('gives way to what is forbidden, with that reason', () => {
    const answers = said({ 'starting-point': 'evolve', 'stack-forbidden': ['proprietary'], hosting: 'own' });
    const store = choose(answers, 'modular-monolith', facts('technology:mongodb:store')).get('primary-store');
    expect(store?.chosen.id).toBe('postgresql');
    expect(store?.alternatives.map(({ id }) => id)).not.toContain('mongodb');
  });

  test('gives way when it is not to be had where it shall run, and says so', () => {
    const answers = said({ 'starting-point': 'evolve', hosting: 'own', disqualifiers: ['own-hosting'] });
    const store = choose(answers, 'modular-monolith', facts('technology:dynamodb:store')).get('primary-store');
    expect(store?.outcome).toBe('change');
    expect(store?.chosen.because).toMatch(/takes the place of Amazon DynamoDB: it is not to be had on your own machines/);
  });

  test('is only knowledge when the team starts from scratch', () => {
    const answers = said({ 'starting-point': 'from-scratch', hosting: 'aws' });
    const store = choose(answers, 'modular-monolith', facts('technology:mongodb:store')).get('primary-store');
    expect(store?.chosen.id).toBe('postgresql');
    expect(store?.outcome).toBe('add');
  });

  test('a framework tells more than the language around it', () => {
    const found = facts(
      'technology:python:language',
      'technology:typescript:language',
      'technology:nodejs:runtime',
      'technology:fastapi:framework',
    );
    expect(choose(evolving, 'modular-monolith', found).get('language-framework')?.chosen.id).toBe('fastapi');
  });
});

describe('right-sizing', () => {
  test('two developers with 100 $ a month never get Kubernetes', () => {
    const answers = said({ 'team-size': 2, budget: 100, skills: ['kubernetes', 'containers'], hosting: 'gcp' });
    const compute = choose(answers, 'microservices').get('compute');
    expect(compute?.chosen.id).not.toMatch(/gke|kubernetes/);
  });

  test('Kubernetes stays where it runs', () => {
    const answers = said({ 'starting-point': 'evolve', 'team-size': 2, hosting: 'aws' });
    expect(choose(answers, 'microservices', facts('deployment:kubernetes')).get('compute')?.chosen.id).toBe('kubernetes');
  });

  test('many teams with experience and money run many services on Kubernetes', () => {
    expect(choose(example('saas-external-apis-grown'), 'microservices').get('compute')?.chosen.id).toBe('amazon-eks');
  });

  test('light work with long idle hours runs as functions', () => {
    const slots = choose(example('webhook-automation'), 'serverless');
    expect(slots.get('compute')?.chosen.id).toBe('aws-lambda');
    expect(slots.get('primary-store')?.chosen.id).toBe('dynamodb');
    expect(slots.get('messaging')?.chosen.id).toBe('amazon-sqs');
  });

  test('a small team queues in its database before it runs a broker', () => {
    const messaging = choose(example('saas-external-apis-small')).get('messaging');
    expect(messaging?.chosen.id).toBe('postgres-outbox');
    expect(messaging?.chosen.because).toMatch(/partner is down/);
    expect(messaging?.flip).toMatch(/500 messages a second/);
  });

  test('small load needs no cache, and a trigger says when it would', () => {
    const cache = choose(example('internal-tool'), 'layered').get('cache');
    expect(cache?.outcome).toBe('not-needed');
    expect(cache?.chosen.because).toMatch(/requests\/s/);
    expect(cache?.flip).toMatch(/60 %/);
  });

  test('texts are searched in the database first', () => {
    expect(choose(example('internal-tool'), 'layered').get('search')?.chosen.id).toBe('postgres-full-text');
  });

  test('work that somebody waits for needs no queue', () => {
    expect(choose(example('internal-tool'), 'layered').get('messaging')?.outcome).toBe('not-needed');
  });
});

describe('combinations', () => {
  test('without a preference a small team gets a platform, not a cloud to set up', () => {
    const compute = choose(said({ 'team-size': 4, hosting: 'any', 'starting-point': 'from-scratch' })).get('compute');
    expect(compute?.chosen.id).toBe('platform');
  });

  test('Terraform that the repository has stays, also when only its files show it', () => {
    const practice = { ...facts('practice:infrastructure-as-code')[0]! } as Fact;
    const seen = { ...practice, evidence: practice.evidence.map((evidence) => ({ ...evidence, detector: 'terraform' })) };
    const slot = choose(evolving, 'modular-monolith', [seen, ...facts('deployment:docker-compose', 'technology:amazon-ecs:compute')]).get(
      'infrastructure-as-code',
    );
    expect(slot?.chosen.id).toBe('terraform');
    expect(slot?.outcome).toBe('keep');
  });

  test('own hosting has no service of a cloud', () => {
    const ids = [...choose(example('hospital-on-premises')).values()].map(({ chosen }) => chosen.id);
    for (const cloudy of ['aws-lambda', 'dynamodb', 'amazon-s3', 'cloudwatch', 'auth0', 'datadog']) expect(ids).not.toContain(cloudy);
  });

  test('a cloud that compute decides holds for the slots after it', () => {
    const answers = said({ hosting: 'any', 'team-size': 2, skills: ['functions'], budget: 100 });
    const slots = choose(answers, 'serverless');
    const compute = slots.get('compute')?.chosen.id ?? '';
    const store = slots.get('primary-store')?.chosen.id ?? '';
    const cloudOf: Record<string, string> = {
      'aws-lambda': 'dynamodb',
      'azure-functions': 'cosmos-db',
      'cloud-functions': 'firestore',
      'cloud-run': 'firestore',
    };
    expect([cloudOf[compute], 'postgresql', 'sqlite']).toContain(store);
  });

  test('an installed application stores in a file and has no servers', () => {
    const slots = choose(example('plug-in-platform'), 'microkernel');
    expect(slots.get('compute')?.chosen.id).toBe('installed-application');
    expect(slots.get('primary-store')?.chosen.id).toBe('sqlite');
  });
});

describe.each(examples.map((entry) => [entry.id, entry] as const))('the technologies of %s', (_id, entry) => {
  const choices = chooseSlots({ facts: [], answers: exampleAnswers(entry), style: styled(entry.expectedBases[0] ?? 'layered') });

  test('fill every slot with two alternatives each, one of them feasible', () => {
    expect(choices.length).toBe(slotRules.length);
    for (const choice of choices) {
      expect(choice.alternatives.length).toBeGreaterThanOrEqual(2);
      expect([choice.chosen, ...choice.alternatives].filter(({ feasible }) => feasible).length).toBeGreaterThanOrEqual(2);
      expect(new Set([choice.chosen, ...choice.alternatives].map(({ id }) => id)).size).toBe(choice.alternatives.length + 1);
    }
  });

  test('are said in sentences that are filled in and differ', () => {
    for (const choice of choices) {
      const options = [choice.chosen, ...choice.alternatives];
      for (const { because, basis } of options) {
        expect(because).toMatch(/^[A-Z0-9].*[.?!]$/);
        expect(because).not.toMatch(/[{}]|undefined/);
        expect(basis.answers.length + basis.assumed.length + basis.facts.length).toBeGreaterThan(0);
      }
      expect(new Set(options.map(({ because }) => because)).size).toBe(options.length);
      expect(choice.flip).toMatch(/^when /);
    }
  });

  test('are chosen by no thinner a thread than the alternatives', () => {
    for (const choice of choices) {
      if (choice.outcome === 'not-needed') continue;
      for (const other of choice.alternatives.filter(({ feasible }) => feasible)) {
        expect(choice.chosen.score).toBeGreaterThanOrEqual(other.score);
      }
    }
  });
});

describe('stability', () => {
  test('is full when everything is answered and less when much is open', () => {
    expect([...choose(example('internal-tool')).values()].every(({ stability }) => stability === 1)).toBe(true);
    const open = [...choose(new Map()).values()].map(({ stability }) => stability);
    expect(Math.min(...open)).toBeLessThan(0.9);
  });
});
