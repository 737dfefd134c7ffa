import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { stepKinds, type LoopStatus, type StepDetails, type StepKind, type StepState } from '../types.ts';

const Claimed = z.object({ id: z.string(), workspaceId: z.string(), step: z.enum(stepKinds), fence: z.number() });
export type ClaimedLoop = z.infer<typeof Claimed>;

/**
 * Takes loops whose present step is the server's, for a while: each is one server's at a time. One that waits for corrections is looked at
 * again, since people correct messages elsewhere, too. What a server that is gone had taken comes free when its time is up.
 */
export const claimLoops = definePgQuery({
  name: 'loops.claim',
  acrossWorkspaces: 'One loop works for all workspaces.',
  row: Claimed,
  sql: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => pg`
    UPDATE loops l SET leased_until = now() + ${pg.seconds(leaseSeconds)}, fence = l.fence + 1
    FROM (SELECT id FROM loops WHERE (status = 'RUNNING' OR (status = 'NEEDS_PERSON' AND step = 'CORRECTED'))
        AND (not_before IS NULL OR not_before <= now()) AND (leased_until IS NULL OR leased_until < now())
      ORDER BY not_before NULLS FIRST, created_at LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED) taken
    WHERE l.id = taken.id RETURNING l.id, l.workspace_id AS "workspaceId", l.step::text AS step, l.fence`,
});

/** Gives a loop back, to be taken again after some seconds. */
export const releaseLoop = definePgCommand({
  name: 'loops.release',
  sql: ({ loopId, fence, seconds }: { loopId: string; fence: number; seconds: number }, workspace) => pg`
    UPDATE loops SET leased_until = NULL, not_before = now() + ${pg.seconds(seconds)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)} AND fence = ${pg.int4(fence)}`,
});

const Locked = z.object({
  status: z.enum(['RUNNING', 'NEEDS_PERSON', 'DONE', 'FAILED', 'STOPPED']),
  step: z.enum(stepKinds),
  fence: z.number(),
});

/** Lets one transaction at a time move a loop; none: there is no such loop. */
export const lockLoop = definePgQuery({
  name: 'loops.lock',
  row: Locked,
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    SELECT status::text AS status, step::text AS step, fence FROM loops WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)} FOR UPDATE`,
});

export interface MovedLoop {
  readonly loopId: string;
  readonly step: StepKind;
  readonly status: LoopStatus;
  readonly now: Date;
}

/** Sets the present step and the status; the lease ends. A loop that has ended keeps when. */
export const moveLoop = definePgCommand({
  name: 'loops.move',
  sql: ({ loopId, step, status, now }: MovedLoop, workspace) => pg`
    UPDATE loops SET step = ${pg.enumerated('LoopStepKind', step)}, status = ${pg.enumerated('LoopStatus', status)}, leased_until = NULL, not_before = NULL,
      fence = fence + 1,
      updated_at = CASE WHEN step = ${pg.enumerated('LoopStepKind', step)} AND status = ${pg.enumerated('LoopStatus', status)} THEN updated_at ELSE ${pg.at(now)} END,
      ended_at = ${pg.at(status === 'DONE' || status === 'FAILED' || status === 'STOPPED' ? now : null)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});

export interface ChangedStep {
  readonly loopId: string;
  readonly kind: StepKind;
  readonly state: StepState;
  readonly count?: number | null;
  readonly outOf?: number | null;
  readonly details?: StepDetails;
  readonly error?: string | null;
  readonly now: Date;
}

/** Stores the state of a step with its numbers; times follow from the state. */
export const storeStep = definePgCommand({
  name: 'loops.storeStep',
  sql: ({ loopId, kind, state, count = null, outOf = null, details = {}, error = null, now }: ChangedStep, workspace) => pg`
    UPDATE loop_steps SET state = ${pg.enumerated('LoopStepState', state)}, count = ${pg.int4(count)}, out_of = ${pg.int4(outOf)},
      details = ${pg.json(details)}, error = ${pg.text(error)},
      started_at = ${state === 'WAITING' ? pg.at(null) : pg.raw('coalesce(started_at, now())')},
      finished_at = ${pg.at(state === 'DONE' || state === 'FAILED' ? now : null)}
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND kind = ${pg.enumerated('LoopStepKind', kind)}`,
});

/** Has a step begin once more: it and all after it are as they were before it. */
export const resetSteps = definePgCommand({
  name: 'loops.resetSteps',
  sql: ({ loopId, from }: { loopId: string; from: StepKind }, workspace) => pg`
    UPDATE loop_steps SET state = 'WAITING', count = NULL, out_of = NULL, details = '{}', error = NULL, started_at = NULL, finished_at = NULL
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND kind >= ${pg.enumerated('LoopStepKind', from)}`,
});

/** Makes the steps of a new loop. */
export const insertSteps = definePgCommand({
  name: 'loops.insertSteps',
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    INSERT INTO loop_steps (loop_id, kind, workspace_id)
    SELECT ${pg.uuid(loopId)}, kind, ${workspace} FROM unnest(enum_range(NULL::"LoopStepKind")) AS kind`,
});

/** Notes the version of a model that a loop has made. */
export const setModel = definePgCommand({
  name: 'loops.setModel',
  sql: ({ loopId, modelId, version }: { loopId: string; modelId: string; version: number }, workspace) => pg`
    UPDATE loops SET model_id = ${pg.uuid(modelId)}, model_version = ${pg.int4(version)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});

/** Notes the dataset version of a loop. */
export const setVersion = definePgCommand({
  name: 'loops.setVersion',
  sql: ({ loopId, versionId }: { loopId: string; versionId: string }, workspace) => pg`
    UPDATE loops SET dataset_version_id = ${pg.uuid(versionId)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});

/** Notes the job of a loop, and how many trainings it has started. */
export const setTrained = definePgCommand({
  name: 'loops.setTrained',
  sql: ({ loopId, jobId, trainingCount }: { loopId: string; jobId: string; trainingCount: number }, workspace) => pg`
    UPDATE loops SET job_id = ${pg.uuid(jobId)}, training_count = ${pg.int4(trainingCount)}, connected_model = NULL, model_id = NULL, model_version = NULL, evaluation_run_id = NULL
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});

/** Sets the model that proposes corrections, and in whose name. */
export const setProposer = definePgCommand({
  name: 'loops.setProposer',
  sql: ({ loopId, proposer, owner }: { loopId: string; proposer: string; owner: string }, workspace) => pg`
    UPDATE loops SET proposer = ${pg.text(proposer)}, owner = ${pg.text(owner)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});

/** Notes the model that answers the prompts, and the run in which it does; null: the predictions of the job count. */
export const setReplay = definePgCommand({
  name: 'loops.setReplay',
  sql: (
    { loopId, connectedModel, evaluationRunId }: { loopId: string; connectedModel: string | null; evaluationRunId: string | null },
    workspace,
  ) => pg`
    UPDATE loops SET connected_model = ${pg.text(connectedModel)}, evaluation_run_id = ${pg.uuid(evaluationRunId)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(loopId)}`,
});
