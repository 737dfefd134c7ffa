/** How many values of each sample lie in each bucket. */
export interface Counts {
  readonly baseline: Float64Array;
  readonly current: Float64Array;
}

/** Counts of labelled values by their buckets. */
export function countsOf(buckets: ArrayLike<number>, labels: Uint8Array, bucketCount: number): Counts {
  const [baseline, current] = [new Float64Array(bucketCount), new Float64Array(bucketCount)];
  for (let place = 0; place < labels.length; place++) {
    const of = labels[place] === 1 ? current : baseline;
    of[buckets[place] as number] = (of[buckets[place] as number] as number) + 1;
  }
  return { baseline, current };
}

const totalOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

/** Population stability index, in nats. An empty bucket counts as half a value. */
export function psiOf({ baseline, current }: Counts): number {
  const [before, now] = [totalOf(baseline), totalOf(current)];
  return baseline.reduce((sum, count, place) => {
    const other = current[place] as number;
    if (count === 0 && other === 0) return sum;
    const [p, q] = [Math.max(count, 0.5) / before, Math.max(other, 0.5) / now];
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/** Jensen-Shannon distance: the root of the divergence in nats, 0 to √ln 2. */
export function jensenShannonOf({ baseline, current }: Counts): number {
  const [before, now] = [totalOf(baseline), totalOf(current)];
  const divergence = baseline.reduce((sum, count, place) => {
    const [p, q] = [count / before, (current[place] as number) / now];
    const middle = (p + q) / 2;
    return sum + ((p > 0 ? p * Math.log(p / middle) : 0) + (q > 0 ? q * Math.log(q / middle) : 0)) / 2;
  }, 0);
  return Math.sqrt(Math.max(0, divergence));
}

/** Pearson's chi-square of the table of both samples: neither is taken as known. */
export function chiSquaredOf({ baseline, current }: Counts): number {
  const [before, now] = [totalOf(baseline), totalOf(current)];
  const all = before + now;
  return baseline.reduce((sum, count, place) => {
    const other = current[place] as number;
    const both = count + other;
    if (both === 0) return sum;
    const [expectedBefore, expectedNow] = [(both * before) / all, (both * now) / all];
    return sum + (count - expectedBefore) ** 2 / expectedBefore + (other - expectedNow) ** 2 / expectedNow;
  }, 0);
}

/** Cramér's V of a table of two rows, 0 to 1. */
export const cramersV = (chiSquared: number, count: number): number => (count === 0 ? 0 : Math.sqrt(chiSquared / count));
