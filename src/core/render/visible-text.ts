/**
 * What a reader cannot see but a renderer, a terminal or a model would obey: control characters, soft hyphen,
 * bidirectional marks and overrides, zero-width characters (not the joiners that scripts and emoji need), invisible
 * operators, annotation marks, tag characters and the supplementary variation selectors (both carry smuggled text).
 */
const unseen =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/gu;

const loneSurrogate = /\p{Surrogate}/gu;

/**
 * The visible part of any text, on one line: white space of every kind becomes one space, what cannot be seen goes,
 * a broken surrogate becomes U+FFFD. Leading and trailing space survive as one space each. Every encoder starts here.
 */
export function visible(raw: string): string {
  return raw
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .replace(unseen, '')
    .replace(loneSurrogate, '\ufffd')
    .replace(/ {2,}/g, ' ');
}

/** At most `limit` code points; what is longer ends in `…`. */
export function cut(text: string, limit: number): string {
  // A cheap bound first, so that a text of megabytes is not spread into an array.
  const points = Array.from(text.slice(0, limit * 2 + 2));
  return points.length <= limit
    ? points.join('')
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
