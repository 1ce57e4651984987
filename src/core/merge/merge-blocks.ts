import { anchored, sectionLine } from '../render/markdown.ts';
import type { RenderedBlock } from '../render/rendered-block.ts';
import type { Base, Generation } from './base-text.ts';
import { compare } from './base-text.ts';
import type { Region } from './locate-blocks.ts';
import { regions } from './locate-blocks.ts';
import type { PlacedNode } from './markdown-tree.ts';
import { topLevelNodes } from './markdown-tree.ts';

/** Why a block was left as it is. */
export type KeptReason = 'touched' | 'deleted' | 'foreign';

/** A block that was left as a human has it. `newer`: the generated text differs from what the human began with. */
export interface KeptBlock {
  readonly anchor: string;
  readonly reason: KeptReason;
  readonly newer: boolean;
}

/** Both changed: what a three-way merge needs. `base` is absent where only its digest is known. */
export interface Conflict {
  readonly anchor: string;
  readonly base?: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Anchors whose new text was asked for, whatever a human did to them. */
export type Taken = 'all' | ReadonlySet<string>;

/** The merged document and what became of every block. */
export interface MergedDocument {
  readonly text: string;
  readonly kept: readonly KeptBlock[];
  readonly conflicts: readonly Conflict[];
  /** Anchors whose text in the document is now the generated one. */
  readonly current: ReadonlySet<string>;
  /** Anchors that are no longer generated and were removed. */
  readonly removed: ReadonlySet<string>;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Work {
  readonly document: string;
  readonly nodes: readonly PlacedNode[];
  readonly located: ReadonlyMap<string, Region>;
  readonly baseOf: (text: string) => Base;
  readonly splices: Splice[];
  readonly kept: KeptBlock[];
  readonly conflicts: Conflict[];
  readonly current: Set<string>;
  readonly removed: Set<string>;
}

/**
 * Merges generated blocks into a document with `\n` or `\r\n` line ends and without byte order mark. Human text is never
 * touched: the result differs from the document only inside untouched blocks, at insertions and at removals.
 */
export function mergeBlocks(
  document: string,
  blocks: readonly RenderedBlock[],
  generation: Generation,
  taken: Taken,
  baseOf: (text: string) => Base,
): MergedDocument {
  const nodes = topLevelNodes(document);
  const located = new Map(regions(nodes).map((region) => [region.anchor, region]));
  const work: Work = { document, nodes, located, baseOf, splices: [], kept: [], conflicts: [], current: new Set(), removed: new Set() };
  const missing = blocks.filter((block) => !located.has(block.anchor));
  for (const block of blocks) {
    const region = located.get(block.anchor);
    if (region !== undefined) mergeBlock(work, block, region, generation, isTaken(taken, block.anchor));
  }
  removeObsolete(work, new Set(blocks.map((block) => block.anchor)), generation);
  const inserted = missing.filter((block) => !staysDeleted(work, block, generation, taken));
  insert(work, blocks, inserted);
  return {
    text: spliced(document, work.splices),
    kept: work.kept,
    conflicts: work.conflicts,
    current: work.current,
    removed: work.removed,
  };
}

function isTaken(taken: Taken, anchor: string): boolean {
  return taken === 'all' || taken.has(anchor);
}

function mergeBlock(work: Work, block: RenderedBlock, region: Region, generation: Generation, taken: boolean): void {
  const base = generation.bases.get(block.anchor);
  const theirs = work.baseOf(block.text);
  if (base === undefined && !taken) {
    // Ours by its anchor, but nothing says how it was generated: equal text is adopted, all other is somebody's.
    const same = compare(region, theirs);
    if (same.bodyUntouched && same.headingUntouched && !generation.disowned.has(block.anchor)) work.current.add(block.anchor);
    else work.kept.push({ anchor: block.anchor, reason: 'foreign', newer: !same.bodyUntouched });
    return;
  }
  const ours = base === undefined ? { bodyUntouched: false, headingUntouched: false, own: region.body } : compare(region, base);
  if (ours.bodyUntouched || taken) {
    replace(work, block, region, ours, taken);
    return;
  }
  const already = compare(region, theirs);
  if (already.bodyUntouched) {
    // The human wrote what we would write now.
    work.current.add(block.anchor);
    return;
  }
  const newer = base === undefined || theirs.body !== base.body || theirs.count !== base.count;
  work.kept.push({ anchor: block.anchor, reason: 'touched', newer });
  if (newer) {
    const text = generation.texts.get(block.anchor);
    work.conflicts.push({
      anchor: block.anchor,
      ...(text === undefined ? {} : { base: text }),
      ours: regionText(work, region),
      theirs: block.text,
    });
  }
}

function replace(work: Work, block: RenderedBlock, region: Region, ours: ReturnType<typeof compare>, taken: boolean): void {
  const { heading, body } = headingAndBody(block.text);
  const now = compare(region, work.baseOf(block.text));
  const own = { start: ours.own[0]?.start, end: ours.own.at(-1)?.end };
  work.current.add(block.anchor);
  if (!now.headingUntouched && (ours.headingUntouched || taken) && region.heading !== undefined && heading !== '') {
    work.splices.push({ start: region.heading.start, end: region.heading.end, text: heading });
  }
  if (now.bodyUntouched) return;
  if (own.start !== undefined && own.end !== undefined) {
    work.splices.push({ start: own.start, end: own.end, text: body });
  } else {
    const after = (region.heading ?? region.comment).end;
    work.splices.push({ start: after, end: after, text: `\n${region.heading === undefined ? '' : '\n'}${body}` });
  }
}

function headingAndBody(text: string): { heading: string; body: string } {
  if (!text.startsWith('### ')) return { heading: '', body: text };
  const end = text.indexOf('\n');
  return end < 0 ? { heading: text, body: '' } : { heading: text.slice(0, end), body: text.slice(end).replace(/^\n+/, '') };
}

function regionText(work: Work, region: Region): string {
  const last = region.body.at(-1) ?? region.heading ?? region.comment;
  const first = region.heading ?? region.body[0];
  return first === undefined ? '' : work.document.slice(first.start, last.end);
}

/** A block that is generated no more goes if it is as generated; otherwise it is the human's now. */
function removeObsolete(work: Work, wanted: ReadonlySet<string>, generation: Generation): void {
  for (const [anchor, region] of work.located) {
    const base = generation.bases.get(anchor);
    if (wanted.has(anchor) || base === undefined) continue;
    const ours = compare(region, base);
    if (!ours.bodyUntouched || !ours.headingUntouched) {
      work.kept.push({ anchor, reason: 'touched', newer: true });
      continue;
    }
    const end = (ours.own.at(-1) ?? region.heading ?? region.comment).end;
    const after = /^(?:[ \t]*\r?\n)*/.exec(work.document.slice(end))?.[0].length ?? 0;
    const atEnd = work.document.slice(end).trim() === '';
    const before = /(?:\r?\n[ \t]*)*$/.exec(work.document.slice(0, region.comment.start))?.[0].length ?? 0;
    // At the end of the file the blank lines before the block go, and the final newline stays.
    work.splices.push(
      atEnd ? { start: region.comment.start - before, end, text: '' } : { start: region.comment.start, end: end + after, text: '' },
    );
    work.removed.add(anchor);
  }
}

function staysDeleted(work: Work, block: RenderedBlock, generation: Generation, taken: Taken): boolean {
  const base = generation.bases.get(block.anchor);
  const known = base !== undefined || generation.disowned.has(block.anchor);
  if (!known || isTaken(taken, block.anchor)) return false;
  work.kept.push({ anchor: block.anchor, reason: 'deleted', newer: base === undefined || work.baseOf(block.text).body !== base.body });
  return true;
}

/** Puts new blocks behind their predecessor, else under their section's heading, else at the end with that heading. */
function insert(work: Work, blocks: readonly RenderedBlock[], inserted: readonly RenderedBlock[]): void {
  const places = new Map<string, number>();
  for (const [anchor, region] of work.located) {
    if (!work.removed.has(anchor)) places.set(anchor, (region.body.at(-1) ?? region.heading ?? region.comment).end);
  }
  const added = new Set(inserted);
  const headed = new Set<string>();
  blocks.forEach((block, index) => {
    if (!added.has(block)) return;
    const predecessor = blocks.slice(0, index).findLast((earlier) => earlier.section === block.section && places.has(earlier.anchor));
    const heading = sectionHeading(work.nodes, block);
    const successor = blocks.slice(index + 1).find((later) => later.section === block.section && work.located.has(later.anchor));
    let at = predecessor === undefined ? heading?.end : places.get(predecessor.anchor);
    let text = `\n\n${anchored(block)}`;
    if (at === undefined && successor !== undefined) {
      at = work.located.get(successor.anchor)?.comment.start ?? 0;
      text = `${anchored(block)}\n\n`;
    } else if (at === undefined) {
      const earlier = blocks.slice(0, index).findLast((candidate) => places.has(candidate.anchor));
      at = earlier === undefined ? work.document.trimEnd().length : (places.get(earlier.anchor) ?? 0);
      if (block.section !== 'Top' && !headed.has(block.section)) text = `\n\n${sectionLine(block.section)}${text}`;
      headed.add(block.section);
    }
    if (text.startsWith('\n')) places.set(block.anchor, at);
    work.splices.push({ start: at, end: at, text });
    work.current.add(block.anchor);
  });
}

function sectionHeading(nodes: readonly PlacedNode[], block: RenderedBlock): PlacedNode | undefined {
  return nodes.find(({ node }) => {
    if (node.type !== 'heading') return false;
    if (block.section === 'Top') return node.depth === 1;
    return node.depth === 2 && node.children.length === 1 && node.children[0]?.type === 'text' && node.children[0].value === block.section;
  });
}

/** Applies splices from the end, so that offsets stay true; at the same place in the order in which they were made. */
function spliced(document: string, splices: readonly Splice[]): string {
  const lineEnd = lineEndOf(document);
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => b.start - a.start || b.end - a.end || b.index - a.index);
  let result = document;
  for (const { start, end, text } of ordered) result = result.slice(0, start) + text.replaceAll('\n', lineEnd) + result.slice(end);
  return result;
}

/** The line end that most lines have. */
export function lineEndOf(document: string): '\n' | '\r\n' {
  const all = document.split('\n').length - 1;
  return (document.split('\r\n').length - 1) * 2 > all ? '\r\n' : '\n';
}
