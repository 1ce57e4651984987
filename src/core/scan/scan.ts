import type { Problem } from '../model/evidence.ts';
import type { ScanResult } from '../model/fact.ts';
import type { WorkspaceFiles } from '../ports.ts';
import { redact } from '../redact/redact.ts';
import { assemble } from './assemble/index.ts';
import { detectors } from './detectors/index.ts';
import { defaultLimits } from './limits.ts';
import type { ScanLimits } from './limits.ts';
import { limitProblems, sortProblems } from './problems.ts';
import { readFiles } from './read-files.ts';
import { forget, newScanMemory, rememberSnippets } from './scan-memory.ts';
import type { ScanMemory } from './scan-memory.ts';
import { observeTree } from './tree-rules.ts';
import { join, walk } from './walk.ts';
import type { Walk } from './walk.ts';

/** How to scan. */
export interface ScanOptions {
  /** Stops the scan between files; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch of files; with `(0, 0)` while the folders are still being listed. */
  readonly onProgress?: ((filesRead: number, filesTotal: number) => void) | undefined;
  /** Called right before a file is parsed, so that a watcher knows which file does not come back. */
  readonly onFile?: ((path: string) => void) | undefined;
  /** Folder to look at, relative, `''` for all; paths of facts stay relative to the root. */
  readonly scope?: string | undefined;
  readonly limits?: Partial<ScanLimits> | undefined;
  /** ISO date against which maintained versions are judged; without it no version is called ended. */
  readonly today?: string | undefined;
  /** Files that are not opened because an earlier attempt did not come back from them. */
  readonly skip?: readonly string[] | undefined;
  /** What an earlier scan of the same root, scope and limits remembered; this one adds to it. */
  readonly memory?: ScanMemory | undefined;
  /** Paths that were written, made or deleted since the memory was; without them nothing of the memory is used. */
  readonly changed?: readonly string[] | undefined;
}

/**
 * Scans a workspace: walks it, reads the files that a detector knows, and joins what they show into facts.
 * The same files and options give the same result, byte for byte, with a memory of an earlier scan or without.
 */
export async function scan(files: WorkspaceFiles, options: ScanOptions = {}): Promise<ScanResult> {
  const limits: ScanLimits = { ...defaultLimits, ...options.limits };
  const scope = options.scope ?? '';
  options.signal?.throwIfAborted();
  const memory = options.memory ?? newScanMemory();
  const changed = options.changed === undefined ? undefined : new Set(options.changed);
  forget(memory, changed, () => true);
  const snippets = rememberSnippets(files, memory);
  const tree = await walk(snippets, scope, limits, { signal: options.signal, onFolders: () => options.onProgress?.(0, 0) });
  if (memory.files.size > 0) {
    const present = new Set(tree.files);
    forget(memory, new Set(), (path) => present.has(path));
  }
  const above = await filesAbove(files, scope);
  const read = await readFiles(files, tree, above, detectors, limits, memory, options);
  const treeView = await observeTree(snippets, tree, scope, limits);
  const observations = [...read.observations, ...treeView];
  const problems: readonly Problem[] = [...tree.problems, ...(await outsideLinks(files, tree, read.problems)), ...read.problems];
  return {
    facts: assemble(observations, { files: tree.files, today: options.today }),
    problems: limitProblems(sortProblems(problems), limits.problemsPerReason),
    statistics: { filesSeen: tree.files.length, filesRead: read.filesRead, bytesRead: read.bytesRead },
  };
}

/**
 * Files in the folders above the scope, for detectors that need them beside a file in it: the parent of a module, the
 * version catalogue of a build. Nothing else of them is read.
 */
async function filesAbove(files: WorkspaceFiles, scope: string): Promise<readonly string[]> {
  const parts = scope === '' ? [] : scope.split('/');
  const folders = parts.flatMap((_, count) => {
    const folder = parts.slice(0, count).join('/');
    return [folder, join(folder, 'gradle')];
  });
  const found: string[] = [];
  for (const folder of folders) {
    if (isWithinScope(folder, scope)) continue;
    for (const entry of (await files.list(folder)) ?? []) if (entry.kind === 'file') found.push(join(folder, entry.name));
  }
  return found;
}

function isWithinScope(folder: string, scope: string): boolean {
  return folder === scope || folder.startsWith(`${scope}/`);
}

/** Links that are looked at for where they lead, though nothing reads them. */
const linksProbed = 1000;

/** Links that lead out of the root: never followed, and said so (security rule 3). Nothing is read: zero bytes are allowed. */
async function outsideLinks(files: WorkspaceFiles, tree: Walk, reported: readonly Problem[]): Promise<readonly Problem[]> {
  const known = new Set(reported.map((problem) => problem.path));
  const problems: Problem[] = [];
  for (const path of tree.links.slice(0, linksProbed)) {
    if (known.has(path)) continue;
    const result = await files.read(path, 0);
    if ('refused' in result && result.refused === 'link-outside')
      problems.push({ path, reason: 'link-outside', detail: redact('not followed') });
  }
  return problems;
}
