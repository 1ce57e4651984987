import { randomBytes } from 'node:crypto';
import { link, lstat, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Content, PairFiles } from '../core/record/journal.ts';
import { pendingPath } from '../core/record/targets.ts';
import { TargetError, atomicWrite, removeLeftOver, resolveTarget } from './atomic-write.ts';

/** Files above this are not ours; reading them would only cost memory. */
const readLimit = 4 * 1024 * 1024;

/** A journal younger than this, of a process that still lives, belongs to a write under way. A write takes milliseconds. */
const underWay = 30_000;

/** Where the journal lies: on the command line `.groundplan/.pending` in the root, in the editor a file of its storage. */
export type JournalPlace = { readonly inRoot: true } | { readonly file: string };

/**
 * The two files of a folder on a local disk and their journal. The journal's first line names the process, so that a
 * second process does not recover what the first is just writing.
 */
export function pairFiles(root: string, place: JournalPlace = { inRoot: true }, now: () => number = Date.now): PairFiles {
  const journalFile = async (create = false): Promise<string> => ('file' in place ? place.file : resolveTarget(root, pendingPath, create));
  const found = async (file: Promise<string>): Promise<Content> => {
    try {
      return await readText(await file);
    } catch (error) {
      if (error instanceof TargetError && error.reason === 'parent-missing') return undefined;
      throw error;
    }
  };
  return {
    read: (target) => found(resolveTarget(root, target)),
    write: (target, text) => atomicWrite(root, target, text),
    createJournal: async (text) => createExclusive(await journalFile(true), `${process.pid}\n${text}`),
    readJournal: async () => {
      const text = await found(journalFile());
      return text?.slice(text.indexOf('\n') + 1);
    },
    dropJournal: async (paths) => {
      for (const target of paths) await removeLeftOver(root, target);
      await rm(await journalFile(true), { force: true });
    },
    writeUnderWay: async () => {
      const text = await found(journalFile());
      if (text === undefined) return false;
      const written = await lstat(await journalFile()).catch(() => undefined);
      if (written === undefined || now() - written.mtimeMs > underWay) return false;
      const writer = Number.parseInt(text, 10);
      return Number.isInteger(writer) && writer !== process.pid && isAlive(writer);
    },
  };
}

async function readText(file: string): Promise<Content> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > readLimit) throw new Error(`${path.basename(file)} is not a file of ours`);
  return readFile(file, 'utf8');
}

/** Creates a file that is complete from its first moment: written beside and linked. False if it is there already. */
async function createExclusive(file: string, text: string): Promise<boolean> {
  // Two processes may try at once, so each has its own; a killed one leaves a few kilobytes in a folder of ours.
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Some file systems have no hard links. A journal cut off by a crash reads as none: nothing was written yet.
    return await createPlain(file, text);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function createPlain(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text, 'utf8');
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process: alive, but not ours to signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
