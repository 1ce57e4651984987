import type { QualityAttribute, SlotId } from '../decide/recommendation.ts';
import type { ComponentKind } from '../model/fact.ts';

/** The order in which slots get their first decision numbers: what is hardest to change comes first. */
export const slotOrder: readonly SlotId[] = [
  'primary-store',
  'language-framework',
  'compute',
  'messaging',
  'workflows',
  'data-processing',
  'api-style',
  'identity',
  'web-client',
  'mobile-client',
  'cache',
  'search',
  'files',
  'delivery',
  'infrastructure-as-code',
  'observability',
  'ai-models',
  'device-connection',
  'integration',
  'analytics',
  'data-access',
  'live-updates',
  'api-gateway',
  'edge-delivery',
  'backup',
  'secrets',
  'payments',
  'notifications',
  'feature-flags',
];

/** A slot as the title of a decision names it. */
export const slotTitles: Readonly<Record<SlotId, string>> = {
  'primary-store': 'Primary store',
  'language-framework': 'Language and framework',
  compute: 'Where it runs',
  messaging: 'Messaging',
  'api-style': 'API style',
  identity: 'Identity',
  'web-client': 'Web client',
  'mobile-client': 'Mobile client',
  cache: 'Cache',
  search: 'Search',
  files: 'Files',
  delivery: 'Delivery',
  'infrastructure-as-code': 'Infrastructure as code',
  observability: 'Observability',
  workflows: 'Jobs and schedules',
  'data-processing': 'Data processing',
  analytics: 'Reporting',
  integration: 'Connections to existing systems',
  'data-access': 'Data access',
  'live-updates': 'Live updates',
  'device-connection': 'Connection of devices',
  'edge-delivery': 'Delivery near the user',
  'api-gateway': 'Entry and gateway',
  secrets: 'Secrets',
  backup: 'Backup and recovery',
  notifications: 'Messages to people',
  payments: 'Payments',
  'feature-flags': 'Feature flags',
  'ai-models': 'AI models',
};

/** A quality attribute in running text. */
export function attributeName(attribute: QualityAttribute): string {
  return attribute === 'time-to-market' ? 'time to market' : attribute.replace(/-/g, ' ');
}

/** What a level of an attribute asks for, in words; index 0 is level 1. */
export const levelWords: Readonly<Record<QualityAttribute, readonly [string, string, string, string, string]>> = {
  simplicity: ['many parts are fine', 'a handful of parts', 'few parts', 'one process and one database', 'as little as can run at all'],
  cost: ['hardly limited', 'a comfortable budget', 'a budget to watch', 'a tight budget', 'nearly nothing'],
  'time-to-market': ['no hurry', 'within the year', 'within half a year', 'within a quarter', 'within weeks'],
  deployability: [
    'releases may be rare',
    'a release a month',
    'a release a week',
    'daily, without downtime',
    'many a day, each part alone',
  ],
  testability: [
    'manual tests are enough',
    'the main paths automated',
    'every rule tested alone',
    'every part tested alone',
    'every release proven before it ships',
  ],
  evolvability: [
    'hardly any change',
    'small changes',
    'a change stays in one area',
    'areas change independently',
    'parts are exchanged for others',
  ],
  scalability: ['one instance', 'a few instances of one process', 'the busy part grows alone', 'most parts grow alone', 'no shared limit'],
  elasticity: ['an even load', 'a daily rhythm', 'known peaks prepared by hand', 'peaks followed within minutes', 'sudden peaks absorbed'],
  performance: ['minutes are fine', 'within two seconds', 'within half a second', 'within 100 ms', 'within 50 ms'],
  'fault-tolerance': [
    'an outage is waited out',
    'restart by itself',
    'one machine may fail',
    'a zone or partner may fail',
    'no single failure is noticed',
  ],
  'data-consistency': [
    'late is fine',
    'late, but never lost',
    'consistent inside an area',
    'consistent across areas',
    'one order for everything',
  ],
  interoperability: ['stands alone', 'one or two partners', 'several partners', 'many partners', 'lives on its partners'],
  security: ['ordinary care', 'accounts and encryption', 'records of access', 'audited borders', 'certified and separated'],
  'team-autonomy': ['one team', 'two teams that talk', 'a few teams', 'teams release without waiting', 'every team alone'],
};

/** A component kind in running text, singular. */
export const kindNames: Readonly<Record<ComponentKind, string>> = {
  service: 'service',
  'web-client': 'web client',
  'mobile-client': 'mobile app',
  worker: 'worker',
  function: 'function',
  job: 'job',
  store: 'store',
  broker: 'broker',
  cache: 'cache',
  search: 'search engine',
  'object-store': 'object store',
  gateway: 'gateway',
  registry: 'registry',
  configuration: 'configuration server',
  monitoring: 'monitoring',
  identity: 'identity provider',
  'external-api': 'external API',
};
