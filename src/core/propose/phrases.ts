import { allowedDowntime, count, enumerate, minutes, plural, volume } from './format.ts';
import type { Reading } from './reading.ts';

/**
 * Answers as a colleague would repeat them in half a sentence: `one team of 6`, `500 people at once`. They are what
 * drivers and constraints say; the wording of the question stays in the interview.
 */
const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'starting-point': {
    'from-scratch': 'a start from scratch',
    evolve: 'what is here evolves step by step',
    replace: 'what is here is replaced',
    extend: 'what is here stays; something is built beside it',
  },
  'work-trigger': {
    people: 'people click and wait',
    systems: 'other systems call',
    events: 'a stream of events starts the work',
    clock: 'the clock starts the work',
    mixed: 'people start it, a good part runs in the background',
  },
  'who-waits': { always: 'somebody waits for the result', receipt: 'a receipt is enough', nobody: 'nobody waits for the end' },
  'transformation-chain': { no: 'records, not conversions', part: 'a part is a chain of conversions', mostly: 'a chain of conversions' },
  'domain-borders': { one: 'one small area', clear: 'clearly separate areas', tangled: 'areas that hang together' },
  'release-contention': {
    never: 'no release waits for another team',
    yearly: 'a release waits a few times a year',
    monthly: 'a release waits every month',
    weekly: 'a release waits every week',
  },
  variants: {
    no: 'no variants',
    settings: 'variants by settings',
    ours: 'variants that you build',
    'plug-ins': 'plug-ins by third parties',
  },
  transactions: {
    nothing: 'nothing that must happen together',
    'one-area': 'transactions inside one area',
    'across-areas': 'transactions across areas',
  },
  burstiness: { steady: 'an even flow', daily: 'a daily rhythm', 'known-peaks': 'peaks you know of', sudden: 'peaks nobody can foresee' },
  idle: { hardly: 'hardly ever idle', nights: 'idle at night', mostly: 'idle most of the day' },
  growth: { flat: 'hardly any growth', double: 'a load that doubles each year', tenfold: 'ten times the load in a year' },
  'read-write': { reads: 'mostly reads', balanced: 'as many writes as reads', writes: 'mostly writes' },
  latency: {
    'under-50ms': 'answers within 50 ms',
    'under-500ms': 'answers within half a second',
    'under-2s': 'answers within two seconds',
    minutes: 'answers may take minutes',
  },
  'longest-task': { seconds: 'tasks of seconds', minutes: 'tasks of up to 15 minutes', hours: 'tasks of more than 15 minutes' },
  'same-things': {
    no: 'no fight over the same records',
    'yes-memory': 'thousands want the same few records, which fit in memory',
    'yes-large': 'thousands want the same records, too many for memory',
  },
  'first-hour-down': {
    wait: 'people wait out an outage',
    'work-stops': 'work stops in an outage',
    money: 'an outage loses money every minute',
    harm: 'an outage harms people or breaks a contract',
  },
  buyable: { nothing: 'nothing can be bought', parts: 'parts can be bought', most: 'most of it can be bought' },
  tenancy: { single: 'one organisation', shared: 'many customers in one installation', separate: 'an installation per customer' },
  night: {
    nobody: 'nobody on call at night',
    one: 'on call at night: whoever hears the alarm',
    rota: 'a rota on call',
    provider: 'a provider on call',
  },
  hosting: {
    any: 'no preferred cloud',
    aws: 'AWS',
    azure: 'Azure',
    gcp: 'Google Cloud',
    platform: 'a simple platform',
    own: 'your own machines',
    edge: 'many sites or devices',
  },
  'ai-use': {
    none: 'no AI model',
    provider: 'a provider’s AI model is called',
    'own-models': 'AI models of your own',
    core: 'a model’s answer is the product',
  },
  staleness: { never: 'all see the same at once', seconds: 'figures may differ for seconds', minutes: 'figures may differ for minutes' },
  'step-data': {
    messages: 'steps hand on small messages',
    files: 'steps hand on files',
    tables: 'steps hand on large tables',
  },
  regions: {
    one: 'used on one continent',
    'readers-everywhere': 'read everywhere, written in one place',
    'writers-everywhere': 'read and written everywhere',
  },
  'availability-hours': { office: 'needed in working hours', long: 'needed every day, not at night', always: 'needed day and night' },
  'restore-tried': {
    regularly: 'a restore was tried within three months',
    once: 'the last restore was tried long ago',
    never: 'no restore was ever tried',
    'no-backups': 'there are no backups',
  },
  'tenant-isolation': {
    rows: 'customers in the same tables, told apart by a key',
    database: 'a database per customer',
    installation: 'an installation per customer',
  },
  operator: {
    us: 'operated by those who build it',
    operations: 'operated by another department',
    customers: 'operated by the customers’ own staff',
    provider: 'operated by a provider',
  },
  'personal-data': {
    none: 'nothing about people is kept',
    ordinary: 'names and addresses of people are kept',
    sensitive: 'health, money or beliefs of people are kept',
  },
  cutover: {
    nothing: 'no standstill for a change-over',
    night: 'a change-over may take a night',
    weekend: 'a change-over may take a weekend',
    longer: 'a change-over may take longer than a weekend',
  },
  'partner-down': {
    nothing: 'down when the main partner is down',
    most: 'most works with the main partner down',
    everything: 'everything works with the main partner down',
  },
  operations: {
    'by-hand': 'releases by hand',
    tested: 'automatic tests, releases by hand',
    automatic: 'automatic releases',
    watched: 'automatic releases with rollback',
  },
};

const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  objectives: {
    'automate-processes': 'automated processes',
    'new-product': 'a new product',
    'customer-experience': 'a better customer experience',
    'integrate-systems': 'systems that work together',
    'reduce-cost': 'lower cost',
    'new-markets': 'new markets',
    none: 'no objective yet',
  },
  users: {
    consumers: 'consumers',
    'business-customers': 'business customers',
    employees: 'your own staff',
    partners: 'partner systems',
    devices: 'devices',
    citizens: 'the public',
    none: 'users whom nobody has named',
  },
  needs: {
    'real-time-reporting': 'figures that are seconds old',
    'large-data': 'large volumes of data',
    'high-availability': 'hardly any downtime',
    'live-updates': 'screens that update themselves',
    offline: 'work without a connection',
    mobile: 'mobile apps',
    'public-api': 'a public API',
    'full-text-search': 'full-text search',
    files: 'stored files',
    none: 'no special need',
  },
  alone: {
    release: 'a part released alone',
    scale: 'a part scaled alone',
    fail: 'a part that fails alone',
    none: 'no part that must stand alone',
  },
  never: {
    lost: 'nothing may be lost',
    'done-twice': 'nothing may be done twice',
    'changed-unseen': 'nothing may change without a trace',
    none: 'no data whose loss is grave',
  },
  pains: {
    outages: 'outages',
    slow: 'slowness',
    peaks: 'peaks it cannot take',
    'changes-break': 'changes that break other things',
    'slow-delivery': 'slow delivery',
    cost: 'its cost',
    'partner-outages': 'stops when a partner is down',
    'manual-operations': 'work by hand',
    'too-many-parts': 'too many parts',
    none: 'no pain today',
  },
  disqualifiers: {
    regulated: 'oversight by a regulator or auditor',
    residency: 'data bound to a country or region',
    'own-hosting': 'hosting on your own machines',
    disconnected: 'sites without a network',
    none: 'no law, residency or hosting rule',
  },
  compliance: {
    privacy: 'privacy law',
    health: 'health data',
    cards: 'payment cards (PCI DSS)',
    finance: 'financial supervision',
    'public-sector': 'public-sector rules',
    certificate: 'a certificate customers ask for',
    none: 'no named regulation',
  },
  'residency-regions': {
    eu: 'the European Union',
    uk: 'the United Kingdom',
    ch: 'Switzerland',
    us: 'the United States',
    apac: 'a country in Asia or the Pacific',
    other: 'another country',
  },
  'stack-preferred': {
    typescript: 'TypeScript',
    python: 'Python',
    java: 'Java or Kotlin',
    dotnet: '.NET',
    go: 'Go',
    php: 'PHP',
    ruby: 'Ruby',
    rust: 'Rust',
    elixir: 'Elixir',
  },
  'stack-forbidden': {
    aws: 'AWS',
    azure: 'Azure',
    gcp: 'Google Cloud',
    kubernetes: 'Kubernetes',
    serverless: 'functions as a service',
    proprietary: 'anything only one vendor sells',
    copyleft: 'copyleft licences',
    none: 'nothing is forbidden',
  },
  legacy: {
    database: 'a database that others use too',
    erp: 'an ERP, CRM or mainframe',
    files: 'files that are exchanged',
    'own-services': 'services of other teams',
    none: 'no existing system to live with',
  },
  skills: {
    containers: 'containers',
    kubernetes: 'Kubernetes',
    functions: 'functions as a service',
    queues: 'queues',
    'event-streams': 'event streams',
    relational: 'a relational database with backups',
    'infrastructure-as-code': 'infrastructure as code',
    'distributed-tracing': 'distributed tracing',
    none: 'nothing run in production yet',
  },
  worries: {
    budget: 'the budget',
    deadline: 'the deadline',
    specialists: 'missing specialists',
    migration: 'the move from old to new',
    'lock-in': 'dependence on one vendor',
    security: 'security',
    none: 'no particular worry',
  },
};

const quantities: Readonly<Record<string, (value: number) => string>> = {
  'concurrent-users': (value) => (value === 0 ? 'no people at the peak' : `${count(value)} people at once`),
  'machine-events': (value) => `${plural(value, 'machine call', 'machine calls')} a second`,
  'data-volume': (value) => `${volume(value)} after a year`,
  availability: (value) => `${value} % available (${allowedDowntime(value)} down a month)`,
  'recovery-point': (value) => (value === 0 ? 'no work lost in a disaster' : `at most ${minutes(value)} of work lost`),
  'recovery-time': (value) => `back within ${minutes(value)}`,
  horizon: (value) => `a horizon of ${plural(value, 'year')}`,
  'external-apis': (value) => (value === 0 ? 'no external API' : plural(value, 'external API')),
  'team-size': (value) => (value === 0 ? 'no developer of your own' : plural(value, 'developer')),
  teams: (value) => plural(value, 'team'),
  budget: (value) => `${count(value)} $ a month`,
  'operations-days': (value) => `${plural(value, 'engineer-day')} a month for operations`,
  'background-share': (value) => `${count(value)} % of the work runs in the background`,
  'latency-target': (value) => `95 of 100 answers within ${count(value)} ms`,
  'peak-length': (value) => `peaks last ${minutes(value)}`,
  'outage-frequency': (value) => `${plural(value, 'outage')} a quarter`,
  tenants: (value) => `${plural(value, 'customer')} after a year`,
  'partner-limit': (value) => `${plural(value, 'call')} a second to the busiest partner`,
  deadline: (value) => (value === 0 ? 'in use at once' : `in use within ${plural(value, 'week')}`),
};

const listLead: Readonly<Record<string, string>> = {
  'residency-regions': 'data stays in ',
  skills: 'run in production before: ',
  'stack-forbidden': 'forbidden: ',
  worries: 'worries: ',
  pains: 'pain: ',
};

/** The value of a question as half a sentence, stated or assumed; undefined for free text and unknown ids. */
export function phrase(reading: Reading, question: string): string | undefined {
  const quantity = quantities[question];
  if (quantity !== undefined) return quantity(reading.amount(question));
  const choice = choices[question];
  if (choice !== undefined) return choice[reading.one(question)];
  const options = lists[question];
  if (options === undefined) return undefined;
  const chosen = reading.many(question);
  if (chosen.length === 0) return options['none'];
  return `${listLead[question] ?? ''}${enumerate(optionPhrases(question, chosen))}`;
}

/** The phrases of some options of a question with several answers. */
export function optionPhrases(question: string, options: readonly string[]): string[] {
  return options.map((option) => lists[question]?.[option] ?? option);
}

/** What another answer would say: `ten times the load in a year`. `value` is an option, several joined by commas, or a number. */
export function answerPhrase(question: string, value: string): string | undefined {
  const quantity = quantities[question];
  if (quantity !== undefined) return Number.isFinite(Number(value)) ? quantity(Number(value)) : undefined;
  const choice = choices[question];
  if (choice !== undefined) return choice[value];
  const last = value.split(',').at(-1) ?? '';
  return lists[question]?.[last];
}

/** One option of a question with several answers, with its lead: `worry: security`. */
export function optionPhrase(question: string, option: string): string {
  return `${question === 'worries' ? 'worry: ' : (listLead[question] ?? '')}${lists[question]?.[option] ?? option}`;
}
