import { z } from 'zod';
import type { ClickHouse } from '../clickhouse/client.ts';
import { definePgCommand, definePgQuery, readsNoTable } from '../pg-query.ts';
import { cell, defineRow } from '../pg-row.ts';
import { pg } from '../pg-sql.ts';
import type { Statements } from '../postgres/postgres.ts';
import { defineQueue } from '../queue.ts';
import type { Stores } from '../stores.ts';
import type { InsertTarget } from '../table.ts';

/** One message whose facts are to be written again. */
export interface QueuedMessage {
  readonly workspaceId: string;
  readonly messageId: bigint;
  /** Where the message stood before an update moved it in time; that fact is removed. */
  readonly staleCreatedAt: Date | null;
}

interface QueueRow extends QueuedMessage {
  readonly id: string;
  readonly enqueuedAt: Date;
}

const queue = defineQueue({
  name: 'projection',
  table: 'projection_queue',
  row: defineRow({
    id: cell.text,
    workspaceId: cell.text,
    messageId: cell.bigint,
    staleCreatedAt: cell.nullable(cell.at),
    enqueuedAt: cell.at,
  }),
  columns:
    'id, workspace_id AS "workspaceId", message_id AS "messageId", stale_created_at AS "staleCreatedAt", enqueued_at AS "enqueuedAt"',
  locked: 'pass',
});

/** Rows for one ClickHouse table, as `JSONCompactEachRow` lines. */
export interface FactLines {
  readonly table: InsertTarget;
  readonly lines: readonly string[];
  /** Settings of the insert; every insert into the table names the same ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Reads what messages are now and gives it as facts of this version; given by the domain, since the store knows none. `isBehind`: more
 * messages wait than one batch takes.
 */
export type ProjectMessages = (
  client: Statements,
  messages: readonly QueuedMessage[],
  version: number,
  isBehind?: boolean,
) => Promise<Projected>;

export interface Projected {
  readonly facts: readonly FactLines[];
  /** Hours whose rollup is now older than its facts. */
  readonly touchedHours: readonly { readonly workspaceId: string; readonly hour: Date }[];
  /** What others are to do after the batch: called in its transaction, once its facts are written. */
  readonly passOn?: (client: Statements) => Promise<void>;
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
  if (!(await queue.hasAny(stores.postgres))) return { ...summaryOf([]), isAll: true };
  const taken = await queue.take(stores.postgres, limit, async (client, rows) => {
    let queued = rows;
    const version = await nextVersion(client);
    const isBehind = rows.length === limit;
    let projected = await project(client, queued, version, isBehind);
    for (let bytes = bytesOf(projected); bytes > maxBytes && queued.length > 1; bytes = bytesOf(projected)) {
      queued = queued.slice(0, Math.max(1, Math.floor(queued.length * Math.min(1 / 2, maxBytes / bytes))));
      projected = await project(client, queued, version, isBehind);
    }
    await writeFacts(stores.clickhouse, projected.facts);
    await markDirty(client, projected.touchedHours);
    await projected.passOn?.(client);
    return { done: queued, value: queued };
  });
  const queued = taken?.value ?? [];
  return { ...summaryOf(queued), isAll: taken === null || (taken.takenCount < limit && queued.length === taken.takenCount) };
}

const bytesOf = ({ facts }: Projected): number =>
  facts.reduce((sum, { lines }) => sum + lines.reduce((bytes, line) => bytes + Buffer.byteLength(line), 0), 0);

/**
 * A version above every one before. Taken after the queue rows are locked and before the messages are read, so that of two
 * projections of one message the higher version has read at least as much (queue.test.ts). Exact as a number below 2^53.
 */
export async function nextVersion(client: Statements): Promise<number> {
  const [row] = await versionAbove(client);
  return (row as z.infer<typeof VersionRow>).version;
}

const VersionRow = z.object({ version: z.string().transform(Number) });
const versionAbove = definePgQuery({
  name: 'projection.version',
  isPrepared: true,
  acrossWorkspaces: readsNoTable,
  row: VersionRow,
  sql: () => pg`SELECT nextval('projection_queue_id_seq') AS version`,
});

export async function writeFacts(clickhouse: ClickHouse, facts: readonly FactLines[]): Promise<void> {
  for (const { table, lines, settings } of facts) {
    if (lines.length > 0) await clickhouse.insertBytes(table.name, table.columnNames, Buffer.from(lines.join('\n')), settings);
  }
}

/** An hour being rebuilt (claimed) is marked beside its claim: the facts that landed meanwhile are not in that rebuild. */
export async function markDirty(client: Statements, hours: Projected['touchedHours']): Promise<void> {
  if (hours.length > 0) await mark(client, { hours });
}

const mark = definePgCommand({
  name: 'rollup.mark',
  isPrepared: true,
  acrossWorkspaces: 'A batch of the projector has messages of several workspaces.',
  sql: ({ hours }: { hours: Projected['touchedHours'] }) => pg`
    INSERT INTO rollup_dirty_hours (workspace_id, hour, claimed)
    SELECT workspace_id, hour, false FROM unnest(${pg.uuids(hours.map(({ workspaceId }) => workspaceId))}, ${pg.ats(hours.map(({ hour }) => hour))}) AS t (workspace_id, hour)
    ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
});

function summaryOf(queued: readonly QueueRow[]): Omit<ProjectedBatch, 'isAll'> {
  const countByWorkspace = new Map<string, number>();
  let oldest = Infinity;
  for (const { workspaceId, enqueuedAt } of queued) {
    countByWorkspace.set(workspaceId, (countByWorkspace.get(workspaceId) ?? 0) + 1);
    oldest = Math.min(oldest, enqueuedAt.getTime());
  }
  return { messageCount: queued.length, lagMs: queued.length === 0 ? null : Date.now() - oldest, countByWorkspace };
}
