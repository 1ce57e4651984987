import { defineConfig } from 'vitest/config';

// Measurements: one after the other, because a neighbour on the same two cores would be measured too.
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.ts', 'test/bench/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    reporters: ['verbose'],
  },
});
