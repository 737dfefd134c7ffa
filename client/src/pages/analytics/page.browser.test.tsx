import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { readDashboardSearch } from '../../panels/dashboard/dashboard-search.ts';
import { AnalyticsPage } from './page.tsx';

type Asked = Record<string, unknown>;

const numbers = {
  __typename: 'Overview',
  messageCount: 120,
  conversationCount: 40,
  userCount: 12,
  inputTokens: 1_000,
  outputTokens: 500,
  cacheReadTokens: 0,
  costUsd: 1.5,
  costPerMessageUsd: 0.0125,
  costPerSuccessUsd: 0.05,
  pricedCount: 120,
  evaluatedCount: 30,
  ratedCount: 10,
  judgedCount: 30,
  successShare: 0.8,
  successInterval: { low: 0.62, high: 0.9 },
  averageRating: 4.2,
  errorShare: 0.05,
  errorCount: 6,
  latencyMs: { p50Ms: 800, p90Ms: 1_400, p95Ms: 1_800, p99Ms: 3_000 },
  timeToFirstTokenMs: { p50Ms: 200, p90Ms: 300, p95Ms: 400, p99Ms: 800 },
};
const bucket = (day: number, change: object = {}) => ({
  ...numbers,
  startedAt: `2026-11-0${day}T00:00:00.000Z`,
  isPartial: false,
  ...change,
});
const series = [bucket(1), bucket(2, { messageCount: 60 }), bucket(3)];
const method = (trainingMethod: string, successShare: number, low: number, high: number) => ({
  ...numbers,
  trainingMethod,
  judgedCount: 400,
  successShare,
  successInterval: { low, high },
});
const analytics = {
  __typename: 'Analytics',
  interval: 'DAY',
  overview: numbers,
  previous: { ...numbers, messageCount: 100 },
  series,
  previousSeries: [],
  seriesByModel: [{ model: 'gpt-4o', buckets: series }],
  byModel: [{ ...numbers, model: 'gpt-4o', provider: 'openai', trainingMethod: 'BASE', series }],
  bySession: [],
  byVariant: [],
  byTrainingMethod: [method('DPO', 0.9, 0.87, 0.93), method('BASE', 0.7, 0.65, 0.74)],
  byProvider: [
    { ...numbers, provider: 'openai', series, rateLimits: { count: 1, buckets: [{ startedAt: series[1]?.startedAt, count: 1 }] } },
  ],
  turnsToSuccess: [{ turn: 1, conversationCount: 30 }],
  abandonment: { conversationCount: 40, openCount: 2, unansweredCount: 4, failedCount: 1, abandonedShare: 0.125 },
  retention: [{ startedAt: '2026-11-02T00:00:00.000Z', userCount: 8, weeks: [{ week: 0, userCount: 8 }] }],
  errorSeries: [{ errorType: 'timeout', count: 6, buckets: [{ startedAt: series[0]?.startedAt, count: 6 }] }],
  groupComparison: {
    by: 'TRAINING_METHOD',
    base: 'BASE',
    groups: ['BASE', 'DPO'].map((value) => ({
      value,
      isBase: value === 'BASE',
      messageCount: 60,
      metrics: [{ metric: 'SUCCESS_SHARE', value: 0.8, count: 30, difference: 0.1, verdict: 'BETTER', sentence: 'Higher by 10 points.' }],
    })),
    mixes: [{ dimension: 'ENVIRONMENT', isDifferent: true, sentence: 'The groups have different environments.' }],
  },
  ratings: [1, 2, 3, 4, 5].map((rating) => ({ rating, count: rating })),
  failureTags: [{ tag: 'wrong_information', count: 7 }],
  errors: [{ errorType: 'timeout', count: 6, share: 0.05 }],
  tools: [{ name: 'search', callCount: 9, failureCount: 1, successShare: 0.9, durationMs: { p50Ms: 10, p95Ms: 20 } }],
  conversationLengths: [{ messageCount: 2, conversationCount: 40 }],
  sla: { thresholdMs: 5_000, rules: [], measuredCount: 120, breachCount: 3, breachShare: 0.025, series: [] },
};
const alpha = { alpha: 0.5, messageCount: 3, valueCount: 7 };
const everything = {
  analytics,
  evaluationMetrics: { agreement: { verdicts: alpha, ratings: alpha }, accuracy: { share: 0.8, of: 10 } },
  messages: { edges: [] },
  backgroundTasks: [],
  activity: { edges: [] },
};
const answers = (more: Answers = {}): Answers => ({
  FilterChoices: () => ({
    filterOptions: {
      models: ['gpt-4o'],
      providers: [],
      trainingMethods: [],
      sessions: [],
      experiments: [],
      variants: [],
      environments: [],
    },
  }),
  Marks: () => ({ annotations: [] }),
  SavedViews: () => ({ savedViews: [], preferences: {} }),
  SetPreference: () => ({ setPreference: {} }),
  Panels: () => everything,
  ...more,
});
const open = (more: Answers = {}, at = '/analytics?range=7d') =>
  render(
    <As viewer={viewerOf()}>
      <AnalyticsPage />
    </As>,
    { path: '/analytics', readSearch: readDashboardSearch, at, answers: answers(more) },
  );
const panel = (title: string) => page.getByRole('region', { name: title, exact: true });

/** Scrolls to a panel until its data is there: what comes above it may move it away again. */
const lookAt = (title: string) =>
  vi.waitFor(
    () => {
      panel(title).element().scrollIntoView();
      expect(panel(title).element().getAttribute('aria-busy')).toBeNull();
    },
    { timeout: 12_000, interval: 250 },
  );

test('only panels near the window are asked for, those of one moment together; scrolling asks for the rest', async () => {
  const asked: string[][] = [];
  await open({
    Panels: (variables: Asked) => {
      asked.push(Object.keys(variables).filter((name) => name.startsWith('with')));
      return { ...everything };
    },
  });
  await expect.element(panel('Model performance').getByText('gpt-4o').first()).toBeVisible();
  expect(asked.flat()).not.toContain('withActivity');
  expect(asked.flat()).not.toContain('withTools');
  await lookAt('Activity feed');
  await vi.waitFor(() => expect(asked.flat()).toContain('withActivity'));
  // Each panel once.
  const flags = asked.flat().filter((name) => name !== 'withAnalytics');
  expect(new Set(flags).size).toBe(flags.length);
});

test('a changed filter is asked for once, with what the page then shows', async () => {
  const asked: Asked[] = [];
  const { go } = await open({
    Panels: (variables: Asked) => {
      asked.push(variables);
      return { ...everything };
    },
  });
  await expect.element(panel('Model performance').getByText('gpt-4o').first()).toBeVisible();
  asked.length = 0;
  await go('/analytics?range=30d&model=gpt-4o&groups=session&sla=900');
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  await expect.element(page.getByRole('button', { name: /^Model.*gpt-4o/ }).first()).toBeVisible();
  for (const variables of asked) {
    expect(variables).toMatchObject({ filter: { models: ['gpt-4o'] }, groupBy: 'SESSION', slaMs: 900 });
    expect(variables['filter']).toEqual(asked[0]?.['filter']);
  }
  const flags = asked.flatMap((variables) => Object.keys(variables).filter((name) => name.startsWith('with') && name !== 'withAnalytics'));
  expect(flags).toContain('withNumbers');
  expect(new Set(flags).size).toBe(flags.length);
});

test('groups that were asked differently are compared with a warning, by what the address names', async () => {
  const asked: unknown[] = [];
  await open(
    {
      Panels: (variables: Asked) => {
        if (variables['withGroupComparison'] === true) asked.push(variables['groupBy']);
        return everything;
      },
    },
    '/analytics?range=7d&groups=session',
  );
  await lookAt('Group comparison');
  await expect.element(panel('Group comparison').getByText(/The groups have different environments/)).toBeVisible();
  await expect.element(panel('Group comparison').getByText('better', { exact: true })).toBeVisible();
  expect(asked).toEqual(['SESSION']);
});

test('a method is compared with the base models, in words', async () => {
  await open();
  await expect.element(panel('Training effectiveness').getByText(/\+20\.0.*better/)).toBeVisible();
});

test('a panel that cannot be read says so alone, and is asked again', async () => {
  let isBroken = true;
  await open({
    Panels: (variables: Asked) => ('withVariants' in variables && isBroken ? new Refused('The query took too long') : { ...everything }),
  });
  await lookAt('Experiments');
  await expect.element(panel('Experiments').getByText(/The query took too long/)).toBeVisible();
  await expect.element(panel('Session comparison').getByText('No message here belongs to a session.')).toBeInTheDocument();
  isBroken = false;
  await panel('Experiments').getByRole('button', { name: 'Try again' }).click();
  await expect.element(panel('Experiments').getByText('No message here belongs to an experiment.')).toBeVisible();
});

test('what is folded stands in the address, is kept for the person, and is not asked for', async () => {
  const SetPreference = vi.fn<(variables: Asked) => unknown>(() => ({ setPreference: {} }));
  const { search } = await open({ SetPreference });
  await page.getByRole('button', { name: /^Models and training/ }).click();
  expect(search()).toBe('?range=7d&closed=models');
  await expect.element(panel('Model performance')).not.toBeInTheDocument();
  await panel('Ratings').getByRole('button', { name: 'Actions of this panel' }).click();
  await page.getByRole('menuitem', { name: 'Collapse' }).click();
  expect(search()).toBe('?range=7d&closed=models&closed=ratings');
  await expect.element(page.getByRole('button', { name: /^Ratings/, expanded: false })).toBeVisible();
  await vi.waitFor(
    () =>
      expect(SetPreference.mock.lastCall?.[0]).toEqual({
        name: 'lastView',
        value: { analytics: 'closed=models&closed=ratings&range=7d' },
      }),
    { timeout: 4_000 },
  );
});

test('what was kept opens the page that says nothing of it, beside the window of the address', async () => {
  const { search } = await open({
    SavedViews: () => ({ savedViews: [], preferences: { lastView: { analytics: 'closed=models&range=90d&sla=2000' } } }),
  });
  await vi.waitFor(() => expect(search()).toBe('?range=7d&closed=models&sla=2000'));
});

test.each([
  ['that of the workspace', {}, '?range=24h'],
  ['the person’s own before that of the workspace', { analytics: '2' }, '?range=90d&closed=cost'],
])('a default view opens the page in place of what was kept: %s', async (_name, defaultView, expected) => {
  const savedViews = [
    { id: '1', name: 'Ours', search: 'range=24h', isDefault: true },
    { id: '2', name: 'Mine', search: 'range=90d&closed=cost', isDefault: false },
  ];
  const preferences = { lastView: { analytics: 'range=7d' }, defaultView };
  const { search } = await open({ SavedViews: () => ({ savedViews, preferences }) }, '/analytics');
  await vi.waitFor(() => expect(search()).toBe(expected));
});

test('the number of what is counted leads to its list, with the filters of the page', async () => {
  const { search } = await open({}, '/analytics?range=7d&model=gpt-4o');
  await panel('Failure tags').getByRole('button', { name: 'Actions of this panel' }).click();
  await page.getByRole('menuitem', { name: 'Show these messages' }).click();
  await vi.waitFor(() => expect(search()).toBe('?range=7d&model=gpt-4o&result=failure&role=ASSISTANT'));
});
