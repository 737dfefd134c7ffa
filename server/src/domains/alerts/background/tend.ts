import { dayMs } from '../../analytics/pure/interval.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { replayRule } from '../load/replay.ts';
import { forgetEvents } from '../queries/events.ts';
import { forgetDeliveries } from '../queries/deliveries.ts';
import { rulesToReplay, storeReplay } from '../queries/rules.ts';
import { dropSeries } from '../queries/series.ts';

/** So long the log of deliveries reaches back. */
const keptDeliveryDays = 90;
/** A value of a dimension without traffic is not watched for longer. */
const keptSeriesDays = 7;

/** How many notices a week the last 30 days would have brought, once a day for each rule. */
export async function replayRules({ stores, onError }: WorkContext, now: Date, signal: AbortSignal): Promise<void> {
  for (const rule of await rulesToReplay(stores.postgres, { before: new Date(now.getTime() - dayMs) })) {
    if (signal.aborted) return;
    await inWorkspace(rule.workspaceId, async () => {
      const { noticesPerWeek } = await replayRule(stores, rule, now);
      await storeReplay(stores.postgres, { workspaceId: rule.workspaceId, id: rule.id, noticesPerWeek, now });
    }).catch(onError);
  }
}

/** Removes deliveries and series that are not needed any more. */
export async function forgetOld({ postgres }: Stores, now: Date): Promise<void> {
  await forgetDeliveries(postgres, { before: new Date(now.getTime() - keptDeliveryDays * dayMs) });
  await forgetEvents(postgres, { before: new Date(now.getTime() - keptDeliveryDays * dayMs) });
  await dropSeries(postgres, { before: new Date(now.getTime() - keptSeriesDays * dayMs) });
}
