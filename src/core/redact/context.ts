import type { Redacted } from '../model/evidence.ts';
import { redacted } from './redact-rules.ts';
import { redact } from './redact.ts';
import { isReference, isSecretKey } from './secret-keys.ts';

/** How many lines around a line are looked at. A key block of 4096 bits has about 50 lines. */
const reach = 120;

/**
 * The redacted excerpt of a 1-based line of a file. Lines around it tell what the line alone cannot: the value below
 * `name: DB_PASSWORD`, the text below `password: |`, the inside of a key block, the data of a Kubernetes Secret.
 */
export function redactLine(lines: readonly string[], line: number): Redacted {
  const text = lines[line - 1] ?? '';
  if (isInsideKey(lines, line)) return redacted as Redacted;
  const field = /^(\s*(?:-\s+)?["']?(?:value|[\w.-]{1,100})["']?\s?[:=]\s*)(\S.*)$/.exec(text.slice(0, 2_000));
  const value = field?.[2] ?? '';
  const hidden = isNamedByNeighbour(lines, line, text) || isSecretData(lines, line, text);
  if (field !== null && hidden && !isReference(value.replace(/^["']|["'],?$/g, ''))) return redact(`${field[1] ?? ''}${redacted}`);
  return isBelowSecretKey(lines, line, text) ? (redacted as Redacted) : redact(text);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function isInsideKey(lines: readonly string[], line: number): boolean {
  for (let index = line - 1; index >= Math.max(0, line - reach); index -= 1) {
    const text = lines[index] ?? '';
    if (index < line - 1 && /-----END [A-Z0-9 ]{0,40}-----/.test(text)) return false;
    if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(text)) return index < line - 1;
  }
  return false;
}

/** `- name: DB_PASSWORD` and `value: …` of one list item, in either order. */
function isNamedByNeighbour(lines: readonly string[], line: number, text: string): boolean {
  if (!/^\s*(?:-\s+)?["']?value["']?\s?[:=]/i.test(text)) return false;
  return [lines[line - 2], lines[line]].some((other, index) => {
    if (other === undefined || (index === 1 && /^\s*-\s/.test(other)) || (index === 0 && /^\s*-\s/.test(text))) return false;
    const name = /^\s*(?:-\s+)?["']?(?:name|key)["']?\s?[:=]\s*["']?([\w.-]{1,100})/i.exec(other)?.[1];
    return name !== undefined && isSecretKey(name);
  });
}

/** Deeper lines below `password: |`, `password: >-`, `password:` or `password = \`. */
function isBelowSecretKey(lines: readonly string[], line: number, text: string): boolean {
  if (text.trim() === '') return false;
  const own = indentOf(text);
  for (let index = line - 2; index >= Math.max(0, line - reach); index -= 1) {
    const other = lines[index] ?? '';
    if (other.trim() === '' || indentOf(other) >= own) continue;
    const opened = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s?[:=]\s*(?:[|>][+-]?\d?|\\|<<-?~?\w+)?\s*$/.exec(other.slice(0, 300));
    const block = /[|>\\][+-]?\d?\s*$/.test(other);
    return opened !== null && isSecretKey(opened[1] ?? '') && (block || !/^\s*(?:-\s|["']?[\w.-]+["']?\s*:)/.test(text));
  }
  return false;
}

/** A value below `data:` or `stringData:` of a manifest of kind Secret. */
function isSecretData(lines: readonly string[], line: number, text: string): boolean {
  const own = indentOf(text);
  let parent: string | undefined;
  let start = line - 1;
  for (; start > Math.max(0, line - reach) && !/^---/.test(lines[start - 1] ?? ''); start -= 1) {
    const other = lines[start - 1] ?? '';
    if (parent === undefined && other.trim() !== '' && indentOf(other) < own) parent = other.trim();
  }
  if (parent === undefined || !/^(?:data|stringData):/.test(parent)) return false;
  for (let index = start; index < Math.min(lines.length, line + reach); index += 1) {
    if (index > start && /^---/.test(lines[index] ?? '')) return false;
    if (/^kind:\s*["']?(?:Sealed)?Secret["']?\s*$/.test(lines[index] ?? '')) return true;
  }
  return false;
}
