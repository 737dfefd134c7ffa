import { differences } from './overview/agreement.ts';
import { openDataset } from './overview/dataset.ts';
import { firstScreen, firstScreenVariables, type FirstScreen } from './overview/first-screen.ts';
import { measure, openApi, quantile } from './overview/in-process.ts';
import { firstScreenBySql } from './overview/plain-sql.ts';

const runs = Number(process.env['BENCH_RUNS'] ?? 40);
const targets = { 1_000_000: 250, 10_000_000: 800 };

/**
 * The Overview page's whole first screen over 90 days, over HTTP, at one and ten million messages; beside it the same answers
 * from PostgreSQL by plain SQL, which have to agree.
 */
export async function run(): Promise<void> {
  const table: Record<string, Record<string, string>> = {};
  const million = await openDataset(1_000_000, { isComplete: true });
  try {
    const api = await openApi(million);
    const ask = (): Promise<{ analytics: FirstScreen }> => api.ask(firstScreen, firstScreenVariables);
    const plain = (): Promise<FirstScreen> => firstScreenBySql(million.stores.postgres, million.workspaceId);
    const differing = differences((await ask()).analytics, await plain());
    if (differing.length > 0) throw new Error(`The two do not agree:\n${differing.slice(0, 20).join('\n')}`);
    const oursMs = await measure(runs, ask);
    const plainMs = await measure(Math.min(runs, 5), plain);
    await api.close();
    table['1,000,000 messages'] = rowOf(oursMs, `< ${targets[1_000_000]}`);
    table['the same from PostgreSQL, plain SQL'] = rowOf(plainMs, `${(quantile(plainMs, 0.5) / quantile(oursMs, 0.5)).toFixed(1)} times slower; ≥ 10`);
  } finally {
    await million.stores.close();
  }
  const tenMillion = await openDataset(10_000_000, { isComplete: false });
  try {
    const api = await openApi(tenMillion);
    table['10,000,000 messages'] = rowOf(await measure(runs, () => api.ask(firstScreen, firstScreenVariables)), `< ${targets[10_000_000]}`);
    await api.close();
  } finally {
    await tenMillion.stores.close();
  }
  console.log('First screen of Overview, 90 days: overview, previous, series, byModel, ratings, tools');
  console.table(table);
}

const rowOf = (sortedMs: readonly number[], target: string): Record<string, string> => ({
  'p50 ms': quantile(sortedMs, 0.5).toFixed(0),
  'p95 ms': quantile(sortedMs, 0.95).toFixed(0),
  target,
});

if (import.meta.main) await run();
