import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../src/core/record/parse-record.ts';
import { isOwn, sealRecord, serialiseRecord } from '../../src/core/record/serialise-record.ts';
import { firstGeneration } from '../support/records.ts';

const secret = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
const sealed = sealRecord(firstGeneration().record, secret);

describe('security rule 7: only what this installation wrote speaks for its user', () => {
  test('its own record does, after a round through the file', () => {
    const parsed = parseRecord(serialiseRecord(sealed));
    expect('record' in parsed && isOwn(parsed.record, secret)).toBe(true);
  });

  test('its own record does when only its formatting changed', () => {
    const parsed = parseRecord(JSON.stringify(JSON.parse(serialiseRecord(sealed)), null, '\t'));
    expect('record' in parsed && isOwn(parsed.record, secret)).toBe(true);
  });

  test.each([
    ['another answer', { answers: [{ question: 'budget', origin: 'user' as const, value: 1_000_000 }] }],
    ['a fact declared wrong', { excludedFacts: ['hazard.ended-runtime'] }],
    ['another base text', { blocks: sealed.blocks.slice(1) }],
    ['no seal', { seal: null }],
    ['a made-up seal', { seal: '0'.repeat(64) }],
  ])('%s: from the repository', (_name, change) => {
    expect(isOwn({ ...sealed, ...change }, secret)).toBe(false);
  });

  test('the seal of one record does not fit another', () => {
    const other = { ...sealed, excludedFacts: ['x'] };
    expect(isOwn({ ...other, seal: sealed.seal }, secret)).toBe(false);
  });

  test('neither record nor seal contain the secret', () => {
    expect(serialiseRecord(sealed)).not.toContain(secret);
  });
});
