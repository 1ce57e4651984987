import { parentPort, workerData } from 'node:worker_threads';
import type { ScanResult } from '../core/model/fact.ts';
import { newScanMemory, scan, whatMatters } from '../core/scan/index.ts';
import type { ScanLimits, ScanOptions } from '../core/scan/index.ts';
import { createNodeFiles } from './node-files.ts';

/** What the worker is asked. */
export type ScanWorkerRequest =
  | {
      readonly type: 'scan';
      readonly scope?: string | undefined;
      readonly limits?: Partial<ScanLimits> | undefined;
      readonly today?: string | undefined;
      readonly skip: readonly string[];
      /** With them only these files are read again; without them everything is. */
      readonly changed?: readonly string[] | undefined;
    }
  | { readonly type: 'matters'; readonly id: number; readonly paths: readonly string[] };

/** What the worker says. Every message is a sign of life; `file` comes before a file is parsed. */
export type ScanWorkerMessage =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'progress'; readonly filesRead: number; readonly filesTotal: number }
  | { readonly type: 'result'; readonly result: ScanResult }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'matters'; readonly id: number; readonly matters: boolean };

type ScanRequest = Extract<ScanWorkerRequest, { readonly type: 'scan' }>;

// Nothing runs when this file is imported outside a worker.
if (parentPort !== null) {
  const port = parentPort;
  const say = (message: ScanWorkerMessage): void => port.postMessage(message);
  const { root } = workerData as { readonly root: string };
  const files = createNodeFiles(root, { mayBlock: true });
  const memory = newScanMemory();
  let scans = 0;
  const optionsOf = (request: ScanRequest): ScanOptions => ({
    scope: request.scope,
    limits: request.limits,
    today: request.today,
    skip: request.skip,
    memory,
    changed: request.changed,
    onFile: (path) => say({ type: 'file', path }),
    onProgress: (filesRead, filesTotal) => say({ type: 'progress', filesRead, filesTotal }),
  });
  const answer = async (request: ScanWorkerRequest): Promise<void> => {
    if (request.type === 'matters') {
      // While a scan is under way its memory is half of the truth.
      say({ type: 'matters', id: request.id, matters: scans > 0 || request.paths.some(whatMatters(memory)) });
      return;
    }
    scans += 1;
    try {
      say({ type: 'result', result: await scan(await files, optionsOf(request)) });
    } finally {
      scans -= 1;
    }
  };
  port.on('message', (request: ScanWorkerRequest) => {
    answer(request).catch((error: unknown) => say({ type: 'failed', message: error instanceof Error ? error.message : 'unknown' }));
  });
}
