import { count, plural, volume } from '../format.ts';
import { answersSay } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { say } from '../prose.ts';

/** What goes wrong when more comes than was thought of. */
export const loadChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.sudden-peaks',
    topic: 'peaks',
    title: 'A peak arrives that nobody announced',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://sre.google/sre-book/handling-overload/',
    find: (s) => {
      if (!s.reading.has('burstiness', 'sudden') || s.base === 'serverless') return undefined;
      return {
        evidence: answersSay(s, 'burstiness', 'concurrent-users'),
        mitigation: say`scale on requests in flight instead of CPU, shed the cheapest requests first (lists before orders), and keep one instance more than needed`,
        trigger: say`more than 70 % of connections in use for 5 minutes`,
      };
    },
    example: { answers: { burstiness: 'sudden' } },
    counterexample: { answers: { burstiness: 'daily' } },
  },
  {
    id: 'challenge.known-peaks',
    topic: 'peaks',
    title: 'The known peak is the first real load test',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://sre.google/sre-book/reliable-product-launches/',
    find: (s) => {
      if (!s.reading.has('burstiness', 'known-peaks')) return undefined;
      return {
        evidence: answersSay(s, 'burstiness', 'concurrent-users'),
        mitigation: say`replay a recorded hour at twice ${s.peak ?? 'the expected rate'} two weeks before, freeze releases the day before, and add instances by the calendar`,
        trigger: say`p95 doubles in the rehearsal`,
      };
    },
    example: { answers: { burstiness: 'known-peaks' } },
    counterexample: { answers: { burstiness: 'steady' } },
  },
  {
    id: 'challenge.load-unmeasured',
    topic: 'peaks',
    title: 'The load is a guess until somebody measures it',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://sre.google/sre-book/software-engineering-in-sre/',
    find: (s) => {
      const tools = s.reading.technologies.filter((fact) => ['k6', 'locust', 'gatling', 'artillery', 'jmeter'].includes(fact.technology));
      if (tools.length > 0) return undefined;
      const said = answersSay(s, 'concurrent-users');
      return {
        evidence: { ...said, text: [...said.text, '; no load test in the files'] },
        mitigation: say`a script of the ten commonest requests at ${s.peak ?? 'the expected rate'}, run once a month and before every known peak; a day to write`,
        trigger: say`the measured rate of one instance is less than half of what is assumed here`,
      };
    },
    example: { answers: { 'concurrent-users': 200 } },
    counterexample: { technologies: [{ id: 'k6', category: 'testing' }] },
  },
  {
    id: 'challenge.contested-records',
    topic: 'contention',
    title: 'Thousands write the same few records at once',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://www.postgresql.org/docs/current/explicit-locking.html',
    find: (s) => {
      if (!s.reading.has('same-things', 'yes-memory', 'yes-large') || s.base === 'space-based') return undefined;
      return {
        evidence: answersSay(s, 'same-things', 'concurrent-users'),
        mitigation: say`a waiting room in front, reservations that expire after 10 minutes, and counters split into 16 rows so that writers do not queue behind one lock`,
        trigger: say`lock waits above 100 ms at the 95th percentile`,
      };
    },
    example: { answers: { 'same-things': 'yes-large', 'concurrent-users': 20_000 }, style: 'microservices' },
    counterexample: { answers: { 'same-things': 'yes-memory' }, style: 'space-based' },
  },
  {
    id: 'challenge.tenfold-growth',
    topic: 'growth',
    title: 'Ten times the load meets a database that can only grow upwards',
    likelihood: 'medium',
    impact: 'high',
    reference:
      'https://aws.amazon.com/builders-library/avoiding-overload-in-distributed-systems-by-putting-the-smaller-service-in-control/',
    find: (s) => {
      if (!s.reading.has('growth', 'tenfold')) return undefined;
      return {
        evidence: answersSay(s, 'growth', 'read-write'),
        mitigation: say`${s.reading.has('read-write', 'writes') ? 'choose the key to partition by now and put it into every table' : 'send reads that may be a second old to a replica'}; write down the rate at which the next step is due`,
        trigger: say`the database above 60 % CPU in the busiest hour of a week`,
      };
    },
    example: { answers: { growth: 'tenfold' } },
    counterexample: { answers: { growth: 'double' } },
  },
  {
    id: 'challenge.data-outgrows',
    topic: 'data-volume',
    title: 'Backups and schema changes take longer than the night',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    find: (s) => {
      const gigabytes = s.reading.amount('data-volume');
      if (gigabytes < 1000) return undefined;
      return {
        evidence: answersSay(s, 'data-volume'),
        mitigation: say`partition the largest table by month from the start and move what is older than a year to object storage; rehearse a restore of ${volume(gigabytes)} and time it`,
        trigger: say`a restore takes longer than the recovery time, or a migration locks a table for more than 2 s`,
      };
    },
    example: { answers: { 'data-volume': 20_000 } },
    counterexample: { answers: { 'data-volume': 50 } },
  },
  {
    id: 'challenge.reports-slow-orders',
    topic: 'reporting',
    title: 'Reports take the database away from the daily work',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://martinfowler.com/bliki/ReportingDatabase.html',
    find: (s) => {
      if (!s.reading.has('needs', 'real-time-reporting') || s.reading.has('transformation-chain', 'mostly')) return undefined;
      return {
        evidence: answersSay(s, 'needs=real-time-reporting', 'concurrent-users'),
        mitigation: say`a read replica for reports, a limit of 30 s per report query, and totals that are kept up to date when records change`,
        trigger: say`a report query over 5 s, or a replica more than 10 s behind`,
      };
    },
    example: { answers: { needs: ['real-time-reporting'] } },
    counterexample: { answers: { needs: ['files'] } },
  },
  {
    id: 'challenge.latency-of-hops',
    topic: 'latency',
    title: 'Calls between parts use up the answer time',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://research.google/pubs/the-tail-at-scale/',
    find: (s) => {
      if (!s.reading.has('latency', 'under-50ms')) return undefined;
      return {
        evidence: answersSay(s, 'latency'),
        mitigation: say`keep the hot path in one process with its data in memory, give every call on it a budget in ms, and measure at the client`,
        trigger: say`p99 above 50 ms for 10 minutes`,
      };
    },
    example: { answers: { latency: 'under-50ms' } },
    counterexample: { answers: { latency: 'under-500ms' } },
  },
  {
    id: 'challenge.long-task-in-request',
    topic: 'long-tasks',
    title: 'Somebody waits for work that takes minutes',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/async-request-reply',
    find: (s) => {
      if (!s.reading.has('longest-task', 'minutes', 'hours') || !s.reading.has('who-waits', 'always')) return undefined;
      return {
        evidence: answersSay(s, 'longest-task', 'who-waits'),
        mitigation: say`answer at once with a job number, show progress, keep the result for a week; a job can be repeated without harm`,
        trigger: say`a request open for more than 30 s`,
      };
    },
    example: { answers: { 'longest-task': 'minutes', 'who-waits': 'always' } },
    counterexample: { answers: { 'longest-task': 'seconds', 'who-waits': 'always' } },
  },
  {
    id: 'challenge.function-limit',
    topic: 'long-tasks',
    title: 'Functions are cut off in the middle of a task',
    likelihood: 'sure',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    find: (s) => {
      if (s.base !== 'serverless' && s.edge !== 'serverless') return undefined;
      if (!s.reading.has('longest-task', 'hours')) return undefined;
      return {
        evidence: answersSay(s, 'longest-task'),
        mitigation: say`split the task into pieces of at most 5 minutes with their position stored, or run that one task in a container started for it`,
        trigger: say`a function past 10 minutes`,
      };
    },
    example: { answers: { 'longest-task': 'hours' }, style: 'serverless' },
    counterexample: { answers: { 'longest-task': 'hours' }, style: 'layered' },
  },
  {
    id: 'challenge.reconnect-storm',
    topic: 'live-connections',
    title: 'Every screen reconnects in the same second after a release',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
    find: (s) => {
      const people = s.reading.amount('concurrent-users');
      if (!s.reading.has('needs', 'live-updates') || people < 300) return undefined;
      return {
        evidence: answersSay(s, 'needs=live-updates', 'concurrent-users'),
        mitigation: say`reconnect after a random 1 to 30 s, drain instances one by one, and let a client fetch what it missed by sequence number`,
        trigger: say`more than ${count(Math.max(20, Math.round(people / 10)))} connections opened in a second`,
      };
    },
    example: { answers: { needs: ['live-updates'], 'concurrent-users': 2000 } },
    counterexample: { answers: { needs: ['live-updates'], 'concurrent-users': 50 } },
  },
  {
    id: 'challenge.stale-search',
    topic: 'search',
    title: 'Search shows what no longer exists',
    likelihood: 'medium',
    impact: 'low',
    reference: 'https://www.elastic.co/docs/solutions/search/ingest-for-search',
    find: (s) => {
      const choice = s.slot('search');
      if (choice === undefined || choice.outcome === 'not-needed' || /postgres|mysql|database/i.test(choice.chosen.name)) return undefined;
      return {
        evidence: answersSay(s, 'needs'),
        mitigation: say`feed ${s.technology('search') ?? 'the index'} from the outbox rather than by double writes, rebuild it from the database every week, and compare the counts`,
        trigger: say`index and database differ by more than 0.1 %`,
      };
    },
    example: { answers: { needs: ['full-text-search'] }, slots: [{ slot: 'search', outcome: 'add', name: 'OpenSearch' }] },
    counterexample: {
      answers: { needs: ['full-text-search'] },
      slots: [{ slot: 'search', outcome: 'add', name: 'PostgreSQL full-text search' }],
    },
  },
  {
    id: 'challenge.device-backlog',
    topic: 'devices',
    title: 'Devices come back online and send a week at once',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.aws.amazon.com/wellarchitected/latest/iot-lens/iot-lens.html',
    find: (s) => {
      if (!s.reading.has('users', 'devices')) return undefined;
      const rate = Math.round(s.reading.amount('machine-events'));
      return {
        evidence: answersSay(s, 'users=devices', 'machine-events'),
        mitigation: say`accept by device with a limit, order by the device's own counter, and drop a reading that is already there`,
        trigger: say`${plural(Math.max(30, rate * 3), 'reading')} a second for 10 minutes`,
      };
    },
    example: { answers: { users: ['devices'], 'machine-events': 500 } },
    counterexample: { answers: { users: ['employees'] } },
  },
];
