import { describe, expect, test } from 'vitest';
import { information } from '../../../src/core/interview/information.ts';

const column = (size: number, of: (row: number) => number): Int32Array => Int32Array.from({ length: size }, (_, row) => of(row));
const even = (size: number): Float64Array => new Float64Array(size).fill(1);

describe('the information in a grouping', () => {
  test('is the whole entropy where the group settles the label', () => {
    const labels = column(1000, (row) => row % 4);
    expect(information(labels, labels, even(1000), { groups: 4, labels: 4 })).toBeCloseTo(Math.log(4), 2);
  });

  test('is nothing where the group says nothing, also in small groups', () => {
    const groups = column(240, (row) => Math.floor(row / 12) % 5);
    const labels = column(240, (row) => row % 3);
    expect(information(groups, labels, even(240), { groups: 5, labels: 3 })).toBeLessThan(0.01);
  });

  test('counts heavy samples more', () => {
    // The group tells the label in the first half only; that half weighs nine times as much.
    const groups = column(400, (row) => row % 2);
    const labels = column(400, (row) => (row < 200 ? row % 2 : 0));
    const heavy = Float64Array.from({ length: 400 }, (_, row) => (row < 200 ? 9 : 1));
    const sizes = { groups: 2, labels: 2 };
    expect(information(groups, labels, heavy, sizes)).toBeGreaterThan(information(groups, labels, even(400), sizes));
  });

  test('counts in proportion where the question applies in a part of the samples', () => {
    const labels = column(1000, (row) => row % 2);
    const half = column(1000, (row) => (row < 500 ? row % 2 : -1));
    expect(information(half, labels, even(1000), { groups: 2, labels: 2 })).toBeCloseTo(Math.log(2) / 2, 2);
  });
});
