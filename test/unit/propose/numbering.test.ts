import { expect, test } from 'vitest';
import { decisionId, numberDecisions } from '../../../src/core/propose/numbering.ts';

test('a decision keeps its number, and a retired number is never given again', () => {
  const given = new Map([
    ['style', 1],
    ['slot:cache', 2],
    ['slot:search', 5],
  ]);
  const ids = numberDecisions(['style', 'slot:primary-store', 'slot:search', 'slot:identity'], given);
  expect([...ids]).toEqual([
    ['style', 'AD-001'],
    ['slot:primary-store', 'AD-006'],
    ['slot:search', 'AD-005'],
    ['slot:identity', 'AD-007'],
  ]);
});

test('a first proposal counts from one in the given order', () => {
  expect([...numberDecisions(['style', 'slot:cache'], new Map()).values()]).toEqual(['AD-001', 'AD-002']);
});

test('the thousandth decision has four digits', () => {
  expect(decisionId(1000)).toBe('AD-1000');
});
