import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { builtInMetrics } from './pure/built-in.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const as = async (role: 'EDITOR' | 'ANALYST') => {
    const { secret } = await createApiKey(server.stores, { workspaceId, name: role, role });
    return async (query: string, variables: object = {}): Promise<Loose> =>
      (await ask(server, query, { headers: { authorization: `Bearer ${secret}` }, variables })).body;
  };
  const [edit, analyse] = [await as('EDITOR'), await as('ANALYST')];
  const create = (input: object): Promise<Loose> =>
    edit('mutation ($input: MetricInput!) { createMetric(input: $input) { id key name kind unit better measured { event models } } }', {
      input,
    });
  return { workspaceId, edit, analyse, create };
}

const orders = { key: 'orders', name: 'Orders', kind: 'SUM', measured: { measure: 'EVENTS', event: 'order' }, better: 'UP' };

test('built-in metrics and those of the workspace are listed together, and found by their keys', async () => {
  const { create, analyse } = await workspace();
  const { createMetric } = (await create(orders)).data;
  expect(createMetric).toMatchObject({ key: 'orders', unit: 'NUMBER', measured: { event: 'order', models: [] } });
  const { metrics } = (await analyse('{ metrics { id key isBuiltIn unit lastChange { action } } }')).data;
  expect(metrics.map(({ key }: Loose) => key)).toEqual([...builtInMetrics.map(({ key }) => key), 'orders']);
  expect(metrics.at(-1)).toMatchObject({ id: createMetric.id, isBuiltIn: false, lastChange: { action: 'createMetric' } });
  const found = async (key: string): Promise<Loose> =>
    (await analyse('query ($key: String!) { metric(key: $key) { key name isBuiltIn } }', { key })).data.metric;
  expect(await found('success_share')).toEqual({ key: 'success_share', name: 'Success', isBuiltIn: true });
  expect(await found('orders')).toMatchObject({ name: 'Orders' });
  expect(await found('nothing')).toBeNull();
  expect(await found('\u0000')).toBeNull();
  const { node } = (await analyse('query ($id: ID!) { node(id: $id) { ... on Metric { key } } }', { id: metrics[0].id })).data;
  expect(node).toEqual({ key: 'success_share' });
});

test('a change is of the whole definition and keeps the key; it and the rest take an editor', async () => {
  const { create, edit, analyse } = await workspace();
  const { id } = (await create(orders)).data.createMetric;
  const change = { id, name: 'Paid orders', kind: 'SHARE', measured: { measure: 'EVENTS', event: 'paid' }, better: 'UP' };
  const text =
    'mutation ($input: MetricChangeInput!) { updateMetric(input: $input) { key name kind unit description measured { event } } }';
  expect((await edit(text, { input: change })).data.updateMetric).toEqual({
    key: 'orders',
    name: 'Paid orders',
    kind: 'SHARE',
    unit: 'SHARE',
    description: '',
    measured: { event: 'paid' },
  });
  expect((await analyse(text, { input: change })).errors[0].extensions.code).toBe('FORBIDDEN');
  expect((await create(orders)).errors[0]).toMatchObject({ extensions: { code: 'BAD_METRIC', field: 'input.key' } });
  expect((await edit('mutation ($id: ID!) { deleteMetric(id: $id) }', { id })).data.deleteMetric).toBe(id);
});

test('a metric that an experiment uses is not deleted before the experiment is archived', async () => {
  const { create, edit } = await workspace();
  const { id } = (await create(orders)).data.createMetric;
  const remove = () => edit('mutation ($id: ID!) { deleteMetric(id: $id) }', { id });
  const make = (key: string, metric: string) =>
    edit('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
      input: { key, name: key, variants: [{ key: 'a' }, { key: 'b' }], metrics: [{ metric }] },
    });
  const experiment = (await make('checkout', 'orders')).data.createExperiment;
  expect((await make('other', 'none')).errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'input.metrics[0].metric' });
  const { errors } = await remove();
  expect([errors[0].extensions.code, errors[0].message]).toEqual([
    'METRIC_IN_USE',
    'The metric "orders" is used by the experiment "checkout". Nothing was deleted: take it out there, or archive what uses it, first.',
  ]);
  for (const act of ['start', 'stop', 'archive'])
    expect((await edit(`mutation ($id: ID!) { ${act}Experiment(id: $id) { id } }`, { id: experiment.id })).errors).toBeUndefined();
  expect((await remove()).data.deleteMetric).toBe(id);
  // What it was judged by is gone; the rest of its results is there.
  const { results } = (await edit('{ experiment(key: "checkout") { results { metrics { metric } sentence } } }')).data.experiment;
  expect(results.metrics).toEqual([]);
});

test('a preview gives the value over the users of the last 28 days, and stores nothing', async () => {
  const { edit, analyse, workspaceId } = await workspace();
  const at = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const events = [
    { name: 'order', unitId: 'u1', value: 10, at: at(1) },
    { name: 'order', unitId: 'u1', value: 20, at: at(2) },
    { name: 'order', unitId: 'u2', value: 60, at: at(3) },
    { name: 'order', unitId: 'u3', value: 1_000, at: at(29) },
    { name: 'click', unitId: 'u4', value: 5, at: at(1) },
  ];
  await edit('mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted } }', { events });
  await edit('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    messages: [{ externalId: 'm', conversationId: 'c', role: 'ASSISTANT', content: 'x', userId: 'u5', createdAt: at(1), outputTokens: 7 }],
  });
  await drainProjection(server.stores);
  const preview = async (input: object): Promise<Loose> =>
    (await analyse('query ($input: MetricPreviewInput!) { previewMetric(input: $input) { value low high unitCount } }', { input })).data
      .previewMetric;
  const value = { kind: 'SUM', better: 'UP', measured: { measure: 'EVENT_VALUE', event: 'order' } };
  // Of u1, u2 and u5, who has an answer and no order.
  const { low, high, ...found } = await preview(value);
  expect(found).toEqual({ value: 30, unitCount: 3 });
  // The deviation of 30, 60 and 0 is 30: 30 ± 1.96 · 30 / √3.
  expect([low, high]).toEqual([expect.closeTo(-3.948, 3), expect.closeTo(63.948, 3)]);
  expect(await preview({ ...value, kind: 'PERCENTILE', percentile: 0.5 })).toMatchObject({ value: 20, unitCount: 3 });
  expect(await preview({ ...value, kind: 'MEAN' })).toMatchObject({ value: 30, unitCount: 3 });
  expect(await preview({ kind: 'SHARE', better: 'UP', measured: { measure: 'EVENTS', event: 'none' } })).toMatchObject({
    value: 0,
    unitCount: 1,
  });
  const nowhere = await workspace();
  const empty = await nowhere.analyse('query ($input: MetricPreviewInput!) { previewMetric(input: $input) { value unitCount } }', {
    input: value,
  });
  expect(empty.data.previewMetric).toEqual({ value: null, unitCount: 0 });
  expect(await server.stores.prisma.metric.count({ where: { workspaceId } })).toBe(0);
});

test('a preview of retention counts the users whose days are over, and needs no direction', async () => {
  const { edit, analyse } = await workspace();
  const at = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const events = (
    [
      ['back', 20],
      ['back', 15],
      ['gone', 20],
      ['new', 1],
    ] as const
  ).map(([unitId, daysAgo]) => ({ name: 'visit', unitId, at: at(daysAgo) }));
  await edit('mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted } }', { events });
  const input = { kind: 'RETENTION', measured: { measure: 'EVENTS', event: 'visit' }, afterDays: 3, withinDays: 4 };
  const { data } = await analyse('query ($input: MetricPreviewInput!) { previewMetric(input: $input) { value unitCount } }', { input });
  expect(data.previewMetric).toEqual({ value: 0.5, unitCount: 2 });
});

test('values that hardly differ keep their spread', async () => {
  const { edit, analyse } = await workspace();
  const events = [0, 1, 2].map((more) => ({ name: 'clock', unitId: `u${more}`, value: 1e9 + more }));
  await edit('mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted } }', { events });
  const input = { kind: 'SUM', better: 'UP', measured: { measure: 'EVENT_VALUE', event: 'clock' } };
  const { data } = await analyse('query ($input: MetricPreviewInput!) { previewMetric(input: $input) { value low high } }', { input });
  const { value, low, high } = data.previewMetric;
  // The deviation is 1: 1.96 / √3 to either side.
  expect([value, low - value, high - value]).toEqual([1e9 + 1, expect.closeTo(-1.1316, 3), expect.closeTo(1.1316, 3)]);
});

const answers = { measure: 'ANSWERS' };
test.each([
  ['a measure that the kind does not have', { kind: 'PERCENTILE', percentile: 0.5, measured: answers }, 'measured.measure'],
  ['a percentile without a level', { kind: 'PERCENTILE', measured: { measure: 'LATENCY' } }, 'percentile'],
  ['a level of 1', { kind: 'PERCENTILE', percentile: 1, measured: { measure: 'LATENCY' } }, 'percentile'],
  ['a ratio without a denominator', { kind: 'RATIO', measured: answers }, 'denominator'],
  ['a ratio of ratings', { kind: 'RATIO', measured: answers, denominator: { measure: 'RATING' } }, 'denominator.measure'],
  ['a denominator of a sum', { kind: 'SUM', measured: answers, denominator: answers }, 'denominator'],
  ['retention without days', { kind: 'RETENTION', measured: answers }, 'afterDays'],
  ['retention with a window', { kind: 'RETENTION', measured: answers, afterDays: 7, windowHours: 1 }, 'windowHours'],
  ['a window of no hours', { kind: 'SUM', measured: answers, windowHours: 0 }, 'windowHours'],
  ['a cap of both kinds', { kind: 'SUM', measured: answers, cap: { value: 1, percentile: 0.9 } }, 'cap'],
  ['a cap of neither', { kind: 'SUM', measured: answers, cap: {} }, 'cap'],
  ['a cap of a share', { kind: 'SHARE', measured: answers, cap: { value: 1 } }, 'cap'],
  ['a cap below the median', { kind: 'SUM', measured: answers, cap: { percentile: 0.4 } }, 'cap.percentile'],
  ['events without a name', { kind: 'SUM', measured: { measure: 'EVENTS' } }, 'measured.event'],
  ['answers with a name of events', { kind: 'SUM', measured: { ...answers, event: 'order' } }, 'measured.event'],
  ['events of a model', { kind: 'SUM', measured: { measure: 'EVENTS', event: 'a', models: ['m'] } }, 'measured.models'],
  ['attributes of answers', { kind: 'SUM', measured: { ...answers, attributes: [{ name: 'a', values: ['b'] }] } }, 'measured.attributes'],
  [
    'an attribute without values',
    { kind: 'SUM', measured: { measure: 'EVENTS', event: 'a', attributes: [{ name: 'a', values: [] }] } },
    'measured.attributes[0].values',
  ],
  ['a failure tag that is not named', { kind: 'SHARE', measured: { measure: 'FAILURE_TAG' } }, 'measured.failureTag'],
  ['the key of a built-in metric', { key: 'success_share', kind: 'SUM', measured: answers }, 'key'],
])('%s is refused by its path', async (_name, formula, field) => {
  const { create } = await workspace();
  const { errors } = await create({ key: 'a', name: 'A', better: 'UP', ...formula });
  expect(errors[0].extensions).toMatchObject({ code: 'BAD_METRIC', field: `input.${field}` });
});
