import { defineConfig } from 'vitest/config';

/** Clients that nobody here wrote against a real server; one file after the other, as each starts a server of its own. */
export default defineConfig({
  test: {
    name: 'conformance',
    include: ['*.test.ts'],
    globalSetup: ['../e2e/run-folder.global.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
