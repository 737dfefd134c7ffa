import { BadArgument, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { readRequiredName } from '../../platform/ingest/values.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { deletingUsers } from './background/delete-user.ts';
import { insertDeletion } from './queries.ts';

/** A deletion as the API takes it. */
export interface UserDeletionInput {
  readonly userId?: string | null | undefined;
}

/** Asks for the deletion of what belongs to a user, whether anything is stored or not. The id of the deletion. */
export async function deleteUser(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  input: UserDeletionInput,
): Promise<Result<string, BadArgument>> {
  const checked = checkInput({ userId: readRequiredName({ ...input }, 'userId') }, BadArgument);
  if (!checked.ok) return checked;
  return inTransaction(postgres, async (client) => {
    const taskId = await enqueue(client, deletingUsers, { workspaceId });
    const [deletion] = await insertDeletion(client, { workspaceId, taskId, userId: checked.value.userId });
    return succeed((deletion as { id: string }).id);
  });
}
