import type { PlacedNode } from './markdown-tree.ts';

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

/**
 * The blocks of a document, by their anchors; where an anchor stands twice, the first one counts. Runs at every key press
 * and on any document, so it is linear and only reads lines: fences are skipped, other nesting is not looked at. The merge
 * itself uses `regions`.
 */
export function locateBlocks(document: string): readonly BlockPosition[] {
  if (!document.includes('<!-- groundplan:')) return [];
  const lines = document.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const found = new Map<string, BlockPosition>();
  let open: { anchor: string; start: number; headed: boolean } | undefined;
  let fence: string | undefined;
  const close = (end: number): void => {
    if (open !== undefined && !found.has(open.anchor)) found.set(open.anchor, positionOf(lines, open, end));
    open = undefined;
  };
  lines.forEach((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.slice(0, 200))?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else {
      const anchor = anchorLine.exec(line.slice(0, 200).trimEnd())?.[1];
      const own = open !== undefined && index === open.start + 1 && /^#{3,6} /.test(line);
      if (anchor !== undefined || (/^#{1,6}(?: |$)/.test(line) && !own)) close(index);
      if (anchor !== undefined) open = { anchor, start: index, headed: /^#{3,6} /.test(lines[index + 1] ?? '') };
    }
  });
  close(lines.length);
  return [...found.values()];
}

function positionOf(lines: readonly string[], open: { anchor: string; start: number; headed: boolean }, end: number): BlockPosition {
  let last = end;
  while (last > open.start + 1 && (lines[last - 1] ?? '').trim() === '') last -= 1;
  return { anchor: open.anchor, line: open.start + (open.headed ? 2 : 1), endLine: last };
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
