import { minuteMs, type AlertTransition, type Rule } from '../types.ts';
import { planEvaluation, type OpenEpisode, type StoredSeries } from './plan.ts';
import { Ladder, rowsAt, type History, type HistoryRow } from './ladder.ts';
import { readingOf, type MeasuredCondition, type Seen, type Worded } from './readings.ts';

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

/** One series of a replay. */
export interface ReplayedSeries {
  readonly key: string;
  /** What it was at an instant; asked in the order of time. Null: it is not there yet, or no longer. */
  readonly readAt: (at: number) => Worded | null;
}

/**
 * What a rule would have done from one time to another: the same readings, the same states and the same notices as in operation, at every step.
 */
export async function replaySeries(
  rule: Rule,
  all: readonly ReplayedSeries[],
  { from, to, stepMs, breathe }: ReplayOptions,
): Promise<Omit<Replay, 'leftOutCount'>> {
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
    for (const { key, readAt } of all) {
      const read = readAt(at);
      if (read === null) continue;
      const { words: _words, ...reading } = read;
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
  };
}

/** Replays a rule that is measured from messages. Each value of the dimension is there from its first message on. */
export async function replay(rule: Rule, condition: MeasuredCondition, history: History, options: ReplayOptions): Promise<Replay> {
  const byKey = [...Map.groupBy(history.rows, ({ key }) => key)];
  const weight = (rows: readonly HistoryRow[]): number => rows.reduce((sum, { messageCount }) => sum + messageCount, 0);
  const watched =
    byKey.length <= maxReplayed ? byKey : byKey.toSorted(([, one], [, other]) => weight(other) - weight(one)).slice(0, maxReplayed);
  const ladders = new Map(watched.map(([key, rows]) => [key, new Ladder(rows)]));
  if (condition.dimension === 'WORKSPACE' && !ladders.has('')) ladders.set('', new Ladder([]));
  const all = [...ladders].map(([key, ladder]): ReplayedSeries => {
    let isThere = key === '';
    const readAt = (at: number): Worded | null => {
      const rows = rowsAt(condition, ladder, history, { at, periodStart: options.periodStartAt(at) });
      isThere ||= rows.some((of) => of.length > 0);
      return isThere ? readingOf(condition, rows, key, { at, armedAt: options.from }) : null;
    };
    return { key, readAt };
  });
  return { ...(await replaySeries(rule, all, options)), leftOutCount: byKey.length - watched.length };
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
