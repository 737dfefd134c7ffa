import { raw } from '../../platform/store/sql.ts';
import { factsOf } from './details.ts';
import { ratingCounts } from './overview.ts';
import { perReport } from './per-report.ts';
import { comparedMetrics, comparisonOf, meanOfCounts, type ComparedMetric, type MetricComparison, type Sample } from './pure/comparison.ts';
import { noSample, samplesByGroup, type SamplePart } from './queries/samples.ts';
import type { Report, Which } from './report.ts';

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

/** `parts`: those that are wanted, with spaces between; '': counts alone. */
const sampleOf = perReport(async (report, which: Which, parts: string): Promise<Sample> => {
  if (parts === '') return countedSample(report, which);
  const asked = factsOf(report, which);
  if (asked === null) return noSample;
  const wanted = { ...asked, key: raw(`''`), limit: 1, parts: parts.split(' ') as SamplePart[] };
  const [row] = await samplesByGroup(report.stores.clickhouse, wanted);
  return row?.sample ?? noSample;
});

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
