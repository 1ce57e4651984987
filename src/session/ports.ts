import type { ScanResult } from '../core/model/fact.ts';
import type { Log } from '../core/ports.ts';
import type { RecoveryOutcome } from '../core/record/journal.ts';

/** One root of the workspace. `key` is stable for the folder's URI and names its draft. */
export interface Folder {
  readonly index: number;
  readonly name: string;
  readonly uri: string;
  readonly key: string;
}

/** What stands on the disk for a folder. Absent: the file does not exist. */
export interface SavedArchitecture {
  readonly path: string;
  readonly document?: string;
  readonly record?: string;
}

/** Why nothing was written. The sentence for the user is chosen at the adapter. */
export type WriteRefusal = 'changed' | 'target-refused' | 'untrusted' | 'not-local' | 'failed';

/** What is to be written, and what must still be there: exactly what was reviewed. */
export interface WritePlan {
  readonly base: SavedArchitecture;
  readonly document: string;
  /** The record for the document as it was read back after saving, which save participants may have changed. */
  record(savedDocument: string): string;
}

/** How a write ended. */
export type WriteResult = { readonly written: SavedArchitecture } | { readonly refused: WriteRefusal; readonly detail: string };

/** Document and record of a folder. Nothing is written without a review. */
export interface Documents {
  /** URI of a file of the folder, resolved by its real path; undefined if it is missing, not a file, or outside. */
  resolve(folder: Folder, path: string): Promise<string | undefined>;
  read(folder: Folder): Promise<SavedArchitecture>;
  write(folder: Folder, plan: WritePlan): Promise<WriteResult>;
  /** Finishes or drops a write that was interrupted; `ask` if somebody changed one of the files since. */
  recover(folder: Folder): Promise<RecoveryOutcome>;
  /** Drops an interrupted write and keeps the files as they are. */
  forget(folder: Folder): Promise<void>;
}

/** What survives a window reload, per folder. Undefined: nothing was saved, or it could not be read. */
export interface Drafts {
  load(folder: Folder): Promise<unknown>;
  /** `merge` is given what is saved now, by whichever window, and answers what is to be saved. Returns that. */
  save(folder: Folder, merge: (saved: unknown) => unknown): Promise<unknown>;
}

/** Reads a workspace. Rejects with the signal's reason when cancelled. With `changed`, only these files are read again. */
export type Scanner = (
  folder: Folder,
  options: {
    readonly signal: AbortSignal;
    readonly changed?: readonly string[] | undefined;
    onProgress(read: number, total: number): void;
  },
) => Promise<ScanResult>;

export interface SessionPorts {
  readonly scan: Scanner;
  readonly drafts: Drafts;
  readonly documents: Documents;
  readonly log: Log;
  readonly clock: () => number;
  /** Abbreviated commit, or null: no repository, or an untrusted workspace, where no process is started. */
  commit(folder: Folder): Promise<string | null>;
  trusted(): boolean;
  depth(folder: Folder | null): 'quick' | 'standard' | 'deep';
  scanOnOpen(): boolean;
  /** Id of this installation, which marks records that it wrote (security rule 7). */
  readonly installation: string;
  translate(message: string, ...values: readonly (string | number)[]): string;
}
