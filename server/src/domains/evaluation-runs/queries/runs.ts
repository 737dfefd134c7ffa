import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

export interface Counted {
  readonly runId: string;
  readonly done: number;
  readonly failed: number;
  readonly cached: number;
  readonly nanoUsd: bigint;
}

/** Adds to what runs have done. */
export const countRuns = definePgCommand({
  name: 'evaluationRuns.count',
  sql: ({ counts }: { counts: readonly Counted[] }, workspace) => pg`
    UPDATE evaluation_runs r SET done = r.done + c.done, failed = r.failed + c.failed, cached = r.cached + c.cached, nano_usd = r.nano_usd + c.nano_usd
    FROM unnest(${pg.uuids(counts.map(({ runId }) => runId))}, ${pg.int4s(counts.map(({ done }) => done))}, ${pg.int4s(counts.map(({ failed }) => failed))},
      ${pg.int4s(counts.map(({ cached }) => cached))}, ${pg.int8s(counts.map(({ nanoUsd }) => nanoUsd))}) AS c (run_id, done, failed, cached, nano_usd)
    WHERE r.workspace_id = ${workspace} AND r.id = c.run_id`,
});

/** Ends runs of which nothing is left to do; one of an application once all that is expected has come, or nothing for half an hour. Their ids. */
export const endRuns = definePgQuery({
  name: 'evaluationRuns.end',
  acrossWorkspaces: 'One loop works for all workspaces.',
  row: z.object({ id: z.string() }),
  sql: ({ silentSeconds }: { silentSeconds: number }) => pg`
    UPDATE evaluation_runs r SET state = 'DONE', ended_at = now()
    WHERE r.state IN ('WAITING', 'RUNNING')
      AND (r.kind = 'OFFLINE' OR (r.total > 0 AND r.done + r.failed >= r.total) OR coalesce(r.reported_at, r.created_at) < now() - ${pg.seconds(silentSeconds)})
      AND NOT EXISTS (SELECT FROM evaluation_run_items i WHERE i.run_id = r.id AND i.state = 'WAITING')
      AND NOT EXISTS (SELECT FROM evaluation_run_items i WHERE i.run_id = r.id AND i.state = 'CLAIMED')
    RETURNING r.id`,
});

/** Holds a run up until an instant: the server of models asked for it. */
export const holdRun = definePgCommand({
  name: 'evaluationRuns.hold',
  sql: ({ runId, seconds }: { runId: string; seconds: number }, workspace) => pg`
    UPDATE evaluation_runs SET not_before = greatest(not_before, now() + ${pg.seconds(seconds)}) WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)}`,
});

/** Pauses a run that goes on, for a reason that the next row would meet, too. */
export const pauseRun = definePgCommand({
  name: 'evaluationRuns.pause',
  sql: ({ runId, problem }: { runId: string; problem: string }, workspace) => pg`
    UPDATE evaluation_runs SET state = 'PAUSED', problem = ${pg.text(problem)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('WAITING', 'RUNNING')`,
});

/** Stops a run; items in hand are finished, the others stay where they are. */
export const stopRun = definePgCommand({
  name: 'evaluationRuns.stop',
  sql: ({ runId }: { runId: string }, workspace) => pg`
    UPDATE evaluation_runs SET state = 'STOPPED', ended_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('WAITING', 'RUNNING', 'PAUSED')`,
});

/** Goes on with a run that was stopped or paused, or with what has failed in it; with another cap where one is given. */
export const resumeRun = definePgCommand({
  name: 'evaluationRuns.resume',
  sql: ({ runId, owner, capNanoUsd }: { runId: string; owner: string; capNanoUsd: bigint | null }, workspace) => pg`
    WITH again AS (
      UPDATE evaluation_run_items SET state = 'WAITING', attempts = attempts + 1, retry_at = now(), failure_code = NULL, failure_message = NULL, ended_at = NULL
      WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} AND state = 'FAILED' RETURNING 1
    )
    UPDATE evaluation_runs SET state = 'WAITING', ended_at = NULL, problem = NULL, not_before = NULL, owner = ${pg.text(owner)},
      cap_nano_usd = coalesce(${pg.int8(capNanoUsd)}, cap_nano_usd), failed = failed - (SELECT count(*) FROM again)
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('STOPPED', 'PAUSED', 'DONE', 'FAILED')`,
});

/**
 * Sets aside what a call may cost at most, where the cap of the run has room for it: 1 row, else none. The row of the run is locked by it, so
 * that servers and workers that ask at once are answered one after the other.
 */
export const reserve = definePgCommand({
  name: 'evaluationRuns.reserve',
  sql: ({ runId, nanoUsd }: { runId: string; nanoUsd: bigint }, workspace) => pg`
    UPDATE evaluation_runs SET reserved_nano_usd = reserved_nano_usd + ${pg.int8(nanoUsd)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND reserved_nano_usd + ${pg.int8(nanoUsd)} <= cap_nano_usd`,
});

/** Gives back what a call that was set aside for did not cost. A server that is gone gives nothing back: its call counts as the most it may cost. */
export const release = definePgCommand({
  name: 'evaluationRuns.release',
  sql: ({ runId, nanoUsd }: { runId: string; nanoUsd: bigint }, workspace) => pg`
    UPDATE evaluation_runs SET reserved_nano_usd = reserved_nano_usd - ${pg.int8(nanoUsd)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)}`,
});
