/**
 * Project files that a C# file may belong to, nearest first, told from its path alone: a project is almost always named
 * after its folder.
 */
export function projectFilesOf(path: string): readonly string[] {
  const files: string[] = [];
  let folder = path;
  for (let level = 0; level < 6 && folder.includes('/'); level += 1) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    files.push(`${folder}/${name}.csproj`);
  }
  return files;
}

/** The folder of the project that a C# file belongs to; that of the file itself where the program starts in it. */
export function projectFolderOf(path: string, companion: (path: string) => string | undefined): string | undefined {
  const project = projectFilesOf(path).find((file) => companion(file) !== undefined);
  if (project !== undefined) return project.slice(0, project.lastIndexOf('/'));
  if (!/(^|\/)(Program|Startup)\.cs$/.test(path)) return undefined;
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
