import { Worker } from 'node:worker_threads';
import type { ScanResult } from '../core/model/fact.ts';
import type { ScanLimits } from '../core/scan/index.ts';
import type { ScanWorkerMessage, ScanWorkerRequest } from './scan-worker.ts';

/** How to scan in a worker thread. */
export interface ScanInWorkerOptions {
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
  /** Paths that changed since the last scan of the same scanner: only they are read again. Without them everything is. */
  readonly changed?: readonly string[] | undefined;
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

/** A folder's scanner: a worker thread that stays for the next scan and remembers what single files showed. */
export interface LocalScanner {
  /**
   * Scans the folder. A file that gives no sign of life for ten seconds ends the worker; the scan starts again without it
   * and reports it as timed out. Rejects with the signal's reason when it is cancelled, and with `ScanWorkerError` otherwise.
   */
  scan(options?: ScanInWorkerOptions): Promise<ScanResult>;
  /** Starts the worker, so that its code is there when the first scan is asked for. */
  warm(): void;
  /** Whether a change of one of these paths can change the result; true where that cannot be told. */
  matters(paths: readonly string[]): Promise<boolean>;
  /** Ends the worker. The scanner can still be used; it then starts anew, without memory. */
  dispose(): void;
}

/** Files that may stop a scan before it gives up; a folder made of such files is not worth more attempts. */
const maxRestarts = 5;
/** Milliseconds without work after which a worker and its memory are given back. */
const idleFor = 10 * 60_000;

/** Makes a scanner of one folder. `worker` is the bundled file of the worker; in the bundle all entries stand in one folder. */
export function createLocalScanner(root: string, worker = new URL('./scan-worker.js', import.meta.url)): LocalScanner {
  let running: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let questions = 0;
  // One scan at a time: a second one would share the worker, and the end of the first would be its end.
  let turn: Promise<unknown> = Promise.resolve();
  const start = (): Worker => {
    clearTimeout(idle);
    running ??= new Worker(worker, { workerData: { root }, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    running.ref();
    return running;
  };
  const end = (): void => {
    clearTimeout(idle);
    void running?.terminate();
    running = undefined;
  };
  const rest = (): void => {
    clearTimeout(idle);
    running?.unref();
    idle = setTimeout(end, idleFor);
    idle.unref();
  };
  const scanAlone = async (options: ScanInWorkerOptions): Promise<ScanResult> => {
    const skip = [...(options.skip ?? [])];
    let { changed } = options;
    for (let attempt = 0; ; attempt += 1) {
      options.signal?.throwIfAborted();
      // A new worker remembers nothing.
      if (running === undefined) changed = undefined;
      const outcome = await runScan(start(), { ...options, skip, changed });
      if ('result' in outcome) {
        rest();
        return outcome.result;
      }
      end();
      if (outcome.reason === 'cancelled') throw options.signal?.reason as Error;
      // A crash takes the worker with it like a stall does; either way the last file named is the one.
      if (outcome.file === undefined || attempt >= maxRestarts) throw new ScanWorkerError(outcome.reason, outcome.message);
      skip.push(outcome.file);
    }
  };
  return {
    scan: (options = {}) => {
      const mine = turn.then(() => scanAlone(options));
      turn = mine.catch(() => undefined);
      return mine;
    },
    warm: () => {
      start();
      rest();
    },
    matters: (paths) => {
      const asked = running;
      if (asked === undefined) return Promise.resolve(true);
      questions += 1;
      return askWhetherMatters(asked, questions, paths);
    },
    dispose: end,
  };
}

/** Scans a folder once in a worker thread, so that the caller's thread stays responsive. See `LocalScanner.scan`. */
export async function scanInWorker(root: string, options: ScanInWorkerOptions & { readonly worker?: URL } = {}): Promise<ScanResult> {
  const scanner = createLocalScanner(root, options.worker);
  try {
    return await scanner.scan(options);
  } finally {
    scanner.dispose();
  }
}

function askWhetherMatters(worker: Worker, id: number, paths: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (matters: boolean): void => {
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      resolve(matters);
    };
    const onMessage = (message: ScanWorkerMessage): void => {
      if (message.type === 'matters' && message.id === id) finish(message.matters);
    };
    const onExit = (): void => finish(true);
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    worker.postMessage({ type: 'matters', id, paths } satisfies ScanWorkerRequest);
  });
}

interface Loss {
  readonly reason: 'stalled' | 'failed' | 'cancelled';
  readonly message: string;
  /** The file that was being parsed; undefined if the scan failed elsewhere. */
  readonly file: string | undefined;
}

type LossReason = Exclude<Loss['reason'], 'cancelled'>;

function runScan(
  worker: Worker,
  options: ScanInWorkerOptions & { readonly skip: readonly string[] },
): Promise<{ readonly result: ScanResult } | (Loss & { readonly reason: 'cancelled' }) | (Loss & { readonly reason: LossReason })> {
  const deadline = options.deadline ?? 10_000;
  return new Promise((resolve) => {
    let file: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const finish = (outcome: Parameters<typeof resolve>[0]): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      // The worker is ended after a loss; what it says then is nobody's.
      if (!('result' in outcome)) worker.on('error', () => undefined);
      resolve(outcome);
    };
    const lose = (reason: LossReason, message: string, at: string | undefined): void => finish({ reason, message, file: at });
    const onAbort = (): void => finish({ reason: 'cancelled', message: 'cancelled', file: undefined });
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => lose('stalled', `no sign of life for ${String(deadline)} ms`, file), deadline);
    };
    const onMessage = (message: ScanWorkerMessage): void => {
      watch();
      if (message.type === 'file') file = message.path;
      else if (message.type === 'progress') {
        file = undefined;
        options.onProgress?.(message.filesRead, message.filesTotal);
      } else if (message.type === 'result') finish({ result: message.result });
      else if (message.type === 'failed') lose('failed', message.message, undefined);
    };
    const onError = (error: Error): void => lose('failed', error.message, file);
    const onExit = (): void => lose('failed', 'the worker ended without a result', file);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    watch();
    const { scope, limits, today, skip, changed } = options;
    worker.postMessage({ type: 'scan', scope, limits, today, skip, changed } satisfies ScanWorkerRequest);
  });
}
