import type { Proposal } from '../propose/proposal.ts';
import { documentDigest, sha256 } from '../record/digest.ts';
import type { ArchitectureRecord, RecordContent, RecordedBlock } from '../record/record.ts';
import { currentVersion } from '../record/record.ts';
import { assembleDocument, renderBlocks } from '../render/markdown.ts';
import type { RenderedBlock } from '../render/rendered-block.ts';
import type { Base, Generation } from './base-text.ts';
import { baseOf, generationOf, rememberingBaseOf } from './base-text.ts';
import { locateBlocks } from './locate-blocks.ts';
import { isParseable } from './markdown-tree.ts';
import type { Conflict, KeptBlock, MergedDocument, Taken } from './merge-blocks.ts';
import { lineEndOf, mergeBlocks } from './merge-blocks.ts';

/** What `regenerate` starts from. */
export interface RegenerateInput {
  /** The document as it is on disk; absent if there is none. */
  readonly document?: string;
  /** The record, if there is a valid one. An invalid or newer one is absent here, and its file must not be overwritten. */
  readonly record?: ArchitectureRecord;
  /** What goes into the new record beside the document's text. */
  readonly content: RecordContent;
  /** Path of the document, relative to the workspace. */
  readonly documentPath?: string;
  /** Blocks whose new text the user asked for: deleted ones come back, touched ones are replaced. */
  readonly take?: Taken;
}

/** The document and the record to write, together. */
export interface Regenerated {
  readonly document: string;
  readonly record: ArchitectureRecord;
  /** Blocks that were left as a human has them. */
  readonly kept: readonly KeptBlock[];
  /** Of those, the ones where the generated text changed too. */
  readonly conflicts: readonly Conflict[];
  /** False if neither document nor record differs from what came in: there is nothing to review. */
  readonly changed: boolean;
}

/**
 * Brings a document up to date without losing a human word. Pure: same inputs, same bytes; run again on its own result it
 * changes nothing. The date and the commit of the previous generation stay while nothing else differs.
 */
export function regenerate(input: RegenerateInput): Regenerated {
  const { record } = input;
  const proposal = keepDate(input.content.proposal, record?.proposal);
  const blocks = renderBlocks(proposal, input.documentPath === undefined ? {} : { documentPath: input.documentPath });
  const before = input.document ?? '';
  const mark = before.startsWith('\ufeff') ? '\ufeff' : '';
  const text = before.slice(mark.length);
  const remembered = rememberingBaseOf();
  const generation = record === undefined ? noGeneration : generationOf(record, before, remembered);
  const merged = mergeDocument(text, blocks, proposal, generation, record, input.take ?? new Set(), remembered);
  const document = mark + merged.text;
  const next = nextRecord({ ...input.content, proposal }, blocks, merged, generation, record, input.document, document);
  const recordChanged = record === undefined || !sameJson({ ...next, seal: null }, { ...record, seal: null });
  const documentChanged = document !== input.document;
  const result = recordChanged || record === undefined ? next : record;
  return { document, record: result, kept: merged.kept, conflicts: merged.conflicts, changed: documentChanged || recordChanged };
}

const noGeneration: Generation = { bases: new Map(), texts: new Map(), disowned: new Set() };

function mergeDocument(
  text: string,
  blocks: readonly RenderedBlock[],
  proposal: Proposal,
  generation: Generation,
  record: ArchitectureRecord | undefined,
  take: Taken,
  remembered: (text: string) => Base,
): MergedDocument {
  const whole = assembleDocument(proposal.name, blocks);
  const every = new Set(blocks.map((block) => block.anchor));
  const fresh = { kept: [], conflicts: [], current: every, removed: new Set<string>() };
  if (text.trim() === '') return { ...fresh, text: whole };
  if (!isParseable(text))
    return leftAlone(
      text,
      blocks.map((block) => block.anchor),
    );
  const anchors = locateBlocks(text).map((position) => position.anchor);
  // Anchors but no record: somebody else's, or the record was lost or refused. Nothing moves until the user says so.
  if (record === undefined && anchors.length > 0 && take !== 'all') return leftAlone(text, anchors);
  const noneKnown = anchors.length === 0 && (record === undefined || take === 'all');
  if (noneKnown) return { ...fresh, text: appended(text, whole) };
  return mergeBlocks(text, blocks, generation, take, remembered);
}

function leftAlone(text: string, anchors: readonly string[]): MergedDocument {
  const kept = anchors.map((anchor): KeptBlock => ({ anchor, reason: 'foreign', newer: true }));
  return { text, kept, conflicts: [], current: new Set(), removed: new Set() };
}

/** A hand-written document stays as it is, byte for byte; ours follows as one part, marked by its own title and anchors. */
function appended(text: string, whole: string): string {
  const lineEnd = lineEndOf(text);
  const gap = text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return text + gap + whole.replaceAll('\n', lineEnd);
}

/** The date and commit of the record while everything else is the same: a later look at the same facts is no news. */
function keepDate(proposal: Proposal, previous: Proposal | undefined): Proposal {
  if (previous === undefined) return proposal;
  const kept = { ...proposal, date: previous.date, commit: previous.commit };
  return sameJson(kept, previous) ? kept : proposal;
}

function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  const other = b as Record<string, unknown>;
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson((a as Record<string, unknown>)[key], other[key]))
  );
}

function nextRecord(
  content: RecordContent,
  blocks: readonly RenderedBlock[],
  merged: MergedDocument,
  generation: Generation,
  record: ArchitectureRecord | undefined,
  before: string | undefined,
  after: string,
): ArchitectureRecord {
  const documentChanged = before !== after;
  const previous = {
    document: before === undefined ? null : documentDigest(before),
    blocks: [...generation.bases].map(([anchor, base]) => ({ anchor, ...base })),
  };
  return {
    schemaVersion: currentVersion,
    seal: null,
    ...content,
    blocks: recordedBlocks(blocks, merged, record?.blocks ?? []),
    document: documentChanged || record === undefined ? documentDigest(after) : record.document,
    previous: record === undefined || documentChanged ? previous : record.previous,
  };
}

/** Blocks that now read as generated get the new base; touched and deleted ones keep the base the human began with. */
function recordedBlocks(blocks: readonly RenderedBlock[], merged: MergedDocument, old: readonly RecordedBlock[]): RecordedBlock[] {
  const previous = new Map(old.map((block) => [block.anchor, block]));
  const generated = blocks.flatMap((block) => {
    if (merged.current.has(block.anchor)) return [{ anchor: block.anchor, text: block.text, sha256: sha256(block.text) }];
    const kept = previous.get(block.anchor);
    return kept === undefined ? [] : [kept];
  });
  const wanted = new Set(blocks.map((block) => block.anchor));
  const left = old.filter((block) => !wanted.has(block.anchor) && !merged.removed.has(block.anchor) && wasKept(merged, block.anchor));
  return [...generated, ...left];
}

function wasKept(merged: MergedDocument, anchor: string): boolean {
  return merged.kept.some((kept) => kept.anchor === anchor);
}

/**
 * The record after the document was saved: where a save participant (a formatter) changed a block's Markdown tree, the
 * base becomes the text as it was saved, so that the formatter never counts as a human.
 */
export function rebase(record: ArchitectureRecord, written: string, saved: string): ArchitectureRecord {
  if (saved === written) return record;
  const before = blockTexts(written);
  const after = blockTexts(saved);
  const blocks = record.blocks.map((block) => {
    const now = after.get(block.anchor);
    const asWritten = before.get(block.anchor);
    // Only blocks that stood in the document exactly as generated; a touched one keeps its base.
    const wasOurs = asWritten !== undefined && baseOf(asWritten).body === baseOf(block.text).body;
    if (now === undefined || !wasOurs || baseOf(now).body === baseOf(block.text).body) return block;
    return { anchor: block.anchor, text: now, sha256: sha256(now) };
  });
  return { ...record, blocks, document: documentDigest(saved), seal: null };
}

function blockTexts(document: string): ReadonlyMap<string, string> {
  const lines = document.replace(/^\ufeff/, '').split(/\r?\n/);
  return new Map(locateBlocks(document).map((position) => [position.anchor, textAt(lines, position)]));
}

function textAt(lines: readonly string[], position: { line: number; endLine: number }): string {
  const text = lines.slice(position.line - 1, position.endLine).join('\n');
  return text.replace(/^<!-- groundplan:[^\n]*\n?/, '');
}
