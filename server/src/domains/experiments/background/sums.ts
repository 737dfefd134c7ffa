import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { countChanged, countUnits } from '../commands/sums.ts';
import { landExposures } from '../load/exposures.ts';
import { experimentOf, phaseQueryOf } from '../load/phase.ts';
import { changedSince, countOf, mostChanged, type StoredCount } from '../load/sums.ts';
import { countableExperiments } from '../queries/book.ts';
import { exposedCount } from '../queries/sums.ts';

/** With fewer units the results of an experiment are counted from exposures, answers and events at each call. */
export const fewestUnits = 2_000;
const minuteMs = 60_000;
/** All units are counted again after that, however little has changed, */
const greatestAgeMs = 24 * 60 * minuteMs;
/** and from this share of changed units on, but not before. */
const changedShare = 0.05;
const leastAgeMs = 10 * minuteMs;
/** From so many on, units that changed since are counted and stored, too. */
const fewestChanged = 200;

/** Keeps the counts of experiments with many units young: of those that run at each call, of those that are over once an hour. */
export async function countExperiments({ stores, onError }: WorkContext, now: Date): Promise<void> {
  const withStopped = now.getUTCMinutes() === 0;
  for (const { id, workspaceId } of await countableExperiments(stores.postgres, { withStopped })) {
    try {
      await inWorkspace(workspaceId, () => countWhereDue(stores, workspaceId, id, now));
    } catch (error) {
      onError(error);
    }
  }
}

async function countWhereDue(stores: Stores, workspaceId: string, id: string, now: Date): Promise<void> {
  const experiment = await experimentOf(stores, workspaceId, id);
  if (experiment.present === null || experiment.judged.length === 0) return;
  await Promise.all([landExposures(stores), landEvents(stores)]);
  const query = await phaseQueryOf(stores, workspaceId, experiment, experiment.present, now);
  const metrics = experiment.judged.map(({ metric }) => metric);
  const stored = await countOf(stores, query, metrics);
  if (stored === null) {
    const [exposed] = await exposedCount(stores.clickhouse, query);
    if ((exposed?.n ?? 0) >= fewestUnits) await countUnits(stores, query, metrics, now);
    return;
  }
  const { base, counted } = stored;
  // What changed since the base: of a count of changes all of these are counted again, so that one list of units is enough.
  const changed = await changedSince(stores, counted, base);
  const ageMs = now.getTime() - base.beganAt.getTime();
  const changedCount = changed.units.length;
  const isMuch = changedCount > Math.min(mostChanged / 2, Math.max(fewestUnits, base.unitCount * changedShare));
  if ((isMuch && ageMs > leastAgeMs) || (ageMs > greatestAgeMs && changedCount > 0)) await countUnits(stores, query, metrics, now);
  else if (changedCount >= fewestChanged && changedCount <= mostChanged && (await anyChanged(stores, stored)))
    await countChanged(stores, stored, changed, now);
}

/** Whether enough units changed since the last count to be worth another one. */
const anyChanged = async (stores: Stores, { latest, counted }: StoredCount): Promise<boolean> =>
  (await changedSince(stores, counted, latest)).units.length >= fewestChanged;
