import type { FirstScreenFragment } from '../../graphql/generated/graphql.ts';
import { bucketMs } from './buckets.ts';
import type { Interval } from './buckets.ts';

/** Below this many judged messages a bucket's interval is wider than what it could show. */
const FEW_JUDGED = 30;
/** Fewer points than this are no line. */
const LEAST_BUCKETS = 4;

const coarser: Partial<Record<Interval, Interval>> = { HOUR: 'DAY', DAY: 'WEEK', WEEK: 'MONTH' };

/**
 * Longer buckets for a success rate, where those of the page hold too few judged messages to say anything; null: the page's own will do.
 */
export function successInterval(interval: Interval, models: FirstScreenFragment['seriesByModel']): Interval | null {
  const next = coarser[interval];
  const buckets = models.filter(({ model }) => model !== 'other').flatMap((one) => one.buckets);
  const judged = buckets
    .map(({ judgedCount }) => judgedCount)
    .filter((count) => count > 0)
    .sort((one, other) => one - other);
  const middle = judged[Math.floor(judged.length / 2)];
  if (next === undefined || middle === undefined || middle >= FEW_JUDGED) return null;
  const starts = buckets.map(({ startedAt }) => Date.parse(startedAt));
  const spanMs =
    starts.reduce((last, start) => Math.max(last, start), 0) - starts.reduce((first, start) => Math.min(first, start), Infinity);
  return spanMs >= LEAST_BUCKETS * bucketMs(next) ? next : null;
}
