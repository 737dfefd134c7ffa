import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { rowsOfWorkspace } from '../../../platform/store/workspace-rows.ts';
import { ask, type TestServer } from '../../../server.testing.ts';
import { storeArtifact } from '../../artifacts/commands.ts';
import { useArtifactStore } from '../../artifacts/load.ts';
import { deletingWorkspaces } from '../background/delete-workspaces.ts';

interface Doomed {
  readonly server: TestServer;
  readonly workspaceId: string;
  readonly jobId: string;
  /** Of an owner. */
  readonly headers: Record<string, string>;
}

/** The end of a workspace that holds a thing of every kind. It comes last. */
export function deletionTests(doomed: () => Doomed): void {
  describe('a workspace whose period of grace is over', () => {
    test('is gone from every table of both stores, and with its files; the others have lost nothing', async () => {
      const { server, workspaceId, jobId, headers } = doomed();
      const { stores, live } = server;
      const folder = await mkdtemp(join(tmpdir(), 'deletion-'));
      useArtifactStore(stores, { dataDir: folder, url: null });
      const content = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('weights');
      };
      const owner = { workspaceId, kind: 'jobs', id: jobId } as const;
      await storeArtifact(stores, owner, 'weights.bin', { content: content(), sizeBytes: null });
      const sent = await ask(
        server,
        `mutation ($id: ID!, $messages: [MessageInput!]!) {
          ingestMessages(messages: $messages) { accepted }
          logTrainingSteps(jobId: $id, points: [{ metric: "loss", step: 1, value: 1 }]) { accepted }
          logPredictions(jobId: $id, predictions: [{ epoch: 1, sampleIndex: 0, prompt: "p", prediction: "q" }]) { accepted }
        }`,
        {
          headers,
          variables: {
            id: Buffer.from(`TrainingJob:${jobId}`).toString('base64'),
            messages: [{ externalId: 'm', conversationId: 'c', role: 'ASSISTANT', content: 'weights', model: 'm', outputTokens: 1 }],
          },
        },
      );
      expect(sent.body.errors).toBeUndefined();
      await drainProjection(stores);
      const before = await rowsOfWorkspace(stores, workspaceId);
      const ours = await rowsOfWorkspace(stores, server.defaultWorkspaceId);
      expect(Object.keys(before)).toEqual(
        expect.arrayContaining([
          'postgres.messages',
          'postgres.audit_entries',
          'clickhouse.message_facts',
          'clickhouse.message_texts',
          'clickhouse.spans',
        ]),
      );
      const slug = (await ask(server, '{ workspace { slug } }', { headers })).body.data.workspace.slug;
      const asked = await ask(server, 'mutation ($slug: String!) { deleteWorkspace(input: { confirmSlug: $slug }) { deleteAfter } }', {
        headers,
        variables: { slug },
      });
      const deleteAfter = new Date(asked.body.data.deleteWorkspace.deleteAfter);
      const errors: unknown[] = [];
      const context = { stores, live, onError: (error: unknown) => errors.push(error) };
      const run = (now: Date) => deletingWorkspaces.run(context as never, now, new AbortController().signal);
      await run(new Date(deleteAfter.getTime() - 1));
      expect(await rowsOfWorkspace(stores, workspaceId), 'nothing goes before its time').toMatchObject({
        'postgres.messages': before['postgres.messages'],
      });
      await stores.prisma.workspace.update({ where: { id: workspaceId }, data: { deleteAfter: new Date() } });
      const late = await ask(server, 'mutation { restoreWorkspace { slug } }', { headers });
      expect(late.body.errors[0].extensions.code).toBe('WORKSPACE_DELETED');

      await run(deleteAfter);
      expect(errors).toEqual([]);
      expect(await rowsOfWorkspace(stores, workspaceId)).toEqual({});
      expect(await stores.prisma.workspace.findUnique({ where: { id: workspaceId } })).toBeNull();
      expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.bin'))).toEqual([]);
      expect(await rowsOfWorkspace(stores, server.defaultWorkspaceId)).toEqual(ours);
      expect((await ask(server, '{ workspace { slug } }', { headers })).status).toBe(401);
      await rm(folder, { recursive: true, force: true });
    });
  });
}
