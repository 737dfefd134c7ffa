import type { ClickHouse } from '../clickhouse/client.ts';
import type { Statements } from '../postgres/postgres.ts';
import type { Stores } from '../stores.ts';

/** One message whose facts are to be written again. */
export interface QueuedMessage {
  /** Place in the queue. */
  readonly queueId: bigint;
  readonly workspaceId: string;
  readonly messageId: bigint;
  /** Where the message stood before an update moved it in time; that fact is removed. */
  readonly staleCreatedAt: Date | null;
  readonly enqueuedAt: Date;
}

/** Rows for one ClickHouse table, as `JSONCompactEachRow` lines. */
export interface FactLines {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lines: readonly string[];
  /** Settings of the insert; every insert into the table names the same ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Reads what messages are now and gives it as facts of this version; given by the domain, since the store knows none. */
export type ProjectMessages = (
  client: Statements,
  messages: readonly Pick<QueuedMessage, 'workspaceId' | 'messageId' | 'staleCreatedAt'>[],
  version: number,
) => Promise<Projected>;

export interface Projected {
  readonly facts: readonly FactLines[];
  /** Hours whose rollup is now older than its facts. */
  readonly touchedHours: readonly { readonly workspaceId: string; readonly hour: Date }[];
}

export interface ProjectedBatch {
  readonly messageCount: number;
  /** Since the oldest of them was queued; null when there was none. */
  readonly lagMs: number | null;
  readonly countByWorkspace: ReadonlyMap<string, number>;
  /** Nothing was left in the queue that was there when it began. */
  readonly isAll: boolean;
}

/**
 * Projects the oldest queued messages, at most `limit`: locks their rows, writes their facts to ClickHouse, marks the hours
 * they touch, deletes the rows, commits. Cut off anywhere, the batch is done again; the version makes that harmless.
 *
 * `maxBytes`  of their facts; a batch that has more is cut to what fits, at least one message. ClickHouse reserves the unpacked size of a
 *             part before it writes it. Absent: any number.
 */
export async function projectBatch(stores: Stores, project: ProjectMessages, limit: number, maxBytes = Infinity): Promise<ProjectedBatch> {
  if (!(await hasQueued(stores.postgres))) return { ...summaryOf([]), isAll: true };
  return stores.postgres.transaction(async (client) => {
    const taken = await takeQueued(client, limit);
    let queued = taken;
    if (queued.length > 0) {
      const version = await nextVersion(client);
      let projected = await project(client, queued, version);
      for (let bytes = bytesOf(projected); bytes > maxBytes && queued.length > 1; bytes = bytesOf(projected)) {
        queued = queued.slice(0, Math.max(1, Math.floor(queued.length * Math.min(1 / 2, maxBytes / bytes))));
        projected = await project(client, queued, version);
      }
      await writeFacts(stores.clickhouse, projected.facts);
      await markDirty(client, projected.touchedHours);
      await client.query('DELETE FROM projection_queue WHERE id = ANY($1::bigint[])', [queued.map(({ queueId }) => queueId)]);
    }
    return { ...summaryOf(queued), isAll: taken.length < limit && queued === taken };
  });
}

const bytesOf = ({ facts }: Projected): number => facts.reduce((sum, { lines }) => sum + lines.reduce((bytes, line) => bytes + Buffer.byteLength(line), 0), 0);

/**
 * A version above every one before. Taken after the queue rows are locked and before the messages are read, so that of two
 * projections of one message the higher version has read at least as much (queue.test.ts). Exact as a number below 2^53.
 */
export async function nextVersion(client: Statements): Promise<number> {
  const { rows } = await client.query({ name: 'projection.version', text: `SELECT nextval('projection_queue_id_seq')`, rowMode: 'array' });
  return Number(rows[0]?.[0]);
}

export async function writeFacts(clickhouse: ClickHouse, facts: readonly FactLines[]): Promise<void> {
  for (const { table, columns, lines, settings } of facts) {
    if (lines.length > 0) await clickhouse.insert(table, columns, lines.join('\n'), settings);
  }
}

/** One statement in place of a transaction, for a server at rest. In the order in which rows are taken, so that what was deleted is passed over once. */
async function hasQueued(postgres: Statements): Promise<boolean> {
  const { rows } = await postgres.query({ name: 'projection.any', text: 'SELECT FROM projection_queue ORDER BY id LIMIT 1' });
  return rows.length > 0;
}

async function takeQueued(client: Statements, limit: number): Promise<QueuedMessage[]> {
  const { rows } = await client.query({
    name: 'projection.take',
    text: `SELECT id, workspace_id, message_id, stale_created_at, enqueued_at
           FROM projection_queue ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    values: [limit],
    rowMode: 'array',
  });
  return rows.map(([id, workspaceId, messageId, staleCreatedAt, enqueuedAt]) => ({
    queueId: BigInt(id),
    workspaceId,
    messageId: BigInt(messageId),
    staleCreatedAt,
    enqueuedAt,
  }));
}

/** An hour being rebuilt (claimed) is marked beside its claim: the facts that landed meanwhile are not in that rebuild. */
export async function markDirty(client: Statements, hours: Projected['touchedHours']): Promise<void> {
  if (hours.length === 0) return;
  await client.query({
    name: 'rollup.mark',
    text: `INSERT INTO rollup_dirty_hours (workspace_id, hour, claimed)
           SELECT workspace_id, hour, false FROM unnest($1::uuid[], $2::timestamptz[]) AS t (workspace_id, hour)
           ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    values: [hours.map(({ workspaceId }) => workspaceId), hours.map(({ hour }) => hour)],
  });
}

function summaryOf(queued: readonly QueuedMessage[]): Omit<ProjectedBatch, 'isAll'> {
  const countByWorkspace = new Map<string, number>();
  let oldest = Infinity;
  for (const { workspaceId, enqueuedAt } of queued) {
    countByWorkspace.set(workspaceId, (countByWorkspace.get(workspaceId) ?? 0) + 1);
    oldest = Math.min(oldest, enqueuedAt.getTime());
  }
  return { messageCount: queued.length, lagMs: queued.length === 0 ? null : Date.now() - oldest, countByWorkspace };
}
