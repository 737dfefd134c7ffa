import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { exportFormats, exportTypes, scheduleIntervals } from '../types.ts';

export const scheduleOfMail = definePgQuery({
  name: 'exportSchedules.ofMail',
  row: z.object({ name: z.string(), workspaceName: z.string(), workspaceSlug: z.string(), recipients: z.array(z.string()) }),
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT s.name, w.name AS "workspaceName", w.slug AS "workspaceSlug", s.recipients FROM export_schedules s JOIN workspaces w ON w.id = s.workspace_id
    WHERE s.workspace_id = ${workspace} AND s.id = ${pg.uuid(id)}`,
});

export const workspaceName = definePgQuery({
  name: 'exports.workspaceName',
  row: z.object({ name: z.string() }),
  sql: (_none: unknown, workspace) => pg`SELECT name FROM workspaces WHERE id = ${workspace}`,
});

/** Schedules whose time has come. An archived or deleted workspace has none. */
export const dueSchedules = definePgQuery({
  name: 'exportSchedules.due',
  acrossWorkspaces: 'A schedule of the server looks through all of them.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: ({ now }: { now: Date }) => pg`
    SELECT s.id, s.workspace_id AS "workspaceId" FROM export_schedules s JOIN workspaces w ON w.id = s.workspace_id
    WHERE s.next_at <= ${pg.at(now)} AND NOT s.is_paused AND w.archived_at IS NULL AND w.delete_after IS NULL ORDER BY s.next_at LIMIT 1000`,
});

const Due = z.object({
  type: z.enum(exportTypes),
  format: z.enum(exportFormats),
  filter: z.unknown(),
  roles: z.array(z.string()),
  every: z.enum(scheduleIntervals),
  weekday: z.number().nullable(),
  minute: z.number(),
  timeZone: z.string(),
  dayCount: z.number(),
  ownerId: z.string().nullable(),
  nextAt: z.date(),
});

/** A schedule whose time has come, locked: of two servers that look at once one finds it. */
export const lockDueSchedule = definePgQuery({
  name: 'exportSchedules.lockDue',
  row: Due,
  sql: ({ id, now }: { id: string; now: Date }, workspace) => pg`
    SELECT type, format, filter, roles, every, weekday, minute, time_zone AS "timeZone", day_count AS "dayCount", owner_id AS "ownerId",
      next_at AS "nextAt" FROM export_schedules
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND next_at <= ${pg.at(now)} AND NOT is_paused FOR UPDATE SKIP LOCKED`,
});

/** Deletes schedules whose filter names one of these users. */
export const deleteSchedulesNaming = definePgCommand({
  name: 'exportSchedules.deleteNaming',
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    DELETE FROM export_schedules
    WHERE workspace_id = ${workspace} AND (filter->'users' ?| ${pg.texts(userIds)} OR filter->'not'->'users' ?| ${pg.texts(userIds)})`,
});

export const noteRun = definePgCommand({
  name: 'exportSchedules.ran',
  sql: ({ id, nextAt, failure }: { id: string; nextAt: Date; failure: string | null }, workspace) => pg`
    UPDATE export_schedules SET next_at = ${pg.at(nextAt)}, failure = ${pg.text(failure)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});
