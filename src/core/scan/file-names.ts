import type { FileNames } from './observation.ts';

/** Looks up the names of a walk; each folder's list is made once. `paths` must be sorted. */
export function fileNames(paths: readonly string[]): FileNames {
  const all = new Set(paths);
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const folder = slash === -1 ? '' : path.slice(0, slash);
    const names = folders.get(folder);
    const name = path.slice(slash + 1);
    if (names === undefined) folders.set(folder, [name]);
    else names.push(name);
  }
  return { has: (path) => all.has(path), inFolder: (folder) => folders.get(folder) ?? [] };
}
