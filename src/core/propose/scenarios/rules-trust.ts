import { actor, deed } from '../cast.ts';
import { all, any, atLeast, atMost, is } from '../challenge-rules/when.ts';
import { namesIn } from '../challenge-rules/words.ts';
import { allowedDowntime, count, enumerate, minutes, plural } from '../format.ts';
import { partnerWaiting } from '../numbers.ts';
import { optionPhrases, phrase } from '../phrases.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import type { ScenarioRule } from './scenario-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

function promised(s: Situation): string {
  return `${String(s.availability)} % a month (${allowedDowntime(s.availability)})`;
}

/** When an outage hurts most, by the rhythm of the load. */
function worstTime(s: Situation): string {
  if (s.reading.has('burstiness', 'known-peaks')) return 'on the day of the peak';
  if (s.reading.has('burstiness', 'sudden')) return 'in the middle of a rush';
  if (s.reading.has('burstiness', 'steady')) return 'on any day of the year';
  return s.reading.has('users', 'employees') ? 'from eight in the morning' : 'from the busiest hour on';
}

/** `at most 5 min of work lost`, `nothing lost`. */
export function lossWords(s: Situation): string {
  const point = s.reading.amount('recovery-point');
  return point === 0 ? '0 records lost' : `at most ${minutes(point)} of work lost`;
}

/** Scenarios of staying up, being right and keeping others out. */
export const trustScenarios: readonly ScenarioRule[] = [
  {
    id: 'scenario.source-missing',
    attribute: 'fault-tolerance',
    when: all(atLeast('external-apis', 1), is('partner-down', 'everything', 'most'), { style: ['pipeline'] }),
    tell: (s, c) => ({
      source: `Nothing from ${c.partner ?? 'one source'}`,
      stimulus: `arrives for ${count(partnerWaiting(s).hours)} h`,
      environment: `with ${deed(s)} due`,
      artefact: c.store,
      response: 'shows the last complete day and its date',
      measure: say`0 half results published; whole again one run after its return`,
      from: ['partner-down', 'external-apis'],
    }),
    example: { answers: { 'external-apis': 2, 'partner-down': 'everything' }, style: 'pipeline' },
    counterexample: { answers: { 'external-apis': 2, 'partner-down': 'everything' }, style: 'layered' },
  },
  {
    id: 'scenario.partner-down',
    attribute: 'fault-tolerance',
    when: all(atLeast('external-apis', 1), is('partner-down', 'everything')),
    tell: (s, c) => {
      const waiting = partnerWaiting(s);
      return {
        source: `An outage of ${c.partner ?? 'the busiest partner'}`,
        stimulus: `lasts ${count(waiting.hours)} h`,
        environment: worstTime(s),
        artefact: c.worker ?? c.broker ?? c.front,
        response: `keeps what is meant for it, ${deed(s)} goes on`,
        measure:
          waiting.calls === undefined || waiting.drain === undefined
            ? say`0 lost, all of it sent on the day of the return${ours}`
            : say`0 lost, the last one sent ${minutes(Math.max(1, Math.round(waiting.drain)))} after the return${waiting.marks}`,
        from: ['partner-down', 'external-apis', 'partner-limit'],
      };
    },
    example: { answers: { 'external-apis': 3, 'partner-down': 'everything', 'partner-names': 'Stripe, DATEV' } },
    counterexample: { answers: { 'external-apis': 3, 'partner-down': 'nothing' } },
  },
  {
    id: 'scenario.site-offline',
    attribute: 'fault-tolerance',
    when: any(is('disqualifiers', 'disconnected'), is('needs', 'offline')),
    tell: (s, c) => ({
      source: 'The network',
      stimulus: 'is gone for a shift of 8 h',
      environment: `with ${deed(s)} under way`,
      artefact: c.client ?? c.front,
      response: 'goes on from its own copy and sends it later',
      measure: say`0 entries lost, all merged within 5 min of the network’s return${ours}`,
      from: s.reading.has('disqualifiers', 'disconnected') ? ['disqualifiers', 'never'] : ['needs', 'never'],
    }),
    example: { answers: { needs: ['offline'] } },
    counterexample: { answers: { needs: ['mobile'] } },
  },
  {
    id: 'scenario.zone-fails',
    attribute: 'fault-tolerance',
    when: any(is('first-hour-down', 'money', 'harm'), atLeast('availability', 99.9)),
    tell: (s, c) => ({
      source: s.reading.has('hosting', 'own', 'edge') ? 'A server or its disk' : 'A zone of the provider',
      stimulus: 'fails',
      environment: s.reading.has('availability-hours', 'office')
        ? 'in working hours'
        : s.reading.has('availability-hours', 'long')
          ? 'on an evening'
          : 'at three at night',
      artefact: `${c.front} and ${c.store}`,
      response: 'go on in their second copies',
      measure: say`back in ${minutes(Math.min(5, s.reading.amount('recovery-time')))}${s.reading.mark('recovery-time')}, ${lossWords(s)}${s.reading.mark('recovery-point')}; ${promised(s)}${s.reading.mark('availability')}`,
      from: ['availability', 'first-hour-down', 'recovery-time', 'recovery-point'],
    }),
    example: { answers: { 'first-hour-down': 'money', availability: 99.95 } },
    counterexample: { answers: { 'first-hour-down': 'wait', availability: 99 } },
  },
  {
    id: 'scenario.process-dies',
    attribute: 'fault-tolerance',
    tell: (s, c) => ({
      source: s.reading.has('starting-point', 'from-scratch') ? 'A release' : 'A process',
      stimulus: s.reading.has('starting-point', 'from-scratch') ? `breaks ${c.front}` : `of ${c.front} dies`,
      environment: s.reading.has('night', 'nobody') ? 'at night, with nobody on call' : 'with somebody on call',
      artefact: c.front,
      response: s.reading.has('starting-point', 'from-scratch') ? 'is put back to the version before' : 'starts again by itself',
      measure: say`within ${s.reading.has('operations', 'by-hand') ? '30 min' : s.reading.has('starting-point', 'from-scratch') ? '10 min' : '2 min'}${ours}; ${promised(s)}${s.reading.mark('availability')}`,
      from: ['availability', 'night', 'operations'],
    }),
    example: { answers: { 'first-hour-down': 'wait', night: 'nobody' } },
  },
  {
    id: 'scenario.done-once',
    attribute: 'data-consistency',
    when: is('never', 'done-twice'),
    tell: (s, c) => ({
      source: actor(s).replace(/^a/, 'A').replace(/^o/, 'O'),
      stimulus: `repeats ${deed(s)} after a timeout`,
      environment: `with slow answers from ${c.partner ?? c.store}`,
      artefact: c.front,
      response: 'finds the key of the first attempt',
      measure: say`0 done twice in a month, shown by a count every night${ours}`,
      from: ['never', 'transactions'],
    }),
    example: { answers: { never: ['done-twice'] } },
    counterexample: { answers: { never: ['lost'] } },
  },
  {
    id: 'scenario.across-areas',
    attribute: 'data-consistency',
    when: is('transactions', 'across-areas'),
    tell: (s, c) => {
      const [one, two] = s.areas.names;
      const split = ['microservices', 'event-driven', 'serverless'].includes(s.base);
      return {
        source: 'A crash',
        stimulus: `hits ${c.front} between a change of ${one ?? 'one table'} and one of ${two ?? 'the next'}`,
        environment: 'with half of it written',
        artefact: split ? (c.broker ?? c.store) : c.store,
        response: split ? 'finishes or undoes the other half' : 'keeps both or neither',
        measure: split ? say`all cases whole within 5 min${ours}, 0 halves at midnight` : say`0 halves: one transaction`,
        from: ['transactions', 'never'],
      };
    },
    example: { answers: { transactions: 'across-areas' } },
    counterexample: { answers: { transactions: 'one-area' } },
  },
  {
    id: 'scenario.whole-results',
    attribute: 'data-consistency',
    when: { style: ['pipeline'] },
    tell: (s, c) => ({
      source: s.reading.has('users', 'employees') ? 'A colleague' : 'A reader',
      stimulus: 'opens the figures',
      environment: `in the middle of ${deed(s)}`,
      artefact: c.store,
      response: 'shows the last finished run with its time',
      measure: say`0 figures from two different runs`,
      from: ['transformation-chain', 'users'],
    }),
    example: { answers: { 'transformation-chain': 'mostly' }, style: 'pipeline' },
    counterexample: { answers: { 'transformation-chain': 'part' }, style: 'layered' },
  },
  {
    id: 'scenario.nothing-lost',
    attribute: 'data-consistency',
    when: all(is('never', 'lost'), atMost('recovery-point', 1440)),
    tell: (s, c) => ({
      source: 'Somebody',
      stimulus: `deletes the wrong rows of ${s.areas.names[0] ?? c.store}`,
      environment: 'and notices an hour later',
      artefact: c.store,
      response: 'is read back as it was a minute before',
      measure: say`${lossWords(s)}${s.reading.mark('recovery-point')}, ${phrase(s.reading, 'recovery-time')}${s.reading.mark('recovery-time')}`,
      from: ['never', 'recovery-point', 'recovery-time'],
    }),
    example: { answers: { never: ['lost'], 'recovery-point': 5 } },
    counterexample: { answers: { never: ['changed-unseen'] } },
  },
  {
    id: 'scenario.same-figures',
    attribute: 'data-consistency',
    tell: (s, c) => ({
      source: 'Two people',
      stimulus: `look at the same record of ${s.areas.names[0] ?? c.front}`,
      environment: 'right after a change',
      artefact: c.store,
      response: 'shows both the new one',
      measure: say`${s.reading.has('staleness', 'never') ? 'at once, 0 s apart' : s.reading.has('staleness', 'minutes') ? 'within 5 min' : 'within 5 s'}${s.reading.mark('staleness')}`,
      from: ['staleness', 'transactions'],
    }),
    example: { answers: { staleness: 'minutes' } },
  },
  {
    id: 'scenario.tenant-wall',
    attribute: 'security',
    when: all(is('tenancy', 'shared', 'separate'), is('tenant-isolation', 'rows', 'database', 'installation')),
    tell: (s, c) => ({
      source: `One of ${plural(s.reading.amount('tenants'), 'customer')}`,
      stimulus: 'asks with the id of another’s record',
      environment: 'signed in properly',
      artefact: c.front,
      response: s.reading.has('tenant-isolation', 'rows') ? 'filters by customer in one place' : 'has no connection to that database',
      measure: say`0 rows, tried for every route on each commit`,
      from: ['tenants', 'tenant-isolation'],
    }),
    example: { answers: { tenancy: 'shared', 'tenant-isolation': 'rows', tenants: 120 } },
    counterexample: { answers: { tenancy: 'single' } },
  },
  {
    id: 'scenario.audited',
    attribute: 'security',
    when: any(is('disqualifiers', 'regulated'), is('compliance', 'health', 'cards', 'finance', 'public-sector', 'certificate')),
    tell: (s, c) => ({
      source: 'An auditor',
      stimulus: `asks who changed or read one record of ${s.areas.names[0] ?? c.front}`,
      environment: `under ${enumerate(optionPhrases('compliance', s.reading.many('compliance')), 2) || 'supervision'}`,
      artefact: `the audit trail in ${c.store}`,
      response: 'names person, time and reason',
      measure: say`answered within a day, 100 % of changes on record for ${s.reading.has('compliance', 'health', 'finance') ? '10 years' : 'a year'}${ours}`,
      from: ['compliance', 'disqualifiers'],
    }),
    example: { answers: { disqualifiers: ['regulated'], compliance: ['health'] } },
    counterexample: { answers: { disqualifiers: ['none'] } },
  },
  {
    id: 'scenario.residency',
    attribute: 'security',
    when: is('disqualifiers', 'residency'),
    tell: (s, c) => ({
      source: 'A change',
      stimulus: `puts data of ${s.areas.names[0] ?? c.store} elsewhere`,
      environment: `although it must stay in ${residence(s)}`,
      artefact: 'the release pipeline',
      response: 'refuses it',
      measure: say`0 stores, backups or logs outside, checked on each commit`,
      from: ['disqualifiers', 'residency-regions'],
    }),
    example: { answers: { disqualifiers: ['residency'], 'residency-regions': ['ch'] } },
    counterexample: { answers: { disqualifiers: ['regulated'], compliance: ['privacy'] } },
  },
  {
    id: 'scenario.stolen-password',
    attribute: 'security',
    tell: (s, c) => ({
      source: 'A stranger',
      stimulus: 'has the password of an administrator',
      environment: 'from anywhere',
      artefact: s.technology('identity') ?? c.front,
      response: 'asks for the second factor',
      measure: say`0 ${s.reading.has('personal-data', 'sensitive') ? 'diagnoses, balances or names of children' : 'records'} read; an alarm after 5 attempts${ours}`,
      from: ['personal-data'],
    }),
    example: { answers: { 'personal-data': 'sensitive' } },
  },
  {
    id: 'scenario.legacy-changes',
    attribute: 'interoperability',
    when: any(is('legacy', 'erp', 'files', 'own-services', 'database')),
    tell: (_s, c) => ({
      source: (c.legacy ?? 'the existing system').replace(/^the /, 'The ').replace(/^another/, 'Another'),
      stimulus: 'sends a field nobody knew',
      environment: 'without notice',
      artefact: c.worker ?? c.front,
      response: 'sets that record aside and takes the rest',
      measure: say`0 others stopped, seen within 15 min${ours}, one adapter changed`,
      from: ['legacy'],
    }),
    example: { answers: { legacy: ['erp'] } },
    counterexample: { answers: { legacy: ['none'] } },
  },
  {
    id: 'scenario.public-interface',
    attribute: 'interoperability',
    when: is('needs', 'public-api'),
    tell: (_s, c) => ({
      source: 'A program of others',
      stimulus: 'calls last year’s version',
      environment: 'after a release of yours',
      artefact: c.front,
      response: 'answers as it did',
      measure: say`0 fields renamed or removed within 12 months${ours}`,
      from: ['needs', 'users'],
    }),
    example: { answers: { needs: ['public-api'] } },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'scenario.partner-changes',
    attribute: 'interoperability',
    tell: (s, c) => {
      const names = namesIn(s.reading, 'partner-names');
      return {
        source: c.partner === undefined ? 'The next partner' : `A new interface of ${c.partner}`,
        stimulus: c.partner === undefined ? 'has to be connected' : 'replaces the old one',
        environment: names.length > 1 ? `while ${enumerate(names.slice(1), 3)} stay as they are` : 'with four weeks of notice',
        artefact: c.worker ?? c.front,
        response: 'changes in one adapter',
        measure: say`≤ 5 engineer-days${ours}, no other module touched`,
        from: ['external-apis', ...(names.length > 0 ? ['partner-names'] : [])],
      };
    },
    example: { answers: { 'external-apis': 2 } },
  },
];

/** Where data must stay, in words. */
export function residence(s: Situation): string {
  const words: Readonly<Record<string, string>> = {
    eu: 'the EU',
    uk: 'the United Kingdom',
    ch: 'Switzerland',
    us: 'the United States',
    apac: 'its country in Asia or the Pacific',
    other: 'its country',
  };
  return enumerate(s.reading.many('residency-regions').map((id) => words[id] ?? id));
}
