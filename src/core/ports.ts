/**
 * What the core needs from the world. Adapters stay thin; every port says what absence means.
 */

/** One entry of a folder. `link` is a symbolic link, `other` a device, FIFO or socket. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Why a read gave no text. */
export type ReadRefusal = 'missing' | 'too-large' | 'binary' | 'link-outside' | 'not-a-file' | 'unreadable';

/** A successful read carries text without BOM, else the closed reason. */
export type ReadResult = { readonly text: string } | { readonly refused: ReadRefusal };

/**
 * The files of one root. Paths are relative to it, with `/`, without a leading `./`; the root itself is `''`.
 * Every read resolves the real path and stays inside the root (security rule 3).
 */
export interface WorkspaceFiles {
  /** Entries of a folder; `undefined` if it is missing, unreadable, or leads out of the root. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** The text of a file of at most `maxBytes` bytes, or the reason why there is none. */
  read(path: string, maxBytes: number): Promise<ReadResult>;
}

/** Levels of the output channel. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Milliseconds since 1970; passed in so that the same inputs give the same bytes. */
export type Clock = () => number;
