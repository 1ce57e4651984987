import { deed } from '../cast.ts';
import { atMost, is } from '../challenge-rules/when.ts';
import { few, people } from '../challenge-rules/words.ts';
import { count, enumerate, plural } from '../format.ts';
import { alarmDollars } from '../numbers.ts';
import { phrase } from '../phrases.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import type { ScenarioRule } from './scenario-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

function lastArea(s: Situation): string {
  return s.areas.names.at(-1) ?? 'the newest area';
}

/** Minutes or words from a merge to production that the stated operations allow. */
function liveAfter(s: Situation): string {
  if (s.reading.has('operations', 'watched')) return '15 min';
  if (s.reading.has('operations', 'automatic')) return '30 min';
  return s.reading.has('operations', 'by-hand') ? '1 day' : '2 h';
}

/** What the first version does, by what it is for. */
function forReal(s: Situation): string {
  if (s.reading.has('objectives', 'integrate-systems')) return 'exchanges the first real records';
  if (s.reading.has('objectives', 'automate-processes')) return 'does the first cases without a person';
  if (s.reading.has('objectives', 'new-markets')) return 'serves the first market, the next one waits';
  if (s.reading.has('objectives', 'customer-experience')) return 'does it better than what they have';
  return 'does it from end to end, the rest may follow';
}

/** How small a change stays, by style. */
function touched(s: Situation, store: string): string {
  if (s.base === 'layered') return 'one pull request by one person in 9 of 10 changes';
  if (s.base === 'serverless') return 'one function and one table in 8 of 10 changes';
  if (s.base === 'space-based') return '9 of 10 changes leave the processing units alone';
  if (s.base === 'microservices') return 'one release by one team in 8 of 10 changes';
  if (s.base === 'service-based') return `one release and one schema of ${store} in 8 of 10 changes`;
  if (s.base === 'event-driven') return 'one handler released in 8 of 10 changes';
  return s.gathers ? 'one module, no second deployable in 8 of 10 changes' : 'one folder with its tables in 8 of 10 changes';
}

/** The line of the bill that can grow highest. */
function dearest(s: Situation): { readonly item: string; readonly high: number } | undefined {
  return [...s.recommendation.cost.lines].sort((one, other) => other.high - one.high)[0];
}

/** Scenarios of building, changing and paying for it. */
export const changeScenarios: readonly ScenarioRule[] = [
  {
    id: 'scenario.too-many-parts',
    attribute: 'simplicity',
    when: is('pains', 'too-many-parts'),
    tell: (s, c) => {
      const today = s.own.filter((part) => part.component !== 'web-client' && part.component !== 'mobile-client').length;
      return {
        source: 'An alarm',
        stimulus: `says that ${deed(s)} fails`,
        environment: s.reading.has('night', 'nobody') ? 'in the morning' : 'at night',
        artefact: enumerate(c.code, 4),
        response: 'show the cause in one log',
        measure: say`found within 30 min${ours}; ${count(Math.max(1, today - 1))} processes within a year instead of ${count(today)}`,
        from: ['pains', 'night'],
      };
    },
    example: {
      answers: { pains: ['too-many-parts'] },
      components: [
        { name: 'api', component: 'service' },
        { name: 'mail', component: 'service' },
      ],
    },
    counterexample: { answers: { pains: ['cost'] } },
  },
  {
    id: 'scenario.others-operate',
    attribute: 'simplicity',
    when: is('operator', 'customers', 'operations', 'provider'),
    tell: (s, c) => ({
      source: s.reading.has('operator', 'customers')
        ? 'A customer’s administrator'
        : s.reading.has('operator', 'operations')
          ? 'Your operations department'
          : 'The provider',
      stimulus: `installs the new version of ${c.front}`,
      environment: 'without a call to you',
      artefact: `${c.front} and ${c.store}`,
      response: 'update from one package and roll back by themselves',
      measure: say`≤ 30 min${ours}, ${s.reading.has('operator', 'customers') ? `on ${plural(s.reading.amount('tenants'), 'installation')}` : 'with a page of instructions'}`,
      from: ['operator', 'tenants'],
    }),
    example: { answers: { operator: 'customers', tenancy: 'separate', tenants: 40 } },
    counterexample: { answers: { operator: 'us' } },
  },
  {
    id: 'scenario.few-hands',
    attribute: 'simplicity',
    when: atMost('team-size', 3),
    tell: (s, c) => ({
      source: s.reading.amount('team-size') <= 1 ? 'You' : `One of ${people(s)}`,
      stimulus: s.reading.amount('team-size') <= 1 ? 'come back after three weeks' : 'is away for three weeks',
      environment: 'and a release is due',
      artefact: enumerate([...c.code.slice(0, 3), c.store], 4),
      response: 'are released and restored by one command each',
      measure: say`≤ 30 min by ${s.reading.amount('team-size') <= 1 ? 'a stranger with the README' : 'anybody'}${ours}; ${plural(c.code.length + 1, 'part')} to know`,
      from: ['team-size'],
    }),
    example: { answers: { 'team-size': 2 } },
    counterexample: { answers: { 'team-size': 9 } },
  },
  {
    id: 'scenario.newcomer',
    attribute: 'simplicity',
    tell: (s, c) => ({
      source: `Developer number ${count(Math.round(s.reading.amount('team-size')) + 1)}`,
      stimulus: `changes a screen of ${s.areas.names[0] ?? c.front}`,
      environment: 'in the first week',
      artefact: enumerate(c.code, 3),
      response: `${c.code.length > 1 ? 'start' : 'starts'} on a laptop with one command`,
      measure: say`live on day ${c.code.length > 3 ? '5' : '3'}${ours}, ${plural(c.code.length + 1, 'part')} understood on the way`,
      from: ['team-size'],
    }),
    example: { answers: { 'team-size': 9 } },
  },
  {
    id: 'scenario.bill',
    attribute: 'cost',
    tell: (s, c) => ({
      source: 'The provider',
      stimulus: 'bills the busiest month',
      environment: `at ${s.peak ?? 'the peak'}`,
      artefact: `“${dearest(s)?.item ?? c.store}”`,
      response:
        dearest(s) === undefined ? 'is the largest line' : `is the largest line, up to ${count(Math.ceil(dearest(s)?.high ?? 0))} $`,
      measure: say`≤ ${count(s.reading.amount('budget'))} $${s.reading.mark('budget')}, an alarm at ${count(alarmDollars(s))} $`,
      from: ['budget'],
    }),
    example: { answers: { budget: 900 } },
  },
  {
    id: 'scenario.first-use',
    attribute: 'time-to-market',
    tell: (s, c) => ({
      source: s.reading.has('users', 'employees')
        ? 'Your staff'
        : s.reading.has('users', 'devices')
          ? 'The first devices'
          : 'The first customers',
      stimulus: `want ${deed(s)}`,
      environment:
        s.reading.amount('team-size') < 1
          ? 'with nobody of yours to build it'
          : `from ${plural(Math.round(s.reading.amount('team-size')), 'developer')}`,
      artefact: c.front,
      response: forReal(s),
      measure: say`in week ${count(Math.max(2, Math.round(s.reading.amount('deadline') * 0.75)))} of ${count(s.reading.amount('deadline'))}${s.reading.mark('deadline')}`,
      from: ['deadline', 'team-size'],
    }),
    example: { answers: { deadline: 16 } },
  },
  {
    id: 'scenario.release-alone',
    attribute: 'deployability',
    when: is('release-contention', 'monthly', 'weekly'),
    tell: (s, c) => ({
      source: `A team with a finished change to ${lastArea(s)}`,
      stimulus: 'releases it',
      environment: `while ${s.areas.names[0] ?? c.front} is half-way through another`,
      artefact: lastArea(s),
      response: 'goes out alone',
      measure: say`live within ${liveAfter(s)} of the merge, 0 releases a month that wait`,
      from: ['release-contention', 'operations'],
    }),
    example: { answers: { 'release-contention': 'weekly', 'area-names': 'orders, stock' }, style: 'microservices' },
    counterexample: { answers: { 'release-contention': 'never' } },
  },
  {
    id: 'scenario.release-installed',
    attribute: 'deployability',
    when: is('operator', 'customers'),
    tell: (s, c) => ({
      source: 'A mended fault',
      stimulus: 'is released',
      environment: `to ${plural(s.reading.amount('tenants'), 'installation')} that others look after`,
      artefact: c.front,
      response: 'is updated when they choose, from any of the last 3 versions',
      measure: say`8 of 10 installations within 30 days${ours}, 0 that need you on the telephone`,
      from: ['operator', 'tenants'],
    }),
    example: { answers: { operator: 'customers', tenancy: 'separate', tenants: 40 } },
    counterexample: { answers: { operator: 'us' } },
  },
  {
    id: 'scenario.release',
    attribute: 'deployability',
    tell: (s, c) => ({
      source: 'A mended fault',
      stimulus: 'is merged',
      environment: s.reading.has('availability-hours', 'office')
        ? 'at four in the afternoon'
        : `with ${phrase(s.reading, 'concurrent-users') ?? 'users'}`,
      artefact: c.front,
      response: s.reading.has('operations', 'by-hand', 'tested') ? 'is released by a person' : 'is released by the pipeline',
      measure: say`live within ${liveAfter(s)}${s.reading.mark('operations')}, ${s.reading.has('operations', 'watched') ? 'put back within 4 min if errors rise' : 'put back within 10 min if it was wrong'}${ours}`,
      from: ['operations'],
    }),
    example: { answers: { operations: 'automatic' } },
  },
  {
    id: 'scenario.break-seen',
    attribute: 'testability',
    tell: (s, c) => ({
      source: `A change in ${lastArea(s)}`,
      stimulus: `breaks ${deed(s)}`,
      environment: 'on a branch',
      artefact: `the tests of ${c.front}`,
      response: 'turn red before anybody reviews it',
      measure: say`within 10 min${ours}${s.reading.has('pains', 'changes-break') ? '; 0 such faults found by users in a quarter' : ''}`,
      from: s.reading.has('pains', 'changes-break') ? ['pains', 'domain-borders'] : ['domain-borders'],
    }),
    example: { answers: { pains: ['changes-break'] } },
  },
  {
    id: 'scenario.plug-in',
    attribute: 'evolvability',
    when: is('variants', 'plug-ins', 'ours'),
    tell: (s, c) => ({
      source: s.reading.has('variants', 'plug-ins') ? 'A third party' : 'A customer’s wish',
      stimulus: `adds a variant of ${lastArea(s)}`,
      environment: `to a ${c.front} that others run unchanged`,
      artefact: 'the plug-in interface',
      response: 'takes it without a release of the core',
      measure: say`0 lines of the core; plug-ins of the last ${s.reading.amount('horizon') >= 5 ? '3 years' : '12 months'} still load${ours}`,
      from: ['variants', 'horizon'],
    }),
    example: { answers: { variants: 'plug-ins' }, style: 'microkernel' },
    counterexample: { answers: { variants: 'settings' } },
  },
  {
    id: 'scenario.new-source',
    attribute: 'evolvability',
    when: { style: ['pipeline'] },
    tell: (s, c) => ({
      source: 'A new source',
      stimulus: 'brings the same data in another shape',
      environment: `beside ${volumeWords(s)} already converted`,
      artefact: c.front,
      response: 'gets one more reader, later steps stay',
      measure: say`one step changed, 100 % of old results identical`,
      from: ['transformation-chain', 'data-volume'],
    }),
    example: { answers: { 'transformation-chain': 'mostly' }, style: 'pipeline' },
    counterexample: { answers: { 'transformation-chain': 'mostly' }, style: 'layered' },
  },
  {
    id: 'scenario.change-stays',
    attribute: 'evolvability',
    tell: (s, c) => ({
      source: s.reading.has('objectives', 'new-markets')
        ? 'A new market'
        : s.reading.has('disqualifiers', 'regulated')
          ? 'A new rule of the regulator'
          : 'A new wish',
      stimulus: `changes ${lastArea(s)}`,
      environment: s.reading.amount('horizon') >= 5 ? `in year ${count(s.reading.amount('horizon'))}` : 'a year from now',
      artefact: s.areas.names.length > 1 ? 'the change' : c.front,
      response: s.areas.names.length > 1 ? `stays out of ${enumerate(s.areas.names.slice(0, -1), 3)}` : 'changes in one place',
      measure: say`${touched(s, c.store)}${ours}`,
      from: ['domain-borders', 'horizon'],
    }),
    example: { answers: { 'domain-borders': 'clear' } },
  },
  {
    id: 'scenario.teams',
    attribute: 'team-autonomy',
    tell: (s, c) => ({
      source: `One of ${plural(s.reading.amount('teams'), 'team')}`,
      stimulus: `finishes work on ${lastArea(s)}`,
      environment: s.reading.amount('teams') > 1 ? 'while the others are in the middle of theirs' : 'without asking anyone',
      artefact: s.areas.names.length > 1 ? lastArea(s) : c.front,
      response: 'is built, tested and released by them',
      measure: say`${few(s) ? '0 meetings' : '≤ 1 change in 10 that needs a second team'}${ours}`,
      from: ['teams', 'release-contention'],
    }),
    example: { answers: { teams: 3 } },
  },
];

function volumeWords(s: Situation): string {
  return phrase(s.reading, 'data-volume')?.replace(/ after a year$/, '') ?? 'the data';
}
