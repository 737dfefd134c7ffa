import { differences } from './overview/agreement.ts';
import { openDataset } from './overview/dataset.ts';
import { firstScreen, firstScreenVariables, type FirstScreen } from './overview/first-screen.ts';
import { measure, openApi, quantile, type Measured } from './overview/in-process.ts';
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
    const ours = await measure(runs, ask);
    const theirs = await measure(Math.min(runs, 5), plain);
    await api.close();
    const times = quantile(theirs.elapsedMs, 0.5) / quantile(ours.elapsedMs, 0.5);
    table['1,000,000 messages'] = rowOf(ours, `< ${targets[1_000_000]}`);
    // Its work is done by processes of its own, which is not counted.
    table['the same from PostgreSQL, plain SQL'] = { ...rowOf(theirs, `${times.toFixed(1)} times slower; ≥ 10`), 'processor ms': '' };
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

const rowOf = ({ elapsedMs, processorMs }: Measured, target: string): Record<string, string> => ({
  'p50 ms': quantile(elapsedMs, 0.5).toFixed(0),
  'p95 ms': quantile(elapsedMs, 0.95).toFixed(0),
  target,
  'processor ms': quantile(processorMs, 0.5).toFixed(0),
});

if (import.meta.main) await run();
