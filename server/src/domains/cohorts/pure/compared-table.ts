import type { Shaped } from '../../../platform/tools/shape.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';

interface Metric {
  readonly name: string;
  readonly metric: string;
  readonly unit: string;
  readonly value: number | null;
  readonly otherValue: number | null;
  readonly lift: number | null;
  readonly difference: number | null;
  readonly differenceLow: number | null;
  readonly differenceHigh: number | null;
  readonly pValue: number | null;
  readonly verdict: string | null;
}
/** Of `compareCohorts`. */
export interface ComparedCohort {
  readonly cohort: { readonly name: string } | null;
  readonly userCount: number;
  readonly otherCount: number;
  readonly metrics: readonly Metric[];
}

export const comparedFields =
  '{ cohort { name } userCount otherCount metrics { name metric unit value otherValue lift difference differenceLow differenceHigh pValue verdict } }';

/** Metrics of cohorts beside the others, one row a cohort and metric. */
export function comparedCohorts(compared: readonly ComparedCohort[]): Shaped {
  const rows = compared.flatMap(({ cohort, metrics, ...counts }) =>
    metrics.map((metric) => ({ ...metric, ...counts, cohort: cohort?.name ?? 'deleted' })),
  );
  return {
    facts: compared.map(({ cohort, userCount }, index) =>
      fact(`userCount${index}`, `Users of ${cohort?.name ?? 'a deleted cohort'}`, userCount, { unit: 'users' }),
    ),
    table: tableOf(rows, (at) => [
      at.text('cohort', 'Cohort', (row) => row.cohort),
      at.text('metric', 'Metric', (row) => row.name),
      at.number('value', 'Value', (row) => row.value),
      at.number('otherValue', 'Value of the others', (row) => row.otherValue),
      at.share('lift', 'Lift', (row) => row.lift),
      at.number('differenceLow', 'Difference, low end', (row) => row.differenceLow),
      at.number('differenceHigh', 'Difference, high end', (row) => row.differenceHigh),
      at.number('users', 'Users', (row) => row.userCount),
      at.number('others', 'Others', (row) => row.otherCount),
      at.number('pValue', 'p-value', (row) => row.pValue),
      at.text('verdict', 'Verdict', (row) => row.verdict),
    ]),
  };
}
