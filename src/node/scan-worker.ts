import { parentPort, workerData } from 'node:worker_threads';
import type { ScanResult } from '../core/model/fact.ts';
import { scan } from '../core/scan/index.ts';
import type { ScanLimits } from '../core/scan/index.ts';
import { createNodeFiles } from './node-files.ts';

/** What the worker is started with. */
export interface ScanWorkerInput {
  readonly root: string;
  readonly scope?: string | undefined;
  readonly limits?: Partial<ScanLimits> | undefined;
  readonly today?: string | undefined;
  readonly skip: readonly string[];
}

/** What the worker says. Every message is a sign of life; `file` comes before a file is parsed. */
export type ScanWorkerMessage =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'progress'; readonly filesRead: number; readonly filesTotal: number }
  | { readonly type: 'result'; readonly result: ScanResult }
  | { readonly type: 'failed'; readonly message: string };

// Nothing runs when this file is imported outside a worker.
if (parentPort !== null) {
  const port = parentPort;
  const say = (message: ScanWorkerMessage): void => port.postMessage(message);
  const input = workerData as ScanWorkerInput;
  try {
    const result = await scan(await createNodeFiles(input.root), {
      scope: input.scope,
      limits: input.limits,
      today: input.today,
      skip: input.skip,
      onFile: (path) => say({ type: 'file', path }),
      onProgress: (filesRead, filesTotal) => say({ type: 'progress', filesRead, filesTotal }),
    });
    say({ type: 'result', result });
  } catch (error) {
    say({ type: 'failed', message: error instanceof Error ? error.message : 'unknown' });
  }
}
