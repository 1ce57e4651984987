import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FolderEntry, ReadRefusal, ReadResult, WorkspaceFiles } from '../core/ports.ts';

/** Bytes at the start of a file in which a NUL says that it is not text. */
const binaryProbe = 8192;

/**
 * The files below a local folder. Every path is resolved to its real one and must stay below the real root; links out,
 * devices and pipes are refused before they are opened (security rule 3). The root is resolved once, at creation.
 */
export async function createNodeFiles(root: string): Promise<WorkspaceFiles> {
  const realRoot = await realpath(resolve(root));
  return {
    list: (folder) => list(realRoot, folder),
    read: (path, maxBytes) => read(realRoot, path, maxBytes),
  };
}

async function list(root: string, folder: string): Promise<readonly FolderEntry[] | undefined> {
  try {
    const target = await locate(root, folder);
    if (typeof target !== 'object') return undefined;
    const entries = await readdir(target.path, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
    }));
  } catch {
    return undefined;
  }
}

async function read(root: string, path: string, maxBytes: number): Promise<ReadResult> {
  try {
    const target = await locate(root, path);
    if (typeof target !== 'object') return { refused: target };
    const status = await lstat(target.path);
    if (!status.isFile()) return { refused: 'not-a-file' };
    if (status.size > maxBytes) return { refused: 'too-large' };
    return await readText(target.path, maxBytes);
  } catch (error) {
    return { refused: codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}

/**
 * Opens without blocking and without following a link that was put there after the check, and looks again at what was
 * opened, so that a swap between check and open reads nothing.
 */
async function readText(path: string, maxBytes: number): Promise<ReadResult> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const status = await handle.stat();
    if (!status.isFile()) return { refused: 'not-a-file' };
    if (status.size > maxBytes) return { refused: 'too-large' };
    // One byte more than was promised shows a file that grows while it is read.
    const buffer = Buffer.alloc(Math.min(status.size, maxBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > maxBytes) return { refused: 'too-large' };
    const bytes = buffer.subarray(0, length);
    if (bytes.subarray(0, binaryProbe).includes(0)) return { refused: 'binary' };
    const text = bytes.toString('utf8');
    return { text: text.startsWith('\ufeff') ? text.slice(1) : text };
  } finally {
    await handle.close();
  }
}

/** The real path of a relative one, or why it must not be touched. */
async function locate(root: string, path: string): Promise<{ readonly path: string } | ReadRefusal> {
  if (!isPlainRelative(path)) return 'link-outside';
  const target = await realpath(join(root, path)).catch((error: unknown) => refusalOf(error));
  if (typeof target === 'object') return target.refused;
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

function refusalOf(error: unknown): { readonly refused: ReadRefusal } {
  const code = codeOf(error);
  if (code === 'ELOOP') return { refused: 'link-outside' };
  return { refused: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
