import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node as JsonNode, ParseError } from 'jsonc-parser';
import type { DataEntry, DataNode, ParseIssue } from './data.ts';
import { scalar } from './data.ts';
import { bracketsTooDeep, errorFlood, LineIndex, tooManyMarks } from './guard.ts';

/** A JSON file as a plain tree (undefined if nothing could be read) and what was wrong with it. */
export interface JsonFile {
  readonly root: DataNode | undefined;
  readonly issues: readonly ParseIssue[];
}

/** Parses JSON with comments and trailing commas; keeps what stands before an error. Never throws. */
export function parseJson(text: string): JsonFile {
  const refused =
    bracketsTooDeep(text, { quotes: '"', comment: '//', blockComments: true }) ?? tooManyMarks(text, ',:[]{}') ?? errorFlood(text);
  if (refused !== undefined) return { root: undefined, issues: [refused] };
  const lines = new LineIndex(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const error = errors[0];
  const issues: ParseIssue[] =
    error === undefined ? [] : [{ reason: 'syntax-error', line: lines.lineAt(error.offset), detail: printParseErrorCode(error.error) }];
  return { root: tree === undefined ? undefined : convert(tree, lines), issues };
}

function convert(node: JsonNode, lines: LineIndex): DataNode {
  const line = lines.lineAt(node.offset);
  if (node.type === 'array') return { kind: 'list', line, items: (node.children ?? []).map((child) => convert(child, lines)) };
  if (node.type !== 'object') {
    const value: unknown = node.value;
    return scalar(line, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null);
  }
  const entries = new Map<string, DataEntry>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    entries.set(String(key.value), { line: lines.lineAt(key.offset), value: convert(value, lines) });
  }
  return { kind: 'map', line, entries };
}
