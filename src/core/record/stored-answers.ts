import { type Assumptions, checkAssumption } from '../decide/assumptions.ts';
import type { StoredAnswer } from '../interview/state.ts';
import { checkValue, questionById } from '../interview/value.ts';
import { type ArchitectureRecord, answersFromRecord } from './record.ts';

/**
 * What the person said, according to a record. Workspace answers are read anew, not remembered. A record may be older
 * than the questions, or hostile: an answer that its question does not accept is left out.
 */
export function storedAnswers(record: ArchitectureRecord): ReadonlyMap<string, StoredAnswer> {
  return new Map(
    [...answersFromRecord(record)].flatMap(([id, answer]): [string, StoredAnswer][] => {
      if (answer.origin === 'workspace') {
        return [];
      }
      if (answer.origin === 'skipped' || 'unknown' in answer) {
        return questionById(id) === undefined ? [] : [[id, answer]];
      }
      const value = typeof answer.value === 'object' ? [...answer.value] : answer.value;
      const question = questionById(id);
      return question === undefined || 'error' in checkValue(question, value) ? [] : [[id, { origin: 'user', value }]];
    }),
  );
}

/** The assumptions that a record says were set. One that this build does not know, or refuses, is left out. */
export function storedAssumptions(record: ArchitectureRecord): Assumptions {
  return new Map(
    (record.assumptions ?? []).filter(({ id, value }) => 'value' in checkAssumption(id, value)).map(({ id, value }) => [id, value]),
  );
}
