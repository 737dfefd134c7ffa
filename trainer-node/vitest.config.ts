import { defineConfig } from 'vitest/config';

/** The trainer compiles its model to WebAssembly: a process for each file keeps one file's memory from the next. */
export default defineConfig({ test: { name: 'trainer-node', include: ['src/**/*.test.ts'], pool: 'forks', testTimeout: 60_000 } });
