import type { ParseIssue } from './data.ts';
import { parseLimits, tooDeep } from './guard.ts';

/** A declaration of a Bicep file: `resource`, `module`, `param`, `var` or `output`. */
export interface BicepStatement {
  readonly kind: 'resource' | 'module' | 'param' | 'var' | 'output';
  readonly name: string;
  readonly line: number;
  /** What stands in quotes behind the name: a resource type with version, or where a module lies. */
  readonly source: string;
  /** True for `existing`: the thing is declared elsewhere. */
  readonly existing: boolean;
  /** The condition of `= if (…)`. */
  readonly condition?: string;
  /** True for `= [for … ]`. */
  readonly loop: boolean;
  /** The whole value as written. */
  readonly text: string;
  /** Values of a body, by the path of their keys; list items have no index. */
  readonly properties: readonly BicepProperty[];
}

/** A value that is no plain object or list, with the line it starts on. */
export interface BicepProperty {
  /** Keys joined with dots, as written. */
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** Number of the innermost list item around it, so that `name` and `value` of one item can be told apart from others. */
  readonly item: number;
}

/** The declarations of a file and what was wrong with it; both may be non-empty. */
export interface BicepFile {
  readonly statements: readonly BicepStatement[];
  readonly issues: readonly ParseIssue[];
}

const maxStatements = 2_000;
const head =
  /^(resource|module|param|var|output)[ \t]+([A-Za-z_]\w{0,200})[ \t]*(?:'([^'\n]{0,400})'|([A-Za-z_][\w.?|[\]() \t-]{0,80}?|\{))?[ \t]*(existing)?[ \t]*(=|$)/;

/** Parses the declarations of a Bicep file. Looks at every character once; never throws. */
export function parseBicep(text: string): BicepFile {
  const statements: BicepStatement[] = [];
  const issues: ParseIssue[] = [];
  const cursor = new Cursor(text);
  while (!cursor.done && statements.length < maxStatements && cursor.deep === undefined) {
    cursor.skipSpace();
    if (cursor.done) break;
    const line = cursor.line;
    const match = head.exec(cursor.lineText());
    if (match?.[6] !== '=') {
      // Decorators, types, metadata and a parameter without a default: their values are not needed.
      const kind = match?.[1];
      if (kind === 'param')
        statements.push({ kind, name: match?.[2] ?? '', line, source: '', existing: false, loop: false, text: '', properties: [] });
      cursor.skipValue();
      if (cursor.unclosed !== undefined) break;
      continue;
    }
    cursor.at += match[0].length;
    const value = cursor.value();
    const statement = {
      kind: match[1] as BicepStatement['kind'],
      name: match[2] ?? '',
      line,
      source: match[3] ?? '',
      existing: match[5] !== undefined,
      ...value,
    };
    statements.push(statement);
  }
  if (cursor.unclosed !== undefined) issues.push({ reason: 'syntax-error', line: cursor.unclosed, detail: 'a bracket is never closed' });
  if (cursor.deep !== undefined) issues.push(tooDeep(cursor.deep));
  if (cursor.stray !== undefined) issues.push({ reason: 'syntax-error', line: cursor.stray, detail: 'a bracket closes nothing' });
  if (statements.length >= maxStatements)
    issues.push({ reason: 'too-large', line: cursor.line, detail: `more than ${String(maxStatements)} declarations` });
  return { statements, issues };
}

interface Level {
  readonly bracket: string;
  readonly line: number;
  /** Key under which this object or list stands; undefined within an expression. */
  readonly path: string | undefined;
  readonly item: number;
}

class Cursor {
  readonly #text: string;
  #items = 0;
  at = 0;
  line = 1;
  /** Line of the bracket that is never closed. */
  unclosed: number | undefined;
  deep: number | undefined;
  stray: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.at >= this.#text.length;
  }

  lineText(): string {
    const end = this.#text.indexOf('\n', this.at);
    return this.#text.slice(this.at, Math.min(end === -1 ? this.#text.length : end, this.at + 1200)).replace(/\r$/, '');
  }

  skipSpace(): void {
    while (!this.done) {
      const char = this.#text[this.at] ?? '';
      if (char === '\n') this.line += 1;
      else if (!/\s/.test(char)) {
        if (!this.#skipComment()) return;
        continue;
      }
      this.at += 1;
    }
  }

  #skipComment(): boolean {
    if (this.#text.startsWith('//', this.at)) {
      const end = this.#text.indexOf('\n', this.at);
      this.at = end === -1 ? this.#text.length : end;
      return true;
    }
    if (!this.#text.startsWith('/*', this.at)) return false;
    const end = this.#text.indexOf('*/', this.at + 2);
    this.#advance(end === -1 ? this.#text.length : end + 2);
    return true;
  }

  #advance(to: number): void {
    for (let next = this.#text.indexOf('\n', this.at); next !== -1 && next < to; next = this.#text.indexOf('\n', next + 1)) this.line += 1;
    this.at = to;
  }

  skipValue(): void {
    this.#scan(undefined);
  }

  /** Reads the value behind `=`. */
  value(): Pick<BicepStatement, 'condition' | 'loop' | 'text' | 'properties'> {
    while (this.#text[this.at] === ' ' || this.#text[this.at] === '\t') this.at += 1;
    const condition = /^if[ \t]*\(([^\n]{0,500})\)[ \t]*\{?[ \t]*$/.exec(this.lineText())?.[1];
    const loop = /^\[[ \t]*for\b/.test(this.lineText());
    const start = this.at;
    const properties: BicepProperty[] = [];
    this.#scan(properties);
    return { loop, text: this.#text.slice(start, this.at), properties, ...(condition === undefined ? {} : { condition }) };
  }

  /** Goes to the end of a value: the line end outside every bracket. Collects what stands under keys. */
  #scan(properties: BicepProperty[] | undefined): void {
    const open: Level[] = [];
    while (!this.done) {
      const char = this.#text[this.at] ?? '';
      const level = open.at(-1);
      if (char === '\n') {
        if (open.length === 0) return;
        this.line += 1;
        this.at += 1;
      } else if (char === "'") this.#skipString();
      else if (char === '/' && this.#skipComment()) continue;
      else if (char === '{' || char === '[' || char === '(') {
        if (open.length >= parseLimits.nesting) {
          this.deep = this.line;
          return;
        }
        // An object in a list is an item of it; the body of a statement has no key. What stands in a call has none at all.
        const path = char === '(' ? undefined : level === undefined ? '' : level.path;
        this.#items += char === '{' ? 1 : 0;
        open.push({ bracket: char, line: this.line, path, item: char === '{' ? this.#items : (level?.item ?? 0) });
        this.at += 1;
      } else if (char === '}' || char === ']' || char === ')') {
        if (open.pop() === undefined) {
          this.stray ??= this.line;
          this.at += 1;
          return;
        }
        this.at += 1;
      } else if (properties !== undefined && level?.bracket === '{' && level.path !== undefined && /[A-Za-z_']/.test(char))
        this.#readEntry(properties, level, open);
      else this.at += 1;
    }
    if (open[0] !== undefined) this.unclosed ??= open[0].line;
  }

  /** Reads `key: value`, or only the key where an object or a list follows. */
  #readEntry(properties: BicepProperty[], level: Level, open: Level[]): void {
    const key = /^(?:([A-Za-z_]\w{0,200})|'([^'\n]{0,300})')[ \t]*:[ \t]*/.exec(this.#text.slice(this.at, this.at + 520));
    if (key === null) return this.#skipWord();
    const path = level.path === '' ? (key[1] ?? key[2] ?? '') : `${level.path ?? ''}.${key[1] ?? key[2] ?? ''}`;
    this.at += key[0].length;
    const next = this.#text[this.at] ?? '';
    if (path.length < 500 && (next === '{' || next === '[')) {
      if (open.length >= parseLimits.nesting) {
        this.deep = this.line;
        this.at = this.#text.length;
        return;
      }
      this.#items += next === '{' ? 1 : 0;
      open.push({ bracket: next, line: this.line, path, item: next === '{' ? this.#items : level.item });
      this.at += 1;
      return;
    }
    const { line } = this;
    const start = this.at;
    this.#skipExpression();
    properties.push({ path, line, text: this.#text.slice(start, this.at).trimEnd(), item: level.item });
  }

  #skipWord(): void {
    const char = this.#text[this.at];
    if (char === "'") return this.#skipString();
    while (!this.done && /\w/.test(this.#text[this.at] ?? '')) this.at += 1;
  }

  /** Goes to the end of an expression within an object: a line end, a comma or the closing bracket. */
  #skipExpression(): void {
    let depth = 0;
    while (!this.done) {
      const char = this.#text[this.at] ?? '';
      if (char === "'") {
        this.#skipString();
        continue;
      }
      if (char === '/' && this.#skipComment()) continue;
      if (depth === 0 && (char === '\n' || char === ',' || char === '}' || char === ']' || char === ')')) {
        // An expression goes on behind a line end where the next line starts with an operator.
        if (char !== '\n' || !/^\n\s*[?:]\s/.test(this.#text.slice(this.at, this.at + 200))) return;
      }
      if (char === '\n') this.line += 1;
      if (char === '{' || char === '[' || char === '(') depth += 1;
      else if (char === '}' || char === ']' || char === ')') depth -= 1;
      if (depth > parseLimits.nesting) {
        this.deep = this.line;
        this.at = this.#text.length;
        return;
      }
      this.at += 1;
    }
  }

  /** A string; `'''` opens one over several lines, and what stands in `${…}` may hold strings again. */
  #skipString(): void {
    if (this.#text.startsWith("'''", this.at)) {
      const end = this.#text.indexOf("'''", this.at + 3);
      return this.#advance(end === -1 ? this.#text.length : end + 3);
    }
    const inside: string[] = ["'"];
    this.at += 1;
    while (!this.done && inside.length > 0) {
      const char = this.#text[this.at] ?? '';
      // A string never spans lines.
      if (char === '\n') return;
      if (inside.at(-1) === "'") {
        if (char === '\\') this.at += 1;
        else if (char === "'") inside.pop();
        else if (char === '$' && this.#text[this.at + 1] === '{') {
          inside.push('{');
          this.at += 1;
        }
      } else if (char === "'" || char === '{') inside.push(char);
      else if (char === '}') inside.pop();
      this.at += 1;
    }
  }
}

/** The plain string of a value, without quotes; undefined for anything that is computed. */
export function bicepString(text: string): string | undefined {
  return /^'([^'\\$\n]{0,1000})'$/.exec(text.trim())?.[1];
}
