/**
 * Gives every decision key its number. Numbers already given are kept for ever and never reused, even for keys that
 * no longer occur; new keys get the next free numbers in the given order.
 */
export function numberDecisions(keys: readonly string[], given: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  let next = Math.max(0, ...given.values()) + 1;
  const ids = new Map<string, string>();
  for (const key of keys) {
    if (ids.has(key)) continue;
    const known = given.get(key);
    ids.set(key, decisionId(known ?? next));
    if (known === undefined) next += 1;
  }
  return ids;
}

/** `AD-001`; four digits from 1,000 on. */
export function decisionId(number: number): string {
  return `AD-${String(number).padStart(3, '0')}`;
}
