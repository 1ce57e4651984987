import type { DataNode } from './data.ts';
import { scalar } from './data.ts';

/**
 * What an expression of a template stands for. Data of a values file is itself a value, with its lines; `text` is a string
 * made by the template that remembers, line by line, which line of a values file it came from; `unknown` is everything that
 * no file gives.
 */
export type Value = DataNode | TemplateMap | TemplateList | TemplateText | Unknown;

/** A map made by the template (`dict`) or the root context. */
export interface TemplateMap {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: ReadonlyMap<string, { readonly line: number; readonly value: Value }>;
}

/** A list made by the template. */
export interface TemplateList {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly Value[];
}

/** A string with the origin of each of its lines: the line of a values file, 0 for text of the template. */
export interface TemplateText {
  readonly kind: 'text';
  readonly text: string;
  readonly origins: readonly number[];
}

/** A value that no file gives. */
export interface Unknown {
  readonly kind: 'unknown';
}

/** The one unknown value. */
export const unknown: Unknown = { kind: 'unknown' };

/** The value of a missing key. */
export const nil: DataNode = scalar(0, null);

/** Stands in output for what is not known; a line with one claims nothing. */
export const unknownMark = '\u0001';

/** A string from one place. */
export function textOf(text: string, origin = 0): TemplateText {
  const lines = countLines(text);
  return { kind: 'text', text, origins: Array.from({ length: lines }, () => origin) };
}

/** A truth value. */
export function truth(value: boolean): DataNode {
  return scalar(0, value);
}

/** A number. */
export function number(value: number): DataNode {
  return scalar(0, value);
}

function countLines(text: string): number {
  let lines = 1;
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) lines += 1;
  return lines;
}

/** The line of a values file that a value came from; 0 for none. */
export function originOf(value: Value): number {
  if (value.kind === 'text') return value.origins.find((line) => line !== 0) ?? 0;
  return value.kind === 'unknown' ? 0 : value.line;
}

/** Whether a text has something in it that is not known. */
export function isUncertain(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'text' && value.text.includes(unknownMark));
}

/** A value as a template prints it. Maps and lists print as Go does, which no manifest wants: unknown. */
export function printed(value: Value): TemplateText {
  if (value.kind === 'text') return value;
  if (value.kind === 'scalar') return textOf(value.text, value.line);
  return textOf(unknownMark);
}

/** Go's truth: empty strings, lists and maps, zero and nil are false; undefined where the value is not known. */
export function isTrue(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'text':
      return value.text === unknownMark ? undefined : value.text !== '';
    case 'scalar':
      return value.value !== null && value.value !== '' && value.value !== 0 && value.value !== false;
    case 'map':
      return value.entries.size > 0;
    case 'list':
      return value.items.length > 0;
  }
}

/** The value under a key; nil if there is none, unknown below what is not known. */
export function fieldOf(value: Value, key: string): Value {
  if (value.kind === 'unknown') return unknown;
  return value.kind === 'map' ? (value.entries.get(key)?.value ?? nil) : nil;
}

/** Collects lines with their origins. */
interface Lines {
  readonly text: string[];
  readonly origins: number[];
  left: number;
}

/**
 * A value as YAML, with the origin of each line. At most `budget` lines; more is unknown. Depth is bounded by that of the
 * values file, which its parser checked.
 */
export function yamlOf(value: Value, budget: number): TemplateText {
  if (value.kind === 'unknown') return textOf(unknownMark);
  if (value.kind === 'text' || value.kind === 'scalar') return textOf(leaf(value), originOf(value));
  if (isEmpty(value)) return textOf(value.kind === 'map' ? '{}' : '[]', value.line);
  const lines: Lines = { text: [], origins: [], left: budget };
  writeYaml(value, '', lines, 0);
  return lines.left < 0 ? textOf(unknownMark) : { kind: 'text', text: lines.text.join('\n'), origins: lines.origins };
}

function isEmpty(value: Value): boolean {
  return (value.kind === 'map' && value.entries.size === 0) || (value.kind === 'list' && value.items.length === 0);
}

function writeYaml(value: Value, indent: string, lines: Lines, depth: number): void {
  if (value.kind === 'map')
    for (const [key, entry] of value.entries) writeEntry(`${indent}${quotedKey(key)}:`, entry.value, entry.line, indent, lines, depth);
  else if (value.kind === 'list') for (const item of value.items) writeEntry(`${indent}-`, item, originOf(item), indent, lines, depth);
}

function writeEntry(head: string, value: Value, line: number, indent: string, lines: Lines, depth: number): void {
  lines.left -= 1;
  if (lines.left < 0 || depth > 60) {
    lines.left = -1;
    return;
  }
  if ((value.kind === 'map' || value.kind === 'list') && !isEmpty(value)) {
    lines.text.push(head);
    lines.origins.push(line);
    writeYaml(value, `${indent}  `, lines, depth + 1);
    return;
  }
  const inline = value.kind === 'unknown' ? unknownMark : value.kind === 'map' ? '{}' : value.kind === 'list' ? '[]' : leaf(value);
  lines.text.push(`${head} ${inline}`);
  lines.origins.push(originOf(value) === 0 ? line : originOf(value));
}

function quotedKey(key: string): string {
  return /^[\w./-]+$/.test(key) ? key : JSON.stringify(key);
}

function leaf(value: Value): string {
  if (value.kind === 'text') return quoted(value.text);
  if (value.kind !== 'scalar') return unknownMark;
  if (value.value === null) return 'null';
  return typeof value.value === 'string' ? quoted(value.value) : value.text;
}

function quoted(text: string): string {
  if (text.includes(unknownMark)) return unknownMark;
  return /^[A-Za-z_/][\w ./-]*[\w/]$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
}

/** Far enough to the right for a line of JSON to belong to whatever it is put into. */
const jsonIndent = ' '.repeat(80);

/** A value as JSON, each entry on a line of its own so that it keeps its origin; YAML reads it wherever it is put. */
export function jsonOf(value: Value, budget: number): TemplateText {
  const parts: Lines = { text: [], origins: [], left: budget };
  writeJson(value, '', '', originOf(value), parts, 0);
  return parts.left < 0 ? textOf(unknownMark) : { kind: 'text', text: parts.text.join(`\n${jsonIndent}`), origins: parts.origins };
}

function writeJson(value: Value, head: string, tail: string, line: number, parts: Lines, depth: number): void {
  parts.left -= 1;
  if (parts.left < 0 || depth > 60) {
    parts.left = -1;
    return;
  }
  const add = (text: string): void => {
    parts.text.push(text);
    parts.origins.push(originOf(value) === 0 ? line : originOf(value));
  };
  if ((value.kind !== 'map' && value.kind !== 'list') || isEmpty(value)) {
    add(`${head}${value.kind === 'map' ? '{}' : value.kind === 'list' ? '[]' : jsonLeaf(value)}${tail}`);
    return;
  }
  const items: (readonly [string, number, Value])[] =
    value.kind === 'map'
      ? [...value.entries].map(([key, entry]) => [`${JSON.stringify(key)}: `, entry.line, entry.value] as const)
      : value.items.map((item) => ['', originOf(item), item] as const);
  add(`${head}${value.kind === 'map' ? '{' : '['}`);
  for (const [index, [key, from, item]] of items.entries())
    writeJson(item, key, index === items.length - 1 ? '' : ',', from, parts, depth + 1);
  add(`${value.kind === 'map' ? '}' : ']'}${tail}`);
}

function jsonLeaf(value: Value): string {
  if (isUncertain(value)) return unknownMark;
  if (value.kind === 'text') return JSON.stringify(value.text);
  return value.kind === 'scalar' ? JSON.stringify(value.value) : unknownMark;
}

/** Puts the origins of a text's lines into what was parsed from it. */
export function withOrigins(node: DataNode, origins: readonly number[]): DataNode {
  const line = origins[node.line - 1] ?? 0;
  if (node.kind === 'scalar') return { ...node, line };
  if (node.kind === 'list') return { ...node, line, items: node.items.map((item) => withOrigins(item, origins)) };
  return {
    ...node,
    line,
    entries: new Map(
      [...node.entries].map(([key, entry]) => [key, { line: origins[entry.line - 1] ?? 0, value: withOrigins(entry.value, origins) }]),
    ),
  };
}
