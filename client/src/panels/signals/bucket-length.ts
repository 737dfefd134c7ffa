import { hourMs } from '../../primitives/times.ts';

/** Length of buckets, ms: the least distance between two; an hour where there is one. */
export function bucketMsOf(buckets: readonly { readonly at: string }[]): number {
  const steps = buckets.slice(1).map((bucket, index) => Date.parse(bucket.at) - Date.parse(buckets[index]?.at ?? bucket.at));
  const least = Math.min(...steps.filter((step) => step > 0));
  return Number.isFinite(least) ? least : hourMs;
}
