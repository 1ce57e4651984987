import type { AnswerValue } from '../interview/question.ts';
import type { BaseStyle } from './recommendation.ts';
import { all, any, atLeast, derived, is, not, type RuleCondition } from './rule-condition.ts';

/**
 * What a style needs before its ratings mean anything. If stated answers or facts alone say that it does not hold, the
 * style is out; if that is only assumed, it costs `risk` points times the probability that it does not hold.
 */
export interface PreconditionRule {
  readonly id: string;
  readonly styles: readonly BaseStyle[];
  readonly needs: RuleCondition;
  /** Points lost if it certainly did not hold. */
  readonly risk: number;
  /** `needs at least 3 teams; you have {effective-teams}`. */
  readonly because: string;
  /** Answers that meet it. */
  readonly met: Readonly<Record<string, AnswerValue>>;
  /** Answers that exclude the styles. */
  readonly failed: Readonly<Record<string, AnswerValue>>;
}

const distributed: readonly BaseStyle[] = ['service-based', 'event-driven', 'microservices', 'space-based'];

/** Every precondition; the floor of the budget is computed from the parts (see `budgetFloor`). */
export const preconditionRules: readonly PreconditionRule[] = [
  {
    id: 'teams',
    styles: ['microservices'],
    risk: 0.3,
    needs: derived('effective-teams', 3),
    because: 'needs at least 3 teams of 4; {teams} teams and {team-size} developers make {effective-teams}',
    met: { teams: 4, 'team-size': 20 },
    failed: { teams: 1, 'team-size': 6 },
  },
  {
    id: 'people',
    styles: ['service-based'],
    risk: 0.15,
    needs: atLeast('team-size', 3),
    because: 'needs at least 3 people for two releases; you have {team-size}',
    met: { 'team-size': 6 },
    failed: { 'team-size': 2 },
  },
  {
    id: 'people-events',
    styles: ['event-driven'],
    risk: 0.15,
    needs: atLeast('team-size', 3),
    because: 'needs at least 3 people who can follow a flow through a broker; you have {team-size}',
    met: { 'team-size': 6 },
    failed: { 'team-size': 2 },
  },
  {
    id: 'people-space',
    styles: ['space-based'],
    risk: 0.15,
    needs: atLeast('team-size', 5),
    because: 'needs at least 5 people to build and rehearse a data grid; you have {team-size}',
    met: { 'team-size': 9 },
    failed: { 'team-size': 3 },
  },
  {
    id: 'released-automatically',
    styles: ['microservices'],
    risk: 0.12,
    needs: is('operations', 'automatic', 'watched'),
    because: 'needs releases without hands, for every service; today they are made by hand',
    met: { operations: 'watched' },
    failed: { operations: 'tested' },
  },
  {
    id: 'tested-automatically',
    styles: ['service-based', 'event-driven', 'space-based'],
    risk: 0.1,
    needs: is('operations', 'tested', 'automatic', 'watched'),
    because: 'needs automatic tests before each release; today changes go out by hand',
    met: { operations: 'tested' },
    failed: { operations: 'by-hand' },
  },
  {
    id: 'skills-containers',
    styles: ['microservices'],
    risk: 0.08,
    needs: is('skills', 'containers', 'kubernetes', 'functions'),
    because: 'needs somebody who has run containers or functions in production',
    met: { skills: ['containers'] },
    failed: { skills: ['relational'] },
  },
  {
    id: 'several-areas',
    styles: ['service-based', 'microservices'],
    risk: 0.12,
    needs: is('domain-borders', 'clear', 'tangled'),
    because: 'needs several areas of the business to cut along; this is one',
    met: { 'domain-borders': 'clear' },
    failed: { 'domain-borders': 'one' },
  },
  {
    id: 'nobody-waits',
    styles: ['event-driven'],
    risk: 0.3,
    needs: is('who-waits', 'receipt', 'nobody'),
    because: 'needs a core workflow that nobody waits for; here somebody waits for the result',
    met: { 'who-waits': 'nobody' },
    failed: { 'who-waits': 'always' },
  },
  {
    id: 'chain',
    styles: ['pipeline'],
    risk: 0.4,
    needs: is('transformation-chain', 'part', 'mostly'),
    because: 'needs work that is a chain of transformations; here people read and change records',
    met: { 'transformation-chain': 'mostly' },
    failed: { 'transformation-chain': 'no' },
  },
  {
    id: 'variants',
    styles: ['microkernel'],
    risk: 0.4,
    needs: is('variants', 'ours', 'plug-ins'),
    because: 'needs variants or plug-ins; here there are none beyond settings',
    met: { variants: 'plug-ins' },
    failed: { variants: 'settings' },
  },
  {
    id: 'fits-in-memory',
    styles: ['space-based'],
    risk: 0.45,
    needs: is('same-things', 'yes-memory'),
    because: 'needs a contended working set that fits into memory',
    met: { 'same-things': 'yes-memory' },
    failed: { 'same-things': 'no' },
  },
  {
    id: 'short-tasks',
    styles: ['serverless'],
    risk: 0.2,
    needs: not(is('longest-task', 'hours')),
    because: 'functions are cut off after about 15 minutes; the longest piece of work takes longer',
    met: { 'longest-task': 'seconds' },
    failed: { 'longest-task': 'hours' },
  },
  {
    id: 'provider',
    styles: ['serverless'],
    risk: 0.15,
    needs: all(not(is('hosting', 'own', 'edge')), not(is('disqualifiers', 'own-hosting', 'disconnected'))),
    because: 'needs a cloud provider; it must run on own machines or without a network',
    met: { hosting: 'aws', disqualifiers: ['none'] },
    failed: { hosting: 'own' },
  },
  {
    id: 'functions-allowed',
    styles: ['serverless'],
    risk: 0.12,
    needs: not(is('stack-forbidden', 'serverless', 'proprietary')),
    because: 'functions as a service, or what only one vendor sells, are forbidden',
    met: { 'stack-forbidden': ['none'] },
    failed: { 'stack-forbidden': ['serverless'] },
  },
  {
    id: 'warm-starts',
    styles: ['serverless'],
    risk: 0.2,
    needs: not(is('latency', 'under-50ms')),
    because: 'a cold start takes longer than the 50 ms that are noticed',
    met: { latency: 'under-2s' },
    failed: { latency: 'under-50ms' },
  },
  {
    id: 'shared-memory',
    styles: ['serverless'],
    risk: 0.12,
    needs: is('same-things', 'no'),
    because: 'functions share no memory in which it could be decided who was first',
    met: { 'same-things': 'no' },
    failed: { 'same-things': 'yes-memory' },
  },
  {
    id: 'connected',
    styles: ['microservices', 'event-driven', 'space-based'],
    risk: 0.05,
    needs: not(all(is('disqualifiers', 'disconnected'), is('hosting', 'edge'))),
    because: 'many parts cannot be mended at sites without a network',
    met: { disqualifiers: ['none'], hosting: 'edge' },
    failed: { disqualifiers: ['disconnected'], hosting: 'edge' },
  },
  {
    id: 'orchestrator',
    styles: ['microservices'],
    risk: 0.05,
    needs: not(all(is('hosting', 'own'), is('stack-forbidden', 'kubernetes'))),
    because: 'dozens of services on own machines need an orchestrator, and Kubernetes is forbidden',
    met: { hosting: 'own', 'stack-forbidden': ['none'] },
    failed: { hosting: 'own', 'stack-forbidden': ['kubernetes'] },
  },
  {
    id: 'operations-time',
    styles: ['microservices', 'space-based'],
    risk: 0.06,
    needs: atLeast('operations-days', 3),
    because: 'needs at least 3 engineer-days a month to operate; {operations-days} are given',
    met: { 'operations-days': 10 },
    failed: { 'operations-days': 1 },
  },
  {
    id: 'somebody-builds',
    styles: ['layered', 'modular-monolith', 'microkernel', 'pipeline', 'serverless', ...distributed],
    risk: 0,
    needs: atLeast('team-size', 1),
    because: 'needs somebody to build it; there are no developers',
    met: { 'team-size': 1 },
    failed: { 'team-size': 0 },
  },
  {
    id: 'second-zone',
    styles: ['layered', 'modular-monolith', 'microkernel', 'pipeline', 'serverless', ...distributed],
    risk: 0,
    needs: any(not(atLeast('availability', 99.99)), atLeast('budget', 150)),
    because: '{availability} % a month needs everything twice in two zones, from about 150 $ a month; {budget} $ are given',
    met: { availability: 99.99, budget: 1000 },
    failed: { availability: 99.99, budget: 50 },
  },
  {
    id: 'somebody-awake',
    styles: ['layered', 'modular-monolith', 'microkernel', 'pipeline', 'serverless', ...distributed],
    risk: 0,
    needs: not(all(atLeast('availability', 99.99), is('night', 'nobody'))),
    because: '{availability} % a month allows four minutes, and nobody is called at night',
    met: { availability: 99.99, night: 'rota' },
    failed: { availability: 99.99, night: 'nobody' },
  },
  {
    id: 'reachable',
    styles: ['layered', 'modular-monolith', 'microkernel', 'pipeline', 'serverless', ...distributed],
    risk: 0,
    needs: not(all(is('disqualifiers', 'own-hosting', 'disconnected'), is('hosting', 'aws', 'azure', 'gcp', 'platform'))),
    because: 'it must run on own machines or without a network, and in a cloud',
    met: { disqualifiers: ['own-hosting'], hosting: 'own' },
    failed: { disqualifiers: ['own-hosting'], hosting: 'aws' },
  },
];
