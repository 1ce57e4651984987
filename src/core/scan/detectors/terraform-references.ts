import type { DetectorInput, ResourceObservation } from '../observation.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import { linkResources } from './terraform-rules.ts';

/** A resource, or a registry module that stands for one, with its address. */
export interface Declared {
  readonly address: string;
  readonly type: string;
  readonly block: HclBlock;
}

/** An address with the line that names it. */
export type Reference = ResourceObservation['references'][number];
/** What resources refer to through others, by the address that depends. */
export type Links = ReadonlyMap<string, readonly Reference[]>;

/** Addresses named anywhere in a block, each once, with the line. */
export function referencesOf(input: DetectorInput, block: HclBlock, self: string): Reference[] {
  const found = new Map<string, Reference>();
  for (const attribute of attributesOf(block)) {
    for (const [address, line] of addressesIn(attribute)) {
      if (address !== self && !found.has(address)) found.set(address, { address, evidence: input.evidence(line) });
    }
  }
  return [...found.values()];
}

/** Attributes of a block and of the blocks within it; with a stack, because nesting is the file's choice. */
function attributesOf(block: HclBlock, names?: readonly string[]): HclAttribute[] {
  const found: HclAttribute[] = [];
  const open = [block];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, attribute] of next.attributes) if (names === undefined || names.includes(name)) found.push(attribute);
    open.push(...next.blocks);
  }
  return found;
}

function addressesIn(attribute: HclAttribute): [string, number][] {
  const found: [string, number][] = [];
  let line = attribute.line;
  for (const text of attribute.text.split('\n')) {
    if (text.length <= 10_000 && !/^\s*(#|\/\/)/.test(text)) {
      for (const match of text.matchAll(/(?<![\w.-])(data\.)?([a-z][a-z0-9]*_[a-z0-9_]{1,60}|module)\.([A-Za-z_][\w-]{0,80})/g)) {
        if (match[1] === undefined) found.push([`${match[2] ?? ''}.${match[3] ?? ''}`, line]);
      }
    }
    line += 1;
  }
  return found;
}

/** What resources such as an event source mapping connect, by the address that acts. */
export function linksOf(input: DetectorInput, declared: readonly Declared[]): Links {
  const links = new Map<string, Reference[]>();
  for (const { type, block } of declared) {
    const rule = linkResources.get(type);
    if (rule === undefined) continue;
    const from = attributesOf(block, rule.from).flatMap(addressesIn)[0]?.[0];
    if (from === undefined) continue;
    for (const [address, line] of attributesOf(block, rule.to).flatMap(addressesIn)) {
      links.set(from, [...(links.get(from) ?? []), { address, evidence: input.evidence(line) }]);
    }
  }
  return links;
}
