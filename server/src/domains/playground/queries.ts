import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { LiveAnswer } from './types.ts';

const underWay = pg`status IN ('WAITING', 'RUNNING')`;

/** Stores what an answer is now, and that its server lives. One that has ended is not changed any more. */
export const saveAnswer = definePgCommand({
  name: 'playground.saveAnswer',
  sql: ({ answer }: { answer: LiveAnswer }, workspace) => pg`
    UPDATE playground_answers SET status = ${pg.enumerated('PlaygroundAnswerStatus', answer.status)}, steps = ${pg.json(answer.steps)},
      failure_code = ${pg.text(answer.failureCode)}, failure_message = ${pg.text(answer.failureMessage)},
      output_problem = ${pg.text(answer.outputProblem)}, started_at = ${pg.at(dateOf(answer.startedAt))},
      ended_at = ${pg.at(dateOf(answer.endedAt))}, beat_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(answer.id)} AND ${underWay}`,
});

const dateOf = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** These answers are worked on still. */
export const beatAnswers = definePgCommand({
  name: 'playground.beatAnswers',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    UPDATE playground_answers SET beat_at = now() WHERE workspace_id = ${workspace} AND id = ANY(${pg.uuids(ids)}) AND ${underWay}`,
});

export const failLostAnswers = definePgCommand({
  name: 'playground.failLostAnswers',
  acrossWorkspaces: 'One sweep looks through the answers of all workspaces that are under way.',
  sql: ({ beatBefore }: { beatBefore: Date }) => pg`
    UPDATE playground_answers SET status = 'FAILED', failure_code = 'LOST', ended_at = now(),
      failure_message = 'The server that ran it has stopped. Run it again.'
    WHERE ${underWay} AND beat_at < ${pg.at(beatBefore)}`,
});

/**
 * Takes an answer that has ended for another call, with the steps that it goes on from. No row: it is none of the owner's, or is under way.
 */
export const takeAnswer = definePgQuery({
  name: 'playground.takeAnswer',
  row: z.object({ id: z.string() }),
  sql: ({ id, owner, steps }: { id: string; owner: string; steps: LiveAnswer['steps'] }, workspace) => pg`
    UPDATE playground_answers SET status = 'WAITING', steps = ${pg.json(steps)}, failure_code = NULL, failure_message = NULL,
      output_problem = NULL, ended_at = NULL, beat_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND NOT (${underWay})
      AND run_id IN (SELECT id FROM playground_runs WHERE workspace_id = ${workspace} AND owner = ${pg.text(owner)})
    RETURNING id`,
});

/** How many runs of an owner have answers that are under way. */
export const runningRuns = definePgQuery({
  name: 'playground.runningRuns',
  row: z.object({ runCount: z.number() }),
  sql: ({ owner }: { owner: string }, workspace) => pg`
    SELECT count(DISTINCT r.id)::int AS "runCount" FROM playground_runs r JOIN playground_answers a ON a.run_id = r.id
    WHERE r.workspace_id = ${workspace} AND a.workspace_id = ${workspace} AND r.owner = ${pg.text(owner)} AND a.status IN ('WAITING', 'RUNNING')`,
});

/** Removes runs of an owner beyond the newest that are not shared. */
export const dropOldRuns = definePgCommand({
  name: 'playground.dropOldRuns',
  sql: ({ owner, kept }: { owner: string; kept: number }, workspace) => pg`
    DELETE FROM playground_runs WHERE workspace_id = ${workspace} AND id IN (
      SELECT id FROM playground_runs WHERE workspace_id = ${workspace} AND owner = ${pg.text(owner)} AND NOT is_shared
      ORDER BY created_at DESC, id DESC OFFSET ${pg.int4(kept)})`,
});

export const dropRunsBefore = definePgCommand({
  name: 'playground.dropRunsBefore',
  sql: ({ before }: { before: Date }, workspace) => pg`
    DELETE FROM playground_runs WHERE workspace_id = ${workspace} AND created_at < ${pg.at(before)}`,
});

export const dropRunsOfUsers = definePgCommand({
  name: 'playground.dropRunsOfUsers',
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    DELETE FROM playground_runs WHERE workspace_id = ${workspace} AND user_id = ANY(${pg.texts(userIds)})`,
});
