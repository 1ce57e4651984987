import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../../src/core/record/parse-record.ts';
import { recordedAssumptions } from '../../../src/core/record/record.ts';
import { serialiseRecord } from '../../../src/core/record/serialise-record.ts';
import { storedAssumptions } from '../../../src/core/record/stored-answers.ts';
import { firstGeneration } from '../../support/records.ts';

const { record } = firstGeneration();

describe('assumptions in a record', () => {
  test('are sorted by id and read back; a record without the key has none', () => {
    const content = recordedAssumptions(
      new Map([
        ['think-time', 10],
        ['day-rate', 800],
      ]),
    );
    expect(content.assumptions?.map(({ id }) => id)).toEqual(['day-rate', 'think-time']);
    const parsed = parseRecord(serialiseRecord({ ...record, ...content }));
    expect('record' in parsed && storedAssumptions(parsed.record)).toEqual(
      new Map([
        ['day-rate', 800],
        ['think-time', 10],
      ]),
    );
    expect(storedAssumptions(record).size).toBe(0);
    expect(Object.hasOwn(recordedAssumptions(new Map()), 'assumptions')).toBe(false);
  });

  test('that no build would accept count as not set', () => {
    const assumptions = [
      { id: 'think-time', value: -5 },
      { id: 'invented', value: 1 },
    ];
    expect(storedAssumptions({ ...record, assumptions }).size).toBe(0);
  });

  test('are refused where one stands twice, or is no number', () => {
    const twice = [
      { id: 'think-time', value: 5 },
      { id: 'think-time', value: 6 },
    ];
    expect(parseRecord(JSON.stringify({ ...record, assumptions: twice }))).toMatchObject({ refused: 'invalid' });
    expect(parseRecord(JSON.stringify({ ...record, assumptions: [{ id: 'think-time', value: '5' }] }))).toMatchObject({
      refused: 'invalid',
    });
  });
});
