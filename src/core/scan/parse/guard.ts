import type { ParseIssue } from './data.ts';

/**
 * What is checked before any parser sees a file (security rule 4). A parser that recurses can abort V8 itself on deep
 * input, which no `catch` and no worker survives, so depth is measured on the characters first.
 */
export const parseLimits = {
  /** Brackets, indentation or tags within each other. */
  nesting: 100,
  /** Nodes that aliases and merge keys may add to one file. */
  aliasVisits: 10_000,
  /** Lines and punctuation marks of one file: parsers pay per token, and a mebibyte of `,` costs seconds. */
  marks: 80_000,
  /** The same for TOML, whose parser keeps every token: 28,000 pairs take 150 MB. */
  tomlMarks: 40_000,
  /** Characters of a line that a regular expression is run on. */
  lineLength: 10_000,
} as const;

/** Offsets to 1-based lines by binary search. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) this.#starts.push(index + 1);
  }

  /** The 1-based line that holds the 0-based offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** Lines of a text without their ends; those over the limit come as `''`, so that no expression runs on them. */
export function shortLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => (line.length > parseLimits.lineLength ? '' : line));
}

/** An issue for the first line that `shortLines` leaves out; undefined if there is none. */
export function longLine(text: string): ParseIssue | undefined {
  const index = text.split(/\r?\n/).findIndex((line) => line.length > parseLimits.lineLength);
  return index === -1
    ? undefined
    : { reason: 'too-large', line: index + 1, detail: `line longer than ${String(parseLimits.lineLength)} characters` };
}

/** How a language writes what brackets do not count in. */
export interface BracketSyntax {
  /** Quotes of one-line strings, `\\` escapes in them unless they are single. */
  readonly quotes: string;
  /** Opens a comment to the end of the line. */
  readonly comment?: string;
  /** True where slash-star comments exist. */
  readonly blockComments?: boolean;
  /** True where a tripled quote opens a string over several lines (TOML, Groovy, Kotlin). */
  readonly tripled?: boolean;
}

/** The line where brackets outside strings and comments nest deeper than the limit; undefined if they never do. */
export function bracketsTooDeep(text: string, syntax: BracketSyntax): ParseIssue | undefined {
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const char = text[index] ?? '';
    const next = skipped(text, index, char, syntax);
    if (next !== undefined) {
      index = next;
      continue;
    }
    if (char === '{' || char === '[' || char === '(') depth += 1;
    else if (char === '}' || char === ']' || char === ')') depth = Math.max(0, depth - 1);
    if (depth > parseLimits.nesting) return tooDeep(new LineIndex(text).lineAt(index));
    index += 1;
  }
  return undefined;
}

/** The offset behind a string or comment that starts here; undefined if none does. */
function skipped(text: string, index: number, char: string, syntax: BracketSyntax): number | undefined {
  if (syntax.comment !== undefined && text.startsWith(syntax.comment, index)) return endOf(text, '\n', index);
  if (syntax.blockComments === true && text.startsWith('/*', index)) return endOf(text, '*/', index + 2);
  if (!syntax.quotes.includes(char)) return undefined;
  const tripled = syntax.tripled === true && text.startsWith(char.repeat(3), index);
  let at = index + (tripled ? 3 : 1);
  while (at < text.length) {
    if (text[at] === '\\' && char !== "'") at += 2;
    else if (tripled && text.startsWith(char.repeat(3), at)) {
      at += 3;
      // `""""` closes the string and has a quote as its last character.
      while (text[at] === char) at += 1;
      return at;
    } else if (!tripled && text[at] === char) return at + 1;
    // A string ends with its line: an apostrophe in prose would otherwise hide every bracket behind it.
    else if (!tripled && text[at] === '\n') return at;
    else at += 1;
  }
  return text.length;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

/**
 * The line where YAML nests deeper than the limit, by indentation, compact `- - -`, or flow brackets. It may count too
 * much (brackets in scripts), never too little.
 */
export function yamlTooDeep(text: string): ParseIssue | undefined {
  const indents: number[] = [];
  let flow = 0;
  let line = 0;
  for (const content of text.split('\n')) {
    line += 1;
    const indent = content.length - content.trimStart().length;
    if (indent === content.length || content[indent] === '#') continue;
    if (content.startsWith('---')) flow = 0;
    while (indents.length > 0 && (indents[indents.length - 1] ?? 0) >= indent) indents.pop();
    indents.push(indent);
    const brackets = bracketRun(content, flow);
    flow = brackets.end;
    if (indents.length + compactMarkers(content, indent) + brackets.deepest > parseLimits.nesting) return tooDeep(line);
  }
  return undefined;
}

/** How many of `- - - x` or `? ? x` open a line; each is a level. */
function compactMarkers(content: string, indent: number): number {
  let markers = 0;
  for (let index = indent; index < content.length; index += 1) {
    const char = content[index];
    if (char === ' ' || char === '\t') continue;
    const next = content[index + 1];
    if ((char !== '-' && char !== '?' && char !== ':') || (next !== undefined && next !== ' ' && next !== '\t' && next !== '\r')) break;
    markers += 1;
  }
  return markers;
}

/** Brackets open at the end of a line and the most levels at once on it; `a: a: a:` opens a level with every colon. */
function bracketRun(content: string, start: number): { readonly end: number; readonly deepest: number } {
  let depth = start;
  let deepest = start;
  let colons = 0;
  for (let index = 0; index < content.length; index += 1) {
    const code = content.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
    else if (code === 0x3a) colons += 1;
    // A comma or a quote ends what colons could nest.
    if (code === 0x2c || code === 0x22 || code === 0x27 || code === 0x7b || code === 0x7d) colons = 0;
    deepest = Math.max(deepest, depth + (colons > 20 ? colons : 0));
  }
  return { end: depth, deepest };
}

/** An issue if lines and the given ASCII marks together are more than a file written for people has. */
export function tooManyMarks(text: string, marks: string, limit: number = parseLimits.marks): ParseIssue | undefined {
  const counted = new Uint8Array(128);
  for (const mark of `${marks}\n`) counted[mark.charCodeAt(0)] = 1;
  let left = limit;
  for (let index = 0; index < text.length; index += 1) {
    if (counted[text.charCodeAt(index)] !== 1) continue;
    left -= 1;
    if (left < 0) return { reason: 'too-large', line: 1, detail: `more than ${String(limit)} lines and marks` };
  }
  return undefined;
}

/**
 * An issue where far more brackets close than open, or where words without end stand between spaces: every one costs the
 * parser an error with a stack, and a hundred thousand of them a second and hundreds of megabytes.
 */
export function errorFlood(text: string): ParseIssue | undefined {
  let open = 0;
  let words = 0;
  let space = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open -= 1;
    const isSpace = code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
    if (space && !isSpace) words += 1;
    space = isSpace;
    if (open < -1000 || words > 200_000)
      return { reason: 'syntax-error', line: 1, detail: open < -1000 ? 'brackets close that were never opened' : 'more than 200000 words' };
  }
  return undefined;
}

/** The issue of a file that nests too deep. */
export function tooDeep(line: number): ParseIssue {
  return { reason: 'too-deep', line, detail: `nested deeper than ${String(parseLimits.nesting)} levels` };
}
