import type { Evidence } from '../../model/evidence.ts';
import { compare } from '../problems.ts';

/** Pieces of evidence that one fact keeps: enough to see where it is, not a copy of the repository. */
const perFact = 20;

/** Sorts evidence by path and line, drops repetitions, and keeps the first twenty. */
export function sortEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  const unique = new Map(evidence.map((one) => [`${one.path}\n${String(one.line)}\n${one.excerpt}`, one]));
  return [...unique.values()].sort((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.excerpt, b.excerpt)).slice(0, perFact);
}
