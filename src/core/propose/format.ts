/** A count with thousands separators: `1,500`. At most one decimal below 10, none above. */
export function count(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** Gigabytes in the unit people use: `60 GB`, `0.9 TB`, `20 TB`. */
export function volume(gigabytes: number): string {
  return gigabytes >= 600 ? `${count(gigabytes / 1000)} TB` : `${count(gigabytes)} GB`;
}

/** A range of money or days: `430–610 $`, `1–2 days`, `0 $`. Money above 100 is rounded to tens: it is an estimate. */
export function range(low: number, high: number, unit: string): string {
  const from = count(coarse(low));
  const to = count(coarse(high));
  return from === to ? `${from} ${unit}` : `${from}–${to} ${unit}`;
}

function coarse(value: number): number {
  if (value >= 10_000) return Math.round(value / 100) * 100;
  return value >= 100 ? Math.round(value / 10) * 10 : Math.round(value * 2) / 2;
}

/** Minutes as people say them: `5 min`, `2 h`, `1 day`. */
export function minutes(value: number): string {
  if (value < 1) return `${count(Math.round(value * 60))} s`;
  if (value < 120) return `${count(value)} min`;
  if (value < 2880) return value % 1440 === 0 ? '1 day' : `${count(value / 60)} h`;
  return `${count(value / 1440)} days`;
}

/** Downtime that an availability allows in a month of 30 days: 99.9 gives `43 min`. */
export function allowedDowntime(availability: number): string {
  const total = 30 * 24 * 60 * (1 - availability / 100);
  return minutes(total >= 10 ? Math.round(total) : Math.round(total * 10) / 10);
}

/** `a`, `a and b`, `a, b and c`; longer than `most` ends with `and 4 more`. */
export function enumerate(items: readonly string[], most = 6): string {
  if (items.length === 0) return '';
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : [...items];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** `one service`, `3 services`. */
export function plural(amount: number, noun: string, many = `${noun}s`): string {
  return amount === 1 ? `one ${noun}` : `${count(amount)} ${many}`;
}

/** The first letter as a capital; the rest untouched. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first letter small, unless the word is a name or an abbreviation (a second capital or digit follows). */
export function small(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * One line of at most `limit` characters: control characters and line breaks become spaces, an emoji is never cut in half.
 * Every name that comes from a repository passes through here, because a name may be anything.
 */
export function clip(text: string, limit: number): string {
  // eslint-disable-next-line no-control-regex
  const flat = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (flat.length <= limit) return flat;
  const cut = flat.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
