import { defineConfig } from 'vitest/config';

/** Those whose subject is a server as a process of its own: started, stopped, killed. */
const WHOLE_SERVERS = ['tests/{start,switches}.test.ts', 'tests/faults/*.test.ts'];

const common = {
  pool: 'forks',
  // Most of them wait for a store: two at a time keep two cores busy.
  maxWorkers: 2,
  testTimeout: 300_000,
  hookTimeout: 500_000,
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    projects: [
      // The longest files. Projects begin in the order of their names.
      { test: { ...common, name: 'server-whole', include: WHOLE_SERVERS, globalSetup: ['../e2e/run-folder.global.ts'] } },
      {
        // The conditions that Node itself takes: with "development" our files and the packages' would each load a graphql of their own.
        ssr: { resolve: { conditions: ['node', 'module-sync'] } },
        test: {
          ...common,
          name: 'server-within',
          include: ['{src,tests}/**/*.test.ts'],
          exclude: WHOLE_SERVERS,
          globalSetup: ['src/platform/store/testing.global.ts'],
          // Two processes for all files: the server's modules, its schema and Prisma's compiler are loaded twice and not for each of 130
          // files.
          isolate: false,
        },
      },
    ],
  },
});
