import { z } from 'zod';
import type { ClickHouse } from './client.ts';
import { defineQuery } from '../query.ts';
import { raw, sql, string, uuid, type Sql } from '../sql.ts';

/** Asked at once, and then less and less often: a small table is rewritten within milliseconds. */
const firstPollMs = 5;
const longestPollMs = 400;
/** A whole table is rewritten at disk speed: hours mean that it hangs. */
const longestMs = 3 * 3_600_000;

const aboutTables = 'Mutations are of whole tables.';

interface OfTable {
  readonly table: string;
}

/** Mutations of a table that ClickHouse knows: those that are under way, and some that have ended. */
const mutationsOf = defineQuery({
  name: 'mutations.known',
  acrossWorkspaces: aboutTables,
  timeoutMs: 20_000,
  row: z.object({ id: z.string() }),
  sql: ({ table }: OfTable) =>
    sql`SELECT mutation_id AS id FROM system.mutations WHERE database = currentDatabase() AND table = ${string(table)}`,
});

const unfinishedMutations = defineQuery({
  name: 'mutations.unfinished',
  acrossWorkspaces: aboutTables,
  timeoutMs: 20_000,
  row: z.object({ id: z.string(), failReason: z.string() }),
  sql: ({ table }: OfTable) => sql`
    SELECT mutation_id AS id, latest_fail_reason AS failReason FROM system.mutations
    WHERE database = currentDatabase() AND table = ${string(table)} AND NOT is_done`,
});

/**
 * Rewrites the parts of a table that hold such rows, and returns when the old ones are gone from every answer. Not waited for in the
 * statement: the one session that writes would be held up, and with it all that comes in.
 */
export const mutate = (clickhouse: ClickHouse, table: string, change: Sql): Promise<void> =>
  carryOut(clickhouse, table, () =>
    clickhouse.command(`${table}.mutate`, sql`ALTER TABLE ${raw(table)} ${change} SETTINGS mutations_sync = 0`),
  );

/** Where rows are deleted: in a table, those of one workspace; or why those of all. */
type Deletion = { readonly table: string; readonly workspaceId: string } | { readonly table: string; readonly acrossWorkspaces: string };

/** The condition within the deletion's workspace, whatever it says itself. */
const within = (deletion: Deletion, condition: Sql): Sql =>
  'workspaceId' in deletion ? sql`workspace_id = ${uuid(deletion.workspaceId)} AND (${condition})` : condition;

/** Makes rows unreadable: on return no answer has them. They leave the disk when the deleted mask is applied. */
export const hideRows = (clickhouse: ClickHouse, deletion: Deletion, condition: Sql): Promise<void> =>
  carryOut(clickhouse, deletion.table, () =>
    clickhouse.command(
      `${deletion.table}.delete`,
      sql`DELETE FROM ${raw(deletion.table)} WHERE ${within(deletion, condition)} SETTINGS lightweight_deletes_sync = 0`,
    ),
  );

/** What begins mutations, by store and table: one at a time, so that each knows its own. */
const beginnings = new WeakMap<ClickHouse, Map<string, Promise<unknown>>>();

/**
 * Begins a mutation by `begin` and waits for its end. One that fails is given up: ClickHouse would try it without end, and none of the
 * table that began after it would come to an end.
 */
async function carryOut(clickhouse: ClickHouse, table: string, begin: () => Promise<void>): Promise<void> {
  await clickhouse.whileMerging(table, async () => {
    const ofStore = beginnings.get(clickhouse) ?? new Map<string, Promise<unknown>>();
    beginnings.set(clickhouse, ofStore);
    const begun = (ofStore.get(table) ?? Promise.resolve()).then(async () => {
      const before = new Set((await mutationsOf(clickhouse, { table })).map(({ id }) => id));
      await begin();
      // On a ClickHouse of several servers another one may have begun one between the two: it is waited for, too.
      return (await unfinishedMutations(clickhouse, { table })).filter(({ id }) => !before.has(id)).map(({ id }) => id);
    });
    ofStore.set(
      table,
      begun.catch(() => {}), // the caller has the error
    );
    await untilMutated(clickhouse, table, new Set(await begun));
  });
}

async function untilMutated(clickhouse: ClickHouse, table: string, own: ReadonlySet<string>): Promise<void> {
  const startedAt = performance.now();
  for (let pollMs = firstPollMs; own.size > 0; pollMs = Math.min(2 * pollMs, longestPollMs)) {
    const unfinished = (await unfinishedMutations(clickhouse, { table })).filter(({ id }) => own.has(id));
    if (unfinished.length === 0) return;
    const failed = unfinished.find(({ failReason }) => failReason !== '');
    if (failed !== undefined || performance.now() - startedAt > longestMs) {
      for (const { id } of unfinished) {
        const isIt = sql`database = currentDatabase() AND table = ${string(table)} AND mutation_id = ${string(id)}`;
        await clickhouse.command(`${table}.kill`, sql`KILL MUTATION WHERE ${isIt}`);
      }
      throw new Error(`Rewriting ${table} does not get on: ${failed?.failReason ?? 'it takes too long'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

const Partition = z.object({ partition: z.string() });
const partitionsWith = defineQuery({
  name: 'mutations.partitions',
  acrossWorkspaces: 'The condition is that of the deletion.',
  timeoutMs: 120_000,
  row: Partition,
  sql: ({ table, condition }: { table: string; condition: Sql }) =>
    sql`SELECT DISTINCT _partition_id AS partition FROM ${raw(table)} WHERE ${condition}`,
});

const partitionId = (partition: string): Sql => raw(`PARTITION ID '${partition.replaceAll(/[^0-9a-z]/gi, '')}'`);

/** Takes rows off the disk, where there are any: only their partitions are touched. Returns how many of these there were. */
export async function deleteRows(clickhouse: ClickHouse, deletion: Deletion, asked: Sql): Promise<number> {
  const { table } = deletion;
  const condition = within(deletion, asked);
  const partitions = await partitionsWith(clickhouse, { table, condition });
  for (const { partition } of partitions) await mutate(clickhouse, table, sql`DELETE IN ${partitionId(partition)} WHERE ${condition}`);
  return partitions.length;
}

/** Takes rows off the disk that `hideRows` made unreadable, those of one partition. */
export const purgeHidden = (clickhouse: ClickHouse, { table, partition }: { table: string; partition: string }): Promise<void> =>
  mutate(clickhouse, table, sql`APPLY DELETED MASK IN ${partitionId(partition)}`);
