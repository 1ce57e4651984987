import type { Draft } from './draft.ts';

/** More systems than one workspace has; a file made to have them costs no time. */
const maxNamesakes = 100;

/**
 * The one that is kept closest to the caller: with which it shares more folders than with any other, at least one. In a
 * workspace of several systems `orders/registry` is the registry of `orders/api`. Undefined where two are equally close.
 */
export function nearestOf(from: Draft, candidates: readonly Draft[]): Draft | undefined {
  if (candidates.length > maxNamesakes) return undefined;
  const ranked = candidates
    .map((draft) => ({ draft, shared: sharedFolders(from.folder, draft.folder) }))
    .toSorted((a, b) => b.shared - a.shared);
  const [first, second] = ranked;
  return first !== undefined && first.shared > 0 && first.shared > (second?.shared ?? 0) ? first.draft : undefined;
}

/** How many folders two paths have in common, from the top. */
function sharedFolders(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined || a === '.' || b === '.') return 0;
  const [left, right] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count += 1;
  return count;
}
