import { parseAction } from './template-expression.ts';
import { maxTemplateNesting } from './template-syntax.ts';
import type { Template, TemplateNode } from './template-syntax.ts';

/** More actions than that are generated. */
const maxActions = 5_000;

/** A block that is still open. */
interface Open {
  readonly type: 'file' | 'if' | 'with' | 'range' | 'define' | 'chain' | 'skip';
  readonly nodes: TemplateNode[];
  /** What closes the block: builds its node of the body and the branch behind `else`. */
  readonly close?: (body: readonly TemplateNode[], otherwise: readonly TemplateNode[]) => void;
  body?: readonly TemplateNode[];
}

/**
 * Parses a Go template into nodes with their lines. An action that cannot be read is printed as unknown; blocks that do
 * not match make the template broken from that line on. Time is linear, nesting is bounded, nothing is thrown.
 */
export function parseTemplate(text: string): Template {
  const defines = new Map<string, readonly TemplateNode[]>();
  const root: Open = { type: 'file', nodes: [] };
  const stack: Open[] = [root];
  let line = 1;
  let at = 0;
  let trimNext = false;
  let actions = 0;
  const fail = (detail: string): Template => ({ nodes: root.nodes, defines, broken: { line, detail } });
  while (at < text.length) {
    const start = text.indexOf('{{', at);
    const piece = text.slice(at, start === -1 ? text.length : start);
    const trimBefore = start !== -1 && text[start + 2] === '-' && /\s/.test(text[start + 3] ?? '');
    pushText(stack, piece, line, trimNext, trimBefore);
    line += newlines(piece);
    if (start === -1) break;
    const end = actionEnd(text, start + 2);
    if (end === undefined) return fail('an action that is not closed');
    actions += 1;
    if (actions > maxActions) return fail(`more than ${String(maxActions)} actions`);
    const whole = text.slice(start, end + 2);
    trimNext = /\s-\}\}$/.test(whole);
    const content = whole.slice(trimBefore ? 3 : 2, trimNext ? -3 : -2).trim();
    const problem = content.startsWith('/*') ? undefined : take(stack, defines, content, line);
    if (problem !== undefined) return fail(problem);
    line += newlines(whole);
    at = end + 2;
  }
  return stack.length === 1 ? { nodes: root.nodes, defines } : fail('a block that is not closed');
}

function newlines(text: string): number {
  let count = 0;
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) count += 1;
  return count;
}

function pushText(stack: readonly Open[], piece: string, line: number, trimLeft: boolean, trimRight: boolean): void {
  const kept = trimLeft ? piece.trimStart() : piece;
  const cut = newlines(piece) - newlines(kept);
  const text = trimRight ? kept.trimEnd() : kept;
  if (text !== '') stack[stack.length - 1]?.nodes.push({ type: 'text', line: line + cut, text });
}

/** The offset of the `}}` that ends an action, past strings and comments; undefined if there is none. */
function actionEnd(text: string, from: number): number | undefined {
  if (/^-?\s*\/\*/.test(text.slice(from, from + 20))) {
    const comment = text.indexOf('*/', from);
    const end = comment === -1 ? -1 : text.indexOf('}}', comment);
    return end === -1 ? undefined : end;
  }
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '}' && text[at + 1] === '}') return at;
    if (char === '{' && text[at + 1] === '{') return undefined;
    if (char !== '"' && char !== '`') continue;
    at += 1;
    while (at < text.length && text[at] !== char) {
      if (char === '"' && text[at] === '\n') return undefined;
      at += char === '"' && text[at] === '\\' ? 2 : 1;
    }
  }
  return undefined;
}

/** Takes one action; the message of a fault, or undefined. */
function take(stack: Open[], defines: Map<string, readonly TemplateNode[]>, content: string, line: number): string | undefined {
  const top = stack[stack.length - 1];
  if (top === undefined) return 'an end without a block';
  const word = /^[a-z]+\b(?!\s*:?=)/.exec(content)?.[0] ?? '';
  const rest = content.slice(word.length).trim();
  switch (word) {
    case 'if':
    case 'with':
    case 'range':
      return stack.length > maxTemplateNesting ? 'blocks nested too deep' : open(stack, word, rest, line, word);
    case 'define':
    case 'block':
      return define(stack, defines, word, rest, line);
    case 'else':
      return elseBranch(stack, top, rest, line);
    case 'end':
      return end(stack);
    case 'break':
    case 'continue':
      top.nodes.push({ type: 'jump', line, to: word });
      return undefined;
    case 'template':
      top.nodes.push({ type: 'print', line, expression: parseAction(`include ${rest}`)?.expression ?? unreadable });
      return undefined;
    default: {
      const action = parseAction(content);
      const [name] = action?.names ?? [];
      if (action !== undefined && name !== undefined) top.nodes.push({ type: 'assign', line, name, expression: action.expression });
      else top.nodes.push({ type: 'print', line, expression: action?.expression ?? unreadable });
      return undefined;
    }
  }
}

/** What cannot be read is not known. */
const unreadable = { type: 'call', name: 'unreadable', args: [] } as const;

function open(
  stack: Open[],
  type: 'if' | 'with' | 'range',
  rest: string,
  line: number,
  opened: 'if' | 'with' | 'range' | 'chain',
): undefined {
  const parent = stack[stack.length - 1];
  const action = parseAction(rest);
  const expression = action?.expression ?? unreadable;
  const names = action?.names ?? [];
  stack.push({
    type: opened,
    nodes: [],
    close: (body, otherwise) => {
      if (type === 'range') parent?.nodes.push({ type, line, names, over: expression, body, otherwise });
      else
        parent?.nodes.push({ type, line, condition: expression, body, otherwise, ...(names[0] === undefined ? {} : { name: names[0] }) });
    },
  });
  return undefined;
}

function define(
  stack: Open[],
  defines: Map<string, readonly TemplateNode[]>,
  word: 'define' | 'block',
  rest: string,
  line: number,
): string | undefined {
  if (stack.length > maxTemplateNesting) return 'blocks nested too deep';
  const match = /^["`]([^"`\n]{1,200})["`]\s*(.*)$/s.exec(rest);
  if (match === null) return 'a definition without a name';
  const [, name = '', context = ''] = match;
  if (word === 'block')
    stack[stack.length - 1]?.nodes.push({
      type: 'print',
      line,
      expression: parseAction(`include ${JSON.stringify(name)} ${context}`)?.expression ?? unreadable,
    });
  stack.push({
    type: 'define',
    nodes: [],
    close: (body) => {
      defines.set(name, body);
    },
  });
  return undefined;
}

function elseBranch(stack: Open[], top: Open, rest: string, line: number): string | undefined {
  if (top.close === undefined || top.body !== undefined || top.type === 'define') return 'an else without a block';
  // The nodes behind `else` are gathered in a list of their own.
  const behind: Open = { type: top.type, nodes: [], close: top.close, body: top.nodes };
  stack[stack.length - 1] = behind;
  const word = /^(if|with)\b/.exec(rest)?.[1];
  if (word === undefined) return rest === '' ? undefined : 'an else that cannot be read';
  if (stack.length > maxTemplateNesting) return 'blocks nested too deep';
  // `else if` is a block within the else that the same `end` closes.
  open(stack, word as 'if' | 'with', rest.slice(word.length).trim(), line, 'chain');
  return undefined;
}

function end(stack: Open[]): string | undefined {
  for (;;) {
    const block = stack.length > 1 ? stack.pop() : undefined;
    if (block === undefined) return 'an end without a block';
    block.close?.(block.body ?? block.nodes, block.body === undefined ? [] : block.nodes);
    if (block.type !== 'chain') return undefined;
  }
}
