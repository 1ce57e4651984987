import type { DataEntry, DataNode } from '../parse/data.ts';
import type { HclAttribute, HclBlock, HclFile } from '../parse/hcl.ts';
import { parseJson } from '../parse/json.ts';

/** How many names stand between the kind of a block and its body in JSON syntax. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['provider', 1],
  ['variable', 1],
  ['output', 1],
  ['terraform', 0],
  ['locals', 0],
]);

/**
 * Reads Terraform's JSON syntax as the blocks that it stands for. Source: "JSON Configuration Syntax" of the Terraform
 * language reference.
 */
export function parseTerraformJson(text: string): HclFile {
  const { root, issues } = parseJson(text);
  const blocks: HclBlock[] = [];
  if (root?.kind === 'map')
    for (const [type, entry] of root.entries) {
      const count = labelCounts.get(type);
      if (count !== undefined) collect(type, count, entry, blocks);
    }
  return { blocks, issues };
}

function collect(type: string, count: number, entry: DataEntry, blocks: HclBlock[]): void {
  const open: { labels: readonly string[]; line: number; value: DataNode }[] = [{ labels: [], line: entry.line, value: entry.value }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { labels, line, value } = next;
    if (value.kind === 'list') open.unshift(...value.items.map((item) => ({ labels, line: item.line, value: item })));
    else if (value.kind === 'map') {
      if (labels.length === count) blocks.push(blockOf(type, labels, line, value));
      else for (const [label, inner] of value.entries) open.push({ labels: [...labels, label], line: inner.line, value: inner.value });
    }
  }
}

/** Depth is bounded by the JSON guard. */
function blockOf(type: string, labels: readonly string[], line: number, node: DataNode): HclBlock {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  if (node.kind === 'map')
    for (const [key, entry] of node.entries) {
      if (entry.value.kind === 'scalar') attributes.set(key, attributeOf(entry));
      else if (entry.value.kind === 'map') blocks.push(blockOf(key, [], entry.line, entry.value));
      else
        for (const item of entry.value.items) {
          if (item.kind === 'map') blocks.push(blockOf(key, [], item.line, item));
          else if (item.kind === 'scalar') attributes.set(key, attributeOf({ line: item.line, value: item }));
        }
    }
  return { type, labels, line, attributes, blocks };
}

function attributeOf(entry: DataEntry): HclAttribute {
  const value = entry.value.kind === 'scalar' ? entry.value.value : null;
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const plain = value !== null && !(typeof value === 'string' && /[$%]\{/.test(value));
  return { line: entry.value.line, text, ...(plain ? { literal: value } : {}) };
}
