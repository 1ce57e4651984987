/**
 * One tree for every data format (YAML, JSON, TOML): plain, finite, with lines. Keys stand in Maps, because a
 * repository may name a service `__proto__` (security rule 5). A walk over it is bounded by the size of the file.
 */
export type DataNode = DataMap | DataList | DataScalar;

/** A mapping; `line` is the 1-based line it starts on. */
export interface DataMap {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: ReadonlyMap<string, DataEntry>;
}

/** A key's value with the 1-based line of the key. */
export interface DataEntry {
  readonly line: number;
  readonly value: DataNode;
}

/** A sequence. */
export interface DataList {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly DataNode[];
}

/** A leaf: `value` as the format means it, `text` as a string (`''` for null). */
export interface DataScalar {
  readonly kind: 'scalar';
  readonly line: number;
  readonly value: string | number | boolean | null;
  readonly text: string;
}

/** What went wrong at a 1-based line; `reason` is a `ProblemReason`. */
export interface ParseIssue {
  readonly reason: 'syntax-error' | 'too-deep' | 'too-many-aliases' | 'too-large';
  readonly line: number;
  readonly detail: string;
}

/** Makes a leaf. */
export function scalar(line: number, value: DataScalar['value']): DataScalar {
  return { kind: 'scalar', line, value, text: value === null ? '' : String(value) };
}

/** Follows keys through maps (no key is the node itself); undefined where one is missing or something else than a map stands there. */
export function at(node: DataNode | undefined, ...keys: readonly string[]): DataNode | undefined {
  return keys.length === 0 ? node : entryAt(node, ...keys)?.value;
}

/** Like `at`, with the line of the last key. */
export function entryAt(node: DataNode | undefined, ...keys: readonly string[]): DataEntry | undefined {
  let entry: DataEntry | undefined;
  let current = node;
  for (const key of keys) {
    if (current?.kind !== 'map') return undefined;
    entry = current.entries.get(key);
    if (entry === undefined) return undefined;
    current = entry.value;
  }
  return entry;
}

/** The string at a path of keys (numbers and booleans as written); undefined for null, maps and lists. */
export function textAt(node: DataNode | undefined, ...keys: readonly string[]): string | undefined {
  const found = at(node, ...keys);
  return found?.kind === 'scalar' && found.value !== null ? found.text : undefined;
}

/** The items of the list at a path of keys; empty if it is none. */
export function itemsAt(node: DataNode | undefined, ...keys: readonly string[]): readonly DataNode[] {
  const found = at(node, ...keys);
  return found?.kind === 'list' ? found.items : [];
}

/** The entries of the map at a path of keys, in file order; empty if it is none. */
export function entriesAt(node: DataNode | undefined, ...keys: readonly string[]): readonly (readonly [string, DataEntry])[] {
  const found = at(node, ...keys);
  return found?.kind === 'map' ? [...found.entries] : [];
}
