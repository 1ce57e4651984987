import type { ParseIssue } from './data.ts';
import { parseLimits } from './guard.ts';

/** The languages that the lexer knows: where comments begin and which quotes there are. */
export type SourceLanguage = 'javascript' | 'python' | 'java' | 'csharp';

/** A word, a string (without quotes) or one other character. */
export interface SourceToken {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
  /** 1-based line on which it begins. */
  readonly line: number;
}

/** A source file as tokens, with the partner of every bracket. */
export interface SourceTokens {
  readonly tokens: readonly SourceToken[];
  /** Index of the bracket that closes or opens the one at an index; -1 for all others. */
  readonly partner: Int32Array;
  readonly issues: readonly ParseIssue[];
}

/** Characters of a regular expression; behind more than these a slash is a division. */
const maxRegex = 1_000;
/** Tokens of one file; a file of a mebibyte written by people has about 200,000. */
const maxTokens = 400_000;

/**
 * Splits source text into tokens, without comments, in one pass. It knows no grammar: what it gives is right for names,
 * strings and brackets, also in files that do not compile. Files that nest too deep are refused.
 */
export function tokensOf(text: string, language: SourceLanguage): SourceTokens {
  const tokens: SourceToken[] = [];
  const lexer = new Lexer(text, language);
  for (let token = lexer.next(); token !== undefined && tokens.length < maxTokens; token = lexer.next()) tokens.push(token);
  const partner = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'mark') continue;
    if (token.text === '(' || token.text === '[' || token.text === '{') {
      open.push(index);
      if (open.length > parseLimits.nesting) {
        const detail = `nested deeper than ${String(parseLimits.nesting)} levels`;
        return { tokens: [], partner: new Int32Array(0), issues: [{ reason: 'too-deep', line: token.line, detail }] };
      }
    } else if (token.text === ')' || token.text === ']' || token.text === '}') {
      const from = open.pop();
      if (from === undefined) continue;
      partner[from] = index;
      partner[index] = from;
    }
  }
  return { tokens, partner, issues: [] };
}

class Lexer {
  readonly #text: string;
  readonly #language: SourceLanguage;
  #at = 0;
  #line = 1;
  #last = '';

  constructor(text: string, language: SourceLanguage) {
    this.#text = text;
    this.#language = language;
  }

  next(): SourceToken | undefined {
    const text = this.#text;
    for (;;) {
      const char = text[this.#at];
      if (char === undefined) return undefined;
      if (char === '\n') {
        this.#line += 1;
        this.#at += 1;
      } else if (char <= ' ') this.#at += 1;
      else if (!this.#comment(char)) break;
    }
    const token = this.#word() ?? this.#string() ?? this.#regex() ?? this.#mark();
    this.#last = token.kind === 'mark' ? token.text : token.kind === 'word' ? token.text : '"';
    return token;
  }

  #comment(char: string): boolean {
    const isPython = this.#language === 'python';
    if (isPython ? char === '#' : char === '/' && this.#text[this.#at + 1] === '/') {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end === -1 ? this.#text.length : end;
      return true;
    }
    if (isPython || char !== '/' || this.#text[this.#at + 1] !== '*') return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#to(end === -1 ? this.#text.length : end + 2);
    return true;
  }

  /** Moves on and counts the lines between. */
  #to(end: number): void {
    for (let at = this.#text.indexOf('\n', this.#at); at !== -1 && at < end; at = this.#text.indexOf('\n', at + 1)) this.#line += 1;
    this.#at = end;
  }

  #word(): SourceToken | undefined {
    const start = this.#at;
    let at = start;
    while (isWordCode(this.#text.charCodeAt(at))) at += 1;
    if (at === start) return undefined;
    const text = this.#text.slice(start, at);
    // `f"…"` and `r'…'` are strings with a prefix.
    if (this.#language === 'python' && /^[rbfu]{1,2}$/i.test(text) && (this.#text[at] === '"' || this.#text[at] === "'")) {
      this.#at = at;
      return undefined;
    }
    this.#at = at;
    return { kind: 'word', text, line: this.#line };
  }

  #string(): SourceToken | undefined {
    const start = this.#at;
    const quote = this.#text[start];
    if (quote !== '"' && quote !== "'" && !(quote === '`' && this.#language === 'javascript')) return undefined;
    const line = this.#line;
    const isTripled = this.#language !== 'javascript' && this.#text.startsWith(quote.repeat(3), start);
    const width = isTripled ? 3 : 1;
    const isLong = isTripled || quote === '`';
    let at = start + width;
    let computed = 0;
    while (at < this.#text.length) {
      const char = this.#text[at];
      if (char === '\\') at += 2;
      else if (quote === '`' && char === '$' && this.#text[at + 1] === '{') {
        computed += 1;
        at += 2;
      } else if (computed > 0 && char === '}') {
        computed -= 1;
        at += 1;
      } else if (computed === 0 && (isTripled ? this.#text.startsWith(quote.repeat(3), at) : char === quote)) break;
      else if (!isLong && char === '\n') break;
      else at += 1;
    }
    const end = Math.min(at, this.#text.length);
    const isClosed = this.#text[end] === quote;
    this.#to(isClosed ? end + width : end);
    return { kind: 'string', text: this.#text.slice(start + width, end), line };
  }

  /** `/…/` where no value stands before it that could be divided. */
  #regex(): SourceToken | undefined {
    if (this.#language !== 'javascript' || this.#text[this.#at] !== '/' || !/^([(,=:[!&|?{};+]|return|)$/.test(this.#last))
      return undefined;
    const start = this.#at;
    let at = start + 1;
    let isClass = false;
    for (; at < Math.min(this.#text.length, start + maxRegex) && this.#text[at] !== '\n'; at += 1) {
      const char = this.#text[at];
      if (char === '\\') at += 1;
      else if (char === '[') isClass = true;
      else if (char === ']') isClass = false;
      else if (char === '/' && !isClass) {
        this.#at = at + 1;
        return { kind: 'mark', text: '/', line: this.#line };
      }
    }
    return undefined;
  }

  #mark(): SourceToken {
    const text = this.#text[this.#at] ?? '';
    this.#at += 1;
    return { kind: 'mark', text, line: this.#line };
  }
}

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code > 127
  );
}
