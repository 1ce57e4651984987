import type { ParseIssue } from './data.ts';
import { LineIndex, longLine, shortLines } from './guard.ts';

/** A string literal of a source file. */
export interface SourceString {
  /** Offset of its opening quote (with its prefix) and the one behind its closing quote. */
  readonly start: number;
  readonly end: number;
  /** Its text; simple escapes are resolved, a part that is computed stays as written (`${x}`, `{x}`). */
  readonly value: string;
}

/** A source file in which comments and strings are told from code. */
export interface SourceText {
  /** As long as the text, line for line: comments and what stands in strings are blanks, quotes stay. */
  readonly code: string;
  readonly strings: readonly SourceString[];
  /** The 1-based line of an offset into `code`. */
  lineAt(offset: number): number;
  /** The string that starts at an offset; undefined if none does. */
  stringAt(offset: number): SourceString | undefined;
  readonly issues: readonly ParseIssue[];
}

/** A part of a source file by its offsets. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/** A call or an annotation with its arguments. */
export interface SourceCall extends SourceSpan {
  /** What the pattern's first group matched. */
  readonly name: string;
  readonly arguments: readonly SourceSpan[];
}

/** Characters between the brackets of one call that are looked at, and calls of one pattern in one file. */
const maxCallLength = 6_000;
const maxCalls = 200;
/** Calls that do not close before a file counts as broken. */
export const maxUnclosed = 20;

/**
 * Tells comments and strings from code in Java, Kotlin and C#, in one pass from left to right. Lines too long for regular
 * expressions are left empty and are an issue. Never throws; what is not closed ends with its line or with the file.
 */
export function parseSource(text: string, language: 'jvm' | 'csharp'): SourceText {
  const content = shortLines(text).join('\n');
  const tooLong = longLine(text);
  const parts: string[] = [];
  const strings: SourceString[] = [];
  const opener = language === 'csharp' ? /\/[/*]|'|[$@]{0,4}"/g : /\/[/*]|'|"/g;
  let at = 0;
  for (let match = opener.exec(content); match !== null; match = opener.exec(content)) {
    const start = match.index;
    const end = endOf(content, start, match[0], language);
    parts.push(content.slice(at, start));
    if (match[0].endsWith('"')) {
      const quoted = quotedPart(content, start, match[0], end);
      strings.push({ start, end, value: unescape(quoted.text, match[0]) });
      parts.push(content.slice(start, quoted.from), blank(quoted.text), content.slice(quoted.from + quoted.text.length, end));
    } else parts.push(blank(content.slice(start, end)));
    at = end;
    opener.lastIndex = end;
  }
  parts.push(content.slice(at));
  const lines = new LineIndex(content);
  const byStart = new Map(strings.map((one) => [one.start, one]));
  return {
    code: parts.join(''),
    strings,
    lineAt: (offset) => lines.lineAt(offset),
    stringAt: (offset) => byStart.get(offset),
    issues: tooLong === undefined ? [] : [tooLong],
  };
}

function endOf(text: string, start: number, opener: string, language: 'jvm' | 'csharp'): number {
  if (opener === '//') return indexOr(text, '\n', start);
  if (opener === '/*') return Math.min(text.length, indexOr(text, '*/', start + 2) + 2);
  if (opener === "'") return endOfLine(text, start + 1, "'", true);
  const open = start + opener.length - 1;
  if (text.startsWith('"""', open)) {
    let quotes = 3;
    while (language === 'csharp' && text[open + quotes] === '"') quotes += 1;
    let close = text.indexOf('"'.repeat(quotes), open + quotes);
    // In a text block of Java a quote can be escaped.
    while (language === 'jvm' && close !== -1 && text[close - 1] === '\\') close = text.indexOf('"""', close + 1);
    if (close === -1) return text.length;
    let end = close + quotes;
    while (text[end] === '"') end += 1;
    return end;
  }
  if (opener.includes('@')) {
    for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at + 1;
    return text.length;
  }
  return endOfLine(text, open + 1, '"', true);
}

/** The offset behind the closing quote; an unclosed literal ends with its line. */
function endOfLine(text: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\' && escapes) at += 1;
    else if (char === quote) return at + 1;
    if (text[at] === '\n') return at;
  }
  return text.length;
}

function quotedPart(text: string, start: number, opener: string, end: number): { readonly from: number; readonly text: string } {
  const open = start + opener.length - 1;
  const quotes = text.startsWith('"""', open) ? (/^"+/.exec(text.slice(open, Math.min(end, open + 50)))?.[0].length ?? 3) : 1;
  const from = Math.min(end, open + Math.min(quotes, end - open));
  const closing = text[end - 1] === '"' && end > from ? quotes : 0;
  return { from, text: text.slice(from, Math.max(from, end - closing)) };
}

function unescape(text: string, opener: string): string {
  return opener.includes('@') ? text.replaceAll('""', '"') : text.replace(/\\([\\"'$/])/g, '$1');
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function indexOr(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/**
 * Calls and annotations whose head `pattern` (global, without the bracket) matches, with their arguments; a head without
 * brackets has none. Calls that do not close within `maxCallLength` characters are left out.
 */
export function callsOf(source: SourceText, pattern: RegExp): readonly SourceCall[] {
  const calls: SourceCall[] = [];
  let unclosed = 0;
  for (const match of source.code.matchAll(pattern)) {
    if (calls.length === maxCalls || unclosed === maxUnclosed) break;
    const head = match.index + match[0].length;
    const gap = /^\s{0,200}/.exec(source.code.slice(head, head + 200))?.[0].length ?? 0;
    const name = match[1] ?? match[0];
    if (source.code[head + gap] !== '(') {
      calls.push({ name, start: match.index, end: head, arguments: [] });
      continue;
    }
    const call = argumentsAt(source.code, head + gap);
    if (call === undefined) unclosed += 1;
    else calls.push({ name, start: match.index, ...call });
  }
  return calls;
}

/** The arguments between the bracket at `open` and the one that closes it; undefined if none does in time. */
export function argumentsAt(code: string, open: number): { readonly end: number; readonly arguments: readonly SourceSpan[] } | undefined {
  const spans: SourceSpan[] = [];
  const limit = Math.min(code.length, open + maxCallLength);
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < limit; at += 1) {
    const char = code[at];
    if (char === '(' || char === '[' || char === '{') depth += 1;
    else if (char === ')' || char === ']' || char === '}') depth -= 1;
    if (depth === 0) {
      if (code.slice(start, at).trim() !== '') spans.push({ start, end: at });
      return { end: at + 1, arguments: spans };
    }
    if (depth === 1 && char === ',') {
      spans.push({ start, end: at });
      start = at + 1;
    }
  }
  return undefined;
}
