import type { FileNames } from './observation.ts';

/** Looks up the names of a walk, which are only indexed when somebody asks. The paths of a folder must be sorted. */
export function fileNames(paths: readonly string[]): FileNames {
  let folders: ReadonlyMap<string, readonly string[]> | undefined;
  const inFolder = (folder: string): readonly string[] => (folders ??= byFolder(paths)).get(folder) ?? [];
  return {
    has: (path) => {
      const slash = path.lastIndexOf('/');
      return isAmong(inFolder(slash === -1 ? '' : path.slice(0, slash)), path.slice(slash + 1));
    },
    inFolder,
  };
}

/** Looks a name up in sorted ones by halves. */
function isAmong(names: readonly string[], name: string): boolean {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = names[middle] ?? '';
    if (found === name) return true;
    if (found < name) low = middle + 1;
    else high = middle;
  }
  return false;
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
