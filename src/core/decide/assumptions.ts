/** What an assumption is about, for grouping it in a list. */
export type AssumptionTopic = 'load' | 'data' | 'availability' | 'recovery' | 'cost';

/** One number that a calculation takes for granted, and that a person may set. Pure data. */
export interface AssumptionRule {
  readonly id: string;
  readonly topic: AssumptionTopic;
  /** One sentence without full stop; `{value}` stands for the number with its unit. */
  readonly text: string;
  /** The number unless somebody sets another; null: what the price list of the place says. */
  readonly value: number | null;
  /** `s`, `×`, `%`, `$`; empty for a plain number. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Where the number comes from: a published source, or that it is our estimate. */
  readonly source: string;
  /** Ids of the figures of the capacity calculation that use it; `bill` for the monthly cost. */
  readonly usedBy: readonly string[];
  /** The question whose answer would replace it, where there is one. */
  readonly question?: string;
}

const ours = 'our estimate; measure your own';
const load = ['requests', 'peak-requests', 'instances', 'concurrency', 'database-writes', 'connections', 'bandwidth', 'bill'] as const;

function throughput(language: string, name: string, value: number): AssumptionRule {
  return {
    id: `throughput-${language}`,
    topic: 'load',
    text: `One small instance (1 vCPU, 2 GB) in ${name} answers {value}, each with two or three database queries`,
    value,
    unit: 'requests/s',
    min: 1,
    max: 100_000,
    source: 'our estimate, ordered like the fortunes test of the TechEmpower benchmarks; measure your own',
    usedBy: ['instances', 'concurrency', 'connections', 'bill'],
    question: 'stack-preferred',
  };
}

function peakFactor(kind: string, words: string, value: number): AssumptionRule {
  return {
    id: `peak-factor-${kind}`,
    topic: 'load',
    text: `The busiest minute has {value} the load of the busy hour (${words})`,
    value,
    unit: '×',
    min: 1,
    max: 1000,
    source: ours,
    usedBy: load.slice(1),
    question: 'burstiness',
  };
}

function writeShare(kind: string, words: string, value: number): AssumptionRule {
  return {
    id: `write-share-${kind}`,
    topic: 'data',
    text: `{value} of the requests write (${words})`,
    value,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['database-writes', 'bill'],
    question: 'read-write',
  };
}

function activeHours(kind: string, words: string, value: number): AssumptionRule {
  return {
    id: `active-hours-${kind}`,
    topic: 'cost',
    text: `It is busy {value} a day (${words})`,
    value,
    unit: 'h',
    min: 0.1,
    max: 24,
    source: ours,
    usedBy: ['bill'],
    question: 'idle',
  };
}

function averageShare(kind: string, words: string, value: number): AssumptionRule {
  return {
    id: `average-share-${kind}`,
    topic: 'cost',
    text: `An average busy hour has {value} of the load of the busiest (${words})`,
    value,
    unit: '%',
    min: 1,
    max: 100,
    source: ours,
    usedBy: ['bill'],
    question: 'burstiness',
  };
}

function growth(kind: string, words: string, value: number, of: 'data' | 'load'): AssumptionRule {
  return {
    id: `${of}-growth-${kind}`,
    topic: of === 'data' ? 'data' : 'cost',
    text: of === 'data' ? `Each year adds {value} the data of the year before (${words})` : `After a year the load is {value} (${words})`,
    value,
    unit: '×',
    min: 1,
    max: 100,
    source: ours,
    usedBy: of === 'data' ? ['storage', 'bill'] : ['bill'],
    question: 'growth',
  };
}

function sla(part: string, words: string, value: number, source: string): AssumptionRule {
  return {
    id: `sla-${part}`,
    topic: 'availability',
    text: `${words} is up {value} of a month`,
    value,
    unit: '%',
    min: 50,
    max: 100,
    source,
    usedBy: ['availability'],
  };
}

function releases(kind: string, words: string, value: number, source: string): AssumptionRule {
  return { ...sla(`releases-${kind}`, words, value, source), text: `${words} leave it up {value} of a month`, question: 'operations' };
}

function price(item: string, words: string): AssumptionRule {
  return {
    id: `price-${item}`,
    topic: 'cost',
    text: `${words} costs {value} a month`,
    value: null,
    unit: '$',
    min: 0,
    max: 1_000_000,
    source: 'the price list of the place, as recorded',
    usedBy: ['bill'],
  };
}

const loadAssumptions: readonly AssumptionRule[] = [
  {
    id: 'think-time',
    topic: 'load',
    text: 'One person does something every {value}',
    value: 20,
    unit: 's',
    min: 0.1,
    max: 3600,
    source: 'office software is usually modelled with 10 to 30 s between two actions',
    usedBy: load,
    question: 'concurrent-users',
  },
  peakFactor('even', 'even load', 2),
  peakFactor('daily', 'a daily rhythm', 3),
  peakFactor('known', 'peaks you know of: the stated people are those of the peak', 3),
  peakFactor('sudden', 'peaks nobody foresees', 5),
  {
    id: 'busy-share',
    topic: 'load',
    text: 'At the peak an instance is at most {value} busy',
    value: 60,
    unit: '%',
    min: 5,
    max: 95,
    source: 'at 60 % a request waits 1.5 times its own time, at 90 % nine times (M/M/1 queue)',
    usedBy: ['instances', 'bill'],
  },
  {
    id: 'growth-room',
    topic: 'load',
    text: 'Ten times a year is met with room for {value} the present peak; the rest is added on the way',
    value: 3,
    unit: '×',
    min: 1,
    max: 100,
    source: ours,
    usedBy: ['instances', 'connections', 'bill'],
    question: 'growth',
  },
  throughput('typescript', 'TypeScript / JavaScript', 250),
  throughput('python', 'Python', 120),
  throughput('java', 'Java / Kotlin', 400),
  throughput('dotnet', 'C# / .NET', 400),
  throughput('go', 'Go', 600),
  throughput('php', 'PHP', 120),
  throughput('ruby', 'Ruby', 100),
  throughput('rust', 'Rust', 800),
  throughput('elixir', 'Elixir', 300),
  throughput('other', 'any other language', 200),
  {
    id: 'service-time',
    topic: 'load',
    text: 'A request takes {value} inside, most of it waiting for the database',
    value: 80,
    unit: 'ms',
    min: 1,
    max: 60_000,
    source: ours,
    usedBy: ['concurrency'],
    question: 'latency-target',
  },
  {
    id: 'background-share',
    topic: 'load',
    text: '{value} of the requests leave a job that nobody waits for',
    value: 10,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['backlog', 'partner-backlog'],
    question: 'background-share',
  },
  {
    id: 'daily-peak',
    topic: 'load',
    text: 'The busiest part of an ordinary day lasts {value}',
    value: 10,
    unit: 'min',
    min: 1,
    max: 1440,
    source: ours,
    usedBy: ['backlog'],
    question: 'peak-length',
  },
  {
    id: 'worker-share',
    topic: 'load',
    text: 'The workers take jobs {value} as fast as they arrive in the busy hour',
    value: 1.5,
    unit: '×',
    min: 1.01,
    max: 100,
    source: 'our estimate; a queue only drains if it is served faster than it fills',
    usedBy: ['backlog'],
  },
  {
    id: 'partner-share',
    topic: 'load',
    text: '{value} of the requests call the busiest partner',
    value: 5,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['partner-backlog'],
  },
  {
    id: 'partner-outage',
    topic: 'load',
    text: 'A partner may be away for {value}',
    value: 24,
    unit: 'h',
    min: 0.1,
    max: 720,
    source: 'our estimate: a whole day is the worst that most contracts allow',
    usedBy: ['partner-backlog'],
  },
];

const dataAssumptions: readonly AssumptionRule[] = [
  writeShare('reads', 'reading prevails', 10),
  writeShare('balanced', 'half and half', 40),
  writeShare('writes', 'writing prevails', 70),
  {
    id: 'write-ceiling',
    topic: 'data',
    text: 'One ordinary database (2 to 4 cores, fast storage) sustains {value}',
    value: 2500,
    unit: 'writes/s',
    min: 1,
    max: 10_000_000,
    source: 'our estimate from published pgbench runs on managed PostgreSQL of that size',
    usedBy: ['database-writes'],
  },
  {
    id: 'connections',
    topic: 'data',
    text: 'Each instance keeps {value} database connections open',
    value: 15,
    unit: '',
    min: 1,
    max: 1000,
    source: 'default pools of the common drivers hold 5 to 20',
    usedBy: ['connections'],
  },
  {
    id: 'connections-per-gigabyte',
    topic: 'data',
    text: 'A database allows {value} connections for each GB of its memory',
    value: 100,
    unit: '',
    min: 1,
    max: 5000,
    source: 'Amazon RDS for PostgreSQL: memory / 9,531,392 bytes, about 112 a GB; PostgreSQL alone starts with 100',
    usedBy: ['connections'],
  },
  growth('double', 'a load that doubles', 2, 'data'),
  growth('tenfold', 'a load that grows ten times', 3, 'data'),
  {
    id: 'file-share',
    topic: 'data',
    text: 'Where files are kept, they are {value} of the data and lie outside the database',
    value: 80,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['storage', 'recovery-time', 'bill'],
    question: 'needs',
  },
  {
    id: 'database-size',
    topic: 'data',
    text: 'One database is asked to hold at most {value}; what is more lies in object storage',
    value: 2000,
    unit: 'GB',
    min: 1,
    max: 1_000_000,
    source: 'our estimate: beyond it, restores, copies and index changes take a working day',
    usedBy: ['storage', 'recovery-time', 'bill'],
  },
  {
    id: 'answer-size',
    topic: 'data',
    text: 'An average answer has {value}',
    value: 30,
    unit: 'kB',
    min: 0.1,
    max: 100_000,
    source: ours,
    usedBy: ['bandwidth', 'bill'],
  },
  {
    id: 'upload-share',
    topic: 'data',
    text: '{value} of the requests upload a file',
    value: 1,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['uploads'],
  },
  {
    id: 'upload-size',
    topic: 'data',
    text: 'An uploaded file has {value}',
    value: 2,
    unit: 'MB',
    min: 0.01,
    max: 100_000,
    source: ours,
    usedBy: ['uploads'],
  },
];

const availabilityAssumptions: readonly AssumptionRule[] = [
  {
    id: 'services-in-path',
    topic: 'availability',
    text: 'A request passes {value} separately released services, where there are so many',
    value: 3,
    unit: '',
    min: 1,
    max: 100,
    source: ours,
    usedBy: ['availability'],
  },
  sla('instance', 'One instance', 99.5, 'Amazon EC2 service level agreement for a single instance'),
  sla(
    'balancer',
    'A load balancer',
    99.99,
    'service level agreement of Elastic Load Balancing; Azure and Google promise the same or 99.95 %',
  ),
  sla('server', 'One server of your own', 99.5, 'our estimate: one repair of eleven hours every three months'),
  sla('functions', 'The function platform', 99.95, 'service level agreement of AWS Lambda; Azure Functions promises the same'),
  sla('platform', 'A simple platform', 99.9, 'our estimate from published status pages; few plans promise anything'),
  sla(
    'database',
    'A database in one zone',
    99.8,
    'our estimate: an hour and a half a month for maintenance, restarts and a lost zone now and then; Amazon RDS promises 99.5 %',
  ),
  sla('database-zones', 'A managed database in two zones', 99.95, 'Amazon RDS service level agreement for several zones'),
  sla(
    'database-use',
    'A database that is paid by use',
    99.99,
    'Amazon DynamoDB service level agreement; Firestore and Cosmos DB promise the same',
  ),
  sla('cache', 'A cache', 99.9, 'Amazon ElastiCache service level agreement in one zone is 99.5 %, in several 99.99 %'),
  sla('broker', 'A broker or queue', 99.9, 'service level agreements of Amazon SQS, Azure Service Bus and Amazon MQ'),
  sla('search', 'A search engine', 99.9, 'service level agreement of Amazon OpenSearch Service in several zones'),
  sla('files', 'Object storage', 99.9, 'service level agreement of Amazon S3'),
  sla('identity', 'A bought sign-in', 99.9, 'service level agreement of Amazon Cognito; Auth0 and Entra promise 99.99 %'),
  sla('partner', 'A partner that everything waits for', 99.5, 'our estimate; ask for their figure'),
  releases('by-hand', 'Releases by hand', 99.8, 'our estimate: two bad releases of 43 minutes a month'),
  releases('tested', 'Tested releases', 99.9, 'our estimate: one bad release of 43 minutes a month'),
  releases('automatic', 'Automatic releases', 99.95, 'our estimate: one bad release of 22 minutes a month'),
  releases('watched', 'Releases that roll back by themselves', 99.99, 'our estimate: one bad release of 4 minutes a month'),
];

const recoveryAssumptions: readonly AssumptionRule[] = [
  {
    id: 'log-interval',
    topic: 'recovery',
    text: 'Point-in-time recovery loses at most the last {value}',
    value: 5,
    unit: 'min',
    min: 0.1,
    max: 60,
    source: 'Amazon RDS saves the log of a database every 5 minutes',
    usedBy: ['recovery-point'],
  },
  {
    id: 'restore-throughput',
    topic: 'recovery',
    text: 'A restore brings back {value}',
    value: 100,
    unit: 'GB/h',
    min: 0.1,
    max: 100_000,
    source: ours,
    usedBy: ['recovery-time'],
  },
  {
    id: 'restore-start',
    topic: 'recovery',
    text: '{value} pass before a restore begins (somebody notices, decides, starts a machine)',
    value: 30,
    unit: 'min',
    min: 0,
    max: 10_080,
    source: ours,
    usedBy: ['recovery-time'],
  },
  {
    id: 'failover',
    topic: 'recovery',
    text: 'A standby takes over within {value}',
    value: 2,
    unit: 'min',
    min: 0,
    max: 1440,
    source: 'Amazon RDS: typically 60 to 120 s',
    usedBy: ['recovery-time'],
  },
];

const costAssumptions: readonly AssumptionRule[] = [
  activeHours('hardly', 'hardly any idle time', 16),
  activeHours('nights', 'idle at night', 8),
  activeHours('mostly', 'idle most of the day', 2),
  averageShare('even', 'even load', 70),
  averageShare('daily', 'a daily rhythm', 30),
  averageShare('peaks', 'peaks', 10),
  growth('double', 'a load that doubles', 2, 'load'),
  growth('tenfold', 'a load that grows ten times', 10, 'load'),
  {
    id: 'first-months',
    topic: 'cost',
    text: 'The first months have {value} of the load and of the first year’s data',
    value: 10,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['bill'],
  },
  {
    id: 'people-a-month',
    topic: 'cost',
    text: 'In a month {value} as many people sign in as are there at once',
    value: 10,
    unit: '×',
    min: 1,
    max: 10_000,
    source: ours,
    usedBy: ['bill'],
  },
  {
    id: 'queries',
    topic: 'cost',
    text: 'A request makes {value} reads or writes, where a database is paid by use',
    value: 3,
    unit: '×',
    min: 0.1,
    max: 1000,
    source: ours,
    usedBy: ['bill'],
  },
  {
    id: 'log-size',
    topic: 'cost',
    text: 'A request leaves {value} of logs, an event of a machine a tenth of that',
    value: 1,
    unit: 'kB',
    min: 0,
    max: 1000,
    source: ours,
    usedBy: ['bill'],
  },
  {
    id: 'model-call',
    topic: 'cost',
    text: 'A call of a language model costs {value}',
    value: 0.005,
    unit: '$',
    min: 0,
    max: 100,
    source: 'about 2,000 words in and 300 out at 1 $ and 5 $ a million tokens, as recorded 2026-11',
    usedBy: ['bill'],
  },
  {
    id: 'model-share',
    topic: 'cost',
    text: '{value} of the requests call a language model',
    value: 2,
    unit: '%',
    min: 0,
    max: 100,
    source: ours,
    usedBy: ['bill'],
  },
  {
    id: 'day-rate',
    topic: 'cost',
    text: 'An engineer-day costs {value}',
    value: 600,
    unit: '$',
    min: 0,
    max: 10_000,
    source: 'our estimate: a salary of 100,000 $ and a quarter of overheads over 210 working days',
    usedBy: ['bill'],
  },
  {
    id: 'price-factor',
    topic: 'cost',
    text: 'What you pay is {value} the list price',
    value: 1,
    unit: '×',
    min: 0.05,
    max: 20,
    source: 'list prices; commitments of a year take a quarter to a third off, tax adds a fifth',
    usedBy: ['bill'],
  },
  price('instance', 'A small instance'),
  price('server', 'A server with 2 cores and 4 GB'),
  price('database', 'One database server'),
  price('cache', 'A cache or grid node'),
  price('broker', 'A broker'),
  price('search', 'A search engine'),
  price('logs', 'A GB of logs'),
  price('gpu', 'A server with a GPU'),
  price('observability', 'Watching one part'),
  price('identity', 'The sign-in'),
];

/** Every assumption of the capacity and cost calculation. */
export const assumptionRules: readonly AssumptionRule[] = [
  ...loadAssumptions,
  ...dataAssumptions,
  ...availabilityAssumptions,
  ...recoveryAssumptions,
  ...costAssumptions,
];

/** What a person has set, by assumption id. Only ids and numbers that `checkAssumption` accepted. */
export type Assumptions = ReadonlyMap<string, number>;

/** Nothing is set: every assumption has its default. */
export const noAssumptions: Assumptions = new Map();

const indexById: ReadonlyMap<string, number> = new Map(assumptionRules.map(({ id }, index) => [id, index]));

/** Position of an assumption in `assumptionRules`. Throws for an id that is not there: code that names one is mistaken. */
export function assumptionPosition(id: string): number {
  const index = indexById.get(id);
  if (index === undefined) throw new Error(`No assumption ${id}`);
  return index;
}

/** The assumption with this id, or undefined. Safe for ids such as `__proto__`. */
export function assumptionById(id: string): AssumptionRule | undefined {
  const index = indexById.get(id);
  return index === undefined ? undefined : assumptionRules[index];
}

/** A number that may be set, or one sentence that names the assumption and says what would be accepted. */
export type CheckedAssumption = { readonly value: number } | { readonly error: string };

/** Checks what somebody wants to set: a known id and a number within its range. */
export function checkAssumption(id: string, value: unknown): CheckedAssumption {
  const rule = assumptionById(id);
  if (rule === undefined) {
    const near = assumptionRules.filter((other) => other.id.startsWith(id) || id.startsWith(other.id)).map((other) => other.id);
    const hint = near.length === 0 ? '' : ` There is ${near.slice(0, 4).join(', ')}.`;
    return { error: `There is no assumption “${id.slice(0, 60)}”.${hint}` };
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return { error: `The assumption “${id}” takes a number.` };
  if (value < rule.min || value > rule.max) {
    const unit = rule.unit === '' ? '' : ` ${rule.unit}`;
    return { error: `The assumption “${id}” takes ${String(rule.min)} to ${String(rule.max)}${unit}, not ${String(value)}.` };
  }
  return { value };
}
