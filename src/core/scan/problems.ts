import type { Problem } from '../model/evidence.ts';
import { redact } from '../redact/redact.ts';

/** Sorts problems by path, line and reason. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.reason, b.reason) || compare(a.detail, b.detail),
  );
}

/** Keeps at most `limit` problems of one reason and says in one more how many there are beyond them. */
export function limitProblems(problems: readonly Problem[], limit: number): readonly Problem[] {
  const counts = new Map<Problem['reason'], number>();
  const kept = problems.filter((problem) => {
    const count = (counts.get(problem.reason) ?? 0) + 1;
    counts.set(problem.reason, count);
    return count <= limit;
  });
  for (const [reason, count] of counts) {
    if (count > limit) kept.push({ path: '', reason, detail: redact(`and ${String(count - limit)} more`) });
  }
  return kept;
}

/** Orders strings by code unit: no locale, the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
