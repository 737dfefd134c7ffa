import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers, Arrivals } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { AnomalyPage } from './anomaly-page.tsx';
import { SignalsPage } from './page.tsx';
import { readSignalsSearch } from './signals-search.ts';

const finding = {
  __typename: 'AnomalyFinding',
  id: 'f1',
  series: { __typename: 'WatchedSeries', id: 's1', mutedUntil: null },
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  dimensionValue: 'gpt-4o',
  kind: 'SPIKE',
  direction: 'UP',
  value: 0.21,
  expected: 0.02,
  expectedLow: 0.01,
  expectedHigh: 0.04,
  beganAt: '2026-11-20T10:00:00.000Z',
  endedAt: '2026-11-20T15:00:00.000Z',
};
const anomaly = {
  __typename: 'Anomaly',
  id: 'a1',
  number: 7,
  sentence: 'The error rate of model gpt-4o rose to 21 %',
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  dimensionValue: 'gpt-4o',
  kind: 'SPIKE',
  direction: 'UP',
  severity: 'CRITICAL',
  state: 'OPEN',
  beganAt: finding.beganAt,
  detectedAt: '2026-11-20T10:02:00.000Z',
  endedAt: finding.endedAt,
  endReason: 'RECOVERED',
  value: 0.21,
  expected: 0.02,
  expectedLow: 0.01,
  expectedHigh: 0.04,
  at: '2026-11-20T12:00:00.000Z',
  messageCount: 812,
  userCount: 96,
  excessCostUsd: null,
  verdict: null,
  verdictBy: null,
  verdictAt: null,
  verdictReason: null,
  assignee: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  findings: [
    finding,
    { ...finding, id: 'f2', metric: 'SUCCESS_SHARE', direction: 'DOWN', value: 0.6, expectedLow: 0.8, expectedHigh: 0.9 },
  ],
  buckets: Array.from({ length: 24 }, (_, hour) => ({
    __typename: 'ExpectedBucket',
    at: new Date(Date.parse('2026-11-20T00:00:00.000Z') + hour * 3_600_000).toISOString(),
    value: hour >= 10 && hour < 15 ? 0.2 : 0.02,
    expected: 0.02,
    low: 0.01,
    high: 0.04,
    isOut: hour >= 10 && hour < 15,
  })),
  alsoMoved: [{ ...finding, id: 'f3', metric: 'LATENCY_P95', value: 4_000, expected: 900, expectedLow: 700, expectedHigh: 1_200 }],
  annotations: [
    {
      __typename: 'Annotation',
      id: 'm1',
      kind: 'DEPLOYMENT',
      label: 'v42',
      at: '2026-11-20T09:40:00.000Z',
      endAt: null,
      isAutomatic: false,
      model: null,
    },
  ],
  filter: { models: ['gpt-4o'] },
  notes: [],
};
const pageOf = (nodes: readonly object[]) => ({
  anomalies: { edges: nodes.map((node) => ({ cursor: (node as { id: string }).id, node })), pageInfo: { hasNextPage: false } },
});
const watch = { judgedUntil: '2026-11-20T15:00:00.000Z', seriesCount: 12, learningCount: 0 };
const quiet = { AnomalyDays: () => pageOf([anomaly]), SignalWatchState: () => ({ signalWatch: watch }) };

const openFeed = (at: string, answers: Answers, arrivals: Arrivals = {}) =>
  render(
    <As>
      <SignalsPage />
    </As>,
    { path: '/signals', at, readSearch: readSignalsSearch, others: ['/signals/$anomalyId'], answers: { ...quiet, ...answers }, arrivals },
  );

test('the feed says what was seen beside what was expected; filters stand in the address and ask the server', async () => {
  const asked: Record<string, unknown>[] = [];
  const shown = await openFeed('/signals?range=all&state=open', {
    AnomalyPage: (variables) => {
      asked.push(variables);
      return pageOf([anomaly]);
    },
  });
  await expect.element(page.getByRole('link', { name: /rose to 21/ })).toBeVisible();
  await expect.element(page.getByText('96 users')).toBeVisible();
  await expect.element(page.getByText('for 5 h', { exact: false })).toBeVisible();
  expect(asked.at(-1)).toMatchObject({ states: ['OPEN'], first: 40 });
  await page.getByRole('button', { name: 'model gpt-4o' }).click();
  await expect.poll(shown.search).toBe('?range=all&state=open&of=gpt-4o');
  await expect.poll(() => asked.at(-1)).toMatchObject({ dimensionValue: 'gpt-4o' });
});

test('what is found meanwhile is offered at the head, what changes changes in place', async () => {
  let detected: (data: unknown) => void = () => {};
  let changed: (data: unknown) => void = () => {};
  let nodes: readonly object[] = [anomaly];
  await openFeed(
    '/signals?range=all',
    { AnomalyPage: () => pageOf(nodes) },
    { AnomalyDetected: (send) => (detected = send), AnomalyChanged: (send) => (changed = send) },
  );
  await expect.element(page.getByRole('link', { name: /rose to 21/ })).toBeVisible();
  changed({ anomalyChanged: { ...anomaly, state: 'ACKNOWLEDGED' } });
  await expect.element(page.getByText('acknowledged', { exact: true })).toBeVisible();
  const second = { ...anomaly, id: 'a2', number: 8, sentence: 'Cost fell' };
  nodes = [second, anomaly];
  detected({ anomalyDetected: second });
  await page.getByRole('button', { name: /1 new anomaly/ }).click();
  await expect.element(page.getByRole('link', { name: 'Cost fell' })).toBeVisible();
});

test('empty, failed, and a day of the calendar', async () => {
  await openFeed('/signals?range=all', { AnomalyPage: () => new Refused('The store does not answer.') });
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  const shown = await openFeed('/signals', {
    AnomalyPage: () => pageOf([]),
    AnomalyDays: () => pageOf([{ ...anomaly, beganAt: new Date().toISOString() }]),
  });
  await expect.element(page.getByText('Nothing out of the ordinary in this time range.')).toBeVisible();
  await page
    .getByRole('gridcell', { name: /1 anomaly/ })
    .last()
    .click();
  await expect.poll(shown.search).toMatch(/^\?range=custom&from=.*&to=/);
});

test('an empty feed says when nothing was looked at yet', async () => {
  await openFeed('/signals', {
    AnomalyPage: () => pageOf([]),
    SignalWatchState: () => ({ signalWatch: { judgedUntil: null, seriesCount: 0, learningCount: 0 } }),
  });
  await expect.element(page.getByText('Nothing has been looked at yet.')).toBeVisible();
});

test('the feed is narrowed to what is assigned to someone, or to no one', async () => {
  const asked: Record<string, unknown>[] = [];
  const shown = await openFeed('/signals?range=all', {
    AnomalyPage: (variables) => {
      asked.push(variables);
      return pageOf([anomaly]);
    },
    SignalPeople: () => ({
      members: {
        edges: [{ node: { __typename: 'Member', id: 'm1', name: 'Ada', personId: 'p1' } }],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    }),
  });
  await page.getByRole('button', { name: 'Assignee any' }).click();
  await page.getByText('no one', { exact: true }).click();
  await expect.poll(shown.search).toBe('?range=all&assignee=none');
  await expect.poll(() => asked.at(-1)).toMatchObject({ isUnassigned: true });
  await page.getByText('Ada', { exact: true }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ isUnassigned: true, assigneeIds: ['p1'] });
});

const series = {
  __typename: 'WatchedSeries',
  id: 's1',
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  dimensionValue: 'gpt-4o',
  learning: 'WIDE',
  valueCount: 96,
  lastBucketAt: '2026-11-20T10:00:00.000Z',
  level: 0.02,
  bandShare: 0.4,
  threshold: 'As usual: no verdict has changed the threshold.',
  mutedUntil: null,
  findingCount30Days: 2,
};

test('what is watched says how well it is learnt, and a series is muted and unmuted', async () => {
  const sent: unknown[] = [];
  let mutedUntil: string | null = null;
  await openFeed('/signals?tab=watched', {
    WatchedSeriesPage: () => ({
      watchedSeries: { edges: [{ cursor: 's1', node: { ...series, mutedUntil } }], pageInfo: { hasNextPage: false } },
    }),
    MuteSeries: (variables) => {
      sent.push(variables);
      mutedUntil = '2030-01-01T00:00:00.000Z';
      return { muteSeries: { ...series, mutedUntil } };
    },
    UnmuteSeries: () => {
      mutedUntil = null;
      return { unmuteSeries: series };
    },
  });
  await expect.element(page.getByText('wide range')).toBeVisible();
  await page.getByRole('button', { name: /^More for Error rate/ }).click();
  await page.getByRole('menuitem', { name: 'Mute' }).click();
  await page.getByRole('button', { name: 'A week' }).click();
  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect.element(page.getByText(/muted until/)).toBeVisible();
  expect(Date.parse((sent[0] as { until: string }).until)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  await page.getByRole('button', { name: /^More for Error rate/ }).click();
  await page.getByRole('menuitem', { name: 'Unmute' }).click();
  await expect.element(page.getByText(/muted until/)).not.toBeInTheDocument();
});

test('each choice of how much is reported is replayed before it is saved', async () => {
  let sensitivity = 'BALANCED';
  const replay = (variables: Record<string, unknown>) => ({
    signalReplay: {
      __typename: 'SignalReplay',
      anomalyCount: 1,
      perWeek: 0.2,
      sentence: variables['sensitivity'] === 'FEW' ? 'You would have had 1 anomaly.' : 'You would have had 3 anomalies.',
      anomalies: [{ ...finding, __typename: 'ReplayedAnomaly', severity: 'WARNING', sentence: '' }],
    },
  });
  await openFeed('/signals?tab=settings', {
    SignalSettings: () => ({ signalSettings: { __typename: 'SignalSettings', sensitivity, changedAt: null, changedBy: null } }),
    SignalReplay: replay,
    UpdateSignalSettings: (variables) => {
      sensitivity = String(variables['sensitivity']);
      return {
        updateSignalSettings: { __typename: 'SignalSettings', sensitivity, changedAt: '2026-11-20T10:00:00.000Z', changedBy: null },
      };
    },
  });
  await expect.element(page.getByText('You would have had 3 anomalies.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Report balanced' })).toBeDisabled();
  await page.getByRole('radio', { name: /^Few/ }).click();
  await expect.element(page.getByText('You would have had 1 anomaly.')).toBeVisible();
  await page.getByRole('button', { name: 'Report few' }).click();
  await expect.poll(() => sensitivity).toBe('FEW');
});

const openOne = (answers: Answers, viewer = viewerOf()) =>
  render(
    <As viewer={viewer}>
      <AnomalyPage />
    </As>,
    {
      path: '/signals/$anomalyId',
      at: '/signals/a1',
      others: ['/signals', '/messages', '/traces', '/analytics', '/models/$modelName'],
      answers: { OneAnomaly: () => ({ anomaly }), ...answers },
    },
  );

test('an anomaly leads to the messages behind it, under its own filter and time', async () => {
  await openOne({});
  await expect.element(page.getByRole('heading', { name: /rose to 21/ })).toBeVisible();
  const failed = page.getByRole('link', { name: 'Messages that ended in an error' });
  await expect.element(failed).toBeVisible();
  const href = decodeURIComponent(failed.element().getAttribute('href') ?? '');
  expect(href).toContain('from=2026-11-20T10:00:00.000Z');
  expect(href).toContain('to=2026-11-20T15:00:00.000Z');
  expect(href).toContain('model=gpt-4o');
  expect(href).toContain('not-error=(none)');
  await expect.element(page.getByRole('region', { name: 'What else moved' }).getByText('Response time, p95')).toBeVisible();
  await expect.element(page.getByRole('list', { name: 'Marks before it' }).getByText('v42')).toBeVisible();
});

test('a verdict says what it changes, is about the findings that are chosen, and can be undone', async () => {
  const sent: unknown[] = [];
  let stored: object = anomaly;
  await openOne({
    OneAnomaly: () => ({ anomaly: stored }),
    JudgeAnomaly: (variables) => {
      sent.push(variables);
      return {
        judgeAnomaly: (stored = {
          ...anomaly,
          verdict: 'EXPECTED',
          verdictReason: 'campaign',
          verdictAt: '2026-11-20T16:00:00.000Z',
          verdictBy: { __typename: 'Person', id: 'P1', name: 'Ann' },
        }),
      };
    },
    UndoAnomalyVerdict: () => ({ undoAnomalyVerdict: (stored = anomaly) }),
  });
  await page.getByRole('group', { name: 'Verdict' }).getByRole('button', { name: 'Expected' }).click();
  await page.getByRole('textbox', { name: 'Reason (optional)' }).fill('campaign');
  await page.getByText('About all 2 findings').click();
  await page.getByRole('checkbox', { name: /^Success rate/ }).click();
  await expect.element(page.getByText('About 1 of 2 findings')).toBeVisible();
  await page.getByRole('button', { name: 'It is expected' }).click();
  await expect.element(page.getByText(/campaign/).first()).toBeVisible();
  expect(sent).toEqual([{ id: 'a1', verdict: 'EXPECTED', reason: 'campaign', findings: ['f1'] }]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByRole('button', { name: 'Not real' })).toBeVisible();
});

test('a note is written, and a key acknowledges', async () => {
  let tried = 0;
  let stored: object = anomaly;
  await openOne({
    OneAnomaly: () => ({ anomaly: stored }),
    AcknowledgeAnomaly: () => {
      tried += 1;
      return { acknowledgeAnomaly: { ...anomaly, state: 'ACKNOWLEDGED' } };
    },
    NoteAnomaly: (variables) => ({
      noteAnomaly: (stored = {
        ...anomaly,
        notes: [{ __typename: 'AnomalyNote', id: 'n1', author: null, text: variables['text'], createdAt: '2026-11-20T16:00:00.000Z' }],
      }),
    }),
  });
  await page.getByRole('textbox', { name: 'Note' }).fill('provider outage');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect.element(page.getByRole('list', { name: 'Notes' }).getByText('provider outage')).toBeVisible();
  (document.activeElement as HTMLElement | null)?.blur();
  await userEvent.keyboard('a');
  await expect.poll(() => tried).toBe(1);
});

test('one who may not judge sees what was found, and no buttons; one that is gone says so', async () => {
  await openOne({}, viewerOf({ permissions: ['READ'] }));
  await expect.element(page.getByText('No verdict yet.')).toBeVisible();
  expect(document.querySelectorAll('main form')).toHaveLength(0);
  await openOne({ OneAnomaly: () => ({ anomaly: null }) });
  await expect.element(page.getByText('There is no such anomaly.')).toBeVisible();
});
