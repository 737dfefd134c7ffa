import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { leavesOf, withUsers } from '../pure/walk.ts';
import { cohortsOf } from '../queries/cohorts.ts';

/** Takes users out of the lists in rules; who is in a cohort by anything else is no more once that is deleted. */
export async function eraseMembers(
  { postgres, prisma }: Stores,
  { workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] },
): Promise<void> {
  await inWorkspace(workspaceId, async () => {
    for (const { id, rule } of await cohortsOf(postgres, { workspaceId })) {
      const isListed = leavesOf(rule).some((leaf) => 'users' in leaf && leaf.users.some((user) => userIds.includes(user)));
      if (!isListed) continue;
      const without = withUsers(rule, (users) => users.filter((user) => !userIds.includes(user)));
      await prisma.userCohort.update({ where: { id, workspaceId }, data: { rule: without as unknown as Prisma.InputJsonValue } });
    }
  });
}
