import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A top-level node with its place in the text, as offsets in UTF-16 units. */
export interface PlacedNode {
  readonly node: RootContent;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
}

/** Documents above this many UTF-16 units are left alone: parsing them would block the editor for seconds. */
const maxLength = 512 * 1024;

/** Marks in one run of lines without a blank one, and in the whole document. Measured: 1,000 `*a_` in a run take 80 ms, 50,000 minutes. */
const marksInRun = 1_000;
const bracketsInRun = 3_000;
const marksInAll = 20_000;

/**
 * Whether a document can be parsed in bounded time (security rule 4): emphasis, brackets and nested lists cost micromark
 * the square of their number, and a repository may choose that number. Linear itself.
 */
export function isParseable(text: string): boolean {
  if (text.length > maxLength) return false;
  let all = 0;
  let marks = 0;
  let brackets = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^[ \t]*$/.test(line)) {
      marks = 0;
      brackets = 0;
      continue;
    }
    if (nestsDeeply(line)) return false;
    for (const character of line) {
      if (character === '*' || character === '_' || character === '~' || character === '`') marks += 1;
      else if (character === '[' || character === '!') brackets += 1;
      else continue;
      all += 1;
    }
    if (marks > marksInRun || brackets > bracketsInRun || all > marksInAll) return false;
  }
  return true;
}

/** Thirty list or quotation marks on one line, or one behind a hundred spaces. */
function nestsDeeply(line: string): boolean {
  const lead = /^[ \t>*+-]*/.exec(line.slice(0, 400))?.[0] ?? '';
  const marks = lead.replace(/[ \t]/g, '').length;
  return (
    (marks > 30 && !/^[ \t]*([*-])[ \t]*(?:\1[ \t]*)*$/.test(line.slice(0, 400))) ||
    (marks > 0 && lead.length > 100 && !/^[*+-]+$/.test(lead))
  );
}

/** The top-level nodes of a document as GitHub reads it. The text must not begin with a byte order mark. */
export function topLevelNodes(text: string): readonly PlacedNode[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.map((node) => ({
    node,
    start: node.position?.start.offset ?? 0,
    end: node.position?.end.offset ?? 0,
    line: node.position?.start.line ?? 1,
    endLine: node.position?.end.line ?? 1,
  }));
}

/**
 * What a node says, without how it is written: emphasis marks, list marks, table padding, escapes, line breaks inside a
 * paragraph, blank lines and trailing spaces are not in it. Two nodes that render the same have the same string.
 */
export function meaning(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return escaped(node.value);
    case 'break':
      return ' ';
    case 'inlineCode':
      return `\u0001code(${escaped(node.value)})`;
    case 'code':
      return `\u0001fence(${node.lang ?? ''} ${node.meta ?? ''},${trimmedLines(node.value)})`;
    case 'html':
      return `\u0001html(${trimmedLines(node.value)})`;
    case 'link':
      return `\u0001link(${node.url},${node.title ?? ''},${childrenMeaning(node.children)})`;
    case 'image':
      return `\u0001image(${node.url},${node.title ?? ''},${escaped(node.alt ?? '')})`;
    case 'heading':
      return `\u0001heading${node.depth}(${childrenMeaning(node.children).trim()})`;
    case 'list':
      return `\u0001list${node.ordered === true ? 1 : 0}(${childrenMeaning(node.children)})`;
    case 'listItem':
      return `\u0001item${node.checked ?? ''}(${childrenMeaning(node.children)})`;
    case 'table':
      return `\u0001table${(node.align ?? []).map((align) => align ?? '-').join()}(${childrenMeaning(node.children)})`;
    case 'definition':
      return `\u0001definition(${node.identifier},${node.url},${node.title ?? ''})`;
    case 'linkReference':
      return `\u0001reference(${node.identifier},${childrenMeaning(node.children)})`;
    case 'imageReference':
    case 'footnoteReference':
      return `\u0001${node.type}(${node.identifier})`;
    default:
      return 'children' in node ? `\u0001${node.type}(${childrenMeaning(node.children).trim()})` : `\u0001${node.type}()`;
  }
}

function childrenMeaning(children: readonly Nodes[]): string {
  return children
    .map((child) => meaning(child))
    .join('')
    .replace(/[ \t\r\n]+/g, ' ');
}

/** White space is one space; U+0001 is ours to mark the structure, so a text cannot pretend to be one. */
function escaped(value: string): string {
  return value.replaceAll('\u0001', '\ufffd').replace(/[ \t\r\n]+/g, ' ');
}

function trimmedLines(value: string): string {
  // Inside code and HTML a line end means something: U+0002 keeps it through the white space rule above.
  return value
    .replaceAll('\u0001', '\ufffd')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join('\u0002')
    .replaceAll(' ', '\u0003');
}
