import { clip, count, enumerate, minutes, plural, range } from '../format.ts';
import { answersSay, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { claim, say } from '../prose.ts';
import { seen } from '../reading.ts';
import type { Situation } from '../shape.ts';
import { largestLine, measures, otherClouds } from './measures.ts';
import { all, any, atLeast, atMost, is, measured, missed, not, slot, stated, style } from './when.ts';
import { action, affords, badness, downtime, few, named, ownAreas, people, quoted, rented, said, team } from './words.ts';

/** What one vendor sells and no other runs. */
const proprietary =
  /lambda|dynamo|spanner|cosmos|firestore|bigquery|snowflake|kinesis|\bsqs\b|eventbridge|pub\/sub|event hubs|azure functions|cloud functions/i;

/** What goes wrong with staying up, with money, with the way from old to new, with vendors and with running it. */
export const operationsChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.nines-without-money',
    category: 'availability',
    topic: 'availability-budget',
    title: 'More nines than the bill can pay',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE book: Embracing Risk', 'https://sre.google/sre-book/embracing-risk/'),
    when: all(
      atLeast('budget', 1),
      not(is('operator', 'customers')),
      measured('availability', 99.9),
      any(atMost('budget', 600), all(missed('availability'), atMost('budget', 2000))),
    ),
    tell: (s) => ({
      title: `${s.availability} % on ${count(s.reading.amount('budget'))} $ a month`,
      evidence: answersSay(s, 'availability', 'first-hour-down', 'budget'),
      mitigation: say`the money goes to the database first (a standby costs as much again), the rest restarts by itself; ask which hours and which part the promise really needs: ${downtime(s)} a month for ${action(s, 'one task')} is cheaper than for everything`,
      trigger: say`half of the ${downtime(s)} used before the 15th`,
    }),
    example: { answers: { availability: 99.99, budget: 450 } },
    counterexample: { answers: { availability: 99.99, budget: 15_000 } },
  },
  {
    id: 'challenge.availability-product',
    category: 'availability',
    topic: 'availability-chain',
    title: 'Parts in a row are down more often than each alone',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE: The Calculus of Service Availability', 'https://queue.acm.org/detail.cfm?id=3096459'),
    when: all(style('microservices', 'service-based'), measured('availability', 99.9), measured('releases', 3)),
    tell: (s) => {
      const inPath = Math.min(s.style.releases, 5);
      const product = Math.round(100 * 0.999 ** inPath * 100) / 100;
      return {
        title: `${plural(inPath, 'service')} in one request: ${count(inPath)} × 99.9 % is ${String(product)} %, promised are ${String(s.availability)} %`,
        impact: badness(s),
        evidence: answersSay(s, 'availability', 'first-hour-down', 'teams'),
        mitigation: say`at most two services that must answer for ${action(s, 'the main task')}; the others are asked beforehand and their last answer is kept, or they are told afterwards`,
        trigger: say`a request that passes more than three services`,
      };
    },
    example: { answers: { availability: 99.9 }, style: 'service-based', releases: 4 },
    counterexample: { answers: { availability: 99 }, style: 'service-based', releases: 4 },
  },
  {
    id: 'challenge.outages-repeat',
    category: 'availability',
    topic: 'outages',
    title: 'It fails for the same reason again',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('Google SRE book: Postmortem Culture', 'https://sre.google/sre-book/postmortem-culture/'),
    when: is('pains', 'outages'),
    tell: (s) => ({
      title: s.reading.stated('outage-frequency')
        ? `${plural(s.reading.amount('outage-frequency'), 'outage')} a quarter, and the new design inherits the causes`
        : 'The new design inherits the causes of the old outages',
      impact: badness(s),
      evidence: answersSay(s, 'pains', 'outage-frequency', 'first-hour-down'),
      mitigation: say`before building, one page on the last five outages: what broke, who noticed, what ended it; the commonest cause is the first step of the roadmap; every later outage gets half a page within three days and one change`,
      trigger: say`a cause that is on the page already`,
    }),
    example: { answers: { 'starting-point': 'evolve', pains: ['outages'] } },
    counterexample: { answers: { 'starting-point': 'evolve', pains: ['cost'] } },
  },
  {
    id: 'challenge.release-is-outage',
    category: 'availability',
    topic: 'release-outage',
    title: 'Every release is a pause, and there is no hour for it',
    likelihood: 'high',
    impact: 'low',
    reference: ref(
      'Humble and Farley, Continuous Delivery: zero-downtime releases',
      'https://martinfowler.com/bliki/BlueGreenDeployment.html',
    ),
    when: all(
      not(is('operator', 'customers')),
      any(is('availability-hours', 'always'), measured('availability', 99.9)),
      not(is('availability-hours', 'office', 'long')),
      is('operations', 'by-hand', 'tested'),
    ),
    tell: (s) => ({
      impact: badness(s),
      evidence: answersSay(s, 'availability-hours', 'first-hour-down', 'operations'),
      mitigation: say`${affords(s, 40) ? 'start the new version beside the old, send it one request in 20 for 10 min, then all' : 'a pause of under 20 s at the quietest hour, announced on the page'}; the old version stays startable for a day`,
      trigger: say`errors in the 5 min after a release`,
    }),
    example: { answers: { 'availability-hours': 'always', operations: 'by-hand' } },
    counterexample: { answers: { 'availability-hours': 'office', operations: 'by-hand' } },
  },
  {
    id: 'challenge.paper-fallback',
    category: 'availability',
    topic: 'fallback',
    title: 'When it is down, nobody knows how to go on without it',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('NIST SP 800-34: Contingency Planning', 'https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final'),
    when: is('first-hour-down', 'harm'),
    tell: (s) => ({
      title: `When it is down, ${action(s, 'the work')} must go on without it`,
      evidence: answersSay(s, 'first-hour-down', 'disqualifiers', 'recovery-time'),
      mitigation: say`a printed page per role for the first ${minutes(Math.max(60, Math.min(480, s.reading.amount('recovery-time'))))}, a copy of the day’s list that is at most 30 min old on a machine of its own, and an exercise twice a year with the switch really off`,
      trigger: say`an exercise in which somebody asked where the page is`,
    }),
    example: { answers: { 'first-hour-down': 'harm' } },
    counterexample: { answers: { 'first-hour-down': 'wait' } },
  },
  {
    id: 'challenge.one-room',
    category: 'availability',
    topic: 'site',
    title: 'Power, air and network of one room',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('BSI IT-Grundschutz: INF.2 server room', 'https://www.bsi.bund.de/EN/Topics/ITGrundschutz/itgrundschutz_node.html'),
    when: all(any(is('hosting', 'own'), is('disqualifiers', 'own-hosting')), not(is('operator', 'customers'))),
    tell: (s) => ({
      title: 'One air conditioner stands between you and an outage of days',
      impact: said(s, 'first-hour-down', 'wait') ? 'medium' : 'high',
      evidence: answersSay(s, 'hosting', 'disqualifiers=own-hosting', 'first-hour-down', 'recovery-time'),
      mitigation: say`a copy in another building each night, ${affords(s, 200) ? 'a second machine there that can take over' : 'and a written order from bare metal to running'}; battery for an orderly stop, sensors for heat and water that ring, and the spare disk in the cupboard`,
      trigger: say`the copy in the other building is older than 25 h`,
    }),
    example: { answers: { hosting: 'own' } },
    counterexample: { answers: { hosting: 'aws' } },
  },
  {
    id: 'challenge.patching',
    category: 'operations',
    topic: 'patching',
    title: 'Your own machines miss their updates',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('NIST SP 800-40: Enterprise Patch Management', 'https://csrc.nist.gov/pubs/sp/800/40/r4/final'),
    when: all(
      not(is('operator', 'customers')),
      any(is('hosting', 'own', 'edge'), is('disqualifiers', 'own-hosting', 'disconnected')),
      any(atMost('team-size', 8), atMost('operations-days', 5)),
    ),
    tell: (s) => ({
      evidence: answersSay(s, 'hosting', 'disqualifiers', 'team-size', 'operations-days'),
      mitigation: say`machines are built from a file and replaced, never mended by hand; updates of the system install themselves on Tuesdays and restart at night; certificates renew themselves, and an alarm rings 20 days before the first ends`,
      trigger: say`a known hole older than 14 days, or a machine up for more than 60 days`,
    }),
    example: { answers: { hosting: 'own', 'team-size': 3 } },
    counterexample: { answers: { hosting: 'aws', 'team-size': 3 } },
  },
  {
    id: 'challenge.handed-over',
    category: 'operations',
    topic: 'operator',
    title: 'Those who run it did not build it',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE book: The Evolving SRE Engagement Model', 'https://sre.google/sre-book/evolving-sre-engagement-model/'),
    when: is('operator', 'operations', 'provider'),
    tell: (s) => ({
      title: said(s, 'operator', 'provider')
        ? 'The provider restarts it, and nobody looks for the cause'
        : 'Those who run it did not build it',
      evidence: answersSay(s, 'operator', 'night', 'first-hour-down'),
      mitigation: say`a page per alarm (what it means, what to do, whom to call after 15 min), written by the builders and tried by the operators; the first four weeks ring with both; builders see logs and charts without asking`,
      trigger: say`a third call for the same alarm`,
    }),
    example: { answers: { operator: 'operations' } },
    counterexample: { answers: { operator: 'us' } },
  },
  {
    id: 'challenge.customers-operate',
    category: 'operations',
    topic: 'operator',
    title: 'Your customers’ staff must install and mend it',
    likelihood: 'high',
    impact: 'high',
    reference: ref('The Twelve-Factor App', 'https://12factor.net/'),
    when: is('operator', 'customers'),
    tell: (s) => ({
      title: `The staff of ${s.reading.stated('tenants') ? plural(s.reading.amount('tenants'), 'customer') : 'each customer'} must install, update and mend it`,
      evidence: answersSay(s, 'operator', 'tenants', 'tenancy'),
      mitigation: say`one package, one settings file, one command that checks the machine before it installs; an update that goes back by itself; a button that packs logs without personal data for your support; two versions supported, not five`,
      trigger: say`an installation that needed you on the phone for more than 1 h`,
    }),
    example: { answers: { operator: 'customers' } },
    counterexample: { answers: { operator: 'us' } },
  },
  {
    id: 'challenge.many-installations',
    category: 'operations',
    topic: 'installations',
    title: 'Installations drift apart, one customer at a time',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Morris, Infrastructure as Code, ch. 18', 'https://infrastructure-as-code.com/'),
    when: is('tenancy', 'separate'),
    tell: (s) => {
      const customers = s.reading.amount('tenants');
      return {
        title: s.reading.stated('tenants')
          ? `${count(customers)} installations drift apart, one customer at a time`
          : 'Installations drift apart, one customer at a time',
        impact: s.reading.stated('tenants') && customers > 20 ? 'high' : 'medium',
        evidence: answersSay(s, 'tenancy', 'tenants', 'operations-days'),
        mitigation: say`one release for all, differences only in one settings file per customer, updates in rings of 1, 5 and the rest, and a table that fills itself with version, last backup and free disk of each`,
        trigger: say`an installation two versions behind`,
      };
    },
    example: { answers: { tenancy: 'separate' } },
    counterexample: { answers: { tenancy: 'shared' } },
  },
  {
    id: 'challenge.disconnected-sites',
    category: 'operations',
    topic: 'disconnected',
    title: 'Sites without a network run old versions',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref(
      'Google Cloud: edge hybrid pattern',
      'https://cloud.google.com/architecture/hybrid-multicloud-patterns-and-practices/edge-hybrid-pattern',
    ),
    when: any(is('disqualifiers', 'disconnected'), is('hosting', 'edge')),
    tell: (s) => ({
      evidence: answersSay(s, 'disqualifiers=disconnected', 'hosting', 'tenants'),
      mitigation: say`signed packages on a medium, a version that reads the data of the last three, clocks that are set at each visit, and a list of what runs where that the visit itself updates`,
      trigger: say`a site more than three versions behind, or a clock 2 s off`,
    }),
    example: { answers: { disqualifiers: ['disconnected'] } },
    counterexample: { answers: { disqualifiers: ['residency'] } },
  },
  {
    id: 'challenge.work-by-hand',
    category: 'operations',
    topic: 'toil',
    title: 'Work by hand moves into the new system',
    likelihood: 'high',
    impact: 'low',
    reference: ref('Google SRE book: Eliminating Toil', 'https://sre.google/sre-book/eliminating-toil/'),
    when: is('pains', 'manual-operations'),
    tell: (s) => ({
      impact: s.reading.amount('operations-days') <= 3 ? 'medium' : 'low',
      evidence: answersSay(s, 'pains', 'operations-days', 'operations'),
      mitigation: say`for two weeks ${people(s)} write down every handgrip with its minutes; the three longest become scripts with a button, the fourth is dropped; a new feature that needs a hand each day counts as unfinished`,
      trigger: say`more than a fifth of a week spent on repeated work`,
    }),
    example: { answers: { 'starting-point': 'evolve', pains: ['manual-operations'] } },
    counterexample: { answers: { 'starting-point': 'evolve', pains: ['slow'] } },
  },
  {
    id: 'challenge.operations-days',
    category: 'cost',
    topic: 'toil',
    title: 'Keeping it running eats the days meant for building',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Google SRE book: Eliminating Toil', 'https://sre.google/sre-book/eliminating-toil/'),
    when: measured('toil', 1.01),
    tell: (s) => {
      const days = s.reading.amount('operations-days');
      const { high } = s.recommendation.cost.operationsDays;
      return {
        title: `${plural(Math.round(high * 2) / 2, 'day')} a month to run it, ${plural(days, 'day')} granted`,
        evidence: claim(say`${plural(s.style.parts, 'part')} to operate; ${plural(days, 'engineer-day')} a month for operations`, [
          ...s.reading.source('operations-days'),
          { rule: 'rule.cost' },
        ]),
        mitigation: say`count the hours for a month, then rent or automate the largest item; ${rented(s) ? 'the next is the database, if it is not rented yet' : 'the next is whatever needs a hand after each restart'}`,
        trigger: say`two months in a row above ${plural(days, 'day')}`,
      };
    },
    example: { answers: { 'operations-days': 0.5 } },
    counterexample: { answers: { 'operations-days': 20 } },
  },
  {
    id: 'challenge.over-budget',
    category: 'cost',
    topic: 'budget',
    title: 'The bill passes the budget',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('FinOps Framework', 'https://www.finops.org/framework/'),
    when: all(atLeast('budget', 10), measured('bill', 1.01)),
    tell: (s) => {
      const budget = s.reading.amount('budget');
      const { low, high } = s.recommendation.cost.infrastructure;
      return {
        title: `${range(low, high, '$')} a month expected, ${count(budget)} $ granted`,
        likelihood: low > budget ? 'sure' : 'high',
        impact: low > budget ? 'high' : 'medium',
        evidence: claim(say`${largestItem(s)} is the largest item; ${count(budget)} $ a month`, [
          ...s.reading.source('budget'),
          { rule: 'rule.cost' },
        ]),
        mitigation:
          measures.modelBill(s) === 1
            ? say`the model is asked only where a person wants its answer, the smaller one first, and equal questions are answered from the last day; a cap of ${count(Math.round(budget * 0.6))} $ at the provider, and what the feature does when it is reached is decided now`
            : say`start at the small end: ${budget < 100 ? 'one rented machine with everything on it and a nightly copy elsewhere' : 'one zone and the smallest database'}, test systems off at night; add what costs only when its trigger fires, and tell the payer today which one it will be`,
        trigger: say`${count(budget * 0.8)} $ reached before the 24th`,
      };
    },
    example: { answers: { budget: 100 } },
    counterexample: { answers: { budget: 5000 } },
  },
  {
    id: 'challenge.budget-worry',
    category: 'cost',
    topic: 'budget',
    title: 'The bill grows unseen',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('FinOps Framework', 'https://www.finops.org/framework/'),
    when: all(any(is('worries', 'budget'), is('pains', 'cost')), { measure: 'bill', below: 1.01 }),
    tell: (s) => ({
      title: `${range(s.recommendation.cost.infrastructure.low, s.recommendation.cost.infrastructure.high, '$')} a month become twice as much in a year of small additions`,
      evidence: answersSay(s, 'worries=budget', 'pains', 'budget'),
      mitigation: say`a label per part on everything that costs, alarms at half and at 80 % of ${count(s.reading.amount('budget'))} $, half an hour on the first Monday for the three largest lines; what nobody can explain is switched off for a day`,
      trigger: say`a line that rose by a fifth without a reason`,
    }),
    example: { answers: { worries: ['budget'], budget: 2000 } },
    counterexample: { answers: { worries: ['security'], budget: 2000 } },
  },
  {
    id: 'challenge.runaway-bill',
    category: 'cost',
    topic: 'serverless-cost',
    title: 'A loop or an attack is paid by the call',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('AWS: recursive loop detection', 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html'),
    when: all(style('serverless'), atMost('budget', 5000)),
    tell: (s) => ({
      title: `A loop overnight spends the ${count(s.reading.amount('budget'))} $ of the month`,
      evidence: answersSay(s, 'budget', 'burstiness', 'users'),
      mitigation: say`at most ${count(Math.max(10, Math.round(measures.peak(s))))} functions at once, alarms at half the budget and at a day of ${count(Math.max(1, Math.round(s.reading.amount('budget') / 10)))} $, and no function may write to what starts it`,
      trigger: say`a day above three times the average of the week`,
    }),
    example: { answers: { budget: 200 }, style: 'serverless' },
    counterexample: { answers: { budget: 200 }, style: 'layered' },
  },
  {
    id: 'challenge.functions-always-busy',
    category: 'cost',
    topic: 'serverless-busy',
    title: 'Paying per call for a load that never pauses',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Roberts: Serverless Architectures', 'https://martinfowler.com/articles/serverless.html'),
    when: all(style('serverless'), any(is('idle', 'hardly'), is('growth', 'tenfold', 'double'), measured('peak', 100))),
    tell: (s) => ({
      title: said(s, 'growth', 'tenfold')
        ? 'Ten times the calls is ten times the bill'
        : said(s, 'idle', 'hardly')
          ? 'Paying per call for a load that never pauses'
          : `At ${count(Math.round(measures.peak(s)))} requests/s a call is dear and an hour is cheap`,
      evidence: answersSay(s, 'idle', 'growth', 'machine-events', 'concurrent-users'),
      mitigation: say`compare the month’s bill with two small containers each quarter; handlers stay thin, without the provider’s types inside, so that the busiest one can move in a week`,
      trigger: say`the bill of one function above that of two containers`,
    }),
    example: { answers: { idle: 'hardly' }, style: 'serverless' },
    counterexample: { answers: { idle: 'mostly' }, style: 'serverless' },
  },
  {
    id: 'challenge.log-volume',
    category: 'cost',
    topic: 'log-volume',
    title: 'Logs cost more than what they describe',
    likelihood: 'high',
    impact: 'low',
    reference: ref(
      'Majors, Fong-Jones, Miranda, Observability Engineering, ch. 17: sampling',
      'https://www.oreilly.com/library/view/observability-engineering/9781492076438/',
    ),
    when: measured('peak', 2000),
    tell: (s) => {
      // A third of the peak on average, one line of 1 kB per request.
      const gigabytes = (measures.peak(s) / 3) * 86_400 * 1e-6;
      return {
        title: `A line of 1 kB per request is ${count(Math.max(1, Math.round(gigabytes)))} GB of logs a day`,
        impact: gigabytes * 30 * 0.5 > s.reading.amount('budget') / 4 ? 'medium' : 'low',
        evidence: answersSay(s, 'concurrent-users', 'machine-events', 'budget'),
        mitigation: say`keep all errors and slow requests and 1 in ${gigabytes > 100 ? 100 : 20} of the rest, 14 days to search and 90 in files; ${rented(s) ? 'a daily cap at the log service' : 'a disk of their own, so that full logs stop nothing'}`,
        trigger: say`logs above a tenth of the bill`,
      };
    },
    example: { answers: { 'concurrent-users': 40_000 }, peak: 6000 },
    counterexample: { answers: { 'concurrent-users': 20 }, peak: 3 },
  },
  {
    id: 'challenge.egress',
    category: 'cost',
    topic: 'egress',
    title: 'What leaves the cloud is paid by the gigabyte',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'AWS: data transfer charges',
      'https://aws.amazon.com/blogs/architecture/overview-of-data-transfer-costs-for-common-architectures/',
    ),
    when: all(
      is('needs', 'files', 'large-data'),
      atLeast('data-volume', 500),
      measured('egress', 0.05),
      not(is('hosting', 'own', 'edge')),
      not(is('disqualifiers', 'own-hosting', 'disconnected')),
    ),
    tell: (s) => {
      const gigabytes = s.reading.amount('data-volume');
      return {
        title: `Reading everything once from outside costs ${count(Math.round((gigabytes * 0.09) / 10) * 10)} $`,
        impact: measures.egress(s) >= 1 ? 'high' : measures.egress(s) >= 0.2 ? 'medium' : 'low',
        evidence: answersSay(s, 'data-volume', 'needs', 'budget'),
        mitigation: say`${said(s, 'needs', 'files') ? 'pictures and files through a content network with a flat price, exports only compressed' : 'analysis beside the data and not on laptops, exports only compressed and only what changed'}; write down today what moving all of it elsewhere would cost (0.09 $ a GB)`,
        trigger: say`traffic above a fifth of the bill`,
      };
    },
    example: { answers: { needs: ['files'], 'data-volume': 5000, budget: 900 } },
    counterexample: { answers: { needs: ['files'], 'data-volume': 20 } },
  },
  {
    id: 'challenge.idle-bill',
    category: 'cost',
    topic: 'idle',
    title: 'Machines run all day for an hour of work',
    likelihood: 'sure',
    impact: 'low',
    reference: ref(
      'AWS Well-Architected: Cost Optimization pillar',
      'https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/welcome.html',
    ),
    when: all(is('idle', 'mostly'), not(style('serverless')), not(is('hosting', 'own', 'edge'))),
    tell: (s) => ({
      evidence: answersSay(s, 'idle', 'budget'),
      mitigation: say`the smallest size that carries a usual day; ${said(s, 'work-trigger', 'clock') ? 'the batch on a machine that is started for it and ends with it' : 'a platform that sleeps and wakes within 10 s for what may wait'}; test systems start by button and stop at seven`,
      trigger: say`less than 10 % CPU on average over a month`,
    }),
    example: { answers: { idle: 'mostly' } },
    counterexample: { answers: { idle: 'mostly' }, style: 'serverless' },
  },
  {
    id: 'challenge.saving-unmeasured',
    category: 'cost',
    topic: 'saving',
    title: 'Both systems are paid, and the saving comes later or never',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Hohpe, Cloud Strategy', 'https://architectelevator.com/book/cloudstrategy/'),
    when: all(is('objectives', 'reduce-cost'), not(is('starting-point', 'from-scratch')), stated('starting-point')),
    tell: (s) => ({
      evidence: answersSay(s, 'objectives=reduce-cost', 'starting-point', 'horizon'),
      mitigation: say`today’s cost in one table (bills, licences, hours), the same table each quarter, and a date per old part on which it is switched off; no second step before the first old bill is gone`,
      trigger: say`both bills together above today’s for more than two quarters`,
    }),
    example: { answers: { objectives: ['reduce-cost'], 'starting-point': 'replace' } },
    counterexample: { answers: { objectives: ['reduce-cost'], 'starting-point': 'from-scratch' } },
  },
  {
    id: 'challenge.cut-over',
    category: 'migration',
    topic: 'migration',
    title: 'The day of the change-over decides everything',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Fowler: Strangler Fig Application', 'https://martinfowler.com/bliki/StranglerFigApplication.html'),
    when: all(is('starting-point', 'replace'), not(is('cutover', 'nothing'))),
    tell: (s) => {
      const weekend = said(s, 'cutover', 'weekend', 'longer');
      return {
        title: s.reading.stated('cutover')
          ? `One ${weekend ? 'weekend' : 'night'} decides everything`
          : 'The day of the change-over decides everything',
        evidence: answersSay(s, 'starting-point', 'cutover', 'deadline'),
        mitigation: say`${weekend ? 'two full rehearsals with a clock and a sheet of steps' : 'move one area and one group of users at a time behind one address'}; a point of no return that is written down, an hour before it a person who may say no, and the old system readable for three months`,
        trigger: say`the second rehearsal takes more than 80 % of the ${weekend ? 'weekend' : 'night'}`,
      };
    },
    example: { answers: { 'starting-point': 'replace' } },
    counterexample: { answers: { 'starting-point': 'evolve' } },
  },
  {
    id: 'challenge.side-by-side',
    category: 'migration',
    topic: 'migration',
    title: 'Old and new run side by side and disagree',
    likelihood: 'high',
    impact: 'high',
    reference: ref(
      'Cartwright, Horn, Lewis: Patterns of Legacy Displacement',
      'https://martinfowler.com/articles/patterns-legacy-displacement/',
    ),
    when: all(is('starting-point', 'replace', 'evolve'), is('cutover', 'nothing')),
    tell: (s) => ({
      evidence: answersSay(s, 'cutover', 'starting-point', 'never'),
      mitigation: say`for every record one side that may write it, switched per area${ownAreas(s).length > 0 ? ` (${enumerate(ownAreas(s).slice(0, 3))})` : ''}; the other gets a copy within a minute; a nightly comparison of counts and sums; no area stays in between for more than four weeks`,
      trigger: say`1 difference in 10,000 records`,
    }),
    example: { answers: { 'starting-point': 'replace', cutover: 'nothing' } },
    counterexample: { answers: { 'starting-point': 'replace', cutover: 'weekend' } },
  },
  {
    id: 'challenge.no-way-back',
    category: 'migration',
    topic: 'way-back',
    title: 'On the second day the way back is gone',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Sadalage: Parallel Change and database migrations', 'https://martinfowler.com/bliki/ParallelChange.html'),
    when: all(
      is('starting-point', 'replace'),
      any(is('cutover', 'night', 'weekend', 'longer'), is('never', 'lost')),
      is('first-hour-down', 'money', 'harm'),
    ),
    tell: (s) => ({
      title: `After a day of ${action(s, 'work')} on the new side, going back loses that day`,
      evidence: answersSay(s, 'starting-point', 'first-hour-down', 'cutover', 'never=lost'),
      mitigation: say`for the first two weeks every change of the new side is also written to the old one, by ${few(s) ? 'an hourly file that the old one can read' : 'the same events that feed the new one'}; going back is tried once with test customers; the decision has a name and a last hour`,
      trigger: say`the old side is more than 1 h behind during those two weeks`,
    }),
    example: { answers: { 'starting-point': 'replace', cutover: 'weekend', 'first-hour-down': 'money' } },
    counterexample: { answers: { 'starting-point': 'replace', cutover: 'weekend', 'first-hour-down': 'wait' } },
  },
  {
    id: 'challenge.moved-data',
    category: 'migration',
    topic: 'reconciliation',
    title: 'The moved data is almost right',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Morris, Practical Data Migration', 'https://www.bcs.org/articles-opinion-and-research/practical-data-migration/'),
    when: all(
      is('starting-point', 'replace'),
      any(is('never', 'lost', 'changed-unseen'), is('legacy', 'database', 'erp'), atLeast('data-volume', 20)),
    ),
    tell: (s) => ({
      title: `The moved data${ownAreas(s)[0] === undefined ? '' : ` of ${quoted(ownAreas(s)[0] ?? '')}`} is almost right`,
      evidence: answersSay(s, 'starting-point', 'data-volume', 'legacy', 'never'),
      mitigation: say`move all data every night from the first month on, long before anybody uses it; ten sums that both sides must share; what does not fit goes to a list that the business, not the developers, decides on`,
      trigger: say`the list is longer than 50 lines four weeks before the change`,
    }),
    example: { answers: { 'starting-point': 'replace', 'data-volume': 200 } },
    counterexample: { answers: { 'starting-point': 'extend', 'data-volume': 200 } },
  },
  {
    id: 'challenge.rewrite-never-done',
    category: 'migration',
    topic: 'rewrite',
    title: 'The rewrite chases a system that moves on',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Spolsky: Things You Should Never Do', 'https://www.joelonsoftware.com/2000/04/06/things-you-should-never-do-part-i/'),
    when: all(is('starting-point', 'replace'), any(atLeast('deadline', 20), atMost('team-size', 5))),
    tell: (s) => ({
      title: `${s.reading.stated('team-size') && team(s) <= 5 ? `${people(s).replace(/^the/, 'The').replace(/^you/, 'You')} keep two systems alive` : `For ${count(s.reading.amount('deadline'))} weeks two systems change`}, and users see nothing new`,
      evidence: answersSay(s, 'starting-point', 'deadline', 'team-size'),
      mitigation: say`the first replaced area is in use by week ${count(Math.max(4, Math.round(s.reading.amount('deadline') / 4)))}, however small; changes to the old system only for law and loss; what nobody used in 90 days is not rebuilt`,
      trigger: say`six weeks without a user moved to the new side`,
    }),
    example: { answers: { 'starting-point': 'replace', 'team-size': 4 } },
    counterexample: { answers: { 'starting-point': 'evolve', 'team-size': 4 } },
  },
  {
    id: 'challenge.migration-worry',
    category: 'migration',
    topic: 'migration',
    title: 'The move from old to new is never finished',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'Cartwright, Horn, Lewis: Patterns of Legacy Displacement',
      'https://martinfowler.com/articles/patterns-legacy-displacement/',
    ),
    when: any(all(is('worries', 'migration'), not(is('starting-point', 'from-scratch'))), is('pains', 'too-many-parts')),
    tell: (s) => ({
      title: said(s, 'pains', 'too-many-parts') ? 'New parts come, old ones never go' : 'The move from old to new is never finished',
      evidence: answersSay(s, 'worries=migration', 'pains', 'starting-point'),
      mitigation: say`every step of the roadmap deletes something old before the next one starts; the calls to each old part are counted on one chart; ${few(s) ? 'no second step before that' : 'one person may say no to step two'}`,
      trigger: say`an old part still called four weeks after its successor went live`,
    }),
    example: { answers: { worries: ['migration'], 'starting-point': 'evolve' } },
    counterexample: { answers: { worries: ['migration'], 'starting-point': 'from-scratch' } },
  },
  {
    id: 'challenge.grown-together',
    category: 'migration',
    topic: 'extension',
    title: 'The new part and the old one grow together',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'Evans, Domain-Driven Design, ch. 14: anticorruption layer',
      'https://learn.microsoft.com/en-us/azure/architecture/patterns/anti-corruption-layer',
    ),
    when: is('starting-point', 'extend'),
    tell: (s) => ({
      evidence: answersSay(s, 'starting-point', 'legacy'),
      mitigation: say`one interface with a test that both builds run, no shared tables, and a switch that turns the new part off; try the switch once a quarter`,
      trigger: say`one release that needs the other’s on the same day`,
    }),
    example: { answers: { 'starting-point': 'extend' } },
    counterexample: { answers: { 'starting-point': 'evolve' } },
  },
  {
    id: 'challenge.two-clouds',
    category: 'vendor',
    topic: 'two-clouds',
    title: 'The files say one cloud, the plan another',
    likelihood: 'sure',
    impact: 'medium',
    reference: ref('Azure Cloud Adoption Framework: migrate', 'https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/migrate/'),
    when: measured('otherClouds', 1),
    shownBy: 'workspace',
    tell: (s) => {
      const found = otherClouds(s);
      const answer = answersSay(s, 'hosting');
      const name = clip(found[0]?.name ?? 'another cloud', 40);
      return {
        title: `The files say ${name}, the plan says another place`,
        evidence: claim(say`${name} in the files${seen(found)}; stated: ${answer.text}`, [
          ...found.slice(0, 10).map((fact) => ({ fact: fact.id })),
          ...answer.sources,
        ]),
        mitigation: say`decide it before anything else; if it moves, the data goes first, with a rehearsed copy and a day on which both are compared`,
        trigger: say`a bill from both for more than 2 months`,
      };
    },
    example: { answers: { hosting: 'gcp' }, deployments: ['aws'] },
    counterexample: { answers: { hosting: 'aws' }, deployments: ['aws'] },
  },
  {
    id: 'challenge.lock-in',
    category: 'vendor',
    topic: 'lock-in',
    title: 'Leaving the vendor would mean writing it again',
    likelihood: 'low',
    impact: 'high',
    reference: ref('Hohpe: Don’t get locked up into avoiding lock-in', 'https://martinfowler.com/articles/oss-lockin.html'),
    when: any(
      is('worries', 'lock-in'),
      is('stack-forbidden', 'proprietary'),
      slot('primary-store', 'dynamo|spanner|cosmos|firestore|bigquery|snowflake'),
    ),
    tell: (s) => {
      const bound = s.recommendation.slots
        .map((choice) => named(s, choice.slot, ''))
        .filter((name) => proprietary.test(name))
        .slice(0, 3);
      return {
        title:
          bound.length === 0
            ? 'Leaving the vendor would mean writing it again'
            : `Leaving ${enumerate(bound.slice(0, 2))} would take longer than anybody thinks`,
        likelihood: bound.length > 0 && s.reading.stated('horizon') && s.reading.amount('horizon') >= 5 ? 'medium' : 'low',
        evidence: answersSay(s, 'worries=lock-in', 'stack-forbidden=proprietary', 'hosting', 'horizon'),
        mitigation: say`open protocols where they cost nothing (SQL, OIDC, S3), one adapter each for the rest; for ${bound.length === 0 ? 'each bought part' : enumerate(bound)} one line: weeks to leave, and the price rise at which you would`,
        trigger: say`a price rise above 20 %, or a line that passes 12 weeks`,
      };
    },
    example: { answers: { worries: ['lock-in'] } },
    counterexample: { answers: { worries: ['deadline'] } },
  },
  {
    id: 'challenge.platform-outgrown',
    category: 'vendor',
    topic: 'platform',
    title: 'The simple platform has a ceiling',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('The Twelve-Factor App', 'https://12factor.net/'),
    when: is('hosting', 'platform'),
    tell: (s) => ({
      evidence: answersSay(s, 'hosting', 'growth', 'budget'),
      mitigation: say`build an ordinary container image, keep settings in the environment and the database with an ordinary dump, so that ${people(s)} could move within a week; read now what its next two sizes cost${said(s, 'disqualifiers', 'residency') ? ' and in which region it really runs' : ''}`,
      trigger: say`the bill above twice that of a rented machine of the same size`,
    }),
    example: { answers: { hosting: 'platform' } },
    counterexample: { answers: { hosting: 'aws' } },
  },
  {
    id: 'challenge.self-run-database',
    category: 'operations',
    topic: 'self-run',
    title: 'The database is yours to mend',
    likelihood: 'medium',
    impact: 'high',
    reference: ref(
      'Campbell and Majors, Database Reliability Engineering',
      'https://www.oreilly.com/library/view/database-reliability-engineering/9781491925935/',
    ),
    when: all(
      not(is('operator', 'customers')),
      any(is('hosting', 'own', 'edge'), is('disqualifiers', 'own-hosting', 'disconnected')),
      any(is('never', 'lost'), atMost('recovery-point', 60), is('first-hour-down', 'money', 'harm')),
    ),
    tell: (s) => ({
      title: `${named(s, 'primary-store', 'The database')} on your own machines is yours to mend`,
      likelihood: s.reading.stated('skills') && !said(s, 'skills', 'relational') ? 'high' : 'medium',
      evidence: answersSay(s, 'hosting', 'disqualifiers', 'skills', 'recovery-point'),
      mitigation: say`one primary and one copy with a switch-over by hand that two people have done; the backup tool’s own check each night; free disk watched with an alarm a week ahead; ${team(s) > 5 ? 'one owner and one deputy' : affords(s, 200) ? 'a support contract for the one bad day a year' : 'an expert outside whom you asked beforehand'}`,
      trigger: say`the copy is more than ${minutes(Math.max(1, Math.min(15, s.reading.amount('recovery-point'))))} behind, or the disk above 80 %`,
    }),
    example: { answers: { hosting: 'own', never: ['lost'] } },
    counterexample: { answers: { hosting: 'aws', never: ['lost'] } },
  },
];

/** The dearest line of the bill: `Model calls (3,000–12,000 $)`. */
function largestItem(s: Situation): string {
  const line = largestLine(s);
  return line === undefined ? 'the database' : `${clip(line.item, 80)} (${range(line.low, line.high, '$')})`;
}
