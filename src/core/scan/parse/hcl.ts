import { parseLimits, tooDeep } from './guard.ts';
import type { ParseIssue } from './data.ts';

/**
 * A block of HCL (`resource "aws_sqs_queue" "orders" { … }`). Own scanner instead of the tree-sitter grammar: that one
 * needed 1.9 s for 32 kB of `"a" "a" …` and ten minutes for a mebibyte, and cannot be stopped without losing the file
 * (security rule 4). This one looks at every character once, keeps exact lines behind a syntax error, and needs no WebAssembly.
 */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

/** An attribute with its expression as written; `line` is where the expression starts. */
export interface HclAttribute {
  readonly line: number;
  readonly text: string;
  /** Set where the expression is a plain string, number or boolean without interpolation. */
  readonly literal?: string | number | boolean;
}

/** The top-level blocks of a file and what was wrong with it; both may be non-empty. */
export interface HclFile {
  readonly blocks: readonly HclBlock[];
  readonly issues: readonly ParseIssue[];
}

interface OpenBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly attributes: Map<string, HclAttribute>;
  readonly blocks: HclBlock[];
}

const maxIssues = 20;
const maxBlocks = 20_000;
const topLevel = /^(resource|data|module|provider|variable|output|terraform|locals|moved|import|check|removed)\b[^\n=]{0,300}\{/;

/** Parses HCL 2 as Terraform and OpenTofu write it. Never throws; time is linear in the text. */
export function parseHcl(text: string): HclFile {
  return new Scanner(text).parse();
}

class Scanner {
  readonly #text: string;
  readonly #issues: ParseIssue[] = [];
  readonly #root: HclBlock[] = [];
  #stack: OpenBlock[] = [];
  #at = 0;
  #line = 1;
  #count = 0;
  #stopped = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): HclFile {
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#text.length || this.#stopped) break;
      const char = this.#text[this.#at] ?? '';
      if (char === '}') this.#close();
      else if (/[\p{L}_"]/u.test(char)) this.#readEntry();
      else this.#bad(`unexpected ${char}`);
    }
    const open = this.#stack[0];
    if (open !== undefined) this.#issue(open.line, `block ${open.type} is never closed`);
    return { blocks: this.#root, issues: this.#issues };
  }

  #issue(line: number, detail: string): void {
    if (this.#issues.length < maxIssues) this.#issues.push({ reason: 'syntax-error', line, detail });
  }

  /** Says what is wrong and goes on with the next line. */
  #bad(detail: string): void {
    this.#issue(this.#line, detail);
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #stop(issue: ParseIssue): void {
    this.#issues.push(issue);
    this.#stopped = true;
  }

  #close(): void {
    this.#at += 1;
    if (this.#stack.pop() === undefined) this.#issue(this.#line, 'a brace closes nothing');
  }

  /** Skips white space and comments, counting lines. */
  #skipSpace(): void {
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at];
      if (char === '\n') {
        this.#line += 1;
        this.#at += 1;
      } else if (char === ' ' || char === '\t' || char === '\r' || char === ',') this.#at += 1;
      else if (!this.#skipComment()) return;
    }
  }

  #skipComment(): boolean {
    const text = this.#text;
    if (text[this.#at] === '#' || text.startsWith('//', this.#at)) {
      const end = text.indexOf('\n', this.#at);
      this.#at = end === -1 ? text.length : end;
      return true;
    }
    if (!text.startsWith('/*', this.#at)) return false;
    const end = text.indexOf('*/', this.#at + 2);
    this.#advance(end === -1 ? text.length : end + 2);
    return true;
  }

  /** Moves to an offset and counts the lines between. */
  #advance(to: number): void {
    for (let next = this.#text.indexOf('\n', this.#at); next !== -1 && next < to; next = this.#text.indexOf('\n', next + 1))
      this.#line += 1;
    this.#at = to;
  }

  #word(): string {
    const start = this.#at;
    if (this.#text[start] === '"') {
      this.#at += 1;
      while (this.#at < this.#text.length && this.#text[this.#at] !== '"' && this.#text[this.#at] !== '\n')
        this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
      const word = this.#text.slice(start + 1, this.#at);
      if (this.#text[this.#at] === '"') this.#at += 1;
      return word;
    }
    while (this.#at < this.#text.length && /[\p{L}\p{N}_-]/u.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #readEntry(): void {
    const line = this.#line;
    const atMargin = this.#at === 0 || this.#text[this.#at - 1] === '\n';
    // An unclosed block would swallow the rest: whatever stands at the margin and looks like a top-level block is one.
    if (atMargin && this.#stack.length > 0 && topLevel.test(this.#text.slice(this.#at, this.#at + 400))) {
      this.#issue(this.#stack[0]?.line ?? line, 'a block is never closed');
      this.#stack = [];
    }
    const words: string[] = [];
    for (;;) {
      const char = this.#text[this.#at] ?? '';
      if (char === ' ' || char === '\t' || char === '\r') this.#at += 1;
      else if (words.length < 10 && /[\p{L}_"]/u.test(char)) words.push(this.#word());
      else break;
    }
    const next = this.#text[this.#at] ?? '';
    const name = words[0] ?? '';
    if (next === '{') this.#open(name, words.slice(1), line);
    else if ((next === '=' || next === ':') && words.length === 1 && this.#text[this.#at + 1] !== '=') this.#readAttribute(name, line);
    else this.#bad(`neither a block nor an attribute`);
  }

  #open(type: string, labels: readonly string[], line: number): void {
    this.#at += 1;
    this.#count += 1;
    if (this.#stack.length >= parseLimits.nesting) return this.#stop(tooDeep(line));
    if (this.#count > maxBlocks) return this.#stop({ reason: 'too-large', line, detail: `more than ${String(maxBlocks)} blocks` });
    const block: OpenBlock = { type, labels, line, attributes: new Map(), blocks: [] };
    (this.#stack.at(-1)?.blocks ?? this.#root).push(block);
    this.#stack.push(block);
  }

  #readAttribute(name: string, line: number): void {
    this.#at += 1;
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
    const start = this.#at;
    const startLine = this.#line;
    this.#skipExpression();
    const text = this.#text.slice(start, this.#at).trimEnd();
    if (text === '') this.#issue(line, `attribute ${name.slice(0, 60)} has no value`);
    const literal = literalOf(text);
    this.#stack.at(-1)?.attributes.set(name, { line: startLine, text, ...(literal === undefined ? {} : { literal }) });
  }

  /** Goes to the end of an expression: a line end, comment or closing brace outside every bracket and string. */
  #skipExpression(): void {
    // What is open: brackets by their character, `"` inside a string, `$` inside an interpolation.
    const open: string[] = [];
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      const inside = open.at(-1);
      if (inside === '"') this.#stepInString(char, open);
      else if (char === '\n' || char === '\r') {
        if (open.length === 0) return;
        if (topLevel.test(this.#text.slice(this.#at + 1, this.#at + 400))) return this.#issue(this.#line, 'a bracket is never closed');
        if (char === '\n') this.#line += 1;
        this.#at += 1;
      } else if (char === '#' || (char === '/' && (this.#text[this.#at + 1] === '/' || this.#text[this.#at + 1] === '*'))) {
        if (open.length === 0 && this.#text[this.#at + 1] !== '*') return;
        this.#skipComment();
      } else if (char === '<' && this.#text[this.#at + 1] === '<' && this.#skipHeredoc()) continue;
      else if (char === '"' || char === '(' || char === '[' || char === '{') {
        if (open.length >= parseLimits.nesting) return this.#stop(tooDeep(this.#line));
        open.push(char);
        this.#at += 1;
      } else if (char === ')' || char === ']' || char === '}') {
        if (open.length === 0) return;
        open.pop();
        this.#at += 1;
      } else this.#at += 1;
    }
  }

  #stepInString(char: string, open: string[]): void {
    const next = this.#text[this.#at + 1];
    if (char === '\n') {
      // A string never spans lines: close it and whatever interpolation it stood in.
      this.#issue(this.#line, 'a string is never closed');
      open.length = 0;
    } else if (char === '\\') this.#at += next === '\n' ? 1 : 2;
    else if (char === '"') {
      open.pop();
      this.#at += 1;
    } else if ((char === '$' || char === '%') && next === '{' && this.#text[this.#at - 1] !== char) {
      if (open.length >= parseLimits.nesting) this.#stop(tooDeep(this.#line));
      open.push('{');
      this.#at += this.#stopped ? this.#text.length : 2;
    } else this.#at += 1;
  }

  #skipHeredoc(): boolean {
    const mark = /^<<-?([A-Za-z_]\w{0,60})[^\S\n]*\r?\n/.exec(this.#text.slice(this.#at, this.#at + 80));
    if (mark?.[1] === undefined) return false;
    const from = this.#at + mark[0].length;
    const word = mark[1];
    // A file without the end mark is read once to its end, not once per heredoc: the scan is over then.
    let start = from;
    while (start <= this.#text.length) {
      const end = this.#text.indexOf('\n', start);
      const line = this.#text.slice(start, end === -1 ? this.#text.length : end);
      if (line.length < 200 && line.trim() === word) {
        this.#advance(start + line.trimEnd().length);
        return true;
      }
      if (end === -1) break;
      start = end + 1;
    }
    this.#issue(this.#line, `heredoc ${word} is never closed`);
    this.#advance(this.#text.length);
    return true;
  }
}

function literalOf(text: string): string | number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  const quoted = text.length <= 500 ? /^"((?:[^"\\$%]|\\.|[$%](?!\{))*)"$/.exec(text)?.[1] : undefined;
  return quoted?.replace(/\\(.)/g, '$1');
}
