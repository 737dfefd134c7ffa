import { defineDomain } from '../../platform/domain.ts';
import { benchmarksTool, suiteReference } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Runs or results of benchmarks of a workspace are stored or deleted. */
    'benchmarks.changed': [workspaceId: string, Record<string, never>];
  }
}

export const benchmarksDomain = defineDomain({
  name: 'benchmarks',
  tables: ['benchmark_suites', 'benchmark_items', 'benchmark_runs', 'benchmark_results'],
  tools: [benchmarksTool],
  references: [suiteReference],
  audited: {
    benchmark_suites: { type: 'BenchmarkSuite', name: 'name' },
    benchmark_runs: { type: 'BenchmarkRun', name: 'external_id' },
  },
  topics: ['benchmarks.changed'],
});
