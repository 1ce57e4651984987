import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/core/record/explain.ts';
import { maxRecordBytes, parseRecord } from '../../../src/core/record/parse-record.ts';
import { answersFromRecord, recordedAnswers, recordSchema } from '../../../src/core/record/record.ts';
import { recordFacts } from '../../../src/core/record/recorded-fact.ts';
import { RecordError, isOwn, sealRecord, serialiseRecord } from '../../../src/core/record/serialise-record.ts';
import * as z from 'zod';
import { firstGeneration } from '../../support/records.ts';
import type { Redacted } from '../../../src/core/model/evidence.ts';

const { record } = firstGeneration();

describe('a record', () => {
  test('is read back as it was written, whatever the order of its keys', () => {
    const text = serialiseRecord(record);
    expect(parseRecord(text)).toEqual({ record });
    expect(text.endsWith('}\n')).toBe(true);
    const shuffled = Object.fromEntries(Object.entries(record).reverse()) as typeof record;
    expect(serialiseRecord(shuffled)).toBe(text);
  });

  test('is refused by size, form, version and content', () => {
    const refused = (text: string): unknown => {
      const result = parseRecord(text);
      return 'refused' in result ? result.refused : undefined;
    };
    expect(refused(' '.repeat(maxRecordBytes + 1))).toBe('too-large');
    expect(refused('ü'.repeat(maxRecordBytes / 2 + 1))).toBe('too-large');
    expect(refused('{')).toBe('not-json');
    expect(refused(JSON.stringify({ ...record, schemaVersion: 2 }))).toBe('newer-version');
    expect(refused(JSON.stringify({ ...record, more: 1 }))).toBe('invalid');
    expect(refused('[]')).toBe('invalid');
  });

  test('is not written if it could not be read again', () => {
    expect(() => serialiseRecord({ ...record, answers: [...record.answers, ...record.answers] })).toThrow(RecordError);
  });

  test('of an older version is migrated step by step', () => {
    const { numbers, ...rest } = record;
    const old = { ...rest, schemaVersion: 0, decisionNumbers: Object.fromEntries(numbers.map((entry) => [entry.key, entry.number])) };
    const steps = new Map([
      [
        0,
        (data: unknown) => {
          const { decisionNumbers, ...others } = data as typeof old;
          return { ...others, schemaVersion: 1, numbers: Object.entries(decisionNumbers).map(([key, number]) => ({ key, number })) };
        },
      ],
    ]);
    expect(parseRecord(JSON.stringify(old), steps)).toEqual({ record });
    expect(parseRecord(JSON.stringify(old))).toMatchObject({ refused: 'invalid' });
    const broken = new Map([
      [
        0,
        () => {
          throw new Error('not what it says');
        },
      ],
    ]);
    expect(parseRecord(JSON.stringify(old), broken)).toMatchObject({ refused: 'invalid' });
  });

  test('gives the interview its answers back', () => {
    const answers = answersFromRecord(record);
    expect(answers.get('team-size')).toEqual({ origin: 'user', value: 6 });
    expect(answers.get('recovery-point')).toEqual({ origin: 'user', unknown: true });
    expect(new Map(recordedAnswers(answers).map((entry) => [entry.question, entry]))).toEqual(
      new Map(record.answers.map((entry) => [entry.question, entry])),
    );
  });

  test('its JSON schema ships with the extension and is current', async () => {
    const schema = { title: 'Groundplan architecture record', ...z.toJSONSchema(recordSchema, { io: 'input', reused: 'ref' }) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../schemas/architecture-record.schema.json');
  });
});

describe('the seal', () => {
  test('is valid for this installation and these bytes only', () => {
    const sealed = sealRecord(record, 'secret of mine');
    expect(isOwn(sealed, 'secret of mine')).toBe(true);
    expect(isOwn(sealed, 'secret of another')).toBe(false);
    expect(isOwn({ ...sealed, excludedFacts: ['component.db'] }, 'secret of mine')).toBe(false);
    expect(isOwn(record, 'secret of mine')).toBe(false);
  });
});

describe('facts in the record', () => {
  test('keep at most five pieces of evidence, and only those the proposal does not hold', () => {
    const evidence = Array.from({ length: 8 }, (_, index) => ({
      id: `e${index}`,
      detector: 'd',
      path: `f${index}`,
      line: 1,
      excerpt: 'x' as Redacted,
    }));
    const result = recordFacts([{ kind: 'practice', id: 'p', confidence: 1, practice: 'containers', evidence }], [{ id: 'e1' }]);
    expect(result.facts[0]?.evidence).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    expect(result.evidence.map((item) => item.id)).toEqual(['e0', 'e2', 'e3', 'e4']);
  });
});

describe('explaining a decision', () => {
  test('says what, why, from which answers and lines, what lost and what would flip it', () => {
    const explanation = explain(record, 'AD-001');
    expect(explanation).toMatchObject({ id: 'AD-001', outcome: 'modular monolith', stability: { samples: 2000 } });
    expect(explanation?.drivers[0]).toEqual({
      text: 'one team of six',
      answers: [{ question: 'team-size', text: 'How many developers build and run it?', answer: '6 developers', origin: 'user' }],
      evidence: [],
      assumptions: [],
    });
    expect(explanation?.evidence).toEqual([{ id: 'ev.issue', path: 'src/issue.ts', line: 41, excerpt: 'await Promise.all(partners)' }]);
    expect(explanation?.alternatives.map(({ name, feasible }) => [name, feasible])).toEqual([
      ['service-based', true],
      ['microservices', false],
      ['Buy an e-invoicing platform', true],
    ]);
    expect(explanation?.flips[0]?.text).toContain('to service-based when');
  });

  test('finds the evidence of a fact that is only named as a source', () => {
    const changed = structuredClone(record);
    changed.proposal.decisions[1]?.drivers.push({
      text: ['PostgreSQL is there'],
      sources: [{ fact: 'technology.postgresql' }, { answer: 'recovery-point' }],
    });
    const driver = explain(changed, 'AD-002')?.drivers.at(-1);
    expect(driver?.evidence.map((item) => item.path)).toEqual(['compose.yaml']);
    expect(driver?.answers[0]).toMatchObject({ origin: 'unknown', answer: '60 minutes of work' });
  });

  test('knows only decisions of the record', () => {
    expect(explain(record, 'AD-099')).toBeUndefined();
    expect(explain(record, '__proto__')).toBeUndefined();
  });
});
