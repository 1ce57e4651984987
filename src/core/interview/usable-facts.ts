import type { Fact } from '../model/fact.ts';

/**
 * The facts that prefill and decision may rest on: without those that the person marked as wrong, and without
 * connections and details about a component that was excluded.
 */
export function usableFacts(facts: readonly Fact[], excluded: readonly string[]): readonly Fact[] {
  if (excluded.length === 0 || facts === unread) return facts;
  const gone = new Set(excluded);
  return facts.filter((fact) => {
    if (gone.has(fact.id)) return false;
    if (fact.kind === 'connection') return !gone.has(fact.from) && !gone.has(fact.to);
    if (fact.kind === 'sizing' || fact.kind === 'hazard') return fact.about === undefined || !gone.has(fact.about);
    return true;
  });
}

/**
 * The facts of a workspace that has not been read, or could not be. No facts, as in an empty folder, and yet no answer: only
 * a folder that was read can be empty. Compared by identity.
 */
export const unread: readonly Fact[] = Object.freeze([]);
