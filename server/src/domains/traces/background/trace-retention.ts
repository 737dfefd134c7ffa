import { dayMs } from '../../../platform/ingest/time.ts';
import type { Job } from '../../../platform/jobs/jobs.ts';
import { pause } from '../../../platform/store/pause.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { restamp } from '../../policies/commands.ts';
import { readPolicy } from '../../policies/load.ts';
import { landSpans } from '../load.ts';
import { deleteRows, mutate } from '../../../platform/store/clickhouse/mutations.ts';
import { expiredBefore, restamped, type TraceTable } from './queries.ts';

const tables = ['traces', 'spans', 'contents'] as const satisfies readonly TraceTable[];

/**
 * A text may be named by spans that began up to a day after it was first stored (domains/traces/record/pieces.ts): it stays a day longer.
 */
const graceDays: Readonly<Record<TraceTable, number>> = { traces: 0, spans: 0, contents: 1 };

/**
 * Takes spans, their texts and summaries off the disk whose last day is over. May be cut off and run again; where nothing has
 * expired, nothing is rewritten.
 *
 * `forgetTexts`   called when texts were deleted: writers that remember where a text stands would name one that is gone.
 * Returns whether anything was deleted.
 */
export async function expireTraces({ clickhouse }: Pick<Stores, 'clickhouse'>, now: Date, forgetTexts: () => void): Promise<boolean> {
  let partitionCount = 0;
  for (const table of tables) {
    const count = await deleteRows(
      clickhouse,
      { table, acrossWorkspaces: 'Each row has its last day.' },
      expiredBefore(table, dayBefore(now, graceDays[table])),
    );
    if (table === 'contents' && count > 0) forgetTexts();
    partitionCount += count;
  }
  return partitionCount > 0;
}

const dayBefore = (now: Date, days: number): string => new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10);

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
      await report({ totalCount: tables.length, doneCount: 0 });
      await pause(waitMs, signal);
      await landSpans(stores);
      for (const [place, table] of tables.entries()) {
        if (signal.aborted) return;
        const { traceRetentionDays } = await readPolicy(stores.postgres, task.workspaceId);
        await mutate(stores.clickhouse, table, restamped(table, task.workspaceId, traceRetentionDays));
        await report({ doneCount: place + 1 });
      }
    },
  };
}
