import type { Encoded, Mermaid, RelativeReference } from './encode.ts';
import { fileReference } from './encode.ts';
import { visible } from './visible-text.ts';

/**
 * Markdown for GitHub and VS Code's preview. Two brands: inline text, safe in a paragraph, a heading, a link's text and
 * a table cell, at a line's start and in its middle; and whole blocks. Data can make neither a heading, an anchor, a link,
 * an image, a fence nor HTML.
 */
export type Md = Encoded<'markdown-inline'>;
export type MdBlock = Encoded<'markdown-block'>;

/**
 * A word that a renderer would turn into something else even when it is escaped, because autolinks, mentions, issue
 * numbers, emoji and formulas are found in the text after Markdown was parsed: GitHub and VS Code both do. Such a word is
 * set as code, which none of them touches, and stays readable: `@acme/web`, `https://example.org`.
 */
const active = /\/\/|www\.|@|\b(?:mailto|xmpp):|#\d|\bgh-\d|:[\w+-]+:|[^\s]\$/i;

/**
 * What stands beside a piece is not known: a dollar sign at its start could close a formula (only one behind a non-space
 * does), `:smile` at its end become an emoji with our own colon.
 */
function isActive(word: string, startsPiece: boolean, endsPiece: boolean): boolean {
  return active.test(word) || (startsPiece && word.startsWith('$')) || (endsPiece && /:[a-z+-][\w+-]*$/i.test(word));
}

/** Inline text that shows exactly what is visible in `raw`. One leading and trailing space survive. */
export function text(raw: string): Md {
  const words = visible(raw).split(' ');
  const start = words[0] === '' ? 1 : 0;
  return words.map((word, index) => encodeWord(word, index === 0, index === start, index === words.length - 1)).join(' ') as Md;
}

function encodeWord(word: string, startsPiece: boolean, mayStartLine: boolean, endsPiece: boolean): string {
  if (word === '') return '';
  if (isActive(word, startsPiece, endsPiece)) {
    const [, before = '', core = '', after = ''] = /^([("']*)(.*?)([.,;!?)"']*)$/.exec(word) ?? [];
    if (core !== '') return before + code(core) + (endsPiece ? after.replace(/!$/, '\\!') : after);
  }
  const escaped = word
    .replace(/[\\*[\]|~]/g, '\\$&')
    // Only what could open a tag; a comparison (`< 400 ms`) stays readable.
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/<$/, endsPiece ? '\\<' : '<')
    .replace(/&/g, '&amp;')
    .replace(/`/g, '&#96;')
    // An underscore between two letters or digits is never emphasis; snake_case stays readable.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    // A heading's closing sequence.
    .replace(/^#+$/, (signs) => `\\${signs}`);
  const atStart = mayStartLine ? escapeLineStart(escaped) : escaped;
  // An exclamation mark right before a link would make it an image.
  return endsPiece ? atStart.replace(/!$/, '\\!') : atStart;
}

/** What makes a block at the start of a line: heading, quotation, list, underline of a heading, row of a table. */
function escapeLineStart(word: string): string {
  return word.replace(/^[#>=+:-]/, '\\$&').replace(/^(\d{1,9})([.)])$/, '$1\\$2');
}

/**
 * Inline code, also inside a table cell: a pipe cannot be escaped in code outside of tables, so it stands as text between
 * two pieces of code. Empty text gives nothing.
 */
export function code(raw: string): Md {
  return visible(raw)
    .trim()
    .split('|')
    .map((piece) => piece.trim())
    .map((piece) => (piece === '' ? '' : codeSpan(piece)))
    .join('\\|') as Md;
}

function codeSpan(piece: string): string {
  const longest = Math.max(0, ...[...piece.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${piece}${pad}${fence}`;
}

/** Bold, where the text begins and ends so that every renderer sees the marks; else the plain text. */
export function strong(raw: string): Md {
  const trimmed = visible(raw).trim();
  const encoded = text(trimmed);
  const simple = /^[\p{L}\p{N}](.*[\p{L}\p{N}$%])?$/u.test(trimmed) && !encoded.startsWith('`') && !encoded.endsWith('`');
  return (simple ? `**${encoded}**` : encoded) as Md;
}

/** A link to a line of a file of the workspace, `[compose.yaml:14](compose.yaml#L14)`; code if the path is not relative. */
export function fileLink(path: string, line: number | undefined, from?: string): Md {
  const label = line === undefined ? path : `${path}:${line}`;
  const target = fileReference(path, line, from);
  return target === undefined ? code(label) : link(text(label), target);
}

/** A link to a heading of the same document; `fragment` comes from the slugger and has no special characters. */
export function headingLink(label: Md, fragment: string): Md {
  return link(label, `#${encodeURIComponent(fragment)}` as RelativeReference);
}

function link(label: Md, target: RelativeReference): Md {
  return `[${label.trim()}](${target})` as Md;
}

/** Joins encoded pieces with our own Markdown. A raw string as a value does not compile. */
export function md(strings: TemplateStringsArray, ...values: readonly Md[]): Md {
  return String.raw({ raw: strings }, ...values) as Md;
}

/** Joins pieces; the separators are ours. */
export function joined(pieces: readonly Md[], separator: '' | ' ' | ', ' | ' · ' | '; '): Md {
  return pieces.filter((piece) => piece.trim() !== '').join(separator) as Md;
}

/** A paragraph on one line; nothing for empty text. */
export function paragraph(content: Md): MdBlock {
  return content.trim() as string as MdBlock;
}

/** A heading of the third level; the higher ones are the document's own. */
export function heading(content: Md): MdBlock {
  return `### ${content.trim()}` as MdBlock;
}

/** A list with one line per item. */
export function list(items: readonly Md[]): MdBlock {
  return items
    .filter((item) => item.trim() !== '')
    .map((item) => `- ${item.trim()}`)
    .join('\n') as MdBlock;
}

/** A table. The first row is the head; rows are as long as the head. */
export function table(head: readonly Md[], rows: readonly (readonly Md[])[]): MdBlock {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n').replace(/\| {2}(?=\|)/g, '| ') as MdBlock;
}

/** A Mermaid diagram. Its labels hold no backtick, so the fence cannot be closed from within. */
export function diagram(content: Mermaid): MdBlock {
  return `\`\`\`mermaid\n${content}\n\`\`\`` as MdBlock;
}

/** Blocks folded under a line of our own; blank lines inside, or Markdown would not be read there. Nothing for no blocks. */
export function folded(summary: Md, parts: readonly MdBlock[]): MdBlock {
  const content = stacked(parts);
  if (content === '') return content;
  return `<details><summary>${summary.trim()}</summary>\n\n${content}\n\n</details>` as MdBlock;
}

/** Blocks with a blank line between them. */
export function stacked(parts: readonly MdBlock[]): MdBlock {
  return parts.filter((part) => part !== '').join('\n\n') as MdBlock;
}
