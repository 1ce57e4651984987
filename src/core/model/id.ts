/** What the record accepts as an id (security rule 6). */
export const idPattern = /^[A-Za-z0-9._-]{1,80}$/;

/**
 * Turns any text into a piece of an id: ASCII letters, digits, `_` and `-`, lower case, at most `limit` characters.
 * A text that loses information on the way (non-ASCII, too long) gets a short hash, so that two names never share an id.
 */
export function slug(text: string, limit = 40): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  // A name in capitals is the same name; everything else that was dropped must stay distinguishable.
  const lossless = /^[\x20-\x7e]*$/.test(text) && plain.length <= limit && plain !== '';
  return lossless ? plain : `${plain.slice(0, limit - 9)}-${shortHash(text)}`.replace(/^-/, 'x-');
}

/** Joins the parts of a derived id with dots and keeps it within the record's 80 characters. */
export function derivedId(...parts: string[]): string {
  const id = parts.map((part) => slug(part)).join('.');
  return id.length <= 80 ? id : `${id.slice(0, 71)}-${shortHash(parts.join('\u0000'))}`;
}

/**
 * Eight hexadecimal digits of FNV-1a over UTF-16 units. It tells names apart; it protects nothing:
 * where tampering matters, SHA-256 is used.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
