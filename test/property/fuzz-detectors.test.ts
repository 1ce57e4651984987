import { describe, expect, it } from 'vitest';
import { fuzz } from '../support/fuzz.ts';

describe('every detector survives broken versions of its own examples', () => {
  // `npm run fuzz` runs twenty thousand and more; here a few of each on every change.
  it('without an exception, a lost line or a slow file', { timeout: 120_000 }, async () => {
    const { failures, slowest } = await fuzz(3000, 20_261_122);
    expect(failures).toEqual([]);
    expect(slowest.ms).toBeLessThan(2000);
  });
});
