import type { AnswerValue } from '../../../src/core/interview/question.ts';
import type { BaseStyle } from '../../../src/core/decide/recommendation.ts';

/** A short story with its answers, the bases that an experienced architect would accept, and those that are wrong. */
export interface GoldenScenario {
  readonly id: string;
  readonly story: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly acceptable: readonly BaseStyle[];
  readonly forbidden: readonly BaseStyle[];
  readonly why: string;
}

export const goldenScenarios: readonly GoldenScenario[] = [
  // Layered
  {
    id: 'club-administration',
    story: 'One developer builds a membership administration for a sports club: forms, lists, a yearly invoice run.',
    answers: { 'starting-point': 'from-scratch', objectives: ['automate-processes'], users: ['employees'], 'team-size': 1, budget: 50, deadline: 6, 'domain-borders': 'one', 'concurrent-users': 10, 'release-contention': 'never', 'transformation-chain': 'no', variants: 'no', horizon: 3, 'first-hour-down': 'wait', idle: 'nights' },
    acceptable: ['layered', 'modular-monolith'], forbidden: ['microservices', 'event-driven', 'service-based', 'space-based'],
    why: 'One small area, one developer, records that people edit.',
  },
  {
    id: 'internal-tool',
    story: 'Two developers replace a spreadsheet with an internal approval tool for 60 colleagues within a month.',
    answers: { 'starting-point': 'from-scratch', objectives: ['automate-processes'], users: ['employees'], needs: ['none'], 'team-size': 2, budget: 150, deadline: 4, 'domain-borders': 'one', 'concurrent-users': 30, 'release-contention': 'never', horizon: 2, 'who-waits': 'always', 'work-trigger': 'people', operations: 'by-hand', 'first-hour-down': 'wait' },
    acceptable: ['layered', 'modular-monolith'], forbidden: ['microservices', 'event-driven', 'service-based', 'space-based', 'microkernel'],
    why: 'The cheapest thing that works.',
  },
  {
    id: 'hospital-department',
    story: 'A hospital department runs a shift planner on its own server; two developers, hospital network only.',
    answers: { users: ['employees'], 'team-size': 2, budget: 300, disqualifiers: ['own-hosting', 'regulated'], compliance: ['health'], hosting: 'own', 'domain-borders': 'one', 'concurrent-users': 120, 'release-contention': 'never', deadline: 20, operations: 'by-hand', 'first-hour-down': 'work-stops', transactions: 'one-area', alone: ['none'], variants: 'no' },
    acceptable: ['layered', 'modular-monolith'], forbidden: ['serverless', 'microservices', 'event-driven', 'space-based'],
    why: 'Own machines, two people, one area.',
  },
  {
    id: 'prototype',
    story: 'A founder needs a prototype for investors in four weeks; it will be thrown away within a year.',
    answers: { 'starting-point': 'from-scratch', objectives: ['new-product'], users: ['consumers'], 'team-size': 1, budget: 100, deadline: 4, horizon: 1, 'domain-borders': 'one', 'concurrent-users': 20, 'release-contention': 'never', 'first-hour-down': 'wait', needs: ['mobile'] },
    acceptable: ['layered', 'serverless'], forbidden: ['microservices', 'service-based', 'event-driven', 'space-based'],
    why: 'Nothing is cheaper to build and to throw away.',
  },
  // Modular monolith
  {
    id: 'saas-small-team',
    story: 'A SaaS startup of six lives on bank and e-invoicing APIs and adds a country each quarter.',
    answers: { 'starting-point': 'evolve', objectives: ['new-markets', 'new-product'], users: ['business-customers'], 'team-size': 6, teams: 1, budget: 1500, deadline: 16, 'domain-borders': 'clear', 'concurrent-users': 1500, 'release-contention': 'never', 'external-apis': 6, 'partner-down': 'everything', transactions: 'across-areas', hosting: 'aws', never: ['lost', 'done-twice'], 'who-waits': 'receipt', 'work-trigger': 'mixed', 'first-hour-down': 'work-stops', operations: 'automatic', availability: 99.9, night: 'one', 'longest-task': 'hours' },
    acceptable: ['modular-monolith'], forbidden: ['microservices', 'space-based', 'layered'],
    why: 'One team; invoice and ledger in one transaction; partners behind an outbox.',
  },
  {
    id: 'bank-core',
    story: 'A regional bank renews its account core: 14 developers, everything must balance in one transaction, own data centre.',
    answers: { 'starting-point': 'replace', objectives: ['reduce-cost'], users: ['employees', 'business-customers'], 'team-size': 14, teams: 2, budget: 20_000, deadline: 52, 'domain-borders': 'tangled', 'concurrent-users': 800, 'release-contention': 'yearly', transactions: 'across-areas', disqualifiers: ['regulated', 'own-hosting'], compliance: ['finance'], hosting: 'own', never: ['lost', 'done-twice', 'changed-unseen'], 'first-hour-down': 'harm', availability: 99.95, horizon: 10, operations: 'tested', night: 'rota', 'who-waits': 'always', alone: ['none'] },
    acceptable: ['modular-monolith', 'service-based'], forbidden: ['serverless', 'microservices', 'event-driven', 'space-based', 'layered'],
    why: 'Consistency across areas for ten years; borders that still have to be found.',
  },
  {
    id: 'back-from-microservices',
    story: 'Five developers inherited eleven services that must all be released together; most of their week goes into keeping them alive.',
    answers: { 'starting-point': 'evolve', 'team-size': 5, teams: 1, budget: 900, deadline: 26, 'domain-borders': 'tangled', 'concurrent-users': 300, pains: ['too-many-parts', 'cost', 'slow'], 'release-contention': 'never', transactions: 'across-areas', operations: 'tested', skills: ['containers', 'kubernetes', 'queues'], alone: ['none'], 'who-waits': 'always' },
    acceptable: ['modular-monolith', 'layered'], forbidden: ['microservices', 'event-driven', 'space-based'],
    why: 'Documented returns to a monolith had exactly these reasons (Su, Li and Taibi 2024).',
  },
  {
    id: 'public-portal',
    story: 'A ministry builds a portal for citizens: five procedures, ten developers of a contractor, one release a month.',
    answers: { 'starting-point': 'from-scratch', objectives: ['customer-experience'], users: ['citizens'], 'team-size': 10, teams: 2, budget: 4000, deadline: 40, 'domain-borders': 'clear', 'concurrent-users': 3000, 'release-contention': 'yearly', disqualifiers: ['residency', 'regulated'], compliance: ['public-sector', 'privacy'], horizon: 8, 'first-hour-down': 'work-stops', 'who-waits': 'always', operations: 'tested', alone: ['none'], transactions: 'one-area', burstiness: 'daily' },
    acceptable: ['modular-monolith', 'service-based'], forbidden: ['microservices', 'space-based', 'layered', 'event-driven'],
    why: 'Several areas over years, but nobody waits for anybody.',
  },
  {
    id: 'growing-shop',
    story: 'A shop system of eight developers where a change in prices breaks the warehouse.',
    answers: { 'starting-point': 'evolve', users: ['consumers'], 'team-size': 8, teams: 1, budget: 2500, deadline: 12, 'domain-borders': 'clear', 'concurrent-users': 2000, pains: ['changes-break'], 'release-contention': 'yearly', transactions: 'across-areas', operations: 'automatic', 'first-hour-down': 'money', burstiness: 'known-peaks', 'same-things': 'no', 'who-waits': 'always' },
    acceptable: ['modular-monolith', 'service-based'], forbidden: ['microservices', 'layered', 'space-based'],
    why: 'Borders, not network calls, cure this pain.',
  },
  // Service-based
  {
    id: 'insurer-three-teams',
    story: 'An insurer: three teams (contracts, claims, partners), releases wait for one another each month.',
    answers: { 'starting-point': 'evolve', users: ['employees', 'business-customers'], 'team-size': 18, teams: 3, budget: 9000, deadline: 40, 'domain-borders': 'clear', 'concurrent-users': 1200, 'release-contention': 'monthly', transactions: 'one-area', operations: 'tested', alone: ['release'], horizon: 8, 'first-hour-down': 'work-stops', disqualifiers: ['regulated'], 'who-waits': 'always', skills: ['containers', 'relational', 'queues'] },
    acceptable: ['service-based'], forbidden: ['microservices', 'layered', 'space-based', 'serverless'],
    why: 'A release per team; releases are not yet automatic.',
  },
  {
    id: 'clinic-network',
    story: 'A clinic network: the patient portal must be scaled and released without touching the records; 12 developers in two teams.',
    answers: { users: ['consumers', 'employees'], 'team-size': 12, teams: 2, budget: 6000, deadline: 30, 'domain-borders': 'clear', 'concurrent-users': 4000, 'release-contention': 'monthly', alone: ['release', 'scale', 'fail'], disqualifiers: ['regulated', 'residency'], compliance: ['health'], operations: 'automatic', transactions: 'one-area', 'first-hour-down': 'work-stops', 'who-waits': 'always', skills: ['containers', 'relational', 'infrastructure-as-code'] },
    acceptable: ['service-based'], forbidden: ['microservices', 'layered', 'space-based', 'serverless'],
    why: 'Two or three domain services; two teams cannot own ten.',
  },
  {
    id: 'logistics-tangled',
    story: 'A logistics company with five teams whose areas hang together; weekly waiting; bookings touch several areas.',
    answers: { users: ['business-customers', 'partners'], 'team-size': 24, teams: 5, budget: 12_000, deadline: 40, 'domain-borders': 'tangled', 'concurrent-users': 3000, 'release-contention': 'weekly', transactions: 'across-areas', operations: 'tested', alone: ['release'], skills: ['containers', 'relational', 'queues'], 'who-waits': 'always', 'first-hour-down': 'money' },
    acceptable: ['service-based', 'modular-monolith'], forbidden: ['microservices', 'layered', 'space-based', 'serverless'],
    why: 'They need releases of their own, but the data cannot be split yet.',
  },
  {
    id: 'travel-search',
    story: 'A travel site: search must be scaled alone, booking must survive its failure; nine developers.',
    answers: { users: ['consumers'], 'team-size': 9, teams: 2, budget: 5000, deadline: 26, 'domain-borders': 'clear', 'concurrent-users': 6000, 'release-contention': 'yearly', alone: ['scale', 'fail'], operations: 'automatic', 'first-hour-down': 'money', 'who-waits': 'always', transactions: 'one-area', 'same-things': 'no', 'read-write': 'reads', skills: ['containers', 'relational', 'queues'] },
    acceptable: ['service-based', 'modular-monolith'], forbidden: ['microservices', 'layered', 'space-based'],
    why: 'Two or three services do that.',
  },
  // Microservices
  {
    id: 'saas-eight-teams',
    story: 'The same SaaS with eight teams, weekly waiting, automatic releases and Kubernetes in production.',
    answers: { 'starting-point': 'evolve', objectives: ['new-markets'], users: ['business-customers'], 'team-size': 60, teams: 8, budget: 40_000, deadline: 52, 'domain-borders': 'clear', 'concurrent-users': 20_000, 'release-contention': 'weekly', alone: ['release', 'scale', 'fail'], operations: 'watched', skills: ['containers', 'kubernetes', 'queues', 'event-streams', 'infrastructure-as-code', 'distributed-tracing'], night: 'rota', 'operations-days': 60, transactions: 'one-area', 'first-hour-down': 'money', 'external-apis': 20, 'partner-down': 'most', growth: 'double', horizon: 5, 'who-waits': 'always' },
    acceptable: ['microservices'], forbidden: ['layered', 'space-based', 'serverless', 'microkernel'],
    why: 'Teams, automation and contention are all there.',
  },
  {
    id: 'streaming-platform',
    story: 'A video platform: 150 engineers in 20 teams, global peaks, releases many times a day.',
    answers: { users: ['consumers'], 'team-size': 150, teams: 20, budget: 500_000, deadline: 52, 'domain-borders': 'clear', 'concurrent-users': 400_000, burstiness: 'daily', 'release-contention': 'weekly', alone: ['release', 'scale', 'fail'], operations: 'watched', skills: ['containers', 'kubernetes', 'event-streams', 'distributed-tracing'], night: 'rota', transactions: 'nothing', 'first-hour-down': 'money', availability: 99.99, growth: 'double', 'same-things': 'no', 'who-waits': 'always' },
    acceptable: ['microservices'], forbidden: ['layered', 'modular-monolith', 'pipeline', 'microkernel'],
    why: 'The documented home of the style.',
  },
  {
    id: 'marketplace',
    story: 'A marketplace with six autonomous teams; each wants to release daily and waits for the others every month.',
    answers: { users: ['consumers', 'business-customers'], 'team-size': 45, teams: 6, budget: 30_000, deadline: 52, 'domain-borders': 'clear', 'concurrent-users': 15_000, 'release-contention': 'weekly', alone: ['release', 'scale'], operations: 'automatic', skills: ['containers', 'kubernetes', 'queues', 'infrastructure-as-code'], night: 'rota', transactions: 'one-area', 'first-hour-down': 'money', 'same-things': 'no' },
    acceptable: ['microservices', 'service-based'], forbidden: ['layered', 'modular-monolith', 'space-based', 'pipeline'],
    why: 'Teams wait for each other; means are there.',
  },
  // Event-driven
  {
    id: 'iot-fleet',
    story: 'A fleet of 200,000 trackers reports positions; rules, alarms and bills follow; nobody waits.',
    answers: { 'starting-point': 'from-scratch', users: ['devices', 'business-customers'], 'work-trigger': 'events', 'who-waits': 'nobody', 'machine-events': 8000, 'concurrent-users': 200, 'team-size': 12, teams: 2, budget: 8000, deadline: 40, 'domain-borders': 'clear', operations: 'automatic', skills: ['containers', 'queues', 'event-streams'], 'release-contention': 'yearly', transactions: 'nothing', 'transformation-chain': 'part', idle: 'hardly', 'first-hour-down': 'work-stops', 'data-volume': 20_000 },
    acceptable: ['event-driven', 'pipeline'], forbidden: ['layered', 'microkernel', 'space-based', 'modular-monolith'],
    why: 'A stream of events that nobody waits for.',
  },
  {
    id: 'order-fulfilment',
    story: 'Orders arrive from partner systems; a receipt is enough; stock, invoice, shipping and notification react.',
    answers: { users: ['partners', 'employees'], 'work-trigger': 'systems', 'who-waits': 'receipt', 'machine-events': 300, 'team-size': 15, teams: 3, budget: 7000, deadline: 30, 'domain-borders': 'clear', operations: 'automatic', skills: ['containers', 'queues', 'event-streams', 'relational'], 'release-contention': 'monthly', transactions: 'one-area', alone: ['fail', 'scale'], 'partner-down': 'everything', 'external-apis': 12, 'first-hour-down': 'money', objectives: ['integrate-systems'] },
    acceptable: ['event-driven', 'service-based'], forbidden: ['layered', 'space-based', 'microkernel', 'pipeline'],
    why: 'The core workflow needs no caller that waits, and parts fail alone.',
  },
  {
    id: 'fraud-detection',
    story: 'Card transactions stream in; several detectors judge each; results go on; 10 people with Kafka in production.',
    answers: { users: ['partners'], 'work-trigger': 'events', 'who-waits': 'nobody', 'machine-events': 3000, 'concurrent-users': 50, 'team-size': 10, teams: 2, budget: 15_000, deadline: 30, 'domain-borders': 'clear', operations: 'watched', skills: ['containers', 'event-streams', 'kubernetes'], 'release-contention': 'yearly', needs: ['real-time-reporting', 'large-data'], disqualifiers: ['regulated'], compliance: ['cards'], 'transformation-chain': 'no', alone: ['scale', 'fail'], transactions: 'nothing' },
    acceptable: ['event-driven'], forbidden: ['layered', 'modular-monolith', 'microkernel', 'space-based'],
    why: 'Events, many reactions, nobody waits.',
  },
  {
    id: 'energy-meters',
    story: 'A utility reads 50,000 meters on its own machines and raises alarms; nine developers.',
    answers: { users: ['devices', 'employees'], 'work-trigger': 'events', 'who-waits': 'nobody', 'machine-events': 800, 'team-size': 9, teams: 1, budget: 3000, deadline: 40, 'domain-borders': 'clear', operations: 'tested', skills: ['containers', 'queues', 'relational'], 'release-contention': 'never', hosting: 'own', disqualifiers: ['own-hosting'], transactions: 'nothing', 'first-hour-down': 'work-stops' },
    acceptable: ['event-driven', 'pipeline'], forbidden: ['layered', 'serverless', 'microservices', 'space-based'],
    why: 'A stream of events; own machines rule functions out.',
  },
  // Serverless
  {
    id: 'webhook-glue',
    story: 'Two developers connect five services by webhooks; a few calls an hour, sometimes hundreds at once.',
    answers: { 'starting-point': 'from-scratch', objectives: ['integrate-systems'], users: ['partners'], 'work-trigger': 'systems', 'who-waits': 'receipt', 'team-size': 2, budget: 60, deadline: 6, idle: 'mostly', burstiness: 'sudden', 'longest-task': 'seconds', 'domain-borders': 'one', hosting: 'aws', 'release-contention': 'never', 'concurrent-users': 0, 'machine-events': 20, night: 'nobody', 'external-apis': 5 },
    acceptable: ['serverless'], forbidden: ['microservices', 'event-driven', 'space-based', 'service-based', 'layered'],
    why: 'Idle most of the day, bursts, short tasks, nobody to operate it.',
  },
  {
    id: 'seasonal-registration',
    story: 'A festival opens registration twice a year; the rest of the year nothing happens; three developers.',
    answers: { users: ['consumers'], 'team-size': 3, budget: 150, deadline: 10, idle: 'mostly', burstiness: 'known-peaks', 'longest-task': 'seconds', 'domain-borders': 'one', hosting: 'aws', 'concurrent-users': 4000, 'release-contention': 'never', skills: ['functions'], night: 'nobody', 'same-things': 'no', 'first-hour-down': 'wait' },
    acceptable: ['serverless', 'layered'], forbidden: ['microservices', 'space-based', 'event-driven', 'service-based', 'microkernel'],
    why: 'Paying for two days a year.',
  },
  {
    id: 'document-conversion-calls',
    story: 'A lawyer’s office converts uploaded documents a few times a day; one developer, no servers wanted.',
    answers: { users: ['employees'], 'team-size': 1, budget: 40, idle: 'mostly', burstiness: 'sudden', 'longest-task': 'minutes', 'domain-borders': 'one', hosting: 'azure', 'concurrent-users': 5, 'who-waits': 'receipt', 'transformation-chain': 'part', night: 'nobody', 'release-contention': 'never' },
    acceptable: ['serverless', 'pipeline'], forbidden: ['microservices', 'space-based', 'event-driven', 'service-based'],
    why: 'Idle most of the time, small tasks.',
  },
  {
    id: 'chatbot-backend',
    story: 'A startup of four builds an API that is called in waves by a messenger; traffic is unknown and may explode.',
    answers: { 'starting-point': 'from-scratch', objectives: ['new-product'], users: ['consumers'], 'team-size': 4, budget: 300, deadline: 8, idle: 'mostly', burstiness: 'sudden', 'longest-task': 'seconds', hosting: 'gcp', 'concurrent-users': 2000, growth: 'tenfold', 'domain-borders': 'one', skills: ['functions', 'containers'], latency: 'under-2s', transactions: 'nothing', 'who-waits': 'always', 'same-things': 'no' },
    acceptable: ['serverless'], forbidden: ['microservices', 'space-based', 'event-driven', 'microkernel'],
    why: 'Bursts that nobody foresees, nothing between them.',
  },
  // Microkernel
  {
    id: 'developer-tool',
    story: 'An editor that third parties extend with plug-ins from a marketplace; seven developers.',
    answers: { objectives: ['new-product'], users: ['consumers'], variants: 'plug-ins', 'team-size': 7, teams: 1, budget: 800, deadline: 40, 'domain-borders': 'clear', 'release-contention': 'never', 'concurrent-users': 500, 'who-waits': 'always', horizon: 8 },
    acceptable: ['microkernel'], forbidden: ['microservices', 'event-driven', 'space-based', 'layered', 'serverless'],
    why: 'Plug-ins by third parties are what the style is for.',
  },
  {
    id: 'claims-rules',
    story: 'An insurance product whose claim rules differ by state; we build forty variants; nine developers.',
    answers: { users: ['business-customers'], variants: 'ours', 'team-size': 9, teams: 1, budget: 3000, deadline: 40, 'domain-borders': 'clear', 'release-contention': 'yearly', 'concurrent-users': 400, 'who-waits': 'always', transactions: 'one-area', operations: 'tested', horizon: 8 },
    acceptable: ['microkernel', 'modular-monolith'], forbidden: ['microservices', 'event-driven', 'space-based', 'layered'],
    why: 'Rules per state as plug-ins: the example of the book.',
  },
  {
    id: 'on-premises-erp-extensions',
    story: 'An ERP installed at each customer, extended by integrators; 20 developers, two teams.',
    answers: { users: ['business-customers'], variants: 'plug-ins', tenancy: 'separate', 'team-size': 20, teams: 2, budget: 2000, hosting: 'own', 'domain-borders': 'clear', 'release-contention': 'yearly', 'concurrent-users': 200, transactions: 'across-areas', 'who-waits': 'always', horizon: 10, operations: 'tested', disqualifiers: ['own-hosting'] },
    acceptable: ['microkernel', 'modular-monolith'], forbidden: ['microservices', 'event-driven', 'space-based', 'serverless', 'layered'],
    why: 'Extensions by others, one installation per customer.',
  },
  {
    id: 'two-person-plugin-cms',
    story: 'Two developers write a publishing tool to which agencies write plug-ins.',
    answers: { users: ['business-customers'], variants: 'plug-ins', 'team-size': 2, budget: 100, deadline: 26, 'domain-borders': 'one', 'release-contention': 'never', 'concurrent-users': 50 },
    acceptable: ['microkernel'], forbidden: ['microservices', 'event-driven', 'space-based', 'service-based', 'pipeline'],
    why: 'Plug-ins by third parties, in one process.',
  },
  // Pipeline
  {
    id: 'nightly-etl',
    story: 'Every night files of forty suppliers are read, checked, converted and loaded; three Python developers.',
    answers: { users: ['employees'], 'work-trigger': 'clock', 'who-waits': 'nobody', 'transformation-chain': 'mostly', 'longest-task': 'hours', 'team-size': 3, budget: 400, deadline: 16, 'domain-borders': 'one', idle: 'mostly', 'concurrent-users': 5, legacy: ['files'], 'release-contention': 'never', operations: 'tested', 'data-volume': 300 },
    acceptable: ['pipeline'], forbidden: ['microservices', 'space-based', 'serverless', 'microkernel', 'layered'],
    why: 'A chain of transformations on the clock.',
  },
  {
    id: 'video-transcoding',
    story: 'Uploaded videos are split, transcoded, captioned and packaged; six developers; hours per film.',
    answers: { users: ['business-customers'], 'work-trigger': 'mixed', 'who-waits': 'nobody', 'transformation-chain': 'mostly', 'longest-task': 'hours', 'team-size': 6, budget: 6000, deadline: 26, 'domain-borders': 'clear', 'data-volume': 20_000, needs: ['files', 'large-data'], 'release-contention': 'never', alone: ['scale'], operations: 'automatic', skills: ['containers', 'queues'] },
    acceptable: ['pipeline', 'event-driven'], forbidden: ['microservices', 'layered', 'space-based', 'serverless', 'microkernel'],
    why: 'That is what the system does: turn data into other data.',
  },
  {
    id: 'genome-lab',
    story: 'A lab runs analysis chains over sequencer output on its own cluster; four scientists who program.',
    answers: { users: ['employees'], 'work-trigger': 'mixed', 'transformation-chain': 'mostly', 'longest-task': 'hours', 'team-size': 4, budget: 1000, hosting: 'own', disqualifiers: ['own-hosting'], 'domain-borders': 'one', 'data-volume': 50_000, latency: 'minutes', 'release-contention': 'never', 'concurrent-users': 10 },
    acceptable: ['pipeline'], forbidden: ['microservices', 'layered', 'space-based', 'serverless', 'service-based'],
    why: 'Transformations, hours long, on own machines.',
  },
  {
    id: 'reporting-factory',
    story: 'A statistics office turns surveys into tables and publications each month; 12 developers.',
    answers: { users: ['employees', 'citizens'], 'work-trigger': 'clock', 'transformation-chain': 'mostly', 'team-size': 12, teams: 2, budget: 3000, 'domain-borders': 'clear', 'longest-task': 'hours', 'release-contention': 'yearly', 'who-waits': 'nobody', hosting: 'own', operations: 'tested', horizon: 10 },
    acceptable: ['pipeline'], forbidden: ['microservices', 'layered', 'space-based', 'serverless', 'microkernel'],
    why: 'Surveys in, tables out.',
  },
  // Space-based
  {
    id: 'ticket-sale',
    story: 'Concert tickets: 100,000 people want the same 20,000 seats in the same minute; 14 developers.',
    answers: { users: ['consumers'], 'concurrent-users': 100_000, burstiness: 'known-peaks', 'same-things': 'yes-memory', 'team-size': 14, teams: 2, budget: 25_000, deadline: 40, 'domain-borders': 'clear', operations: 'automatic', skills: ['containers', 'kubernetes', 'relational', 'queues'], latency: 'under-500ms', 'first-hour-down': 'money', 'release-contention': 'yearly', transactions: 'one-area', 'who-waits': 'always', never: ['done-twice'], 'operations-days': 15, night: 'rota' },
    acceptable: ['space-based', 'service-based'], forbidden: ['layered', 'microkernel', 'pipeline', 'modular-monolith'],
    why: 'Memory, not a database, decides who was first.',
  },
  {
    id: 'game-world',
    story: 'An online game: 20,000 players share one world, 50 ms are noticed; ten developers.',
    answers: { users: ['consumers'], 'concurrent-users': 20_000, latency: 'under-50ms', 'same-things': 'yes-memory', 'team-size': 10, teams: 2, budget: 20_000, deadline: 52, 'domain-borders': 'clear', operations: 'automatic', needs: ['live-updates'], burstiness: 'daily', 'first-hour-down': 'money', 'release-contention': 'yearly', transactions: 'nothing', 'operations-days': 12, skills: ['containers', 'kubernetes'] },
    acceptable: ['space-based'], forbidden: ['layered', 'microkernel', 'pipeline', 'serverless', 'modular-monolith'],
    why: 'The world lives in memory.',
  },
  {
    id: 'auction-house',
    story: 'Auctions end with tens of thousands of bids on one item within seconds; 16 developers.',
    answers: { users: ['consumers'], 'concurrent-users': 50_000, burstiness: 'sudden', 'same-things': 'yes-memory', latency: 'under-50ms', 'team-size': 16, teams: 3, budget: 30_000, 'domain-borders': 'clear', operations: 'watched', skills: ['containers', 'kubernetes', 'event-streams'], 'first-hour-down': 'money', 'release-contention': 'monthly', 'operations-days': 20, night: 'rota', transactions: 'one-area' },
    acceptable: ['space-based'], forbidden: ['layered', 'microkernel', 'pipeline', 'serverless', 'modular-monolith'],
    why: 'Contention on few things in memory.',
  },
  {
    id: 'trading-quotes',
    story: 'A broker shows and matches quotes for thousands of traders; microseconds do not matter, 50 ms do; 12 developers, own data centre.',
    answers: { users: ['business-customers'], 'concurrent-users': 8000, latency: 'under-50ms', 'same-things': 'yes-memory', 'machine-events': 5000, 'work-trigger': 'mixed', 'team-size': 12, teams: 2, budget: 30_000, hosting: 'own', disqualifiers: ['regulated', 'own-hosting'], compliance: ['finance'], operations: 'automatic', 'first-hour-down': 'money', 'operations-days': 20, night: 'rota', 'domain-borders': 'clear' },
    acceptable: ['space-based', 'event-driven'], forbidden: ['layered', 'microkernel', 'pipeline', 'serverless', 'modular-monolith'],
    why: 'Quotes in memory, shared by all.',
  },
  // Right-sizing
  {
    id: 'two-founders',
    story: 'Two founders with 100 $ a month who have read about Kubernetes; 200 customers.',
    answers: { 'starting-point': 'from-scratch', objectives: ['new-product'], users: ['business-customers'], 'team-size': 2, budget: 100, deadline: 12, 'concurrent-users': 50, 'release-contention': 'never', 'domain-borders': 'clear', alone: ['release', 'scale', 'fail'], growth: 'tenfold', availability: 99.9, needs: ['high-availability'] },
    acceptable: ['modular-monolith', 'layered'], forbidden: ['microservices', 'service-based', 'event-driven', 'space-based'],
    why: 'Two people, 100 $.',
  },
  {
    id: 'big-team-no-contention',
    story: 'Forty developers in four teams release one system twice a week, and nobody waits for anybody.',
    answers: { users: ['business-customers'], 'team-size': 40, teams: 4, budget: 20_000, 'release-contention': 'never', 'domain-borders': 'clear', 'concurrent-users': 3000, alone: ['none'], operations: 'automatic', transactions: 'across-areas', 'who-waits': 'always', skills: ['containers', 'kubernetes'], 'starting-point': 'evolve' },
    acceptable: ['modular-monolith', 'service-based'], forbidden: ['microservices', 'space-based', 'event-driven', 'layered'],
    why: 'Autonomy is asked for by contention, not by head count.',
  },
];
