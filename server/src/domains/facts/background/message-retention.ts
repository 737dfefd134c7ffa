import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { forgetRows } from '../../../platform/ingest/remembered.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { markDirty, nextVersion } from '../../../platform/store/projector/queue.ts';
import { formatUtc } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import { deleteRollup } from '../../analytics/commands/expire.ts';
import { deleteUnattached } from '../../evaluations/commands/expire.ts';
import { deleteEndUsers, deleteExpired } from '../../messages/commands/expire.ts';
import { messageCutoff, readPolicy } from '../../policies/load.ts';
import { rowsBefore } from '../queries.ts';
import { messageFacts, messageTexts } from '../tables.ts';
import { anyQueuedBefore, anyRowBefore, factsBefore, type ExpiredFact } from './queries.ts';

const hourMs = 3_600_000;
/** Messages in one transaction: short enough that what comes in beside it hardly waits. */
const stepCount = 2_000;
/** So long the sweep waits for projections that may have read a message before it was deleted; then it leaves the rest to the next. */
const longestWaitMs = 30_000;

/**
 * Deletes the messages of a workspace whose time is up, with tool calls, judgments, conversations and users that become empty, and
 * whatever was counted of them: facts, texts and rollup, off the disk. Returns how many messages.
 *
 * In steps, each of which may be the last: PostgreSQL first, then the removal of the facts, so that a message without facts is found
 * again by neither and facts without a message by the next run. Hours are marked before and after, so that a rollup that was built
 * between the two is built again (message-retention.test.ts).
 */
export async function expireMessages(stores: Stores, workspaceId: string, now: Date): Promise<number> {
  const { messageRetentionDays } = await readPolicy(stores.postgres, workspaceId);
  if (messageRetentionDays === null) return 0;
  const cutoff = messageCutoff(messageRetentionDays, now);
  let deletedCount = 0;
  let after: ExpiredFact = { at: formatUtc(new Date(0)), id: '0' };
  for (;;) {
    const rows = await factsBefore(stores.clickhouse, { workspaceId, cutoff, after, limit: stepCount });
    const last = rows.at(-1);
    if (last === undefined) break;
    deletedCount += await deleteMessages(stores, workspaceId, cutoff, rows);
    after = last;
  }
  await deleteUnattached(stores.postgres, workspaceId, cutoff);
  // Rows on the disk say that something was deleted, by this run or by one that was cut off; a purge alone takes them away.
  if ((await anyRowBefore(stores.clickhouse, { workspaceId, cutoff })).length === 0) return deletedCount;
  await deleteEndUsers(stores.postgres, workspaceId);
  await purge(stores, workspaceId, cutoff);
  return deletedCount;
}

const removal = ['workspaceId', 'createdAt', 'messageId', 'version', 'isDeleted'] as const;
/** The facts last: by them a removal that was cut off is found again. */
const removals = [messageTexts.only(...removal), messageFacts.only(...removal)];

/** "2026-11-21 04:43:00.123", as ClickHouse writes an instant. */
const instantOf = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);

async function deleteMessages(stores: Stores, workspaceId: string, cutoff: Date, facts: readonly ExpiredFact[]): Promise<number> {
  const ids = facts.map(({ id }) => id);
  const hours = [...new Set(facts.map(({ at }) => Math.floor(instantOf(at).getTime() / hourMs) * hourMs))].map((hour) => ({
    workspaceId,
    hour: new Date(hour),
  }));
  const { count, standing } = await inTransaction(stores.postgres, async (client) => {
    const deleted = await deleteExpired(client, workspaceId, cutoff, ids);
    await markDirty(client, hours);
    return deleted;
  });
  forgetRows(stores.postgres);
  // Above that of any projection that has read one of them.
  const version = await nextVersion(stores.postgres);
  const gone = facts.filter(({ id }) => !standing.has(id));
  for (const table of gone.length === 0 ? [] : removals) {
    const lines = gone.map(({ at, id }) =>
      table.line({ workspaceId, createdAt: instantOf(at), messageId: Number(id), version, isDeleted: 1 }),
    );
    await stores.clickhouse.insert(table.name, table.columnNames, lines.join('\n'));
  }
  await inTransaction(stores.postgres, (client) => markDirty(client, hours));
  return count;
}

/** Takes what was removed off the disk, once no projection can write a row of it any more. */
async function purge(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  const version = await nextVersion(stores.postgres);
  if (!(await projectedUntil(stores.postgres, workspaceId, version))) return;
  await deleteRollup(stores.clickhouse, workspaceId, cutoff, version);
  // The facts last: by them a purge that was cut off is found again.
  for (const table of ['message_texts', 'message_facts']) {
    // What an import has brought in meanwhile stands until the next sweep has seen it.
    await deleteRows(stores.clickhouse, { table, workspaceId }, rowsBefore(workspaceId, cutoff, version));
  }
}

/** Whether all messages are projected that were queued before this version. */
async function projectedUntil(postgres: Postgres, workspaceId: string, version: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= longestWaitMs; waitedMs += 100) {
    if ((await anyQueuedBefore(postgres, { workspaceId, version })) === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
