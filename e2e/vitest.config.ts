import { defineConfig } from 'vitest/config';

/** The whole product in a browser, one file after the other: two servers and two browsers at once would only share the cores. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['*.test.ts'],
    globalSetup: ['run-folder.global.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } }, // two suites beside it share the cores
    hookTimeout: 120_000,
  },
});
