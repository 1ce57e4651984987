import type { Problem } from '../model/evidence.ts';
import type { ReadResult, WorkspaceFiles } from '../ports.ts';
import type { Observation } from './observation.ts';

/**
 * What one scan remembers of single files, so that the next one reads only those that changed. Owned by the caller and
 * changed by each scan; only good for the same root, scope and limits.
 */
export interface ScanMemory {
  readonly files: Map<string, RememberedFile>;
  /** Ignore rules and first lines: short texts that are read for their own sake. */
  readonly snippets: Map<string, ReadResult>;
}

/** One file as it was read, or as it could not be. */
export interface RememberedFile {
  /** Detectors and companions in their order: a file that gets a new neighbour is read again. */
  readonly readWith: string;
  readonly observations: readonly Observation[];
  readonly problems: readonly Problem[];
  /** UTF-16 units of the text; undefined where there was none. */
  readonly length: number | undefined;
  readonly companions: readonly string[];
}

/** A memory of nothing. */
export function newScanMemory(): ScanMemory {
  return { files: new Map(), snippets: new Map() };
}

/** Longest text that is kept as a snippet. */
const maxSnippet = 20_000;

/**
 * The same files, with short texts remembered: what did not change is not read again. Absences are not remembered, because
 * a new file is no change of a known one.
 */
export function rememberSnippets(files: WorkspaceFiles, memory: ScanMemory): WorkspaceFiles {
  return {
    list: (folder) => files.list(folder),
    read: async (path, maxBytes) => {
      const known = memory.snippets.get(path);
      if (known !== undefined) return known;
      const result = await files.read(path, maxBytes);
      if ('text' in result && result.text.length <= maxSnippet) memory.snippets.set(path, result);
      return result;
    },
  };
}

/** Drops what is no longer true: changed files and what lies in changed folders, those that were read beside one, and those that are gone. */
export function forget(memory: ScanMemory, changed: ReadonlySet<string> | undefined, isThere: (path: string) => boolean): void {
  // A folder that was moved or checked out anew stands for all that is in it.
  const hasChanged = (path: string): boolean =>
    changed === undefined || changed.has(path) || foldersAbove(path).some((folder) => changed.has(folder));
  for (const [path, file] of memory.files)
    if (!isThere(path) || hasChanged(path) || file.companions.some(hasChanged)) memory.files.delete(path);
  for (const path of memory.snippets.keys()) if (hasChanged(path)) memory.snippets.delete(path);
}

/** The folders that a path lies in, the root left out. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
