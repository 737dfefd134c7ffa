import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { rememberedIn } from '../../../platform/ingest/remembered.ts';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { markDirty, nextVersion } from '../../../platform/store/projector/queue.ts';
import { formatUtc, raw, sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { readPolicy } from '../load.ts';
import { deleteRows } from '../mutations.ts';
import {
  anyQueuedBefore,
  anyRowBefore,
  deleteEmptyConversations,
  deleteLeftWaiting,
  deleteMessagesBefore,
  deleteUnattached,
  deleteUnusedEndUsers,
  factsBefore,
  lockConversationsOf,
  lockUnusedEndUsers,
  standingMessages,
  type ExpiredFact,
} from './queries.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Messages in one transaction: short enough that what comes in beside it hardly waits. */
const stepCount = 2_000;
/** So long the sweep waits for projections that may have read a message before it was deleted; then it leaves the rest to the next. */
const longestWaitMs = 30_000;

/** Removes what was counted of messages under lower versions; given by the root, since facts stand above policies. */
export type RemoveFacts = (clickhouse: ClickHouse, workspaceId: string, messages: readonly { readonly createdAt: Date; readonly messageId: number }[], version: number) => Promise<void>;

/** Nothing that was created before is kept: the whole of the day on which its time is up still is. */
export const messageCutoff = (days: number, now: Date): Date => new Date((Math.floor(now.getTime() / dayMs) - days) * dayMs);

/**
 * Deletes the messages of a workspace whose time is up, with tool calls, judgments, conversations and users that become empty, and
 * whatever was counted of them: facts, texts and rollup, off the disk. Returns how many messages.
 *
 * In steps, each of which may be the last: PostgreSQL first, then the removal of the facts, so that a message without facts is found
 * again by neither and facts without a message by the next run. Hours are marked before and after, so that a rollup that was built
 * between the two is built again (message-retention.test.ts).
 */
export async function expireMessages(stores: Stores, removeFacts: RemoveFacts, workspaceId: string, now: Date): Promise<number> {
  const { messageRetentionDays } = await readPolicy(stores.postgres, workspaceId);
  if (messageRetentionDays === null) return 0;
  const cutoff = messageCutoff(messageRetentionDays, now);
  let deletedCount = 0;
  let after: ExpiredFact = { at: formatUtc(new Date(0)), id: '0' };
  for (;;) {
    const rows = await factsBefore(stores.clickhouse, { workspaceId, cutoff, after, limit: stepCount });
    const last = rows.at(-1);
    if (last === undefined) break;
    deletedCount += await deleteMessages(stores, removeFacts, workspaceId, cutoff, rows);
    after = last;
  }
  await deleteUnattached(stores.postgres, { workspaceId, cutoff });
  await deleteLeftWaiting(stores.postgres, { workspaceId });
  // Rows on the disk say that something was deleted, by this run or by one that was cut off; a purge alone takes them away.
  if ((await anyRowBefore(stores.clickhouse, { workspaceId, cutoff })).length === 0) return deletedCount;
  await deleteEndUsers(stores.postgres, workspaceId);
  await purge(stores, workspaceId, cutoff);
  return deletedCount;
}

/** "2026-11-21 04:43:00.123", as ClickHouse writes an instant. */
const instantOf = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);

async function deleteMessages(stores: Stores, removeFacts: RemoveFacts, workspaceId: string, cutoff: Date, facts: readonly ExpiredFact[]): Promise<number> {
  const messageIds = facts.map(({ id }) => id);
  const hours = [...new Set(facts.map(({ at }) => Math.floor(instantOf(at).getTime() / hourMs) * hourMs))].map((hour) => ({ workspaceId, hour: new Date(hour) }));
  const { count, standing } = await inTransaction(stores.postgres, async (client) => {
    const conversations = await lockConversationsOf(client, { workspaceId, messageIds });
    const deletedCount = await deleteMessagesBefore(client, { workspaceId, messageIds, cutoff });
    await deleteEmptyConversations(client, { workspaceId, ids: conversations.map(({ id }) => id) });
    const moved = await standingMessages(client, { workspaceId, messageIds });
    await markDirty(client, hours);
    return { count: deletedCount, standing: new Set(moved.map(({ id }) => id)) };
  });
  rememberedIn(stores.postgres).forget();
  // Above that of any projection that has read one of them.
  const version = await nextVersion(stores.postgres);
  const gone = facts.filter(({ id }) => !standing.has(id));
  await removeFacts(stores.clickhouse, workspaceId, gone.map(({ at, id }) => ({ createdAt: instantOf(at), messageId: Number(id) })), version);
  await inTransaction(stores.postgres, (client) => markDirty(client, hours));
  return count;
}

/** Ids of users of whom nothing is kept, on a day on which some messages were deleted. */
async function deleteEndUsers(postgres: Postgres, workspaceId: string): Promise<void> {
  await inTransaction(postgres, async (client) => {
    const unused = await lockUnusedEndUsers(client, { workspaceId });
    await deleteUnusedEndUsers(client, { workspaceId, ids: unused.map(({ id }) => id) });
  });
  rememberedIn(postgres).forget();
}

/** Takes what was removed off the disk, once no projection can write a row of it any more. */
async function purge(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  const version = await nextVersion(stores.postgres);
  if (!(await projectedUntil(stores.postgres, workspaceId, version))) return;
  const before = (column: string): Sql => sql`workspace_id = ${uuid(workspaceId)} AND ${raw(column)} < ${utc(cutoff)}`;
  // Days and hours begin and end with the cutoff: none of them holds anything that is kept.
  await deleteRows(stores.clickhouse, 'message_rollup', sql`${before('started_at')} AND version < ${uint(version)}`);
  // The facts last: by them a purge that was cut off is found again.
  for (const table of ['message_texts', 'message_facts']) {
    // What an import has brought in meanwhile stands until the next sweep has seen it.
    await deleteRows(stores.clickhouse, table, sql`${before('created_at')} AND version < ${uint(version)}`);
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
