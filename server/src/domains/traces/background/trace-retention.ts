import type { Job } from '../../../platform/jobs/jobs.ts';
import { pause } from '../../../platform/store/pause.ts';
import { raw, sql, string, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { restamp } from '../../policies/commands.ts';
import { never, readPolicy } from '../../policies/load.ts';
import { landSpans } from '../load.ts';
import { deleteRows, mutate } from '../../../platform/store/clickhouse/mutations.ts';

const dayMs = 86_400_000;

/** Where a row's time stands from which its days are counted. */
const startOf = { spans: 'started_at', contents: 'at', traces: 'started_at' } as const;
type Table = keyof typeof startOf;

/**
 * A text may be named by spans that began up to a day after it was first stored (domains/traces/record/pieces.ts): it stays a day longer.
 */
const graceDays: Readonly<Record<Table, number>> = { traces: 0, spans: 0, contents: 1 };

/**
 * Takes spans, their texts and summaries off the disk whose last day is over. May be cut off and run again; where nothing has
 * expired, nothing is rewritten.
 *
 * `forgetTexts`   called when texts were deleted: writers that remember where a text stands would name one that is gone.
 * Returns whether anything was deleted.
 */
export async function expireTraces({ clickhouse }: Pick<Stores, 'clickhouse'>, now: Date, forgetTexts: () => void): Promise<boolean> {
  let partitionCount = 0;
  for (const table of ['traces', 'spans', 'contents'] as const) {
    const count = await deleteRows(clickhouse, table, sql`${raw(notRemoval[table])} AND expires_on < ${day(now, -graceDays[table])}`);
    if (table === 'contents' && count > 0) forgetTexts();
    partitionCount += count;
  }
  return partitionCount > 0;
}

/** A removal of a summary holds back an older one of its trace, and says nothing itself: it carries no day. */
const notRemoval: Readonly<Record<Table, string>> = { traces: 'is_deleted = 0', spans: 'true', contents: 'true' };

const day = (now: Date, offsetDays: number): Sql =>
  sql`toDate(${string(new Date(now.getTime() + offsetDays * dayMs).toISOString().slice(0, 10))})`;

/** So long may another server go on to stamp by the policy that was before: its memory of it, and what it is writing. */
const settleMs = 5_000;

export const restampJob = restampAfter(settleMs);

/**
 * Gives what is stored of a workspace's traces its last day by the days that hold now; the sweep then deletes what is older.
 *
 * `waitMs`  before it begins: what is written by the old policy meanwhile must be there.
 */
export function restampAfter(waitMs: number): Job {
  return {
    ...restamp,
    async run(stores, task, report, signal) {
      const tables = ['traces', 'spans', 'contents'] as const;
      await report({ totalCount: tables.length, doneCount: 0 });
      await pause(waitMs, signal);
      await landSpans(stores);
      for (const [place, table] of tables.entries()) {
        if (signal.aborted) return;
        const { traceRetentionDays } = await readPolicy(stores.postgres, task.workspaceId);
        const expiry = expiryOf(startOf[table], traceRetentionDays);
        await mutate(
          stores.clickhouse,
          table,
          sql`UPDATE expires_on = ${expiry} WHERE workspace_id = ${uuid(task.workspaceId)} AND ${raw(notRemoval[table])} AND expires_on != ${expiry}`,
        );
        await report({ doneCount: place + 1 });
      }
    },
  };
}

/** As `expiresOn` computes it (trace-retention.test.ts); a Date holds 65,535 days. */
const expiryOf = (start: string, days: number | null): Sql =>
  days === null
    ? sql`toDate(${string(never)})`
    : raw(`toDate(toUInt16(least(65535, toUInt32(toUnixTimestamp64Second(${start})) DIV 86400 + ${days})))`);
