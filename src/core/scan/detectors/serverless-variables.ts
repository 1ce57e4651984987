import { at, scalar } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { DetectorInput } from '../observation.ts';
import { folderOf, joinPath } from './paths.ts';

/**
 * A configuration and the files that it includes as one text: lines count on from file to file, so that a node of an
 * included file still knows where it stands.
 */
export interface Joined {
  readonly input: DetectorInput;
  readonly lines: readonly string[];
  readonly root: DataNode | undefined;
}

/** Nodes that references may add to one configuration. */
const maxNodes = 20_000;
/** References within references. */
const maxDepth = 12;

interface Part {
  readonly path: string;
  readonly first: number;
}

/** Resolves what the files say: `${self:…}`, `${file(…):…}` and defaults. Other variables stay as they are written. */
export function joined(input: DetectorInput, root: DataNode | undefined): Joined {
  const lines = input.text.split(/\r?\n/);
  const parts: Part[] = [{ path: input.path, first: 0 }];
  const resolver = new Resolver(input, root, lines, parts);
  const evidence = (line: number): Evidence => {
    const part = parts.findLast((one) => line > one.first) ?? parts[0];
    return part === undefined || part.first === 0 ? input.evidence(line) : input.evidenceIn(part.path, line - part.first);
  };
  // Sections are resolved as they are; what they name elsewhere is copied into them.
  return { input: { ...input, evidence }, lines, root: resolver.resolve(root, 0) };
}

class Resolver {
  readonly #input: DetectorInput;
  readonly #root: DataNode | undefined;
  readonly #lines: string[];
  readonly #parts: Part[];
  readonly #files = new Map<string, DataNode | undefined>();
  #left = maxNodes;

  constructor(input: DetectorInput, root: DataNode | undefined, lines: string[], parts: Part[]) {
    this.#input = input;
    this.#root = root;
    this.#lines = lines;
    this.#parts = parts;
  }

  resolve(node: DataNode | undefined, depth: number): DataNode | undefined {
    if (node === undefined) return undefined;
    this.#left -= 1;
    if (this.#left < 0 || depth > 200) return scalar(node.line, null);
    if (node.kind === 'list') return { ...node, items: node.items.flatMap((item) => this.resolve(item, depth + 1) ?? []) };
    if (node.kind === 'map') {
      const entries = new Map<string, DataEntry>();
      for (const [key, entry] of node.entries) {
        const value = this.resolve(entry.value, depth + 1);
        if (value !== undefined) entries.set(key, { line: entry.line, value });
      }
      return { ...node, entries };
    }
    if (!node.text.includes('${')) return node;
    const whole = /^\$\{([^${}]{1,300})\}$/.exec(node.text)?.[1];
    const target = whole === undefined ? undefined : this.#nodeOf(whole);
    // A whole section in place of a text keeps its own lines, a text keeps the line that uses it.
    if (target !== undefined && target.kind !== 'scalar') return depth > maxDepth * 8 ? undefined : this.resolve(target, depth + 8);
    const text = this.#text(node.text);
    return text === node.text ? node : { ...scalar(node.line, text), text };
  }

  /** Replaces variables from the inside out. */
  #text(written: string): string {
    let text = written.slice(0, 4_000);
    for (let round = 0; round < maxDepth && text.includes('${'); round += 1) {
      const next = text.replace(/\$\{([^${}]{1,300})\}/g, (whole, name: string) => {
        const found = this.#nodeOf(name);
        return found?.kind === 'scalar' && found.value !== null ? found.text : whole;
      });
      if (next === text || next.length > 8_000) break;
      text = next;
    }
    return text;
  }

  /** What `self:a.b`, `file(x.yml):a`, `opt:stage, 'dev'` mean; the first of several that is known. */
  #nodeOf(name: string): DataNode | undefined {
    for (const choice of name.split(',')) {
      const text = choice.trim();
      const own = /^self:(.*)$/.exec(text)?.[1];
      const file = /^file\(([^()]{1,200})\)(?::(.*))?$/.exec(text);
      const found =
        own !== undefined
          ? at(this.#root, ...own.split('.').filter((part) => part !== ''))
          : file !== null
            ? at(this.#file(file[1] ?? ''), ...(file[2] ?? '').split('.').filter((part) => part !== ''))
            : literalOf(text);
      if (found !== undefined) return found;
      if (own === 'service' || own === 'service.name') return at(this.#root, 'service', 'name');
    }
    return undefined;
  }

  #file(written: string): DataNode | undefined {
    const path = joinPath(folderOf(this.#input.path), written);
    if (path === undefined || !/\.(ya?ml|json)$/.test(path)) return undefined;
    if (this.#files.has(path)) return this.#files.get(path);
    // Set first: a file that includes itself is included once.
    this.#files.set(path, undefined);
    const text = this.#input.companion(path);
    const tree = this.#input.parsed(path, treeOf);
    if (text === undefined || tree === undefined) return undefined;
    const first = this.#lines.length;
    this.#parts.push({ path, first });
    for (const line of text.split(/\r?\n/)) this.#lines.push(line);
    const shifted = shift(tree, first);
    this.#files.set(path, shifted);
    return shifted;
  }
}

function treeOf(text: string): DataNode | undefined {
  return /^\s*[{[]/.test(text) ? parseJson(text).root : parseYaml(text).documents[0];
}

/** The same tree, with lines that count on from `first`. Bounded by the nesting that the parser allows. */
function shift(node: DataNode, first: number): DataNode {
  const line = node.line + first;
  if (node.kind === 'scalar') return { ...node, line };
  if (node.kind === 'list') return { ...node, line, items: node.items.map((item) => shift(item, first)) };
  const entries = new Map([...node.entries].map(([key, entry]) => [key, { line: entry.line + first, value: shift(entry.value, first) }]));
  return { kind: 'map', line, entries };
}

/** `'dev'`, and the values that the framework has without being told. */
function literalOf(text: string): DataNode | undefined {
  const quoted = /^(?:'([^']*)'|"([^"]*)"|([\w-]{1,60}))$/.exec(text);
  if (quoted !== null) return scalar(1, quoted[1] ?? quoted[2] ?? quoted[3] ?? '');
  return text === 'sls:stage' || text === 'opt:stage' ? scalar(1, 'dev') : undefined;
}
