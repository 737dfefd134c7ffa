import type { Stores } from '../../../platform/store/stores.ts';
import type { ErasedUser } from '../../deletions/hooks.ts';
import { dropRunsOfUsers } from '../queries.ts';

/** Removes runs that were taken from a span or a message of the user. */
export async function eraseRuns({ postgres }: Pick<Stores, 'postgres'>, { workspaceId, userIds }: ErasedUser): Promise<void> {
  await dropRunsOfUsers(postgres, { workspaceId, userIds });
}
