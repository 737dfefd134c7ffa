import { dayMs } from '../../../platform/ingest/time.ts';
import { activeWorkspaces } from '../../signals/load/active.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { sources } from '../load/sources.ts';
import { progressOf } from '../queries.ts';
import { recordFound } from '../record.ts';

/** In a workspace that is silent for longer nothing is looked for. */
const silentDays = 15;

/** Looks for insights in every open workspace with messages: each source whose time has come. */
export async function findDueInsights(stores: Stores, now: Date, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  for (const { workspaceId } of await activeWorkspaces(stores, { since: new Date(now.getTime() - silentDays * dayMs) }))
    await inWorkspace(workspaceId, () => findInsights(stores, workspaceId, now, signal, onError)).catch(onError);
}

/** Looks at each source of one workspace whose time has come; one that fails is looked at again the next time, and does not hold up others. */
export async function findInsights(
  stores: Stores,
  workspaceId: string,
  now: Date,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const made = new Map((await progressOf(stores.postgres, { workspaceId })).map(({ source, madeAt }) => [source, madeAt.getTime()]));
  for (const { name, kinds, everyMs, find } of sources) {
    if (signal.aborted) return;
    if (now.getTime() - (made.get(name) ?? 0) < everyMs) continue;
    try {
      const found = await find({ stores, workspaceId, now });
      await recordFound(stores, workspaceId, { source: name, kinds, found, now });
    } catch (error) {
      onError(error);
    }
  }
}
