/** How far above a source file its project is looked for. */
const maxLevels = 6;

/**
 * Files that show the project a C# file belongs to, nearest folder first, told from its path alone: a project is almost
 * always named after its folder (`Basket.API/Basket.API.csproj`, `Basket/API/Basket.API.csproj`, `shopping-cart/ShoppingCart.csproj`);
 * where it is not, its program stands beside it.
 */
export function projectFilesOf(path: string): readonly string[] {
  const files: string[] = [];
  let folder = path;
  for (let level = 0; level < maxLevels && folder.includes('/'); level += 1) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    const [name = '', parent = ''] = folder.split('/').toReversed();
    const pascal = name.replace(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase());
    const names = new Set([name, pascal, `${parent}.${name}`]);
    files.push(...[...names].map((one) => `${folder}/${one}.csproj`), `${folder}/Program.cs`);
  }
  return files;
}

/** The folder of the project that a C# file belongs to; that of the file itself where the program starts in it. */
export function projectFolderOf(path: string, companion: (path: string) => string | undefined): string | undefined {
  const own = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const shown = projectFilesOf(path).find((file) => companion(file) !== undefined);
  // The program itself is no companion of its own.
  if (/(^|\/)(Program|Startup)\.cs$/.test(path) && (shown === undefined || !shown.startsWith(`${own}/`))) return own;
  return shown?.slice(0, shown.lastIndexOf('/'));
}
