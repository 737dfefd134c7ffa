import { createClient, type Client } from 'graphql-ws';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { recordEvent } from '../commands.ts';

const saveView = 'mutation ($name: String!) { saveView(input: { page: "traces", name: $name, search: "" }) { id } }';
const query = 'subscription ($filter: AuditFilter, $scope: AuditScope) { auditLogChanged(filter: $filter, scope: $scope) { addedCount } }';

export function additionsTests(at: () => TestServer): void {
  const clients: Client[] = [];
  afterAll(async () => {
    for (const client of clients) await client.dispose();
  });
  const follow = (secret: string, variables: Record<string, unknown> = {}): AsyncIterator<Loose> => {
    const connectionParams = { authorization: `Bearer ${secret}` };
    const client = createClient({
      url: `ws://127.0.0.1:${at().port}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
    });
    clients.push(client);
    return client.iterate<Loose>({ query, variables })[Symbol.asyncIterator]();
  };
  /** Begins, and waits until the server follows: what is written before is no news. */
  const started = async (workspace: TestWorkspace, events: AsyncIterator<Loose>): Promise<void> => {
    const first = events.next();
    for (let come = false, n = 0; !come; n += 1) {
      await recordEvent(at().stores.postgres, workspace.id, { action: 'begin', targetName: `${n}` });
      come = await Promise.race([first.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300))]);
    }
  };

  describe('auditLogChanged', () => {
    test('says how many entries were added, whoever wrote them, at most once a second', async () => {
      const workspace = await openTestWorkspace(at());
      const other = await openTestWorkspace(at());
      const events = follow(workspace.secret);
      await started(workspace, events);
      let next = events.next();
      await other.run(saveView, { name: 'theirs' });
      const before = performance.now();
      for (const name of ['a', 'b']) await workspace.run(saveView, { name });
      // As a command on the machine does: by no server that could announce it.
      await at().stores.postgres.query(`SELECT audit_event($1, '{"action":"by hand"}')`, [workspace.id]);
      let count = 0;
      while (count < 3) {
        const { value } = await next;
        count += value.data.auditLogChanged.addedCount as number;
        next = events.next();
      }
      expect(count).toBe(3);
      expect(performance.now() - before).toBeLessThan(10_000);
      await events.return?.();
    });

    test('with a filter tells of what fits alone', async () => {
      const workspace = await openTestWorkspace(at());
      const all = follow(workspace.secret);
      const fitting = follow(workspace.secret, { filter: { action: 'saveView', search: 'wanted' } });
      const first = fitting.next();
      await started(workspace, all);
      let next = all.next();
      await workspace.run(saveView, { name: 'other' });
      await next; // it was looked at, and did not fit
      next = all.next();
      await workspace.run(saveView, { name: 'wanted' });
      expect((await first).value.data).toEqual({ auditLogChanged: { addedCount: 1 } });
      await all.return?.();
      await fitting.return?.();
    });

    test('is for those who may read the trail, and refuses what is no filter', async () => {
      const workspace = await openTestWorkspace(at());
      const { secret } = await createApiKey(at().stores, { workspaceId: workspace.id, name: 'editor', role: 'EDITOR' });
      const codeOf = async (events: AsyncIterator<Loose>): Promise<unknown> => {
        const answer = await events.next().then(
          ({ value }) => value.errors,
          (errors: unknown) => errors,
        );
        return (answer as { extensions: { code: string } }[])[0]?.extensions.code;
      };
      expect(await codeOf(follow(secret))).toBe('FORBIDDEN');
      expect(await codeOf(follow(workspace.secret, { scope: 'INSTALLATION' }))).toBe('BAD_USER_INPUT');
      const filter = { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' };
      expect(await codeOf(follow(workspace.secret, { filter }))).toBe('BAD_USER_INPUT');
    });
  });
}
