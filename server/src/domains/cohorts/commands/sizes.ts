import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { countRule } from '../load.ts';
import { everyCohort, forgetSizes, saveSize } from '../queries/cohorts.ts';
import { keptSizeDays, type CohortRule } from '../types.ts';

/** Counts a cohort and keeps its size for the day. */
export async function recordSize(
  stores: Stores,
  workspaceId: string,
  { id, rule }: { readonly id: string; readonly rule: CohortRule },
  now: Date,
): Promise<void> {
  const userCount = await countRule(stores, workspaceId, rule, now);
  await saveSize(stores.postgres, { workspaceId, id, userCount, countedAt: now });
}

/** Counts every cohort of every workspace; one that fails does not keep the others waiting. */
export async function recordSizes(stores: Stores, now: Date, onError: (error: unknown) => void): Promise<void> {
  await forgetSizes(stores.postgres, { before: new Date(now.getTime() - keptSizeDays * 86_400_000) });
  for (const { workspaceId, ...cohort } of await everyCohort(stores.postgres)) {
    try {
      await inWorkspace(workspaceId, () => recordSize(stores, workspaceId, cohort, now));
    } catch (error) {
      onError(error);
    }
  }
}
