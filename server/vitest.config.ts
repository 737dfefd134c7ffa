import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The conditions that Node itself takes: with "development" our files and the packages' would each load a graphql of their own.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: {
    name: 'server',
    include: ['{src,tests}/**/*.test.ts'],
    globalSetup: ['src/platform/store/testing.global.ts'],
    pool: 'forks',
    // Most of them wait for a store: two at a time keep two cores busy.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
