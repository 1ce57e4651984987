import type { FileNames } from './observation.ts';

/** Looks up the names of a walk, which are only indexed when somebody asks. The paths of a folder must be sorted. */
export function fileNames(paths: readonly string[]): FileNames {
  let all: ReadonlySet<string> | undefined;
  let folders: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    has: (path) => (all ??= new Set(paths)).has(path),
    inFolder: (folder) => (folders ??= byFolder(paths)).get(folder) ?? [],
  };
}

function byFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const folder = slash === -1 ? '' : path.slice(0, slash);
    const names = folders.get(folder);
    const name = path.slice(slash + 1);
    if (names === undefined) folders.set(folder, [name]);
    else names.push(name);
  }
  return folders;
}
