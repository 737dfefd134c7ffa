import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ExperimentTestsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import type { Experiment } from './experiment-page.tsx';
import { pText } from './health-rows.ts';
import { daysAgainMs } from './over-time-panel.tsx';
import { testRows } from './test-rows.ts';
import type { TestRow } from './test-rows.ts';
import styles from './experiments.module.css';

/** What other tests show: one look, with and without the adjustment by the days before the exposure, and by ranks. */
export function OtherTests({ experiment: { key, state } }: { readonly experiment: Experiment }) {
  const answer = useLiveQuery({
    query: ExperimentTestsDocument,
    variables: { key },
    againMs: state === 'RUNNING' ? daysAgainMs : undefined,
  });
  const results = answer.data?.experiment?.results ?? null;
  if (results === null)
    return answer.failure === null ? (
      <Skeleton shape="rows" height={180} label="Other tests are loading" />
    ) : (
      <ErrorState message={answer.failure} onRetry={answer.reload} />
    );
  return (
    <div className={styles.results}>
      <p className={styles.under} data-inset>
        The p-values are of single tests, and those of one look hold once. Adjusted: by what units had in the 14 days before their first
        exposure (CUPED); it decides where 50 units of both variants had anything then. Saved: the part of the variance that this takes
        away. More: the chance that a unit of the variant has more than one of the base (ranks, Mann and Whitney), of metrics that are means
        of units.
      </p>
      <DataTable
        caption="Other tests by metric and variant"
        columns={columns}
        rows={testRows(results)}
        rowKey={(row) => row.key}
        maxHeight="560px"
      />
    </div>
  );
}

const pCell = (p: number | null): string => (p === null ? '' : pText(p));

const columns: readonly Column<TestRow>[] = [
  { key: 'metric', header: 'Metric', of: ({ metric }) => metric },
  {
    key: 'variant',
    header: 'Variant',
    of: ({ variant }) => variant,
    cell: ({ variant }) => <span className="mono">{visible(variant)}</span>,
  },
  {
    key: 'plain',
    header: 'Unadjusted',
    of: ({ plainLift }) => plainLift,
    cell: ({ plain, problem }) => (problem === '' ? plain : problem),
    align: 'end',
  },
  { key: 'adjusted', header: 'Adjusted', of: ({ adjustedLift }) => adjustedLift, cell: ({ adjusted }) => adjusted, align: 'end' },
  { key: 'p', header: 'p, one look', of: ({ pValue }) => pValue, cell: ({ pValue }) => pCell(pValue), align: 'end' },
  {
    key: 'always',
    header: 'p, any time',
    of: ({ sequentialPValue }) => sequentialPValue,
    cell: ({ sequentialPValue }) => pCell(sequentialPValue),
    align: 'end',
  },
  {
    key: 'saved',
    header: 'Saved',
    of: ({ savedShare }) => savedShare,
    cell: ({ savedShare }) => (savedShare === null ? '' : format(savedShare, 'share')),
    align: 'end',
  },
  {
    key: 'more',
    header: 'More',
    of: ({ chanceOfMore }) => chanceOfMore,
    cell: ({ chanceOfMore }) => (chanceOfMore === null ? '' : format(chanceOfMore, 'share')),
    align: 'end',
  },
  { key: 'ranks', header: 'p, ranks', of: ({ rankPValue }) => rankPValue, cell: ({ rankPValue }) => pCell(rankPValue), align: 'end' },
];
