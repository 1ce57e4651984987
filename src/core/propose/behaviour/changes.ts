import { does } from '../cast.ts';
import { is, style } from '../challenge-rules/when.ts';
import { clip, count, enumerate, plural } from '../format.ts';
import { many } from '../numbers.ts';
import type { Prose, Source } from '../proposal.ts';
import { say, unique } from '../prose.ts';
import { areasAssumption } from '../shape.ts';
import type { Situation } from '../shape.ts';
import type { Behaviour, BehaviourRule } from './behaviour-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

function row(s: Situation, situation: Prose, happens: Prose, holds: Prose, ...from: readonly string[]): Behaviour {
  const areas: Source[] = s.areas.assumed ? [{ assumption: areasAssumption }] : [];
  return { situation, happens, holds, sources: unique([...s.reading.source(...from), ...areas]) };
}

/** The name of an area with its mark, and the others. */
function area(s: Situation): { readonly name: string; readonly marked: Prose; readonly others: readonly string[] } {
  const name = s.areas.names.at(-1) ?? 'the main screen';
  return { name, marked: say`${name}${s.areas.assumed ? { assumed: areasAssumption } : undefined}`, others: s.areas.names.slice(0, -1) };
}

/** What would be added next, told by the objective. */
function wish(s: Situation): string {
  if (s.reading.has('objectives', 'new-markets')) return 'a new market';
  if (s.reading.has('disqualifiers', 'regulated')) return 'a new rule of the regulator';
  if (s.reading.has('objectives', 'integrate-systems')) return 'one more system to exchange with';
  if (s.reading.has('objectives', 'automate-processes')) return 'one more case done without a person';
  if (s.reading.has('objectives', 'customer-experience')) return 'a shorter way for the user';
  return s.reading.has('objectives', 'reduce-cost') ? 'a step that a person does today' : 'the next wish of the users';
}

function live(s: Situation): string {
  if (s.reading.has('operations', 'watched')) return 'live for 5 of 100 users after 15 min, for all after an hour without more errors';
  if (s.reading.has('operations', 'automatic')) return 'live 30 min after the merge';
  return s.reading.has('operations', 'by-hand')
    ? 'live the same day, by hand, with the steps written down'
    : 'live within 2 h, released by whoever wrote it';
}

/** A typical change, told as each style takes it. */
export const changes: readonly BehaviourRule[] = [
  {
    id: 'behaviour.change-gathered',
    walk: 'change',
    when: {
      all: [
        style('layered', 'modular-monolith'),
        { component: ['service'], atLeast: 2 },
        { not: is('starting-point', 'from-scratch', 'replace', 'extend') },
      ],
    },
    tell: (s) => {
      const main = clip(s.main?.name ?? s.areas.names[0] ?? 'the main service', 60);
      const others = s.areas.names.filter((name) => name !== main);
      return row(
        s,
        say`${wish(s)}`,
        say`it becomes a module of ${main} with tables of its own and asks ${enumerate(others, 3) || 'nobody'} through ${others.length === 1 ? 'its interface' : 'their interfaces'}; none of ${plural(others.length, 'other service')} is released`,
        say`0 new repositories, pipelines or stores; ${live(s)}`,
        'release-contention',
        'objectives',
      );
    },
    example: {
      style: 'modular-monolith',
      components: [
        { name: 'api', component: 'service' },
        { name: 'mail', component: 'service' },
      ],
    },
    counterexample: {
      style: 'microservices',
      components: [
        { name: 'api', component: 'service' },
        { name: 'mail', component: 'service' },
      ],
    },
  },
  {
    id: 'behaviour.change-service',
    walk: 'change',
    when: style('microservices'),
    tell: (s, c) => {
      const { name, marked, others } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`one of ${plural(s.reading.amount('teams'), 'team')} changes ${name} and its data alone: a new field first written beside the old one, then read, then the old one dropped; ${enumerate(others, 3) || 'callers'} learn of it from ${c.broker ?? 'the next version of the contract'}`,
        say`0 other teams asked, ${live(s)}; contract tests with ${enumerate(others, 3) || 'every caller'} run in under 5 min${ours}`,
        'release-contention',
        'teams',
      );
    },
    example: { answers: { teams: 5, 'area-names': 'orders, stock, billing' }, style: 'microservices' },
    counterexample: { answers: { teams: 5 }, style: 'service-based' },
  },
  {
    id: 'behaviour.change-shared-store',
    walk: 'change',
    when: style('service-based'),
    tell: (s, c) => {
      const { name, marked, others } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`${name} gets a new column in its own schema of ${c.store}, is tested against what ${enumerate(others, 2) || 'its callers'} expect, and goes out while they run`,
        say`one service released, ${live(s)}; queries of ${name} to tables of ${enumerate(others, 2) || 'others'}: 0`,
        'release-contention',
        'domain-borders',
      );
    },
    example: { answers: { 'area-names': 'orders, stock, billing' }, style: 'service-based' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'behaviour.change-reaction',
    walk: 'change',
    when: style('event-driven'),
    tell: (s, c) => {
      const { name, marked } = area(s);
      return row(
        s,
        say`${wish(s)}: a reaction to what ${marked} says already`,
        say`one more consumer with its own inbox reads ${c.broker ?? 'the events'} from the beginning; ${c.front} and ${name} do not know of it and are not released`,
        say`${s.reading.amount('machine-events') > 0 ? `a day of ${many(s.reading.amount('machine-events') * 86_400)} events replayed within 4 h` : 'a month of events replayed within a night'}${ours}, 0 fields of existing events changed`,
        'work-trigger',
        'machine-events',
      );
    },
    example: { answers: { 'machine-events': 500 }, style: 'event-driven' },
    counterexample: { style: 'pipeline' },
  },
  {
    id: 'behaviour.change-source',
    walk: 'change',
    when: style('pipeline'),
    tell: (s, c) => {
      const steps = c.steps.slice(0, 3);
      return row(
        s,
        say`one more source, in a format of its own`,
        say`a reader beside ${steps[0] ?? 'the first step'} turns it into the ${s.reading.has('step-data', 'files') ? 'file layout' : s.reading.has('step-data', 'tables') ? 'table' : 'message'} that ${steps[1] ?? 'the next step'} takes already; it runs for a week with its output thrown away`,
        say`${steps.length > 1 ? enumerate(steps.slice(1)) : 'every later step'} unchanged; a replay of the last 30 days${ours} gives identical results for all old sources`,
        'transformation-chain',
        'step-data',
      );
    },
    example: { answers: { 'transformation-chain': 'mostly', 'step-data': 'files' }, style: 'pipeline' },
    counterexample: { style: 'event-driven' },
  },
  {
    id: 'behaviour.change-plug-in',
    walk: 'change',
    when: style('microkernel'),
    tell: (s, c) => {
      const { marked } = area(s);
      const outside = s.reading.has('variants', 'plug-ins');
      return row(
        s,
        say`${outside ? 'somebody outside' : 'a customer'} needs ${marked} done differently`,
        say`one plug-in against the published interface of ${c.front}, run through the test kit${s.reading.has('operator', 'customers') ? ' and installed by the customer' : ''}; the core stays at its version`,
        say`0 lines of the core; the kit ends within 10 min${ours}${s.reading.stated('tenants') ? `, and ${plural(s.reading.amount('tenants'), 'installation')} need no update` : ''}`,
        'variants',
        'operator',
      );
    },
    example: { answers: { variants: 'plug-ins' }, style: 'microkernel' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'behaviour.change-function',
    walk: 'change',
    when: style('serverless'),
    tell: (s, c) => {
      const { marked } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`one more function with its route or trigger, a timeout, and rights on its own tables of ${c.store} only; ${does(c.front, 'is deployed')} from the same file, unchanged`,
        say`one pull request, ${live(s)}; 0 rights with a star in them; the month stays under ${count(s.reading.amount('budget'))} $${s.reading.mark('budget')}`,
        'operations',
        'budget',
      );
    },
    example: { answers: { budget: 200 }, style: 'serverless' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'behaviour.change-unit',
    walk: 'change',
    when: style('space-based'),
    tell: (s, c) => {
      const { marked } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`if it decides on contested records it goes into ${c.front} and is replayed against the last peak; everything else is built on ${c.store}, away from ${c.cache ?? 'the grid'}`,
        say`the replay of ${s.peak ?? 'the peak'} ends with the same winners; memory of a unit grows by less than 10 %${ours}`,
        'same-things',
      );
    },
    example: { answers: { 'same-things': 'yes-memory' }, style: 'space-based' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'behaviour.change-module',
    walk: 'change',
    when: style('modular-monolith'),
    tell: (s, c) => {
      const { name, marked, others } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`code and tables of the module ${name} change inside ${c.front}; ${enumerate(others, 3) || 'nothing else'} ${others.length === 1 ? 'sees' : 'see'} its interface only, and what both write stays one transaction in ${c.store}`,
        say`one pull request under ${name}/, ${live(s)}; 0 new crossings of ${plural(Math.max(1, others.length), 'border')}`,
        'domain-borders',
        'operations',
      );
    },
    example: { answers: { 'area-names': 'orders, stock' }, style: 'modular-monolith' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'behaviour.change-layers',
    walk: 'change',
    tell: (s, c) => {
      const { marked } = area(s);
      return row(
        s,
        say`${wish(s)} in ${marked}`,
        say`one change from the screen through the rules to ${c.store}, in ${c.front} alone, by ${s.reading.amount('team-size') > 1 ? `one of ${plural(Math.round(s.reading.amount('team-size')), 'developer')}` : 'one person'}`,
        say`${live(s)}; the tests of ${s.areas.names[0] ?? 'the main path'} end within 5 min${ours}`,
        'operations',
        'team-size',
      );
    },
    example: { style: 'layered' },
  },
];
