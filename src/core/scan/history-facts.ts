import type { PeopleFact } from '../model/fact.ts';
import { derivedId } from '../model/id.ts';

/** What a repository's history tells about people, in buckets and without a name. */
export interface HistoryCounts {
  /** Bucket of the authors of the last 90 days; undefined where the history does not tell. */
  readonly activeAuthors: string | undefined;
  /** Whole years since the first commit; undefined where the history does not tell. */
  readonly ageYears: number | undefined;
}

/** Facts about people from history. No file shows them, so they have no evidence; they never leave as more than counts. */
export function historyFacts(history: HistoryCounts): readonly PeopleFact[] {
  const fact = (measure: PeopleFact['measure'], value: string): PeopleFact => ({
    kind: 'people',
    id: derivedId('people', measure),
    measure,
    value,
    confidence: 1,
    evidence: [],
  });
  return [
    ...(history.activeAuthors === undefined ? [] : [fact('active-authors', history.activeAuthors)]),
    ...(history.ageYears === undefined ? [] : [fact('age-years', String(history.ageYears))]),
  ];
}
