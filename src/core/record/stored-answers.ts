import type { StoredAnswer } from '../interview/state.ts';
import { type ArchitectureRecord, answersFromRecord } from './record.ts';

/** What the person said, according to a record. Workspace answers are read anew, not remembered. */
export function storedAnswers(record: ArchitectureRecord): ReadonlyMap<string, StoredAnswer> {
  return new Map(
    [...answersFromRecord(record)].flatMap(([id, answer]): [string, StoredAnswer][] => {
      if (answer.origin === 'workspace') {
        return [];
      }
      if (answer.origin === 'skipped' || 'unknown' in answer) {
        return [[id, answer]];
      }
      return [[id, { origin: 'user', value: typeof answer.value === 'object' ? [...answer.value] : answer.value }]];
    }),
  );
}
