import type { Sums } from '../../signals/pure/measure.ts';
import { minuteMs, type AlertTransition, type Rule } from '../types.ts';
import { planEvaluation, type OpenEpisode, type StoredSeries } from './plan.ts';
import { readingOf, silenceBucketMs, windowsOf, type BucketSums, type MeasuredCondition, type Seen } from './readings.ts';

/** An episode that a rule would have had. Instants in milliseconds since 1970. */
export interface ReplayedEpisode {
  readonly series: string;
  readonly from: number;
  /** Null: it would still be open. */
  readonly to: number | null;
  readonly peak: number | null;
}

export interface Replay {
  readonly episodes: readonly ReplayedEpisode[];
  readonly noticeCount: number;
  /** Values of the dimension that were not looked at. */
  readonly leftOutCount: number;
}

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
class Ladder {
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

/** How a rule is replayed. */
export interface ReplayOptions {
  readonly from: number;
  readonly to: number;
  /** Between two evaluations. */
  readonly stepMs: number;
  readonly periodStartAt: (at: number) => number;
  /** Waited for now and then, so that others have their turn. */
  readonly breathe: () => Promise<void>;
}

/** Values of a dimension that a replay looks at: those with the most traffic. */
export const maxReplayed = 50;
/** Readings between two turns of others: some milliseconds. */
const readingsAtOnce = 5_000;

/**
 * What a rule would have done from one time to another: the same readings, the same states and the same notices as in operation, at every step.
 * Each value of the dimension is there from its first message on.
 */
export async function replay(
  rule: Rule,
  condition: MeasuredCondition,
  history: History,
  { from, to, stepMs, periodStartAt, breathe }: ReplayOptions,
): Promise<Replay> {
  const byKey = [...Map.groupBy(history.rows, ({ key }) => key)];
  const weight = (rows: readonly HistoryRow[]): number => rows.reduce((sum, { messageCount }) => sum + messageCount, 0);
  const watched =
    byKey.length <= maxReplayed ? byKey : byKey.toSorted(([, one], [, other]) => weight(other) - weight(one)).slice(0, maxReplayed);
  const ladders = new Map(watched.map(([key, rows]) => [key, new Ladder(rows)]));
  if (condition.dimension === 'WORKSPACE' && !ladders.has('')) ladders.set('', new Ladder([]));
  const stored = new Map<string, StoredSeries>();
  const open = new Map<string, OpenEpisode>();
  const episodes = new Map<string, OpenEpisode>();
  let madeCount = 0;
  // Steps that are further apart than evaluations are without a break all the same.
  const gapMs = Math.max(3 * minuteMs, 2 * stepMs);
  const context = { gapMs, makeId: () => String((madeCount += 1)), linkOf: () => '', isSilent: true };
  let noticeCount = 0;
  let readCount = 0;
  for (let at = from + stepMs; at <= to; at += stepMs) {
    const readings = new Map<string, Seen>();
    for (const [key, ladder] of ladders) {
      const rows = rowsAt(condition, ladder, history, { at, periodStart: periodStartAt(at) });
      if (!stored.has(key) && key !== '' && rows.every((of) => of.length === 0)) continue;
      const { words: _words, ...reading } = readingOf(condition, rows, key, { at, armedAt: from });
      readings.set(key, { ...reading, sentence: '' });
    }
    readCount += readings.size;
    if (readCount >= readingsAtOnce) {
      readCount = 0;
      await breathe();
    }
    const plan = planEvaluation(rule, readings, stored, open, { ...context, at });
    for (const series of plan.series) stored.set(series.key, series);
    for (const episode of [...plan.opened, ...plan.changed]) {
      episodes.set(episode.id, episode);
      if (episode.resolvedAt === null) open.set(episode.id, episode);
      else open.delete(episode.id);
    }
    // What one evaluation finds of one kind is one message.
    noticeCount += new Set<AlertTransition>(plan.notices.map(({ transition }) => transition)).size;
  }
  return {
    episodes: [...episodes.values()].map(({ series, openedAt, resolvedAt, peak }) => ({ series, from: openedAt, to: resolvedAt, peak })),
    noticeCount,
    leftOutCount: byKey.length - watched.length,
  };
}

function rowsAt(
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

/** Buckets that a replay of a condition is made of: so short that all its windows are whole numbers of them, and not too many. */
export function replayBucketMs(condition: MeasuredCondition): number {
  switch (condition.source) {
    case 'VALUE':
      return hasPercentiles(condition) ? condition.windowMinutes * minuteMs : divisorOf(condition.windowMinutes);
    case 'CHANGE':
      return hasPercentiles(condition) ? condition.windowMinutes * minuteMs : divisorOf(gcd(condition.windowMinutes, minutesOfDay));
    case 'BURN_RATE':
      return divisorOf(gcd(condition.longWindowMinutes, condition.shortWindowMinutes));
    case 'BUDGET':
      return 15 * minuteMs;
    case 'NO_DATA':
      return leastMinutes * minuteMs;
    default:
      return condition satisfies never;
  }
}

/** Percentiles of two buckets are not those of both: such a rule is looked at when a window ends. */
export const hasPercentiles = (condition: MeasuredCondition): boolean =>
  'metric' in condition && (condition.metric === 'LATENCY_P50' || condition.metric === 'LATENCY_P95');

const minutesOfDay = 1_440;
/** Shorter buckets are too many in 30 days. */
const leastMinutes = 5;

/** The least divisor of some minutes that is long enough; itself, where none is. */
function divisorOf(minutes: number): number {
  for (let part = leastMinutes; part < minutes; part += 1) if (minutes % part === 0) return part * minuteMs;
  return minutes * minuteMs;
}

const gcd = (one: number, other: number): number => (other === 0 ? one : gcd(other, one % other));
