import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { measured, type Sums } from '../../signals/pure/measure.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import {
  isOfTraining,
  minuteMs,
  type AlertComparison,
  type Condition,
  type ConditionOf,
  type MessageDimension,
  type TrainedCondition,
} from '../types.ts';
import type { Reading } from './machine.ts';
import { metricNames, minutesText, ofText, percentText, seriesText, timeText, usdText, valueText } from './words.ts';

/** Sources that are computed from messages, or points of training jobs, of some windows before an instant. */
export const measuredSources = ['VALUE', 'CHANGE', 'BURN_RATE', 'BUDGET', 'NO_DATA'] as const;
export type MeasuredCondition = Exclude<ConditionOf<(typeof measuredSources)[number]>, TrainedCondition>;
export const isMeasured = (condition: Condition): condition is MeasuredCondition =>
  (measuredSources as readonly string[]).includes(condition.source) && !isOfTraining(condition);

type MessageMetric = keyof typeof measured;
/** What a bucket has to hold beside the number of messages. */
export type Part = (typeof measured)[MessageMetric]['parts'][number];
/** Sums of a bucket, and its place, from 0. */
export type BucketSums = Sums & { readonly place: number };

/** Buckets that a condition is computed from. */
export interface Window {
  readonly filter: AnalyticsFilter;
  readonly dimension: Exclude<MessageDimension, 'WORKSPACE'> | null;
  readonly bucketMs: number;
  readonly from: number;
  readonly to: number;
  readonly parts: readonly Part[];
}

/** A reading with what it saw, in words. `link`: path of the page that shows it, of an event. */
export type Seen = Reading & { readonly sentence: string; readonly link?: string };

/** A reading that puts what it saw in words when it is asked to. */
export type Worded = Reading & { readonly words: () => string };

/** What is known of a rule when it is read. */
export interface ReadContext {
  /** The instant that it is about; windows end there. */
  readonly at: number;
  /** Beginning of the day or month of a budget. */
  readonly periodStart: number;
  readonly armedAt: number;
}

export const backMs: Readonly<Record<Exclude<AlertComparison, 'WINDOW_BEFORE'>, number>> = { DAY_BEFORE: dayMs, WEEK_BEFORE: 7 * dayMs };
/** Parts in which a time without messages is looked at. */
const silenceParts = 60;

const bucketDimension = (dimension: MessageDimension): Window['dimension'] => (dimension === 'WORKSPACE' ? null : dimension);

/** The windows of a condition, in the order in which `readingsOf` takes their rows. */
export function windowsOf(condition: MeasuredCondition, { at, periodStart }: Pick<ReadContext, 'at' | 'periodStart'>): Window[] {
  const over = { filter: condition.filter, dimension: bucketDimension(condition.dimension) };
  const ending = (to: number, ms: number, parts: readonly Part[]): Window => ({ ...over, bucketMs: ms, from: to - ms, to, parts });
  switch (condition.source) {
    case 'VALUE':
      return [ending(at, condition.windowMinutes * minuteMs, measured[condition.metric].parts)];
    case 'CHANGE': {
      const ms = condition.windowMinutes * minuteMs;
      const back = condition.compareWith === 'WINDOW_BEFORE' ? ms : backMs[condition.compareWith];
      const { parts } = measured[condition.metric];
      return [ending(at, ms, parts), ending(at - back, ms, parts)];
    }
    case 'BURN_RATE': {
      const { parts } = measured[condition.metric];
      return [ending(at, condition.longWindowMinutes * minuteMs, parts), ending(at, condition.shortWindowMinutes * minuteMs, parts)];
    }
    case 'BUDGET':
      return [{ ...over, bucketMs: hourMs, from: periodStart, to: at, parts: ['cost'] }];
    case 'NO_DATA':
      return [{ ...over, bucketMs: silenceBucketMs(condition), from: at - condition.noDataMinutes * minuteMs, to: at, parts: [] }];
    default:
      return condition satisfies never;
  }
}

export const silenceBucketMs = ({ noDataMinutes }: { readonly noDataMinutes: number }): number =>
  Math.max(1, Math.ceil(noDataMinutes / silenceParts)) * minuteMs;

type Rows = ReadonlyMap<string, readonly BucketSums[]>;

/**
 * What each series of a condition is at an instant. `rows`: of each window, by value of the dimension. `known`: values that the rule has seen
 * before; without messages they are empty, or zero.
 */
export function readingsOf(
  condition: MeasuredCondition,
  rows: readonly Rows[],
  known: Iterable<string>,
  context: ReadContext,
): Map<string, Seen> {
  const keys = new Set([...rows.flatMap((of) => [...of.keys()]), ...known, ...(condition.dimension === 'WORKSPACE' ? [''] : [])]);
  return new Map(
    [...keys].sort().map((key) => {
      const ofKey = rows.map((of) => of.get(key) ?? []);
      const { words, ...reading } = readingOf(condition, ofKey, key, context);
      return [key, { ...reading, sentence: words() }];
    }),
  );
}

const empty: Worded = { kind: 'empty', words: () => '' };
const timesFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const times = (rate: number): string => `${timesFormat.format(rate)} times`;

/** What one series of a condition is at an instant. `rows`: of each window. */
export function readingOf(
  condition: MeasuredCondition,
  rows: readonly (readonly BucketSums[])[],
  key: string,
  { at, armedAt }: Pick<ReadContext, 'at' | 'armedAt'>,
): Worded {
  const of = (): string => seriesText(condition.dimension, key);
  const [first = [], second = []] = rows;
  switch (condition.source) {
    case 'VALUE': {
      const { metric, minimumCount, windowMinutes, trip, isAbove } = condition;
      const now = valueIn(metric, first, minimumCount);
      if (now === null) return empty;
      return {
        kind: 'value',
        ...now,
        words: () =>
          `The ${metricNames[metric]}${of()} over ${minutesText(windowMinutes)} up to ${timeText(at)} was ${valueText(metric, now.value)}${ofText(metric, now.of)}; ${isAbove ? 'at least' : 'at most'} ${valueText(metric, trip)} is bad.`,
      };
    }
    case 'CHANGE': {
      const { metric, minimumCount, windowMinutes, trip } = condition;
      const now = valueIn(metric, first, minimumCount);
      const before = valueIn(metric, second, minimumCount);
      if (now === null || before === null || before.value === 0) return empty;
      const percent = ((now.value - before.value) / Math.abs(before.value)) * 100;
      return {
        kind: 'value',
        value: percent,
        of: now.of,
        words: () =>
          `The ${metricNames[metric]}${of()} over ${minutesText(windowMinutes)} up to ${timeText(at)} was ${valueText(metric, now.value)}, before ${valueText(metric, before.value)}: ${percentText(percent)}; ${percentText(trip)} is bad.`,
      };
    }
    case 'BURN_RATE': {
      const { metric, target, minimumCount, longWindowMinutes, shortWindowMinutes, factor } = condition;
      const long = burnIn(metric, target, first, minimumCount);
      // A burst may be over: of the short window one measurement is enough.
      const short = burnIn(metric, target, second, 1);
      if (long === null) return empty;
      return {
        kind: 'value',
        value: Math.min(long.value, short?.value ?? 0),
        of: long.of,
        words: () =>
          `The error budget${of()} was used up ${times(long.value)} as fast as it lasts over ${minutesText(longWindowMinutes)}, and ${times(short?.value ?? 0)} over ${minutesText(shortWindowMinutes)}, up to ${timeText(at)}; ${times(factor)} in both is bad.`,
      };
    }
    case 'BUDGET': {
      const { budgetPeriod, budgetUsd } = condition;
      const usd = first.reduce((sum, row) => sum + (measured.COST.of(row).value ?? 0), 0);
      return {
        kind: 'value',
        value: usd,
        of: first.reduce((sum, row) => sum + row.pricedCount, 0),
        words: () =>
          `The cost${of()} of the ${budgetPeriod === 'DAY' ? 'day' : 'month'} was ${usdText(usd)} up to ${timeText(at)}; the budget is ${usdText(budgetUsd)}.`,
      };
    }
    case 'NO_DATA': {
      const { noDataMinutes } = condition;
      const from = at - noDataMinutes * minuteMs;
      const bucketMs = silenceBucketMs(condition);
      const last = first.reduce((latest, { place }) => Math.max(latest, from + (place + 1) * bucketMs), Number.NEGATIVE_INFINITY);
      const minutes = Math.min(noDataMinutes, Math.max(0, (at - Math.max(last, armedAt)) / minuteMs));
      return {
        kind: 'value',
        value: minutes,
        of: first.reduce((sum, row) => sum + row.messageCount, 0),
        words: () =>
          last === Number.NEGATIVE_INFINITY
            ? `There was no message${of()} for at least ${minutesText(Math.floor(minutes))} up to ${timeText(at)}; ${minutesText(noDataMinutes)} is bad.`
            : `The last message${of()} came at most ${minutesText(Math.ceil(minutes))} before ${timeText(at)}; ${minutesText(noDataMinutes)} without one is bad.`,
      };
    }
    default:
      return condition satisfies never;
  }
}

/** The value of a window; null: it is of too few. Of a window without messages the number of messages is 0. */
function valueIn(metric: MessageMetric, rows: readonly BucketSums[], minimumCount: number): { value: number; of: number } | null {
  const [row] = rows;
  if (row === undefined) return metric === 'MESSAGE_COUNT' ? { value: 0, of: 0 } : null;
  const { value, of } = measured[metric].of(row);
  if (value === null || (metric !== 'MESSAGE_COUNT' && of < minimumCount)) return null;
  return { value, of };
}

/** How many times faster than allowed the error budget is used up. */
function burnIn(
  metric: MessageMetric,
  target: number,
  rows: readonly BucketSums[],
  minimumCount: number,
): { value: number; of: number } | null {
  const share = valueIn(metric, rows, minimumCount);
  if (share === null) return null;
  const bad = metric === 'SUCCESS_SHARE' ? 1 - share.value : share.value;
  return { value: bad / (1 - target), of: share.of };
}
