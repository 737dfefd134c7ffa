import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';

let server: TestServer;
let folder: string;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'phoenix-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
});

async function call(method: string, path: string, body?: unknown, secret = workspace.secret): Promise<{ status: number; body: Loose }> {
  const response = await fetch(`${server.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
}

const examples = {
  name: 'capitals',
  inputs: [{ c: 'Germany' }, { c: 'Spain' }, { c: 'Italy' }],
  outputs: [{ o: 'Berlin' }, { o: 'Madrid' }, { o: 'Rome' }],
};
const upload = (more: object = {}): Promise<Loose> => call('POST', 'datasets/upload?sync=true', { ...examples, ...more });
const examplesOf = async (id: string): Promise<Loose[]> => (await call('GET', `datasets/${id}/examples`)).body.data.examples;

describe('a dataset', () => {
  test('is made once, appended to, and updated to what is sent: examples that stay keep their ids', async () => {
    const made = await upload();
    expect(made).toMatchObject({
      status: 200,
      body: { data: { num_created_examples: 3, num_updated_examples: 0, num_deleted_examples: 0 } },
    });
    const id = made.body.data.dataset_id;
    expect(await upload()).toMatchObject({ status: 409 });
    const before = await examplesOf(id);
    expect(before.map(({ input, output }) => [input.c, output.o])).toEqual([
      ['Germany', 'Berlin'],
      ['Spain', 'Madrid'],
      ['Italy', 'Rome'],
    ]);
    const updated = await upload({
      action: 'update',
      inputs: [{ c: 'Germany' }, { c: 'France' }],
      outputs: [{ o: 'Berlin' }, { o: 'Paris' }],
    });
    expect(updated.body.data).toMatchObject({ dataset_id: id, num_created_examples: 1, num_updated_examples: 0, num_deleted_examples: 2 });
    const after = await examplesOf(id);
    expect(after.map(({ input }) => input.c)).toEqual(['Germany', 'France']);
    expect(after[0]?.id).toBe(before[0]?.id);
    await upload({ action: 'append', inputs: [{ c: 'Norway' }], outputs: [{ o: 'Oslo' }], example_ids: ['own'], splits: ['test'] });
    expect((await examplesOf(id)).at(-1)).toMatchObject({ id: 'own', input: { c: 'Norway' } });
    expect((await call('GET', `datasets/${id}/examples?split=test`)).body.data.examples).toHaveLength(1);
    expect((await call('GET', 'datasets?name=capitals')).body).toMatchObject({ data: [{ id, example_count: 3 }], next_cursor: null });
    expect((await call('GET', `datasets/${id}/versions?limit=1`)).body).toMatchObject({
      data: { length: 1 },
      next_cursor: expect.any(String),
    });
    expect(await upload({ action: 'update', inputs: [{ c: 'Norway' }], outputs: [{ o: 'Bergen' }], example_ids: ['own'] })).toMatchObject({
      body: { data: { num_updated_examples: 1, num_deleted_examples: 2 } },
    });
    expect(await call('DELETE', `datasets/${id}`)).toMatchObject({ status: 204 });
    expect(await call('GET', `datasets/${id}`)).toMatchObject({ status: 404, body: { detail: expect.stringContaining('not found') } });
  });

  test.each([
    [{ inputs: [] }, 'inputs is empty'],
    [{ inputs: [1] }, 'inputs[0] is no object'],
    [{ outputs: [{}] }, 'both have the same length'],
    [{ name: '' }, 'name is missing'],
    [{ action: 'replace' }, 'action is one of'],
    [{ example_ids: ['a', 'a', null] }, 'which another example has'],
  ])('of %j is refused', async (more, detail) => {
    expect(await upload(more)).toMatchObject({ status: 422, body: { detail: expect.stringContaining(detail) } });
  });
});

describe('an experiment', () => {
  const begin = async (more: object = {}): Promise<{ id: string; examples: Loose[] }> => {
    const { body } = await upload();
    const { data } = (await call('POST', `datasets/${body.data.dataset_id}/experiments`, { name: 'first', ...more })).body;
    return { id: data.id, examples: await examplesOf(body.data.dataset_id) };
  };
  const times = { start_time: '2026-11-20T12:00:00+00:00', end_time: '2026-11-20T12:00:01.500+00:00' };

  test('takes answers once, those with an error again; and evaluations by name', async () => {
    const { id, examples: all } = await begin({ repetitions: 2, metadata: { m: 1 } });
    const answer = (at: number, more: object = {}) =>
      call('POST', `experiments/${id}/runs`, {
        dataset_example_id: all[at]?.id,
        repetition_number: 1,
        output: { o: 'x' },
        ...times,
        ...more,
      });
    const first = await answer(0, { trace_id: 'ab'.repeat(16), id: 'temp-1', experiment_id: id });
    expect(first.status).toBe(200);
    expect(await answer(0)).toMatchObject({ status: 409 });
    expect(await answer(1, { error: 'ValueError()', output: null })).toMatchObject({ status: 200 });
    expect((await call('GET', `experiments/${id}`)).body.data).toMatchObject({
      name: 'first',
      repetitions: 2,
      metadata: { m: 1 },
      example_count: 3,
      successful_run_count: 1,
      failed_run_count: 1,
      missing_run_count: 4,
    });
    expect(await answer(1)).toMatchObject({ status: 200 });
    expect(await answer(0, { repetition_number: 3 })).toMatchObject({ status: 422 });
    expect(await answer(9)).toMatchObject({ status: 422, body: { detail: expect.stringContaining('dataset_example_id') } });
    const incomplete = (await call('GET', `experiments/${id}/incomplete-runs?limit=2`)).body;
    expect(incomplete.data.map((one: Loose) => [one.dataset_example.input.c, one.repetition_numbers])).toEqual([
      ['Germany', [2]],
      ['Spain', [2]],
    ]);
    const rest = (await call('GET', `experiments/${id}/incomplete-runs?limit=2&cursor=${incomplete.next_cursor}`)).body;
    expect(rest).toMatchObject({ data: [{ repetition_numbers: [1, 2] }], next_cursor: null });
    const judge = (more: object) =>
      call('POST', 'experiment_evaluations', {
        experiment_run_id: first.body.data.id,
        name: 'right',
        annotator_kind: 'CODE',
        ...times,
        ...more,
      });
    const one = await judge({ result: { score: 0, label: 'False', explanation: 'no' } });
    const again = await judge({ result: { score: 1, label: 'True' } });
    expect(again.body.data.id).toBe(one.body.data.id);
    await judge({ name: 'broken', annotator_kind: 'LLM', error: 'RateLimit()' });
    expect(await judge({ experiment_run_id: 'none' })).toMatchObject({ status: 404 });
    const missing = (await call('GET', `experiments/${id}/incomplete-evaluations?evaluation_name=right&evaluation_name=broken`)).body.data;
    expect(missing.map((m: Loose) => m.evaluation_names)).toEqual([['broken'], ['right', 'broken']]);
    const json = (await call('GET', `experiments/${id}/json`)).body;
    expect(json[0]).toMatchObject({
      example_id: all[0]?.id,
      repetition_number: 1,
      input: { c: 'Germany' },
      reference_output: { o: 'Berlin' },
      output: { o: 'x' },
      error: null,
      latency_ms: 1500,
      trace_id: 'ab'.repeat(16),
      annotations: [
        { name: 'broken', annotator_kind: 'LLM', error: 'RateLimit()', score: null },
        { name: 'right', annotator_kind: 'CODE', score: 1, label: 'pass' },
      ].toReversed(),
    });
    const { body: csv } = await call('GET', `experiments/${id}/csv`);
    expect(csv.split('\n')[0]).toContain('annotation_right_score');
    const runs = (await call('GET', `experiments/${id}/runs?limit=1`)).body;
    expect(runs).toMatchObject({ data: [{ dataset_example_id: all[0]?.id, output: { o: 'x' } }], next_cursor: expect.any(String) });
    expect((await call('GET', `experiments/${id}/runs?limit=5&cursor=${runs.next_cursor}`)).body.data).toHaveLength(1);
  });

  test('of another workspace, or without the right, is not there', async () => {
    const { id } = await begin();
    const other = await openTestWorkspace(server);
    expect(await call('GET', `experiments/${id}`, undefined, other.secret)).toMatchObject({ status: 404 });
    expect(await call('POST', `experiments/${id}/runs`, {}, other.secret)).toMatchObject({ status: 404 });
    const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'reader', role: 'VIEWER' });
    expect(await call('POST', `experiments/${id}/runs`, {}, secret)).toMatchObject({ status: 403, body: { detail: expect.any(String) } });
    expect(await call('GET', `experiments/${id}`, undefined, secret)).toMatchObject({ status: 200 });
    expect(await call('GET', 'experiments/none')).toMatchObject({ status: 404 });
    expect(await call('PUT', `experiments/${id}`)).toMatchObject({ status: 405 });
    expect(await call('GET', 'datasets/a/b/c')).toMatchObject({ status: 404 });
    expect(await call('GET', `experiments/${id}/runs?cursor=x`)).toMatchObject({ status: 422 });
  });
});
