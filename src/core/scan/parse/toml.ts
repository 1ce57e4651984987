import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { DataEntry, DataMap, DataNode, ParseIssue } from './data.ts';
import { scalar } from './data.ts';
import { bracketsTooDeep, parseLimits, tooDeep, tooManyMarks } from './guard.ts';

/** A TOML file as a plain tree and what was wrong with it. */
export interface TomlFile {
  readonly root: DataMap;
  readonly issues: readonly ParseIssue[];
}

type MutableMap = DataMap & { readonly entries: Map<string, DataEntry> };

/** Parses TOML; behind a syntax error nothing is read, the lines before it are kept. Never throws. */
export function parseToml(text: string): TomlFile {
  const refused =
    bracketsTooDeep(text, { quotes: '"\'', comment: '#', tripled: true }) ??
    keysTooDeep(text) ??
    tooManyMarks(text, ',=[]{}.', parseLimits.tomlMarks);
  if (refused !== undefined) return { root: emptyMap(1), issues: [refused] };
  try {
    return { root: convertFile(parseTOML(text)), issues: [] };
  } catch (error) {
    // The parser names the token behind a missing value; the line to look at is that of the last character before it.
    const read = error instanceof ParseError ? text.slice(0, error.index).trimEnd() : '';
    const line = read.split('\n').length;
    const issue: ParseIssue = { reason: 'syntax-error', line, detail: error instanceof Error ? error.message.slice(0, 120) : 'unreadable' };
    return { root: readBefore(text, line), issues: [issue] };
  }
}

function readBefore(text: string, line: number): DataMap {
  // Parsing twice is for files that people write.
  if (line > 2000) return emptyMap(1);
  try {
    return convertFile(
      parseTOML(
        text
          .split('\n')
          .slice(0, line - 1)
          .join('\n'),
      ),
    );
  } catch {
    // The lines before the error do not stand alone (an open bracket); its issue is already reported.
    return emptyMap(1);
  }
}

/** `a.a.a.…` nests without a bracket. */
function keysTooDeep(text: string): ParseIssue | undefined {
  let line = 0;
  for (const content of text.split('\n')) {
    line += 1;
    const key = /^\s*\[/.test(content) ? content : (content.split('=', 1)[0] ?? '');
    if (key.length > parseLimits.nesting && key.split('.').length > parseLimits.nesting && !key.includes('"')) return tooDeep(line);
  }
  return undefined;
}

function convertFile(program: AST.TOMLProgram): DataMap {
  const root = emptyMap(1);
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') assign(root, node);
    else {
      const table = openTable(root, node);
      for (const pair of node.body) assign(table, pair);
    }
  }
  return root;
}

/** Walks to the table a `[header]` names; a number in the path is an index of an array of tables. */
function openTable(root: MutableMap, node: AST.TOMLTable): MutableMap {
  const line = node.loc.start.line;
  let current: DataNode = root;
  const path = node.resolvedKey;
  for (const [index, key] of path.entries()) {
    const fresh: DataNode = typeof path[index + 1] === 'number' ? { kind: 'list', line, items: [] } : emptyMap(line);
    current = typeof key === 'number' ? itemOf(current, key, fresh) : childOf(current, key, fresh, line);
  }
  return current.kind === 'map' ? (current as MutableMap) : emptyMap(line);
}

function childOf(parent: DataNode, key: string, fresh: DataNode, line: number): DataNode {
  if (parent.kind !== 'map') return fresh;
  const existing = parent.entries.get(key);
  if (existing !== undefined) return existing.value;
  (parent as MutableMap).entries.set(key, { line, value: fresh });
  return fresh;
}

function itemOf(parent: DataNode, index: number, fresh: DataNode): DataNode {
  if (parent.kind !== 'list') return fresh;
  const existing = parent.items[index];
  if (existing !== undefined) return existing;
  (parent.items as DataNode[]).push(fresh);
  return fresh;
}

function assign(table: MutableMap, pair: AST.TOMLKeyValue): void {
  const keys = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const line = pair.loc.start.line;
  let current: DataNode = table;
  for (const key of keys.slice(0, -1)) current = childOf(current, key, emptyMap(line), line);
  const last = keys[keys.length - 1];
  if (last === undefined || current.kind !== 'map') return;
  (current as MutableMap).entries.set(last, { line, value: convertValue(pair.value) });
}

function convertValue(node: AST.TOMLContentNode): DataNode {
  const line = node.loc.start.line;
  if (node.type === 'TOMLArray') return { kind: 'list', line, items: node.elements.map(convertValue) };
  if (node.type === 'TOMLInlineTable') {
    const map = emptyMap(line);
    for (const pair of node.body) assign(map, pair);
    return map;
  }
  if (node.kind === 'string' || node.kind === 'boolean') return scalar(line, node.value);
  if (node.kind === 'integer' || node.kind === 'float') return { ...scalar(line, Number(node.value)), text: node.number };
  return scalar(line, node.datetime);
}

function emptyMap(line: number): MutableMap {
  return { kind: 'map', line, entries: new Map() };
}
