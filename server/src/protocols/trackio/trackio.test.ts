import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { noteSilence } from '../../domains/training/background/silence.ts';
import { settleProgress } from '../../domains/training/load/jobs.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

/** A workspace of its own, and how Trackio's client calls in it. */
async function client(role: 'EDITOR' | 'VIEWER' = 'EDITOR') {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role });
  const raw = async (name: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-trackio-write-token': secret, ...headers },
      body,
    });
    return { status: response.status, body: (await response.json()) as Loose };
  };
  return {
    workspaceId,
    raw,
    call: (name: string, kwargs: object) => raw(name, JSON.stringify({ args: [], kwargs })),
    job: async (selection: string): Promise<Loose> => {
      const { body } = await ask(server, `{ trainingJobs(first: 5) { edges { node { ${selection} } } } }`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect(body.errors).toBeUndefined();
      return body.data.trainingJobs.edges.map(({ node }: Loose) => node);
    },
  };
}

const entry = (metrics: object, rest: object = {}) => ({ project: 'p', run: 'first', run_id: 'run-1', metrics, ...rest });

test('a run is a training job: numbers are points, its configuration hyperparameters, and the same again changes nothing', async () => {
  const own = await client();
  const logs = [
    entry(
      { 'train/loss': 2, note: 'text', image: { _type: 'trackio.image', size: 5 }, eval: { acc: 0.5 } },
      { step: 0, log_id: 'a', config: { lr: 0.1, _Username: 'ada', _Group: 'g' } },
    ),
    entry({ 'train/loss': 'NaN' }, { step: 1, log_id: 'b' }),
  ];
  for (let time = 0; time < 2; time += 1)
    expect(await own.call('bulk_log', { logs, hf_token: null })).toEqual({ status: 200, body: { data: null, error: null } });
  const system = {
    project: 'p',
    run: 'first',
    run_id: 'run-1',
    metrics: { 'gpu/0/utilization': 0.5 },
    timestamp: new Date(Date.now() - 5_000).toISOString(),
  };
  expect((await own.call('bulk_log_system', { logs: [system], hf_token: null })).status).toBe(200);
  expect(
    await own.job(
      'externalId name project source status groupName userName hyperparameters systemMetricNames metrics { name spellings lastStep firstNonFiniteStep } series(metric: "loss") { step value }',
    ),
  ).toEqual([
    {
      externalId: 'run-1',
      name: 'first',
      project: 'p',
      source: 'TRACKIO',
      status: 'RUNNING',
      groupName: 'g',
      userName: 'ada',
      hyperparameters: { lr: 0.1 },
      systemMetricNames: ['system/gpu/0/utilization'],
      metrics: [
        { name: 'eval_acc', spellings: ['eval/acc'], lastStep: 0, firstNonFiniteStep: null },
        { name: 'loss', spellings: ['train/loss'], lastStep: 1, firstNonFiniteStep: 1 },
      ],
      series: [
        { step: 0, value: 2 },
        { step: 1, value: 'NaN' },
      ],
    },
  ]);
});

test('an entry without a step follows the last one, and has the same step when it is sent again', async () => {
  const own = await client();
  const logs = ['a', 'b', 'c'].map((id, index) => entry({ loss: index }, { log_id: id }));
  await own.call('bulk_log', { logs });
  await own.call('bulk_log', { logs: logs.slice(1) });
  expect((await own.job('series(metric: "loss") { step value }'))[0].series).toEqual([0, 1, 2].map((step) => ({ step, value: step })));
});

test('the step of a Hugging Face training is that of the training, not of the call', async () => {
  const own = await client();
  const logs = [10, 20].map((globalStep, index) => entry({ 'train/loss': index, 'train/global_step': globalStep }, { step: index }));
  await own.call('bulk_log', { logs });
  expect((await own.job('series(metric: "loss") { step }'))[0].series.map(({ step }: Loose) => step)).toEqual([10, 20]);
});

test('a run is resumed by what the server knows of it', async () => {
  const own = await client();
  await own.call('bulk_log', { logs: [entry({ loss: 1 }, { step: 41, config: { lr: 1 } })] });
  expect((await own.call('get_runs_for_project', { project: 'p' })).body.data).toEqual([
    { id: 'run-1', name: 'first', created_at: expect.any(String) },
  ]);
  const summary = { project: 'p', run: 'first', run_id: 'run-1', num_logs: 42, metrics: ['loss'], config: { lr: 1 }, last_step: 41 };
  for (const by of [{ run_id: 'run-1' }, { run: 'first' }])
    expect((await own.call('get_run_summary', { project: 'p', ...by })).body.data).toEqual(summary);
  expect((await own.call('get_run_summary', { project: 'p', run: 'none' })).body.data).toMatchObject({ num_logs: 0, last_step: null });
});

test('an alert is kept with its job, once', async () => {
  const own = await client();
  const alerts = [{ project: 'p', run: 'first', run_id: 'run-1', title: 'High', text: 'loss', level: 'warn', step: 3, alert_id: 'x' }];
  for (let time = 0; time < 2; time += 1) expect((await own.call('bulk_alert', { alerts })).status).toBe(200);
  const { attributes } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { workspaceId: own.workspaceId } });
  expect(attributes).toEqual({
    'trackio:alert:x': { id: 'x', title: 'High', text: 'loss', level: 'warn', step: 3, at: expect.any(String) },
  });
});

test('alerts are shown with their job, newest first; an urgency that is not known is WARN', async () => {
  const own = await client();
  const alert = (id: string, level: string, minute: number) => ({
    project: 'p',
    run: 'first',
    run_id: 'run-1',
    title: id,
    level,
    alert_id: id,
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  });
  await own.call('bulk_alert', {
    alerts: [alert('old', 'error', 1), { ...alert('new', 'info', 3), text: 'loss', step: 3 }, alert('odd', 'x', 2)],
  });
  expect((await own.job('alerts { title text level step at }'))[0].alerts).toEqual([
    { title: 'new', text: 'loss', level: 'INFO', step: 3, at: '2026-01-01T00:03:00.000Z' },
    { title: 'odd', text: null, level: 'WARN', step: null, at: '2026-01-01T00:02:00.000Z' },
    { title: 'old', text: null, level: 'ERROR', step: null, at: '2026-01-01T00:01:00.000Z' },
  ]);
});

test('a run that falls silent has finished where it has sent all: its last step, last epoch or summary; else it is stalled, and fails after a day', async () => {
  const own = await client();
  const ends = {
    steps: [{ metrics: { loss: 1 }, step: 10, config: { max_steps: 10, num_train_epochs: 5, _name_or_path: 'tiny' } }],
    epochs: [{ metrics: { loss: 1, 'train/epoch': 2 }, step: 7, config: { max_steps: -1, num_train_epochs: 2 } }],
    summary: [
      { metrics: { loss: 1 }, step: 7, config: {} },
      { metrics: { 'train/train_runtime': 60 }, step: 7 },
    ],
    goesOn: [
      { metrics: { 'train/train_runtime': 60 }, step: 7, config: {} },
      { metrics: { loss: 1 }, step: 8 },
    ],
    open: [{ metrics: { loss: 1 }, step: 9, config: { max_steps: 10 } }],
  };
  for (const [run, entries] of Object.entries(ends))
    await own.call('bulk_log', { logs: entries.map((one) => ({ project: 'p', run, run_id: run, ...one })) });
  await settleProgress(server.stores);
  const { trainingJob } = server.stores.prisma;
  const now = new Date();
  const heardAt = (minutes: number) =>
    trainingJob.updateMany({ where: { workspaceId: own.workspaceId }, data: { heardAt: new Date(now.getTime() - minutes * 60_000) } });
  const note = () => noteSilence({ stores: server.stores, live: server.live, onError: (error) => expect(error).toBeNull() }, now);
  const states = async () =>
    Object.fromEntries(
      (await own.job('name status endReason')).map(({ name, status, endReason }: Loose) => [name, `${status} ${endReason}`]),
    );
  const finished = 'FINISHED NO_END_REPORTED';
  await heardAt(6);
  await note();
  expect(await states()).toEqual({ steps: finished, epochs: finished, summary: finished, goesOn: 'STALLED null', open: 'STALLED null' });
  const [steps] = (await own.job('name baseModel startedAt endedAt heardAt model { name }')).filter(({ name }: Loose) => name === 'steps');
  expect(steps).toMatchObject({ baseModel: 'tiny', endedAt: steps.heardAt, model: { name: 'tiny:steps' } });
  await own.call('bulk_log', { logs: [{ project: 'p', run: 'summary', run_id: 'summary', metrics: { eval: { loss: 1 } }, step: 7 }] });
  expect(await states()).toMatchObject({ summary: 'RUNNING null', epochs: finished });
  await heardAt(24 * 60 + 1);
  await note();
  expect(await states()).toMatchObject({ summary: finished, goesOn: 'FAILED SILENT', open: 'FAILED SILENT' });
});

test('a good point is kept beside one that cannot be, which an alert of the job names', async () => {
  const own = await client();
  expect((await own.call('bulk_log', { logs: [entry({ loss: 1, ['x'.repeat(10_000)]: 2 }, { step: 0 })] })).status).toBe(200);
  const alerts = async () => (await own.job('alerts { level title text }'))[0].alerts;
  const alert = (text: string) => [{ level: 'WARN', title: 'Points were left out', text: expect.stringContaining(text) }];
  expect((await own.job('metricNames'))[0].metricNames).toEqual(['loss']);
  expect(await alerts()).toEqual(alert('metric is 10000 characters long; at most 250 are taken.'));
  const steps = [entry({ loss: 2 }, { step: 1 }), entry({ loss: 3 }, { step: -1 }), entry({ loss: 4 }, { step: 2 })];
  expect((await own.call('bulk_log', { logs: steps })).status).toBe(200);
  expect(await alerts()).toEqual(alert('step is -1; a whole number from 0'));
  const times = [entry({ loss: 5 }, { step: 3 }), entry({ loss: 6 }, { step: 4, timestamp: '2090-01-01T00:00:00' })];
  expect((await own.call('bulk_log', { logs: times })).status).toBe(200);
  expect(await alerts()).toEqual(alert("more than one day ahead of the server's clock"));
  expect((await own.job('series(metric: "loss") { step value }'))[0].series.map(({ value }: Loose) => value)).toEqual([1, 2, 4, 5]);
});

test.each<[what: string, kwargs: object]>([
  ['no list', { logs: 5 }],
  ['an entry that is no object', { logs: [5] }],
  ['an entry without a project', { logs: [{ run: 'r', metrics: {} }] }],
  ['a name of 10 kB', { logs: [{ project: 'x'.repeat(10_000), run: 'r', metrics: {} }] }],
  ['a negative step', { logs: [entry({ loss: 1 }, { step: -1 })] }],
  ['a step of 2^63', { logs: [entry({ loss: 1 }, { step: 2 ** 63 })] }],
  ['only points that cannot be', { logs: [entry({ ['x'.repeat(10_000)]: 1 }, { step: 0 })] }],
  ['more entries than are taken', { logs: Array.from({ length: 10_001 }, () => entry({})) }],
])('%s is refused', async (_what, kwargs) => {
  const own = await client();
  expect(await own.call('bulk_log', kwargs)).toEqual({ status: 400, body: { data: null, error: expect.any(String) } });
});

test('a wrong key, one that may only read, what is no JSON and files are refused', async () => {
  const own = await client();
  expect((await own.raw('bulk_log', '{"kwargs":{"logs":[]}}', { 'x-trackio-write-token': `ftl_${'x'.repeat(39)}` })).status).toBe(401);
  expect((await (await client('VIEWER')).call('bulk_log', { logs: [] })).status).toBe(403);
  expect((await own.raw('bulk_log', '{')).status).toBe(400);
  expect((await own.raw('bulk_log', '[]')).status).toBe(400);
  expect((await own.raw('bulk_log', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await own.call('bulk_upload_media', {})).status).toBe(404);
  expect((await fetch(`${server.url}/api/bulk_log`)).status).toBe(405);
});

test('a client that shows its token receives the version of the interface', async () => {
  const version = await fetch(`${server.url}/version`, { headers: { 'x-trackio-write-token': 'any' } });
  expect(await version.json()).toMatchObject({ api_version: 1 });
});
