import type { Stores } from '../../../platform/store/stores.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { ErasedUser } from '../../deletions/hooks.ts';

/** Removes answers to what was a user's data, with their scores. Items of messages go with the messages. */
export async function eraseItems({ prisma }: Pick<Stores, 'prisma'>, { workspaceId, userIds }: ErasedUser): Promise<void> {
  await inWorkspace(workspaceId, () => prisma.evaluationRunItem.deleteMany({ where: { workspaceId, userId: { in: [...userIds] } } }));
}
