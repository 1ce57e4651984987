import { inSentence } from '../../decide/slots/in-sentence.ts';
import { areasByDeed, deed } from '../cast.ts';
import type { Cast } from '../cast.ts';
import { any, is, style } from '../challenge-rules/when.ts';
import { few } from '../challenge-rules/words.ts';
import { clip, count, enumerate, minutes, plural } from '../format.ts';
import type { Prose } from '../proposal.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { slotTitles } from '../words.ts';
import type { Move, MoveRule } from './move-rule.ts';
import { remaining } from './safety-moves.ts';
import { areaSources, areaWords } from './structure-moves.ts';

/** Weeks of one person that the first version of an area takes, by how much has to be built around it. */
function areaWork(s: Situation): number {
  const plain = {
    microservices: 11,
    'event-driven': 9,
    'space-based': 13,
    'service-based': 8,
    microkernel: 8,
    pipeline: 5,
    serverless: 5,
    layered: 5,
  };
  const size = (plain as Readonly<Record<string, number>>)[s.base] ?? 6;
  return size * (s.reading.has('disqualifiers', 'regulated') ? 1.3 : 1) * smallness(s);
}

/** One small area takes half; areas that we guessed are rarely all of their own. */
function smallness(s: Situation): number {
  return (s.reading.has('domain-borders', 'one') ? 0.5 : 1) * (s.areas.assumed ? 0.7 : 1);
}

/** The thin path, as each style has it. */
function thinPath(s: Situation, c: Cast): Prose {
  const at = s.technology('compute') === undefined ? 'where it will run' : placed(inSentence(clip(s.technology('compute') ?? '', 60)));
  switch (s.base) {
    case 'event-driven':
      return say`one real event through ${[c.front, c.broker, c.code[1], c.store].filter((name) => name !== undefined).join(' → ')}, ${at}`;
    case 'pipeline':
      return say`one real input through ${c.steps.slice(0, 3).join(' → ')} into ${c.store}, ${at}`;
    case 'space-based':
      return say`two processing units with 100 records in ${c.cache ?? 'memory'}, written behind to ${c.store}, ${at}`;
    case 'microkernel':
      return say`${c.front} with its plug-in interface and one plug-in of your own that does the least of ${areaWords(s, s.areas.names.slice(0, 1))}, ${at}`;
    case 'serverless':
      return say`one route through ${[c.front, c.broker, c.store].filter((name) => name !== undefined).join(' → ')}, from a file that sets all of it up, ${at}`;
    case 'microservices':
    case 'service-based':
      return say`one call through ${enumerate(c.code.filter((name) => name !== c.worker).slice(0, 3))} and ${c.store}, each with a pipeline of its own, ${at}`;
    default:
      return say`one ${c.client === undefined ? 'call' : `screen of ${c.client}`} through ${c.front} into ${c.store} and back, ${at}`;
  }
}

function placed(place: string): string {
  return /^(installed|in |at )/.test(place) ? place : `on ${place}`;
}

function skeletonDone(s: Situation, c: Cast): Prose {
  if (s.base === 'space-based') return say`one unit killed under load: 0 decisions lost, and a commit live in under 30 min`;
  if (s.base === 'pipeline') return say`the run started by the clock on 3 days in a row; killed half-way once, right afterwards`;
  if (s.base === 'event-driven') return say`1,000 events sent twice arrive once; ${c.code[1] ?? 'the consumer'} stopped for 1 h loses 0`;
  if (s.base === 'microkernel') return say`the plug-in taken out and put back without building ${c.front}`;
  if (s.base === 'microservices') return say`two of them released on the same day in either order, one trace through all`;
  if (s.base === 'serverless')
    return say`deleted and set up again from the file in under 30 min, with an alarm at ${count(Math.max(1, Math.round(s.reading.amount('budget') * 0.1)))} $`;
  return say`a commit is live ${few(s) ? 'in under 30 min' : 'within 30 min'} without a hand on it, and put back within 10 min`;
}

/** Names of what runs today and will be replaced. */
function old(s: Situation): string {
  const services = s.own.filter((part) => part.component !== 'web-client' && part.component !== 'mobile-client');
  return (
    enumerate(
      services.map((part) => clip(part.name, 60)),
      3,
    ) || 'today’s system'
  );
}

function oldStore(s: Situation): string {
  const store = s.reading.components.find((part) => part.component === 'store');
  return clip(store?.name ?? 'today’s database', 60);
}

/** How the last switch goes, by how long it may stand still. */
function cutover(s: Situation, c: Cast): Move {
  const sources = [...s.reading.source('cutover'), ...areaSources(s)];
  const kind = s.reading.one('cutover');
  if (kind === 'nothing') {
    return {
      step: say`writes of the remaining areas go to ${oldStore(s)} and ${c.store} at once${s.reading.mark('cutover')}; reads move over by 5, 50, 100 of 100; then ${old(s)} only reads`,
      after: say`both whole: a flag leads back at any minute`,
      done: say`0 differences between both stores for two weeks; ${old(s)} had 0 requests and is switched off`,
      sources,
      work: 6,
      watch: 3,
    };
  }
  const hours = { night: 6, weekend: 48, longer: 96 }[kind] ?? 6;
  return {
    step: say`the last areas move in one window of ${minutes(hours * 60)}${s.reading.mark('cutover')}: ${old(s)} read-only, ${oldStore(s)} copied to ${c.store}, addresses switched; rehearsed twice before on a copy`,
    after: say`${c.front} alone; ${old(s)} stays readable for 4 weeks`,
    done: say`both rehearsals took less than ${minutes(hours * 30)}; counts and sums of every table agree, and the way back was tried once`,
    sources,
    work: 4,
    watch: 2,
  };
}

/** Moves of what is built anew, beside something, or instead of it. */
export const freshMoves: readonly MoveRule[] = [
  {
    id: 'move.walking-skeleton',
    pattern: 'Walking skeleton (Cockburn)',
    at: 20,
    paths: ['fresh'],
    tell: (s, c) => [
      {
        step: say`walking skeleton: ${thinPath(s, c)}${s.decision('slot:delivery')}`,
        after: say`${enumerate(c.code, 3)} in production with a log line and an alarm, doing next to nothing`,
        done: skeletonDone(s, c),
        sources: s.reading.source('starting-point', 'operations'),
        work: s.base === 'microservices' || s.base === 'space-based' ? 6 : s.reading.has('domain-borders', 'one') ? 2 : 3,
        least: { microservices: 4, 'space-based': 4, 'event-driven': 2, 'service-based': 2 }[s.base as string] ?? 1,
      },
    ],
    example: { answers: { 'starting-point': 'from-scratch' } },
  },
  {
    id: 'move.skeleton-behind-route',
    pattern: 'Strangler fig behind a route (Fowler, 2004)',
    at: 20,
    paths: ['replace'],
    tell: (s, c) => [
      {
        step: say`one address before ${old(s)}; behind it, for a single route, ${thinPath(s, c)}`,
        after: say`${old(s)} does everything but that route`,
        done: say`the route led back to ${old(s)} within a minute, tried at noon; ${skeletonDone(s, c)}`,
        sources: [...s.reading.source('starting-point'), ...s.own.slice(0, 3).map((part) => ({ fact: part.id }))],
        work: 4,
      },
    ],
    example: { answers: { 'starting-point': 'replace' }, components: [{ name: 'shop', component: 'service' }] },
  },
  {
    id: 'move.data-first',
    pattern: 'Data first: change data capture into the new store (Newman: Monolith to Microservices, ch. 4)',
    at: 27,
    paths: ['replace'],
    tell: (s, c) => [
      {
        step: say`${oldStore(s)} is copied to ${c.store} and followed change by change; nothing writes there yet`,
        after: say`${old(s)} unchanged; ${c.store} a copy of it`,
        done: say`the copy is less than 5 min behind for a week, counts and sums differ by 0`,
        sources: s.reading.source('starting-point', 'data-volume'),
        work: 3,
        watch: 2,
      },
    ],
    example: { answers: { 'starting-point': 'replace' }, components: [{ name: 'shop', component: 'service' }] },
  },
  {
    id: 'move.important-action',
    pattern: 'The riskiest useful thing first',
    at: 28,
    paths: ['fresh', 'replace'],
    tell: (s, c) => {
      const names = areasByDeed(s).slice(0, 2);
      const replace = s.reading.stated('starting-point') && s.reading.has('starting-point', 'replace');
      return [
        {
          step: say`${deed(s)}, whole: ${areaWords(s, names)}${replace ? ` on ${c.front} for one group of users, chosen by a flag` : ` for the first ${s.reading.has('users', 'devices') ? '100 devices' : s.reading.has('users', 'employees') ? 'five colleagues' : 'ten customers'}`}`,
          after: replace ? say`${old(s)} for everybody else` : say`${enumerate(names)} carry real work of a few`,
          done: replace
            ? say`that group had no more errors than the others for two weeks, answers compared in 1,000 cases: 0 differ`
            : s.base === 'pipeline' || s.reading.has('work-trigger', 'clock', 'events')
              ? say`right for 14 days in a row against a count by hand`
              : say`${s.reading.has('users', 'employees') ? '5 of 5' : '8 of 10'} get to the end of ${deed(s)} without asking anybody`,
          sources: [
            ...s.reading.source(s.reading.stated('important-action') ? 'important-action' : 'objectives', 'users'),
            ...areaSources(s),
          ],
          work: areaWork(s) * names.length,
          least: Math.ceil(areaWork(s) / 2),
          ...(replace || s.reading.has('work-trigger', 'clock', 'events') ? { watch: 2 } : {}),
        },
      ];
    },
    example: { answers: { 'starting-point': 'from-scratch', 'important-action': 'ordering a box' } },
  },
  {
    id: 'move.parallel-run',
    pattern: 'Parallel run with comparison (Newman: Monolith to Microservices, ch. 3)',
    at: 45,
    paths: ['replace'],
    when: any(is('never', 'done-twice', 'changed-unseen'), is('compliance', 'finance', 'health')),
    tell: (s, c) => [
      {
        step: say`every case of ${deed(s)} runs through ${old(s)} and ${c.front}; the old result counts, differences go on a list each morning`,
        after: say`${old(s)} decides; ${c.front} is checked against it`,
        done: say`0 differences nobody can explain in two weeks with a month’s end`,
        sources: s.reading.source('never', 'compliance'),
        work: 3,
        watch: 3,
      },
    ],
    example: { answers: { 'starting-point': 'replace', never: ['done-twice'] }, components: [{ name: 'ledger', component: 'service' }] },
    counterexample: { answers: { 'starting-point': 'replace', never: ['lost'] } },
  },
  {
    id: 'move.rest',
    pattern: 'One area after the other',
    at: 60,
    paths: ['fresh', 'replace'],
    late: true,
    tell: (s) => {
      const rest = areasByDeed(s).slice(2);
      if (rest.length === 0) return [];
      return [
        {
          step: say`${areaWords(s, rest)}, ${rest.length === 1 ? 'behind a flag' : 'one at a time, each behind a flag'}`,
          after: say`${enumerate(s.areas.names, 7)} in use by those who ask for them`,
          done: say`${rest.at(-1) ?? ''} was used ${s.reading.has('users', 'employees') ? 'by five colleagues' : 'by a tenth of the users'} for a week with fewer than 1 error in 1,000 requests`,
          sources: areaSources(s),
          work: areaWork(s) * rest.length,
          least: Math.ceil(areaWork(s) / 2),
        },
      ];
    },
    example: { answers: { 'starting-point': 'from-scratch', 'area-names': 'orders, stock, billing' } },
    counterexample: { answers: { 'starting-point': 'from-scratch', 'area-names': 'orders, stock' } },
  },
  {
    id: 'move.cutover',
    pattern: 'Cut-over window, or writes to both',
    at: 95,
    paths: ['replace'],
    tell: (s, c) => [cutover(s, c)],
    example: { answers: { 'starting-point': 'replace', cutover: 'weekend' }, components: [{ name: 'shop', component: 'service' }] },
  },
  {
    id: 'move.neighbour-contract',
    pattern: 'Anti-corruption layer (Evans: Domain-Driven Design, ch. 14)',
    at: 20,
    paths: ['extend'],
    tell: (s, c) => {
      const neighbour = c.legacy ?? clip(s.main?.name ?? s.own[0]?.name ?? 'the existing system', 60);
      return [
        {
          step: say`walking skeleton: ${c.front} asks ${neighbour} for one record, keeps it in ${c.store} and shows it, in production`,
          after: say`${neighbour} unchanged; ${c.front} does one thing`,
          done: say`a contract test with ${neighbour} runs on every commit; with it switched off for 1 h ${c.front} still shows its last values`,
          sources: s.reading.source('starting-point', 'legacy'),
          work: 3,
        },
      ];
    },
    example: { answers: { 'starting-point': 'extend' }, components: [{ name: 'erp', component: 'service' }] },
  },
  {
    id: 'move.beside',
    pattern: 'One group of users at a time',
    at: 60,
    paths: ['extend'],
    tell: (s, c) => {
      const neighbour = c.legacy ?? clip(s.main?.name ?? s.own[0]?.name ?? 'the existing system', 60);
      const names = areasByDeed(s);
      return [
        {
          step: say`${deed(s)} in ${c.front} for one ${s.reading.has('users', 'employees') ? 'department' : 'group of users'}: ${areaWords(s, names.slice(0, 2))}`,
          after: say`one ${s.reading.has('users', 'employees') ? 'department' : 'group'} with it, the others as before`,
          done: say`two weeks of use, 0 records that ${c.front} and ${neighbour} tell differently at midnight`,
          sources: [...s.reading.source('objectives'), ...areaSources(s)],
          work: areaWork(s) * Math.min(2, names.length),
          least: Math.ceil(areaWork(s) / 2),
          watch: 2,
        },
        ...(names.length > 2
          ? [
              {
                step: say`${areaWords(s, names.slice(2))}, then the other ${s.reading.has('users', 'employees') ? 'departments' : 'groups'}, two a week`,
                after: say`${c.front} for all, ${neighbour} still the owner of its records`,
                done: say`switching ${c.front} off for an hour leaves ${neighbour} working, tried once`,
                sources: areaSources(s),
                work: areaWork(s) * (names.length - 2),
                least: Math.ceil(areaWork(s) / 2),
              },
            ]
          : []),
      ];
    },
    example: { answers: { 'starting-point': 'extend' }, components: [{ name: 'erp', component: 'service' }] },
  },
  {
    id: 'move.store',
    pattern: 'Data first, then by cut-over window or writes to both',
    at: 70,
    paths: ['evolve'],
    when: { slot: 'primary-store' },
    tell: (s, c) => {
      const choice = s.slot('primary-store');
      if (choice?.outcome !== 'change') return [];
      const to = inSentence(clip(choice.chosen.name, 60));
      const from = oldStore(s);
      const still = s.reading.stated('cutover') && s.reading.has('cutover', 'nothing');
      return [
        {
          step: still
            ? say`${c.front} writes to ${from} and ${to} at once, reads are compared, then turned over area by area${s.decision('slot:primary-store')}`
            : say`${from} is copied to ${to} and followed; the switch in one ${s.reading.one('cutover') === 'night' ? 'night' : 'window'}${s.reading.mark('cutover')}, rehearsed twice${s.decision('slot:primary-store')}`,
          after: say`${from} complete until two weeks after the switch`,
          done: say`0 rows and 0 sums differ; the way back was walked once in under 30 min`,
          sources: [{ rule: 'slot.primary-store' }, ...s.reading.source('cutover')],
          work: 6,
          watch: 2,
        },
      ];
    },
    example: {
      answers: { cutover: 'night' },
      slots: [{ slot: 'primary-store', outcome: 'change', name: 'PostgreSQL' }],
      components: [{ name: 'mysql', component: 'store' }],
    },
    counterexample: { slots: [{ slot: 'primary-store', outcome: 'keep', name: 'PostgreSQL' }] },
  },
  {
    id: 'move.place',
    pattern: 'New place beside the old one, one part at a time',
    at: 75,
    paths: ['evolve'],
    tell: (s, c) => {
      const changed = s.recommendation.slots.filter((choice) => choice.outcome === 'change' && choice.slot !== 'primary-store');
      const compute = changed.find((choice) => choice.slot === 'compute');
      const others = changed
        .filter((choice) => choice !== compute && !(compute !== undefined && choice.slot === 'infrastructure-as-code'))
        .slice(0, 2);
      const moves: Move[] = [];
      if (compute !== undefined) {
        const file = changed.find((choice) => choice.slot === 'infrastructure-as-code');
        const parts = remaining(s, c).slice(0, 4);
        moves.push({
          step: say`${enumerate([...parts].reverse(), 4)} run on ${inSentence(clip(compute.chosen.name, 80))} as well${file === undefined ? '' : `, set up by ${inSentence(clip(file.chosen.name, 60))}`}; the address sends 5, 50, 100 of 100 there${s.decision('slot:compute')}`,
          after: say`both places serve ${plural(parts.length, 'part')}; the old one takes over within 5 min`,
          done: say`${s.peak ?? 'a day'} on the new place with no more errors than before; 0 requests at the old one for two weeks`,
          sources: [{ rule: 'slot.compute' }],
          work: 1.5 + 0.5 * parts.length,
          watch: 2,
        });
      }
      if (others.length > 0) {
        const last = c.code.at(-1) ?? c.front;
        const named = others.flatMap((choice, index) => [
          ...(index === 0 ? [] : [', ']),
          `${slotTitles[choice.slot].toLowerCase()} becomes ${inSentence(clip(choice.chosen.name, 80))}`,
          ...s.decision(`slot:${choice.slot}`),
        ]);
        moves.push({
          step: say`${named}; ${last} goes first`,
          after: say`${c.code.length > 1 ? `${c.front} on the old ${others.length === 1 ? 'one' : 'ones'} until ${last} has shown that it works` : `${c.front} with a switch back to the old`}`,
          done: say`${last} without a fault for a week, then 0 uses of the old ${others.length === 1 ? 'one' : 'ones'} for two`,
          sources: others.map((choice) => ({ rule: `slot.${choice.slot}` })),
          work: 2 * others.length,
          watch: 2,
        });
      }
      return moves;
    },
    example: {
      slots: [{ slot: 'compute', outcome: 'change', name: 'A simple platform' }],
      components: [{ name: 'api', component: 'service' }],
    },
    counterexample: { slots: [{ slot: 'compute', outcome: 'keep', name: 'Docker' }] },
  },
  {
    id: 'move.hybrid-edge',
    pattern: 'One part leaves, behind a queue or a route',
    at: 65,
    paths: ['evolve', 'fresh', 'replace'],
    late: true,
    when: style('serverless', 'event-driven', 'pipeline', 'microkernel', 'space-based', 'service-based', 'microservices'),
    tell: (s, c) => {
      if (s.edge === undefined) return [];
      const part = c.code.find((name) => /job|functions|host|intake|unit|separate|Administration/i.test(name)) ?? c.code.at(-1) ?? s.edge;
      return [
        {
          step: say`${part} takes its work from ${c.broker ?? c.front}, first a tenth of it`,
          after: say`${c.front} can still do the work alone`,
          done: say`${part} killed for 1 h costs ${c.front} 0 errors, and what waited is done 1 h later`,
          sources: [{ rule: `style.${s.edge}` }],
          work: 4,
          watch: 2,
        },
      ];
    },
    example: { style: { base: 'modular-monolith', edge: 'pipeline' } },
    counterexample: { style: 'layered' },
  },
];
