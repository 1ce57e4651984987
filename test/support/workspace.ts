import type { FolderEntry, ReadResult, WorkspaceFiles } from '../../src/core/ports.ts';

/** Files in memory: `workspace({ 'api/package.json': '{}' })`. A value may also be what a read of it answers. */
export function workspace(
  files: Readonly<Record<string, string | ReadResult | FolderEntry['kind']>> | ReadonlyMap<string, string>,
): WorkspaceFiles & { readonly reads: string[] } {
  const contents = files instanceof Map ? files : new Map(Object.entries(files));
  const folders = new Map<string, Map<string, FolderEntry['kind']>>([['', new Map()]]);
  for (const path of contents.keys()) {
    const parts = path.split('/');
    for (let index = 0; index < parts.length; index += 1) {
      const folder = parts.slice(0, index).join('/');
      const entries = folders.get(folder) ?? new Map<string, FolderEntry['kind']>();
      folders.set(folder, entries);
      const value: unknown = contents.get(path);
      const leaf = value === 'link' || value === 'other' ? value : 'file';
      entries.set(parts[index] ?? '', index === parts.length - 1 ? leaf : 'folder');
    }
  }
  const reads: string[] = [];
  return {
    reads,
    list: (folder) => Promise.resolve([...(folders.get(folder) ?? [])].map(([name, kind]) => ({ name, kind }))),
    read: (path, maxBytes) => {
      reads.push(path);
      const value: unknown = contents.get(path);
      if (value === undefined) return Promise.resolve({ refused: 'missing' });
      if (value === 'link') return Promise.resolve({ refused: 'link-outside' });
      if (typeof value !== 'string') return Promise.resolve(value as ReadResult);
      return Promise.resolve(value.length > maxBytes ? { refused: 'too-large' } : { text: value });
    },
  };
}
