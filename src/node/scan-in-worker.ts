import { Worker } from 'node:worker_threads';
import type { ScanResult } from '../core/model/fact.ts';
import type { ScanLimits } from '../core/scan/index.ts';
import type { ScanWorkerInput, ScanWorkerMessage } from './scan-worker.ts';

/** How to scan in a worker thread. */
export interface ScanInWorkerOptions {
  /** The bundled or source file of the worker; in the bundle all entries stand in one folder. */
  readonly worker?: URL | undefined;
  readonly scope?: string | undefined;
  readonly limits?: Partial<ScanLimits> | undefined;
  /** ISO date against which maintained versions are judged. */
  readonly today?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((filesRead: number, filesTotal: number) => void) | undefined;
  /** Milliseconds without a sign of life after which the worker is ended. */
  readonly deadline?: number | undefined;
  /** Files that are left out because an earlier attempt did not come back from them. */
  readonly skip?: readonly string[] | undefined;
}

/** Why a scan in a worker gave no result; the sentence for the user is chosen by the adapter. */
export class ScanWorkerError extends Error {
  readonly reason: 'stalled' | 'failed';

  constructor(reason: 'stalled' | 'failed', message: string) {
    super(message);
    this.name = 'ScanWorkerError';
    this.reason = reason;
  }
}

/** Files that may stop a scan before it gives up; a folder made of such files is not worth more attempts. */
const maxRestarts = 5;

/**
 * Scans a folder in a worker thread, so that the editor stays responsive. A file that gives no sign of life for ten
 * seconds ends the worker; the scan starts again without it and reports it as timed out. Rejects with the signal's
 * reason when it is cancelled, and with `ScanWorkerError` otherwise.
 */
export async function scanInWorker(root: string, options: ScanInWorkerOptions = {}): Promise<ScanResult> {
  const skip = [...(options.skip ?? [])];
  for (let attempt = 0; ; attempt += 1) {
    options.signal?.throwIfAborted();
    const outcome = await runWorker(root, skip, options);
    if ('result' in outcome) return outcome.result;
    // A crash takes the worker with it like a stall does; either way the last file named is the one.
    if (outcome.file === undefined || attempt >= maxRestarts) throw new ScanWorkerError(outcome.reason, outcome.message);
    skip.push(outcome.file);
  }
}

interface Loss {
  readonly reason: 'stalled' | 'failed';
  readonly message: string;
  /** The file that was being parsed; undefined if the scan failed elsewhere. */
  readonly file: string | undefined;
}

function runWorker(root: string, skip: readonly string[], options: ScanInWorkerOptions): Promise<{ readonly result: ScanResult } | Loss> {
  const input: ScanWorkerInput = { root, scope: options.scope, limits: options.limits, today: options.today, skip };
  const deadline = options.deadline ?? 10_000;
  return new Promise((resolve, reject) => {
    const worker = new Worker(options.worker ?? new URL('./scan-worker.js', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    let file: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const finish = (done: () => void): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      void worker.terminate();
      done();
    };
    const lose = (reason: Loss['reason'], message: string, at: string | undefined): void =>
      finish(() => resolve({ reason, message, file: at }));
    const onAbort = (): void => finish(() => reject(options.signal?.reason as Error));
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => lose('stalled', `no sign of life for ${String(deadline)} ms`, file), deadline);
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (message: ScanWorkerMessage) => {
      watch();
      if (message.type === 'file') file = message.path;
      else if (message.type === 'progress') {
        file = undefined;
        options.onProgress?.(message.filesRead, message.filesTotal);
      } else if (message.type === 'result') finish(() => resolve({ result: message.result }));
      else lose('failed', message.message, undefined);
    });
    worker.on('error', (error) => lose('failed', error.message, file));
    worker.on('exit', () => lose('failed', 'the worker ended without a result', file));
    watch();
  });
}
