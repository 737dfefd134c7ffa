import DataLoader from 'dataloader';
import { ratingCounts } from './overview.ts';
import { comparedMetrics, comparisonOf, meanOfCounts, type ComparedMetric, type MetricComparison, type Sample } from './pure/comparison.ts';
import { rowsOfPeriods } from './periods.ts';
import { partOfSample, periodSample, type SamplePart } from './queries/period-samples.ts';
import { noSample } from './queries/samples.ts';
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
  const parts = new Set(metrics.map((metric) => partOf[metric] ?? 'counts'));
  const [own, base] = await Promise.all((['current', 'previous'] as const).map((which) => sampleOf(report, which, [...parts])));
  return { from: previous.from, to: previous.to, metrics: comparisonOf(own ?? noSample, base ?? noSample, metrics) };
}

/** The part of a sample that a metric needs; the others need counts. */
const partOf: Partial<Record<ComparedMetric, SamplePart>> = {
  AVERAGE_LATENCY: 'latency',
  LATENCY_P50: 'latency',
  LATENCY_P95: 'latency',
  TIME_TO_FIRST_TOKEN_P50: 'firstToken',
  COST_PER_MESSAGE: 'cost',
  OUTPUT_TOKENS_PER_MESSAGE: 'tokens',
};

async function sampleOf(report: Report, which: Which, parts: readonly (SamplePart | 'counts')[]): Promise<Sample> {
  const [counted, ...values] = await Promise.all([
    parts.includes('counts') ? countedSample(report, which) : noSample,
    ...parts.filter((part) => part !== 'counts').map((part) => partsOf(report).load({ which, part })),
  ]);
  return Object.assign({ ...counted }, ...values) as Sample;
}

interface AskedPart {
  readonly which: Which;
  readonly part: SamplePart;
}
type Parts = DataLoader<AskedPart, Partial<Sample>, string>;
const loaders = new WeakMap<Report, Parts>();

/** Parts that are asked for in the same moment are answered by one statement, whichever panels need them. */
function partsOf(report: Report): Parts {
  const found = loaders.get(report);
  if (found !== undefined) return found;
  const loader: Parts = new DataLoader(
    async (asked) => {
      const [whiches, parts] = [[...new Set(asked.map(({ which }) => which))], [...new Set(asked.map(({ part }) => part))]];
      const rows = await rowsOfPeriods(report, whiches, { needsFacts: false }, (from) =>
        periodSample(report.stores.clickhouse, { ...from, parts }),
      );
      return asked.map(({ which, part }) => partOfSample(part, rows[whiches.indexOf(which)]?.[0]));
    },
    { cacheKeyFn: ({ which, part }) => `${which} ${part}` },
  );
  loaders.set(report, loader);
  return loader;
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
