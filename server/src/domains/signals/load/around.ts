import { hourMs } from '../../analytics/pure/interval.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { isOfMessages } from '../pure/measure.ts';
import { filterOf } from '../pure/watched.ts';
import type { ExpectedBucket, SeriesKey } from '../types.ts';
import { expectedBuckets, maxExpected } from './expected.ts';

/** The hours around an incident, of the series of its first finding; of a long one its beginning. */
export async function bucketsAround(
  stores: Stores,
  workspaceId: string,
  { beganAt, endedAt, around, now, ...key }: SeriesKey & { beganAt: Date; endedAt: Date | null; around: number; now: Date },
): Promise<readonly ExpectedBucket[]> {
  // Curves of a job are on its own page.
  if (!isOfMessages(key.metric)) return [];
  const from = new Date(Math.floor(beganAt.getTime() / hourMs) * hourMs - around * hourMs);
  const end = Math.min((endedAt ?? now).getTime() + around * hourMs, now.getTime(), from.getTime() + maxExpected.hours * hourMs);
  const to = new Date(Math.max(end, from.getTime() + hourMs));
  const asked = {
    metric: key.metric,
    filter: filterOf(key),
    from,
    to,
    interval: 'HOUR',
    now,
    ...(key.dimension === 'TOOL' && { tool: key.value }),
  } as const;
  return unwrap(await expectedBuckets(stores, workspaceId, asked));
}
