import type { Problem } from '../model/evidence.ts';
import type { FolderEntry, WorkspaceFiles } from '../ports.ts';
import { redact } from '../redact/redact.ts';
import { mapConcurrently } from './concurrency.ts';
import { isIgnored, readIgnoreRules } from './ignore-rules.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import type { ScanLimits } from './limits.ts';
import { isSkippedFolder } from './skipped-folders.ts';

/** Every file that is neither ignored nor skipped, sorted by path, and what stopped the walk from seeing more. */
export interface Walk {
  readonly files: readonly string[];
  /** Those of `files` that are symbolic links. */
  readonly links: readonly string[];
  readonly problems: readonly Problem[];
}

interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called every few hundred folders: a sign of life. */
  readonly onFolders?: ((folders: number) => void) | undefined;
}

interface Folder {
  readonly path: string;
  readonly depth: number;
  readonly rules: readonly IgnoreRules[];
}

interface Listing {
  readonly links: readonly string[];
  readonly files: readonly string[];
  readonly folders: readonly Folder[];
  readonly problems: readonly Problem[];
}

/**
 * Walks a folder level by level, so that limits cut at the same place every time. `.gitignore` files are honoured
 * from the root down to each folder; links are left to `read`, and linked folders are not entered (security rule 3).
 */
export async function walk(files: WorkspaceFiles, scope: string, limits: ScanLimits, options: WalkOptions = {}): Promise<Walk> {
  const found: string[] = [];
  const links: string[] = [];
  let folders = 0;
  const problems: Problem[] = [];
  let level: Folder[] = [{ path: scope, depth: 0, rules: await rulesAbove(files, scope) }];
  while (level.length > 0) {
    const listings = await mapConcurrently(level, limits.concurrency, options.signal, (folder) => {
      folders += 1;
      if (folders % 200 === 0) options.onFolders?.(folders);
      return listFolder(files, folder);
    });
    level = [];
    for (const listing of listings) {
      problems.push(...listing.problems);
      if (found.length + listing.files.length > limits.files) {
        problems.push(problem(scope, 'too-many-files', `more than ${String(limits.files)} files; the rest was not looked at`));
        return { files: sorted(found), links: sorted(links), problems };
      }
      for (const file of listing.files) found.push(file);
      links.push(...listing.links);
      for (const folder of listing.folders) {
        if (folder.depth > limits.depth) problems.push(problem(folder.path, 'too-deep', `deeper than ${String(limits.depth)} folders`));
        else level.push(folder);
      }
    }
  }
  return { files: sorted(found), links: sorted(links), problems };
}

async function listFolder(files: WorkspaceFiles, folder: Folder): Promise<Listing> {
  const entries = await files.list(folder.path);
  if (entries === undefined) return { files: [], links: [], folders: [], problems: [problem(folder.path, 'unreadable', 'folder')] };
  const rules = entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')
    ? await withRules(files, folder.path, folder.rules)
    : folder.rules;
  const found: string[] = [];
  const links: string[] = [];
  const folders: Folder[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const path = join(folder.path, entry.name);
    if (!isPlainName(entry.name)) problems.push(problem(path, 'unreadable', 'name with control characters or separators'));
    else if (entry.kind === 'folder') {
      if (isSkippedFolder(entry.name, () => fileNames(entries)) || isIgnored(rules, `${path}/`)) continue;
      folders.push({ path, depth: folder.depth + 1, rules });
    } else if (!isIgnored(rules, path)) {
      // A FIFO or a device would block whoever opens it; a link is resolved, and refused if need be, when it is read.
      if (entry.kind === 'other') problems.push(problem(path, 'not-a-file', 'device, pipe or socket'));
      else found.push(path);
      if (entry.kind === 'link') links.push(path);
    }
  }
  return { files: found, links, folders, problems };
}

async function rulesAbove(files: WorkspaceFiles, scope: string): Promise<readonly IgnoreRules[]> {
  let rules: readonly IgnoreRules[] = [];
  const parts = scope === '' ? [] : scope.split('/');
  for (let count = 0; count < parts.length; count += 1) rules = await withRules(files, parts.slice(0, count).join('/'), rules);
  return rules;
}

async function withRules(files: WorkspaceFiles, folder: string, rules: readonly IgnoreRules[]): Promise<readonly IgnoreRules[]> {
  const result = await files.read(join(folder, '.gitignore'), 1024 * 1024);
  return 'text' in result ? [...rules, readIgnoreRules(folder, result.text)] : rules;
}

function fileNames(entries: readonly FolderEntry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'file' ? [entry.name] : []));
}

/** Names that cannot be a part of a relative path, or that would deceive whoever reads it. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\p{Cc}]/u.test(name);
}

/** Joins a folder (`''` is the root) and a name. */
export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function sorted(paths: readonly string[]): readonly string[] {
  return [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function problem(path: string, reason: Problem['reason'], detail: string): Problem {
  return { path, reason, detail: redact(detail) };
}
