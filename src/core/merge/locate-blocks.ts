import type { PlacedNode } from './markdown-tree.ts';
import { maxDocumentLength, topLevelNodes } from './markdown-tree.ts';

/** Where a generated block stands in a document. Lines are 1-based and inclusive. */
export interface BlockPosition {
  readonly anchor: string;
  /** Line of the block's heading, or of its anchor where it has none: the place for a code lens. */
  readonly line: number;
  readonly endLine: number;
}

/** A block's region: the anchor and everything up to the next anchor, a heading that is not its own, or the end. */
export interface Region {
  readonly anchor: string;
  readonly comment: PlacedNode;
  readonly heading: PlacedNode | undefined;
  /** Without the heading; may end in text that a human added. */
  readonly body: readonly PlacedNode[];
}

const anchorLine = /^<!-- groundplan:([A-Za-z0-9](?:[A-Za-z0-9._ -]{0,78}[A-Za-z0-9])?) -->$/;

/** The blocks of a document, by their anchors. Where an anchor stands twice, the first one counts. */
export function locateBlocks(document: string): readonly BlockPosition[] {
  // A byte order mark would shift every offset, but no line.
  const text = document.startsWith('\ufeff') ? document.slice(1) : document;
  if (!text.includes('<!-- groundplan:') || text.length > maxDocumentLength) return [];
  return regions(topLevelNodes(text)).map((region) => ({
    anchor: region.anchor,
    line: (region.heading ?? region.comment).line,
    endLine: (region.body.at(-1) ?? region.heading ?? region.comment).endLine,
  }));
}

/**
 * The regions of all blocks in the order of the document. Only a comment that is a top-level node of its own is an anchor:
 * one in a code fence, a list or a quotation is text.
 */
export function regions(nodes: readonly PlacedNode[]): readonly Region[] {
  const result: Region[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < nodes.length; index += 1) {
    const comment = nodes[index];
    const anchor = comment === undefined ? undefined : anchorOf(comment);
    if (comment === undefined || anchor === undefined || seen.has(anchor)) continue;
    seen.add(anchor);
    result.push(regionFrom(nodes, index, anchor, comment));
  }
  return result;
}

function regionFrom(nodes: readonly PlacedNode[], index: number, anchor: string, comment: PlacedNode): Region {
  const next = nodes[index + 1];
  // Sections have the second level: a heading of that level is never a block's own.
  const heading = next !== undefined && next.node.type === 'heading' && next.node.depth >= 3 ? next : undefined;
  const body: PlacedNode[] = [];
  for (const node of nodes.slice(index + (heading === undefined ? 1 : 2))) {
    if (node.node.type === 'heading' || anchorOf(node) !== undefined) break;
    body.push(node);
  }
  return { anchor, comment, heading, body };
}

function anchorOf(placed: PlacedNode): string | undefined {
  return placed.node.type === 'html' ? anchorLine.exec(placed.node.value.trimEnd())?.[1] : undefined;
}
