import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { sampleNew } from '../queries/items.ts';
import { onlineRuns } from '../queries/runs.ts';

/** Ids are given before their transactions commit: what comes so much later than its id is looked for again. */
const lookBack = 2_000;
const limit = 10_000;

/** Draws new answers for the judges that judge them as they come. Returns how many judges looked. */
export async function sampleOnline(stores: Pick<Stores, 'postgres'>): Promise<number> {
  const runs = await onlineRuns(stores.postgres);
  for (const { workspaceId, ...run } of runs)
    await inWorkspace(workspaceId, () => sampleNew(stores.postgres, { workspaceId, ...run, lookBack, limit }));
  return runs.length;
}
