import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readdirSync, realpathSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';

/** The calls to the file system that reading a workspace takes; an answer is there at once or later. */
export interface FileCalls {
  realpath(path: string): string | Promise<string>;
  lstat(path: string): Stats | Promise<Stats>;
  readdir(path: string): Dirent[] | Promise<Dirent[]>;
  open(path: string, flags: number): OpenFile | Promise<OpenFile>;
}

/** A file that is open. */
export interface OpenFile {
  stat(): Stats | Promise<Stats>;
  /** Reads what stands at `position` of the file into the same position of the buffer; the number of bytes. */
  read(buffer: Buffer, position: number): number | Promise<number>;
  close(): void | Promise<void>;
}

/** Read-only, never waiting for a writer, never through a link. Windows has neither of the last two. */
export const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Calls that go through the thread pool and leave the thread free. */
export const waitingCalls: FileCalls = {
  realpath: (path) => realpath(path),
  lstat: (path) => lstat(path),
  readdir: (path) => readdir(path, { withFileTypes: true }),
  open: async (path, flags) => {
    const handle = await open(path, flags);
    return {
      stat: () => handle.stat(),
      read: async (buffer, position) => (await handle.read(buffer, position, buffer.length - position, position)).bytesRead,
      close: () => handle.close(),
    };
  },
};

/** The same calls on the thread itself. */
export const blockingCalls: FileCalls = {
  realpath: (path) => realpathSync.native(path),
  lstat: (path) => lstatSync(path),
  readdir: (path) => readdirSync(path, { withFileTypes: true }),
  open: (path, flags) => {
    const file = openSync(path, flags);
    return {
      stat: () => fstatSync(file),
      read: (buffer, position) => readSync(file, buffer, position, buffer.length - position, position),
      close: () => closeSync(file),
    };
  },
};
