/** The folder of a path, `''` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
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
