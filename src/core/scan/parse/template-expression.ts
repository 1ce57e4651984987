import { maxTemplateNesting } from './template-syntax.ts';
import type { Expression } from './template-syntax.ts';

/** Longer actions are data, not expressions. */
const maxTokens = 400;

interface Token {
  readonly type: 'string' | 'number' | 'word' | 'field' | 'variable' | 'mark';
  readonly text: string;
  /** Whether it follows the one before without a space: `(index .a 0).b`. */
  readonly glued: boolean;
}

/** What stands in an action: perhaps variables that are set, and an expression. */
export interface Action {
  readonly names: readonly string[];
  readonly expression: Expression;
}

/** Parses the content of an action behind its keyword; undefined if it is none. Linear in its length. */
export function parseAction(content: string): Action | undefined {
  const tokens = tokensOf(content);
  if (tokens === undefined || tokens.length > maxTokens) return undefined;
  const names: string[] = [];
  let start = 0;
  const assign = tokens.findIndex((token) => token.type === 'mark' && (token.text === ':=' || token.text === '='));
  if (assign > 0) {
    for (const token of tokens.slice(0, assign)) {
      if (token.type === 'variable' && /^\$\w+$/.test(token.text)) names.push(token.text);
      else if (token.text !== ',') return undefined;
    }
    start = assign + 1;
  }
  const reader: Reader = { tokens, at: start };
  const expression = pipeline(reader, 0);
  return expression === undefined || reader.at < tokens.length ? undefined : { names, expression };
}

function tokensOf(content: string): Token[] | undefined {
  const pattern =
    /\s+|("(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')|(-?\d[\w.]*)|(\$[\w]*(?:\.\w+)*)|((?:\.\w+)+|\.)|([A-Za-z_]\w*)|(:=|[=|(),])/y;
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  while (at < content.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(content);
    if (match === null || match[0].length === 0) return undefined;
    at += match[0].length;
    const [, string, digits, variable, field, word, mark] = match;
    const type =
      string !== undefined
        ? 'string'
        : digits !== undefined
          ? 'number'
          : variable !== undefined
            ? 'variable'
            : field !== undefined
              ? 'field'
              : word !== undefined
                ? 'word'
                : mark !== undefined
                  ? 'mark'
                  : undefined;
    if (type !== undefined) tokens.push({ type, text: match[0], glued });
    glued = type !== undefined;
    if (tokens.length > maxTokens) return undefined;
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function pipeline(reader: Reader, depth: number): Expression | undefined {
  if (depth > maxTemplateNesting) return undefined;
  let left = command(reader, depth);
  while (left !== undefined && reader.tokens[reader.at]?.text === '|') {
    reader.at += 1;
    const next = command(reader, depth);
    if (next === undefined) return undefined;
    // A pipe hands its left side over as the last argument.
    if (next.type === 'call') left = { ...next, args: [...next.args, left] };
    else if (next.type === 'method') left = { ...next, args: [...next.args, left] };
    else left = { type: 'method', target: next, args: [left] };
  }
  return left;
}

function command(reader: Reader, depth: number): Expression | undefined {
  const first = reader.tokens[reader.at];
  if (first === undefined) return undefined;
  const isCall = first.type === 'word' && !/^(true|false|nil)$/.test(first.text);
  if (isCall) reader.at += 1;
  const target = isCall ? undefined : operand(reader, depth);
  if (!isCall && target === undefined) return undefined;
  const args: Expression[] = [];
  for (let token = reader.tokens[reader.at]; token !== undefined && !isEnd(token); token = reader.tokens[reader.at]) {
    const arg = operand(reader, depth);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  if (isCall) return { type: 'call', name: first.text, args };
  return args.length === 0 || target === undefined ? target : { type: 'method', target, args };
}

function isEnd(token: Token): boolean {
  return token.type === 'mark' && (token.text === '|' || token.text === ')');
}

function operand(reader: Reader, depth: number): Expression | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined) return undefined;
  reader.at += 1;
  switch (token.type) {
    case 'string':
      return { type: 'literal', value: unquoted(token.text) };
    case 'number':
      return Number.isFinite(Number(token.text)) ? { type: 'literal', value: Number(token.text) } : undefined;
    case 'field':
      return { type: 'field', base: 'dot', path: token.text.split('.').filter((part) => part !== '') };
    case 'variable': {
      const [name = '', ...path] = token.text.split('.');
      return { type: 'field', base: name === '$' ? 'root' : name, path };
    }
    case 'word':
      if (token.text === 'nil') return { type: 'literal', value: null };
      // A function without arguments as an argument (`until 3`, `now`).
      return /^(true|false)$/.test(token.text)
        ? { type: 'literal', value: token.text === 'true' }
        : { type: 'call', name: token.text, args: [] };
    case 'mark':
      return token.text === '(' ? parenthesis(reader, depth) : undefined;
  }
}

function parenthesis(reader: Reader, depth: number): Expression | undefined {
  const inner = pipeline(reader, depth + 1);
  if (inner === undefined || reader.tokens[reader.at]?.text !== ')') return undefined;
  reader.at += 1;
  const next = reader.tokens[reader.at];
  if (next?.type !== 'field' || !next.glued || next.text === '.') return inner;
  reader.at += 1;
  return { type: 'field', base: inner, path: next.text.split('.').filter((part) => part !== '') };
}

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char === 'r' ? '' : char));
}
