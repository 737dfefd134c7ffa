import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { enqueue } from '../../../platform/jobs/jobs.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { mayNow, strangerAmong } from '../../access/load/readers.ts';
import { exportingData } from '../background/kinds.ts';
import { BadExportSchedule } from '../errors.ts';
import { checkSchedule, type ScheduleInput } from '../ingest/schedule.ts';
import { filterAsJson } from '../pure/filter.ts';
import { daysBefore, nextRuns } from '../pure/next-runs.ts';
import { insertDataExport, waitingExports } from '../queries/exports.ts';
import { dueSchedules, lockDueSchedule, noteRun } from '../queries/schedules.ts';
import { maxSchedules, maxWaiting } from '../types.ts';
import { expiryOf, withCalendar } from './request.ts';

/** Saves a schedule; one of the same name is replaced. Its id. */
export async function saveExportSchedule(
  stores: Stores,
  { workspaceId, person }: Pick<Viewer, 'workspaceId' | 'person'>,
  input: ScheduleInput,
  now: Date,
): Promise<Result<string, BadExportSchedule>> {
  const checked = checkSchedule(input);
  if (!checked.ok) return checked;
  const { name, type, format, roles, times, dayCount, recipients, isPaused } = checked.value;
  const filter = await withCalendar(stores, workspaceId, checked.value.filter);
  const stranger = await strangerAmong(stores, workspaceId, recipients);
  if (stranger !== null) return fail(new BadExportSchedule('recipients', stranger));
  const key = { workspaceId_name: { workspaceId, name } };
  const isKnown = (await stores.prisma.exportSchedule.findUnique({ where: key })) !== null;
  if (!isKnown && (await stores.prisma.exportSchedule.count({ where: { workspaceId } })) >= maxSchedules)
    return fail(
      new BadExportSchedule('name', `is new, and the workspace has ${maxSchedules} schedules, the most there can be: delete one first`),
    );
  const schedule = {
    type,
    format,
    filter: filterAsJson(filter) as object,
    roles: [...roles],
    ...times,
    dayCount,
    recipients: [...recipients],
    isPaused,
    ownerId: person?.id ?? null,
    ownerName: person === null ? null : person.name === '' ? person.email : person.name,
    failure: null,
    nextAt: nextRuns(times, now, 1)[0] as Date,
  };
  const { id } = await stores.prisma.exportSchedule.upsert({ where: key, create: { workspaceId, name, ...schedule }, update: schedule });
  return succeed(id);
}

/** Deletes a schedule, and gives its id; files that it had made stay for their days. */
export async function deleteExportSchedule(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.exportSchedule.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Schedule of exports', id)) : succeed(id);
}

/** Has the files made of schedules whose time has come: each run once, and of runs that were missed the last due one alone. */
export async function runDueSchedules({ stores, onError }: WorkContext, now: Date): Promise<void> {
  for (const { id, workspaceId } of await dueSchedules(stores.postgres, { now }))
    await inWorkspace(workspaceId, () => runSchedule(stores, { workspaceId, id, now })).catch(onError);
}

async function runSchedule(stores: Stores, { workspaceId, id, now }: { workspaceId: string; id: string; now: Date }): Promise<void> {
  await inTransaction(stores.postgres, async (client) => {
    const [due] = await lockDueSchedule(client, { workspaceId, id, now });
    if (due === undefined) return;
    const { type, format, roles, timeZone, dayCount, ownerId, nextAt: dueAt } = due;
    const ran = (failure: string | null) => noteRun(client, { workspaceId, id, nextAt: nextRuns(due, now, 1)[0] as Date, failure });
    if (ownerId !== null && !(await mayNow(stores, { workspaceId, personId: ownerId }, 'EXPORT')))
      return void (await ran('Who saved it may not export from this workspace any more. One who may has to save it again.'));
    const [{ count } = { count: 0 }] = await waitingExports(client, { workspaceId });
    if (count >= maxWaiting) return void (await ran(`${count} exports of the workspace were not done, the most there can be.`));
    const { from, to } = daysBefore(timeZone, dueAt, dayCount);
    const filter = { ...(due.filter as object), from: from.toISOString(), to: to.toISOString() };
    const taskId = await enqueue(client, exportingData, { workspaceId });
    const made = { taskId, type, format, filter, roles, requestedBy: null, scheduleId: id, dueAt, expiresAt: expiryOf(now) };
    await insertDataExport(client, { workspaceId, ...made });
    await ran(null);
  });
}
