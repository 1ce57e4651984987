import type { DetectorInput } from '../observation.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import { parseToml } from '../parse/toml.ts';
import type { Dependency } from './dependency.ts';

/** A plug-in of a version catalogue. */
export type CataloguePlugin = Pick<Dependency, 'version' | 'versionAt'> & { readonly id: string };

/** What a version catalogue lists, by the accessor that a build writes behind `libs.`. */
export interface Catalogue {
  /** Plug-ins by their accessor (`spring.boot`). */
  readonly plugins: ReadonlyMap<string, CataloguePlugin>;
  /** The libraries behind an accessor, several for a bundle. */
  find(accessor: string): readonly Omit<Dependency, 'line'>[];
}

/** The version catalogue above a build, read once for all builds; undefined without one. */
export function catalogueOf(input: DetectorInput): Catalogue | undefined {
  const path = input.companionPaths.find((one) => one.endsWith('libs.versions.toml'));
  const root = path === undefined ? undefined : input.parsed(path, parseToml)?.root;
  if (path === undefined || root === undefined) return undefined;
  const libraries = new Map(entriesAt(root, 'libraries').map(([name, entry]) => [accessorOf(name), libraryOf(root, path, entry)]));
  const bundles = new Map(
    entriesAt(root, 'bundles').map(([name, { value }]) => [
      accessorOf(name),
      value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'scalar' ? [accessorOf(item.text)] : [])) : [],
    ]),
  );
  const plugins = new Map(
    entriesAt(root, 'plugins').map(([name, entry]) => {
      const [id = '', inline] = (entry.value.kind === 'scalar' ? entry.value.text : (textAt(entry.value, 'id') ?? '')).split(':');
      return [accessorOf(name), { id, ...versionOf(root, path, entry, inline) }];
    }),
  );
  return {
    plugins,
    find: (accessor) => {
      const names = accessor.startsWith('bundles.')
        ? (bundles.get(accessor.slice(8)) ?? [])
        : [accessor.replace(/\.(get|asProvider)$/, '')];
      return names.slice(0, 100).flatMap((name) => libraries.get(name) ?? []);
    },
  };
}

/** Gradle writes `spring-boot_web` as `libs.spring.boot.web`. */
function accessorOf(name: string): string {
  return name.replace(/[-_]/g, '.');
}

function libraryOf(root: DataNode, path: string, entry: DataEntry): Omit<Dependency, 'line'> {
  const { value } = entry;
  const [group = '', artifact = '', inline] = (value.kind === 'scalar' ? value.text : (textAt(value, 'module') ?? '')).split(':');
  const name =
    textAt(value, 'group') === undefined ? `${group}:${artifact}` : `${textAt(value, 'group') ?? ''}:${textAt(value, 'name') ?? ''}`;
  return { name, ...versionOf(root, path, entry, inline) };
}

function versionOf(root: DataNode, path: string, entry: DataEntry, inline: string | undefined): Pick<Dependency, 'version' | 'versionAt'> {
  const ref = textAt(entry.value, 'version', 'ref');
  const referred = ref === undefined ? undefined : entryAt(root, 'versions', ref);
  const version = inline ?? textAt(entry.value, 'version') ?? (referred?.value.kind === 'scalar' ? referred.value.text : undefined);
  return version === undefined ? {} : { version, versionAt: { path, line: referred?.line ?? entry.line } };
}
