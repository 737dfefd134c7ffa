import type { Sums } from '../../signals/pure/measure.ts';
import { silenceBucketMs, windowsOf, type BucketSums, type MeasuredCondition } from './readings.ts';

/** Buckets of one value of the dimension, in order of time. */
export interface HistoryRow extends BucketSums {
  readonly key: string;
}

export interface History {
  readonly rows: readonly HistoryRow[];
  /** Beginning of the first bucket, and length of each. */
  readonly from: number;
  readonly bucketMs: number;
}

/** Sums since the beginning, a row for each bucket with messages, in columns: a sum over any range is a difference. */
class Column {
  readonly #sums: Float64Array;

  constructor(values: readonly number[]) {
    this.#sums = new Float64Array(values.length + 1);
    for (const [index, value] of values.entries()) this.#sums[index + 1] = (this.#sums[index] as number) + value;
  }

  between(from: number, to: number): number {
    return (this.#sums[to] as number) - (this.#sums[from] as number);
  }
}

/** Sums over any range of whole buckets. Percentiles are those of single buckets. */
export class Ladder {
  readonly #places: readonly number[];
  readonly #rows: readonly BucketSums[];
  readonly #columns: Readonly<Record<Exclude<keyof Sums, 'latencyPercentilesMs'>, Column>>;

  /** `rows`: in order of their places. */
  constructor(rows: readonly BucketSums[]) {
    const column = (read: (row: BucketSums) => number): Column => new Column(rows.map(read));
    this.#places = rows.map(({ place }) => place);
    this.#rows = rows;
    this.#columns = {
      messageCount: column((row) => row.messageCount),
      errorCount: column((row) => row.errorCount),
      successCount: column((row) => row.successCount),
      failureCount: column((row) => row.failureCount),
      ratedCount: column((row) => row.ratedCount),
      ratingSum: column((row) => row.ratingSum),
      latencyCount: column((row) => row.latencyCount),
      costNanoUsd: column((row) => Number(row.costNanoUsd)),
      pricedCount: column((row) => row.pricedCount),
      tokenCount: column((row) => row.tokenCount),
      toolCallCount: column((row) => row.toolCallCount),
      toolFailureCount: column((row) => row.toolFailureCount),
    };
  }

  /** Number of rows before a place. */
  #before(place: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The rows of [first, end) as one; none where there is no message. */
  between(first: number, end: number): readonly BucketSums[] {
    const [from, to] = [this.#before(first), this.#before(end)];
    if (from === to) return [];
    if (to - from === 1) return [this.#rows[from] as BucketSums];
    const of = this.#columns;
    return [
      {
        place: 0,
        messageCount: of.messageCount.between(from, to),
        errorCount: of.errorCount.between(from, to),
        successCount: of.successCount.between(from, to),
        failureCount: of.failureCount.between(from, to),
        ratedCount: of.ratedCount.between(from, to),
        ratingSum: of.ratingSum.between(from, to),
        latencyCount: of.latencyCount.between(from, to),
        latencyPercentilesMs: [],
        costNanoUsd: BigInt(Math.round(of.costNanoUsd.between(from, to))),
        pricedCount: of.pricedCount.between(from, to),
        tokenCount: of.tokenCount.between(from, to),
        toolCallCount: of.toolCallCount.between(from, to),
        toolFailureCount: of.toolFailureCount.between(from, to),
      },
    ];
  }

  /** The last place with messages before one; null: there is none. */
  lastBefore(place: number): number | null {
    return this.#places[this.#before(place) - 1] ?? null;
  }
}

/** Rows of each window of a condition that ends at an instant, as `readingOf` takes them. */
export function rowsAt(
  condition: MeasuredCondition,
  ladder: Ladder,
  history: History,
  at: { at: number; periodStart: number },
): (readonly BucketSums[])[] {
  const placeOf = (ms: number): number => Math.round((ms - history.from) / history.bucketMs);
  return windowsOf(condition, at).map((window) => {
    if (condition.source !== 'NO_DATA') return ladder.between(placeOf(window.from), placeOf(window.to));
    const last = ladder.lastBefore(placeOf(window.to));
    const end = last === null ? Number.NEGATIVE_INFINITY : history.from + (last + 1) * history.bucketMs;
    if (end <= window.from) return [];
    const [row] = ladder.between(last as number, (last as number) + 1);
    return row === undefined ? [] : [{ ...row, place: Math.ceil((end - window.from) / silenceBucketMs(condition)) - 1 }];
  });
}
