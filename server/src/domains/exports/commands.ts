import { dayMs } from '../../platform/ingest/time.ts';
import { BadArgument, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import { readRequiredName } from '../../platform/ingest/values.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { exportingUsers } from './background/kinds.ts';
import { removeFile } from './files.ts';
import { closeExport, expiredExports, exportsOfUsers, exportsOfWorkspace, insertExport } from './queries/user-exports.ts';
import { keptDays } from './types.ts';

/** A user whose data is asked for, as the API takes it. */
export interface UserExportInput {
  readonly userId?: string | null | undefined;
}

/** Asks for a file with everything that is stored of a user, whether anything is or not. The id of the export. */
export async function exportUserData(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  input: UserExportInput,
  now: Date,
): Promise<Result<string, BadArgument>> {
  const checked = checkInput({ userId: readRequiredName({ ...input }, 'userId') }, BadArgument);
  if (!checked.ok) return checked;
  return inTransaction(postgres, async (client) => {
    const taskId = await enqueue(client, exportingUsers, { workspaceId });
    const expiresAt = new Date(now.getTime() + keptDays * dayMs);
    const [made] = await insertExport(client, { workspaceId, taskId, userId: checked.value.userId, expiresAt });
    return succeed((made as { id: string }).id);
  });
}

/** Removes the files of these users, and of exports that are still being made. */
export async function removeExportsOf(
  stores: Stores,
  { workspaceId, userIds }: { readonly workspaceId: string; readonly userIds: readonly string[] },
): Promise<void> {
  for (const { id } of await exportsOfUsers(stores.postgres, { workspaceId, userIds })) await close(stores, { workspaceId, id });
}

/** Removes files after their days. */
export async function removeExpiredExports(stores: Stores, now: Date): Promise<void> {
  for (const expired of await expiredExports(stores.postgres, { now })) await close(stores, expired);
}

/** First the row, which lets an export that is being made know that its file is not wanted any more; done again, it changes nothing. */
async function close(stores: Stores, { workspaceId, id }: { workspaceId: string; id: string }): Promise<void> {
  await removeFile(stores, { workspaceId, id });
  await closeExport(stores.postgres, { workspaceId, id });
  await removeFile(stores, { workspaceId, id });
}

/** Removes the files of all exports of a workspace that is being deleted. */
export async function removeFilesOfWorkspace(stores: Pick<Stores, 'postgres'>, workspaceId: string): Promise<void> {
  for (const { id } of await exportsOfWorkspace(stores.postgres, { workspaceId })) await removeFile(stores, { workspaceId, id });
}
