import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { rampShare } from '../pure/ramp.ts';
import { rampedExperiments } from '../queries/book.ts';

/** Raises the allocation of running experiments to the step of their ramp that is due. It never lowers one: who was in stays in. */
export async function raiseRamps({ stores, live }: WorkContext, now: Date): Promise<void> {
  for (const { id, key, workspaceId, allocation, ramp, startedAt } of await rampedExperiments(stores.postgres)) {
    const share = rampShare(ramp, startedAt, now);
    if (share === null || share <= allocation) continue;
    const { count } = await inWorkspace(workspaceId, () =>
      stores.prisma.experiment.updateMany({
        where: { id, workspaceId, state: 'RUNNING', allocation: { lt: share } },
        data: { allocation: share, updatedAt: now },
      }),
    );
    if (count > 0) live.publish('experiments.changed', workspaceId, { keys: [key] });
  }
}
