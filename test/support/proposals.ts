import fc from 'fast-check';
import type { Claim, Decision, Element, Proposal, Prose, Relation, Source } from '../../src/core/propose/proposal.ts';
import { proposalSchema } from '../../src/core/propose/proposal.ts';

const answer = (id: string): Source => ({ answer: id });

/** A claim of plain text or prose, from the interview unless another source is given. */
export function claim(content: string | Prose, ...sources: Source[]): Claim {
  return { text: typeof content === 'string' ? [content] : content, sources: sources.length === 0 ? [answer('team-size')] : sources };
}

/** A C4 element; `kind` and the rest have plain defaults. */
export function element(id: string, name: string, more: Partial<Element> = {}): Element {
  return { id, name, kind: 'service', technology: '', description: '', status: 'kept', sources: [{ fact: 'fact.x' }], ...more };
}

export function relation(from: string, to: string, more: Partial<Relation> = {}): Relation {
  return { from, to, label: '', protocol: 'HTTPS', status: 'kept', sources: [{ fact: 'fact.x' }], ...more };
}

export function slotDecision(number: number, key: string, title: string, more: Partial<Decision> = {}): Decision {
  return {
    id: `AD-${String(number).padStart(3, '0')}`,
    key,
    status: 'proposed',
    title,
    outcome: title,
    option: 'chosen',
    reason: [claim(`${title} is what the team already runs.`)],
    drivers: [claim('one team of six')],
    alternatives: [
      { name: 'Something larger', option: 'larger', feasible: true, score: 0.6, because: claim('no need asks for it') },
      { name: 'Something smaller', option: 'smaller', feasible: false, score: 0.2, because: claim('lacks transactions') },
    ],
    consequences: [],
    stability: { share: 0.91, firsts: 1820, samples: 2000 },
    flips: [claim('to something larger when the allowed downtime falls below 10 min a month')],
    ...more,
  };
}

/** The level of `example-document.md`: a made-up company, complete. */
export function invoicely(change: (proposal: Proposal) => void = () => {}): Proposal {
  const proposal = structuredClone(base) as Proposal;
  change(proposal);
  return proposalSchema.parse(proposal);
}

const evidence: Proposal['evidence'] = [
  { id: 'ev.compose.postgres', detector: 'compose', path: 'compose.yaml', line: 14, excerpt: 'image: postgres:15-alpine' },
  { id: 'ev.docker.node', detector: 'dockerfile', path: 'Dockerfile', line: 1, excerpt: 'FROM node:18' },
  { id: 'ev.issue', detector: 'package-json', path: 'src/issue.ts', line: 41, excerpt: 'await Promise.all(partners)' },
  { id: 'ev.main', detector: 'terraform', path: 'infra/main.tf', line: 3, excerpt: 'provider "aws" {' },
  { id: 'ev.rds', detector: 'terraform', path: 'infra/rds.tf', line: 9, excerpt: 'backup_retention_period = 0' },
];

const people = element('user', 'Customer', { kind: 'person' });
const app = element('api', 'Invoicely', { technology: 'Node 24, 5 modules', status: 'changed' });
const partnerElements = [
  element('pay', 'Payment provider', { kind: 'external-api' }),
  element('banks', 'Banks', { kind: 'external-api' }),
  element('gov', 'E-invoicing gateways', { kind: 'external-api' }),
];

const base: Proposal = {
  schemaVersion: 1,
  name: 'Invoicely',
  date: '2026-11-22',
  commit: '4f1c2ab',
  counts: { answers: 17, facts: 61, problems: 2 },
  overview: {
    purpose: [
      claim(
        'Invoicely sells invoicing to small companies in three EU countries and lives on connections to banks, a payment provider and national e-invoicing gateways.',
      ),
      claim('The system must let one team of six add a country every quarter without the existing ones noticing.'),
    ],
    objectives: [
      {
        objective: 'New markets',
        measure: ['a country live in ≤ 90 days, the others’ error rate unchanged'],
        sources: [answer('objectives')],
      },
      {
        objective: 'Invoices are neither lost nor sent twice',
        measure: ['0 lost, 0 duplicates a month; RPO ≤ 5 min after a human error', { assumed: 'as.rpo' }],
        sources: [answer('loss')],
      },
      { objective: 'Available in office hours', measure: ['99.9 % a month (43 min of downtime)'], sources: [answer('availability')] },
    ],
    users: [claim('Small companies, mostly at month’s end', answer('users'))],
    needs: [
      { need: 'Fault tolerance', level: 'high (4 of 5)', because: claim('partners fail and issuing must go on', answer('partner-down')) },
      { need: 'Evolvability', level: 'high (4 of 5)', because: claim('a country per quarter', answer('objectives')) },
    ],
    load: [
      claim([
        '1,500 people at once at month’s end, one action every 20 s',
        { assumed: 'as.think' },
        ': 1,500 / 20 = ',
        { strong: '75 requests/s' },
        ', up to 225 in the busiest minute (× 3',
        { assumed: 'as.peak' },
        ').',
      ]),
      claim(['40,000 invoices a day at 60 kB: 2.4 GB a day, ', { strong: '0.9 TB a year' }, '.']),
    ],
    constraints: [
      claim('Data stays in the EU', answer('disqualifiers')),
      claim(['AWS with Terraform (', { evidence: 'ev.main' }, ')'], { fact: 'deployment.aws' }),
      claim(['PostgreSQL 15 (', { evidence: 'ev.compose.postgres' }, ')'], { fact: 'technology.postgresql' }),
      claim('1,500 $ a month and two engineer-days a month for operations', answer('budget')),
    ],
    assumptions: [
      { id: 'as.think', text: 'A person acts once every 20 seconds.', question: null },
      { id: 'as.rpo', text: 'Up to 5 minutes of work may be lost after a human error.', question: 'recovery-point' },
    ],
  },
  decisions: [
    slotDecision(1, 'style', 'Style: modular monolith, partner work through an outbox', {
      outcome: 'modular monolith',
      option: 'modular-monolith',
      reason: [
        claim([
          'One release with five modules that own their tables and a worker process from the same release. “Invoice issued” stays one database transaction; calls to partners leave through an outbox and can wait without a user waiting (',
          { evidence: 'ev.issue' },
          ').',
        ]),
      ],
      drivers: [claim('one team of six'), claim('a country per quarter'), claim('partner outages'), claim('budget')],
      alternatives: [
        {
          name: 'service-based',
          option: 'service-based',
          feasible: true,
          score: 0.66,
          because: claim('nobody waits for anybody’s release yet'),
        },
        {
          name: 'microservices',
          option: 'microservices',
          feasible: false,
          score: 0.4,
          because: claim('needs at least 3 teams; you have 1'),
        },
        {
          name: 'Buy an e-invoicing platform',
          option: 'buy',
          feasible: true,
          score: 0.5,
          because: claim(['your three partners are not all covered', { assumed: 'as.buy' }]),
        },
      ],
      consequences: [
        claim(['Borders must be checked from the first day (', { decision: 'AD-003' }, ')']),
        claim('One database is the ceiling.'),
      ],
      stability: { share: 0.86, firsts: 1720, samples: 2000 },
      flips: [claim('to service-based when two teams wait for each other’s releases more than once a month')],
    }),
    slotDecision(2, 'slot:primary-store', 'Primary store: keep PostgreSQL 15, in two zones', {
      reason: [
        claim([
          'Already there (',
          { evidence: 'ev.compose.postgres' },
          '), transactional, run in production by three of you. Today it has no backups (',
          { evidence: 'ev.rds' },
          ').',
        ]),
      ],
      alternatives: [
        {
          name: 'Aurora PostgreSQL',
          option: 'aurora',
          feasible: true,
          score: 0.7,
          because: claim('faster failover, about twice the price at this size'),
        },
        { name: 'DynamoDB', option: 'dynamodb', feasible: true, score: 0.4, because: claim('your ledger reports are joins') },
      ],
    }),
    slotDecision(3, 'slot:delivery', 'Delivery: keep GitHub Actions, add a border check', {
      reason: [claim(['The pipeline stays; ', { code: 'npm run borders' }, ' makes it red when a module reaches into another.'])],
    }),
  ],
  styleComparison: [
    {
      option: 'modular-monolith',
      name: 'modular monolith',
      chosen: true,
      scalability: ['two small instances carry 225/s'],
      maintenance: ['one pipeline; borders checked by lint'],
      cost: ['430–610 $ + 1 day'],
      verdict: [{ strong: 'fit 0.84' }],
    },
    {
      option: 'service-based',
      name: 'service-based (3 services)',
      chosen: false,
      scalability: ['each alone'],
      maintenance: ['3 pipelines, contracts between them'],
      cost: ['620–900 $ + 3 days'],
      verdict: ['0.66: nobody waits for anybody’s release yet'],
    },
    {
      option: 'microservices',
      name: 'microservices',
      chosen: false,
      scalability: ['far beyond 225/s'],
      maintenance: ['8 pipelines and on-call for six people'],
      cost: ['1,300–2,100 $ + 8 days'],
      verdict: ['out: needs ≥ 3 teams (you: 1)'],
    },
  ],
  today: {
    elements: [
      element('api', 'Invoicely', { technology: 'Node 18' }),
      element('db', 'PostgreSQL', { kind: 'store', technology: 'PostgreSQL 15' }),
      ...partnerElements,
    ],
    relations: [relation('api', 'db', { protocol: 'SQL' }), relation('api', 'pay', { protocol: 'unknown' })],
  },
  todayNotes: [claim('One service, one database and three partners were found in compose.yaml and infra/.', { fact: 'component.api' })],
  notRead: [
    { path: 'infra/state.tfstate', line: null, reason: 'may hold secrets, only its name was read' },
    { path: 'deploy/values.yaml', line: 12, reason: 'not valid YAML' },
  ],
  context: {
    elements: [people, element('sys', 'Invoicely', { kind: 'system' }), ...partnerElements],
    relations: [
      relation('user', 'sys', { label: 'issues invoices' }),
      relation('sys', 'pay', { protocol: 'REST' }),
      relation('sys', 'banks', { protocol: 'SFTP' }),
      relation('sys', 'gov', { protocol: 'REST' }),
    ],
  },
  proposed: {
    elements: [
      people,
      element('web', 'Web app', { kind: 'web-client', technology: 'React 19' }),
      app,
      element('worker', 'Partner worker', { kind: 'worker', technology: 'same release', status: 'new' }),
      element('db', 'PostgreSQL', { kind: 'store', technology: 'PostgreSQL 15, two zones' }),
      element('cron', 'Nightly job', { kind: 'job', status: 'removed' }),
      ...partnerElements,
    ],
    relations: [
      relation('user', 'web'),
      relation('web', 'api', { label: 'JSON' }),
      relation('api', 'db', { label: 'invoice + outbox row, one transaction', protocol: 'SQL' }),
      relation('worker', 'db', { label: 'polls outbox', protocol: 'SQL', status: 'new' }),
      relation('worker', 'pay', { protocol: 'REST', status: 'new' }),
      relation('worker', 'banks', { protocol: 'SFTP', status: 'new' }),
      relation('worker', 'gov', { label: 'idempotency key', protocol: 'REST', status: 'new' }),
      relation('cron', 'banks', { protocol: 'SFTP', status: 'removed' }),
    ],
  },
  deployment: {
    nodes: [
      { id: 'aws', name: 'AWS eu-central-1', technology: '', parent: null, elements: [] },
      {
        id: 'ecs',
        name: 'ECS Fargate',
        technology: 'two zones',
        parent: 'aws',
        elements: [
          { element: 'api', instances: '2' },
          { element: 'worker', instances: '1' },
        ],
      },
      { id: 'rds', name: 'RDS', technology: 'db.t4g.medium, Multi-AZ', parent: 'aws', elements: [{ element: 'db', instances: '2' }] },
    ],
    relations: [relation('api', 'db', { protocol: 'SQL' }), relation('worker', 'db', { protocol: 'SQL', status: 'new' })],
  },
  flow: {
    title: 'issue an invoice',
    steps: [
      { from: 'user', to: 'web', text: 'issue', kind: 'call' },
      { from: 'web', to: 'api', text: 'POST /invoices', kind: 'call' },
      { from: 'api', to: 'db', text: 'invoice + outbox row in one transaction', kind: 'call' },
      { from: 'api', to: 'web', text: '202, queued', kind: 'reply' },
      { from: 'worker', to: 'gov', text: 'send with idempotency key; retried with jitter', kind: 'event' },
    ],
  },
  behaviours: [
    {
      situation: ['month’s end, 225 requests/s'],
      happens: ['two API instances at 55 % CPU', { assumed: 'as.cpu' }, '; the queue is empty by 02:00'],
      holds: ['p95 of “issue invoice” < 400 ms'],
      sources: [answer('load')],
    },
    {
      situation: ['gateway down for 24 h'],
      happens: ['outbox rows wait, users see “queued”'],
      holds: ['0 duplicates: idempotency key, inbox table, daily reconciliation'],
      sources: [answer('partner-down')],
    },
  ],
  roadmap: [
    {
      by: 'week 3',
      step: ['two zones, point-in-time recovery'],
      after: ['same code'],
      done: ['a restore was rehearsed in < 1 h'],
      sources: [{ rule: 'roadmap.recovery' }],
    },
    {
      by: 'week 8',
      step: ['outbox and worker for the payment provider'],
      after: ['users no longer wait for partners'],
      done: ['p95 holds with the provider switched off'],
      sources: [{ rule: 'roadmap.outbox' }],
    },
  ],
  cost: {
    lines: [
      {
        item: 'Compute: 3 × 0.5 vCPU',
        low: 80,
        high: 120,
        note: 'Fargate, two API instances and a worker',
        source: 'list price, eu-central-1, read 2026-11',
      },
      { item: 'Database', low: 250, high: 330, note: 'Multi-AZ, 200 GB', source: 'list price, eu-central-1, read 2026-11' },
    ],
    low: 330,
    high: 450,
    daysLow: 1,
    daysHigh: 2,
    pricesRead: '2026-11',
  },
  openQuestions: [
    {
      question: 'recovery-point',
      text: 'How much of the latest work may be gone after a disaster?',
      why: 'nothing needs a second live copy',
      assumed: '5 minutes',
      changes: ['AD-002'],
    },
    {
      question: 'buyable',
      text: 'Would a bought platform cover your three partners?',
      why: 'it would replace half of the partner work',
      assumed: 'parts',
      changes: ['AD-001', 'AD-003'],
    },
  ],
  challenges: [
    {
      id: 'partner-outage',
      title: 'A partner is down at month’s end',
      likelihood: 'high',
      impact: 'high',
      evidence: claim(['3 synchronous calls in one request (', { evidence: 'ev.issue' }, ')'], { fact: 'hazard.sync' }),
      mitigation: ['outbox, retries with jitter, a queue that support can see'],
      trigger: ['queue age > 15 min'],
    },
    {
      id: 'ended-runtime',
      title: 'The API’s base image is past its end of life',
      likelihood: 'sure',
      impact: 'medium',
      evidence: claim([{ code: 'node:18' }, ' in ', { evidence: 'ev.docker.node' }, ' (ended 2025-04-30)'], { fact: 'hazard.runtime' }),
      mitigation: ['Node 24 in week 1'],
      trigger: ['CI fails on ended runtimes'],
    },
  ],
  evidence,
};

/**
 * Proposals with any strings in every place where a string may stand, of the shape of Invoicely. `names` supplies the
 * strings; each is cut to what the schema allows there.
 */
export function proposals(names: fc.Arbitrary<string>): fc.Arbitrary<Proposal> {
  return fc.array(names, { minLength: 6, maxLength: 14 }).map((pool) => withStrings(pool));
}

/** Invoicely with its texts replaced, in turn, by those of the pool. Ids, paths and enums stay. */
export function withStrings(pool: readonly string[], change: (proposal: Proposal) => void = () => {}): Proposal {
  let next = 0;
  const keys = new Set([
    'name',
    'technology',
    'label',
    'protocol',
    'text',
    'title',
    'outcome',
    'need',
    'level',
    'objective',
    'item',
    'note',
    'source',
    'why',
    'assumed',
    'by',
    'reason',
    'pricesRead',
    'code',
    'strong',
    'instances',
    'commit',
    'excerpt',
    'path',
    'description',
  ]);
  const limits: Record<string, number> = {
    name: 80,
    technology: 120,
    label: 120,
    protocol: 60,
    title: 120,
    outcome: 120,
    code: 200,
    strong: 200,
    instances: 20,
    commit: 40,
    text: 160,
    excerpt: 240,
    path: 400,
    reason: 600,
    description: 200,
  };
  const take = (key: string): string => {
    const raw = pool[next++ % pool.length] ?? '';
    const short = raw.slice(0, limits[key] ?? 600);
    return short === '' ? 'x' : short;
  };
  const walk = (value: unknown, key: string, inProse: boolean): unknown => {
    if (typeof value === 'string') return inProse || keys.has(key) ? take(inProse ? 'prose' : key) : value;
    if (Array.isArray(value)) {
      const isProse =
        [
          'measure',
          'scalability',
          'maintenance',
          'cost',
          'verdict',
          'situation',
          'happens',
          'holds',
          'step',
          'after',
          'done',
          'mitigation',
          'trigger',
        ].includes(key) ||
        (key === 'text' && inProse === false);
      return value.map((item) => walk(item, key, isProse && typeof item === 'string'));
    }
    if (value !== null && typeof value === 'object') {
      if (Object.keys(value).length === 1 && 'assumed' in value) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, keepsValue(name, item) ? item : walk(item, name, false)]),
      );
    }
    return value;
  };
  const changed = walk(structuredClone(base), '', false) as Proposal;
  change(changed);
  return proposalSchema.parse(changed);
}

/** Values that only look like text: ids of decisions, sources, references to evidence. */
function keepsValue(name: string, item: unknown): boolean {
  return ['sources', 'schemaVersion', 'decision', 'evidence'].includes(name) && !(name === 'evidence' && typeof item === 'object');
}

const kinds: readonly Element['kind'][] = [
  'person',
  'service',
  'web-client',
  'worker',
  'function',
  'store',
  'broker',
  'cache',
  'search',
  'object-store',
  'gateway',
  'identity',
  'external-api',
  'system',
];
const statuses: readonly Element['status'][] = ['kept', 'new', 'changed', 'removed'];

/** Models of up to `size` elements in any shape, with any strings as names, technologies, labels and protocols. */
export function models(names: fc.Arbitrary<string>, size: number): fc.Arbitrary<Proposal['today']> {
  const cut = (limit: number): fc.Arbitrary<string> => names.map((name) => name.slice(0, limit));
  const filled = (limit: number): fc.Arbitrary<string> => cut(limit).map((name) => (name === '' ? 'x' : name));
  const index = fc.nat({ max: size - 1 });
  return fc.record({
    elements: fc
      .array(fc.tuple(filled(120), cut(120), fc.constantFrom(...kinds), fc.constantFrom(...statuses)), { minLength: 1, maxLength: size })
      .map((rows) => rows.map(([name, technology, kind, status], at) => element(`e${at}`, name, { technology, kind, status }))),
    relations: fc
      .array(fc.tuple(index, index, cut(120), filled(60), fc.constantFrom(...statuses)), { maxLength: size })
      .map((rows) => rows.map(([from, to, label, protocol, status]) => relation(`e${from}`, `e${to}`, { label, protocol, status }))),
  });
}

/** Invoicely with small generated models, deployment and flow: every diagram differs from run to run. */
export function drawnProposals(names: fc.Arbitrary<string>): fc.Arbitrary<Proposal> {
  const filled = names.map((name) => (name === '' ? 'x' : name.slice(0, 120)));
  return fc
    .record({
      today: models(names, 3),
      context: models(names, 3),
      proposed: models(names, 4),
      words: fc.array(filled, { minLength: 4, maxLength: 4 }),
    })
    .map(({ today, context, proposed, words: [place = 'x', technology = 'x', title = 'x', step = 'x'] }) => ({
      ...base,
      name: title,
      today,
      context,
      proposed,
      deployment: {
        nodes: [
          { id: 'p1', name: place, technology, parent: null, elements: [{ element: 'e0', instances: step.slice(0, 20) }] },
          { id: 'p2', name: technology, technology: '', parent: 'p1', elements: [{ element: 'e1', instances: '2' }] },
          { id: 'p3', name: place, technology: place, parent: 'p1', elements: [] },
        ],
        relations: [relation('e0', 'p2', { label: step }), relation('p3', 'e1')],
      },
      flow: {
        title,
        steps: [
          { from: 'e0', to: 'e1', text: step, kind: 'call' as const },
          { from: 'e1', to: 'e0', text: title, kind: 'reply' as const },
          { from: 'e1', to: 'e1', text: place, kind: 'event' as const },
        ],
      },
    }));
}
