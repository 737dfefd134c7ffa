import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { removeOrphans } from '../../../domains/artifacts/commands.ts';
import { deleteJob } from '../../../domains/training/commands/job.ts';
import { openTestServer, sendRaw, type Loose, type TestServer } from '../../../server.testing.ts';
import { helpersOf, type Served } from './client.testing.ts';

/** Files of runs and models. */
export function artifactTests(served: () => Served): void {
  const { client, makeRun, refused } = helpersOf(served);
  let server: TestServer;
  let folder: string;
  beforeAll(() => {
    ({ server, folder } = served());
  });

  describe('artifacts', () => {
    const base = '/api/2.0/mlflow-artifacts/artifacts';

    test('come back as they were sent, are listed, and are gone when they are deleted', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const bytes = Buffer.alloc(2_000_000, 'weights ');
      expect(await (await own.send('PUT', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`, bytes)).json()).toEqual({});
      expect(
        (await own.send('PUT', `${base}/0/${runId}/artifacts/page.html`, '<script>alert(1)</script>', { 'content-type': 'text/html' }))
          .status,
      ).toBe(200);
      const got = await own.send('GET', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`);
      expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
      const page = await own.send('GET', `${base}/0/${runId}/artifacts/page.html`);
      expect([page.headers.get('content-type'), page.headers.get('content-disposition')?.slice(0, 10)]).toEqual([
        'application/octet-stream',
        'attachment',
      ]);
      expect((await own.get('artifacts/list', { run_id: runId })).body).toEqual({
        root_uri: `mlflow-artifacts:/0/${runId}/artifacts`,
        files: [
          { path: 'model', is_dir: true },
          { path: 'page.html', is_dir: false, file_size: 25 },
        ],
      });
      expect((await own.get('artifacts/list', { run_id: runId, path: 'model' })).body.files).toEqual([
        { path: 'model/wäights.bin', is_dir: false, file_size: 2_000_000 },
      ]);
      expect((await own.get('artifacts/list', { run_id: runId, path: 'page.html' })).body.files).toEqual([]);
      const listed = await own.send('GET', `${base}?path=${encodeURIComponent(`0/${runId}/artifacts/model`)}`);
      expect(await listed.json()).toEqual({ files: [{ path: 'wäights.bin', is_dir: false, file_size: 2_000_000 }] });
      expect((await own.send('DELETE', `${base}/0/${runId}/artifacts/model`)).status).toBe(200);
      expect((await own.send('GET', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`)).status).toBe(404);
      expect((await own.send('DELETE', `${base}/0/${runId}/artifacts/model`)).status).toBe(404);
    });

    test('take longer than any other request may, while they flow; one that is cut off is not kept', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const hasty = await openTestServer({ stores: server.stores, requestTimeMs: 200 });
      const put = (name: string, pieces: AsyncIterable<Uint8Array>): Promise<Response> =>
        fetch(`${hasty.url}${base}/0/${runId}/artifacts/${name}`, {
          method: 'PUT',
          headers: own.headers,
          body: pieces,
          duplex: 'half',
        } as unknown as RequestInit);
      async function* slowly(endsBadly: boolean): AsyncGenerator<Uint8Array> {
        for (let piece = 0; piece < 6; piece += 1) {
          yield Buffer.alloc(10_000, piece);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        if (endsBadly) throw new Error('cut off');
      }
      try {
        expect((await put('whole', slowly(false))).status).toBe(200);
        await expect(put('cut', slowly(true))).rejects.toThrow();
      } finally {
        await hasty.close();
      }
      expect((await own.get('artifacts/list', { run_id: runId })).body.files).toEqual([
        { path: 'whole', is_dir: false, file_size: 60_000 },
      ]);
    });

    test('stay in their run’s folder, whatever their path says', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const { hostname, port } = new URL(server.url);
      for (const path of [
        '..%2f..%2fescaped',
        '%2e%2e/escaped',
        'a/%2e%2e/%2e%2e/escaped',
        'a%5c..%5cescaped',
        '%2fetc%2fescaped',
        'a%00b',
        '%ff',
        'a//b',
        `${'x'.repeat(300)}`,
      ]) {
        for (const [method, type] of [
          ['PUT', 'content-length: 1\r\n'],
          ['GET', ''],
          ['DELETE', ''],
        ] as const) {
          const request = `${method} ${base}/0/${runId}/artifacts/${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${own.headers['authorization']}\r\n${type}connection: close\r\n\r\n${method === 'PUT' ? 'x' : ''}`;
          expect(await sendRaw(server.port, request), `${method} ${path}`).toMatch(/^HTTP\/1\.1 400 /);
        }
      }
      expect((await own.get('artifacts/list', { run_id: runId, path: '../..' })).body.error_code).toBe('INVALID_PARAMETER_VALUE');
      expect((await own.get('artifacts/list', { run_id: runId })).body.files).toEqual([]);
      const entries = await readdir(folder, { recursive: true });
      expect(entries.filter((entry) => entry.includes('escaped'))).toEqual([]);
      for (const path of ['0', `0/${runId}`, `0/${runId}/other/a`, '', 'x/models/m-1/artifacts/a'])
        expect((await own.send('PUT', `${base}/${path}`, 'x')).status).toBeGreaterThanOrEqual(400);
    });

    test('of another workspace’s run are not there', async () => {
      const [own, other] = [await client(), await client()];
      const runId = await makeRun(other);
      await other.send('PUT', `${base}/0/${runId}/artifacts/secret`, 'x');
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect((await own.send(method, `${base}/0/${runId}/artifacts/secret`, method === 'PUT' ? 'y' : null)).status).toBe(404);
      expect(await (await other.send('GET', `${base}/0/${runId}/artifacts/secret`)).text()).toBe('x');
    });

    test('a file in the place of a folder is refused, and so is what is cut off', async () => {
      const own = await client();
      const runId = await makeRun(own);
      await own.send('PUT', `${base}/0/${runId}/artifacts/a`, 'x');
      const below = await own.send('PUT', `${base}/0/${runId}/artifacts/a/b`, 'x');
      expect([below.status, ((await below.json()) as Loose).error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
      expect((await own.send('POST', '/api/2.0/mlflow-artifacts/mpu/create/0/x', '{}')).status).toBe(501);
    });

    test('of a model that a run logged belong to the model', async () => {
      const own = await client();
      const runId = await makeRun(own);
      const { model } = (
        await own.post('logged-models', { experiment_id: '0', name: 'clf', source_run_id: runId, params: [{ key: 'C', value: '1' }] })
      ).body;
      const { model_id: id, artifact_uri: uri, status } = model.info;
      expect(status).toBe('LOGGED_MODEL_PENDING');
      const path = uri.replace('mlflow-artifacts:/', '');
      expect((await own.send('PUT', `${base}/${path}MLmodel`, 'flavors')).status).toBe(200);
      const patched = await own.send(
        'PATCH',
        `/api/2.0/mlflow/logged-models/${id}`,
        JSON.stringify({ model_id: id, status: 'LOGGED_MODEL_READY' }),
        { 'content-type': 'application/json' },
      );
      expect(((await patched.json()) as Loose).model.info.status).toBe('LOGGED_MODEL_READY');
      await own.post('runs/outputs', { run_id: runId, models: [{ model_id: id, step: 3 }] });
      expect((await own.get('runs/get', { run_id: runId })).body.run.outputs.model_outputs).toEqual([{ model_id: id, step: 3 }]);
      const found = (filter: string) => own.post('logged-models/search', { experiment_ids: ['0'], filter });
      expect((await found(`source_run_id = '${runId}' AND params.C = '1'`)).body.models).toHaveLength(1);
      expect((await found("name = 'other'")).body.models).toEqual([]);
      expect(await (await own.send('GET', `${base}/${path}MLmodel`)).text()).toBe('flavors');
      expect((await own.send('DELETE', `/api/2.0/mlflow/logged-models/${id}`)).status).toBe(200);
      expect(await own.get(`logged-models/${id}`)).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
    });

    test('of a deleted job are removed by the next sweep, and those of others stay', async () => {
      const own = await client();
      const [kept, gone] = [await makeRun(own), await makeRun(own)];
      for (const runId of [kept, gone]) await own.send('PUT', `${base}/0/${runId}/artifacts/a`, 'x');
      const { id } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { externalId: gone } });
      await deleteJob(server, own.workspaceId, id);
      expect(await removeOrphans(server.stores)).toBeGreaterThanOrEqual(1);
      const left = await readdir(join(folder, 'artifacts', own.workspaceId, 'jobs'));
      expect(left).toHaveLength(1);
      expect(await (await own.send('GET', `${base}/0/${kept}/artifacts/a`)).text()).toBe('x');
    });
  });
}
