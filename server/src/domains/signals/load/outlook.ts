import { bucketEnd, bucketStart } from '../../analytics/pure/interval.ts';
import { settingsOf } from '../../settings/load.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { outlookOf, type Outlook } from '../pure/outlook.ts';
import { forecastDays } from './forecast.ts';
import { measuredBuckets } from './measured.ts';

/** What the month will have cost at its end, by what was spent and the forecast of the days that are left, in the zone of the workspace. */
export async function costOutlook(stores: Stores, workspaceId: string, now: Date): Promise<Outlook> {
  const { timeZone, targets } = await settingsOf(stores, workspaceId);
  const zone = timeZone ?? utcZone;
  const from = bucketStart(now, 'MONTH', zone);
  const [today, end] = [bucketStart(now, 'DAY', zone), bucketEnd(from, 'MONTH', zone)];
  const days: Date[] = [];
  for (let day = today; day < end; day = bucketEnd(day, 'DAY', zone)) days.push(day);
  const budgetUsd = targets.find(({ metric }) => metric === 'COST_PER_MONTH')?.value ?? null;
  const spent = async (start: Date, to: Date): Promise<number> => {
    if (start >= to) return 0;
    const asked = { metric: 'COST', filter: {}, dimension: null, bucketMs: to.getTime() - start.getTime(), from: start, to } as const;
    return (await measuredBuckets(stores, workspaceId, asked)).get('')?.[0]?.value ?? 0;
  };
  const [beforeToday, todayUsd, forecast] = await Promise.all([
    spent(from, today),
    spent(today, now),
    forecastDays(stores, workspaceId, { metric: 'COST', days: days.length, filter: {}, now }).then((result) => unwrap(result)),
  ]);
  return outlookOf({ beforeToday, todayUsd, budgetUsd, days, zone, forecast });
}
