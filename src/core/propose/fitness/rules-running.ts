import { inSentence } from '../../decide/slots/in-sentence.ts';
import { deed } from '../cast.ts';
import { all, any, atLeast, is, not, style } from '../challenge-rules/when.ts';
import { allowedDowntime, count, minutes, plural } from '../format.ts';
import {
  alarmDollars,
  answerMillis,
  frontInstances,
  jobsAfterPeak,
  many,
  millis,
  partnerWaiting,
  peakRate,
  restoreHours,
  restoreTooLong,
} from '../numbers.ts';
import type { Prose } from '../proposal.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { billAlarm, pipelineOf, toolsOf } from './tools.ts';
import type { FitnessRule } from './fitness-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

/** What a restore has to bring back, by what must never happen here. */
function restored(s: Situation, store: string): Prose {
  const area = s.areas.names[0] ?? store;
  if (s.base === 'pipeline') return say`${store} rebuilt from the raw inputs that were kept, without its backup`;
  if (s.reading.has('first-hour-down', 'harm')) return say`${area} of last night in a restored ${store}, row by row against the live one`;
  if (s.reading.has('never', 'changed-unseen')) return say`the history of ${area} in a ${store} restored from last night`;
  if (s.reading.stated('restore-tried') && s.reading.has('restore-tried', 'never', 'no-backups'))
    return say`the restore of ${store} that nobody ever tried, now by a machine`;
  if (s.reading.has('never', 'done-twice')) return say`sums of ${area} in a ${store} restored from last night`;
  return say`last night’s backup of ${store} restored beside it and counted`;
}

/** Where the restore runs, by where the system does. */
function restorer(s: Situation): Prose {
  if (s.reading.has('hosting', 'own', 'edge')) return say`a script on the spare server, reported to ${pipelineOf(s)}`;
  if (s.base === 'serverless') return say`a table that lives for an hour, made and deleted by ${pipelineOf(s)}`;
  if (s.reading.has('hosting', 'platform')) return say`a fork of the database, made by ${pipelineOf(s)}`;
  return s.reading.amount('team-size') <= 3
    ? say`one script in ${pipelineOf(s)}, with a mail of its result`
    : say`a database that lives for an hour, set up by ${inSentence(s.technology('infrastructure-as-code') ?? pipelineOf(s))}`;
}

/** Checks on the running system: load, time, money, people. */
export const runningFitness: readonly FitnessRule[] = [
  {
    id: 'fitness.answer-time',
    topic: 'speed',
    attribute: 'performance',
    when: not(any(is('latency', 'minutes'), is('work-trigger', 'clock'))),
    worth: 4,
    tell: (s, c) => ({
      check: say`${s.reading.stated('important-action') ? `${deed(s)} on ${c.front}` : c.front} at ${s.peak ?? 'the peak'}`,
      threshold: say`p95 ≥ ${millis(answerMillis(s))}${s.reading.stated('latency-target') ? undefined : s.reading.mark('latency')}, or 1 error in 1,000`,
      how: say`${toolsOf(s).load} on a copy with ${count(s.reading.amount('data-volume'))} GB`,
      often: s.reading.amount('team-size') <= 3 ? 'each month' : 'each week',
      from: ['concurrent-users', s.reading.stated('latency-target') ? 'latency-target' : 'latency'],
    }),
    example: { answers: { 'concurrent-users': 900 } },
    counterexample: { answers: { latency: 'minutes' } },
  },
  {
    id: 'fitness.run-length',
    topic: 'speed',
    attribute: 'performance',
    when: any(is('latency', 'minutes'), is('work-trigger', 'clock')),
    worth: 4,
    tell: (s, c) => ({
      check: say`length of the run of ${c.front}, and when ${c.store} was last whole`,
      threshold: say`a run over ${s.reading.has('longest-task', 'hours') ? '3 h' : '12 min'}${ours}, or figures older than ${s.reading.has('staleness', 'minutes') ? '26 h' : '1 h'}`,
      how: say`two numbers in ${s.technology('observability') ?? 'the log'} with an alarm`,
      often: 'each run',
      from: ['longest-task', 'staleness'],
    }),
    example: { answers: { 'work-trigger': 'clock', latency: 'minutes' }, style: 'pipeline' },
    counterexample: { answers: { latency: 'under-50ms' } },
  },
  {
    id: 'fitness.cold-start',
    topic: 'cold-start',
    attribute: 'elasticity',
    decision: 'slot:compute',
    when: style('serverless'),
    worth: 3,
    tell: (s, c) => ({
      check: say`first answer of a cold copy of ${c.front}`,
      threshold: say`over ${millis(Math.max(800, Math.min(3000, answerMillis(s) * 3)))}${ours}, or a package above 20 MB`,
      how: say`a call after 30 quiet minutes, from ${pipelineOf(s)}`,
      often: 'each release',
      from: ['latency', 'idle'],
    }),
    example: { style: 'serverless' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'fitness.restore',
    topic: 'restore',
    attribute: 'fault-tolerance',
    decision: 'slot:primary-store',
    when: any(is('never', 'lost', 'changed-unseen'), is('first-hour-down', 'money', 'harm'), is('restore-tried', 'never', 'no-backups')),
    worth: 5,
    tell: (s, c) => ({
      check: restored(s, c.store),
      threshold: say`more than ${restoreTooLong(s) ? minutes(Math.round(restoreHours(s) * 66)) : minutes(s.reading.amount('recovery-time'))}${restoreTooLong(s) ? undefined : s.reading.mark('recovery-time')}, ${s.reading.amount('recovery-point') === 0 ? 'or 1 record missing' : `or its newest record older than ${minutes(s.reading.amount('recovery-point'))}`}${s.reading.mark('recovery-point')}`,
      how: restorer(s),
      often: s.reading.has('first-hour-down', 'harm', 'money') ? 'each week' : 'each month',
      from: ['recovery-time', 'recovery-point', 'never'],
    }),
    example: { answers: { never: ['lost'] } },
    counterexample: { answers: { never: ['none'], 'first-hour-down': 'wait', 'restore-tried': 'regularly' } },
  },
  {
    id: 'fitness.error-budget',
    topic: 'availability',
    attribute: 'fault-tolerance',
    when: any(atLeast('availability', 99.5), is('first-hour-down', 'money', 'harm')),
    worth: 3,
    tell: (s) => ({
      check: say`minutes without ${deed(s)}, asked from outside once a minute`,
      threshold: say`half of the ${allowedDowntime(s.availability)} a month used up before the 15th: features wait`,
      how: say`${s.technology('observability') ?? 'an uptime check'}`,
      often: 'each minute',
      from: ['availability', 'first-hour-down'],
    }),
    example: { answers: { availability: 99.9 } },
    counterexample: { answers: { availability: 99, 'first-hour-down': 'wait' } },
  },
  {
    id: 'fitness.bill',
    topic: 'bill',
    attribute: 'cost',
    when: { stated: 'budget' },
    worth: 3,
    tell: (s) => ({
      check: say`the month’s bill as it will end`,
      threshold: say`${count(alarmDollars(s))} $ (80 % of ${count(s.reading.amount('budget'))} $)`,
      how: say`${billAlarm(s)}`,
      often: 'each day',
      from: ['budget'],
    }),
    example: { answers: { budget: 900 } },
    counterexample: { answers: {} },
  },
  {
    id: 'fitness.model-bill',
    topic: 'model',
    attribute: 'cost',
    decision: 'slot:ai-models',
    when: is('ai-use', 'provider', 'core'),
    worth: 4,
    tell: (s) => ({
      check: say`cost and quality of the model’s answers on 50 kept cases of ${deed(s)}`,
      threshold: say`fewer than 45 of 50 right${ours}, or more than ${count(Math.max(1, Math.round((s.reading.amount('budget') * 0.3) / 30)))} $ a day`,
      how: say`the cases replayed by ${pipelineOf(s)} before a model or prompt changes`,
      often: 'each change',
      from: ['ai-use', 'budget'],
    }),
    example: { answers: { 'ai-use': 'provider' } },
    counterexample: { answers: { 'ai-use': 'none' } },
  },
  {
    id: 'fitness.queue-age',
    topic: 'queue',
    attribute: 'elasticity',
    decision: 'slot:messaging',
    when: all(
      any(is('partner-down', 'everything'), is('who-waits', 'receipt', 'nobody'), is('work-trigger', 'mixed')),
      not(style('event-driven', 'pipeline')),
    ),
    worth: 4,
    tell: (s, c) => ({
      check: say`age of the oldest job for ${c.worker ?? c.front}${c.partner === undefined ? '' : `, ${c.partner} apart`}`,
      threshold: say`older than 15 min${ours}${(jobsAfterPeak(s) ?? 0) > 0 ? ' once the peak is worked off' : ' on an ordinary day'}, or any that was tried 8 times`,
      how: say`one query a minute into ${s.technology('observability') ?? 'the log'}`,
      often: 'each minute',
      from: ['partner-down', 'who-waits'],
    }),
    example: { answers: { 'partner-down': 'everything', 'external-apis': 2 } },
    counterexample: { answers: { 'partner-down': 'nothing', 'who-waits': 'always' } },
  },
  {
    id: 'fitness.consumer-lag',
    topic: 'queue',
    attribute: 'performance',
    decision: 'slot:messaging',
    when: style('event-driven'),
    worth: 5,
    tell: (s, c) => {
      const seconds = s.reading.has('needs', 'real-time-reporting', 'live-updates') ? 5 : 300;
      return {
        check: say`how far each consumer of ${c.broker ?? 'the broker'} is behind ${c.front}`,
        threshold: say`more than ${millis(seconds * 1000)}${ours}: ${many(Math.max(1, Math.round(peakRate(s) * seconds)))} events at ${s.peak ?? 'the peak'}`,
        how: say`lag per consumer in ${s.technology('observability') ?? 'the dashboard'}`,
        often: 'each minute',
        from: ['machine-events', 'needs'],
      };
    },
    example: { style: 'event-driven', answers: { 'machine-events': 5000 } },
    counterexample: { style: 'serverless' },
  },
  {
    id: 'fitness.reconcile',
    topic: 'reconcile',
    attribute: 'data-consistency',
    when: is('never', 'done-twice'),
    worth: 5,
    tell: (s, c) => ({
      check: say`${deed(s)} in ${c.store} against ${c.partner === undefined ? 'what went out' : `the list of ${c.partner}`}`,
      threshold: say`1 more or 1 fewer`,
      how: say`a count at night by ${c.worker ?? c.front}, differences to a list`,
      often: 'each night',
      from: ['never', 'external-apis'],
    }),
    example: { answers: { never: ['done-twice'] } },
    counterexample: { answers: { never: ['lost'] } },
  },
  {
    id: 'fitness.audit-trail',
    topic: 'audit',
    attribute: 'security',
    when: is('never', 'changed-unseen'),
    worth: 4,
    tell: (s, c) => ({
      check: say`every changed row of ${s.base === 'pipeline' ? c.store : (s.areas.names[0] ?? c.store)} has an entry with who and when`,
      threshold: say`1 change without an entry, or 1 entry changed later`,
      how: say`a trigger in ${c.store} and a chained hash checked by a job`,
      often: 'each night',
      from: ['never', 'compliance'],
    }),
    example: { answers: { never: ['changed-unseen'] } },
    counterexample: { answers: { never: ['lost'] } },
  },
  {
    id: 'fitness.cycle-time',
    topic: 'cycle',
    attribute: 'deployability',
    decision: 'slot:delivery',
    when: any(is('pains', 'slow-delivery', 'manual-operations'), is('release-contention', 'monthly', 'weekly')),
    worth: 4,
    tell: (s) => ({
      check: say`days from the first commit of a change to its use, and how long it lay finished`,
      threshold: say`half of them over ${s.reading.has('release-contention', 'weekly') ? '2 days' : '5 days'}${ours}, or one that waited for ${s.reading.amount('teams') > 1 ? 'another team' : 'a person to release it'}`,
      how: say`dates of merge and release from ${pipelineOf(s)}`,
      often: 'each week',
      from: ['release-contention', 'operations'],
    }),
    example: { answers: { 'release-contention': 'weekly' } },
    counterexample: { answers: { 'release-contention': 'never' } },
  },
  {
    id: 'fitness.change-failures',
    topic: 'cycle',
    attribute: 'testability',
    when: is('pains', 'changes-break', 'outages'),
    worth: 4,
    tell: (s, c) => ({
      check: say`releases of ${c.front} that had to be put back`,
      threshold: say`more than 1 in 10${ours}${s.reading.stated('outage-frequency') ? `, or more than half of ${plural(s.reading.amount('outage-frequency'), 'outage')} a quarter` : ''}`,
      how: say`a label on every rollback in ${pipelineOf(s)}`,
      often: 'each month',
      from: ['pains', 'outage-frequency'],
    }),
    example: { answers: { pains: ['changes-break'] } },
    counterexample: { answers: { pains: ['cost'] } },
  },
  {
    id: 'fitness.partner-rate',
    topic: 'partner',
    attribute: 'interoperability',
    when: all(atLeast('external-apis', 1), { stated: 'partner-limit' }),
    worth: 3,
    tell: (s, c) => ({
      check: say`calls a second to ${c.partner ?? 'the busiest partner'} and its refusals`,
      threshold: say`above ${count(partnerWaiting(s).limit * 0.8)} a second (80 % of ${count(partnerWaiting(s).limit)}), or 1 “too many requests”`,
      how: say`a counter beside the call in ${c.worker ?? c.front}`,
      often: 'each minute',
      from: ['partner-limit', 'external-apis'],
    }),
    example: { answers: { 'external-apis': 2, 'partner-limit': 20 } },
    counterexample: { answers: { 'external-apis': 2 } },
  },
  {
    id: 'fitness.partner-blocked',
    topic: 'partner',
    attribute: 'fault-tolerance',
    when: all(atLeast('external-apis', 1), is('partner-down', 'most', 'everything')),
    worth: 3,
    tell: (s, c) => ({
      check: say`${deed(s)} with the address of ${c.partner ?? 'the busiest partner'} blocked`,
      threshold: say`${s.reading.has('partner-down', 'everything') ? 'it fails, or afterwards 1 is lost or doubled' : `another screen takes over 3 s`}`,
      how: say`Toxiproxy between ${c.worker ?? c.front} and a stand-in, in ${pipelineOf(s)}`,
      often: 'each night',
      from: ['partner-down', 'external-apis'],
    }),
    example: { answers: { 'external-apis': 2, 'partner-down': 'everything' } },
    counterexample: { answers: { 'external-apis': 2, 'partner-down': 'nothing' } },
  },
  {
    id: 'fitness.one-killed',
    topic: 'killed',
    attribute: 'fault-tolerance',
    decision: 'style',
    when: any(style('space-based'), all(is('first-hour-down', 'harm', 'money'), atLeast('team-size', 6), not(style('serverless')))),
    worth: 3,
    tell: (s, c) => ({
      check: say`one of ${plural(Math.max(2, frontInstances(s)), 'instance')} of ${c.front} killed at noon`,
      threshold: say`${s.base === 'space-based' ? '1 decision lost or taken twice' : 'more than 10 failed requests'}, or more than ${minutes(Math.min(5, Math.max(1, s.reading.amount('recovery-time'))))} until whole`,
      how: say`a scheduled job with a switch to call it off`,
      often: s.base === 'space-based' ? 'each week' : 'each month',
      from: ['first-hour-down', 'recovery-time'],
    }),
    example: { style: 'space-based' },
    counterexample: { answers: { 'first-hour-down': 'wait' }, style: 'layered' },
  },
  {
    id: 'fitness.winners',
    topic: 'winners',
    attribute: 'data-consistency',
    when: is('same-things', 'yes-memory', 'yes-large'),
    worth: 5,
    tell: (s, c) => ({
      check: say`${count(Math.min(10_000, Math.max(100, s.reading.amount('concurrent-users'))))} simultaneous tries on one record of ${s.areas.names[0] ?? c.front}`,
      threshold: say`2 winners, or p95 ≥ ${millis(answerMillis(s))}${s.reading.stated('latency-target') ? undefined : s.reading.mark('latency')}`,
      how: say`${toolsOf(s).load} in ${pipelineOf(s)}`,
      often: 'each release',
      from: ['same-things', 'concurrent-users'],
    }),
    example: { answers: { 'same-things': 'yes-memory' } },
    counterexample: { answers: { 'same-things': 'no' } },
  },
  {
    id: 'fitness.offline',
    topic: 'offline',
    attribute: 'fault-tolerance',
    when: any(is('needs', 'offline'), is('disqualifiers', 'disconnected')),
    worth: 4,
    tell: (s, c) => ({
      check: say`a shift of 8 h without network on ${c.client ?? c.front}, then back`,
      threshold: say`1 entry lost, or more than 5 min${ours} until all agree`,
      how: say`a recorded shift played by ${s.technology('mobile-client') === undefined ? 'Playwright' : 'Maestro'} in ${pipelineOf(s)}`,
      often: 'each release',
      from: ['needs', 'disqualifiers'],
    }),
    example: { answers: { needs: ['offline'] } },
    counterexample: { answers: { needs: ['mobile'] } },
  },
  {
    id: 'fitness.install',
    topic: 'install',
    attribute: 'simplicity',
    when: any(is('operator', 'customers'), is('tenancy', 'separate')),
    worth: 4,
    tell: (s, c) => ({
      check: say`${c.front} installed empty, and updated from the last 3 versions, by its instructions alone`,
      threshold: say`more than 30 min${ours}, or 1 step that is not in them`,
      how: say`a fresh machine in ${pipelineOf(s)}`,
      often: 'each release',
      from: ['operator', 'tenants'],
    }),
    example: { answers: { operator: 'customers' } },
    counterexample: { answers: { operator: 'us', tenancy: 'single' } },
  },
  {
    id: 'fitness.parts',
    topic: 'parts',
    attribute: 'simplicity',
    decision: 'style',
    when: is('pains', 'too-many-parts'),
    worth: 4,
    tell: (s, c) => ({
      check: say`deployables beside ${c.front}`,
      threshold: say`more than the ${count(Math.max(1, s.own.length))} of today, or as many two quarters in a row`,
      how: say`a count of pipelines and images by ${pipelineOf(s)}`,
      often: 'each quarter',
      from: ['pains'],
    }),
    example: { answers: { pains: ['too-many-parts'] } },
    counterexample: { answers: { pains: ['cost'] } },
  },
  {
    id: 'fitness.device-silence',
    topic: 'devices',
    attribute: 'fault-tolerance',
    when: is('users', 'devices'),
    worth: 4,
    tell: (s, c) => ({
      check: say`devices that ${c.front} has not heard for 5 min${ours}`,
      threshold: say`more than 1 in 100, or readings that come later than their time plus ${s.reading.has('needs', 'real-time-reporting') ? '10 s' : '5 min'}`,
      how: say`a count in ${s.technology('observability') ?? 'the dashboard'}`,
      often: 'each minute',
      from: ['users', 'machine-events'],
    }),
    example: { answers: { users: ['devices'] } },
    counterexample: { answers: { users: ['employees'] } },
  },
  {
    id: 'fitness.legacy-difference',
    topic: 'legacy',
    attribute: 'data-consistency',
    when: is('legacy', 'erp', 'database', 'own-services', 'files'),
    worth: 3,
    tell: (s, c) => ({
      check: say`records that ${c.front} and ${c.legacy ?? 'the old system'} tell differently`,
      threshold: say`1 older than ${s.reading.has('staleness', 'never') ? '1 min' : s.reading.has('staleness', 'minutes') ? '1 day' : '1 h'}${s.reading.mark('staleness')}`,
      how: say`a comparison by ${c.worker ?? c.front}, with the list to whoever owns the record`,
      often: 'each night',
      from: ['legacy', 'staleness'],
    }),
    example: { answers: { legacy: ['erp'] } },
    counterexample: { answers: { legacy: ['none'] } },
  },
  {
    id: 'fitness.night-calls',
    topic: 'night',
    attribute: 'simplicity',
    when: is('night', 'one', 'rota'),
    worth: 2,
    tell: (s) => ({
      check: say`alarms between 22 and 7 that somebody had to get up for`,
      threshold: say`more than ${s.reading.has('night', 'rota') ? '2 a week' : '2 a month'}${ours}, or one without a page of instructions`,
      how: say`a label in ${s.technology('observability') ?? 'the alarm'}`,
      often: 'each month',
      from: ['night', 'operations-days'],
    }),
    example: { answers: { night: 'rota' } },
    counterexample: { answers: { night: 'nobody' } },
  },
];
