import { shareOf, usdPer, type Quantiles } from './overview.ts';
import { agreementOf, type Agreement } from './pure/agreement.ts';
import { compareShares, comparisonOf, type MetricComparison, type ValueComparison } from './pure/comparison.ts';
import { dayMs, type Interval } from './pure/interval.ts';
import { slopeOf } from '../../platform/statistics/trend.ts';
import { wilson95, type Interval95 } from '../../platform/statistics/wilson.ts';
import { toolUses } from './details.ts';
import { perPeriod } from './periods.ts';
import { raw } from '../../platform/store/sql.ts';
import { isOfModel } from './pure/dimensions.ts';
import { allOf } from './pure/filter.ts';
import { qualityOf } from './queries/quality.ts';
import { noSample, samplesByGroup } from './queries/samples.ts';
import type { OverviewBucket, Report, Which } from './report.ts';

/** A share with what it was counted over; null: of nothing. */
export interface MeasuredShare {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly interval: Interval95 | null;
}

const measured = (count: number, of: number): MeasuredShare => ({ count, of, share: shareOf(count, of), interval: wilson95(count, of) });

/** An amount for each verdict of success; null: there is none, or no amount is known. */
export interface PerSuccess {
  readonly successCount: number;
  readonly value: number | null;
}

export interface EvaluatorAgreement {
  readonly verdicts: Agreement;
  readonly ratings: Agreement;
}

const qualities = perPeriod(
  () => ({ needsFacts: false }),
  (report, from) => qualityOf(report.stores.clickhouse, from),
);
const quality = async (report: Report, which: Which) => (await qualities(report, which))[0] ?? null;

const nothing = { unitCount: 0, valueCount: 0, within: 0, among: 0 };

/** Messages most of whose verdicts are success, of those with a majority: each message counts once. */
export async function accuracy(report: Report): Promise<MeasuredShare> {
  const row = await quality(report, 'current');
  return measured(row?.majority.count ?? 0, row?.majority.of ?? 0);
}

/** The same beside the compared period; null: there is none. */
export async function compareAccuracy(report: Report): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await Promise.all((['current', 'previous'] as const).map((which) => quality(report, which)));
  const nothing = { count: 0, of: 0 };
  return compareShares(
    { words: 'Share of messages that are right', isMoreBetter: true },
    own?.majority ?? nothing,
    base?.majority ?? nothing,
  );
}

export async function agreement(report: Report, which: Which = 'current'): Promise<EvaluatorAgreement> {
  const row = await quality(report, which);
  return { verdicts: agreementOf(row?.verdicts ?? nothing), ratings: agreementOf(row?.ratings ?? nothing) };
}

export async function successRate(report: Report): Promise<MeasuredShare> {
  const { successCount, failureCount } = await report.totals();
  return measured(successCount, successCount + failureCount);
}

export async function errorRate(report: Report): Promise<MeasuredShare> {
  const { errorCount, messageCount } = await report.totals();
  return measured(errorCount, messageCount);
}

/** Successful calls of all tools together, of those that report success or failure. */
export async function toolSuccess(report: Report): Promise<MeasuredShare> {
  const uses = await toolUses(report);
  const successes = uses.reduce((sum, { successCount }) => sum + successCount, 0);
  return measured(successes, successes + uses.reduce((sum, { failureCount }) => sum + failureCount, 0));
}

export const responseTime = async (report: Report): Promise<Quantiles> => (await report.overview()).latencyMs;

export async function costPerSuccess(report: Report): Promise<PerSuccess> {
  const { successCount, pricedCount, costNanoUsd } = await report.totals();
  return { successCount, value: successCount === 0 || pricedCount === 0 ? null : usdPer(costNanoUsd, successCount) };
}

export async function tokensPerSuccess(report: Report): Promise<PerSuccess> {
  const [{ inputTokens, outputTokens }, { successCount }] = await Promise.all([report.overview(), report.totals()]);
  return { successCount, value: successCount === 0 ? null : Number(inputTokens + outputTokens) / successCount };
}

const trendValues = {
  SUCCESS_SHARE: ({ successShare }) => successShare,
  ERROR_SHARE: ({ errorShare }) => errorShare,
  AVERAGE_RATING: ({ averageRating }) => averageRating,
  LATENCY_P50: ({ latencyMs }) => latencyMs.p50Ms,
  LATENCY_P95: ({ latencyMs }) => latencyMs.p95Ms,
  COST_PER_MESSAGE: ({ costPerMessageUsd }) => costPerMessageUsd,
  MESSAGE_COUNT: ({ messageCount }) => messageCount,
} as const satisfies Record<string, (bucket: OverviewBucket) => number | null>;
export type TrendMetric = keyof typeof trendValues;

export type TrendDirection = 'RISING' | 'FALLING' | 'NOT_DECISIVE' | 'TOO_FEW';

export interface Trend {
  readonly metric: TrendMetric;
  readonly bucketCount: number;
  readonly slopePerDay: number | null;
  readonly interval: Interval95 | null;
  readonly direction: TrendDirection;
}

const fewestBuckets = 5;

/** A straight line through the buckets that are whole and have a value. `interval`: one that `chosenInterval` has passed. */
export async function trend(report: Report, metric: TrendMetric, interval: Interval | null): Promise<Trend> {
  const points = (await report.series(interval)).flatMap((bucket) => {
    const y = bucket.isPartial ? null : trendValues[metric](bucket);
    return y === null ? [] : [{ x: bucket.startedAt.getTime() / dayMs, y }];
  });
  const line = slopeOf(points);
  const ends = line?.interval ?? null;
  const isFew = points.length < fewestBuckets || ends === null;
  return {
    metric,
    bucketCount: points.length,
    slopePerDay: line?.slope ?? null,
    interval: ends,
    direction: isFew ? 'TOO_FEW' : ends.low > 0 ? 'RISING' : ends.high < 0 ? 'FALLING' : 'NOT_DECISIVE',
  };
}

/** One model beside another one, the base, over the messages of the filter. */
export async function compareModels({ stores, scope }: Report, model: string, base: string): Promise<MetricComparison[]> {
  const { range } = scope.current;
  if (range.from >= range.to) return comparisonOf(noSample, noSample);
  const asked = { workspaceId: scope.workspaceId, range };
  const sampleOf = async (name: string) => {
    const where = allOf([scope.conditions.where, isOfModel(name)]);
    const [row] = await samplesByGroup(stores.clickhouse, { ...asked, where, key: raw(`''`), limit: 1 });
    return row?.sample ?? noSample;
  };
  const [own, other] = await Promise.all([sampleOf(model), sampleOf(base)]);
  return comparisonOf(own, other);
}
