import { count, minutes, plural, volume } from '../format.ts';
import { answersSay, factsShow, hazardEvidence, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { say } from '../prose.ts';
import { figure } from '../shape.ts';
import { measures, restoreHours } from './measures.ts';
import { all, any, atLeast, atMost, is, measured, missed, not, saw, slot, stated, style } from './when.ts';
import { action, affords, badness, few, named, people, said } from './words.ts';

const rate = (value: number): string => `${count(Math.max(1, Math.round(value)))} requests/s`;

/** What goes wrong when more comes than was thought of. */
export const loadChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.sudden-peaks',
    category: 'scalability',
    topic: 'peaks',
    title: 'A peak arrives that nobody announced',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Google SRE book: Handling Overload', 'https://sre.google/sre-book/handling-overload/'),
    when: all(is('burstiness', 'sudden'), not(style('serverless'))),
    tell: (s) => {
      const peak = measures.peak(s);
      const short = s.reading.stated('peak-length') && s.reading.amount('peak-length') <= 15;
      return {
        title: `${rate(peak)} arrive with nobody warned`,
        impact: badness(s),
        evidence: answersSay(s, 'burstiness', 'concurrent-users', 'peak-length'),
        mitigation: say`${short ? 'a peak that short is over before a machine has started: keep one instance more than needed' : 'add instances by requests in flight, not by CPU, and keep one more than needed'}; above ${rate(peak * 0.8)} answer lists and searches with “try again” so that there is room for ${action(s, 'orders and saves')}`,
        trigger: say`70 % of the database connections in use for 5 minutes`,
      };
    },
    example: { answers: { burstiness: 'sudden' } },
    counterexample: { answers: { burstiness: 'sudden' }, style: 'serverless' },
  },
  {
    id: 'challenge.known-peaks',
    category: 'scalability',
    topic: 'peaks',
    title: 'The known peak is the first real load test',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Google SRE book: Reliable Product Launches', 'https://sre.google/sre-book/reliable-product-launches/'),
    when: is('burstiness', 'known-peaks'),
    tell: (s) => ({
      title: `The first ${rate(measures.peak(s))} are met by the customers, not by a test`,
      impact: badness(s),
      evidence: answersSay(s, 'burstiness', 'concurrent-users', 'peak-length'),
      mitigation: say`two weeks before, replay a recorded hour at ${rate(measures.peak(s) * 2)}; freeze releases the day before; ${few(s) ? 'one of you sets the larger size by hand in the morning and back at night' : 'a calendar entry adds the instances an hour early'}`,
      trigger: say`in the rehearsal ${action(s, 'the main request')} takes twice as long as on a quiet day`,
    }),
    example: { answers: { burstiness: 'known-peaks' } },
    counterexample: { answers: { burstiness: 'steady' } },
  },
  {
    id: 'challenge.load-unmeasured',
    category: 'scalability',
    topic: 'peaks',
    title: 'The load is a guess until somebody measures it',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Nygard, Release It!, ch. 8: capacity', 'https://pragprog.com/titles/mnee2/release-it-second-edition/'),
    when: all(
      any(atLeast('concurrent-users', 2000), atLeast('machine-events', 1000)),
      not(is('burstiness', 'known-peaks', 'sudden')),
      not({ technology: 'testing' }),
    ),
    tell: (s) => ({
      title: `${rate(measures.peak(s))} are a calculation, not a measurement`,
      evidence: answersSay(s, 'concurrent-users', 'machine-events'),
      mitigation: say`a day for a script of the ten commonest requests; run it at ${rate(measures.peak(s))} before the first release and once a month, against one instance, so that the number per instance replaces the assumed one`,
      trigger: say`one instance carries less than half of what the capacity table assumes`,
    }),
    example: { answers: { 'concurrent-users': 6000 } },
    counterexample: { answers: { 'concurrent-users': 200 } },
  },
  {
    id: 'challenge.contested-records',
    category: 'scalability',
    topic: 'hot-records',
    title: 'Thousands write the same few records at once',
    likelihood: 'high',
    impact: 'high',
    reference: ref('PostgreSQL manual: Explicit Locking', 'https://www.postgresql.org/docs/current/explicit-locking.html'),
    when: all(is('same-things', 'yes-memory', 'yes-large'), not(style('space-based'))),
    tell: (s) => ({
      title: `${count(s.reading.amount('concurrent-users'))} people wait behind the same lock`,
      evidence: answersSay(s, 'same-things', 'concurrent-users'),
      mitigation: say`a waiting room that lets in what ${named(s, 'primary-store', 'the database')} can take, reservations that expire after 10 minutes, and counters split into 16 rows so that writers do not queue behind one lock`,
      trigger: say`lock waits above 100 ms for 5 of 100 writes`,
    }),
    example: { answers: { 'same-things': 'yes-large', 'concurrent-users': 20_000 }, style: 'microservices' },
    counterexample: { answers: { 'same-things': 'yes-memory' }, style: 'space-based' },
  },
  {
    id: 'challenge.bots',
    category: 'security',
    topic: 'bots',
    title: 'Programs take what people queue for',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('OWASP Automated Threats: OAT-005 Scalping', 'https://owasp.org/www-project-automated-threats-to-web-applications/'),
    when: all(is('same-things', 'yes-memory', 'yes-large'), is('users', 'consumers', 'citizens')),
    tell: (s) => ({
      evidence: answersSay(s, 'same-things', 'users'),
      mitigation: say`a place in the queue by lot instead of by speed, a limit per account and per payment means, and a bot filter of the provider in front (${affords(s, 200) ? 'about 200 $ a month' : 'its free level first'})`,
      trigger: say`more than 2 % of the first 1,000 takers share an address or a card`,
    }),
    example: { answers: { 'same-things': 'yes-memory', users: ['consumers'] } },
    counterexample: { answers: { 'same-things': 'yes-memory', users: ['employees'] } },
  },
  {
    id: 'challenge.tenfold-growth',
    category: 'scalability',
    topic: 'growth',
    title: 'Ten times the load meets a database that can only grow upwards',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Kleppmann, Designing Data-Intensive Applications, ch. 6', 'https://dataintensive.net/'),
    when: is('growth', 'tenfold'),
    tell: (s) => {
      const keyed = /dynamo|cosmos|cassandra|scylla|firestore|bigtable/i.test(named(s, 'primary-store', ''));
      return {
        title: `From ${rate(measures.peak(s))} to ${rate(measures.peak(s) * 10)} in a year`,
        evidence: answersSay(s, 'growth', 'read-write', 'concurrent-users', 'machine-events'),
        mitigation: keyed
          ? say`find the key that gets a tenth of all calls and split it while the table is small; ask for the account’s next limits a month ahead, because that takes days`
          : say`${said(s, 'read-write', 'writes') ? 'put the key that data will be split by into every table now, while it is empty' : 'send what may be a second old to a read copy'}; write down today at which rate the next size is due and what it costs`,
        trigger: keyed ? say`one throttled call of a user` : say`the database above 60 % CPU in the busiest hour of a week`,
      };
    },
    example: { answers: { growth: 'tenfold' } },
    counterexample: { answers: { growth: 'double' } },
  },
  {
    id: 'challenge.data-outgrows',
    category: 'data',
    topic: 'data-volume',
    title: 'Backups and schema changes take longer than the night',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('PostgreSQL manual: Table Partitioning', 'https://www.postgresql.org/docs/current/ddl-partitioning.html'),
    when: atLeast('data-volume', 800),
    tell: (s) => {
      const gigabytes = s.reading.amount('data-volume');
      return {
        title: `${volume(gigabytes)} take ${minutes(Math.round(restoreHours(s) * 60))} to bring back`,
        evidence: answersSay(s, 'data-volume', 'growth'),
        mitigation: say`split the largest table by month from the first day, move what is older than a year to object storage as files, and keep the rest small enough to restore in a night`,
        trigger: say`a change of one table holds a lock for more than 2 s`,
      };
    },
    example: { answers: { 'data-volume': 20_000 } },
    counterexample: { answers: { 'data-volume': 50 } },
  },
  {
    id: 'challenge.reports-slow-orders',
    category: 'scalability',
    topic: 'reporting',
    title: 'Reports take the database away from the daily work',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Fowler: Reporting Database', 'https://martinfowler.com/bliki/ReportingDatabase.html'),
    when: all(is('needs', 'real-time-reporting'), not(is('transformation-chain', 'mostly')), not(is('work-trigger', 'events'))),
    tell: (s) => ({
      title: `A report at eleven slows ${action(s, 'everybody else’s work')}`,
      evidence: answersSay(s, 'needs=real-time-reporting', 'concurrent-users'),
      mitigation: say`totals that change with the record, so that a dashboard reads rows instead of counting them; ${affords(s, 60) ? 'a read copy for free queries' : 'free queries at night only'}; every report query is cut off after 30 s`,
      trigger: say`a report query longer than 5 s in working hours`,
    }),
    example: { answers: { needs: ['real-time-reporting'] } },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'challenge.latency-of-hops',
    category: 'scalability',
    topic: 'latency',
    title: 'Calls between parts use up the answer time',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Dean and Barroso: The Tail at Scale', 'https://research.google/pubs/the-tail-at-scale/'),
    when: any(is('latency', 'under-50ms'), atMost('latency-target', 100)),
    tell: (s) => {
      const target = s.reading.stated('latency-target') ? s.reading.amount('latency-target') : 50;
      return {
        title: `${count(target)} ms leave room for one network call, not for five`,
        evidence: answersSay(s, 'latency', 'latency-target'),
        mitigation: say`the path of ${action(s, 'the urgent request')} stays in one process with its data in memory; every call on it has a budget in ms (the database ${count(Math.max(1, Math.round(target / 5)))}); measured at the client, not at the server`,
        trigger: say`1 of 100 answers takes longer than ${count(target * 2)} ms for 10 minutes`,
      };
    },
    example: { answers: { latency: 'under-50ms' } },
    counterexample: { answers: { latency: 'under-500ms' } },
  },
  {
    id: 'challenge.latency-unwatched',
    category: 'scalability',
    topic: 'latency',
    title: 'The promised answer time is lost a few milliseconds a month',
    likelihood: 'medium',
    impact: 'low',
    reference: ref('Google SRE workbook: Implementing SLOs', 'https://sre.google/workbook/implementing-slos/'),
    when: all(stated('latency-target'), atLeast('latency-target', 101), atLeast('team-size', 3)),
    tell: (s) => {
      const target = s.reading.amount('latency-target');
      return {
        title: `${count(target)} ms are lost a few at a time, release by release`,
        evidence: answersSay(s, 'latency-target'),
        mitigation: say`one chart of the slowest 5 % per release, and a test in CI that fails when ${action(s, 'the main request')} needs more than ${count(target * 0.6)} ms against a database of realistic size`,
        trigger: say`5 of 100 above ${count(target)} ms on two days of a week`,
      };
    },
    example: { answers: { latency: 'under-500ms', 'latency-target': 400, 'team-size': 5 } },
    counterexample: { answers: { latency: 'under-500ms', 'team-size': 5 } },
  },
  {
    id: 'challenge.long-task-in-request',
    category: 'scalability',
    topic: 'long-tasks',
    title: 'Somebody waits for work that takes minutes',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Azure Architecture Center: Asynchronous Request-Reply',
      'https://learn.microsoft.com/en-us/azure/architecture/patterns/async-request-reply',
    ),
    when: all(is('longest-task', 'minutes', 'hours'), is('who-waits', 'always')),
    tell: (s) => ({
      title: said(s, 'longest-task', 'hours')
        ? 'Somebody waits at a screen for work of hours'
        : 'Somebody waits at a screen for work of minutes',
      evidence: answersSay(s, 'longest-task', 'who-waits'),
      mitigation: say`answer at once with a job number and show how far it is; a job that stops is begun again where it stood, and the result stays for a week`,
      trigger: say`a request open for more than 30 s`,
    }),
    example: { answers: { 'longest-task': 'minutes', 'who-waits': 'always' } },
    counterexample: { answers: { 'longest-task': 'seconds', 'who-waits': 'always' } },
  },
  {
    id: 'challenge.function-limit',
    category: 'serverless',
    topic: 'long-tasks',
    title: 'Functions are cut off in the middle of a task',
    likelihood: 'sure',
    impact: 'high',
    reference: ref('AWS Lambda quotas', 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html'),
    when: all(style('serverless'), is('longest-task', 'hours', 'minutes')),
    tell: (s) => {
      const hours = said(s, 'longest-task', 'hours');
      return {
        likelihood: hours ? 'sure' : 'medium',
        title: hours ? 'The long task is cut off after 15 minutes' : 'The long task comes close to the 15 minutes of a function',
        evidence: answersSay(s, 'longest-task'),
        mitigation: say`cut the task into pieces of at most 5 minutes whose position is stored, ${hours ? 'or run that one task in a container that is started for it and ends' : 'and let each piece start the next'}`,
        trigger: say`a function past 10 minutes`,
      };
    },
    example: { answers: { 'longest-task': 'hours' }, style: 'serverless' },
    counterexample: { answers: { 'longest-task': 'hours' }, style: 'layered' },
  },
  {
    id: 'challenge.database-connections',
    category: 'scalability',
    topic: 'db-connections',
    title: 'Every new process opens its own database connections',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('PostgreSQL wiki: Number of Database Connections', 'https://wiki.postgresql.org/wiki/Number_Of_Database_Connections'),
    when: all(
      slot('primary-store', 'postgres|mysql|maria|sql server|azure sql|cloud sql|aurora|oracle'),
      any(style('serverless'), missed('connections')),
    ),
    tell: (s) => {
      const store = named(s, 'primary-store', 'the database');
      const functions = s.base === 'serverless' || s.edge === 'serverless';
      const wanted = figure(s.recommendation, 'connections')?.value ?? 0;
      return {
        title: functions
          ? `A burst of functions uses up the connections of ${store}`
          : `${count(wanted)} connections to ${store}, more than it allows`,
        likelihood: functions && measures.peak(s) >= 50 ? 'high' : 'medium',
        evidence: answersSay(s, 'concurrent-users', 'machine-events', 'burstiness'),
        mitigation: say`a pooler between ${functions ? 'the functions' : 'the instances'} and ${store}; ${functions ? `at most ${count(Math.max(10, Math.min(80, Math.round(measures.peak(s)))))} functions at once, one connection each` : `at most ${count(Math.max(2, Math.floor(100 / Math.max(1, s.instances))))} per instance`}, and a wait of 1 s instead of a new connection`,
        trigger: say`one “too many connections” in the log, or 80 of 100 in use`,
      };
    },
    example: { style: 'serverless' },
    counterexample: { style: 'serverless', slots: [{ slot: 'primary-store', outcome: 'add', name: 'DynamoDB' }] },
  },
  {
    id: 'challenge.cold-start',
    category: 'serverless',
    topic: 'cold-start',
    title: 'The first call after a pause is the slow one',
    likelihood: 'sure',
    impact: 'low',
    reference: ref('AWS Lambda: execution environment', 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html'),
    when: all(style('serverless'), any(is('latency', 'under-50ms', 'under-500ms'), is('idle', 'mostly'))),
    tell: (s) => ({
      impact: said(s, 'latency', 'under-50ms') ? 'high' : said(s, 'latency', 'under-500ms') ? 'medium' : 'low',
      evidence: answersSay(s, 'latency', 'idle'),
      mitigation: say`small packages, connections opened outside the handler, and one warm instance only for ${action(s, 'what a person waits for')}; the rest may start cold`,
      trigger: say`more than 1 of 100 calls above one second`,
    }),
    example: { answers: { latency: 'under-500ms' }, style: 'serverless' },
    counterexample: { answers: { latency: 'minutes' }, style: 'serverless' },
  },
  {
    id: 'challenge.function-concurrency',
    category: 'serverless',
    topic: 'function-quota',
    title: 'All functions share one limit, and a batch takes it from the users',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('AWS Lambda: reserved concurrency', 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'),
    when: all(style('serverless'), any(is('burstiness', 'sudden', 'known-peaks'), atLeast('machine-events', 50))),
    tell: (s) => ({
      evidence: answersSay(s, 'burstiness', 'machine-events', 'concurrent-users'),
      mitigation: say`a reserved share for ${action(s, 'what people wait for')}, a small one for everything started by events, and a request for a higher limit in the first week, because it takes days`,
      trigger: say`one throttled call of a user, or half of the account’s limit in use`,
    }),
    example: { answers: { burstiness: 'sudden' }, style: 'serverless' },
    counterexample: { answers: { burstiness: 'steady' }, style: 'serverless' },
  },
  {
    id: 'challenge.write-ceiling',
    category: 'scalability',
    topic: 'writes',
    title: 'More writes a second than one database takes',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('PostgreSQL manual: Populating a Database', 'https://www.postgresql.org/docs/current/populate.html'),
    when: all(
      any(atLeast('machine-events', 1000), missed('database-writes')),
      slot('primary-store', 'postgres|mysql|maria|sql server|azure sql|cloud sql|aurora|oracle|timescale'),
    ),
    tell: (s) => {
      const events = Math.round(figure(s.recommendation, 'database-writes')?.value ?? s.reading.amount('machine-events'));
      return {
        title: `${count(events)} writes a second against one ${named(s, 'primary-store', 'database')}`,
        likelihood: events >= 3000 ? 'high' : 'medium',
        evidence: answersSay(s, 'machine-events', 'concurrent-users', 'read-write'),
        mitigation: say`collect for a second and write ${count(events)} rows in one statement; drop indexes that no query uses; keep raw events in files and only what is asked for in the database`,
        trigger: say`writes wait more than 1 s in the queue, or the disk above 70 % busy`,
      };
    },
    example: { answers: { 'work-trigger': 'events', 'machine-events': 20_000 } },
    counterexample: { answers: { 'work-trigger': 'events', 'machine-events': 60 } },
  },
  {
    id: 'challenge.far-readers',
    category: 'scalability',
    topic: 'regions',
    title: 'People on another continent wait for every click',
    likelihood: 'sure',
    impact: 'low',
    reference: ref('Grigorik, High Performance Browser Networking, ch. 1', 'https://hpbn.co/primer-on-latency-and-bandwidth/'),
    when: is('regions', 'readers-everywhere'),
    tell: (s) => ({
      impact: said(s, 'latency', 'under-50ms', 'under-500ms') ? 'medium' : 'low',
      evidence: answersSay(s, 'regions', 'latency'),
      mitigation: say`pages and pictures from a content network, one round trip per screen instead of five, and everything that changes data goes to the one region with a visible “saving”`,
      trigger: say`the slowest region takes more than three times as long as the nearest`,
    }),
    example: { answers: { regions: 'readers-everywhere' } },
    counterexample: { answers: { regions: 'one' } },
  },
  {
    id: 'challenge.two-writers',
    category: 'data',
    topic: 'regions',
    title: 'Two continents change the same record',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Kleppmann, Designing Data-Intensive Applications, ch. 5', 'https://dataintensive.net/'),
    when: is('regions', 'writers-everywhere'),
    tell: (s) => ({
      likelihood: said(s, 'staleness', 'never') || said(s, 'transactions', 'across-areas') ? 'sure' : 'high',
      evidence: answersSay(s, 'regions', 'staleness', 'transactions'),
      mitigation: say`give every record one home region and send its writes there (about 150 ms across an ocean); only what can be merged, such as counters and notes, is written on both sides`,
      trigger: say`one write a week that was overwritten by the other side`,
    }),
    example: { answers: { regions: 'writers-everywhere' } },
    counterexample: { answers: { regions: 'readers-everywhere' } },
  },
  {
    id: 'challenge.no-stale-reads',
    category: 'scalability',
    topic: 'read-copies',
    title: 'Nothing may be old, so nothing may be copied',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Kleppmann, Designing Data-Intensive Applications, ch. 9', 'https://dataintensive.net/'),
    when: all(is('staleness', 'never'), any(atLeast('concurrent-users', 800), is('growth', 'tenfold'), is('needs', 'real-time-reporting'))),
    tell: (s) => ({
      title: `${rate(measures.peak(s))} must all read from one place`,
      evidence: answersSay(s, 'staleness', 'concurrent-users'),
      mitigation: say`ask again, screen by screen, where a second would do: it is usually all but two; those two read from the primary, the rest from a copy`,
      trigger: say`reads take more than 70 % of the primary’s CPU`,
    }),
    example: { answers: { staleness: 'never', 'concurrent-users': 4000 } },
    counterexample: { answers: { staleness: 'seconds', 'concurrent-users': 4000 } },
  },
  {
    id: 'challenge.own-write-missing',
    category: 'data',
    topic: 'read-copies',
    title: 'Somebody saves and does not see it',
    likelihood: 'high',
    impact: 'low',
    reference: ref('Vogels: Eventually Consistent', 'https://www.allthingsdistributed.com/2008/12/eventually_consistent.html'),
    when: all(
      is('staleness', 'seconds', 'minutes'),
      any(
        style('event-driven', 'microservices', 'space-based'),
        slot('cache'),
        slot('search'),
        is('regions', 'readers-everywhere', 'writers-everywhere'),
      ),
    ),
    tell: (s) => ({
      title: `After ${action(s, 'a change')} the next screen still shows the old state`,
      evidence: answersSay(s, 'staleness', 'regions'),
      mitigation: say`for 10 s after a change the same person reads from the primary; every figure that may lag carries the time it is from`,
      trigger: say`three support cases a month that say “it was gone”`,
    }),
    example: { answers: { staleness: 'seconds' }, style: 'event-driven' },
    counterexample: { answers: { staleness: 'seconds' } },
  },
  {
    id: 'challenge.background-starves',
    category: 'scalability',
    topic: 'backlog',
    title: 'Background work takes the machine from those who wait',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'AWS Builders’ Library: Avoiding insurmountable queue backlogs',
      'https://aws.amazon.com/builders-library/avoiding-insurmountable-queue-backlogs/',
    ),
    when: all(is('work-trigger', 'mixed'), any(atLeast('background-share', 25), is('longest-task', 'minutes', 'hours'))),
    tell: (s) => ({
      title: s.reading.stated('background-share')
        ? `${count(s.reading.amount('background-share'))} % of the work runs behind the backs of those who wait`
        : 'Background work takes the machine from those who wait',
      evidence: answersSay(s, 'background-share', 'work-trigger', 'longest-task'),
      mitigation: say`a second process of the same release for the background, with its own small connection pool and at most ${plural(few(s) ? 2 : 4, 'job')} at once; when people wait, jobs pause`,
      trigger: say`the oldest job waits longer than 15 min at noon`,
    }),
    example: { answers: { 'work-trigger': 'mixed', 'background-share': 60 } },
    counterexample: { answers: { 'work-trigger': 'people' } },
  },
  {
    id: 'challenge.noisy-customer',
    category: 'tenants',
    topic: 'noisy-tenant',
    title: 'One large customer slows all others',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Azure Architecture Center: Noisy Neighbor',
      'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/noisy-neighbor/noisy-neighbor',
    ),
    when: all(is('tenancy', 'shared'), any(atLeast('tenants', 50), is('needs', 'large-data', 'real-time-reporting'))),
    tell: (s) => {
      const customers = s.reading.stated('tenants') ? count(s.reading.amount('tenants') - 1) : 'all';
      return {
        title: `One large customer slows the ${customers} others`,
        evidence: answersSay(s, 'tenancy', 'tenants'),
        mitigation: say`the customer’s id on every log line and metric, a limit of requests and of running jobs per customer, and imports one at a time`,
        trigger: say`one customer above 30 % of the database time in a day`,
      };
    },
    example: { answers: { tenancy: 'shared', tenants: 200 } },
    counterexample: { answers: { tenancy: 'shared', tenants: 8 } },
  },
  {
    id: 'challenge.reconnect-storm',
    category: 'scalability',
    topic: 'live-connections',
    title: 'Every screen reconnects in the same second after a release',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'AWS Builders’ Library: Timeouts, retries, and backoff with jitter',
      'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
    ),
    when: all(is('needs', 'live-updates'), atLeast('concurrent-users', 200)),
    tell: (s) => {
      const screens = s.reading.amount('concurrent-users');
      return {
        title: `${count(screens)} screens reconnect in the same second after a release`,
        evidence: answersSay(s, 'needs=live-updates', 'concurrent-users'),
        mitigation: say`reconnect after a random 1 to 30 s, take instances out one by one, and let a screen ask for what it missed by number instead of loading everything`,
        trigger: say`more than ${count(Math.max(20, Math.round(screens / 10)))} connections opened in a second`,
      };
    },
    example: { answers: { needs: ['live-updates'], 'concurrent-users': 2000 } },
    counterexample: { answers: { needs: ['live-updates'], 'concurrent-users': 50 } },
  },
  {
    id: 'challenge.device-backlog',
    category: 'scalability',
    topic: 'devices',
    title: 'Devices come back online and send a week at once',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('AWS Well-Architected: IoT Lens', 'https://docs.aws.amazon.com/wellarchitected/latest/iot-lens/iot-lens.html'),
    when: is('users', 'devices'),
    tell: (s) => {
      const events = Math.max(10, Math.round(s.reading.amount('machine-events')));
      return {
        title: `After an outage of a day, ${count(events)} events a second become ${count(events * 4)}`,
        evidence: answersSay(s, 'users=devices', 'machine-events'),
        mitigation: say`a limit per device, order by the device’s own counter, a reading that is already there is dropped, and firmware that spreads what it kept over an hour`,
        trigger: say`${plural(events * 3, 'reading')} a second for 10 minutes`,
      };
    },
    example: { answers: { users: ['devices'], 'machine-events': 500 } },
    counterexample: { answers: { users: ['employees'] } },
  },
  {
    id: 'challenge.cache-stampede',
    category: 'scalability',
    topic: 'cache',
    title: 'The cache restarts empty and the database gets everything',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'AWS Builders’ Library: Caching challenges and strategies',
      'https://aws.amazon.com/builders-library/caching-challenges-and-strategies/',
    ),
    when: all(slot('cache'), not(slot('cache', 'in-memory data grid|hazelcast|ignite')), measured('peak', 100)),
    tell: (s) => {
      const cache = named(s, 'cache', 'the cache');
      const kept = s.reading.components.filter((part) => part.component === 'cache');
      return {
        title: `${cache} restarts empty and the database gets ${rate(measures.peak(s))}`,
        impact: measures.peak(s) >= 2000 ? 'high' : measures.peak(s) >= 400 ? 'medium' : 'low',
        evidence:
          kept.length > 0
            ? factsShow(`${cache} in the files`, kept)
            : answersSay(s, 'read-write', 'staleness', 'concurrent-users', 'machine-events'),
        mitigation: say`one request per key refills it while the others wait, lifetimes are spread by a fifth, and the service must pass its load test once with ${cache} switched off`,
        trigger: say`fewer than 80 of 100 reads answered by ${cache}`,
      };
    },
    example: { slots: [{ slot: 'cache', outcome: 'add', name: 'Valkey' }], peak: 900 },
    counterexample: { slots: [{ slot: 'cache', outcome: 'add', name: 'Valkey' }], peak: 20 },
  },
  {
    id: 'challenge.stale-search',
    category: 'data',
    topic: 'search',
    title: 'Search shows what no longer exists',
    likelihood: 'medium',
    impact: 'low',
    reference: ref('Kleppmann, Designing Data-Intensive Applications, ch. 11: derived data', 'https://dataintensive.net/'),
    when: all(slot('search'), not(slot('search', 'postgres|mysql|maria|database|full-text in|sqlite|mongodb'))),
    tell: (s) => {
      const engine = named(s, 'search', 'the index');
      return {
        title: `${engine} shows what no longer exists`,
        evidence: answersSay(s, 'needs=full-text-search', 'staleness'),
        mitigation: say`${engine} is fed from the stored changes, never by a second write; it is rebuilt from the database every week into a new index that then replaces the old one`,
        trigger: say`index and database differ by more than 1 record in 1,000`,
      };
    },
    example: { answers: { needs: ['full-text-search'] }, slots: [{ slot: 'search', outcome: 'add', name: 'OpenSearch' }] },
    counterexample: {
      answers: { needs: ['full-text-search'] },
      slots: [{ slot: 'search', outcome: 'add', name: 'PostgreSQL full-text search' }],
    },
  },
  {
    id: 'challenge.search-in-database',
    category: 'scalability',
    topic: 'search',
    title: 'Search in the database is good until people expect more',
    likelihood: 'medium',
    impact: 'low',
    reference: ref('PostgreSQL manual: Full Text Search', 'https://www.postgresql.org/docs/current/textsearch.html'),
    when: all(is('needs', 'full-text-search'), slot('search', 'postgres|mysql|maria|database|full-text in|sqlite|mongodb')),
    tell: (s) => ({
      title: s.reading.stated('data-volume')
        ? `Search over ${volume(s.reading.amount('data-volume'))} inside the database`
        : 'Search in the database is good until people expect more',
      evidence: answersSay(s, 'needs=full-text-search', 'data-volume'),
      mitigation: say`an index on the searched columns, misspellings by similar words of three letters, and a list of searches that found nothing, read once a month by ${people(s)}`,
      trigger: say`a search longer than 500 ms, or 1 search in 5 without a result`,
    }),
    example: { answers: { needs: ['full-text-search'] }, slots: [{ slot: 'search', outcome: 'add', name: 'PostgreSQL full-text search' }] },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'challenge.memory-lost',
    category: 'data',
    topic: 'memory-grid',
    title: 'What is only in memory is gone with the machines',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('Richards and Ford, Fundamentals of Software Architecture, ch. 15', 'https://fundamentalsofsoftwarearchitecture.com/'),
    when: style('space-based'),
    tell: (s) => ({
      title: `The last seconds of ${action(s, 'the work')} exist in memory only`,
      evidence: answersSay(s, 'same-things', 'recovery-point', 'never=lost'),
      mitigation: say`two copies in different zones before a change is confirmed, a log of changes on disk behind it, and a rehearsal in which all nodes are stopped and read back`,
      trigger: say`the write-behind queue is older than ${minutes(Math.max(0.1, Math.min(5, s.reading.amount('recovery-point'))))}`,
    }),
    example: { style: 'space-based' },
    counterexample: { style: 'microservices' },
  },
  {
    id: 'challenge.memory-cold',
    category: 'availability',
    topic: 'memory-reload',
    title: 'A full restart reads all data before the first answer',
    likelihood: 'low',
    impact: 'high',
    reference: ref('Nygard, Release It!, ch. 4: stability antipatterns', 'https://pragprog.com/titles/mnee2/release-it-second-edition/'),
    when: all(style('space-based'), any(stated('data-volume'), is('first-hour-down', 'money', 'harm'))),
    tell: (s) => ({
      title: `A full restart reads ${volume(Math.min(200, s.reading.amount('data-volume')))} before the first answer`,
      evidence: answersSay(s, 'data-volume', 'first-hour-down'),
      mitigation: say`load what is wanted first and the rest in the background, never restart more than a third at once, and write down how long it takes from cold`,
      trigger: say`a cold start longer than ${minutes(s.reading.amount('recovery-time'))}`,
    }),
    example: { style: 'space-based', answers: { 'data-volume': 40 } },
    counterexample: { style: 'microservices', answers: { 'data-volume': 40 } },
  },
  {
    id: 'challenge.memory-limits',
    category: 'operations',
    topic: 'limits',
    title: 'One leak takes the node and its neighbours',
    likelihood: 'low',
    impact: 'medium',
    reference: ref('Kubernetes: resource management', 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'),
    when: saw('hazard.kubernetes-no-limits'),
    shownBy: 'workspace',
    tell: (s) => {
      const found = s.reading.hazard('hazard.kubernetes-no-limits');
      return {
        evidence: hazardEvidence(found.length, 'container without a memory limit', 'containers without a memory limit', found),
        mitigation: say`set the limit to twice what a week of measurements shows; a default for the namespace catches the next one`,
        trigger: say`a node above 85 % memory`,
      };
    },
    example: { hazards: ['hazard.kubernetes-no-limits'] },
    counterexample: { hazards: ['hazard.kubernetes-no-probe'] },
  },
];
