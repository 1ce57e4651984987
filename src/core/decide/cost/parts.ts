import type { Sizes } from '../capacity/sizes.ts';
import type { BaseStyle } from '../recommendation.ts';
import { serviceCount } from '../styles.ts';
import { assumptionIndex, optionBit, slotIndex, type Values } from '../values.ts';
import { type ComputeKind, type Inventory, stylesWithWorker, worksInBackground } from './inventory.ts';

/** What the code runs on: what the compute slot says, or what the style asks for. */
export function computeOf(base: BaseStyle, inventory: Inventory): ComputeKind {
  if (base === 'serverless') return 'functions';
  if (inventory.compute === 'functions') return inventory.functions > 0 && base !== 'space-based' ? 'functions' : 'instances';
  if (inventory.compute === undefined) return base === 'microservices' ? 'cluster' : 'instances';
  const single = inventory.compute === 'server' && (base === 'microservices' || base === 'space-based');
  return single ? 'instances' : inventory.compute;
}

/** Separately released services of a style, counting what stays of today. */
export function servicesOf(base: BaseStyle, values: Values, inventory: Inventory): number {
  const services = serviceCount(values);
  switch (base) {
    case 'service-based':
    case 'event-driven':
      return Math.max(services, inventory.services);
    case 'microservices':
      return Math.max(2 * Math.max(3, services), inventory.services);
    default:
      return Math.max(1, inventory.services);
  }
}

/** Always-on instances that answer callers, and those that work behind. */
export function instancesOf(
  base: BaseStyle,
  values: Values,
  sizes: Sizes,
  inventory: Inventory,
): { readonly front: number; readonly workers: number } {
  const services = servicesOf(base, values, inventory);
  const workers = Math.max(stylesWithWorker.has(base) && worksInBackground(values) ? 1 : 0, inventory.workers);
  switch (base) {
    case 'event-driven':
      return { front: Math.max(services, sizes.instances), workers: 0 };
    case 'space-based':
      return { front: Math.max(4, sizes.instances, inventory.services), workers: inventory.workers };
    case 'microservices':
      return { front: Math.max(services * sizes.leastInstances, sizes.instances), workers: inventory.workers };
    default:
      // The peak is spread over the services; each still needs its spare where an outage is not waited out.
      return { front: services * Math.max(sizes.leastInstances, Math.ceil(sizes.instances / services)), workers };
  }
}

/** Databases of the proposal: what stays, or one; with microservices about one for two services. */
export function storeCount(base: BaseStyle, values: Values, inventory: Inventory): number {
  const kept = inventory.stores.reduce((sum, { count }) => sum + count, 0);
  return base === 'microservices' ? Math.max(3, Math.ceil(serviceCount(values) / 2), kept) : Math.max(1, kept);
}

/** Memory in GB of the four sizes of a database. */
export const tierMemory = [1, 4, 16, 64] as const;

/** The sizes of a database in words. */
export const tierNames = ['very small', 'small', 'medium', 'large'] as const;

/** The size of each of several databases: 0 very small (1 GB of memory) to 3 large (64 GB). They share the load evenly. */
export function tierOf(sizes: Sizes, stores: number, inDatabase: number): 0 | 1 | 2 | 3 {
  const writes = sizes.writes / stores;
  const peak = sizes.peak / stores;
  if (writes > 1500 || peak > 3000) return 3;
  if (writes > 300 || peak > 600) return 2;
  return peak > 15 || inDatabase / stores > 40 ? 1 : 0;
}

/** GB in the database and beside it: files, and what is too large for it. */
export function splitData(
  gigabytes: number,
  values: Values,
  inventory: Inventory,
  stores: number,
): { readonly inside: number; readonly outside: number } {
  const files = inventory.objectStore && keepsFiles(values) ? values[fileShare]! / 100 : 0;
  const inside = Math.min(gigabytes * (1 - files), stores * values[largestDatabase]!);
  return { inside, outside: gigabytes - inside };
}

const largestDatabase = assumptionIndex('database-size');
const needs = slotIndex('needs');
const wantsFiles = optionBit('needs', 'files');
const fileShare = assumptionIndex('file-share');

/** Whether files are among what people need. */
export function keepsFiles(values: Values): boolean {
  return (values[needs]! & wantsFiles) !== 0;
}
