import { deed, does } from '../cast.ts';
import { all, any, atLeast, is, style } from '../challenge-rules/when.ts';
import { few } from '../challenge-rules/words.ts';
import { allowedDowntime, count, minutes, plural, volume } from '../format.ts';
import { gigabytes, many, partnerWaiting, peakRate, restoreHours, restoreTooLong } from '../numbers.ts';
import { phrase } from '../phrases.ts';
import type { Prose } from '../proposal.ts';
import { say } from '../prose.ts';
import { lossWords } from '../scenarios/rules-trust.ts';
import type { Situation } from '../shape.ts';
import { needsZones } from '../slot-decisions.ts';
import type { Behaviour, BehaviourRule } from './behaviour-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

function row(s: Situation, situation: Prose, happens: Prose, holds: Prose, ...from: readonly string[]): Behaviour {
  return { situation, happens, holds, sources: s.reading.source(...from) };
}

/** `43,000 calls in 36 min at 20/s`, or the limit alone where nothing is calculated. */
function drained(s: Situation): Prose {
  const waiting = partnerWaiting(s);
  if (waiting.calls === undefined) return say`what waited leaves at ${count(waiting.limit)} a second, oldest first${waiting.marks}`;
  if (waiting.drain === undefined)
    return say`${many(waiting.calls)} calls wait and ${count(waiting.limit)} a second are too few to catch up in the busy hour: they leave at night${waiting.marks}`;
  return say`${many(waiting.calls)} ${waiting.calls === 1 ? 'call leaves' : 'calls leave'} in ${minutes(Math.max(1, Math.round(waiting.drain)))} at ${count(waiting.limit)} a second, oldest first${waiting.marks}`;
}

function outage(s: Situation): string {
  return `${count(partnerWaiting(s).hours)} h`;
}

/** The dependency that matters most, told by what it is: partner, device network, old system, own database. */
export const dependencies: readonly BehaviourRule[] = [
  {
    id: 'behaviour.partner-step',
    walk: 'dependency',
    when: all(atLeast('external-apis', 1), style('pipeline'), is('partner-down', 'everything', 'most')),
    tell: (s, c) =>
      row(
        s,
        say`nothing arrives from ${c.partner ?? 'a source'} for ${outage(s)}`,
        say`the run stops before the step that needs it, what ${c.steps[0] ?? 'the intake'} took stays in ${c.store}; tried again every 15 min, and readers see the last complete day with its date`,
        say`the missed run is made up for by itself ${s.reading.has('longest-task', 'hours') ? 'in the following night' : 'within 1 h of its return'}; 0 rows twice`,
        'partner-down',
        'external-apis',
      ),
    example: { answers: { 'external-apis': 2, 'partner-down': 'everything' }, style: 'pipeline' },
    counterexample: { answers: { 'external-apis': 0 }, style: 'pipeline' },
  },
  {
    id: 'behaviour.device-network',
    walk: 'dependency',
    when: all(is('users', 'devices'), any(is('work-trigger', 'events'), atLeast('machine-events', 10))),
    tell: (s, c) => {
      const burst = Math.max(1, s.reading.amount('machine-events'));
      return row(
        s,
        say`the network of the devices is gone for 1 h`,
        say`devices keep up to a day of readings${ours}; on return they send at most twice their rate, spread over 10 min, so ${c.front} sees ${count(burst * 2)} a second instead of ${count(burst)}; ${c.broker ?? c.store} puts late readings in their order by the time of the device`,
        say`${many(burst * 3600)} readings made up for within 1 h, 0 lost, an alarm after 5 min of silence of one device`,
        'machine-events',
        'users',
      );
    },
    example: { answers: { users: ['devices'], 'work-trigger': 'events', 'machine-events': 3000 } },
    counterexample: { answers: { users: ['employees'], 'work-trigger': 'events', 'machine-events': 3000 } },
  },
  {
    id: 'behaviour.partner-outbox',
    walk: 'dependency',
    when: all(
      atLeast('external-apis', 1),
      is('partner-down', 'everything'),
      style('layered', 'modular-monolith', 'microkernel', 'service-based', 'microservices', 'space-based'),
    ),
    tell: (s, c) =>
      row(
        s,
        say`no answer from ${c.partner ?? 'the busiest partner'} for ${outage(s)}`,
        say`what ${deed(s)} changes is in ${c.store} with an outbox row in the same transaction, and the screen says “queued”; ${does(c.worker ?? c.front, 'tries each row')} at growing intervals up to 30 min; afterwards ${drained(s)}`,
        say`0 lost, 0 twice: one key per row, and the nightly count against the list of ${c.partner ?? 'the partner'} differs by 0`,
        'partner-down',
        'external-apis',
        'partner-limit',
        'never',
      ),
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything', 'partner-limit': 20 } },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'nothing' } },
  },
  {
    id: 'behaviour.partner-queue',
    walk: 'dependency',
    when: all(atLeast('external-apis', 1), is('partner-down', 'everything')),
    tell: (s, c) =>
      row(
        s,
        say`every call to ${c.partner ?? 'the busiest partner'} fails for ${outage(s)}`,
        say`messages stay in ${c.broker ?? 'the queue'} (kept 4 days${ours}); ${does(c.worker ?? c.front, 'takes one')} a minute to see whether it is back, then ${drained(s)}; what failed 8 times lies in the dead-letter queue and goes back with one command`,
        say`0 lost, 0 done twice under the same key; dead-letter queue empty by the next noon`,
        'partner-down',
        'external-apis',
        'partner-limit',
      ),
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything' }, style: 'serverless' },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'most' }, style: 'serverless' },
  },
  {
    id: 'behaviour.model-slow',
    walk: 'dependency',
    when: is('ai-use', 'core'),
    tell: (s, c) =>
      row(
        s,
        say`the provider of the model answers in 60 s, or not at all`,
        say`${c.front} streams the first words as they come, cancels after 20 s${ours} and asks a second, smaller model once; ${s.areas.names[0] ?? 'the rest'} stays usable without an answer`,
        say`first words within 2 s in 95 of 100; at most 2 paid calls for ${deed(s)}`,
        'ai-use',
      ),
    example: { answers: { 'ai-use': 'core' } },
    counterexample: { answers: { 'ai-use': 'provider' } },
  },
  {
    id: 'behaviour.legacy-down',
    walk: 'dependency',
    when: all(is('legacy', 'erp', 'own-services', 'database'), any(is('starting-point', 'extend'), is('objectives', 'integrate-systems'))),
    tell: (s, c) =>
      row(
        s,
        say`${c.legacy ?? 'the existing system'} is down for maintenance, 8 h`,
        say`${does(c.worker ?? c.front, 'keeps')} what is meant for it in ${c.store}; screens show its last known values with their time, and ${deed(s)} is allowed on them${s.reading.has('staleness', 'never') ? ' only after a question' : ''}`,
        say`in step again within 30 min${ours} of its return, ${s.reading.has('never', 'changed-unseen') ? 'each difference listed with who decided it' : '0 records typed a second time'}`,
        'legacy',
        'staleness',
      ),
    example: { answers: { legacy: ['erp'], 'starting-point': 'extend' } },
    counterexample: { answers: { legacy: ['none'], 'starting-point': 'extend' } },
  },
  {
    id: 'behaviour.partner-missing',
    walk: 'dependency',
    when: all(atLeast('external-apis', 1), is('partner-down', 'most')),
    tell: (s, c) =>
      row(
        s,
        say`calls to ${c.partner ?? 'the busiest partner'} hang for ${outage(s)}`,
        say`${does(c.front, 'gives')} each call 2 s and at most 10 at once; after five failures in a row a minute without calls, in which the screen says what is missing; ${s.areas.names.length > 1 ? `${s.areas.names.slice(0, 2).join(' and ')} go on` : 'the rest goes on'}`,
        say`no request waits 3 s for it; at most 10 connections hang${peakRate(s) > 0 ? ` while ${count(peakRate(s))} requests a second are answered` : ''}`,
        'partner-down',
        'external-apis',
      ),
    example: { answers: { 'external-apis': 2, 'partner-down': 'most', 'partner-names': 'Stripe' } },
    counterexample: { answers: { 'external-apis': 2, 'partner-down': 'everything' } },
  },
  {
    id: 'behaviour.partner-stops',
    walk: 'dependency',
    when: all(atLeast('external-apis', 1), is('partner-down', 'nothing')),
    tell: (s, c) =>
      row(
        s,
        say`no answer from ${c.partner ?? 'the busiest partner'}`,
        say`so is ${deed(s)}, which is accepted: ${does(c.front, 'answers')} within 1 s that it is down and since when, and its own alarm stays silent for 10 min${ours}`,
        say`the ${allowedDowntime(s.availability)} of allowed downtime a month${s.reading.mark('availability')} count without these; the first call after its return succeeds by itself`,
        'partner-down',
        'external-apis',
        'availability',
      ),
    example: { answers: { 'external-apis': 2, 'partner-down': 'nothing' } },
    counterexample: { answers: { 'external-apis': 2, 'partner-down': 'most' } },
  },
  {
    id: 'behaviour.installation-lost',
    walk: 'dependency',
    when: all(is('operator', 'customers'), is('tenancy', 'separate')),
    tell: (s, c) =>
      row(
        s,
        say`the disk of one of ${plural(s.reading.amount('tenants'), 'installation')} dies`,
        say`its administrator installs ${c.front} from the package, reads the last backup of ${c.store} in with one command and checks it by the page in the manual; nobody of you is called`,
        say`${phrase(s.reading, 'recovery-time')}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}; ${count(Math.max(0, s.reading.amount('tenants') - 1))} others do not notice`,
        'operator',
        'tenants',
        'recovery-time',
        'recovery-point',
      ),
    example: { answers: { operator: 'customers', tenancy: 'separate', tenants: 40, 'external-apis': 0 } },
    counterexample: { answers: { operator: 'us', tenancy: 'separate', 'external-apis': 0 } },
  },
  {
    id: 'behaviour.store-per-service',
    walk: 'dependency',
    when: style('microservices'),
    tell: (s, c) =>
      row(
        s,
        say`the store of ${s.areas.names[0] ?? c.front} is lost`,
        say`${s.areas.names[0] ?? c.front} answers “not now”; ${s.areas.names.slice(1, 3).join(' and ') || 'the others'} go on with the copy of its events that they hold; it is restored alone and takes what it missed from ${c.broker ?? 'its callers’ retries'}`,
        say`${phrase(s.reading, 'recovery-time')}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}; ${Math.max(1, s.areas.names.length - 1)} of ${s.areas.names.length} areas not down`,
        'recovery-time',
        'recovery-point',
      ),
    example: { answers: { 'area-names': 'orders, stock, billing', 'external-apis': 0 }, style: 'microservices' },
    counterexample: { answers: { 'external-apis': 0 }, style: 'layered' },
  },
  {
    id: 'behaviour.store-standby',
    walk: 'dependency',
    when: any(is('first-hour-down', 'money', 'harm'), atLeast('availability', 99.9)),
    tell: (s, c) =>
      row(
        s,
        say`the machine under ${c.store} dies`,
        say`${needsZones(s) ? 'its standby takes over' : 'its copy is promoted'} in about 2 min${ours}; ${does(c.front, 'drops')} the old connections; for up to 60 s writes get “try again”${c.worker === undefined ? '' : ` and ${does(c.worker, 'waits')}`}`,
        say`${lossWords(s)}${s.reading.mark('recovery-point')}, ${phrase(s.reading, 'recovery-time')}${s.reading.mark('recovery-time')}: ${switchovers(s)}`,
        'recovery-time',
        'recovery-point',
        'availability',
      ),
    example: { answers: { 'first-hour-down': 'harm', 'external-apis': 0 } },
    counterexample: { answers: { 'first-hour-down': 'wait', availability: 99, 'external-apis': 0 } },
  },
  {
    id: 'behaviour.store-restored',
    walk: 'dependency',
    tell: (s, c) => {
      return row(
        s,
        say`${c.store} is lost${s.reading.has('night', 'nobody') ? ' at night' : ''}`,
        say`${s.reading.has('night', 'nobody') ? 'it is noticed in the morning; ' : ''}${few(s) ? 'one of you' : 'whoever is called'} restores ${volume(gigabytes(s))}${s.reading.mark('data-volume')} beside it in about ${minutes(Math.round(restoreHours(s) * 60))}${restoreMark(s)} and points ${c.front} to it`,
        say`${phrase(s.reading, 'recovery-time')}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}${restoreGap(s)}`,
        'recovery-time',
        'recovery-point',
        'data-volume',
      );
    },
    example: { answers: { 'external-apis': 0, 'first-hour-down': 'wait', availability: 99 } },
  },
];

/** How many switch-overs of two minutes the promise leaves room for. */
function switchovers(s: Situation): string {
  const allowed = 30 * 24 * 60 * (1 - s.availability / 100);
  const times = Math.floor(allowed / 2);
  return times >= 1
    ? `${count(times)} of these a month would use up the ${allowedDowntime(s.availability)}`
    : `a single one uses up the ${allowedDowntime(s.availability)} a month`;
}

/** A restore that cannot make the stated time says so. */
function restoreGap(s: Situation): string {
  return restoreTooLong(s)
    ? `; the restore alone takes longer: it needs a standby, or ${minutes(Math.round(restoreHours(s) * 60))} have to be accepted`
    : '';
}

/** ◇ of the restore rate, as the calculation has it. */
function restoreMark(s: Situation): Prose {
  const known = s.recommendation.capacity.assumptions.some((entry) => entry.id === 'restore-throughput');
  return [{ assumed: known ? 'restore-throughput' : 'assumed.response-measures' }];
}
