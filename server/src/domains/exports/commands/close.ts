import { dayMs } from '../../../platform/ingest/time.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { removeFile } from '../files.ts';
import {
  closeDataExport,
  dataExportsOfWorkspace,
  deleteDataExport,
  expiredDataExports,
  exportsNaming,
  exportsWithMessages,
  forgetExports,
  taskOfExport,
} from '../queries/exports.ts';
import { deleteSchedulesNaming } from '../queries/schedules.ts';

/** So long the list shows exports whose files are gone. */
const shownDays = 30;

interface Place {
  readonly workspaceId: string;
  readonly id: string;
}

/** First the row, which lets an export that is being made know that its file is not wanted any more; done again, it changes nothing. */
export async function closeExport(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, id }: Place,
  { now, failure = null, isCancelled = false }: { now: Date; failure?: string | null; isCancelled?: boolean },
): Promise<void> {
  await closeDataExport(stores.postgres, { workspaceId, id, failure, isCancelled, now });
  await removeFile(stores, { workspaceId, id });
}

/** Ends an export that is not ready, or removes the file of one that is. Its id. */
export async function cancelExport(
  { stores, live }: { stores: Stores; live: Pick<LiveBus, 'publish'> },
  place: Place,
  now: Date,
): Promise<Result<string, NotFound>> {
  const [found] = await taskOfExport(stores.postgres, place);
  if (found === undefined) return fail(new NotFound('Export', place.id));
  await closeExport(stores, place, { now, isCancelled: true });
  live.publish('task.changed', found.taskId, { status: 'RUNNING' });
  return succeed(place.id);
}

/** Removes an export with its file. Its id. */
export async function deleteExport(stores: Stores, place: Place, now: Date): Promise<Result<string, NotFound>> {
  await closeExport(stores, place, { now, isCancelled: true });
  const [deleted] = await deleteDataExport(stores.postgres, place);
  return deleted === undefined ? fail(new NotFound('Export', place.id)) : succeed(place.id);
}

/** A user was erased: files with messages may hold what the user wrote or received, and filters may name the user. */
export async function forgetErased(
  stores: Stores,
  { workspaceId, userIds }: { readonly workspaceId: string; readonly userIds: readonly string[] },
): Promise<void> {
  const failure = 'A user was erased meanwhile, whose messages it may have had. Export again.';
  for (const { id } of await exportsWithMessages(stores.postgres, { workspaceId }))
    await closeExport(stores, { workspaceId, id }, { now: new Date(), failure });
  for (const { id } of await exportsNaming(stores.postgres, { workspaceId, userIds }))
    await deleteExport(stores, { workspaceId, id }, new Date());
  await deleteSchedulesNaming(stores.postgres, { workspaceId, userIds });
}

/** Removes files after their days, and forgets exports some time later. */
export async function removeExpiredDataExports(stores: Stores, now: Date): Promise<void> {
  for (const expired of await expiredDataExports(stores.postgres, { now }))
    await inWorkspace(expired.workspaceId, () => closeExport(stores, expired, { now, failure: 'It was not made within its days.' }));
  await forgetExports(stores.postgres, { before: new Date(now.getTime() - shownDays * dayMs) });
}

/** Removes the files of all exports of a workspace that is being deleted. */
export async function removeDataFilesOfWorkspace(stores: Pick<Stores, 'postgres'>, workspaceId: string): Promise<void> {
  for (const { id } of await dataExportsOfWorkspace(stores.postgres, { workspaceId })) await removeFile(stores, { workspaceId, id });
}
