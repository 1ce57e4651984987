import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts', 'test/security/**/*.test.ts', 'test/golden/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
