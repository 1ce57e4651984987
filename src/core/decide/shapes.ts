import type { AnswerValue } from '../interview/question.ts';
import type { BaseStyle } from './recommendation.ts';
import type { Part } from './requirement-rule.ts';
import { all, any, atLeast, derived, is, not, type RuleCondition } from './rule-condition.ts';

/**
 * What the shape of the work costs a style that does not have that shape, in points of the score.
 * A style is defined by a shape; where the shape is there, the others pay for imitating it, and where it is not, the
 * style pays for a form that nothing fills. Our judgement, in steps of 0.01; varied by up to 1.5 in the stability.
 */
export interface ShapeRule {
  readonly id: string;
  readonly when: RuleCondition;
  /** What each style loses; styles not named lose `others`. */
  readonly losses: Readonly<Partial<Record<BaseStyle, number>>>;
  readonly others: number;
  /** One English sentence: what is asked for, or what is missing. */
  readonly because: string;
  /** The part that a hybrid's edge takes off its base. */
  readonly part?: Part;
  /**
   * What runs today may be the reason that this holds (nobody waits because services are separate), so it does not count
   * against today's style where that style has proven itself.
   */
  readonly achievedByToday?: true;
  readonly example: Readonly<Record<string, AnswerValue>>;
  readonly negative: Readonly<Record<string, AnswerValue>>;
}

/** Requests a second up to which one small machine stands by for what comes (see `throughputOfInstance`). */
const oneMachine = 100;

const machineTriggers = is('work-trigger', 'events', 'systems', 'mixed');

/** Shapes that are there and want their style. */
const matches: readonly ShapeRule[] = [
  {
    id: 'shape:many-teams-wait',
    when: all(derived('effective-teams', 5), is('release-contention', 'monthly', 'weekly')),
    others: 0.1,
    losses: { microservices: 0, 'event-driven': 0.04, 'service-based': 0.06, serverless: 0.06 },
    because: 'More than four teams wait for each other; a shared database or release keeps them waiting.',
    example: { teams: 8, 'team-size': 60, 'release-contention': 'weekly' },
    negative: { teams: 8, 'team-size': 60, 'release-contention': 'never' },
  },
  {
    id: 'shape:more-teams-than-services',
    when: all(derived('effective-teams', 10), is('release-contention', 'monthly', 'weekly')),
    others: 0.08,
    losses: { microservices: 0, 'event-driven': 0.03, 'service-based': 0.06, serverless: 0.05 },
    because: 'Ten teams and more that wait for each other do not fit into a dozen services on one database.',
    example: { teams: 15, 'team-size': 120, 'release-contention': 'weekly' },
    negative: { teams: 6, 'team-size': 60, 'release-contention': 'weekly' },
  },
  {
    id: 'shape:plug-ins',
    when: is('variants', 'plug-ins'),
    others: 0.2,
    losses: { microkernel: 0, 'modular-monolith': 0.15, 'service-based': 0.15, microservices: 0.16 },
    because: 'Customers or third parties write plug-ins; without a stable core with published extension points every release breaks them.',
    example: { variants: 'plug-ins' },
    negative: { variants: 'settings' },
  },
  {
    id: 'shape:variants',
    when: is('variants', 'ours'),
    others: 0.12,
    losses: { microkernel: 0, 'modular-monolith': 0.07, 'service-based': 0.08, microservices: 0.09 },
    because: 'Customers need variants that we build; without extension points they become branches in the code.',
    example: { variants: 'ours' },
    negative: { variants: 'no' },
  },
  {
    id: 'shape:transformations',
    when: is('transformation-chain', 'mostly'),
    others: 0.2,
    losses: { pipeline: 0, 'event-driven': 0.1, serverless: 0.12, 'service-based': 0.17, 'modular-monolith': 0.16 },
    because: 'The system turns data into other data; steps that read what the one before wrote can be tested, rerun and scaled one by one.',
    part: 'chain',
    example: { 'transformation-chain': 'mostly' },
    negative: { 'transformation-chain': 'part' },
  },
  {
    id: 'shape:some-transformations',
    when: is('transformation-chain', 'part'),
    others: 0.02,
    losses: { pipeline: 0, 'event-driven': 0, serverless: 0.01 },
    because: 'A part of the work is a chain of transformations.',
    part: 'chain',
    example: { 'transformation-chain': 'part' },
    negative: { 'transformation-chain': 'no' },
  },
  {
    id: 'shape:nobody-waits',
    when: all(is('who-waits', 'nobody'), machineTriggers),
    others: 0.17,
    losses: { 'event-driven': 0, serverless: 0.05, pipeline: 0.06, microservices: 0.12, 'service-based': 0.13, 'modular-monolith': 0.15 },
    because: 'Events come in and nobody waits for the end; steps that call one another would make each failure everybody’s.',
    part: 'stream',
    example: { 'who-waits': 'nobody', 'work-trigger': 'events' },
    negative: { 'who-waits': 'nobody', 'work-trigger': 'people' },
  },
  {
    id: 'shape:stream',
    when: all(is('work-trigger', 'events'), any(is('users', 'devices'), atLeast('machine-events', 100))),
    others: 0.08,
    losses: { 'event-driven': 0, serverless: 0.03, pipeline: 0.02, microservices: 0.06, 'service-based': 0.06, 'modular-monolith': 0.07 },
    because: 'A stream of events starts the work; it has to be taken in whatever the rest is doing.',
    part: 'stream',
    example: { 'work-trigger': 'events', users: ['devices'] },
    negative: { 'work-trigger': 'people', users: ['devices'] },
  },
  {
    id: 'shape:receipt',
    when: all(is('who-waits', 'receipt'), is('work-trigger', 'events', 'systems')),
    others: 0.09,
    losses: { 'event-driven': 0, serverless: 0.03, pipeline: 0.04, microservices: 0.06, 'service-based': 0.06, 'modular-monolith': 0.07 },
    because: 'Machines start the work and a receipt is enough; the rest may follow as events.',
    part: 'stream',
    example: { 'who-waits': 'receipt', 'work-trigger': 'systems' },
    negative: { 'who-waits': 'always', 'work-trigger': 'systems' },
  },
  {
    id: 'shape:background',
    when: all(is('who-waits', 'receipt', 'nobody'), is('work-trigger', 'mixed', 'people')),
    others: 0.02,
    losses: { 'event-driven': 0, serverless: 0.01 },
    because: 'A good part of the work may follow after the answer.',
    part: 'stream',
    example: { 'who-waits': 'receipt', 'work-trigger': 'mixed' },
    negative: { 'who-waits': 'always', 'work-trigger': 'mixed' },
  },
  {
    id: 'shape:contention-in-memory',
    when: all(
      is('same-things', 'yes-memory'),
      any(atLeast('concurrent-users', 3000), is('latency', 'under-50ms'), atLeast('machine-events', 1000)),
    ),
    others: 0.22,
    losses: { 'space-based': 0, 'event-driven': 0.18, microservices: 0.2, 'service-based': 0.2 },
    because: 'Thousands want the same few things at once; memory, not a database, has to decide who was first.',
    part: 'contended',
    example: { 'same-things': 'yes-memory', 'concurrent-users': 20_000 },
    negative: { 'same-things': 'no', 'concurrent-users': 20_000 },
  },
  {
    id: 'shape:long-runs',
    when: all(
      is('who-waits', 'receipt'),
      any(
        atLeast('background-share', 75),
        all(is('work-trigger', 'events', 'systems', 'mixed'), is('partner-down', 'everything'), atLeast('external-apis', 6)),
      ),
    ),
    others: 0.07,
    losses: { 'event-driven': 0, serverless: 0.03, pipeline: 0.04, microservices: 0.05, 'service-based': 0.05, 'modular-monolith': 0.06 },
    because: 'Nearly all of it runs after the receipt, at the speed of others; each step has to wait and go on by itself.',
    part: 'stream',
    example: { 'who-waits': 'receipt', 'work-trigger': 'events', 'background-share': 90 },
    negative: { 'who-waits': 'receipt', 'work-trigger': 'events', 'background-share': 33 },
  },
  {
    id: 'shape:idle-forms',
    when: all(is('idle', 'mostly'), is('work-trigger', 'people'), derived('peak-rate', 0, oneMachine), not(is('longest-task', 'hours'))),
    others: 0.05,
    losses: { serverless: 0, microservices: 0.14, 'service-based': 0.09, 'event-driven': 0.07, 'space-based': 0.16 },
    because: 'There is nothing to do most of the day; one small machine that stands by costs little, several do not.',
    part: 'burst',
    example: { idle: 'mostly', 'work-trigger': 'people', 'concurrent-users': 50 },
    negative: { idle: 'mostly', 'work-trigger': 'people', 'concurrent-users': 4000 },
  },
  {
    id: 'shape:mostly-idle',
    when: all(
      is('idle', 'mostly'),
      any(not(is('work-trigger', 'people')), derived('peak-rate', oneMachine)),
      not(is('longest-task', 'hours')),
    ),
    others: 0.09,
    losses: { serverless: 0, microservices: 0.14, 'service-based': 0.11, 'event-driven': 0.07, 'space-based': 0.16 },
    because: 'There is nothing to do most of the day, and what stands by is paid for.',
    part: 'burst',
    example: { idle: 'mostly', 'work-trigger': 'events' },
    negative: { idle: 'hardly', 'work-trigger': 'events' },
  },
  {
    id: 'shape:idle-bursts',
    when: all(is('idle', 'mostly'), is('burstiness', 'sudden', 'known-peaks'), not(is('longest-task', 'hours'))),
    others: 0.07,
    losses: { serverless: 0, 'event-driven': 0.05 },
    because: 'Between long quiet times come peaks.',
    part: 'burst',
    example: { idle: 'mostly', burstiness: 'sudden' },
    negative: { idle: 'mostly', burstiness: 'steady' },
  },
];

const serverlessOnly = (loss: number) => ({ others: 0, losses: { serverless: loss } });

/** Shapes that are missing, so that the form would be empty. */
const mismatches: readonly ShapeRule[] = [
  {
    id: 'shape:no-borders',
    when: is('domain-borders', 'one'),
    others: 0,
    losses: { 'modular-monolith': 0.04, 'service-based': 0.1, microservices: 0.16 },
    because: 'It is one small area: there are no borders to cut along.',
    example: { 'domain-borders': 'one' },
    negative: { 'domain-borders': 'clear' },
  },
  {
    id: 'shape:guessed-borders',
    when: is('domain-borders', 'tangled'),
    others: 0,
    losses: { 'service-based': 0.05, microservices: 0.12, 'event-driven': 0.04 },
    because: 'The areas hang together; borders guessed wrong are expensive to move once they are network calls.',
    example: { 'domain-borders': 'tangled' },
    negative: { 'domain-borders': 'one' },
  },
  {
    id: 'shape:nothing-alone',
    when: all(not(is('alone', 'release', 'scale', 'fail')), is('release-contention', 'never', 'yearly')),
    others: 0,
    losses: { 'service-based': 0.06, microservices: 0.14 },
    achievedByToday: true,
    because: 'No part has to be released, scaled or fail alone, and nobody waits for anybody’s release.',
    example: { alone: ['none'], 'release-contention': 'never' },
    negative: { alone: ['release'], 'release-contention': 'never' },
  },
  {
    id: 'shape:one-alone',
    when: all(is('alone', 'release', 'scale', 'fail'), is('release-contention', 'never', 'yearly')),
    others: 0,
    losses: { microservices: 0.12 },
    achievedByToday: true,
    because: 'Some parts have to stand alone, but nobody waits for anybody’s release: two to five services do that.',
    example: { alone: ['scale'], 'release-contention': 'never' },
    negative: { alone: ['scale'], 'release-contention': 'weekly' },
  },
  {
    id: 'shape:no-chain',
    when: is('transformation-chain', 'part'),
    others: 0,
    losses: { pipeline: 0.12 },
    because: 'Only a part of the work is a chain of transformations.',
    example: { 'transformation-chain': 'part' },
    negative: { 'transformation-chain': 'mostly' },
  },
  {
    id: 'shape:people-wait',
    when: all(is('who-waits', 'receipt', 'nobody'), is('work-trigger', 'people'), not(atLeast('background-share', 60))),
    others: 0,
    losses: { 'event-driven': 0.12 },
    because: 'People start the work and look at the result; events in between make that harder, not easier.',
    example: { 'who-waits': 'receipt', 'work-trigger': 'people' },
    negative: { 'who-waits': 'receipt', 'work-trigger': 'events' },
  },
  {
    id: 'shape:partly-background',
    when: all(is('who-waits', 'receipt', 'nobody'), is('work-trigger', 'mixed', 'clock')),
    others: 0,
    losses: { 'event-driven': 0.06 },
    because: 'Only a part of the work comes as events.',
    example: { 'who-waits': 'receipt', 'work-trigger': 'mixed' },
    negative: { 'who-waits': 'receipt', 'work-trigger': 'events' },
  },
  {
    id: 'shape:never-idle',
    when: all(is('idle', 'hardly'), derived('peak-rate', 30)),
    ...serverlessOnly(0.08),
    because: 'There is always something to do, and paying per call costs more than standing by.',
    example: { idle: 'hardly' },
    negative: { idle: 'mostly' },
  },
  {
    id: 'shape:little-idle',
    when: all(is('idle', 'hardly', 'nights'), not(is('burstiness', 'sudden'))),
    ...serverlessOnly(0.07),
    because:
      'The load comes in working hours and can be foreseen; little is saved by paying per call, and everything is tied to one provider.',
    example: { idle: 'nights', burstiness: 'daily' },
    negative: { idle: 'mostly' },
  },
  {
    id: 'shape:never-ran-functions',
    when: not(is('skills', 'functions')),
    ...serverlessOnly(0.02),
    because: 'Nobody here has run functions in production; limits and cold starts are learned on the first bad day.',
    example: { skills: ['containers'] },
    negative: { skills: ['functions'] },
  },
  {
    id: 'shape:live-connections',
    when: is('needs', 'live-updates'),
    ...serverlessOnly(0.06),
    because: 'Screens that change by themselves hold connections open, which functions cannot.',
    example: { needs: ['live-updates'] },
    negative: { needs: ['files'] },
  },
  {
    id: 'shape:shared-database',
    when: is('legacy', 'database'),
    others: 0,
    losses: { microservices: 0.06, 'event-driven': 0.02 },
    because: 'Others use the same database; no service can be the sole owner of its tables.',
    example: { legacy: ['database'] },
    negative: { legacy: ['files'] },
  },
  {
    id: 'shape:installed-by-others',
    when: any(is('operator', 'customers'), all(is('tenancy', 'separate'), atLeast('tenants', 20))),
    others: 0,
    losses: { 'service-based': 0.06, 'event-driven': 0.08, microservices: 0.2, 'space-based': 0.15, serverless: 0.05 },
    because: 'It is installed many times or by others; every part is installed, updated and mended there as often.',
    example: { operator: 'customers' },
    negative: { operator: 'us' },
  },
  {
    id: 'shape:handed-over',
    when: is('operator', 'operations', 'provider'),
    others: 0,
    losses: { microservices: 0.04, 'space-based': 0.04, 'event-driven': 0.02 },
    because: 'Those who operate it did not build it; each kind of part is one more that they have to be taught.',
    example: { operator: 'operations' },
    negative: { operator: 'us' },
  },
  {
    id: 'shape:wide-transactions',
    when: is('transactions', 'across-areas'),
    others: 0,
    losses: { microservices: 0.06, 'event-driven': 0.03 },
    because: 'Changes across areas would become sagas with compensations.',
    example: { transactions: 'across-areas' },
    negative: { transactions: 'nothing' },
  },
];

/** Every shape rule. */
export const shapeRules: readonly ShapeRule[] = [...matches, ...mismatches];
