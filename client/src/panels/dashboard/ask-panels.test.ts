import { Client, fetchExchange } from 'urql';
import { expect, test, vi } from 'vitest';
import { openPanels } from './ask-panels.ts';
import type { PanelVariables } from './ask-panels.ts';

type Sent = Record<string, unknown>;
const variables: PanelVariables = { filter: {}, compare: false, slaMs: 1_000, failures: { success: false } };
const ratings = { flag: 'withRatings', isOfAnalytics: true } as const;
const errors = { flag: 'withErrors', isOfAnalytics: true } as const;
const jobs = { flag: 'withJobs', isOfAnalytics: false } as const;
const flags = (sent: Sent) =>
  Object.keys(sent)
    .filter((name) => name.startsWith('with'))
    .sort();

/** Panels over a server that answers by this; `sent` holds the variables of each query. */
function over(answer: (sent: Sent) => object | Promise<object>, isOneRequest = false) {
  const sent: Sent[] = [];
  const signals: AbortSignal[] = [];
  const client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetch: async (_url, init) => {
      const asked = (JSON.parse(String(init?.body)) as { variables: Sent }).variables;
      sent.push(asked);
      if (init?.signal) signals.push(init.signal);
      return Response.json(await answer(asked));
    },
  });
  const panels = openPanels(client, isOneRequest);
  panels.set(variables);
  return { panels, sent, signals };
}

const refused = { data: null, errors: [{ message: 'too much' }] };

test('panels that come together are one query; what is not about the filter is asked by itself', async () => {
  const { panels, sent } = over(() => ({ data: { analytics: { ratings: [] } } }));
  for (const one of [ratings, errors, jobs]) panels.want(one);
  await vi.waitFor(() => expect(panels.read('withJobs').data).not.toBeNull());
  expect(sent.map(flags)).toEqual([['withAnalytics', 'withErrors', 'withRatings'], ['withJobs']]);
  expect(panels.read('withErrors').data).toBe(panels.read('withRatings').data);
});

test('on a board everything that comes together is one query', async () => {
  const { panels, sent } = over(() => ({ data: { analytics: { ratings: [] } } }), true);
  for (const one of [ratings, jobs, ratings]) panels.want(one);
  await vi.waitFor(() => expect(panels.read('withJobs').data).not.toBeNull());
  expect(sent.map(flags)).toEqual([['withAnalytics', 'withJobs', 'withRatings']]);
});

test('one that cannot be answered takes no other with it, and can be asked again', async () => {
  const { panels, sent } = over((asked) => ('withErrors' in asked ? refused : { data: { analytics: { ratings: [] } } }));
  panels.want(ratings);
  panels.want(errors);
  await vi.waitFor(() => expect(panels.read('withErrors').failure).not.toBeNull());
  await vi.waitFor(() => expect(panels.read('withRatings').data).not.toBeNull());
  expect(sent.map(flags)).toEqual([
    ['withAnalytics', 'withErrors', 'withRatings'],
    ['withAnalytics', 'withRatings'],
    ['withAnalytics', 'withErrors'],
  ]);
  panels.retry(errors);
  expect(panels.read('withErrors').failure).toBeNull();
  await vi.waitFor(() => expect(panels.read('withErrors').failure).not.toBeNull());
});

test('another filter ends the requests for the one before', async () => {
  const { panels, sent, signals } = over(({ filter }) =>
    (filter as { models?: string[] }).models?.[0] === 'last' ? { data: { analytics: {} } } : new Promise(() => {}),
  );
  panels.want(errors);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  for (const model of ['next', 'last']) {
    panels.set({ ...variables, filter: { models: [model] } });
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ filter: { models: [model] } }));
  }
  await vi.waitFor(() => expect(panels.read('withErrors')).toMatchObject({ isStale: false, failure: null, data: {} }));
  expect(signals.slice(0, 2).map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('another filter makes every answer stale, and asks for what is looked at', async () => {
  const { panels, sent } = over(() => ({ data: { analytics: {} } }));
  const leave = panels.want(ratings);
  panels.want(errors);
  await vi.waitFor(() => expect(panels.read('withErrors').data).not.toBeNull());
  leave();
  panels.set({ ...variables, filter: { models: ['a'] } });
  expect([panels.read('withRatings').isStale, panels.read('withErrors').isStale]).toEqual([true, true]);
  await vi.waitFor(() => expect(panels.read('withErrors').isStale).toBe(false));
  expect(sent.at(-1)).toMatchObject({ filter: { models: ['a'] }, withErrors: true });
  expect(sent.at(-1)).not.toHaveProperty('withRatings');
  expect(panels.read('withRatings').isStale).toBe(true);
  panels.want(ratings);
  await vi.waitFor(() => expect(panels.read('withRatings').isStale).toBe(false));
});

test('news are asked for by the panels in view, the others keep what they have until they are seen', async () => {
  const { panels, sent } = over(() => ({ data: { analytics: {} } }));
  panels.want(errors);
  const leave = panels.want(ratings);
  await vi.waitFor(() => expect(panels.read('withRatings').data).not.toBeNull());
  leave();
  panels.renew();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(flags(sent[1] as Sent)).toEqual(['withAnalytics', 'withErrors']);
  expect(panels.read('withRatings').isStale).toBe(false);
});

test('the same variables ask for nothing', async () => {
  const { panels, sent } = over(() => ({ data: { analytics: {} } }));
  panels.want(errors);
  await vi.waitFor(() => expect(panels.read('withErrors').data).not.toBeNull());
  panels.set({ ...variables });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent).toHaveLength(1);
});

test('numbers that change faster than they are answered are shown all the same, with one query at a time', async () => {
  const waiting: ((answer: object) => void)[] = [];
  const { panels, sent } = over(() => new Promise<object>((resolve) => waiting.push(resolve)));
  panels.want(ratings);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  panels.renew();
  panels.renew();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent).toHaveLength(1);
  waiting[0]?.({ data: { analytics: { ratings: [{ rating: 1, count: 1 }] } } });
  await vi.waitFor(() => expect(panels.read('withRatings').data).not.toBeNull());
  await vi.waitFor(() => expect(sent, 'then what has changed meanwhile').toHaveLength(2));
  waiting[1]?.({ data: { analytics: { ratings: [{ rating: 1, count: 2 }] } } });
  await vi.waitFor(() => expect(panels.read('withRatings').data).toMatchObject({ analytics: { ratings: [{ count: 2 }] } }));
  expect(sent).toHaveLength(2);
});
