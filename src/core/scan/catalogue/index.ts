import { actionKeys, hostKeys, imageKeys, packageKey, schemeKeys } from './keys.ts';
import type { Ecosystem, Technology } from './technology.ts';
import { technologies } from './technologies.ts';

export { endOfLife } from './maintenance.ts';
export type { EndOfLife } from './maintenance.ts';
export type { Ecosystem, LicenceClass, Technology } from './technology.ts';
export { parseImage } from './keys.ts';
export type { ImageReference } from './keys.ts';
export { technologies } from './technologies.ts';

/** Exact names, and prefixes (`name*`) from the longest to the shortest. Never changed after it was built. */
interface Lookup {
  readonly exact: ReadonlyMap<string, Technology>;
  readonly prefixes: readonly (readonly [string, Technology])[];
}

function lookupOf(keysOf: (technology: Technology) => readonly string[]): Lookup {
  const exact = new Map<string, Technology>();
  const prefixes: [string, Technology][] = [];
  for (const technology of technologies) {
    for (const key of keysOf(technology)) {
      if (key.endsWith('*')) prefixes.push([key.slice(0, -1), technology]);
      else exact.set(key, technology);
    }
  }
  prefixes.sort(([left], [right]) => right.length - left.length);
  return { exact, prefixes };
}

function find(lookup: Lookup, keys: readonly string[]): Technology | undefined {
  for (const key of keys) {
    const found = lookup.exact.get(key);
    if (found !== undefined) return found;
  }
  for (const key of keys) {
    const found = lookup.prefixes.find(([prefix]) => key.startsWith(prefix));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

const ecosystems: readonly Ecosystem[] = ['npm', 'pypi', 'go', 'maven', 'nuget', 'rubygems', 'packagist', 'crates', 'hex', 'pub'];

const ids: ReadonlyMap<string, Technology> = new Map(technologies.map((technology) => [technology.id, technology]));
const packages: ReadonlyMap<Ecosystem, Lookup> = new Map(
  ecosystems.map((ecosystem) => [
    ecosystem,
    lookupOf((technology) => (technology.packages?.[ecosystem] ?? []).map((name) => packageKey(ecosystem, name))),
  ]),
);
const images = lookupOf((technology) => technology.images ?? []);
const terraform = lookupOf((technology) => technology.terraform ?? []);
const schemes = lookupOf((technology) => technology.schemes ?? []);
const hosts = lookupOf((technology) => technology.hosts ?? []);
const actions = lookupOf((technology) => technology.actions ?? []);

/** The entry with this id, or undefined. */
export function byId(id: string): Technology | undefined {
  return ids.get(id);
}

/** The entry that a package belongs to; names are exact, so `postgres-date` is not PostgreSQL. Maven: `group:artifact`. */
export function byPackage(ecosystem: Ecosystem, name: string): Technology | undefined {
  const lookup = packages.get(ecosystem);
  if (lookup === undefined) return undefined;
  const key = packageKey(ecosystem, name);
  // A Go module may be named by one of its packages.
  const keys = ecosystem === 'go' ? goKeys(key) : [key];
  return find(lookup, keys);
}

/**
 * Whether a package's version is the technology's own: it is the one that is listed first, or one of its family, which is
 * released together (the same scope or group, `react-dom` beside `react`, a prefix). `@vitejs/plugin-react` 6 is no Vite 6.
 */
export function isMainPackage(technology: Technology, ecosystem: Ecosystem, name: string): boolean {
  const key = packageKey(ecosystem, name);
  const own = technology.ownVersions ?? [];
  if (own.some((one) => (one.endsWith('*') ? `${ecosystem}:${key}`.startsWith(one.slice(0, -1)) : `${ecosystem}:${key}` === one)))
    return false;
  const names = technology.packages?.[ecosystem] ?? [];
  const keys = ecosystem === 'go' ? goKeys(key) : [key];
  const [first] = names;
  return (
    (first !== undefined && keys.some((candidate) => isOfFamily(packageKey(ecosystem, first), candidate))) ||
    names.some((one) => one.endsWith('*') && keys.some((candidate) => candidate.startsWith(packageKey(ecosystem, one).slice(0, -1))))
  );
}

function isOfFamily(first: string, key: string): boolean {
  const family = /^@[^/]+\/|^[^:]+:/.exec(first)?.[0];
  return key === first || key.startsWith(`${first}-`) || (family !== undefined && key.startsWith(family));
}

function goKeys(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, 5).map((_, index) => packageKey('go', parts.slice(0, parts.length - index).join('/')));
}

/** The entry of an image reference with or without registry, tag and digest; `acme/postgres-backup` is nobody's. */
export function byImage(reference: string): Technology | undefined {
  return find(images, imageKeys(reference));
}

/** The entry of a Terraform resource type. */
export function byTerraform(type: string): Technology | undefined {
  return find(terraform, [type]);
}

/** The entry of a URL scheme, a JDBC URL or a connection string's scheme. `http` is nobody's. */
export function byScheme(scheme: string): Technology | undefined {
  return find(schemes, schemeKeys(scheme));
}

/** The entry whose API answers under this host name. */
export function byHost(host: string): Technology | undefined {
  return find(hosts, hostKeys(host));
}

/** The entry of a GitHub Action, with or without `@version`. */
export function byAction(action: string): Technology | undefined {
  return find(actions, actionKeys(action));
}
