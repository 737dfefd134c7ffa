import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { deleteJob } from '../../../domains/training/commands/job.ts';
import { type Loose, type TestServer } from '../../../server.testing.ts';
import { helpersOf, type Served } from './client.testing.ts';

/** Bad input, and who may ask. */
export function refusalTests(served: () => Served): void {
  const { client, makeRun, refused, invalid, metric } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    ({ server } = served());
  });

  describe('bad input', () => {
    test('of a batch is refused as a whole, with its place', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const log = (body: object) => own.post('runs/log-batch', { run_id: runId, ...body });
      const many = (count: number) => Array.from({ length: count }, (_, index) => metric('m', index, index));
      const texts = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }));
      expect(await log({ metrics: many(1_001) })).toMatchObject(
        invalid(/^A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split up/),
      );
      expect(await log({ params: texts(101) })).toMatchObject(invalid(/at most 100 params/));
      expect(await log({ tags: texts(101) })).toMatchObject(invalid(/at most 100 tags/));
      expect(await log({ metrics: many(950), params: texts(51) })).toMatchObject(invalid(/1001 metrics, params, and tags/));
      for (const bad of [
        metric('x'.repeat(10_000), 1),
        metric('a/../b', 1),
        metric('/a', 1),
        metric('a\u0000', 1),
        metric('a"b', 1),
        metric('', 1),
        metric('m', 'many'),
        metric('m', true),
        metric('m', null),
        metric('m', {}),
        metric('m', 1, -1),
        metric('m', 1, '9223372036854775808'),
        metric('m', 1, 0.5),
        metric('m', 1, 0, -5),
        metric('m', 1, 0, Date.now() + 3 * 365 * 86_400_000),
        metric('m', 1, 0, 2 ** 53 - 1),
        { key: 'm' },
      ])
        expect(await log({ metrics: [metric('good', 1), bad] })).toMatchObject(invalid(/metrics\[1\]/));
      for (const bad of [5, 'x', [5], [null]]) expect(await log({ metrics: bad })).toMatchObject(invalid());
      expect((await own.get('runs/get', { run_id: runId })).body.run.data.metrics).toEqual([]);
      expect((await log({ metrics: many(1_000) })).body).toEqual({});
      expect((await log({})).body).toEqual({});
    });

    test('a value of a parameter or tag that is too long is cut, as MLflow does', async () => {
      const own = await client();
      const runId = await makeRun(own);
      await own.post('runs/log-batch', {
        run_id: runId,
        params: [{ key: 'p', value: 'x'.repeat(7_000) }],
        tags: [{ key: 't', value: 'x'.repeat(9_000) }],
      });
      const { data } = (await own.get('runs/get', { run_id: runId })).body.run;
      expect(data.params[0].value).toHaveLength(6_000);
      expect(data.tags.find(({ key }: Loose) => key === 't').value).toHaveLength(8_000);
    });

    test('an unknown run, and one of another workspace, are not there', async () => {
      const [own, other] = [await client(), await client()];
      const foreign = await makeRun(other);
      for (const runId of [foreign, randomUUID().replaceAll('-', ''), 'x/../y', 'ü'.repeat(300)]) {
        const gone = refused(404, 'RESOURCE_DOES_NOT_EXIST');
        expect(await own.get('runs/get', { run_id: runId })).toMatchObject(gone);
        expect(await own.post('runs/log-metric', { run_id: runId, ...metric('m', 1) })).toMatchObject(gone);
        expect(await own.post('runs/log-batch', { run_id: runId, params: [{ key: 'a', value: 'b' }] })).toMatchObject(gone);
        expect(await own.post('runs/log-batch', { run_id: runId })).toMatchObject(gone);
        expect(await own.post('runs/update', { run_id: runId, status: 'FINISHED' })).toMatchObject(gone);
        expect(await own.get('artifacts/list', { run_id: runId })).toMatchObject(gone);
      }
      expect((await other.get('runs/get', { run_id: foreign })).status).toBe(200);
      expect(await own.post('runs/log-metric', metric('m', 1))).toMatchObject(invalid(/run_uuid/));
    });

    test('a run that is deleted for good takes no more metrics', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const log = () => own.post('runs/log-metric', { run_id: runId, ...metric('m', 1) });
      expect((await log()).status).toBe(200);
      const { id } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { externalId: runId } });
      await deleteJob(server, own.workspaceId, id);
      expect(await log()).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
    });

    test('what is no call, no JSON, no object, too large, or not offered has an answer in MLflow’s form', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const raw = async (path: string, body: string, type = 'application/json') => {
        const response = await own.send('POST', `/api/2.0/mlflow/${path}`, body, { 'content-type': type });
        return { status: response.status, body: (await response.json()) as Loose };
      };
      expect(await raw('runs/create', '{')).toMatchObject(refused(400, 'BAD_REQUEST'));
      expect(await raw('runs/create', '[]')).toMatchObject(refused(400, 'BAD_REQUEST'));
      expect(await raw('runs/create', '{}', 'text/plain')).toMatchObject(refused(415, 'BAD_REQUEST'));
      expect(await raw('runs/log-batch', JSON.stringify({ run_id: runId, pad: 'x'.repeat(1_000_001) }))).toMatchObject(
        refused(400, 'BAD_REQUEST', /1000000 bytes/),
      );
      expect(await raw('runs/set-tag', JSON.stringify({ pad: 'x'.repeat(40 * 1024 * 1024) })).catch(() => ({ status: 413 }))).toMatchObject(
        {
          status: 413,
        },
      );
      expect(await own.get('nothing')).toMatchObject(refused(404, 'ENDPOINT_NOT_FOUND', /runs\/log-batch/));
      expect(await own.get('runs/create')).toMatchObject(refused(400, 'BAD_REQUEST', /POST/));
      expect(await own.post('registered-models/create', { name: 'm' })).toMatchObject(refused(501, 'NOT_IMPLEMENTED'));
      expect(await own.post('runs/update', { run_id: runId, status: 'SLEEPING' })).toMatchObject(invalid(/RUNNING/));
      expect(await own.post('runs/delete-tag', { run_id: runId, key: 'none' })).toMatchObject(invalid());
    });
  });

  describe('who asks', () => {
    test('shows a key as Bearer or Basic; a wrong one is refused, and one that may read does not write', async () => {
      const own = await client();
      const secret = (own.headers['authorization'] as string).slice(7);
      const search = (authorization: string) =>
        fetch(`${server.url}/api/2.0/mlflow/experiments/search?max_results=5`, { headers: { authorization } });
      expect((await search(`Basic ${Buffer.from(`${secret.slice(0, 10)}:${secret}`).toString('base64')}`)).status).toBe(200);
      const wrong = await search(`Bearer ftl_${'x'.repeat(39)}`);
      expect([wrong.status, wrong.headers.get('www-authenticate'), ((await wrong.json()) as Loose).error_code]).toEqual([
        401,
        'Basic realm="mlflow"',
        'UNAUTHENTICATED',
      ]);
      const reader = await client('VIEWER', own);
      expect((await reader.post('runs/search', { experiment_ids: ['0'] })).status).toBe(200);
      expect(await reader.post('runs/create')).toMatchObject(refused(403, 'PERMISSION_DENIED'));
      expect((await reader.send('PUT', '/api/2.0/mlflow-artifacts/artifacts/0/x/artifacts/a', 'x')).status).toBe(403);
    });

    test('may name the workspace in the address: its own, and no other', async () => {
      const [own, other] = [await client(), await client()];
      const at = (slug: string) => own.send('GET', `/workspaces/${slug}/api/2.0/mlflow/experiments/get?experiment_id=0`);
      expect((await at(own.slug)).status).toBe(200);
      const foreign = await at(other.slug);
      expect([foreign.status, ((await foreign.json()) as Loose).error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
      expect((await at('nothing')).status).toBe(404);
      expect(await (await own.send('GET', `/workspaces/${own.slug}/health`)).text()).toBe('OK');
    });

    test('asks first how the server is and of which version it is', async () => {
      expect(await (await fetch(`${server.url}/health`)).text()).toBe('OK');
      expect(await (await fetch(`${server.url}/version`)).text()).toMatch(/^\d+\.\d+\.\d+$/);
      const info = (await (await fetch(`${server.url}/api/3.0/mlflow/server-info`)).json()) as Loose;
      expect(info).toMatchObject({ workspaces_enabled: false, multipart_uploads_enabled: false });
    });
  });
}
