import { defineConfig } from 'vitest/config';

// A browser on a real VS Code: one file after the other, on two cores; a start alone takes some seconds.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
