import { openDataset } from './overview/dataset.ts';
import { rareWord } from './overview/generated.ts';
import { measure, openApi, quantile } from './overview/in-process.ts';

const runs = Number(process.env['BENCH_RUNS'] ?? 40);
const targetMs = 100;

const list = /* GraphQL */ `
  query List($search: String, $filter: AnalyticsFilter, $after: String) {
    messages(first: 50, search: $search, filter: $filter, after: $after) {
      edges {
        cursor
        node {
          id
          externalId
          role
          contentPreview
          createdAt
          model
          latencyMs
          costUsd
          conversation {
            externalId
          }
          evaluations {
            rating
            success
          }
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
  messages: { edges: unknown[]; pageInfo: { endCursor: string | null } };
}

/** Searches that differ in how much they find; of a rare word or an absent one, another each time. */
const searches: Record<string, (index: number) => { search?: string; filter?: object }> = {
  'no search': () => ({}),
  'a common word': () => ({ search: 'order' }),
  'a frequent word': (index) => ({ search: ['shipment', 'reing', 'content', 'tality'][index % 4] as string }),
  'a rare word': () => ({ search: rareWord.text }),
  'a word of one message': (index) => ({ search: `A${1 + ((index * 48_271) % 1_000_000)}` }),
  'an absent word': (index) => ({ search: `nowhere${index}` }),
  'an absent word of frequent pieces': (index) => ({
    search: ['mentationing', 'shippedment', 'relessity', 'talouser'][index % 4] as string,
  }),
  'two words': () => ({ search: 'shipment reed' }),
  'a phrase': () => ({ search: '"the content"' }),
  'the id of a conversation': (index) => ({ search: `conversation-${1 + index}` }),
  'a common word of one model': () => ({ search: 'order', filter: { models: ['mistral-7b'], environments: ['staging'] } }),
  'a common word of one user': (index) => ({ search: 'order', filter: { users: [`user-${1 + index}`] } }),
};

/** A list of 50 messages with search, over HTTP, at one million messages. */
export async function run(): Promise<void> {
  const dataset = await openDataset(1_000_000, { isComplete: true });
  try {
    const api = await openApi(dataset);
    const table: Record<string, Record<string, string>> = {};
    const all: number[] = [];
    for (const [name, variablesOf] of Object.entries(searches)) {
      let found = 0;
      const { elapsedMs } = await measure(runs, async (index) => {
        found = (await api.ask<Page>(list, variablesOf(index))).messages.edges.length;
      });
      all.push(...elapsedMs);
      table[name] = rowOf(elapsedMs, String(found));
    }
    let after: string | null = null;
    const { elapsedMs: pages } = await measure(runs, async () => {
      after = (await api.ask<Page>(list, { search: 'order', after })).messages.pageInfo.endCursor;
    });
    table['a common word, page after page'] = rowOf(pages, '50');
    all.push(...pages);
    table['all of them'] = {
      ...rowOf(
        all.sort((a, b) => a - b),
        '',
      ),
      target: `< ${targetMs}`,
    };
    await api.close();
    console.log('A list of 50 messages with search, 1,000,000 messages');
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
