import type { Draft } from './draft.ts';

/**
 * Whether waiting for something is an order of start and no call: a job ends before others start, a worker of a program
 * waits for what its server migrates, nothing calls a worker that listens nowhere, and only a gateway calls pages.
 */
export function isStartOrder(from: Draft, to: Draft): boolean {
  if (to.kind === 'job') return true;
  if (from.kind === 'worker' && to.kind === 'service' && from.units.some((unit) => to.units.includes(unit))) return true;
  if (to.kind === 'worker') return to.workloads.length > 0 && to.workloads.every((one) => one.ports.length === 0);
  return to.kind === 'web-client' && from.kind !== 'gateway';
}

/** What brings the tables to the newest version and ends, by the name that all frameworks and teams give it. */
export const migration = /(^|[-_])(migrat(e|or|ions?)|db-?(init|setup)|seed(er)?)$/i;

/** Whether a driver is there for other programs of the same code: what migrates has all of them, and talks to the store. */
export function isForOthers(from: Draft, to: Draft, drafts: readonly Draft[]): boolean {
  if (from.kind !== 'job' || to.kind === 'store' || !migration.test(from.name)) return false;
  return drafts.some((other) => other !== from && other.kind !== 'job' && other.units.some((unit) => from.units.includes(unit)));
}
