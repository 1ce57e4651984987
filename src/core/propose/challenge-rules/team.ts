import { capital, clip, count, enumerate, plural, range } from '../format.ts';
import { answersSay, factsShow } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { seen } from '../reading.ts';
import { claim, say } from '../prose.ts';
import { isScheduler, livesInDatabase } from '../protocols.ts';

const distributed = ['microservices', 'service-based', 'event-driven'];

/** What goes wrong with people, time, money and the way from old to new. */
export const teamChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.one-head',
    topic: 'bus-factor',
    title: 'What runs is known to one head',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://sre.google/sre-book/accelerating-sre-on-call/',
    find: (s) => {
      if (s.reading.amount('team-size') > 2 || !s.reading.stated('team-size')) return undefined;
      return {
        title:
          s.reading.amount('team-size') === 2 ? 'What runs is known to two heads, and one is on holiday' : 'What runs is known to one head',
        evidence: answersSay(s, 'team-size', 'night'),
        mitigation: say`everything from the repository with one command, a page of first aid, access for a second person, and managed services for what must not be mended at night`,
        trigger: say`a week's holiday that had to be interrupted`,
      };
    },
    example: { answers: { 'team-size': 2 } },
    counterexample: { answers: { 'team-size': 6 } },
  },
  {
    id: 'challenge.more-parts-than-people',
    topic: 'parts',
    title: 'More parts to keep alive than people to do it',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://martinfowler.com/bliki/MicroservicePremium.html',
    find: (s) => {
      const size = s.reading.amount('team-size');
      const parts = s.reading.components.filter((part) => ['service', 'worker', 'function', 'job'].includes(part.component));
      if (parts.length < 4 || parts.length <= size) return undefined;
      return {
        evidence: claim(
          say`${plural(parts.length, 'part')} of your own (${enumerate(
            parts.map((part) => clip(part.name, 40)),
            4,
          )}) for ${plural(size, 'developer')}${s.reading.mark('team-size')}`,
          [...parts.slice(0, 12).map((part) => ({ fact: part.id })), ...s.reading.source('team-size')],
        ),
        mitigation: say`one template for build, logs and alarms; no new part until two were merged; retire what nobody called in 30 days`,
        trigger: say`a part without a commit and without an owner for six months`,
      };
    },
    example: { answers: { 'team-size': 3 }, components: ['a', 'b', 'c', 'd'].map((name) => ({ name, component: 'service' })) },
    counterexample: { answers: { 'team-size': 12 }, components: ['a', 'b', 'c', 'd'].map((name) => ({ name, component: 'service' })) },
  },
  {
    id: 'challenge.release-queue',
    topic: 'contention',
    title: "Finished work waits for somebody else's release",
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://dora.dev/capabilities/loosely-coupled-teams/',
    find: (s) => {
      if (!s.reading.has('release-contention', 'monthly', 'weekly') || distributed.includes(s.base)) return undefined;
      return {
        evidence: answersSay(s, 'release-contention', 'teams'),
        mitigation: say`trunk with small changes behind switches and a release every day; measure for a month which area waits for which before cutting anything out`,
        trigger: say`more than two finished changes wait longer than 2 days in a month`,
      };
    },
    example: { answers: { 'release-contention': 'weekly', 'team-size': 12, teams: 3 } },
    counterexample: { answers: { 'release-contention': 'weekly' }, style: 'microservices' },
  },
  {
    id: 'challenge.borders-erode',
    topic: 'borders',
    title: 'Modules reach into each other after the third deadline',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://www.infoq.com/articles/fitness-functions-architecture/',
    find: (s) => {
      if (s.base !== 'modular-monolith' || s.areas.names.length < 3) return undefined;
      return {
        evidence: answersSay(s, 'domain-borders', 'deadline'),
        mitigation: say`an import rule and one database schema per module, both checked in CI; a list of exceptions with names that may only shrink`,
        trigger: say`the list of exceptions grows`,
      };
    },
    example: { answers: { needs: ['files', 'real-time-reporting', 'public-api'] }, style: 'modular-monolith' },
    counterexample: { answers: { needs: ['files', 'real-time-reporting', 'public-api'] }, style: 'layered' },
  },
  {
    id: 'challenge.borders-guessed',
    topic: 'borders',
    title: 'A border between services turns out to be in the wrong place',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://martinfowler.com/bliki/MonolithFirst.html',
    find: (s) => {
      if (!distributed.includes(s.base) || !s.reading.has('domain-borders', 'tangled')) return undefined;
      return {
        evidence: answersSay(s, 'domain-borders', 'transactions'),
        mitigation: say`keep uncertain neighbours in one service and one schema until a year of changes shows the seam; split along what changed apart`,
        trigger: say`more than one change in five touches two services`,
      };
    },
    example: { answers: { 'domain-borders': 'tangled' }, style: 'microservices' },
    counterexample: { answers: { 'domain-borders': 'clear' }, style: 'microservices' },
  },
  {
    id: 'challenge.no-broker-skill',
    topic: 'skill-messaging',
    title: 'Nobody here has run a broker in production',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://sre.google/sre-book/accelerating-sre-on-call/',
    find: (s) => {
      const name = s.technology('messaging');
      if (
        name === undefined ||
        // What runs already is run by somebody here.
        s.slot('messaging')?.outcome === 'keep' ||
        livesInDatabase(name) ||
        isScheduler(name) ||
        !s.reading.stated('skills') ||
        s.reading.has('skills', 'queues', 'event-streams')
      )
        return undefined;
      return {
        evidence: answersSay(s, 'skills'),
        mitigation: say`take ${name} as a managed service, let two people break it on purpose (full disk, dead consumer) before the first user, and write down both repairs`,
        trigger: say`a message older than 10 min that nobody can explain`,
      };
    },
    example: { answers: { skills: ['relational'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'RabbitMQ' }] },
    counterexample: { answers: { skills: ['queues'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'RabbitMQ' }] },
  },
  {
    id: 'challenge.no-kubernetes-skill',
    topic: 'skill-kubernetes',
    title: 'The cluster is run by people who have never run one',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://kubernetes.io/docs/setup/production-environment/',
    find: (s) => {
      const cluster = s.reading.deployments.filter((fact) => fact.target === 'kubernetes');
      const chosen = /kubernetes|\beks\b|\baks\b|\bgke\b/i.test(s.technology('compute') ?? '');
      const elsewhere = !chosen && s.technology('compute') !== undefined;
      if ((!chosen && cluster.length === 0) || elsewhere || !s.reading.stated('skills') || s.reading.has('skills', 'kubernetes'))
        return undefined;
      return {
        evidence:
          chosen || cluster.length === 0 ? answersSay(s, 'skills', 'team-size') : factsShow('Kubernetes files in the repository', cluster),
        mitigation: say`a managed control plane with automatic upgrades, no operator that nobody can explain, and a day each quarter on which a node is killed`,
        trigger: say`a version less than 60 days from its end of support`,
      };
    },
    example: { answers: { skills: ['containers'] }, slots: [{ slot: 'compute', outcome: 'add', name: 'Kubernetes (managed)' }] },
    counterexample: { answers: { skills: ['kubernetes'] }, slots: [{ slot: 'compute', outcome: 'add', name: 'Kubernetes (managed)' }] },
  },
  {
    id: 'challenge.missing-specialists',
    topic: 'specialists',
    title: 'The specialists are not there',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://boringtechnology.club/',
    find: (s) => {
      if (!s.reading.has('worries', 'specialists')) return undefined;
      return {
        evidence: answersSay(s, 'worries=specialists', 'skills', 'team-size'),
        mitigation: say`no more than one technology per year that is new to everybody, bought services for sign-in and mail, and three days of outside help for the first restore and load test`,
        trigger: say`a task open for two weeks because only one person could do it`,
      };
    },
    example: { answers: { worries: ['specialists'] } },
    counterexample: { answers: { worries: ['security'] } },
  },
  {
    id: 'challenge.deadline',
    topic: 'deadline',
    title: 'The deadline comes before the last area',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://www.jpattonassociates.com/story-mapping/',
    find: (s) => {
      const weeks = s.reading.amount('deadline');
      const work = s.areas.names.length;
      if (!s.reading.stated('deadline') || weeks > (s.fresh ? 14 : 8) || weeks > work * 4) return undefined;
      const last = s.areas.names.at(-1) ?? 'the last area';
      return {
        evidence: answersSay(s, 'deadline', 'team-size'),
        mitigation: s.fresh
          ? say`cut by users, not by quality: one group of users with ${s.areas.names.slice(0, 2).join(' and ')} first; ${last} waits; show something every week`
          : say`every step of the roadmap ends with a working system: whatever is not begun two weeks before the day is left out`,
        trigger: say`${s.fresh ? 'the walking skeleton is not live' : 'the first step of the roadmap is not done'} in week ${count(Math.max(1, Math.round(weeks / 4)))}`,
      };
    },
    example: { answers: { deadline: 8, needs: ['files', 'public-api', 'real-time-reporting'] } },
    counterexample: { answers: { deadline: 52 } },
  },
  {
    id: 'challenge.releases-by-hand',
    topic: 'delivery',
    title: 'A release depends on who does it',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://dora.dev/capabilities/deployment-automation/',
    find: (s) => {
      if (!s.reading.has('operations', 'by-hand')) return undefined;
      return {
        evidence: answersSay(s, 'operations'),
        mitigation: say`write the steps as a script, run it from CI on a button, and add the way back; about three days for one person`,
        trigger: say`a release takes longer than 30 min or needs a named person`,
      };
    },
    example: { answers: { operations: 'by-hand' } },
    counterexample: { answers: { operations: 'automatic' } },
  },
  {
    id: 'challenge.no-tests-found',
    topic: 'tests',
    title: 'Changes go out without a test that could stop them',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://dora.dev/capabilities/test-automation/',
    find: (s) => {
      if (s.own.length === 0 || s.reading.practice('automated-tests') !== undefined) return undefined;
      return {
        likelihood: s.reading.has('pains', 'changes-break') ? 'high' : 'medium',
        evidence: factsShow('no test found beside', s.own.slice(0, 3)),
        mitigation: say`ten tests of the main path against a real database before anything moves; each mended bug brings one`,
        trigger: say`the same bug twice`,
      };
    },
    example: { components: [{ name: 'api', component: 'service' }] },
    counterexample: { components: [{ name: 'api', component: 'service' }], practices: ['automated-tests'] },
  },
  {
    id: 'challenge.unpinned-images',
    topic: 'images',
    title: 'Tomorrow’s build is not today’s build',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    find: (s) => {
      const found = s.reading.hazard('hazard.image-latest');
      if (found.length === 0) return undefined;
      return {
        evidence: factsShow(found.length === 1 ? 'an image without a version' : `${found.length} images without a version`, found),
        mitigation: say`pin to a version and digest, and let a bot propose updates weekly; an hour`,
        trigger: say`CI finds an unpinned image`,
      };
    },
    example: { hazards: ['hazard.image-latest'] },
    counterexample: { hazards: ['hazard.root-container'] },
  },
  {
    id: 'challenge.ended-runtime',
    topic: 'runtime',
    title: 'A version in use gets no more security fixes',
    likelihood: 'sure',
    impact: 'medium',
    reference: 'https://endoflife.date/',
    find: (s) => {
      const found = s.reading.technologies.filter(
        (fact) => fact.scope === 'production' && fact.endOfLife !== undefined && fact.endOfLife < s.date,
      );
      if (found.length === 0) return undefined;
      const names = found.map(
        (fact) => `${clip(fact.name, 40)} ${clip(fact.version ?? '', 20)}`.trim() + ` (ended ${fact.endOfLife ?? ''})`,
      );
      return {
        evidence: factsShow(enumerate(names, 3), found),
        mitigation: say`one upgrade per week, the one that faces the internet first; tests on both versions in between`,
        trigger: say`a version with fewer than 90 days of support left`,
      };
    },
    example: { technologies: [{ id: 'node', category: 'runtime', endOfLife: '2025-04-30' }] },
    counterexample: { technologies: [{ id: 'node', category: 'runtime', endOfLife: '2028-04-30' }] },
  },
  {
    id: 'challenge.memory-limits',
    topic: 'limits',
    title: 'One leak takes the node and its neighbours',
    likelihood: 'low',
    impact: 'medium',
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    find: (s) => {
      const found = s.reading.hazard('hazard.kubernetes-no-limits');
      if (found.length === 0) return undefined;
      return {
        evidence: factsShow(
          found.length === 1 ? 'one container without a memory limit' : `${found.length} containers without a memory limit`,
          found,
        ),
        mitigation: say`set the limit to twice what a week of measurements shows; a default for the namespace`,
        trigger: say`a node above 85 % memory`,
      };
    },
    example: { hazards: ['hazard.kubernetes-no-limits'] },
    counterexample: { hazards: ['hazard.kubernetes-no-probe'] },
  },
  {
    id: 'challenge.over-budget',
    topic: 'budget',
    title: 'The bill passes the budget',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://www.finops.org/framework/',
    find: (s) => {
      const budget = s.reading.amount('budget');
      const { low, high } = s.recommendation.cost.infrastructure;
      if (!s.reading.stated('budget') || high <= budget) return undefined;
      return {
        likelihood: low > budget ? 'sure' : 'high',
        impact: low > budget ? 'high' : 'medium',
        evidence: claim(say`${range(low, high, '$')} a month expected against ${count(budget)} $`, [
          ...s.reading.source('budget'),
          { rule: 'rule.cost' },
        ]),
        mitigation: say`start at the small end with one zone and the smallest database, switch test systems off at night, and add what costs only when its trigger fires`,
        trigger: say`80 % of the budget reached before the 24th`,
      };
    },
    example: { answers: { budget: 100 } },
    counterexample: { answers: { budget: 5000 } },
  },
  {
    id: 'challenge.operations-days',
    topic: 'operations-days',
    title: 'Keeping it running eats the days meant for building',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://sre.google/sre-book/eliminating-toil/',
    find: (s) => {
      const days = s.reading.amount('operations-days');
      const { high } = s.recommendation.cost.operationsDays;
      if (!s.reading.stated('operations-days') || high <= days) return undefined;
      return {
        evidence: claim(say`up to ${plural(Math.round(high * 2) / 2, 'day')} a month expected against ${plural(days, 'day')}`, [
          ...s.reading.source('operations-days'),
          { rule: 'rule.cost' },
        ]),
        mitigation: say`count the hours for a month, then buy or automate the largest item`,
        trigger: say`two months in a row above ${plural(days, 'day')}`,
      };
    },
    example: { answers: { 'operations-days': 0.5 } },
    counterexample: { answers: { 'operations-days': 20 } },
  },
  {
    id: 'challenge.functions-always-busy',
    topic: 'serverless-cost',
    title: 'Paying per call for a load that never pauses',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    find: (s) => {
      if (s.base !== 'serverless' || !s.reading.has('idle', 'hardly')) return undefined;
      return {
        evidence: answersSay(s, 'idle', 'burstiness'),
        mitigation: say`compare the monthly price with two small containers each quarter; keep the handlers free of the provider's types so that they can move`,
        trigger: say`the functions' bill above twice that of two containers`,
      };
    },
    example: { answers: { idle: 'hardly' }, style: 'serverless' },
    counterexample: { answers: { idle: 'mostly' }, style: 'serverless' },
  },
  {
    id: 'challenge.cut-over',
    topic: 'migration',
    title: 'The day of the change-over decides everything',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://martinfowler.com/bliki/StranglerFigApplication.html',
    find: (s) => {
      if (!s.reading.has('starting-point', 'replace')) return undefined;
      return {
        evidence: answersSay(s, 'starting-point', 'deadline'),
        mitigation: say`move one area and one group of users at a time behind one address; copy data both ways until the old side has had no write for two weeks`,
        trigger: say`the two sides differ in the nightly comparison`,
      };
    },
    example: { answers: { 'starting-point': 'replace' } },
    counterexample: { answers: { 'starting-point': 'evolve' } },
  },
  {
    id: 'challenge.migration-worry',
    topic: 'migration',
    title: 'The move from old to new is never finished',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://martinfowler.com/articles/patterns-legacy-displacement/',
    find: (s) => {
      if (!s.reading.has('worries', 'migration') || s.reading.has('starting-point', 'from-scratch')) return undefined;
      return {
        evidence: answersSay(s, 'worries=migration', 'starting-point'),
        mitigation: say`every step of the roadmap deletes something old before the next one starts; one person may say no to step two`,
        trigger: say`an old part is still called four weeks after its successor went live`,
      };
    },
    example: { answers: { worries: ['migration'], 'starting-point': 'evolve' } },
    counterexample: { answers: { worries: ['migration'], 'starting-point': 'from-scratch' } },
  },
  {
    id: 'challenge.grown-together',
    topic: 'extension',
    title: 'The new part and the old one grow together',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/anti-corruption-layer',
    find: (s) => {
      if (!s.reading.has('starting-point', 'extend')) return undefined;
      return {
        evidence: answersSay(s, 'starting-point'),
        mitigation: say`one interface with a contract test, no shared tables, and a switch that turns the new part off`,
        trigger: say`a release of one that needs the other on the same day`,
      };
    },
    example: { answers: { 'starting-point': 'extend' } },
    counterexample: { answers: { 'starting-point': 'evolve' } },
  },
  {
    id: 'challenge.many-installations',
    topic: 'installations',
    title: 'Installations drift apart, one customer at a time',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://12factor.net/',
    find: (s) => {
      if (!s.reading.has('tenancy', 'separate')) return undefined;
      return {
        evidence: answersSay(s, 'tenancy', 'operations-days'),
        mitigation: say`one release for all, differences only as settings in one file per customer, updates in rings of 1, 5 and the rest`,
        trigger: say`an installation two versions behind`,
      };
    },
    example: { answers: { tenancy: 'separate' } },
    counterexample: { answers: { tenancy: 'shared' } },
  },
  {
    id: 'challenge.lock-in',
    topic: 'lock-in',
    title: 'Leaving the vendor would mean writing it again',
    likelihood: 'low',
    impact: 'high',
    reference: 'https://martinfowler.com/articles/oss-lockin.html',
    find: (s) => {
      if (!s.reading.has('worries', 'lock-in')) return undefined;
      const bound = [s.technology('compute'), s.technology('primary-store'), s.technology('messaging')].filter(
        (name) => name !== undefined,
      );
      return {
        likelihood: s.base === 'serverless' ? 'medium' : 'low',
        evidence: answersSay(s, 'worries=lock-in', 'hosting'),
        mitigation: say`open protocols where they cost nothing (SQL, OIDC, S3), one adapter each for the rest; estimate the exit from ${bound.length === 0 ? 'each bought part' : enumerate(bound)} in weeks and accept it in writing`,
        trigger: say`a price rise above 20 %, or the estimate grows past 12 weeks`,
      };
    },
    example: { answers: { worries: ['lock-in'] } },
    counterexample: { answers: { worries: ['deadline'] } },
  },
  {
    id: 'challenge.disconnected-sites',
    topic: 'disconnected',
    title: 'Sites without a network run old versions',
    likelihood: 'sure',
    impact: 'medium',
    reference: 'https://cloud.google.com/architecture/hybrid-multicloud-patterns-and-practices/edge-hybrid-pattern',
    find: (s) => {
      if (!s.reading.has('disqualifiers', 'disconnected') && !s.reading.has('hosting', 'edge')) return undefined;
      return {
        evidence: answersSay(s, 'disqualifiers=disconnected', 'hosting'),
        mitigation: say`signed bundles on a medium, a version that reads the data of the last three, and a list of what runs where that each visit updates`,
        trigger: say`a site more than three versions behind`,
      };
    },
    example: { answers: { disqualifiers: ['disconnected'] } },
    counterexample: { answers: { disqualifiers: ['residency'] } },
  },
  {
    id: 'challenge.shared-store',
    topic: 'shared-store',
    title: 'A change to one table breaks another service',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://microservices.io/patterns/data/shared-database.html',
    find: (s) => {
      const [shared] = s.sharedStores;
      if (shared === undefined) return undefined;
      return {
        likelihood: distributed.includes(s.base) ? 'high' : 'medium',
        evidence: factsShow(`${enumerate(shared.users, 4)} on ${shared.store}`, shared.facts),
        mitigation: say`a login per service that sees its own tables only, granted from this week's query log; what is left over is the list of interfaces to build`,
        trigger: say`one query to a table of another service`,
      };
    },
    example: {
      components: [
        { name: 'orders', component: 'service' },
        { name: 'catalogue', component: 'service' },
        { name: 'mongo', component: 'store' },
      ],
      connections: [
        ['orders', 'mongo'],
        ['catalogue', 'mongo'],
      ],
    },
    counterexample: {
      components: [
        { name: 'orders', component: 'service' },
        { name: 'catalogue', component: 'service' },
        { name: 'mongo', component: 'store' },
      ],
      connections: [['orders', 'mongo']],
    },
  },
  {
    id: 'challenge.two-clouds',
    topic: 'two-clouds',
    title: 'The files say one cloud, the plan another',
    likelihood: 'sure',
    impact: 'medium',
    reference: 'https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/migrate/',
    find: (s) => {
      const chosen = s.reading.one('hosting');
      const found = s.reading.deployments.filter((fact) => ['aws', 'azure', 'gcp'].includes(fact.target));
      if (
        !s.reading.stated('hosting') ||
        !['aws', 'azure', 'gcp', 'own'].includes(chosen) ||
        found.length === 0 ||
        found.some((fact) => fact.target === chosen)
      )
        return undefined;
      const answer = answersSay(s, 'hosting');
      return {
        evidence: claim(say`${found.map((fact) => clip(fact.name, 40))[0] ?? ''} in the files${seen(found)}; stated: ${answer.text}`, [
          ...found.map((fact) => ({ fact: fact.id })),
          ...answer.sources,
        ]),
        mitigation: say`decide it before anything else; if it moves, the data goes first with a rehearsed copy and a day on which both are compared`,
        trigger: say`a bill from both clouds for more than 2 months`,
      };
    },
    example: { answers: { hosting: 'gcp' }, deployments: ['aws'] },
    counterexample: { answers: { hosting: 'aws' }, deployments: ['aws'] },
  },
  {
    id: 'challenge.many-kinds-of-store',
    topic: 'stores',
    title: 'More kinds of database than people who know them',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://martinfowler.com/bliki/PolyglotPersistence.html',
    find: (s) => {
      // What a provider runs without a server to choose needs nobody who knows its inside.
      const provided = /sqs|sns|dynamo|eventbridge|pub-?sub|kinesis|service-bus/;
      const stores = s.reading.components.filter(
        (part) => ['store', 'cache', 'broker', 'search'].includes(part.component) && !part.technologies.some((id) => provided.test(id)),
      );
      const kinds = new Set(stores.map((part) => part.technologies[0] ?? part.name));
      if (kinds.size < 3 || kinds.size * 2 <= s.reading.amount('team-size')) return undefined;
      return {
        evidence: claim(
          say`${capital(enumerate([...new Set(stores.map((part) => clip(part.name, 40)))], 5))} for ${plural(s.reading.amount('team-size'), 'developer')}${s.reading.mark('team-size')}`,
          [...stores.slice(0, 10).map((part) => ({ fact: part.id })), ...s.reading.source('team-size')],
        ),
        mitigation: say`name one owner and one rehearsed restore per engine; drop the one with the fewest users into the primary store`,
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
];
