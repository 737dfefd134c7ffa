import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createApiKey } from '../../access/commands.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { settleProgress } from '../load/jobs.ts';
import { helpersOf } from './workspace.testing.ts';

/** What viewers follow. */
export function viewerTests(served: () => TestServer): void {
  const { workspace, createJob, log, line, range } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('a viewer', () => {
    test('receives what it missed, then live points, once the job is of its workspace', async () => {
      const own = await workspace();
      const id = await createJob(own);
      await log(
        own,
        id,
        line('loss', range(0, 50), (step) => (step === 20 ? 'NaN' : step)),
      );
      const { secret } = await createApiKey(server.stores, { workspaceId: own.id, name: 'viewer', role: 'VIEWER' });
      const open = (key: string | null) =>
        createClient({
          url: `ws://127.0.0.1:${server.port}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: key === null ? {} : { authorization: `Bearer ${key}` },
        });
      const query =
        'subscription ($id: ID!, $after: Int, $cursor: String) { trainingSteps(jobId: $id, after: $after, cursor: $cursor) { jobId cursor points { metric step value attempt } columns } }';
      const client = open(secret);
      const steps = client.iterate<Loose>({ query, variables: { id, after: 9 } });
      const next = async (): Promise<Loose> => ((await steps.next()).value as Loose).data.trainingSteps;
      const replayed = await next();
      expect(replayed.jobId).toBe(id);
      expect(replayed.points.map(({ step }: Loose) => step)).toEqual(range(10, 50));
      expect(replayed.columns.loss.value[10]).toBe('NaN');
      await log(
        own,
        id,
        line('train/loss', [50, 51], () => 'Infinity'),
      );
      const live = await next();
      expect(live.points).toEqual([50, 51].map((step) => ({ metric: 'loss', step, value: 'Infinity', attempt: 1 })));
      await steps.return?.(undefined);
      await log(
        own,
        id,
        line('loss', [52], () => 1),
      );
      const again = client.iterate<Loose>({ query, variables: { id, cursor: live.cursor } });
      const missed = ((await again.next()).value as Loose).data.trainingSteps.points.map(({ step }: Loose) => step);
      expect(missed).toContain(52);
      const changes = client.iterate<Loose>({ query: 'subscription { trainingJobChanged { id currentStep } }' });
      const change = changes.next();
      await vi.waitFor(async () => {
        await log(
          own,
          id,
          line('loss', [60], () => 1),
        );
        await settleProgress(server.stores);
        expect(await Promise.race([change, new Promise((resolve) => setTimeout(resolve, 50))])).toBeDefined();
      });
      expect((await change).value).toMatchObject({ data: { trainingJobChanged: { id, currentStep: 60 } } });
      await client.dispose();
      const stranger = open(null);
      const refused = ((await stranger.iterate<Loose>({ query, variables: { id } }).next()).value as Loose).errors;
      expect(refused[0].extensions.code).toBe('NOT_FOUND');
      await stranger.dispose();
    });
  });
}
