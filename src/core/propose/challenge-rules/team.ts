import { clip, count, enumerate, plural } from '../format.ts';
import { answersSay, factsShow, hazardEvidence, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { claim, say } from '../prose.ts';
import { ended, engines, ownParts } from './measures.ts';
import { all, any, atLeast, atMost, is, measured, not, saw, slot, stated, style } from './when.ts';
import { action, affords, few, named, ownAreas, people, quoted, rented, said, team } from './words.ts';

const onCall = ref('Google SRE book: Accelerating SREs to On-Call', 'https://sre.google/sre-book/accelerating-sre-on-call/');
const distributed = style('microservices', 'service-based', 'event-driven');

const headTitles: Readonly<Record<number, string>> = {
  0: 'Nobody of your own can change a line',
  1: 'One person knows what runs, and is ill for two weeks',
  2: 'Two people know what runs, and one is on holiday',
};

/** What goes wrong with people, and with how changes get out. */
export const teamChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.one-head',
    category: 'team',
    topic: 'bus-factor',
    title: 'What runs is known to one head',
    likelihood: 'medium',
    impact: 'high',
    reference: onCall,
    when: atMost('team-size', 2),
    tell: (s) => ({
      title: headTitles[team(s)] ?? 'What runs is known to one head',
      likelihood: team(s) === 0 ? 'sure' : 'medium',
      evidence: answersSay(s, 'team-size', 'night', 'operator'),
      mitigation:
        team(s) === 0
          ? say`code, accounts and domains in your own name from the first day; a bought product for all but what makes you different; a second supplier who has built and released it once from the repository, a day a year`
          : say`everything from the repository with one command; one page of first aid; sealed access for ${team(s) === 2 ? 'a third person' : 'a friend or freelancer'} who has followed that page once; ${rented(s) ? 'what must not be mended at night is rented' : 'a spare machine that is tried each quarter'}`,
      trigger: team(s) === 0 ? say`5 days until the first answer of the supplier` : say`one holiday that had to be interrupted`,
    }),
    example: { answers: { 'team-size': 2 } },
    counterexample: { answers: { 'team-size': 6 } },
  },
  {
    id: 'challenge.more-parts-than-people',
    category: 'team',
    topic: 'parts',
    title: 'More parts to keep alive than people to do it',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Fowler: Microservice Premium', 'https://martinfowler.com/bliki/MicroservicePremium.html'),
    when: all(measured('parts', 4), measured('partsEach', 1.01), stated('team-size')),
    tell: (s) => {
      const parts = ownParts(s);
      return {
        title: `${plural(parts.length, 'part')} to keep alive, ${plural(team(s), 'person', 'people')} to do it`,
        evidence: claim(
          say`${plural(parts.length, 'part')} of your own (${enumerate(
            parts.map((part) => clip(part.name, 40)),
            4,
          )}) for ${plural(team(s), 'developer')}${s.reading.mark('team-size')}`,
          [...parts.slice(0, 12).map((part) => ({ fact: part.id })), ...s.reading.source('team-size')],
        ),
        mitigation: say`one template for build, logs and alarms; no new part until two were merged; retire what nobody called in 30 days; begin with the two that are always released together`,
        trigger: say`a part without a commit and without an owner for six months`,
      };
    },
    example: { answers: { 'team-size': 3 }, components: ['a', 'b', 'c', 'd'].map((name) => ({ name, component: 'service' })) },
    counterexample: { answers: { 'team-size': 12 }, components: ['a', 'b', 'c', 'd'].map((name) => ({ name, component: 'service' })) },
  },
  {
    id: 'challenge.release-queue',
    category: 'delivery',
    topic: 'contention',
    title: 'Finished work waits for somebody else’s release',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Forsgren, Humble, Kim, Accelerate: loosely coupled teams', 'https://dora.dev/capabilities/loosely-coupled-teams/'),
    when: all(is('release-contention', 'monthly', 'weekly'), not(distributed)),
    tell: (s) => ({
      title:
        s.reading.stated('teams') && s.reading.amount('teams') > 1
          ? `${plural(s.reading.amount('teams'), 'team')} share one release and wait for each other`
          : 'Finished work waits for somebody else’s release',
      evidence: answersSay(s, 'release-contention', 'teams'),
      mitigation: say`small changes behind switches and a release every day; for a month write down which ${ownAreas(s).length > 1 ? `of ${enumerate(ownAreas(s), 4)}` : 'part'} waits for which; only a pair that shows up weekly is worth a service of its own`,
      trigger: say`two finished changes a month wait longer than 2 days`,
    }),
    example: { answers: { 'release-contention': 'weekly', 'team-size': 12, teams: 3 } },
    counterexample: { answers: { 'release-contention': 'weekly' }, style: 'microservices' },
  },
  {
    id: 'challenge.borders-erode',
    category: 'team',
    topic: 'borders',
    title: 'Modules reach into each other after the third deadline',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Ford, Parsons, Kua, Building Evolutionary Architectures',
      'https://www.thoughtworks.com/insights/books/building-evolutionary-architectures-second-edition',
    ),
    when: all(
      style('modular-monolith'),
      is('domain-borders', 'tangled', 'clear'),
      any(atLeast('team-size', 5), is('release-contention', 'monthly', 'weekly', 'yearly')),
    ),
    tell: (s) => {
      const [one = '', other = ''] = ownAreas(s);
      return {
        title:
          other === ''
            ? 'Modules reach into each other after the third deadline'
            : `After the third deadline ${quoted(one)} reads the tables of ${quoted(other)}`,
        evidence: answersSay(s, 'domain-borders', 'team-size', 'area-names'),
        mitigation: say`an import rule and one database schema per module, both checked in CI from the first week; a list of exceptions with names that may only shrink`,
        trigger: say`the list grows by one`,
      };
    },
    example: { answers: { 'domain-borders': 'tangled', 'team-size': 7 }, style: 'modular-monolith' },
    counterexample: { answers: { 'domain-borders': 'tangled', 'team-size': 7 }, style: 'layered' },
  },
  {
    id: 'challenge.borders-guessed',
    category: 'team',
    topic: 'borders',
    title: 'A border between services turns out to be in the wrong place',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Fowler: MonolithFirst', 'https://martinfowler.com/bliki/MonolithFirst.html'),
    when: all(
      distributed,
      any(is('domain-borders', 'tangled'), all(is('starting-point', 'from-scratch', 'replace'), not(is('domain-borders', 'one')))),
    ),
    tell: (s) => {
      const names = ownAreas(s);
      return {
        title:
          names.length > 1
            ? `The border between ${quoted(names[0] ?? '')} and ${quoted(names[1] ?? '')} is in the wrong place`
            : 'A border between services is in the wrong place',
        likelihood: said(s, 'domain-borders', 'tangled') ? 'high' : 'medium',
        evidence: answersSay(s, 'domain-borders', 'starting-point', 'transactions'),
        mitigation: say`uncertain neighbours stay in one service and one schema until a year of changes shows the seam; split along what changed apart, one at a time`,
        trigger: say`1 change in 5 touches two services`,
      };
    },
    example: { answers: { 'domain-borders': 'tangled' }, style: 'microservices' },
    counterexample: { answers: { 'domain-borders': 'clear' }, style: 'microservices' },
  },
  {
    id: 'challenge.no-broker-skill',
    category: 'team',
    topic: 'skill-messaging',
    title: 'Nobody here has run a broker in production',
    likelihood: 'high',
    impact: 'medium',
    reference: onCall,
    when: all(
      slot('messaging'),
      { slot: 'messaging', kept: false },
      not(slot('messaging', 'postgres|database|table|outbox|in.process|scheduler|airflow|cron')),
      stated('skills'),
      not(is('skills', 'queues', 'event-streams')),
    ),
    tell: (s) => {
      const broker = named(s, 'messaging', 'the broker');
      return {
        title: `Nobody here has run ${broker} or anything like it`,
        evidence: answersSay(s, 'skills', 'team-size'),
        mitigation: say`${rented(s) ? `rent ${broker} instead of running it` : `${broker} on one machine with a written rebuild`}, and before the first user break it twice on purpose (full disk, dead reader) and write down both repairs; two days`,
        trigger: say`a message older than 10 min that nobody can explain`,
      };
    },
    example: { answers: { skills: ['relational'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'RabbitMQ' }] },
    counterexample: { answers: { skills: ['queues'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'RabbitMQ' }] },
  },
  {
    id: 'challenge.no-kubernetes-skill',
    category: 'team',
    topic: 'skill-kubernetes',
    title: 'The cluster is run by people who have never run one',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Kubernetes: production environment', 'https://kubernetes.io/docs/setup/production-environment/'),
    when: all(
      any({ deployed: ['kubernetes'] }, slot('compute', 'kubernetes|\\beks\\b|\\baks\\b|\\bgke\\b|openshift|k3s')),
      stated('skills'),
      not(is('skills', 'kubernetes')),
    ),
    shownBy: 'workspace',
    tell: (s) => {
      const cluster = s.reading.deployments.filter((fact) => fact.target === 'kubernetes');
      return {
        evidence: cluster.length === 0 ? answersSay(s, 'skills', 'team-size') : factsShow('Kubernetes files in the repository', cluster),
        mitigation: few(s)
          ? say`the same images on ${rented(s) ? 'a container service' : 'one machine with Compose'}, a week’s work, because a cluster needs more hands than ${people(s)} have; until then automatic upgrades and no add-on that nobody can explain`
          : say`${rented(s) ? 'a rented control plane with automatic upgrades' : 'the smallest distribution, three machines and paid support'}, no add-on that nobody can explain, and a day each quarter on which a machine is switched off; if that is too much, the same images on a container service`,
        trigger: say`a version less than 60 days from its end of support`,
      };
    },
    example: { answers: { skills: ['containers'] }, slots: [{ slot: 'compute', outcome: 'add', name: 'Kubernetes (managed)' }] },
    counterexample: { answers: { skills: ['kubernetes'] }, slots: [{ slot: 'compute', outcome: 'add', name: 'Kubernetes (managed)' }] },
  },
  {
    id: 'challenge.nothing-run-yet',
    category: 'team',
    topic: 'skill-none',
    title: 'The first production system of this team',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('McKinley: Choose Boring Technology', 'https://boringtechnology.club/'),
    when: any(
      is('skills', 'none'),
      all(
        stated('skills'),
        not(is('skills', 'relational')),
        slot('primary-store', 'postgres|mysql|maria|sql server|azure sql|cloud sql|aurora|oracle'),
        is('never', 'lost'),
      ),
    ),
    tell: (s) => ({
      title: said(s, 'skills', 'none') ? 'It is the first system that this team runs' : 'Nobody here has restored a relational database',
      evidence: answersSay(s, 'skills', 'team-size', 'night'),
      mitigation: say`${rented(s) ? 'a platform that deploys from the repository and a database with backups by the hour' : 'one machine, one database, a nightly copy elsewhere'}; a friend or consultant for two half days: the first release and the first restore; then ${people(s)} do both once alone`,
      trigger: say`an incident in which the first idea was to ask somebody outside`,
    }),
    example: { answers: { skills: ['none'] } },
    counterexample: { answers: { skills: ['relational', 'containers'] } },
  },
  {
    id: 'challenge.missing-specialists',
    category: 'team',
    topic: 'specialists',
    title: 'The specialists are not there',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('McKinley: Choose Boring Technology', 'https://boringtechnology.club/'),
    when: is('worries', 'specialists'),
    tell: (s) => ({
      evidence: answersSay(s, 'worries=specialists', 'skills', 'team-size'),
      mitigation: say`one technology a year that is new to everybody; sign-in, mail and ${few(s) ? 'search' : 'payments'} bought; ${affords(s, 300) ? 'five days of outside help' : 'one day of outside help'} for the load test and the first restore, with somebody of yours at the keyboard`,
      trigger: say`a task open for two weeks because one person could do it`,
    }),
    example: { answers: { worries: ['specialists'] } },
    counterexample: { answers: { worries: ['security'] } },
  },
  {
    id: 'challenge.team-wakes',
    category: 'team',
    topic: 'on-call',
    title: 'The same person is woken every time',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE book: Being On-Call', 'https://sre.google/sre-book/being-on-call/'),
    when: all(
      is('night', 'one'),
      any(is('first-hour-down', 'money', 'harm'), atLeast('availability', 99.9), is('availability-hours', 'always')),
    ),
    tell: (s) => ({
      title:
        s.reading.stated('team-size') && team(s) <= 2
          ? 'The phone at night is yours, every night'
          : 'Whoever hears the alarm at night is always the same one',
      evidence: answersSay(s, 'night', 'team-size', 'first-hour-down'),
      mitigation: say`only two alarms may ring at night: nobody can sign in, and ${action(s, 'the main task')} fails; ${team(s) >= 5 ? 'a weekly rota of four, with the morning off after a call' : 'restart and rollback happen without you; a morning off after a call'}`,
      trigger: say`two nights in a month, or one alarm that needed nothing`,
    }),
    example: { answers: { night: 'one', 'first-hour-down': 'money', 'team-size': 5 } },
    counterexample: { answers: { night: 'rota', 'first-hour-down': 'money' } },
  },
  {
    id: 'challenge.availability-without-night',
    category: 'availability',
    topic: 'on-call',
    title: 'The promise holds at night, the people sleep',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE book: Being On-Call', 'https://sre.google/sre-book/being-on-call/'),
    when: all(is('night', 'nobody'), measured('availability', 99.9), not(is('availability-hours', 'office', 'long'))),
    tell: (s) => ({
      title: `${s.availability} % is promised at three in the morning, and everybody sleeps`,
      impact: said(s, 'first-hour-down', 'harm') ? 'high' : 'medium',
      evidence: answersSay(s, 'availability', 'night', 'first-hour-down'),
      mitigation: say`restart, ${affords(s, 100) ? 'failover' : 'restart elsewhere'} and rollback work without a person; ${team(s) >= 5 ? 'promise working hours, or pay a rota of four' : 'promise working hours in the contract, because a rota needs four people'}`,
      trigger: say`one outage that nobody noticed before 07:00`,
    }),
    example: { answers: { availability: 99.9, night: 'nobody' } },
    counterexample: { answers: { availability: 99.5, night: 'nobody' } },
  },
  {
    id: 'challenge.common-parts-orphaned',
    category: 'team',
    topic: 'team-platform',
    title: 'What all teams use belongs to none',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Skelton and Pais, Team Topologies: platform teams', 'https://teamtopologies.com/key-concepts'),
    when: atLeast('teams', 4),
    tell: (s) => ({
      title: `What all ${count(s.reading.amount('teams'))} teams use belongs to none of them`,
      evidence: answersSay(s, 'teams', 'team-size'),
      mitigation: say`${team(s) >= 30 ? 'three people own the path to production as a product for the others' : 'one named person per common thing (build, sign-in, logs) with a fifth of the week for it'}; every table, queue and alarm has an owner in a file that CI checks`,
      trigger: say`an alarm that two teams passed on`,
    }),
    example: { answers: { 'team-size': 20, teams: 4 } },
    counterexample: { answers: { 'team-size': 8, teams: 1 } },
  },
  {
    id: 'challenge.many-kinds-of-store',
    category: 'team',
    topic: 'stores',
    title: 'More kinds of database than people who know them',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Sadalage and Fowler, NoSQL Distilled: polyglot persistence', 'https://martinfowler.com/bliki/PolyglotPersistence.html'),
    when: all(measured('engines', 3), measured('enginesEach', 0.51), stated('team-size')),
    tell: (s) => {
      const stores = s.reading.components.filter((part) => ['store', 'cache', 'broker', 'search'].includes(part.component));
      const names = [...new Set(stores.map((part) => clip(part.name, 40)))];
      return {
        title: `${plural(engines(s).length, 'engine')} that hold data, ${plural(team(s), 'person', 'people')} to know them`,
        evidence: claim(say`${enumerate(names, 5)} for ${plural(team(s), 'developer')}${s.reading.mark('team-size')}`, [
          ...stores.slice(0, 10).map((part) => ({ fact: part.id })),
          ...s.reading.source('team-size'),
        ]),
        mitigation: say`one owner and one rehearsed restore per engine; drop the one with the fewest users into ${named(s, 'primary-store', 'the primary store')}`,
        trigger: say`an engine without an owner, or two versions behind`,
      };
    },
    example: {
      answers: { 'team-size': 3 },
      components: [
        { name: 'PostgreSQL', component: 'store' },
        { name: 'Redis', component: 'cache' },
        { name: 'Kafka', component: 'broker' },
      ],
    },
    counterexample: {
      answers: { 'team-size': 3 },
      components: [
        { name: 'PostgreSQL', component: 'store' },
        { name: 'Redis', component: 'cache' },
      ],
    },
  },
  {
    id: 'challenge.deadline',
    category: 'delivery',
    topic: 'deadline',
    title: 'The deadline comes before the last area',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Patton, User Story Mapping', 'https://www.jpattonassociates.com/story-mapping/'),
    when: all(
      stated('deadline'),
      any(all(atMost('deadline', 8), not(is('domain-borders', 'one'))), is('worries', 'deadline'), { measure: 'weeksPerArea', below: 2 }),
    ),
    tell: (s) => {
      const weeks = s.reading.amount('deadline');
      const names = ownAreas(s);
      const last = names.length > 1 ? quoted(names.at(-1) ?? '') : 'the last area';
      const first = names.length > 2 ? enumerate(names.slice(0, 2)) : (names[0] ?? 'the one thing they do every day');
      return {
        title: `Week ${count(weeks)} comes before ${last} is done`,
        likelihood: weeks <= 8 ? 'high' : 'medium',
        evidence: answersSay(s, 'deadline', 'team-size', 'worries=deadline'),
        mitigation: s.fresh
          ? say`cut by users, not by quality: one group of users with ${first} first, ${names.length > 1 ? last : 'the rest'} waits; something that works is shown every week`
          : say`every step of the roadmap ends with a working system: what is not begun two weeks before the day is left out`,
        trigger: say`${s.fresh ? 'the walking skeleton is not live' : 'the first step of the roadmap is not done'} in week ${count(Math.max(1, Math.round(weeks / 4)))}`,
      };
    },
    example: { answers: { deadline: 8, needs: ['files', 'public-api', 'real-time-reporting'], 'domain-borders': 'tangled' } },
    counterexample: { answers: { deadline: 52 } },
  },
  {
    id: 'challenge.old-way-lives-on',
    category: 'delivery',
    topic: 'adoption',
    title: 'The spreadsheet lives on beside it',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Gov.uk Service Manual: user research', 'https://www.gov.uk/service-manual/user-research'),
    when: all(is('users', 'employees'), is('objectives', 'automate-processes'), not(is('users', 'consumers', 'citizens'))),
    tell: (s) => ({
      title: said(s, 'starting-point', 'from-scratch')
        ? 'The spreadsheet lives on beside the new system'
        : 'The old way lives on beside the new one',
      evidence: answersSay(s, 'users=employees', 'objectives=automate-processes', 'concurrent-users'),
      mitigation: say`sit beside ${few(s) ? 'three' : 'five'} of them for half a day each before the first screen; the first release does ${action(s, 'one task')} from start to end and can still hand out a file; the old list becomes read-only on a named day`,
      trigger: say`fewer than half of them used it in the fourth week`,
    }),
    example: { answers: { users: ['employees'], objectives: ['automate-processes'] } },
    counterexample: { answers: { users: ['employees'], objectives: ['reduce-cost'] } },
  },
  {
    id: 'challenge.nobody-wants-it',
    category: 'delivery',
    topic: 'adoption',
    title: 'It is built before anybody has asked for it',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Ries, The Lean Startup', 'https://theleanstartup.com/book'),
    when: all(is('objectives', 'new-product'), is('starting-point', 'from-scratch')),
    tell: (s) => ({
      impact: team(s) >= 4 ? 'high' : 'medium',
      evidence: answersSay(s, 'objectives=new-product', 'starting-point', 'deadline', 'team-size'),
      mitigation: say`${s.reading.stated('deadline') ? `by week ${count(Math.max(1, Math.round(s.reading.amount('deadline') / 4)))}` : 'in the first month'} five people do ${action(s, 'the main task')} with it, done by hand behind the screen where that is quicker; nothing is built for the sixth customer that the first five did not use`,
      trigger: say`fewer than two of the five come back in the second week`,
    }),
    example: { answers: { objectives: ['new-product'], 'starting-point': 'from-scratch' } },
    counterexample: { answers: { objectives: ['new-product'], 'starting-point': 'evolve' } },
  },
  {
    id: 'challenge.next-market',
    category: 'delivery',
    topic: 'markets',
    title: 'The next market differs where nobody looked',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('W3C: Internationalization quick tips', 'https://www.w3.org/International/quicktips/'),
    when: is('objectives', 'new-markets'),
    tell: (s) => ({
      evidence: answersSay(s, 'objectives=new-markets', 'external-apis', 'regions'),
      mitigation: say`one real customer there before the first line of code; taxes, texts, formats and ${s.reading.stated('external-apis') && s.reading.amount('external-apis') > 0 ? 'local partners' : 'holidays'} as data or one module per market, never as an “if” in the core; the second market is the test of that, the third the proof`,
      trigger: say`one change for a market that touches more than its own module`,
    }),
    example: { answers: { objectives: ['new-markets'] } },
    counterexample: { answers: { objectives: ['reduce-cost'] } },
  },
  {
    id: 'challenge.releases-by-hand',
    category: 'delivery',
    topic: 'delivery',
    title: 'A release depends on who does it',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Humble and Farley, Continuous Delivery', 'https://dora.dev/capabilities/deployment-automation/'),
    when: is('operations', 'by-hand'),
    tell: (s) => ({
      title: distributedNow(s.base) ? `${plural(s.style.releases, 'release')} by hand for one change` : 'A release depends on who does it',
      likelihood: distributedNow(s.base) ? 'sure' : 'high',
      impact: distributedNow(s.base) ? 'high' : 'medium',
      evidence: answersSay(s, 'operations', 'team-size'),
      mitigation: say`the steps as a script, started by a button in ${named(s, 'delivery', 'CI')}, and the way back as a second button; about three days for one person${distributedNow(s.base) ? ', before the first part is cut out' : ''}`,
      trigger: say`a release takes longer than 30 min or needs a named person`,
    }),
    example: { answers: { operations: 'by-hand' } },
    counterexample: { answers: { operations: 'automatic' } },
  },
  {
    id: 'challenge.release-together',
    category: 'delivery',
    topic: 'pipelines',
    title: 'Separate services that are released together',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Newman, Building Microservices, ch. 7', 'https://samnewman.io/books/building_microservices_2nd_edition/'),
    when: all(style('microservices', 'service-based'), not(is('operations', 'automatic', 'watched'))),
    tell: (s) => ({
      title: `${plural(s.style.releases, 'service')} with ${plural(s.style.releases, 'pipeline')}, still released on the same evening`,
      evidence: answersSay(s, 'operations', 'teams', 'release-contention'),
      mitigation: say`one pipeline definition that all use, tests of the interfaces instead of a common test system, and a rule: who needs another’s release on the same day says so in public`,
      trigger: say`two services released within an hour of each other three times in a month`,
    }),
    example: { answers: { operations: 'tested' }, style: 'service-based' },
    counterexample: { answers: { operations: 'automatic' }, style: 'service-based' },
  },
  {
    id: 'challenge.changes-break',
    category: 'delivery',
    topic: 'tests',
    title: 'A change here breaks something there',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Feathers, Working Effectively with Legacy Code', 'https://dora.dev/capabilities/test-automation/'),
    when: is('pains', 'changes-break'),
    tell: (s) => ({
      impact: said(s, 'first-hour-down', 'money', 'harm') ? 'high' : 'medium',
      evidence: answersSay(s, 'pains', 'domain-borders', 'operations'),
      mitigation: say`before anything moves, ten tests through the front door for ${action(s, 'the ten commonest paths')} against a real database; each mended fault brings one; a list of files that change together, from the history, shows the next border`,
      trigger: say`the same fault twice, or 1 release in 6 rolled back`,
    }),
    example: { answers: { 'starting-point': 'evolve', pains: ['changes-break'] } },
    counterexample: { answers: { 'starting-point': 'evolve', pains: ['cost'] } },
  },
  {
    id: 'challenge.no-tests-found',
    category: 'delivery',
    topic: 'tests',
    title: 'Changes go out without a test that could stop them',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('DORA: test automation', 'https://dora.dev/capabilities/test-automation/'),
    when: saw('hazard.no-tests', 'hazard.deploy-untested'),
    shownBy: 'workspace',
    tell: (s) => ({
      likelihood: said(s, 'pains', 'changes-break') ? 'high' : 'medium',
      evidence: factsShow('no test stands between a change and its users', [
        ...s.reading.hazard('hazard.no-tests'),
        ...s.reading.hazard('hazard.deploy-untested'),
      ]),
      mitigation: say`ten tests of the main path against a real database before anything moves; the pipeline stops when one is red; each mended fault brings one`,
      trigger: say`the same fault twice`,
    }),
    example: { hazards: ['hazard.no-tests'] },
    counterexample: { hazards: ['hazard.no-ci'] },
  },
  {
    id: 'challenge.slow-delivery',
    category: 'delivery',
    topic: 'delivery',
    title: 'A finished change waits weeks for its users',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('Forsgren, Humble, Kim, Accelerate: lead time', 'https://dora.dev/guides/dora-metrics-four-keys/'),
    when: is('pains', 'slow-delivery'),
    tell: (s) => ({
      evidence: answersSay(s, 'pains', 'operations', 'release-contention'),
      mitigation: say`follow the last five changes from idea to user and write down where each waited; mend the longest wait only, which is ${said(s, 'operations', 'by-hand') ? 'usually the release by hand' : said(s, 'release-contention', 'monthly', 'weekly') ? 'usually another team' : 'usually a review or a test system'}; measure again after six weeks`,
      trigger: say`the middle change takes longer than 10 days`,
    }),
    example: { answers: { 'starting-point': 'evolve', pains: ['slow-delivery'] } },
    counterexample: { answers: { 'starting-point': 'evolve', pains: ['cost'] } },
  },
  {
    id: 'challenge.variants-multiply',
    category: 'delivery',
    topic: 'variants',
    title: 'Every customer’s wish becomes a branch',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Hodgson: Feature Toggles', 'https://martinfowler.com/articles/feature-toggles.html'),
    when: any(is('variants', 'ours'), all(is('variants', 'settings'), atLeast('tenants', 50))),
    tell: (s) => ({
      title: said(s, 'variants', 'ours')
        ? 'Every customer’s wish becomes a branch of its own'
        : `Settings of ${count(s.reading.amount('tenants'))} customers meet in a way nobody tested`,
      likelihood: said(s, 'variants', 'ours') ? 'high' : 'medium',
      evidence: answersSay(s, 'variants', 'tenants'),
      mitigation: say`one line of code for all; a variant is a named switch or a class behind one interface, with the customers who use it; tests run with the ${few(s) ? 'three' : 'ten'} real combinations of the largest customers; a switch without users is deleted each quarter`,
      trigger: say`a fault that only one customer’s settings show, twice in a month`,
    }),
    example: { answers: { variants: 'ours' } },
    counterexample: { answers: { variants: 'no' } },
  },
  {
    id: 'challenge.unpinned-images',
    category: 'delivery',
    topic: 'images',
    title: 'Tomorrow’s build is not today’s build',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Docker: pin base image versions', 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'),
    when: saw('hazard.image-latest', 'hazard.no-lock-file', 'hazard.unpinned-requirements'),
    shownBy: 'workspace',
    tell: (s) => {
      const found = ['hazard.image-latest', 'hazard.no-lock-file', 'hazard.unpinned-requirements'].flatMap((id) => s.reading.hazard(id));
      return {
        evidence: hazardEvidence(found.length, 'build file without fixed versions', 'build files without fixed versions', found),
        mitigation: say`fixed versions and a lock file, with a bot that proposes updates weekly; an hour`,
        trigger: say`CI finds one version that is not fixed`,
      };
    },
    example: { hazards: ['hazard.image-latest'] },
    counterexample: { hazards: ['hazard.root-container'] },
  },
  {
    id: 'challenge.ended-runtime',
    category: 'operations',
    topic: 'runtime',
    title: 'A version in use gets no more security fixes',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('The makers’ dates of end of life', 'https://endoflife.date/'),
    when: measured('ended', 1),
    shownBy: 'workspace',
    tell: (s) => {
      const found = ended(s);
      const names = found.map(
        (fact) => `${clip(fact.name, 40)} ${clip(fact.version ?? '', 20)}`.trim() + ` (ended ${fact.endOfLife ?? ''})`,
      );
      return {
        title:
          found.length === 1
            ? `${clip(found[0]?.name ?? 'A version', 40)} gets no more security fixes`
            : `${plural(found.length, 'version')} in use get no more security fixes`,
        evidence: factsShow(enumerate(names, 3), found),
        mitigation: say`one upgrade per week, the one that faces the internet first, with the tests on both versions in between`,
        trigger: say`a version with fewer than 90 days of support left`,
      };
    },
    example: { technologies: [{ id: 'node', category: 'runtime', endOfLife: '2025-04-30' }] },
    counterexample: { technologies: [{ id: 'node', category: 'runtime', endOfLife: '2028-04-30' }] },
  },
  {
    id: 'challenge.ageing',
    category: 'operations',
    topic: 'ageing',
    title: 'The system outlives its framework',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('Winters, Manshreck, Wright, Software Engineering at Google, ch. 22', 'https://abseil.io/resources/swe-book'),
    when: atLeast('horizon', 7),
    tell: (s) => {
      const years = s.reading.amount('horizon');
      return {
        title: `In ${plural(years, 'year')} ${named(s, 'language-framework', 'the framework')} has ${count(Math.max(2, Math.round(years / 2.5)))} major versions`,
        impact: years >= 10 || few(s) ? 'medium' : 'low',
        evidence: answersSay(s, 'horizon', 'team-size'),
        mitigation: say`${few(s) ? 'two days' : 'a week'} a quarter for upgrades, in the plan and not beside it; nothing that fewer than two companies stand behind; rules of the business in code that imports no framework`,
        trigger: say`one major version behind for more than a year`,
      };
    },
    example: { answers: { horizon: 10 } },
    counterexample: { answers: { horizon: 3 } },
  },
];

function distributedNow(base: string): boolean {
  return ['microservices', 'service-based', 'event-driven'].includes(base);
}
