import { areasByDeed, deed } from '../cast.ts';
import type { Cast } from '../cast.ts';
import { all, any, atLeast, is, not, style } from '../challenge-rules/when.ts';
import { few } from '../challenge-rules/words.ts';
import type { HazardFact } from '../../model/fact.ts';
import { clip, count, enumerate, minutes, plural, volume } from '../format.ts';
import { answerTime, frontInstances, gigabytes, partnerWaiting, peakRate, restoreHours, restoreTooLong } from '../numbers.ts';
import type { Prose } from '../proposal.ts';
import { say } from '../prose.ts';
import { seen } from '../reading.ts';
import { lossWords } from '../scenarios/rules-trust.ts';
import type { Situation } from '../shape.ts';
import { needsZones } from '../slot-decisions.ts';
import type { Move, MoveRule } from './move-rule.ts';

/** Hazards that are mended in days, whatever the architecture. */
const quickFixes: Readonly<Record<string, { readonly step: string; readonly done: string }>> = {
  'hazard.no-database-backup': { step: 'switch on point-in-time recovery', done: 'one restore timed' },
  'hazard.public-database': { step: 'take the database off the internet', done: '0 connections from outside' },
  'hazard.open-ingress': { step: 'close the open ports', done: 'a scan from outside shows 80 and 443 only' },
  'hazard.unencrypted-storage': { step: 'move to encrypted storage', done: '0 unencrypted volumes' },
  'hazard.kubernetes-privileged': { step: 'drop privileged mode', done: 'the cluster refuses a privileged pod' },
  'hazard.untrusted-checkout': {
    step: 'stop running code of strangers with secrets',
    done: '0 workflows on pull_request_target with a checkout',
  },
  'hazard.ended-runtime': { step: 'move off runtimes past their end of life', done: 'CI fails on an ended runtime' },
  'hazard.image-latest': { step: 'pin images to versions', done: '0 images without a version' },
  'hazard.single-replica': { step: 'run two replicas', done: 'a pod deleted at noon costs 0 requests' },
  'hazard.root-container': { step: 'run containers as a user', done: '0 containers run as root' },
};

function mend(s: Situation): Move[] {
  const hazards = [...s.reading.hazards]
    .filter((hazard) => quickFixes[hazard.hazard] !== undefined && hazard.severity !== 'low')
    .sort((one, other) => severity(other) - severity(one) || one.id.localeCompare(other.id));
  const kinds = [...new Map(hazards.map((hazard) => [hazard.hazard, hazard])).values()].slice(0, 3);
  const zone = needsZones(s) ? s.reading.hazard('hazard.single-zone-database')[0] : undefined;
  const shown = [...kinds, ...(zone === undefined ? [] : [zone])];
  if (shown.length === 0) return [];
  const steps = [
    ...kinds.map((hazard) => quickFixes[hazard.hazard]?.step ?? ''),
    ...(zone === undefined ? [] : ['add a standby in a second zone']),
  ];
  const done = [
    ...kinds.map((hazard) => quickFixes[hazard.hazard]?.done ?? ''),
    ...(zone === undefined ? [] : ['one failover set off on purpose']),
  ];
  return [
    {
      step: say`${steps.join('; ')}${seen(shown, 3)}`,
      after: say`the code of today, ${plural(shown.length, 'hole')} fewer`,
      done: say`${done.slice(0, 3).join('; ')}`,
      sources: shown.map((hazard) => ({ fact: hazard.id })),
      work: shown.length * 0.6,
    },
  ];
}

function severity(hazard: HazardFact): number {
  return ['low', 'medium', 'high'].indexOf(hazard.severity);
}

function safetyNet(s: Situation, c: Cast): Move[] {
  const tests = s.reading.practice('automated-tests');
  const integration = s.reading.practice('continuous-integration');
  if (tests !== undefined && integration !== undefined) return [];
  const parts = enumerate(c.code, 3);
  return [
    {
      step:
        tests === undefined
          ? say`ten tests of ${deed(s)} from the outside, through ${parts}, on every commit`
          : say`the tests of ${parts} run on every commit, not on laptops${seen([tests])}`,
      after: say`${c.front} as it is, changed with less fear`,
      done: say`a line deleted on purpose in ${c.front} turns the build red within 10 min`,
      sources: [{ rule: 'rule.expected-practices' }, ...s.own.slice(0, 4).map((part) => ({ fact: part.id }))],
      work: tests === undefined ? 2 : 1,
    },
  ];
}

/** What is safe before there is anything in it, told by what would be lost. */
function rehearsed(s: Situation, c: Cast): Prose {
  if (s.base === 'event-driven') return say`${c.broker ?? c.store} keeps 7 days, so ${c.store} can be filled again from it`;
  if (s.base === 'pipeline') return say`raw inputs are kept: ${c.store} can be filled again by running ${c.steps.at(1) ?? c.front}`;
  if (s.base === 'space-based') return say`units filled again from ${c.store} after all of them were switched off`;
  if (s.reading.has('operator', 'customers')) return say`a customer can get back what was in ${c.store} without you`;
  if (s.reading.has('disqualifiers', 'regulated')) return say`a page for the auditor: who restored ${c.store}, when, and what was counted`;
  return few(s)
    ? say`${c.store} still empty, its loss already rehearsed`
    : say`two of you have brought ${c.store} back alone, before it holds anything`;
}

/** What is lost at most and how long it takes, as the rehearsal has to show it. */
function restore(s: Situation, c: Cast): Move {
  const zones = needsZones(s)
    ? ', a standby in a second zone,'
    : restoreTooLong(s) && s.base !== 'pipeline'
      ? ', a second copy that can take over,'
      : '';
  const none = s.reading.has('restore-tried', 'no-backups') && s.reading.stated('restore-tried');
  const never = s.reading.has('restore-tried', 'never') && s.reading.stated('restore-tried');
  const what = none
    ? `the first backups of ${c.store} at all`
    : `backups of ${c.store}${s.reading.amount('recovery-point') <= 60 ? ' to any minute' : ' each night'}`;
  return {
    step: say`${what}${zones} and a restore from a script${s.decision('slot:primary-store')}`,
    after: s.fresh
      ? rehearsed(s, c)
      : say`${c.front} untouched, ${never ? 'and for the first time a way back that was walked' : 'with a way back that was walked'}`,
    done:
      restoreTooLong(s) && s.base === 'pipeline'
        ? say`one day of ${c.store} rebuilt from raw inputs in under ${minutes(s.reading.amount('recovery-time'))}${s.reading.mark('recovery-time')}; all ${volume(gigabytes(s))} would take about ${minutes(Math.round(restoreHours(s) * 60))}, which somebody has signed`
        : restoreTooLong(s)
          ? say`${needsZones(s) ? 'the standby' : 'a second copy'} took over in under ${minutes(s.reading.amount('recovery-time'))}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}; the full ${volume(gigabytes(s))} were read back once, in about ${minutes(Math.round(restoreHours(s) * 60))}`
          : say`${volume(gigabytes(s))}${s.reading.mark('data-volume')} back in under ${minutes(s.reading.amount('recovery-time'))}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}`,
    sources: s.reading.source('recovery-point', 'recovery-time', ...(none || never ? ['restore-tried'] : [])),
    work: needsZones(s) ? 2 : 1,
  };
}

/** What has to be safe before anything is rebuilt, and what has to be shown before all are let in. */
export const safetyMoves: readonly MoveRule[] = [
  {
    id: 'move.mend',
    pattern: 'Mend before you build',
    at: 10,
    paths: ['evolve', 'extend'],
    tell: mend,
    example: { hazards: ['hazard.public-database'] },
    counterexample: { hazards: [] },
  },
  {
    id: 'move.safety-net',
    pattern: 'Characterization tests (Feathers: Working Effectively with Legacy Code, ch. 13)',
    at: 20,
    paths: ['evolve'],
    tell: safetyNet,
    example: { components: [{ name: 'api', component: 'service' }] },
    counterexample: { practices: ['automated-tests', 'continuous-integration'] },
  },
  {
    id: 'move.restore',
    pattern: 'Restore rehearsal (Google SRE, ch. 26)',
    at: 25,
    paths: ['evolve'],
    when: all(any(is('never', 'lost'), is('restore-tried', 'never', 'no-backups')), not({ hazard: ['hazard.no-database-backup'] })),
    tell: (s, c) => [restore(s, c)],
    example: { answers: { never: ['lost'] } },
    counterexample: { answers: { never: ['lost'] }, hazards: ['hazard.no-database-backup'] },
  },
  {
    id: 'move.restore-first',
    pattern: 'Restore rehearsal (Google SRE, ch. 26)',
    at: 25,
    paths: ['fresh', 'replace', 'extend'],
    tell: (s, c) => [restore(s, c)],
    example: { answers: { 'starting-point': 'from-scratch' } },
  },
  {
    id: 'move.outbox',
    pattern: 'Transactional outbox (Richardson: Microservices Patterns, ch. 3)',
    at: 30,
    paths: ['evolve', 'fresh', 'replace', 'extend'],
    when: all(
      atLeast('external-apis', 1),
      any(is('partner-down', 'everything'), is('never', 'done-twice')),
      not(style('pipeline', 'serverless', 'event-driven')),
    ),
    tell: (s, c) => {
      const amount = Math.max(1, Math.round(s.reading.amount('external-apis')));
      const calls = s.directCalls.slice(0, 2);
      return [
        {
          step: say`outbox table in ${c.store} and ${c.worker === undefined ? 'a sender' : c.worker} for ${c.partner ?? 'the busiest partner'}${amount > 1 ? `, then ${amount === 2 ? 'the other one' : `the other ${count(amount - 1)}`}` : ''}${calls.length > 0 ? `; ${enumerate(calls.map((call) => `${call.from} → ${call.to}`))} ends` : ''}${seen(calls.map((call) => call.fact))}`,
          after: say`${deed(s)} ends before any call to ${c.partner ?? 'a partner'}`,
          done: say`with the address of ${c.partner ?? 'the partner'} blocked for 1 h ${s.reading.has('partner-down', 'everything') ? 'it still works' : 'nothing hangs'}; afterwards 0 lost, 0 twice`,
          sources: s.reading.source('partner-down', 'external-apis', 'never'),
          work: 2 + 0.7 * (Math.min(8, amount) - 1),
          least: 2,
        },
      ];
    },
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything', 'partner-names': 'Stripe' } },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'nothing' } },
  },
  {
    id: 'move.queue-before-partner',
    pattern: 'Queue-based load levelling',
    at: 30,
    paths: ['evolve', 'fresh', 'replace', 'extend'],
    when: all(
      atLeast('external-apis', 1),
      any(is('partner-down', 'everything'), is('never', 'done-twice')),
      style('serverless', 'event-driven'),
    ),
    tell: (s, c) => [
      {
        step: say`${c.broker ?? 'a queue'} before every call to ${c.partner ?? 'a partner'}, with a dead-letter queue and a key per message${s.decision('slot:messaging')}`,
        after: say`an outage of ${c.partner ?? 'a partner'} fills ${c.broker ?? 'a queue'} and stops nobody`,
        done: say`${deed(s)} works with its address blocked, and ${count(partnerWaiting(s).limit)} calls a second are never exceeded afterwards`,
        sources: s.reading.source('partner-down', 'external-apis', 'partner-limit'),
        work: 2 + 0.5 * (Math.min(8, Math.max(1, s.reading.amount('external-apis'))) - 1),
      },
    ],
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything' }, style: 'serverless' },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'everything' }, style: 'layered' },
  },
  {
    id: 'move.partner-deadline',
    pattern: 'Timeouts and circuit breaker (Nygard: Release It!, ch. 5)',
    at: 32,
    paths: ['evolve'],
    when: all(is('pains', 'partner-outages'), is('partner-down', 'most', 'nothing')),
    tell: (s, c) => [
      {
        step: say`a deadline of 2 s and a limit of 10 calls at once on every call of ${c.front} to ${c.partner ?? 'partners'}`,
        after: say`an outage of ${c.partner ?? 'a partner'} is visible on one screen instead of all`,
        done: say`with ${c.partner ?? 'the partner'} answering after 30 s in a test, ${peakRate(s) > 0 ? `${count(peakRate(s))} other requests a second` : 'other requests'} keep their time`,
        sources: s.reading.source('pains', 'partner-down'),
        work: 1,
      },
    ],
    example: { answers: { 'starting-point': 'evolve', pains: ['partner-outages'], 'partner-down': 'most' } },
    counterexample: { answers: { pains: ['partner-outages'], 'partner-down': 'everything' } },
  },
  {
    id: 'move.full-run',
    pattern: 'Rehearsed full run',
    at: 90,
    paths: ['evolve', 'fresh', 'replace', 'extend'],
    when: style('pipeline'),
    tell: (s, c) => [
      {
        step: say`a full run over the busiest day there is (${volume(gigabytes(s))} stored${s.reading.mark('data-volume')}), twice`,
        after: say`${enumerate(c.steps, 3)} in use for all sources`,
        done: say`both end ${s.reading.has('longest-task', 'hours') ? 'within 4 h' : 'within 15 min'}${s.reading.mark('longest-task')} with one step killed half-way, 0 rows different`,
        sources: s.reading.source('data-volume', 'longest-task'),
        work: 1,
      },
    ],
    example: { answers: { 'data-volume': 400 }, style: 'pipeline' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.load-test',
    pattern: 'Load test before the opening',
    at: 90,
    paths: ['evolve', 'fresh', 'replace', 'extend'],
    when: not(style('pipeline')),
    tell: (s, c) => {
      const crowd = s.reading.has('work-trigger', 'events', 'systems') ? 'recorded events' : `the recorded clicks of ${deed(s)}`;
      const kill =
        s.base === 'serverless'
          ? 'after a pause of 30 min'
          : frontInstances(s) > 1
            ? `with one of ${frontInstances(s)} instances killed half-way`
            : 'through a restart half-way';
      const opens = s.fresh && !(s.reading.stated('starting-point') && s.reading.has('starting-point', 'replace', 'extend'));
      return [
        {
          step: say`${opens ? 'everybody is let in, after ' : ''}a load test of ${crowd} at ${s.peak ?? 'the expected peak'}`,
          after: opens
            ? say`${enumerate(areasByDeed(s).slice(0, 2))} in use by all${s.areas.names.length > 2 ? ', with whatever else is done' : ''}`
            : say`${enumerate(remaining(s, c), 4)} in use at the load that was asked for`,
          done: say`${answerTime(s)} ${lasting(s)}, ${kill}`,
          sources: s.reading.source('concurrent-users', s.reading.stated('latency-target') ? 'latency-target' : 'latency'),
          work: 1,
        },
      ];
    },
    example: { answers: { 'concurrent-users': 4000 } },
    counterexample: { style: 'pipeline' },
  },
];

/** True if a part shares no language with the main one: merging it means writing it again. */
export function otherLanguage(s: Situation, technologies: readonly string[]): boolean {
  const languages = new Set(
    s.reading.technologies.filter((fact) => ['language', 'runtime'].includes(fact.category)).map((fact) => fact.technology),
  );
  return !technologies.some((id) => languages.has(id) && s.main?.technologies.includes(id) === true);
}

/** As long as the real thing. */
function lasting(s: Situation): string {
  if (s.reading.has('burstiness', 'known-peaks', 'sudden'))
    return `for the ${minutes(Math.min(1440, s.reading.amount('peak-length')))} of a real peak`;
  return s.reading.has('burstiness', 'steady') ? 'for a whole day' : 'for the busiest hour';
}

/** What runs when the merges of this roadmap are done: the first of the other services is gone by then. */
export function remaining(s: Situation, c: Cast): readonly string[] {
  const merged = s.gathers ? otherServices(s)[0] : undefined;
  return c.code.filter((name) => name !== merged);
}

/** Today's services of the team without the main one: what is easiest to move first. */
export function otherServices(s: Situation): string[] {
  const calls = (id: string) => s.reading.connections.filter((fact) => fact.from === id || fact.to === id).length;
  const same = (technologies: readonly string[]) => Number(!otherLanguage(s, technologies));
  return s.own
    .filter((part) => part.component === 'service' && part.id !== s.main?.id)
    .sort(
      (one, other) =>
        same(other.technologies) - same(one.technologies) || calls(one.id) - calls(other.id) || one.name.localeCompare(other.name),
    )
    .map((part) => clip(part.name, 60));
}
