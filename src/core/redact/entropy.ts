/**
 * Tells generated values (keys, tokens) from words. Pure arithmetic, linear in the length of the text.
 */

/** A run of characters that an encoded value can consist of. */
const token = /[A-Za-z0-9+/_~-]{16,}={0,2}/g;

/** Names in front of a long hexadecimal value that make it a public checksum or a commit, never a secret. */
const publicHash =
  /(?:sha(?:1|224|256|384|512)[:=-]|[\w.-]\/[\w./-]{1,100}@|\b(?:ref|rev|commit|revision|digest|checksum|sha|sha256|commitsha|integrityhash)["']?\s?[:=]\s?["']?)$/i;

const kind = { lower: 1, upper: 2, digit: 3, other: 4 } as const;

function classOf(code: number): number {
  if (code >= 97 && code <= 122) return kind.lower;
  if (code >= 65 && code <= 90) return kind.upper;
  if (code >= 48 && code <= 57) return kind.digit;
  return kind.other;
}

interface Shape {
  readonly lower: number;
  readonly upper: number;
  readonly digit: number;
  /** Share of neighbours that are of different classes: about 0.6 in random base64, 0.2 to 0.35 in camel-case names. */
  readonly changes: number;
}

function shapeOf(text: string): Shape {
  let lower = 0;
  let upper = 0;
  let digit = 0;
  let changes = 0;
  let previous = 0;
  for (let index = 0; index < text.length; index += 1) {
    const current = classOf(text.charCodeAt(index));
    if (current === kind.lower) lower += 1;
    else if (current === kind.upper) upper += 1;
    else if (current === kind.digit) digit += 1;
    if (index > 0 && current !== previous) changes += 1;
    previous = current;
  }
  return { lower, upper, digit, changes: changes / Math.max(1, text.length - 1) };
}

/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

/**
 * Whether a run without separators looks generated. The thresholds were set on the corpus of
 * `test/security/11-redaction.test.ts`: words, paths, versions and identifiers stay below them.
 */
function looksGenerated(run: string): boolean {
  if (run.length < 16) return false;
  const shape = shapeOf(run);
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(run)) {
    return run.length >= 32 && shape.digit >= 4 && shape.lower + shape.upper >= 4 && entropy(run) >= 2.8;
  }
  const bits = entropy(run);
  const mixed = shape.lower >= 2 && shape.upper >= 2;
  if (mixed && shape.digit >= 1 && run.length < 24) return shape.changes >= 0.45 && bits >= 3.3;
  if (mixed && shape.digit >= 1) return shape.changes >= 0.36 && bits >= 3.5;
  if (mixed) return run.length >= 20 && shape.changes >= 0.42 && bits >= 3.5;
  return run.length >= 28 && shape.digit >= 4 && shape.lower + shape.upper >= 4 && shape.changes >= 0.25 && bits >= 3.3;
}

/** Whether a single value, as it stands, looks generated in one of its parts. */
export function isGenerated(value: string): boolean {
  return value.split(/[-_/=~+.]/).some(looksGenerated) || isDenseBase64(value);
}

/** Base64 whose `+` and `/` cut it into pieces that are each too short to judge. */
function isDenseBase64(value: string): boolean {
  if (value.length < 24 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return false;
  const shape = shapeOf(value);
  return (
    shape.lower >= 4 && shape.upper >= 4 && shape.digit >= 2 && shape.changes >= (value.length < 36 ? 0.5 : 0.38) && entropy(value) >= 4
  );
}

/** A whole line of base64 as it stands inside a key file, also one with long runs of `A`. */
const keyLine = /^[\s"'+]{0,40}[A-Za-z0-9+/]{40,}={0,2}["'\\n,;+\s]{0,8}$/;
const paddedValue = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{8,}={1,2}(?![A-Za-z0-9=])/g;

/** Replaces generated-looking runs in one line. */
export function replaceGenerated(line: string, replacement: string): string {
  if (keyLine.test(line) && isMixed(line)) return replacement;
  const replaced = line.replace(token, (run: string, offset: number) => {
    if (!isGenerated(run) && !isEncodedSecret(run)) return run;
    if (/^[0-9a-f]{40,}$/.test(run) && publicHash.test(line.slice(Math.max(0, offset - 120), offset))) return run;
    return replacement;
  });
  return replaced.replace(paddedValue, (run: string) =>
    run.replace(/=+$/, '').length % 4 !== 1 && run.length % 4 === 0 && isMixed(run) ? replacement : run,
  );
}

function isMixed(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text);
}

/** `user:password`, `user:password@host` or an assignment, hidden in base64. */
const plainSecret =
  /^[\w.@+-]{1,64}:[\x21-\x7e]{3,}$|:\/\/[^\s/]{0,100}:[^\s/]{1,100}@|(?:passw|secret|token|pwd|apikey)[\w-]{0,20}["']?[=:]/i;

function isEncodedSecret(run: string): boolean {
  const decoded = decodeBase64(run);
  return decoded !== undefined && plainSecret.test(decoded);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The printable ASCII text that base64 (also URL-safe) stands for, or undefined where it does not stand for one. */
export function decodeBase64(text: string): string | undefined {
  const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (plain.length < 8 || plain.length % 4 === 1) return undefined;
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const character of plain) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const code = (held >> bits) & 0xff;
    if ((code < 32 && code !== 10) || code > 126) return undefined;
    decoded += String.fromCharCode(code);
  }
  return decoded;
}
