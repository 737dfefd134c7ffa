import { raw } from '../../platform/store/sql.ts';
import { factsOf } from './details.ts';
import { ratingCounts } from './overview.ts';
import { perReport } from './per-report.ts';
import { comparedMetrics, comparisonOf, meanOfCounts, type ComparedMetric, type MetricComparison, type Sample } from './pure/comparison.ts';
import { noSample, samplesByGroup, type SamplePart } from './queries/samples.ts';
import { timeParts, timeSample, type TimePart } from './queries/time-samples.ts';
import type { Report, Which } from './report.ts';
import { sourceOf } from './scope.ts';

/** The messages of the period beside those of the period that it is compared with. */
export interface PeriodComparison {
  readonly from: Date;
  readonly to: Date;
  readonly metrics: readonly MetricComparison[];
}

/** Null where there is no period to compare with: the filter leaves an end open. */
export async function periodComparison(
  report: Report,
  metrics: readonly ComparedMetric[] = comparedMetrics,
): Promise<PeriodComparison | null> {
  const { previous } = report.scope;
  if (previous === null || previous.from === null || previous.to === null) return null;
  const parts = [...new Set(metrics.flatMap((metric) => partOf[metric] ?? []))].sort().join(' ');
  const [own, base] = await Promise.all((['current', 'previous'] as const).map((which) => sampleOf(report, which, parts)));
  return { from: previous.from, to: previous.to, metrics: comparisonOf(own ?? noSample, base ?? noSample, metrics) };
}

/** The part of a sample that a metric needs beside counts, which the rollup has. */
const partOf: Partial<Record<ComparedMetric, SamplePart>> = {
  AVERAGE_LATENCY: 'latency',
  LATENCY_P50: 'latency',
  LATENCY_P95: 'latency',
  TIME_TO_FIRST_TOKEN_P50: 'firstToken',
  COST_PER_MESSAGE: 'cost',
  OUTPUT_TOKENS_PER_MESSAGE: 'tokens',
};

/** `parts`: those that are wanted, with spaces between; '': counts alone. Times alone come from the rollup where it can answer the filter. */
const sampleOf = perReport(async (report, which: Which, parts: string): Promise<Sample> => {
  const wanted = parts === '' ? [] : (parts.split(' ') as SamplePart[]);
  if (wanted.length === 0) return countedSample(report, which);
  // One statement that reads the facts anyway reads times with them.
  if (report.scope.conditions.needsFacts || !wanted.every(isTimePart)) return factsSample(report, which, wanted);
  const [counted, times] = await Promise.all([countedSample(report, which), timesOf(report, which, wanted)]);
  return { ...counted, ...times };
});

const isTimePart = (part: SamplePart): part is TimePart => (timeParts as readonly SamplePart[]).includes(part);

async function timesOf({ scope, stores }: Report, which: Which, parts: readonly TimePart[]): Promise<Partial<Sample>> {
  const period = scope[which];
  const source = period === null ? null : sourceOf(scope, period, { needsFacts: false });
  const [row] = source === null ? [] : await timeSample(stores.clickhouse, { source, parts });
  if (row === undefined) return {};
  const { firstTokenP50Ms, ...latency } = row;
  return { ...(parts.includes('latency') && latency), ...(parts.includes('firstToken') && { firstTokenP50Ms }) };
}

async function factsSample(report: Report, which: Which, parts: readonly SamplePart[]): Promise<Sample> {
  const asked = factsOf(report, which);
  const [row] = asked === null ? [] : await samplesByGroup(report.stores.clickhouse, { ...asked, key: raw(`''`), limit: 1, parts });
  return row?.sample ?? noSample;
}

async function countedSample(report: Report, which: Which): Promise<Sample> {
  const totals = await report.totals(which);
  const { messageCount, errorCount, successCount, failureCount } = totals;
  return {
    ...noSample,
    messageCount,
    success: { count: successCount, of: successCount + failureCount },
    error: { count: errorCount, of: messageCount },
    rating: meanOfCounts(ratingCounts(totals).map(({ rating: value, count }) => ({ value, count }))),
  };
}
