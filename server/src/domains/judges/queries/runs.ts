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
  name: 'judges.count',
  sql: ({ counts }: { counts: readonly Counted[] }, workspace) => pg`
    UPDATE judge_runs r SET done = r.done + c.done, failed = r.failed + c.failed, cached = r.cached + c.cached, nano_usd = r.nano_usd + c.nano_usd
    FROM unnest(${pg.uuids(counts.map(({ runId }) => runId))}, ${pg.int4s(counts.map(({ done }) => done))}, ${pg.int4s(counts.map(({ failed }) => failed))},
      ${pg.int4s(counts.map(({ cached }) => cached))}, ${pg.int8s(counts.map(({ nanoUsd }) => nanoUsd))}) AS c (run_id, done, failed, cached, nano_usd)
    WHERE r.workspace_id = ${workspace} AND r.id = c.run_id`,
});

/** Ends runs of a set of messages of which nothing is left to do; their ids. */
export const endRuns = definePgQuery({
  name: 'judges.endRuns',
  acrossWorkspaces: 'One loop works for all workspaces.',
  row: z.object({ id: z.string() }),
  sql: () => pg`
    UPDATE judge_runs r SET state = 'DONE', ended_at = now()
    WHERE r.state IN ('WAITING', 'RUNNING') AND r.kind <> 'ONLINE'
      AND NOT EXISTS (SELECT FROM judge_items i WHERE i.run_id = r.id AND i.state = 'WAITING')
      AND NOT EXISTS (SELECT FROM judge_items i WHERE i.run_id = r.id AND i.state = 'CLAIMED')
    RETURNING r.id`,
});

/** Holds a run up until an instant: the server of models asked for it. */
export const holdRun = definePgCommand({
  name: 'judges.hold',
  sql: ({ runId, seconds }: { runId: string; seconds: number }, workspace) => pg`
    UPDATE judge_runs SET not_before = greatest(not_before, now() + ${pg.seconds(seconds)}) WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)}`,
});

/** Pauses a run that goes on, for a reason that the next message would meet, too. */
export const pauseRun = definePgCommand({
  name: 'judges.pause',
  sql: ({ runId, problem }: { runId: string; problem: string }, workspace) => pg`
    UPDATE judge_runs SET state = 'PAUSED', problem = ${pg.text(problem)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('WAITING', 'RUNNING')`,
});

/** Stops a run; items in hand are finished, the others stay where they are. */
export const stopRun = definePgCommand({
  name: 'judges.stop',
  sql: ({ runId }: { runId: string }, workspace) => pg`
    UPDATE judge_runs SET state = 'STOPPED', ended_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('WAITING', 'RUNNING', 'PAUSED')`,
});

/** Goes on with a run that was stopped or paused, or with what has failed in it. */
export const resumeRun = definePgCommand({
  name: 'judges.resume',
  sql: ({ runId, owner }: { runId: string; owner: string }, workspace) => pg`
    WITH again AS (
      UPDATE judge_items SET state = 'WAITING', attempts = attempts + 1, retry_at = now(), failure_code = NULL, failure_message = NULL, ended_at = NULL
      WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} AND state = 'FAILED' RETURNING 1
    )
    UPDATE judge_runs SET state = 'WAITING', ended_at = NULL, problem = NULL, not_before = NULL, owner = ${pg.text(owner)},
      failed = failed - (SELECT count(*) FROM again)
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} AND state IN ('STOPPED', 'PAUSED', 'DONE', 'FAILED')`,
});

/** Judges that judge new answers as they come. */
export const onlineRuns = definePgQuery({
  name: 'judges.online',
  acrossWorkspaces: 'One sweep samples for all workspaces.',
  row: z.object({ runId: z.string(), judgeId: z.string(), workspaceId: z.string(), share: z.number() }),
  sql: () => pg`
    SELECT r.id AS "runId", j.id AS "judgeId", j.workspace_id AS "workspaceId", j.sample_share AS share FROM judge_runs r JOIN judges j ON j.id = r.judge_id
    WHERE r.kind = 'ONLINE' AND r.state IN ('WAITING', 'RUNNING') AND j.is_enabled AND j.sample_share > 0`,
});

/**
 * Sets aside what a call may cost at most, where the cap of the day has room for it: 1 row, else none. The row of the day is locked by it, so
 * that servers and workers that ask at once are answered one after the other.
 */
export const reserve = definePgCommand({
  name: 'judges.reserve',
  sql: ({ judgeId, day, nanoUsd }: { judgeId: string; day: Date; nanoUsd: bigint }, workspace) => pg`
    INSERT INTO judge_spending AS s (judge_id, workspace_id, day, nano_usd)
    SELECT j.id, ${workspace}, (${pg.at(day)} AT TIME ZONE 'UTC')::date, ${pg.int8(nanoUsd)} FROM judges j
    WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(judgeId)} AND j.daily_cap_nano_usd >= ${pg.int8(nanoUsd)}
    ON CONFLICT (judge_id, day) DO UPDATE SET nano_usd = s.nano_usd + excluded.nano_usd
    WHERE s.nano_usd + excluded.nano_usd <= (SELECT daily_cap_nano_usd FROM judges WHERE id = s.judge_id)`,
});

/** Gives back what a call that was set aside for did not cost. A server that is gone gives nothing back: its call counts as the most it may cost. */
export const release = definePgCommand({
  name: 'judges.release',
  sql: ({ judgeId, day, nanoUsd }: { judgeId: string; day: Date; nanoUsd: bigint }, workspace) => pg`
    UPDATE judge_spending SET nano_usd = nano_usd - ${pg.int8(nanoUsd)}
    WHERE workspace_id = ${workspace} AND judge_id = ${pg.uuid(judgeId)} AND day = (${pg.at(day)} AT TIME ZONE 'UTC')::date`,
});

export const spentOn = definePgQuery({
  name: 'judges.spent',
  row: z.object({ judgeId: z.string(), nanoUsd: z.string().transform(BigInt) }),
  sql: ({ judgeIds, day }: { judgeIds: readonly string[]; day: Date }, workspace) => pg`
    SELECT judge_id AS "judgeId", nano_usd::text AS "nanoUsd" FROM judge_spending
    WHERE workspace_id = ${workspace} AND judge_id = ANY(${pg.uuids(judgeIds)}) AND day = (${pg.at(day)} AT TIME ZONE 'UTC')::date`,
});
