/** The folder of a path, `''` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Paths under which a file of one of these names can lie in a folder and in those above it, nearest first. */
export function above(folder: string, names: readonly string[]): readonly string[] {
  const found: string[] = [];
  let current = folder;
  // Deeper than this nobody looks for the root of a build.
  for (let depth = 0; depth < 12; depth += 1) {
    for (const name of names) found.push(current === '' ? name : `${current}/${name}`);
    if (current === '') break;
    current = folderOf(current);
  }
  return found;
}

/** Joins a relative path to a folder; undefined if it is absolute, a URL, a variable, or leads out of the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  if (/^([a-z][\w+.-]*:|\/|~|\\)|[$@]/i.test(relative) || relative.length > 500) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.replaceAll('\\', '/').split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
