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
