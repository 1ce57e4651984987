import { storedAnswers, storedAssumptions } from '../core/record/stored-answers.ts';
import type { SessionState } from './state.ts';

/**
 * Ids of the answers that stand in the interview only because a record says so that another installation wrote, or nobody
 * can tell who: they are shown as the repository's until the user confirms the record or says the same (security rule 7).
 */
export function repositoryAnswers({ draft, record, example }: Pick<SessionState, 'draft' | 'record' | 'example'>): ReadonlySet<string> {
  if (example !== null || draft === null || record.kind !== 'present' || record.own || draft.confirmedRecord === record.hash) {
    return new Set();
  }
  const recorded = storedAnswers(record.record);
  const saidHere = new Set(draft.interview.asked.map(({ question }) => question));
  return new Set(
    draft.interview.answers.flatMap(([id, answer]) =>
      !saidHere.has(id) && JSON.stringify(answer) === JSON.stringify(recorded.get(id)) ? [id] : [],
    ),
  );
}

/** Ids of the assumptions that are set in the interview only because an unconfirmed record says so. */
export function repositoryAssumptions({ draft, record, example }: Pick<SessionState, 'draft' | 'record' | 'example'>): ReadonlySet<string> {
  if (example !== null || draft === null || record.kind !== 'present' || record.own || draft.confirmedRecord === record.hash) {
    return new Set();
  }
  const recorded = storedAssumptions(record.record);
  return new Set((draft.interview.assumptions ?? []).flatMap(([id, value]) => (recorded.get(id) === value ? [id] : [])));
}
