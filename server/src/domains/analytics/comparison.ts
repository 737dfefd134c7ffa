import { raw } from '../../platform/store/sql.ts';
import { comparisonOf, type MetricComparison, type Sample } from './pure/comparison.ts';
import type { Period } from './period.ts';
import { noSample, samplesByGroup } from './queries/samples.ts';
import type { Report } from './report.ts';

/** The messages of the period beside those of the period that it is compared with. */
export interface PeriodComparison {
  readonly from: Date;
  readonly to: Date;
  readonly metrics: readonly MetricComparison[];
}

/** Null where there is no period to compare with: the filter leaves an end open. */
export async function periodComparison(report: Report): Promise<PeriodComparison | null> {
  const { current, previous } = report.scope;
  if (previous === null || previous.from === null || previous.to === null) return null;
  const [own, base] = await Promise.all([sampleOf(report, current), sampleOf(report, previous)]);
  return { from: previous.from, to: previous.to, metrics: comparisonOf(own, base) };
}

async function sampleOf({ stores, scope }: Report, { range }: Period): Promise<Sample> {
  if (range.from >= range.to) return noSample;
  const asked = { workspaceId: scope.workspaceId, range, where: scope.conditions.where };
  const [row] = await samplesByGroup(stores.clickhouse, { ...asked, key: raw(`''`), limit: 1 });
  return row?.sample ?? noSample;
}
