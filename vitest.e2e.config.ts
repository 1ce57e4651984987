import { defineConfig } from 'vitest/config';

// A browser on a real VS Code: one file after the other, on two cores; a start alone takes some seconds.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    // A browser on a busy machine loses a click now and then; a test that fails twice has found something.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
