import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { drainEvaluating } from '../../domains/evaluation-runs/background/work.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openLangfuse, type LangfuseWorkspace } from './langfuse.fixtures.ts';

let server: TestServer;
let folder: string;
let langfuse: LangfuseWorkspace;
let count = 0;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'langfuse-datasets-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  langfuse = await openLangfuse(server, `d${(count += 1)}`);
});

const name = 'a/b ü';
const make = (more: object = {}): Promise<Loose> =>
  langfuse.call('POST', 'v2/datasets', { name, description: 'One', metadata: { a: 1 }, ...more });
const item = (id: string, more: object = {}): Promise<Loose> =>
  langfuse.call('POST', 'dataset-items', { datasetName: name, id, input: { q: id }, expectedOutput: 'yes', ...more });
const traceId = (at: number): string => `${at}`.padStart(32, 'a');
const noted = (id: string, at: number, more: object = {}): Promise<Loose> =>
  langfuse.call('POST', 'dataset-run-items', { runName: 'first', datasetItemId: id, traceId: traceId(at), ...more });
const runs = () =>
  inWorkspace(langfuse.workspaceId, () => server.stores.prisma.evaluationRun.findMany({ where: { workspaceId: langfuse.workspaceId } }));
const items = () =>
  inWorkspace(langfuse.workspaceId, () =>
    server.stores.prisma.evaluationRunItem.findMany({
      where: { workspaceId: langfuse.workspaceId },
      orderBy: { id: 'asc' },
      include: { scores: true },
    }),
  );

describe('datasets', () => {
  test('are made by name, changed by what is sent again, and found by a name that is encoded twice', async () => {
    expect(await make({ inputSchema: { type: 'object' } })).toMatchObject({
      status: 200,
      body: { name, description: 'One', metadata: { a: 1 }, inputSchema: { type: 'object' } },
    });
    expect((await langfuse.call('POST', 'v2/datasets', { name, description: 'Two' })).body).toMatchObject({
      description: 'Two',
      metadata: { a: 1 },
    });
    const once = encodeURIComponent(name);
    for (const path of [once, encodeURIComponent(once)])
      expect((await langfuse.call('GET', `v2/datasets/${path}`)).body).toMatchObject({ name, projectId: langfuse.workspaceId });
    expect((await langfuse.call('GET', 'v2/datasets?limit=1')).body).toMatchObject({
      data: [{ name }],
      meta: { page: 1, limit: 1, totalItems: 1, totalPages: 1 },
    });
    expect(await langfuse.call('GET', 'v2/datasets/none')).toMatchObject({ status: 404, body: { error: 'LangfuseNotFoundError' } });
    expect(await langfuse.call('POST', 'v2/datasets', { name: ' ' })).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data' },
    });
  });

  test('have items that are replaced by their id, listed in pages, archived and deleted', async () => {
    await make();
    for (const id of ['one', 'two', 'three'])
      expect(await item(id)).toMatchObject({ status: 200, body: { id, status: 'ACTIVE', datasetName: name } });
    await item('two', { input: { q: 'new' }, metadata: 'word' });
    const path = `dataset-items?datasetName=${encodeURIComponent(name)}`;
    const first = (await langfuse.call('GET', `${path}&limit=2`)).body;
    expect(first.meta).toEqual({ page: 1, limit: 2, totalItems: 3, totalPages: 2 });
    expect((await langfuse.call('GET', `${path}&limit=2&page=2`)).body.data).toHaveLength(1);
    expect((await langfuse.call('GET', 'dataset-items/two')).body).toMatchObject({
      id: 'two',
      input: { q: 'new' },
      metadata: { metadata: 'word' },
    });
    expect(await item('one', { status: 'ARCHIVED' })).toMatchObject({ body: { id: 'one', status: 'ARCHIVED' } });
    expect(await langfuse.call('GET', 'dataset-items/one')).toMatchObject({ status: 404 });
    expect(await langfuse.call('DELETE', 'dataset-items/two')).toMatchObject({ status: 200 });
    expect((await langfuse.call('GET', path)).body.data.map(({ id }: Loose) => id)).toEqual(['three']);
    await langfuse.call('POST', 'v2/datasets', { name: 'other' });
    expect(await langfuse.call('POST', 'dataset-items', { datasetName: 'other', id: 'three', input: 1 })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('another dataset') },
    });
    expect(await langfuse.call('GET', 'dataset-items')).toMatchObject({ status: 400 });
  });

  test('have items that an id names which the product gave', async () => {
    await make();
    const dataset = (await langfuse.call('GET', `v2/datasets/${encodeURIComponent(name)}`)).body;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...langfuse.headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation ($input: AddDatasetRowsInput!) { addDatasetRows(input: $input) { id } }',
        variables: { input: { id: Buffer.from(`Dataset:${dataset.id}`).toString('base64'), rows: [{ input: 'x', expectedOutput: 'y' }] } },
      }),
    });
    expect(((await response.json()) as Loose).errors).toBeUndefined();
    const [only] = (await langfuse.call('GET', `dataset-items?datasetName=${encodeURIComponent(name)}`)).body.data;
    expect(only.id).toMatch(new RegExp(`^${dataset.id}:\\d+-\\d+$`));
    expect(await noted(only.id, 1)).toMatchObject({ status: 200, body: { datasetItemId: only.id } });
  });
});

describe('a run', () => {
  test('is one by its name; answers are read from their spans, repeated ones are all kept', async () => {
    await make();
    await item('one');
    await item('two');
    const answers = await Promise.all([noted('one', 1), noted('two', 2, { runDescription: 'Mine', metadata: { m: 1 } }), noted('one', 3)]);
    expect(new Set(answers.map(({ body }) => body.datasetRunId)).size).toBe(1);
    expect(answers[0].body).toMatchObject({ datasetRunName: 'first', datasetItemId: 'one', traceId: traceId(1), observationId: null });
    // Sent again after its answer was lost: the same item.
    expect((await noted('one', 1)).body.id).toBe(answers[0].body.id);
    await drainEvaluating(server.stores);
    expect((await items()).map(({ rowKey, state, isAnswered }) => [rowKey, state, isAnswered])).toEqual(
      expect.arrayContaining([['two', 'WAITING', false]]),
    );
    await langfuse.send(
      { type: 'trace-create', body: { id: traceId(1), name: 't', input: 'q', output: 'yes' } },
      {
        type: 'span-create',
        body: {
          id: 's1',
          traceId: traceId(1),
          name: 's',
          startTime: '2026-11-20T12:00:00Z',
          endTime: '2026-11-20T12:00:02Z',
          output: { a: 1 },
        },
      },
      { type: 'score-create', body: { traceId: traceId(1), name: 'good', value: 1, dataType: 'BOOLEAN' } },
      { type: 'score-create', body: { datasetRunId: answers[0].body.datasetRunId, name: 'whole', value: 0.5 } },
    );
    await inWorkspace(langfuse.workspaceId, () =>
      server.stores.prisma.evaluationRunItem.updateMany({ where: { workspaceId: langfuse.workspaceId }, data: { retryAt: new Date(0) } }),
    );
    await drainEvaluating(server.stores);
    const stored = await items();
    const own = stored.find((one) => one.traceId === traceId(1));
    expect(own).toMatchObject({ rowKey: 'one', state: 'DONE', isAnswered: true, output: 'yes' });
    expect(own?.scores).toMatchObject([{ name: 'good', kind: 'API', value: 1, passed: true }]);
    expect(
      stored
        .filter(({ rowKey }) => rowKey === 'one')
        .map(({ repetition }) => repetition)
        .toSorted(),
    ).toEqual([1, 2]);
    expect(await runs()).toMatchObject([
      { name: 'first', description: 'Mine', metadata: { m: 1 }, kind: 'SDK', application: 'langfuse', total: 2 },
    ]);
    const path = `datasets/${encodeURIComponent(name)}/runs`;
    expect((await langfuse.call('GET', path)).body.data).toMatchObject([{ name: 'first' }]);
    expect((await langfuse.call('GET', `${path}/first`)).body).toMatchObject({
      name: 'first',
      datasetName: name,
      datasetRunItems: { length: 3 },
    });
    const dataset = (await langfuse.call('GET', `v2/datasets/${encodeURIComponent(name)}`)).body;
    expect((await langfuse.call('GET', `dataset-run-items?datasetId=${dataset.id}&runName=first&limit=2`)).body).toMatchObject({
      data: { length: 2 },
      meta: { totalItems: 3 },
    });
    const experiments = (await langfuse.call('GET', 'experiments?fromStartTime=2020-01-01T00:00:00Z&fields=core,scores,metadata')).body;
    expect(experiments.data).toMatchObject([
      { name: 'first', datasetId: dataset.id, metadata: { m: 1 }, scores: [{ name: 'whole', value: 0.5 }] },
    ]);
    const page = (await langfuse.call('GET', 'experiment-items?fromStartTime=2020-01-01T00:00:00Z&fields=core,io,scores&limit=2')).body;
    expect(page.data).toHaveLength(2);
    const rest = (
      await langfuse.call(
        'GET',
        `experiment-items?fromStartTime=2020-01-01T00:00:00Z&fields=core,io,scores&limit=2&cursor=${page.meta.cursor}`,
      )
    ).body;
    expect([...page.data, ...rest.data].find((one: Loose) => one.traceId === traceId(1))).toMatchObject({
      input: { q: 'one' },
      output: 'yes',
      expectedOutput: 'yes',
      scores: [{ name: 'good', value: true }],
    });
    expect(await langfuse.call('DELETE', `${path}/first`)).toMatchObject({ status: 200 });
    expect(await runs()).toEqual([]);
    expect(await langfuse.call('GET', `${path}/first`)).toMatchObject({ status: 404 });
  });

  test('takes an item that came after it began; one that is not there is refused', async () => {
    await make();
    await item('one');
    await noted('one', 1);
    await item('late');
    expect(await noted('late', 2)).toMatchObject({ status: 200 });
    expect(await runs()).toMatchObject([{ total: 2 }]);
    expect(await noted('none', 3)).toMatchObject({ status: 404, body: { message: 'Dataset item not found' } });
    expect(await langfuse.call('POST', 'dataset-run-items', { datasetItemId: 'one', traceId: traceId(1) })).toMatchObject({ status: 400 });
    expect(await langfuse.call('POST', 'dataset-run-items', { runName: 'x', datasetItemId: 'one' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('traceId') },
    });
    const { body } = await langfuse.send({
      type: 'score-create',
      body: { id: 'lost', datasetRunId: '00000000-0000-4000-8000-000000000000', name: 'a', value: 1 },
    });
    expect(body).toMatchObject({ successes: [], errors: [{ status: 400, error: expect.stringContaining('names no run') }] });
  });

  test('of another workspace is not there', async () => {
    await make();
    await item('one');
    const { body } = await noted('one', 1);
    const other = await openLangfuse(server, `d${(count += 1)}`);
    expect(await other.call('GET', 'dataset-items/one')).toMatchObject({ status: 404 });
    expect(await other.call('POST', 'dataset-run-items', { runName: 'first', datasetItemId: 'one', traceId: traceId(1) })).toMatchObject({
      status: 404,
    });
    expect(await other.call('POST', 'scores', { datasetRunId: body.datasetRunId, name: 'a', value: 1 })).toMatchObject({ status: 400 });
    expect((await other.call('GET', 'experiments?fromStartTime=2020-01-01T00:00:00Z')).body.data).toEqual([]);
  });
});
