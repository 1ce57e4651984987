import type { MdBlock } from './encode-markdown.ts';

/** The four top-level sections of the document, in their order, and what stands before them. */
export const sections = ['Objective Overview', 'Architecture Proposal', 'Open Questions', 'Challenges and Solutions'] as const;

export type Section = 'Top' | (typeof sections)[number];

/**
 * One generated part of the document. `anchor` is what stands in `<!-- groundplan:… -->` before it; `text` is Markdown with
 * `\n` line ends, its own heading (`###`) first where it has one, without anchor and final newline.
 */
export interface RenderedBlock {
  readonly anchor: string;
  readonly section: Section;
  readonly text: string;
}

/** A block while it is written: nothing but encoded Markdown comes in. */
export function block(section: Section, anchor: string, text: MdBlock): RenderedBlock {
  return { anchor, section, text };
}
