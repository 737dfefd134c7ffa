import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { render } from '../../../testing/render.tsx';
import type { RenderOptions } from '../../../testing/render.tsx';
import { TracesPage } from './page.tsx';
import { readTraceView } from './trace-view.ts';

const startedMs = Date.parse('2026-11-26T12:00:00Z');

function trace(id: number, changes: Partial<TraceRowFragment> = {}): TraceRowFragment {
  return {
    id: String(id).padStart(32, '0'),
    name: `request ${id}`,
    rootKind: 'AGENT',
    startedAt: new Date(startedMs - id * 1_000).toISOString(),
    durationMs: 1_200,
    isRunning: false,
    environment: 'production',
    sessionId: null,
    userId: `user-${id}`,
    services: ['api'],
    models: ['gpt-4o-mini'],
    spanCount: 4,
    errorCount: 0,
    errorTypes: [],
    inputTokens: 100,
    outputTokens: 20,
    costUsd: 0.001,
    unpricedCallCount: 0,
    reportedCostUsd: null,
    inputPreview: `What about ${id}?`,
    outputPreview: `Answer ${id}`,
    tags: ['vip'],
    evaluations: [],
    ...changes,
  };
}

interface Asked {
  filter: Record<string, unknown>;
  search: string | null;
  order: string;
  ascending: boolean;
  first: number;
  after?: string;
}

/** A server with these traces, in pages; keeps what it was asked. */
function serving(traces: readonly TraceRowFragment[]) {
  const held = [...traces];
  const asked: Asked[] = [];
  const answers = {
    TraceListPage: (variables: Record<string, unknown>) => {
      const query = variables as unknown as Asked;
      asked.push(query);
      const from = query.after === undefined ? 0 : held.findIndex(({ id }) => id === query.after) + 1;
      const edges = held.slice(from, from + query.first).map((node) => ({ cursor: node.id, node }));
      return { traces: { edges, pageInfo: { hasNextPage: from + query.first < held.length, endCursor: edges.at(-1)?.cursor ?? null } } };
    },
    TraceListChoices: () => ({
      traceFilterOptions: {
        names: ['request 1'],
        services: ['api', 'web'],
        environments: ['production'],
        models: ['gpt-4o-mini'],
        providers: [],
        tools: ['search', 'book'],
        tags: [],
        errorTypes: ['timeout'],
      },
    }),
    SavedViews: () => ({ savedViews: [] }),
  };
  return { held, asked, answers };
}

const renderPage = (options: RenderOptions) => render(<TracesPage />, { path: '/traces', readSearch: readTraceView, ...options });
const many = (count: number) => Array.from({ length: count }, (_, id) => trace(id + 1));
const row = (name: RegExp) => page.getByRole('row', { name });

test('says of each trace what it was, how it went and what it cost', async () => {
  const { answers } = serving([
    trace(1, { errorCount: 2, errorTypes: ['timeout', 'rate_limit'] }),
    trace(2, { isRunning: true, rootKind: null, costUsd: null, models: ['a', 'b', 'c'] }),
  ]);
  await renderPage({ answers });
  await expect.element(row(/request 1 agent 2 errors What about 1\? gpt-4o-mini user-1 4 120 1,200 ms \$0\.001/)).toBeVisible();
  await expect.element(row(/request 2 running What about 2\? a \+2 user-2 4 120 1,200 ms no price/)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'no price' })).toHaveAttribute('href', expect.stringContaining('/prices?add=a'));
  await expect.element(page.getByTitle('2 errors: timeout, rate_limit')).toBeVisible();
});

test('columns are chosen and kept; a name’s hidden direction is written out, and an old trace has its year', async () => {
  const { answers } = serving([
    trace(1, {
      name: 'pay\u202Efdp',
      startedAt: '2023-03-04T10:00:00.000Z',
      evaluations: [{ id: 'e', name: 'helpful', rating: null, success: null, value: 0.5, label: null }],
    }),
  ]);
  await renderPage({ answers });
  await expect.element(page.getByText('pay⟨U+202E⟩fdp')).toBeVisible();
  await expect.element(page.getByText(/4 Mar 2023/)).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Score' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Output' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('cell', { name: 'helpful 0.5' })).toBeVisible();
  await expect.element(page.getByRole('cell', { name: 'Answer 1' })).toBeVisible();
  expect(localStorage.getItem('ftl.traces.columns')?.split(',')).toEqual(expect.arrayContaining(['score', 'output', 'input']));
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Score' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Output' }).click();
});

test('an empty list states that the time range leaves out what is here, and offers all of it', async () => {
  const { answers } = serving([]);
  const { search } = await renderPage({
    answers: {
      ...answers,
      TracesOfAllTime: () => ({ traces: { edges: [{ node: { id: 'old', startedAt: '2023-03-04T10:00:00.000Z' } }] } }),
    },
  });
  await expect.element(page.getByText(/the newest trace is of 4 Mar 2023/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all time' }).click();
  await expect.poll(search).toBe('?range=all');
});

test('a column’s head sorts on the server: largest first, then smallest, then by time again', async () => {
  const { answers, asked } = serving(many(3));
  const { search } = await renderPage({ answers });
  const head = page.getByRole('button', { name: 'Duration', exact: true });
  await head.click();
  await expect.poll(search).toBe('?order=duration');
  await expect.poll(() => asked.at(-1)).toMatchObject({ order: 'DURATION', ascending: false });
  await expect.element(page.getByRole('columnheader', { name: 'Duration' })).toHaveAttribute('aria-sort', 'descending');
  await head.click();
  await expect.poll(search).toBe('?order=duration&ascending=true');
  await expect.poll(() => asked.at(-1)).toMatchObject({ order: 'DURATION', ascending: true });
  await head.click();
  await expect.poll(search).toBe('');
  await expect.poll(() => asked.at(-1)).toMatchObject({ order: 'STARTED_AT', ascending: false });
});

test('chips and the search put into the address what the server is asked', async () => {
  const { answers, asked } = serving(many(3));
  const { search } = await renderPage({ answers });
  await page.getByRole('button', { name: /^State any/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'failed' }).click();
  await page.getByRole('button', { name: /^Duration any/ }).click();
  await page.getByLabelText('From, s').fill('1.5');
  await page.getByRole('button', { name: 'Show this range' }).click();
  await expect.element(page.getByRole('button', { name: /^Duration from 1,500 ms/ })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in traces' }).fill('baggage');
  await expect.poll(search).toBe('?state=failed&duration=1500..&q=baggage');
  await expect.poll(() => asked.at(-1)).toMatchObject({ search: 'baggage', filter: { hasError: true, minDurationMs: 1_500 } });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(search).toBe('');
});

test('a range that ends before it begins is not taken', async () => {
  await renderPage({ answers: serving(many(1)).answers });
  await page.getByRole('button', { name: /^Cost any/ }).click();
  await page.getByLabelText('From, $').fill('2');
  await page.getByLabelText('To, $').fill('1');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('The second number must not be below the first.');
});

test('a user in a row narrows the list to that user; the chip says so', async () => {
  const { answers, asked } = serving(many(3));
  const { search } = await renderPage({ answers });
  await page.getByRole('link', { name: 'user-2' }).click();
  await expect.poll(search).toBe('?user=user-2');
  await expect.poll(() => asked.at(-1)?.filter).toMatchObject({ users: ['user-2'] });
  await expect.element(page.getByRole('button', { name: /^User is user-2/ })).toBeVisible();
});

test('filters that say nothing about a trace are named, not asked', async () => {
  const { answers, asked } = serving(many(1));
  await renderPage({ answers, at: '/traces?method=DPO&channel=widget' });
  await expect.element(page.getByText('not used here: method, channel')).toBeVisible();
  expect(Object.keys(asked[0]?.filter ?? {}).sort()).toEqual(['from', 'to']);
});

test('the next page comes before its place is in view, and only rows in view are drawn', async () => {
  const { answers, asked } = serving(many(150));
  await renderPage({ answers });
  await expect.element(row(/request 1 /)).toBeVisible();
  const table = page.getByRole('table', { name: 'Traces' });
  const scroller = (await table.element()).parentElement as HTMLElement;
  scroller.scrollTop = 60 * 34;
  await expect.poll(() => asked.length).toBeGreaterThan(1);
  expect(asked[1]).toMatchObject({ after: trace(60).id });
  await expect.element(row(/request 61 /)).toBeInTheDocument();
  expect(document.querySelectorAll('[role=row]').length).toBeLessThan(70);
});

test('new traces are counted, and shown when asked for; what is read does not move, and a running one is followed', async () => {
  const { answers, held } = serving([trace(1, { isRunning: true }), ...many(4).slice(1)]);
  let send: (data: unknown) => void = () => undefined;
  await renderPage({
    answers,
    arrivals: {
      TraceArrived: (to) => {
        send = to;
      },
    },
  });
  await expect.element(row(/request 1 agent running/)).toBeVisible();
  send({ traceCaptured: trace(1, { durationMs: 4_200, spanCount: 9 }) });
  await expect.element(row(/request 1 agent What about 1\? gpt-4o-mini user-1 9 120 4,200 ms/)).toBeVisible();
  expect(page.getByRole('button', { name: /new trace/ }).elements()).toEqual([]);
  const fresh = [trace(-2, { name: 'fresh b' }), trace(-1, { name: 'fresh a' })];
  held.unshift(...fresh);
  for (const one of fresh) send({ traceCaptured: one });
  await expect.element(page.getByRole('button', { name: '2 new traces Show' })).toBeVisible();
  expect(row(/fresh a/).elements()).toEqual([]);
  await page.getByRole('button', { name: '2 new traces Show' }).click();
  await expect.element(row(/fresh a/)).toBeVisible();
  expect(page.getByRole('button', { name: /new trace/ }).elements()).toEqual([]);
});

test('a trace that another viewer deletes leaves the list; the others stay', async () => {
  const { answers } = serving(many(3));
  let send: (data: unknown) => void = () => undefined;
  await renderPage({
    answers,
    arrivals: {
      TracesDeleted: (to) => {
        send = to;
      },
    },
  });
  await expect.element(row(/request 2 /)).toBeVisible();
  send({ tracesDeleted: [trace(2).id, trace(99).id] });
  await expect.poll(() => row(/request 2 /).elements().length, { timeout: 3_000 }).toBe(0);
  expect(row(/request [13] /).elements().length).toBe(2);
});

test('while paused nothing is followed', async () => {
  let isListening = false;
  const listen = () => {
    isListening = true;
  };
  await renderPage({
    at: '/traces?live=paused',
    answers: serving(many(2)).answers,
    arrivals: { TraceArrived: listen, TracesDeleted: listen },
  });
  await expect.element(row(/request 1 /)).toBeVisible();
  expect(isListening).toBe(false);
});

test('j and k move, / goes to the search', async () => {
  await renderPage({ answers: serving(many(5)).answers });
  await expect.element(row(/request 1 /)).toBeVisible();
  await userEvent.keyboard('jj');
  await expect.poll(() => document.activeElement?.textContent).toBe('request 2');
  await userEvent.keyboard('k');
  await expect.poll(() => document.activeElement?.textContent).toBe('request 1');
  await userEvent.keyboard('/');
  await expect.element(page.getByRole('searchbox', { name: 'Search in traces' })).toHaveFocus();
});

test('nothing yet: says how to send traces, with settings to copy', async () => {
  await renderPage({ answers: serving([]).answers, at: '/traces?range=all' });
  await expect.element(page.getByText('No trace has arrived yet.')).toBeVisible();
  await expect.element(page.getByText(/OTEL_EXPORTER_OTLP_ENDPOINT=/)).toBeVisible();
  await expect.element(page.getByText(/LANGFUSE_BASE_URL=/)).toBeVisible();
});

test('nothing found: one press clears search and filters', async () => {
  const { search } = await renderPage({ answers: serving([]).answers, at: '/traces?range=7d&q=x&tool=search&duration=1..2' });
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect.poll(search).toBe('?range=7d');
});

test('when the next page fails, what is there still holds', async () => {
  const { answers, asked } = serving(many(90));
  let isBroken = false;
  const answer = answers.TraceListPage;
  await renderPage({
    answers: {
      ...answers,
      TraceListPage: (variables) => {
        const page60 = answer(variables);
        if (isBroken) throw new Error('no');
        return page60;
      },
    },
  });
  await expect.element(row(/request 1 /)).toBeVisible();
  isBroken = true;
  const scroller = (await page.getByRole('table', { name: 'Traces' }).element()).parentElement as HTMLElement;
  scroller.scrollTop = 50 * 34;
  await expect.element(page.getByText(/The traces below still hold\./)).toBeVisible();
  const askedCount = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked.length, 'it is not asked again by itself').toBe(askedCount);
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.getByRole('alert').elements().length).toBe(0);
});

test('two traces that are ticked, by pointer or by x, are compared; of three the last two', async () => {
  const { search } = await renderPage({ answers: serving(many(3)).answers });
  const tick = (id: number) => page.getByRole('checkbox', { name: `Compare request ${id}` });
  await tick(3).click();
  await tick(2).click();
  await expect.element(tick(3)).toBeChecked();
  await userEvent.keyboard('kx');
  await expect.element(tick(1)).toBeChecked();
  await expect.element(tick(3)).not.toBeChecked();
  await page.getByRole('button', { name: 'Compare two' }).click();
  await expect.poll(search).toBe(`?left=${trace(2).id}&right=${trace(1).id}`);
});
