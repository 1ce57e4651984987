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
