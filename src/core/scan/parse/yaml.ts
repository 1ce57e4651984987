import { LineCounter, parseAllDocuments, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node as YamlNode, Pair, YAMLMap } from 'yaml';
import type { DataEntry, DataNode, ParseIssue } from './data.ts';
import { scalar } from './data.ts';
import { errorFlood, parseLimits, tooManyMarks, yamlTooDeep } from './guard.ts';

/** The documents of a YAML file as plain trees, and what was wrong with it; both may be non-empty. */
export interface YamlFile {
  readonly documents: readonly DataNode[];
  readonly issues: readonly ParseIssue[];
}

/**
 * Parses every document of a YAML text. Aliases and `<<` are resolved here, each anchor once, and may add at most
 * 10,000 nodes to a file; an alias beyond that is null and an issue. Never throws.
 */
export function parseYaml(text: string): YamlFile {
  const deep = yamlTooDeep(text);
  if (deep !== undefined) return { documents: [], issues: [deep] };
  const many = tooManyMarks(text, ',:[]{}"\'&!?%@|>`') ?? errorFlood(text);
  if (many !== undefined) return { documents: [], issues: [many] };
  const lines = new LineCounter();
  const documents: DataNode[] = [];
  const issues: ParseIssue[] = [];
  // uniqueKeys compares every key with every other; merge is ours; pretty errors copy the source once per error.
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' });
  const budget = { left: parseLimits.aliasVisits };
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const error = document.errors[0];
    if (error !== undefined) {
      issues.push({ reason: 'syntax-error', line: lines.linePos(error.pos[0]).line || 1, detail: error.code });
    }
    if (document.contents === null) continue;
    const resolver = new Resolver(lines, budget);
    documents.push(resolver.convert(document.contents).node);
    if (resolver.issue !== undefined) issues.push(resolver.issue);
  }
  return { documents, issues };
}

interface Sized {
  readonly node: DataNode;
  /** Nodes in the tree below, aliases expanded. */
  readonly size: number;
}

/** Turns one document's nodes into plain data. Recursion is bounded by the nesting that was checked before. */
class Resolver {
  issue: ParseIssue | undefined;
  readonly #anchors = new Map<string, Sized>();
  readonly #lines: LineCounter;
  readonly #budget: { left: number };

  constructor(lines: LineCounter, budget: { left: number }) {
    this.#lines = lines;
    this.#budget = budget;
  }

  convert(node: unknown): Sized {
    if (isAlias(node)) return this.#alias(node.source, this.#line(node));
    const result = this.#plain(node);
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, result);
    return result;
  }

  #plain(node: unknown): Sized {
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item));
      return {
        node: { kind: 'list', line: this.#line(node), items: items.map((item) => item.node) },
        size: items.reduce((sum, item) => sum + item.size, 1),
      };
    }
    if (isScalar(node)) {
      const line = this.#line(node);
      const value = node.value;
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
      const leaf = scalar(line, plain);
      // `1.10` is a version and `0123` an id: the text stays as it was written.
      return { node: typeof plain === 'number' && node.source !== undefined ? { ...leaf, text: node.source } : leaf, size: 1 };
    }
    return { node: scalar(1, null), size: 1 };
  }

  #map(map: YAMLMap): Sized {
    const entries = new Map<string, DataEntry>();
    const merged: Sized[] = [];
    let size = 1;
    for (const pair of map.items as Pair[]) {
      const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value ?? '') : '';
      const value = this.convert(pair.value);
      size += value.size;
      if (key === '<<') merged.push(value);
      else entries.set(key, { line: this.#line(pair.key), value: value.node });
    }
    // The map's own keys win over merged ones, earlier merges over later ones.
    for (const source of merged) {
      for (const part of source.node.kind === 'list' ? source.node.items : [source.node]) {
        if (part.kind !== 'map') continue;
        for (const [key, entry] of part.entries) if (!entries.has(key)) entries.set(key, entry);
      }
    }
    return { node: { kind: 'map', line: this.#line(map), entries }, size };
  }

  #alias(name: string, line: number): Sized {
    const target = this.#anchors.get(name);
    if (target !== undefined && target.size <= this.#budget.left) {
      this.#budget.left -= target.size;
      return target;
    }
    if (target !== undefined) this.#budget.left = 0;
    this.issue ??=
      target === undefined
        ? { reason: 'syntax-error', line, detail: 'alias without an anchor before it' }
        : { reason: 'too-many-aliases', line, detail: `aliases add more than ${String(parseLimits.aliasVisits)} nodes` };
    return { node: scalar(line, null), size: 1 };
  }

  #line(node: unknown): number {
    const range = (node as YamlNode | null | undefined)?.range;
    return range ? this.#lines.linePos(range[0]).line || 1 : 1;
  }
}
