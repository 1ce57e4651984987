import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { realpath } from 'node:fs/promises';
import type { FolderEntry, ReadRefusal, ReadResult, WorkspaceFiles } from '../core/ports.ts';
import { blockingCalls, openFlags, waitingCalls } from './file-calls.ts';
import type { FileCalls } from './file-calls.ts';

/** Bytes at the start of a file in which a NUL says that it is not text. */
const binaryProbe = 8192;

/**
 * The files below a local folder. Every path is resolved to its real one and must stay below the real root; links out,
 * devices and pipes are refused before they are opened (security rule 3). The root is resolved once, at creation.
 */
export async function createNodeFiles(root: string, options: NodeFilesOptions = {}): Promise<WorkspaceFiles> {
  const realRoot = await realpath(resolve(root));
  const next = options.mayBlock === true ? turns() : (work: Work<unknown>) => work(waitingCalls);
  return {
    list: (folder) => next((calls) => list(calls, realRoot, folder)) as Promise<readonly FolderEntry[] | undefined>,
    read: (path, maxBytes) => next((calls) => read(calls, realRoot, path, maxBytes)) as Promise<ReadResult>,
  };
}

/** How the files of a folder are read. */
export interface NodeFilesOptions {
  /** True on a thread that has nothing else to do: calls that block it take half the time of calls that go through the pool. */
  readonly mayBlock?: boolean | undefined;
}

type Work<T> = (calls: FileCalls) => Promise<T>;

/** Milliseconds after which the thread looks at its messages. */
const turnEvery = 20;
/** Calls after which a slow drive is known, and milliseconds to resolve one path that make it slow: then it is faster to wait for several at once. */
const probes = 100;
const slow = 0.3;

/** Runs work with calls that block, and lets the thread turn now and then. */
function turns(): <T>(work: Work<T>) => Promise<T> {
  let turned = performance.now();
  let count = 0;
  let spent = 0;
  return async (work) => {
    if (count >= probes && spent > count * slow) return await work(waitingCalls);
    if (performance.now() - turned > turnEvery) {
      await new Promise((resume) => setImmediate(resume));
      turned = performance.now();
    }
    const begun = performance.now();
    // Up to its first `await` it resolves the path.
    const running = work(blockingCalls);
    count += 1;
    spent += performance.now() - begun;
    return await running;
  };
}

async function list(calls: FileCalls, root: string, folder: string): Promise<readonly FolderEntry[] | undefined> {
  try {
    const target = await locate(calls, root, folder);
    if (typeof target !== 'object') return undefined;
    const entries = await calls.readdir(target.path);
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
    }));
  } catch {
    return undefined;
  }
}

async function read(calls: FileCalls, root: string, path: string, maxBytes: number): Promise<ReadResult> {
  try {
    const target = await locate(calls, root, path);
    if (typeof target !== 'object') return { refused: target };
    const status = await calls.lstat(target.path);
    if (!status.isFile()) return { refused: 'not-a-file' };
    if (status.size > maxBytes) return { refused: 'too-large' };
    return await readText(calls, target.path, maxBytes);
  } catch (error) {
    return { refused: codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}

/**
 * Opens without blocking and without following a link that was put there after the check, and looks again at what was
 * opened, so that a swap between check and open reads nothing.
 */
async function readText(calls: FileCalls, path: string, maxBytes: number): Promise<ReadResult> {
  const file = await calls.open(path, openFlags);
  try {
    const status = await file.stat();
    if (!status.isFile()) return { refused: 'not-a-file' };
    if (status.size > maxBytes) return { refused: 'too-large' };
    // One byte more than was promised shows a file that grows while it is read.
    const buffer = Buffer.allocUnsafe(Math.min(status.size, maxBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const bytesRead = await file.read(buffer, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > maxBytes) return { refused: 'too-large' };
    const bytes = buffer.subarray(0, length);
    if (bytes.subarray(0, binaryProbe).includes(0)) return { refused: 'binary' };
    const text = bytes.toString('utf8');
    return { text: text.startsWith('\ufeff') ? text.slice(1) : text };
  } finally {
    await file.close();
  }
}

/** The real path of a relative one, or why it must not be touched. Asked anew each time: a folder can become a link. */
async function locate(calls: FileCalls, root: string, path: string): Promise<{ readonly path: string } | ReadRefusal> {
  if (!isPlainRelative(path)) return 'link-outside';
  let target: string;
  try {
    target = await calls.realpath(join(root, path));
  } catch (error) {
    return refusalOf(error);
  }
  const inside = relative(root, target);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return 'link-outside';
  return { path: target };
}

/** Rejects what is not a plain relative path on any platform: `../`, absolute, drive letters, UNC, NUL. */
function isPlainRelative(path: string): boolean {
  if (path === '') return true;
  if (path.includes('\0') || path.includes('\\') || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function refusalOf(error: unknown): ReadRefusal {
  const code = codeOf(error);
  if (code === 'ELOOP') return 'link-outside';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
