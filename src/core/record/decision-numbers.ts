import type { ArchitectureRecord } from './record.ts';

type Numbers = ArchitectureRecord['numbers'];

/**
 * Gives every decision key its number: the one it has in the record, else the next free one above all that were ever given.
 * The style comes first. Keys of earlier decisions stay in the result, so that their numbers are never given again.
 */
export function numberDecisions(previous: Numbers | undefined, keys: readonly string[]): Numbers {
  const numbers = new Map((previous ?? []).map((entry) => [entry.key, entry.number]));
  let next = Math.max(0, ...numbers.values()) + 1;
  const ordered = [...new Set(keys)].sort((a, b) => Number(b === 'style') - Number(a === 'style'));
  for (const key of ordered) {
    if (numbers.has(key)) continue;
    numbers.set(key, next);
    next += 1;
  }
  return [...numbers].map(([key, number]) => ({ key, number })).sort((a, b) => a.number - b.number);
}

/** `AD-003` for 3. */
export function decisionId(number: number): string {
  return `AD-${String(number).padStart(3, '0')}`;
}
