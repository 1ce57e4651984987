import { deed } from '../cast.ts';
import { style } from '../challenge-rules/when.ts';
import { clip, count, enumerate, plural } from '../format.ts';
import { peakRate } from '../numbers.ts';
import type { Prose, Source } from '../proposal.ts';
import { say } from '../prose.ts';
import { seen } from '../reading.ts';
import { areasAssumption } from '../shape.ts';
import type { Situation } from '../shape.ts';
import type { Move, MoveRule } from './move-rule.ts';
import { otherLanguage, otherServices } from './safety-moves.ts';

/** Where the names of areas come from: typed, found, or ours. */
export function areaSources(s: Situation): Source[] {
  if (s.areas.typed === true) return s.reading.source('area-names');
  return s.areas.assumed ? [{ assumption: areasAssumption }] : s.own.slice(0, 4).map((part) => ({ fact: part.id }));
}

/** `orders, stock and billing ◇`. */
export function areaWords(s: Situation, names: readonly string[], most = 4): Prose {
  return say`${enumerate(names, most)}${s.areas.assumed ? { assumed: areasAssumption } : undefined}`;
}

function because(s: Situation): Source[] {
  return [{ rule: `style.${s.base}` }, ...areaSources(s)];
}

function mainName(s: Situation, front: string): string {
  return clip(s.main?.name ?? front, 60);
}

function several(s: Situation): boolean {
  return s.own.filter((part) => part.component === 'service').length > 1;
}

/** Different languages of the services of today: merging them is writing them again. */
function rewrites(s: Situation, name: string): boolean {
  const part = s.own.find((entry) => clip(entry.name, 60) === name);
  return part !== undefined && otherLanguage(s, part.technologies);
}

function merge(s: Situation, front: string): Move[] {
  const main = mainName(s, front);
  const [first] = otherServices(s);
  if (first === undefined) return [];
  const again = rewrites(s, first);
  return [
    {
      step: say`contract tests on the calls into ${first}; then ${again ? 'it is written again as' : 'its code becomes'} a module of ${main} behind a flag, and the calls move over 10, 50, 100 of 100`,
      after: say`${main}${otherServices(s).length > 1 ? `, with ${enumerate(otherServices(s).slice(1), 4)} until each is reworked` : ' alone'}: one deployable fewer`,
      done: say`0 calls to ${first} for two weeks, then its repository folder, pipeline and host are deleted`,
      sources: because(s),
      work: again ? 6 : 3,
      watch: 2,
    },
  ];
}

function borders(s: Situation, front: string): Move[] {
  const names = s.areas.names;
  if (names.length < 2) return [];
  return [
    {
      step: say`folders and a check for ${areaWords(s, names)} in ${mainName(s, front)}; every crossing of today goes on a list`,
      after: say`the same release; the list can only shrink`,
      done: say`a new crossing turns the build red within 10 min; the list is counted each week and has lost its first 3 entries`,
      sources: because(s),
      work: 0.5 + 0.4 * names.length,
    },
    {
      step: say`tables to their owners, expand and contract: ${areaWords(s, names.slice(-1))} first, the others read through its interface`,
      after: say`one release, one database, ${plural(names.length, 'owner')}`,
      done: say`0 queries from ${enumerate(names.slice(0, -1), 3)} to tables of ${names.at(-1) ?? 'the first'}, and half of the list gone`,
      sources: because(s),
      work: 1.2 * names.length,
    },
  ];
}

function carve(s: Situation, front: string): Move[] {
  const area = s.areas.names.at(-1) ?? 'the first area';
  const main = mainName(s, front);
  const shared = s.sharedStores[0];
  if (several(s)) {
    const names = s.areas.names;
    return [
      {
        step: say`contract tests between ${areaWords(s, names)}, each with a pipeline of its own`,
        after: say`${plural(names.length, 'service')} as today, with their calls written down`,
        done: say`one of them released on a day on which no other is, twice`,
        sources: because(s),
        work: 0.8 * Math.min(8, names.length),
      },
      ...(shared === undefined
        ? []
        : [
            {
              step: say`a schema and a login in ${shared.store} for each of ${enumerate(shared.users, 4)}, expand and contract${seen(shared.facts)}`,
              after: say`the same services on the same server`,
              done: say`0 statements of one login on another’s tables for two weeks`,
              sources: [{ fact: shared.id }, ...because(s)],
              work: 1.5 * Math.min(6, shared.users.length),
              watch: 2,
            },
          ]),
    ];
  }
  return [
    {
      step: say`a route in front of ${main} (strangler fig); behind it ${areaWords(s, [area])} is called through one interface inside ${main}`,
      after: say`${main} alone answers, as before`,
      done: say`all calls to ${area} pass that interface: 0 direct reads of its tables in a day of query log`,
      sources: because(s),
      work: 2.5,
    },
    {
      step: say`${area} as a service of its own behind the same route, its tables copied and followed by change events`,
      after: say`both answer; a flag sends 5, then 50, then 100 of 100 to the new one`,
      done: say`answers of old and new differ in 0 of 10,000 compared calls; then the old code is deleted`,
      sources: because(s),
      work: 5,
      watch: 2,
    },
  ];
}

/** Moves that bring the style to something that already runs. */
export const structureMoves: readonly MoveRule[] = [
  {
    id: 'move.data-access-first',
    pattern: 'Branch by abstraction (Fowler, 2014)',
    at: 50,
    paths: ['evolve'],
    when: style('layered'),
    tell: (s, c) =>
      several(s)
        ? merge(s, c.front)
        : [
            {
              step: say`all access of ${mainName(s, c.front)} to ${c.store} moves behind one layer, ${areaWords(s, s.areas.names, 3)} one after the other`,
              after: say`one release; users see no difference`,
              done: say`a check finds 0 statements outside that layer`,
              sources: because(s),
              work: 1 + s.areas.names.length * 0.8,
            },
          ],
    example: { style: 'layered', components: [{ name: 'shop', component: 'service' }] },
    counterexample: { style: 'pipeline' },
  },
  {
    id: 'move.modules',
    pattern: 'Merge one by one, or borders first (Newman: Monolith to Microservices, read backwards)',
    at: 50,
    paths: ['evolve'],
    when: style('modular-monolith'),
    tell: (s, c) => (several(s) ? merge(s, c.front) : borders(s, c.front)),
    example: {
      style: 'modular-monolith',
      components: [{ name: 'shop', component: 'service' }],
      answers: { 'area-names': 'orders, stock' },
    },
    counterexample: { style: 'pipeline' },
  },
  {
    id: 'move.plug-in-boundary',
    pattern: 'Plug-in boundary first (Richards and Ford, ch. 12)',
    at: 50,
    paths: ['evolve'],
    when: style('microkernel'),
    tell: (s, c) => {
      const area = s.areas.names.at(-1) ?? 'one variant';
      return [
        {
          step: say`the plug-in interface inside ${mainName(s, c.front)}, used by ${areaWords(s, [area])} only`,
          after: say`${c.front} runs with ${area} and without it`,
          done: say`the tests of the core pass with 0 plug-ins loaded`,
          sources: because(s),
          work: 4,
        },
        {
          step: say`a test kit and version 1 of the interface; ${s.reading.has('variants', 'plug-ins') ? 'one maker outside' : 'a second team of yours'} writes a plug-in with nothing else`,
          after: say`core, ${area} and one plug-in that you did not write`,
          done: say`it was written in under 5 days with 0 changes of the core, and is ended after 2 s when it hangs`,
          sources: [...because(s), ...s.reading.source('variants')],
          work: 4,
        },
      ];
    },
    example: { style: 'microkernel', answers: { variants: 'plug-ins' } },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.strangler',
    pattern: 'Strangler fig behind a route (Fowler, 2004; Newman: Monolith to Microservices, ch. 3)',
    at: 50,
    paths: ['evolve'],
    when: style('service-based'),
    tell: (s, c) => carve(s, c.front),
    example: { style: 'service-based', components: [{ name: 'shop', component: 'service' }], answers: { 'area-names': 'orders, stock' } },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.own-data',
    pattern: 'Expand and contract (Sato, 2014); database per service (Newman, ch. 4)',
    at: 50,
    paths: ['evolve'],
    when: style('microservices'),
    tell: (s, c) =>
      several(s)
        ? [
            ...carve(s, c.front),
            ...(s.sharedStores.length > 0
              ? []
              : [
                  {
                    step: say`each of ${areaWords(s, s.areas.names)} is found to own its data: credentials, backups and alarms apart`,
                    after: say`the same services, none able to read another’s store`,
                    done: say`0 services hold a login to data of another`,
                    sources: because(s),
                    work: 0.6 * Math.min(10, s.areas.names.length),
                  },
                ]),
          ]
        : carve(s, c.front),
    example: {
      style: 'microservices',
      components: [
        { name: 'orders', component: 'service' },
        { name: 'stock', component: 'service' },
      ],
    },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.events-beside-calls',
    pattern: 'Events beside the calls, then without them',
    at: 50,
    paths: ['evolve'],
    when: style('event-driven'),
    tell: (s, c) => {
      const takers = c.code.filter((name) => name !== c.front);
      return [
        {
          step: say`${c.front} says on ${c.broker ?? 'a broker'} what it does already; ${takers[0] ?? s.areas.names.at(-1) ?? 'one consumer'} listens and only compares`,
          after: say`the calls of today still do the work`,
          done: say`events and calls of a day differ in 0 cases of ${count(Math.max(1000, Math.round(peakRate(s) * 3600)))}`,
          sources: because(s),
          work: 3,
          watch: 2,
        },
        {
          step: say`${enumerate(takers.slice(0, 4), 4) || 'the consumers'} act on events, one per week, each with an inbox; its call is deleted`,
          after: say`callers get a receipt and wait for nobody`,
          done: say`a replay of one day gives the same state, with 0 effects done twice`,
          sources: because(s),
          work: 2 * Math.max(1, Math.min(4, takers.length)),
        },
      ];
    },
    example: { style: 'event-driven' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.functions',
    pattern: 'Route by route (strangler fig)',
    at: 50,
    paths: ['evolve'],
    when: style('serverless'),
    tell: (s, c) => {
      const onFunctions = s.own.some((part) => part.component === 'function') && !s.own.some((part) => part.component === 'service');
      if (onFunctions)
        return [
          {
            step: say`a timeout, an alarm and rights of its own for each of ${areaWords(s, s.areas.names, 5)}`,
            after: say`the same functions, each fenced in`,
            done: say`0 rights with a star, and every queue has a dead-letter queue with an alarm at 1 message`,
            sources: because(s),
            work: 0.4 * Math.min(20, s.areas.names.length),
          },
        ];
      return [
        {
          step: say`${c.front} takes one route of ${mainName(s, 'the server')} after the other behind the same address: ${areaWords(s, s.areas.names, 3)}`,
          after: say`old and new answer side by side, chosen by route`,
          done: say`the last server had 0 requests for a week and is switched off`,
          sources: because(s),
          work: 2 * Math.min(6, s.areas.names.length),
          watch: 2,
        },
      ];
    },
    example: { style: 'serverless', components: [{ name: 'shop', component: 'service' }] },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.stages',
    pattern: 'Stage extraction with a parallel run',
    at: 50,
    paths: ['evolve'],
    when: style('pipeline'),
    tell: (s, c) => {
      const today =
        enumerate(
          s.own.map((part) => clip(part.name, 60)),
          3,
        ) || 'the program of today';
      return [
        {
          step: say`what ${today} ${s.own.length === 1 ? 'reads' : 'read'} is kept raw before anything touches it; the rest stays`,
          after: say`${today} as it is, every input at hand once more`,
          done: say`any day of the last 30 can be run again from what was kept`,
          sources: because(s),
          work: 1.5,
        },
        {
          step: say`${enumerate(c.steps, 4)} as steps that start alone, cut out of ${today} one at a time, the last one first`,
          after: say`old and new run each time on the same input; only the old result is published`,
          done: say`0 different rows in 7 runs, then the old one is deleted`,
          sources: because(s),
          work: 2 * Math.max(2, c.steps.length),
          watch: 2,
        },
      ];
    },
    example: { style: 'pipeline', components: [{ name: 'import', component: 'job' }] },
    counterexample: { style: 'layered' },
  },
  {
    id: 'move.shadow-traffic',
    pattern: 'Shadow traffic (dark launch)',
    at: 50,
    paths: ['evolve'],
    when: style('space-based'),
    tell: (s, c) => [
      {
        step: say`${c.front} gets a copy of every call on ${areaWords(s, s.areas.names.slice(0, 2))}; its decision is written down and not used`,
        after: say`${c.store} decides as before`,
        done: say`the same winner in 10,000 of 10,000 compared decisions, at ${s.peak ?? 'the peak'}`,
        sources: because(s),
        work: 10,
        watch: 2,
      },
      {
        step: say`a flag lets ${c.front} decide for one event, then for all; ${c.worker ?? 'a writer'} carries results to ${c.store}`,
        after: say`the flag leads back to ${c.store} within a minute`,
        done: say`${deed(s)} held for one real peak; two units killed during it lost 0 decisions`,
        sources: because(s),
        work: 6,
        watch: 2,
      },
    ],
    example: { style: 'space-based', answers: { 'same-things': 'yes-memory' } },
    counterexample: { style: 'layered' },
  },
];
