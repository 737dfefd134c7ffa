import { BadInput, fail, succeed, type FieldProblem, type Result } from '../../platform/graphql/errors.ts';
import type { MetricBook } from '../metrics/load.ts';
import { builtInMetrics } from '../metrics/pure/built-in.ts';
import { maxCompared, maxMetrics, type ComparisonOf } from './types.ts';

export interface ComparisonInput {
  readonly cohortIds: readonly string[];
  readonly againstId: string | null;
  readonly metrics: readonly string[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** What is to be compared, a comparison for each cohort; or all that cannot be. */
export function checkComparison(
  { cohortIds, againstId, metrics, from, to }: ComparisonInput,
  book: MetricBook,
): Result<ComparisonOf[], BadInput> {
  const keys = metrics === null || metrics.length === 0 ? builtInMetrics.map(({ key }) => key) : [...new Set(metrics)];
  const problems: FieldProblem[] = [];
  if (cohortIds.length === 0 || cohortIds.length > maxCompared)
    problems.push({ field: 'cohortIds', reason: `has ${cohortIds.length} cohorts; 1 to ${maxCompared} are taken.` });
  if (againstId !== null && cohortIds.includes(againstId))
    problems.push({ field: 'againstId', reason: 'is one of the cohorts that are compared with it.' });
  if (keys.length > maxMetrics) problems.push({ field: 'metrics', reason: `has ${keys.length} metrics; at most ${maxMetrics} are taken.` });
  for (const [at, key] of keys.entries())
    if (book.find(key) === null)
      problems.push({
        field: `metrics[${at}]`,
        reason: `is ${JSON.stringify(key.slice(0, 80).toWellFormed())}, which is no metric here; there are ${book.all
          .slice(0, 20)
          .map((metric) => metric.key)
          .join(', ')}, event:<name> and event_value:<name>.`,
      });
  if (from !== null && to !== null && from > to)
    problems.push({ field: 'from', reason: `${from.toISOString()} is after "to" (${to.toISOString()}); the time range is [from, to).` });
  const [first, ...others] = problems;
  if (first !== undefined) return fail(new BadInput(first.field, first.reason, others));
  const found = keys.flatMap((key) => book.find(key) ?? []);
  return succeed([...new Set(cohortIds)].map((cohortId) => ({ cohortId, againstId, metrics: found, from, to })));
}
