import type { AnswerValue } from '../../../src/core/interview/question.ts';
import type { FactSketch } from '../../../src/core/interview/prefill-rule.ts';

type Answers = Readonly<Record<string, Exclude<AnswerValue, undefined>>>;

/** Answers that the repository speaks against, and an innocent twin each. Named by somebody who had not read the rules. */
export const repositoryCases: readonly (readonly [
  kind: string,
  planted: Answers,
  shown: readonly FactSketch[],
  innocent: Answers,
  shownThere: readonly FactSketch[],
])[] = [
  [
    'stack-repository',
    { 'stack-preferred': ['java'], 'starting-point': 'evolve' },
    ['technology:python:language', 'component:service'],
    { 'stack-preferred': ['python', 'java'], 'starting-point': 'evolve' },
    ['technology:python:language', 'component:service'],
  ],
  [
    'hosting-repository',
    { hosting: 'own', disqualifiers: ['own-hosting'], 'starting-point': 'evolve' },
    ['deployment:aws', 'component:function', 'technology:dynamodb:store'],
    { hosting: 'aws', 'starting-point': 'evolve' },
    ['deployment:aws', 'component:function', 'technology:dynamodb:store'],
  ],
  [
    'forbidden-repository',
    { 'stack-forbidden': ['kubernetes'], 'starting-point': 'evolve' },
    ['deployment:kubernetes', 'component:service'],
    { 'stack-forbidden': ['copyleft'], 'starting-point': 'evolve' },
    ['deployment:kubernetes', 'component:service'],
  ],
  [
    'load-instances',
    { 'concurrent-users': 40_000, 'starting-point': 'extend' },
    ['sizing:instance-class:t3.micro', 'component:service'],
    { 'concurrent-users': 50, 'starting-point': 'extend' },
    ['sizing:instance-class:t3.micro', 'component:service'],
  ],
  [
    'availability-instances',
    { availability: 99.99, 'starting-point': 'evolve' },
    ['hazard:single-zone-database', 'sizing:replicas:1'],
    { availability: 99.5, 'starting-point': 'evolve' },
    ['hazard:single-zone-database', 'sizing:replicas:1'],
  ],
  [
    'residency-repository',
    { disqualifiers: ['residency'], 'residency-regions': ['eu'], 'starting-point': 'evolve' },
    ['deployment:aws:us-east-1'],
    { disqualifiers: ['residency'], 'residency-regions': ['eu'], 'starting-point': 'evolve' },
    ['deployment:aws:eu-central-1'],
  ],
  [
    'ai-repository',
    { 'ai-use': 'none', 'starting-point': 'evolve' },
    ['technology:openai:ai'],
    { 'ai-use': 'provider', 'starting-point': 'evolve' },
    ['technology:openai:ai'],
  ],
  [
    'external-apis-repository',
    { 'external-apis': 0, 'starting-point': 'evolve' },
    ['technology:stripe:external-api', 'technology:sendgrid:external-api'],
    { 'external-apis': 2, 'starting-point': 'evolve' },
    ['technology:stripe:external-api', 'technology:sendgrid:external-api'],
  ],
  [
    'operations-repository',
    { operations: 'watched', 'starting-point': 'evolve' },
    ['hazard:no-ci', 'component:service'],
    { operations: 'by-hand', 'starting-point': 'evolve' },
    ['hazard:no-ci', 'component:service'],
  ],
  [
    'transactions-repository',
    { 'domain-borders': 'one', 'starting-point': 'evolve' },
    Array.from({ length: 14 }, (_, index) => `component:service:s${String(index)}`),
    { 'domain-borders': 'clear', 'starting-point': 'evolve' },
    ['component:service:a', 'component:service:b', 'component:service:c'],
  ],
  [
    'team-repository',
    { 'team-size': 28, 'starting-point': 'evolve' },
    ['people:active-authors:1-2'],
    { 'team-size': 2, 'starting-point': 'evolve' },
    ['people:active-authors:1-2'],
  ],
  [
    'restore-repository',
    { 'recovery-point': 5, 'starting-point': 'evolve' },
    ['hazard:no-database-backup'],
    { 'recovery-point': 1440, 'starting-point': 'evolve' },
    ['practice:backups'],
  ],
];
