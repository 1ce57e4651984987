import type { SlotRule } from '../slot-rule.ts';
import { analytics, dataAccess, integration } from './data.ts';
import { apiGateway, deviceConnection, edgeDelivery, liveUpdates } from './entry.ts';
import { aiModels, featureFlags, notifications, payments } from './outside.ts';
import { backup, secrets } from './trust.ts';
import { dataProcessing, workflows } from './work.ts';
import { apiStyle, mobileClient, webClient } from './clients.ts';
import { compute } from './compute.ts';
import { languageFramework } from './language-framework.ts';
import { delivery, identity, infrastructureAsCode, observability } from './operations.ts';
import { primaryStore } from './primary-store.ts';
import { cache, files, messaging, search } from './stores.ts';

/** Every slot, in the order in which they are chosen: a choice sees those before it. */
export const slotRules: readonly SlotRule[] = [
  languageFramework,
  compute,
  webClient,
  mobileClient,
  apiStyle,
  primaryStore,
  cache,
  messaging,
  search,
  files,
  identity,
  delivery,
  infrastructureAsCode,
  observability,
  workflows,
  dataProcessing,
  dataAccess,
  integration,
  analytics,
  liveUpdates,
  deviceConnection,
  apiGateway,
  edgeDelivery,
  secrets,
  backup,
  notifications,
  payments,
  featureFlags,
  aiModels,
];
