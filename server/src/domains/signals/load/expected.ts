import { automaticInterval, bucketStart, dayMs, hourMs } from '../../analytics/pure/interval.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadSignal } from '../errors.ts';
import { newFinder } from '../pure/detect/findings.ts';
import { usualThresholds } from '../pure/feedback.ts';
import { isOfMessages, measuredKind } from '../pure/measure.ts';
import { runOf, type Judged } from '../pure/run.ts';
import type { ExpectedBucket, SignalMetric } from '../types.ts';
import { measuredDays, zoneOf } from './days.ts';
import { measuredBuckets } from './measured.ts';

/** Buckets before the first one asked for, from which is learned what to expect. */
const learned = { hours: 42 * 24, days: 180 };
export const maxExpected = { hours: 62 * 24, days: 800 };

export interface ExpectedAsked {
  readonly metric: SignalMetric;
  /** One that `checkFilter` has passed. */
  readonly filter: AnalyticsFilter;
  readonly from: Date;
  readonly to: Date;
  /** null: hours up to five days, days beyond. */
  readonly interval: 'HOUR' | 'DAY' | null;
  /** Of hours: the tool whose calls alone count; absent: calls of all tools. */
  readonly tool?: string;
  readonly now: Date;
}

/**
 * The buckets of a stretch of time, and what was expected of each by those before it. Learned for this call, from up to six weeks of hours or half
 * a year of days before; buckets that have not ended are left out.
 */
export async function expectedBuckets(
  stores: Stores,
  workspaceId: string,
  { metric, filter, from, to, interval, tool, now }: ExpectedAsked,
): Promise<Result<readonly ExpectedBucket[], BadSignal>> {
  if (!isOfMessages(metric)) return fail(new BadSignal('metric', `${metric} is of training jobs; a metric of messages is taken`));
  if (from >= to) return fail(new BadSignal('to', `${to.toISOString()} is not after "from"`));
  const cut = interval ?? (automaticInterval({ from, to }) === 'HOUR' ? 'HOUR' : 'DAY');
  const unitMs = cut === 'HOUR' ? hourMs : dayMs;
  const most = cut === 'HOUR' ? maxExpected.hours : maxExpected.days;
  const count = Math.ceil((to.getTime() - from.getTime()) / unitMs);
  if (count > most)
    return fail(new BadSignal('from', `gives ${count} buckets of ${cut}; at most ${most} are possible: take DAY or a shorter time`));
  const zone = await zoneOf(stores, workspaceId, filter);
  const first = bucketStart(from, cut, zone);
  const learnFrom = new Date(first.getTime() - (cut === 'HOUR' ? learned.hours * hourMs : learned.days * dayMs));
  const until = to > now ? now : to;
  const buckets =
    cut === 'DAY'
      ? await measuredDays(stores, workspaceId, { metric, filter, zone, from: learnFrom, to: until })
      : ((
          await measuredBuckets(stores, workspaceId, {
            metric,
            filter,
            dimension: tool === undefined ? null : 'TOOL',
            bucketMs: hourMs,
            from: learnFrom,
            to: bucketStart(until, 'HOUR'),
          })
        ).get(tool ?? '') ?? []);
  const finder = newFinder({ kind: measuredKind(metric), bucketMs: unitMs, timeZone: zone });
  const { judged } = runOf(finder, metric, buckets, usualThresholds);
  return succeed(judged.filter(({ at }) => at >= first.getTime() && at < to.getTime()).map(shownBucket));
}

/** A judged bucket as it is shown. */
function shownBucket({ at, value, expected, low, high }: Judged): ExpectedBucket {
  const isOut = value !== null && low !== null && high !== null && (value < low || value > high);
  return { at: new Date(at), value, expected, low, high, isOut };
}
