import { z } from 'zod';
import { holdsText } from '../../platform/store/folded.ts';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { int, raw, sql, string, uint, uuid } from '../../platform/store/sql.ts';
import { trainingStatuses } from '../training/types.ts';

/** The job that a runner should take next, locked: it allows the command, and has every label. */
export const nextJob = definePgQuery({
  name: 'runners.nextJob',
  row: z.object({ jobId: z.string() }),
  sql: ({ labels, commands }: { labels: readonly string[]; commands: readonly string[] }, workspace) => pg`
    SELECT j.id AS "jobId" FROM training_jobs j
    JOIN training_configuration_versions v ON v.configuration_id = j.configuration_id AND v.version = j.configuration_version
    WHERE j.workspace_id = ${workspace} AND j.status = 'QUEUED' AND j.source = 'RUNNER'
      AND v.labels <@ ${pg.texts(labels)} AND v.command = ANY(${pg.texts(commands)})
    ORDER BY j.priority DESC, j.queued_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED`,
});

export const insertLease = definePgCommand({
  name: 'runners.lease',
  sql: ({ jobId, runnerId, attempt, now }: { jobId: string; runnerId: string; attempt: number; now: Date }, workspace) => {
    const at = pg.at(now);
    return pg`
      INSERT INTO training_leases (job_id, workspace_id, runner_id, attempt, leased_at, process_at)
      VALUES (${pg.uuid(jobId)}, ${workspace}, ${pg.uuid(runnerId)}, ${pg.int4(attempt)}, ${at}, ${at})
      ON CONFLICT (job_id) DO UPDATE SET runner_id = excluded.runner_id, attempt = excluded.attempt, fence = excluded.fence,
        leased_at = excluded.leased_at, process_at = excluded.process_at, log_at = NULL, last_line = 0, released_at = NULL`;
  },
});

/** The lease of a job, which no other transaction changes until this one ends. */
export const lockLease = definePgQuery({
  name: 'runners.lockLease',
  row: z.object({
    fence: z.string(),
    attempt: z.number(),
    releasedAt: z.date().nullable(),
    lossCount: z.number(),
    revokedAt: z.date().nullable(),
    processAt: z.date(),
    logAt: z.date().nullable(),
    stepAt: z.date().nullable(),
    status: z.enum(trainingStatuses),
  }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT l.fence::text AS fence, l.attempt, l.released_at AS "releasedAt", l.loss_count AS "lossCount", r.revoked_at AS "revokedAt",
      l.process_at AS "processAt", l.log_at AS "logAt", j.heard_at AS "stepAt", j.status
    FROM training_jobs j JOIN training_leases l ON l.job_id = j.id JOIN runners r ON r.id = l.runner_id
    WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(jobId)} FOR UPDATE OF j, l`,
});

export const touchLease = definePgCommand({
  name: 'runners.renew',
  sql: ({ jobId, now }: { jobId: string; now: Date }, workspace) =>
    pg`UPDATE training_leases SET process_at = ${pg.at(now)} WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)}`,
});

/** The runner that holds the lease of a job was heard. */
export const runnerSeen = definePgCommand({
  name: 'runners.seen',
  sql: ({ jobId, now }: { jobId: string; now: Date }, workspace) => pg`
    UPDATE runners SET seen_at = GREATEST(seen_at, ${pg.at(now)})
    WHERE workspace_id = ${workspace} AND id = (SELECT runner_id FROM training_leases WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)})`,
});

/** Jobs whose leases a runner holds. */
export const jobsHeldBy = definePgQuery({
  name: 'runners.heldJobs',
  row: z.object({ jobId: z.string() }),
  sql: ({ runnerId }: { runnerId: string }, workspace) => pg`
    SELECT job_id AS "jobId" FROM training_leases
    WHERE workspace_id = ${workspace} AND runner_id = ${pg.uuid(runnerId)} AND released_at IS NULL ORDER BY leased_at`,
});

export const loggedUpTo = definePgCommand({
  name: 'runners.logged',
  sql: ({ jobId, fence, line, now }: { jobId: string; fence: string; line: number; now: Date }, workspace) => pg`
    UPDATE training_leases SET log_at = ${pg.at(now)}, last_line = GREATEST(last_line, ${pg.int8(line)})
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND fence = ${pg.int8(fence)}`,
});

export const releaseLease = definePgCommand({
  name: 'runners.release',
  sql: ({ jobId, isLost, now }: { jobId: string; isLost: boolean; now: Date }, workspace) => pg`
    UPDATE training_leases SET released_at = ${pg.at(now)}, loss_count = loss_count + ${pg.int4(isLost ? 1 : 0)}
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)}`,
});

/** Leases whose runner has given no sign for some time, of all workspaces. */
export const quietLeases = definePgQuery({
  name: 'runners.quietLeases',
  acrossWorkspaces: 'One sweep looks through the leases of all workspaces.',
  row: z.object({ jobId: z.string(), workspaceId: z.string() }),
  sql: ({ before }: { before: Date }) => pg`
    SELECT job_id AS "jobId", workspace_id AS "workspaceId" FROM training_leases
    WHERE released_at IS NULL AND process_at <= ${pg.at(before)} ORDER BY process_at LIMIT 1000`,
});

/** The last sign of the lease that was silent for longest, of all workspaces; null: none is held. */
export const lastSign = definePgQuery({
  name: 'runners.lastSign',
  acrossWorkspaces: 'One sweep looks through the leases of all workspaces.',
  row: z.object({ at: z.date().nullable() }),
  sql: () => pg`
    SELECT min(GREATEST(l.process_at, l.log_at, j.heard_at)) AS at FROM training_leases l JOIN training_jobs j ON j.id = l.job_id
    WHERE l.released_at IS NULL`,
});

/** One page of a log. What is searched for is found first, by number: with `FINAL` the text of every line would be read. */
export const logLines = defineQuery({
  name: 'runners.log',
  timeoutMs: 15_000,
  row: z.object({ line: z.coerce.number(), text: z.string(), at: z.string() }),
  sql: ({
    workspaceId,
    jobId,
    attempt,
    search,
    after,
    limit,
  }: {
    workspaceId: string;
    jobId: string;
    attempt: number;
    search: string;
    after: number;
    limit: number;
  }) => {
    const page = sql`workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)} AND attempt = ${uint(attempt)} AND line > ${int(after)}`;
    const found = sql`
      AND line IN (SELECT DISTINCT line FROM training_log WHERE ${page} AND ${holdsText(raw('text'), string(search))}
                   ORDER BY line LIMIT ${uint(limit)})`;
    return sql`
      SELECT line, text, formatDateTime(at, '%Y-%m-%dT%H:%i:%S.%fZ') AS at FROM training_log FINAL
      WHERE ${page} ${search === '' ? raw('') : found}
      ORDER BY line LIMIT ${uint(limit)}`;
  },
});

/** The last line of a log; none: nothing was written. */
export const lastLogLine = defineQuery({
  name: 'runners.lastLogLine',
  timeoutMs: 15_000,
  row: z.object({ line: z.coerce.number() }),
  sql: ({ workspaceId, jobId, attempt }: { workspaceId: string; jobId: string; attempt: number }) => sql`
    SELECT line FROM training_log
    WHERE workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)} AND attempt = ${uint(attempt)}
    ORDER BY line DESC LIMIT 1`,
});
