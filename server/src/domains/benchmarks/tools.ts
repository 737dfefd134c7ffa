import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';
import { runsTable, suiteFields, type Suite } from './pure/runs-table.ts';

export const suiteReference = defineReference({
  kind: 'benchmarkSuite',
  title: 'benchmark suites',
  nodeType: 'BenchmarkSuite',
  document: '{ benchmarkSuites { id name } }',
  found: ({ benchmarkSuites }: { benchmarkSuites: readonly { id: string; name: string }[] }) => ({
    items: benchmarkSuites.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: benchmarkSuites.length,
  }),
});

export const benchmarksTool = defineTool({
  name: 'benchmarks',
  title: 'Benchmarks',
  description: 'Benchmark suites and their runs: accuracy with interval, scores, cost and latency of each model.',
  group: 'quality',
  words: ['benchmark', 'suite', 'eval', 'accuracy', 'score', 'leaderboard'],
  operations: {
    list_suites: {
      about: 'suites with the numbers of their items and runs',
      words: ['list', 'suite', 'which'],
      document: '{ benchmarkSuites { id name itemCount runCount lastRunAt } }',
      shape: ({ benchmarkSuites }: { benchmarkSuites: readonly (Omit<Suite, 'runs'> & { lastRunAt: string | null })[] }) => ({
        facts: [fact('suiteCount', 'Benchmark suites', benchmarkSuites.length)],
        table: tableOf(benchmarkSuites, (at) => [
          at.text('name', 'Suite', (row) => row.name),
          at.number('items', 'Items', (row) => row.itemCount),
          at.number('runs', 'Runs', (row) => row.runCount),
          at.time('lastRunAt', 'Last run', (row) => row.lastRunAt),
          at.text('id', 'Id', (row) => row.id),
        ]),
        links: [pageLink('Benchmarks', '/benchmarks')],
      }),
    },
    runs: {
      about: 'runs of a suite, best first',
      words: ['run', 'result', 'best', 'accuracy', 'leaderboard'],
      document: `query ($suiteId: ID!) { node(id: $suiteId) { ... on BenchmarkSuite { ${suiteFields} } } }`,
      arguments: { suiteId: { type: 'string', isRequired: true, description: 'Benchmark suite: its id or name' } },
      references: { suiteId: 'benchmarkSuite' },
      shape: ({ node }: { node: Suite | null }) => {
        const { best, table } = runsTable(node === null ? [] : [node]);
        return {
          facts: [
            fact('runCount', 'Runs', table.total),
            fact('bestModel', 'Best model', best?.model),
            fact('bestAccuracy', 'Best accuracy', best?.numbers.accuracy, { unit: 'share', n: best?.numbers.decidedCount ?? null }),
          ],
          table,
          chart: {
            kind: 'interval',
            x: 'model',
            y: ['accuracy', 'accuracyLow', 'accuracyHigh'],
            title: `Accuracy of ${node?.name ?? 'the suite'}`,
          },
          links: node === null ? [] : [pageLink(`Benchmark ${node.name}`, `/benchmarks/${encodeURIComponent(node.id)}`)],
        };
      },
    },
  },
});
