import type { WorkContext } from '../../../platform/jobs/context.ts';
import type { Schedule } from '../../../platform/jobs/schedules.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { eraseFromClickHouse, eraseFromPostgres } from '../../../platform/store/workspace-rows.ts';
import { removeOrphans } from '../../artifacts/commands.ts';
import { forgetWorkspace } from '../../audit/commands.ts';
import { announce } from '../commands/announce.ts';
import { deleteStoredWorkspace, dueWorkspaces, runWaitingTriggers } from '../queries/workspaces.ts';

/** Append-only: the trail goes with its own function, last. */
const trail = ['audit_entries', 'audit_seals'];

/**
 * Deletes for good what is past its period of grace: every row of both stores, by their catalogs, the files, and in the end the workspace
 * itself, so that one that was cut off goes on with the next run. What comes in was refused since the workspace was archived.
 */
export const deletingWorkspaces: Schedule = {
  name: 'deleted workspaces',
  cron: '*/5 * * * *',
  catchUpMs: 0,
  run: async (context, now, signal) => {
    for (const workspace of await dueWorkspaces(context.stores.postgres, { now })) {
      if (signal.aborted) return;
      await deleteForGood(context, workspace).catch(context.onError);
    }
  },
};

async function deleteForGood(
  { stores, live }: Pick<WorkContext, 'stores' | 'live'>,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { postgres, clickhouse } = stores;
  // Facts are made of rows of PostgreSQL: without those none are made again.
  await eraseFromPostgres(postgres, id, trail);
  await eraseFromClickHouse(clickhouse, id);
  await removeOrphans(stores);
  await inTransaction(postgres, async (session) => {
    await deleteStoredWorkspace(session, { workspaceId: id });
    // The trail has an entry of this deletion, too.
    await runWaitingTriggers(session);
    await forgetWorkspace(session, { id, name });
  });
  announce({ stores, live }, id);
}
