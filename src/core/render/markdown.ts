import type { Proposal } from '../propose/proposal.ts';
import { slotBlock, styleBlock } from './blocks/decision-blocks.ts';
import { proposedDiagrams, todayDiagrams } from './blocks/diagram-blocks.ts';
import { challengesBlock } from './blocks/challenges-block.ts';
import { headerBlock, overviewBlocks, questionsBlock } from './blocks/overview-blocks.ts';
import { planBlocks, todayBlock } from './blocks/plan-blocks.ts';
import { md, text } from './encode-markdown.ts';
import { renderContext } from './prose.ts';
import type { RenderedBlock, Section } from './rendered-block.ts';
import { sections } from './rendered-block.ts';

/** Where the document lies, relative to the workspace; links to files start in its folder. */
export interface RenderOptions {
  readonly documentPath?: string;
}

/** All generated parts in the order of the document. Anchors are unique. Same proposal, same bytes. */
export function renderBlocks(proposal: Proposal, options: RenderOptions = {}): readonly RenderedBlock[] {
  const context = renderContext(proposal, options.documentPath ?? 'ARCHITECTURE.md');
  const style = proposal.decisions.filter((decision) => decision.key === 'style');
  const slots = proposal.decisions.filter((decision) => decision.key !== 'style');
  return [
    headerBlock(context),
    ...overviewBlocks(context),
    ...style.map((decision) => styleBlock(context, decision)),
    todayBlock(context),
    ...todayDiagrams(context),
    ...proposedDiagrams(context),
    ...slots.map((decision) => slotBlock(context, decision)),
    ...planBlocks(context),
    questionsBlock(context),
    challengesBlock(context),
  ];
}

/** The whole document with `\n` line ends and a final newline, as it is written where there is none yet. */
export function renderDocument(proposal: Proposal, options: RenderOptions = {}): string {
  return assembleDocument(proposal.name, renderBlocks(proposal, options));
}

/** Title, the four section headings, and the blocks with their anchors. */
export function assembleDocument(name: string, blocks: readonly RenderedBlock[]): string {
  const parts = [titleLine(name)];
  for (const section of ['Top', ...sections] as const) {
    if (section !== 'Top') parts.push(sectionLine(section));
    for (const block of blocks) if (block.section === section) parts.push(anchored(block));
  }
  return `${parts.join('\n\n')}\n`;
}

/** `# Architecture of Invoicely`. */
export function titleLine(name: string): string {
  return md`# Architecture of ${text(name)}`.trim();
}

/** `## Objective Overview`. */
export function sectionLine(section: Exclude<Section, 'Top'>): string {
  return `## ${section}`;
}

/** A block with its anchor line before it. */
export function anchored(block: Pick<RenderedBlock, 'anchor' | 'text'>): string {
  return `<!-- groundplan:${block.anchor} -->\n${block.text}`;
}
