import { expect, test } from 'vitest';
import { expectedBill } from '../../../src/core/decide/bill.ts';
import { decide } from '../../../src/core/decide/index.ts';
import { exampleAnswers, examples } from '../../../src/core/interview/examples/index.ts';

test.each(examples.map((example) => [example.id, example] as const))('the bill of %s is the one that is decided', (_id, example) => {
  const input = { facts: [], answers: exampleAnswers(example), assumptions: new Map([['think-time', 7]]) };
  expect(expectedBill(input)).toEqual(decide(input, { samples: 1 }).cost.infrastructure);
});
