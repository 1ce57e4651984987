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

/** The line where brackets outside strings nest deeper than the limit; undefined if they never do. */
export function bracketsTooDeep(text: string, options: { readonly quotes: string; readonly comment?: string }): ParseIssue | undefined {
  let depth = 0;
  let line = 1;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (char === '\n') {
      line += 1;
      // An apostrophe in prose would otherwise hide every bracket behind it.
      quote = '';
    } else if (quote !== '') {
      if (char === '\\') index += 1;
      else if (char === quote) quote = '';
    } else if (options.quotes.includes(char)) {
      quote = char;
    } else if (options.comment !== undefined && text.startsWith(options.comment, index)) {
      const end = text.indexOf('\n', index);
      if (end === -1) return undefined;
      index = end - 1;
    } else if (char === '{' || char === '[' || char === '(') {
      depth += 1;
      if (depth > parseLimits.nesting) return tooDeep(line);
    } else if (char === '}' || char === ']' || char === ')') {
      depth = Math.max(0, depth - 1);
    }
  }
  return undefined;
}

/** The line where YAML nests deeper than the limit, by indentation, compact `- - -`, or flow brackets. */
export function yamlTooDeep(text: string): ParseIssue | undefined {
  const indents: number[] = [];
  let flow = 0;
  let line = 0;
  for (const content of text.split('\n')) {
    line += 1;
    let index = 0;
    let markers = 0;
    // `- - - x` and `? ? x` open one level each.
    while (index < content.length) {
      const char = content[index];
      if (char === ' ' || char === '\t') index += 1;
      else if ((char === '-' || char === '?' || char === ':') && /[\s]|^$/.test(content[index + 1] ?? '')) {
        markers += 1;
        index += 1;
      } else break;
    }
    if (index >= content.length && markers === 0) continue;
    const indent = content.length - content.trimStart().length;
    while (indents.length > 0 && (indents[indents.length - 1] ?? 0) >= indent) indents.pop();
    indents.push(indent);
    flow = flowDepth(content, flow);
    if (indents.length + markers + flow > parseLimits.nesting || deepestFlow(content, flow) > parseLimits.nesting) return tooDeep(line);
  }
  return undefined;
}

function flowDepth(content: string, start: number): number {
  let depth = start;
  for (let index = 0; index < content.length; index += 1) {
    const code = content.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** The most brackets open at once on a line; quotes are ignored, so it may only be too high. */
function deepestFlow(content: string, end: number): number {
  let depth = 0;
  let deepest = end;
  for (let index = 0; index < content.length; index += 1) {
    const code = content.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return deepest;
}

/** The issue of a file that nests too deep. */
export function tooDeep(line: number): ParseIssue {
  return { reason: 'too-deep', line, detail: `nested deeper than ${String(parseLimits.nesting)} levels` };
}
