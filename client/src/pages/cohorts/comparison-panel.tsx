import { useMemo, useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useViewQuery } from '../../controls/use-view.ts';
import { CohortComparisonDocument, CohortsDocument, RuleChoicesDocument } from '../../graphql/generated/graphql.ts';
import type { CohortComparisonQuery, RuleChoicesQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Select } from '../../primitives/select.tsx';
import { comparedRows, type ComparedRow } from './comparison-rows.ts';
import styles from './cohorts.module.css';

/** The API takes twenty. */
const mostMetrics = 20;
const mostEvents = 5;
const everyone = 'everyone';

/** Metrics of the workspace, and its most frequent events; none: the built-in ones. */
function metricsOf(choices: RuleChoicesQuery | null): string[] {
  if (choices === null) return [];
  const events = choices.eventNames.slice(0, mostEvents).map(({ name }) => `event:${name}`);
  return [...choices.metrics.map(({ key }) => key).slice(0, mostMetrics - events.length), ...events];
}

/** The numbers of a cohort beside those of everyone else, or of another cohort. */
export function ComparisonPanel({ id }: { readonly id: string }) {
  const { filter } = useViewQuery();
  const [againstId, setAgainst] = useState<string>(everyone);
  const cohorts = useLiveQuery({ query: CohortsDocument, variables: {} }).data?.cohorts ?? [];
  const choices = useLiveQuery({ query: RuleChoicesDocument, variables: {} }).data;
  const metrics = useMemo(() => metricsOf(choices), [choices]);
  const input = {
    cohortIds: [id],
    metrics,
    ...(againstId !== everyone && { againstId }),
    ...(filter.from != null && { from: filter.from }),
    ...(filter.to != null && { to: filter.to }),
  };
  const answer = useLiveQuery({ query: CohortComparisonDocument, variables: { input } });
  const options = [
    { value: everyone, label: 'everyone else' },
    ...cohorts.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.name })),
  ];
  return (
    <Panel
      title="Numbers"
      hint="per user with a message in the time range, 95 % intervals corrected for the number of metrics"
      aside={
        <span className={styles.against}>
          beside <Select label="Compared with" value={againstId} options={options} onChoose={setAgainst} />
        </span>
      }
      flush
      skeleton="rows"
      minHeight={280}
      load={loadOf(answer, ({ compareCohorts: [comparison] }) => comparison ?? null)}
      onRetry={answer.reload}
      empty={{ says: 'There is nothing to compare.' }}
    >
      {(comparison) => <Shown comparison={comparison} />}
    </Panel>
  );
}

function Shown({ comparison }: { readonly comparison: CohortComparisonQuery['compareCohorts'][number] }) {
  const { userCount, otherCount, bothCount, metrics } = comparison;
  return (
    <>
      <p className={styles.note}>
        {format(userCount, 'count')} in the cohort, {format(otherCount, 'count')} others
        {bothCount > 0 && `, ${format(bothCount, 'count')} in both count in neither`}. Users chose to be here: a difference may have causes
        other than the rule.
      </p>
      <DataTable caption="Numbers of the cohort" columns={columns} rows={comparedRows(metrics)} rowKey={({ key }) => key} />
    </>
  );
}

const columns: readonly Column<ComparedRow>[] = [
  { key: 'metric', header: 'Metric', of: ({ metric }) => metric },
  { key: 'value', header: 'Cohort', of: ({ value }) => value, align: 'end', cell: ({ value }) => <span className="mono">{value}</span> },
  {
    key: 'other',
    header: 'Others',
    of: ({ otherValue }) => otherValue,
    align: 'end',
    cell: ({ otherValue }) => <span className="mono">{otherValue}</span>,
  },
  {
    key: 'difference',
    header: 'Difference',
    of: ({ lift }) => lift,
    align: 'end',
    cell: ({ differenceText }) => <span className="mono">{differenceText}</span>,
  },
  { key: 'interval', header: 'Interval', of: ({ interval }) => interval },
  {
    key: 'verdict',
    header: 'Verdict',
    of: ({ words }) => words,
    cell: ({ words, verdict }) => (
      <span className={styles.verdict} data-verdict={verdict}>
        {words}
      </span>
    ),
  },
];
