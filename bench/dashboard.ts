import { measurePage } from './dashboard/page.ts';
import { dashboardQuery } from './dashboard/panels.ts';
import { rawRows } from './dashboard/raw-rows.ts';
import { folderOf, openDataset } from './overview/dataset.ts';
import { prices, period } from './overview/generated.ts';
import { measure, openApi, quantile, type Api } from './overview/in-process.ts';

const total = Number(process.env['BENCH_MESSAGES'] ?? 1_000_000);
const runs = Number(process.env['BENCH_RUNS'] ?? 20);
const targets = { panelMs: 250, changeMs: total > 1_000_000 ? 1_500 : 400, interactionMs: 100 };

const facetQuery = /* GraphQL */ `
  query ($filter: AnalyticsFilter!) {
    analytics(filter: $filter) {
      facets(first: 100) {
        dimension
        valueCount
        values {
          value
          count
        }
      }
    }
  }
`;

/**
 * The panels of the dashboard over 90 days, over HTTP: each by itself, all of a section after a filter was changed, all of the page; the
 * values of all filters; beside them a page that fetches rows and counts them itself; and presses on the page while messages arrive.
 */
export async function run(): Promise<void> {
  await measurePanels();
  const { changesMs, interactions, board } = await measurePage(folderOf(total, false));
  console.log('A filter is changed in the browser: from the press to the frame that shows what is in view by it');
  const rows = [...changesMs].map(([section, times]) => {
    const sorted = times.toSorted((a, b) => a - b);
    return [
      section,
      { 'p50 ms': quantile(sorted, 0.5).toFixed(0), 'max ms': sorted.at(-1)?.toFixed(0), target: `< ${targets.changeMs}` },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  console.table({
    [`a board of ${board.tileCount} panels`]: {
      'opened, ms': board.openedMs.toFixed(0),
      requests: board.requestCount,
      'drawn at first': board.drawnCount,
      'longest task while it opens, ms': board.longestOpeningMs.toFixed(0),
      'while it is scrolled to its end': board.longestScrollingMs.toFixed(0),
    },
  });
  const { delaysMs, answerCount, acknowledgedCount, durationMs } = interactions;
  const sorted = [...delaysMs].sort((a, b) => a - b);
  console.table({
    [`presses on the page while ${Math.round(acknowledgedCount / (durationMs / 1_000))} messages/s arrive`]: {
      count: sorted.length,
      'p50 ms': quantile(sorted, 0.5),
      'p98 ms': quantile(sorted, 0.98),
      'max ms': sorted.at(-1),
      target: `< ${targets.interactionMs}`,
      'answers meanwhile': answerCount,
    },
  });
}

async function measurePanels(): Promise<void> {
  const dataset = await openDataset(total, { isComplete: false });
  const api = await openApi(dataset);
  try {
    const { document, panels } = await dashboardQuery();
    const asking = (flags: readonly string[]) => (index: number) => ask(api, document, flags, index);
    const single: Row[] = [];
    for (const { flag, section } of panels)
      single.push(await rowOf(`${section}: ${flag.slice('with'.length)}`, asking([flag]), targets.panelMs));
    console.log(`Each panel by itself, ${total.toLocaleString('en')} messages, 90 days, another model each time`);
    console.table(tableOf(single.sort((a, b) => b.p95 - a.p95)));
    const together: Row[] = [];
    for (const [section, own] of Map.groupBy(panels, (panel) => panel.section))
      together.push(await rowOf(`all ${own.length} of ${section}`, asking(own.map(({ flag }) => flag)), targets.changeMs));
    together.push(await rowOf(`all ${panels.length}`, asking(panels.map(({ flag }) => flag)), null));
    together.push(await rowOf('values of every filter', (index) => api.ask(facetQuery, { filter: filterOf(index) }), null));
    console.log('A filter is changed');
    console.table(tableOf(together));
    const rival: Record<string, object> = {};
    for (const count of [10_000, 100_000]) {
      const pages = await rawRows(dataset, count, 5);
      const middle = (values: number[]): string =>
        quantile(
          values.sort((a, b) => a - b),
          0.5,
        ).toFixed(0);
      rival[`${count.toLocaleString('en')} rows in the browser`] = {
        'ms to the numbers': middle(pages.map(({ elapsedMs }) => elapsedMs)),
        'of that the page is busy': middle(pages.map(({ busyMs }) => busyMs)),
        MB: pages[0]?.megabytes.toFixed(1),
      };
    }
    console.table(rival);
  } finally {
    await api.close();
    await dataset.stores.close();
  }
}

const models = Object.keys(prices);

/** Another filter each time: nothing that was answered before is the answer. */
const filterOf = (index: number): object => ({
  from: new Date(period.from.getTime() + index * 60_000).toISOString(),
  to: period.to.toISOString(),
  ...(index % 2 === 1 && { models: models.filter((_, place) => place !== index % models.length) }),
});

const ask = (api: Api, document: string, flags: readonly string[], index: number): Promise<unknown> => {
  const filter = filterOf(index);
  const failures = { ...filter, success: false };
  return api.ask(document, {
    filter,
    failures,
    compare: true,
    withAnalytics: true,
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
  });
};

interface Row {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly processor: number;
  readonly target: number | null;
}

async function rowOf(name: string, asking: (index: number) => Promise<unknown>, target: number | null): Promise<Row> {
  const { elapsedMs, processorMs } = await measure(runs, (index) => asking(index + 1));
  return { name, p50: quantile(elapsedMs, 0.5), p95: quantile(elapsedMs, 0.95), processor: quantile(processorMs, 0.5), target };
}

const tableOf = (rows: readonly Row[]): Record<string, object> =>
  Object.fromEntries(
    rows.map(({ name, p50, p95, processor, target }) => [
      name,
      {
        'p50 ms': p50.toFixed(0),
        'p95 ms': p95.toFixed(0),
        target: target === null ? '' : `< ${target}`,
        'processor ms': processor.toFixed(0),
      },
    ]),
  );

if (import.meta.main) await run();
