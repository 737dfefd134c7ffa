import { measure, openApi, quantile } from './overview/in-process.ts';
import { openOnce } from './overview/dataset.ts';
import { fillTraces, vocabulary, wordOfTrace } from './traces/dataset.ts';

const runs = Number(process.env['BENCH_RUNS'] ?? 40);
const traceCount = Number(process.env['BENCH_TRACES'] ?? 500_000);
/** Raise it when the generated traces change, or the tables that hold them. */
const generation = 1;
const targetMs = 300;

const list = /* GraphQL */ `
  query List($search: String, $filter: TraceFilter, $order: TraceOrder, $after: String) {
    traces(first: 50, search: $search, filter: $filter, order: $order, after: $after) {
      edges {
        cursor
        node {
          id
          name
          startedAt
          durationMs
          isRunning
          environment
          sessionId
          userId
          models
          spanCount
          errorCount
          inputTokens
          outputTokens
          costUsd
          inputPreview
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  traces: { edges: unknown[]; pageInfo: { endCursor: string | null } };
}

const word = (place: number): string => vocabulary[place] as string;

/** Queries that differ in how much they find; of what is rare, another each time. */
const questions: Record<string, (index: number) => object> = {
  'newest first': () => ({}),
  'dearest first': () => ({ order: 'COST' }),
  'slowest first': () => ({ order: 'DURATION' }),
  'with an error': () => ({ filter: { hasError: true } }),
  'of one model, above a cost': () => ({ filter: { models: ['gpt-4o'], minCostUsd: 0.15 } }),
  'of one user': (index) => ({ filter: { users: [`user-${1 + index}`] } }),
  'a common word': () => ({ search: word(2) }),
  'a frequent word': (index) => ({ search: word(400 + index) }),
  'a rare word': (index) => ({ search: word(3_990 - index) }),
  'two words': (index) => ({ search: `${word(50 + index)} ${word(900 + index)}` }),
  'a word of one trace': (index) => ({ search: wordOfTrace(1 + ((index * 48_271) % traceCount)) }),
  'an absent word': (index) => ({ search: `nowhere${index}` }),
  'a phrase': (index) => ({ search: `"${word(1 + (index % 3))} ${word(0)}"` }),
  'the name of a trace': () => ({ search: 'nightly report' }),
  'a common word with an error': () => ({ search: word(2), filter: { hasError: true } }),
};

/** A list of 50 traces, filtered, ordered and searched, over HTTP, at ten spans a trace. */
export async function run(): Promise<void> {
  const dataset = await openOnce(
    `${traceCount}-traces-${generation}`,
    `${traceCount.toLocaleString('en')} traces of 10 spans`,
    ({ stores, workspaceId }) =>
      fillTraces(stores.clickhouse, { workspaceId, traceCount, from: new Date('2026-08-01T00:00:00Z'), days: 90 }, (share) =>
        process.stdout.write(`\r  ${Math.round(share * 100)} %`),
      ),
  );
  try {
    const api = await openApi(dataset);
    const table: Record<string, Record<string, string>> = {};
    const all: number[] = [];
    for (const [name, variablesOf] of Object.entries(questions)) {
      let found = 0;
      const { elapsedMs } = await measure(runs, async (index) => {
        found = (await api.ask<Page>(list, variablesOf(index))).traces.edges.length;
      });
      all.push(...elapsedMs);
      table[name] = rowOf(elapsedMs, String(found));
    }
    let after: string | null = null;
    const { elapsedMs: pages } = await measure(runs, async () => {
      after = (await api.ask<Page>(list, { search: word(2), after })).traces.pageInfo.endCursor;
    });
    all.push(...pages);
    table['a common word, page after page'] = rowOf(pages, '50');
    table['all of them'] = {
      ...rowOf(
        all.sort((a, b) => a - b),
        '',
      ),
      target: `< ${targetMs}`,
    };
    await api.close();
    console.log(`A list of 50 traces of ${traceCount.toLocaleString('en')}, with ${(traceCount * 10).toLocaleString('en')} spans`);
    console.table(table);
  } finally {
    await dataset.stores.close();
  }
}

const rowOf = (sortedMs: readonly number[], found: string): Record<string, string> => ({
  found,
  'p50 ms': quantile(sortedMs, 0.5).toFixed(0),
  'p95 ms': quantile(sortedMs, 0.95).toFixed(0),
});

if (import.meta.main) await run();
