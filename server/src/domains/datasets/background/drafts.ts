import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { dueBefore, settleDraft } from '../commands/draft.ts';
import { waitingDrafts } from '../queries/draft.ts';

/** Makes versions of drafts that have waited for ten minutes. One that fails holds up no other. */
export async function settleDueDrafts({ stores, live, onError }: WorkContext, now: Date): Promise<void> {
  for (const place of await waitingDrafts(stores.postgres, { before: dueBefore(now) }))
    await inWorkspace(place.workspaceId, () => settleDraft({ stores, live }, place)).catch(onError);
}
