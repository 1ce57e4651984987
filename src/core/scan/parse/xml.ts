import { SaxesParser } from 'saxes';
import type { ParseIssue } from './data.ts';
import { parseLimits, tooDeep, tooManyMarks } from './guard.ts';

/** An element with its 1-based line; `text` is its own text, trimmed, without that of its children. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** An XML file's root element (undefined if there is none) and what was wrong with it. */
export interface XmlFile {
  readonly root: XmlElement | undefined;
  readonly issues: readonly ParseIssue[];
}

type OpenElement = XmlElement & { readonly children: XmlElement[]; text: string; readonly parts: string[] };

/**
 * Parses XML as a stream. Entities that a document declares are never expanded (the parser does not know them and says
 * so), so entity bombs stay as small as their text. Keeps what stands before the first error. Never throws.
 */
export function parseXml(text: string): XmlFile {
  const many = tooManyMarks(text, '<&');
  if (many !== undefined) return { root: undefined, issues: [many] };
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let issue: ParseIssue | undefined;
  let line = 1;
  parser.on('opentagstart', () => {
    // The name is complete one character behind it; after a line break that is already the next line.
    line = text[parser.position - 1] === '\n' ? parser.line - 1 : parser.line;
  });
  parser.on('opentag', (tag) => {
    const element: OpenElement = {
      name: localName(tag.name),
      line,
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      text: '',
      parts: [],
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > parseLimits.nesting) throw new Stopped(tooDeep(line));
  });
  const addText = (chunk: string): void => void open.at(-1)?.parts.push(chunk);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.parts.join('').trim();
  });
  parser.on('error', (error) => {
    throw new Stopped({ reason: 'syntax-error', line: parser.line, detail: error.message.slice(0, 120) });
  });
  try {
    parser.write(text).close();
  } catch (error) {
    issue = error instanceof Stopped ? error.issue : { reason: 'syntax-error', line: parser.line, detail: 'unreadable' };
  }
  return { root, issues: issue === undefined ? [] : [issue] };
}

/** The first child element of that name, along a path of names. */
export function childAt(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  let current = element;
  for (const name of names) current = current?.children.find((child) => child.name === name);
  return current;
}

/** The text of the child at a path of names; undefined if it is missing or empty. */
export function childText(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  const text = childAt(element, ...names)?.text;
  return text === undefined || text === '' ? undefined : text;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Leaves the parser at the first problem; never leaves this file. */
class Stopped extends Error {
  readonly issue: ParseIssue;

  constructor(issue: ParseIssue) {
    super(issue.detail);
    this.issue = issue;
  }
}
