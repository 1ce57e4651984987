import { documentDigest, sha256 } from '../record/digest.ts';
import type { ArchitectureRecord, Fingerprint } from '../record/record.ts';
import type { Region } from './locate-blocks.ts';
import type { PlacedNode } from './markdown-tree.ts';
import { meaning, topLevelNodes } from './markdown-tree.ts';

/** What a block read like when it was generated: enough to tell whether a human changed it. */
export type Base = Omit<Fingerprint, 'anchor'>;

/** Makes `baseOf` remember what it parsed, for one run: most blocks have the same text in the record and newly rendered. */
export function rememberingBaseOf(): (text: string) => Base {
  const known = new Map<string, Base>();
  return (text) => {
    const base = known.get(text) ?? baseOf(text);
    known.set(text, base);
    return base;
  };
}

/** The base of a generated text. */
export function baseOf(text: string): Base {
  const nodes = topLevelNodes(text);
  const heading = nodes[0]?.node.type === 'heading' ? nodes[0] : undefined;
  const body = heading === undefined ? nodes : nodes.slice(1);
  return { heading: heading === undefined ? null : meaning(heading.node).slice(0, 2000), count: body.length, body: bodyDigest(body) };
}

function bodyDigest(nodes: readonly PlacedNode[]): string {
  return sha256(nodes.map((placed) => meaning(placed.node)).join('\n'));
}

/** How a block of the document compares with its base. */
export interface Comparison {
  /** The first nodes of the region are the base; what follows them is human text. */
  readonly bodyUntouched: boolean;
  readonly headingUntouched: boolean;
  /** The nodes that are the block's own: all of the region where it was touched. */
  readonly own: readonly PlacedNode[];
}

/** Compares a region with its base on the Markdown tree. */
export function compare(region: Region, base: Base): Comparison {
  const first = region.body.slice(0, base.count);
  const bodyUntouched = first.length === base.count && bodyDigest(first) === base.body;
  const heading = region.heading === undefined ? null : meaning(region.heading.node).slice(0, 2000);
  return { bodyUntouched, headingUntouched: heading === base.heading, own: bodyUntouched ? first : region.body };
}

/** The bases to compare a document with, and the texts where they are known. */
export interface Generation {
  readonly bases: ReadonlyMap<string, Base>;
  readonly texts: ReadonlyMap<string, string>;
  /** Blocks whose recorded text does not match its hash: they belong to whoever changed it (security rule 6). */
  readonly disowned: ReadonlySet<string>;
}

/**
 * The generation that the document shows: the record's, or the one before if the document is exactly what it was then
 * (the user undid the document after accepting it).
 */
export function generationOf(record: ArchitectureRecord, document: string, baseOf: (text: string) => Base): Generation {
  const digest = documentDigest(document);
  if (record.previous !== null && record.previous.document === digest && record.document !== digest) {
    const bases = new Map(record.previous.blocks.map(({ anchor, ...base }) => [anchor, base]));
    return { bases, texts: new Map(), disowned: new Set() };
  }
  const sound = record.blocks.filter((block) => sha256(block.text) === block.sha256);
  const soundAnchors = new Set(sound.map((block) => block.anchor));
  return {
    bases: new Map(sound.map((block) => [block.anchor, baseOf(block.text)])),
    texts: new Map(sound.map((block) => [block.anchor, block.text])),
    disowned: new Set(record.blocks.map((block) => block.anchor).filter((anchor) => !soundAnchors.has(anchor))),
  };
}
