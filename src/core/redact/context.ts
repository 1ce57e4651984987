import type { Redacted } from '../model/evidence.ts';
import { redacted } from './redact-rules.ts';
import { redact } from './redact.ts';
import { isReference, isSecretKey } from './secret-keys.ts';

/** How many lines of a key block are looked at. A key of 4096 bits has about 50. */
const reach = 120;

/**
 * Makes the redacted excerpts of 1-based lines of a file. Lines around one tell what it alone cannot: the value below
 * `name: DB_PASSWORD`, the text below `password: |`, the inside of a key block, the data of a Kubernetes Secret. What
 * stands around is looked at once and each line is redacted once, so that a file with a hundred thousand facts costs no
 * more than its length.
 */
export function lineRedactor(lines: readonly string[]): (line: number) => Redacted {
  const known = new Map<number, Redacted>();
  let around: Around | undefined;
  return (line) => {
    const excerpt = known.get(line) ?? excerptOf((around ??= lookAround(lines)), line);
    known.set(line, excerpt);
    return excerpt;
  };
}

/** What stands around each line of a file, by index. */
interface Around {
  readonly lines: readonly string[];
  /** The nearest line above that is indented less, -1 if there is none. */
  readonly parents: Int32Array;
  /** 1 for lines of a document that is a Kubernetes Secret. */
  readonly secret: Uint8Array;
  /** 1 for lines inside a private key. */
  readonly key: Uint8Array;
}

function lookAround(lines: readonly string[]): Around {
  const around = {
    lines,
    parents: new Int32Array(lines.length).fill(-1),
    secret: new Uint8Array(lines.length),
    key: new Uint8Array(lines.length),
  };
  const open: { index: number; indent: number }[] = [];
  let document = 0;
  let isSecret = false;
  let keyLeft = 0;
  for (const [index, text] of lines.entries()) {
    if (text.startsWith('---') && !text.startsWith('-----')) {
      if (isSecret) around.secret.fill(1, document, index);
      document = index;
      isSecret = false;
      open.length = 0;
    }
    if (/^kind:\s{0,20}["']?(?:Sealed)?Secret["']?\s*$/.test(text.slice(0, 100))) isSecret = true;
    around.key[index] = keyLeft > 0 ? 1 : 0;
    keyLeft = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(text) ? reach : /-----END [A-Z0-9 ]{0,40}-----/.test(text) ? 0 : keyLeft - 1;
    if (text.trim() === '') continue;
    const indent = indentOf(text);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    around.parents[index] = open.at(-1)?.index ?? -1;
    open.push({ index, indent });
  }
  if (isSecret) around.secret.fill(1, document);
  return around;
}

function excerptOf(around: Around, line: number): Redacted {
  const { lines } = around;
  const text = lines[line - 1] ?? '';
  if (around.key[line - 1] === 1) return redacted as Redacted;
  const field = /^(\s*(?:-\s+)?["']?(?:value|[\w.-]{1,100})["']?\s?[:=]\s*)(\S.*)$/.exec(text.slice(0, 2_000));
  const value = field?.[2] ?? '';
  const hidden = isNamedByNeighbour(lines, line, text) || isSecretData(around, line);
  if (field !== null && hidden && !isReference(value.replace(/^["']|["'],?$/g, ''))) return redact(`${field[1] ?? ''}${redacted}`);
  return isBelowSecretKey(around, line, text) ? (redacted as Redacted) : redact(text);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
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

/** Deeper lines below `password: |`, `password: >-`, `password:` or `password = \\`. */
function isBelowSecretKey(around: Around, line: number, text: string): boolean {
  const other = around.lines[around.parents[line - 1] ?? -1]?.slice(0, 300);
  if (other === undefined || text.trim() === '') return false;
  const opened = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s?[:=]\s*(?:[|>][+-]?\d?|\\|<<-?~?\w+)?\s*$/.exec(other);
  const block = /[|>\\][+-]?\d?\s*$/.test(other);
  return opened !== null && isSecretKey(opened[1] ?? '') && (block || !/^\s*(?:-\s|["']?[\w.-]+["']?\s*:)/.test(text));
}

/** A value below `data:` or `stringData:` of a manifest of kind Secret. */
function isSecretData(around: Around, line: number): boolean {
  if (around.secret[line - 1] !== 1) return false;
  const parent = around.lines[around.parents[line - 1] ?? -1];
  return parent !== undefined && /^\s*(?:data|stringData):/.test(parent);
}
