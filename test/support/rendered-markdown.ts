import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Everything of a rendered document that a reader could be misled with. */
export interface Rendered {
  readonly headings: readonly string[];
  readonly links: readonly string[];
  readonly html: readonly string[];
  readonly fences: readonly string[];
  readonly types: ReadonlySet<string>;
  /** Text nodes: what GitHub and VS Code search for autolinks, mentions, emoji and formulas. Code is not in it. */
  readonly text: readonly string[];
  readonly code: readonly string[];
  /** Everything a reader sees, in order. */
  readonly reading: string;
  /** Cells per row of every table. */
  readonly cells: readonly number[];
}

/** Renders as GitHub does and lists what came out. */
export function rendered(markdown: string): Rendered {
  const result = {
    headings: [] as string[],
    links: [] as string[],
    html: [] as string[],
    fences: [] as string[],
    types: new Set<string>(),
    text: [] as string[],
    code: [] as string[],
    cells: [] as number[],
  };
  let reading = '';
  const visit = (node: Nodes): void => {
    if (node.type === 'text' || node.type === 'inlineCode') reading += node.value;
    result.types.add(node.type);
    if (node.type === 'heading') result.headings.push(`${'#'.repeat(node.depth)} ${plain(node)}`);
    if (node.type === 'tableRow') result.cells.push(node.children.length);
    if (node.type === 'link') result.links.push(node.url);
    if (node.type === 'html') result.html.push(node.value);
    if (node.type === 'code') result.fences.push(node.lang ?? '');
    if (node.type === 'inlineCode') result.code.push(node.value);
    if (node.type === 'text') result.text.push(node.value);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { ...result, reading };
}

function plain(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => plain(child)).join('') : '';
}

/** What GitHub or VS Code would turn into a link, a mention, an emoji or a formula in plain text. */
export const linkified =
  /https?:\/\/|\bwww\.|(?<![\w/])\/\/\w|[\w.]@\w|(?<!\w)@\w|(?:mailto|xmpp):|\w*#\d|\bGH-\d|:[\w+-]+:|\$[^\s$][^$]*\S?\$/i;
