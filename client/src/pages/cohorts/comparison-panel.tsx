import { useMemo, useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { DotPlot } from 'ui-kit/dot-plot';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useViewQuery } from '../../controls/use-view.ts';
import { CohortComparisonDocument, CohortsDocument, RuleChoicesDocument } from '../../graphql/generated/graphql.ts';
import type { CohortComparisonQuery, RuleChoicesQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { domainOf } from '../../panels/changes/domain-of.ts';
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

/** The numbers of cohorts, each beside everyone else, or beside another cohort. `ids`: one to ten. */
export function ComparisonPanel({ ids }: { readonly ids: readonly string[] }) {
  const { filter } = useViewQuery();
  const [wanted, setAgainst] = useState<string>(everyone);
  const cohorts = useLiveQuery({ query: CohortsDocument, variables: {} }).data?.cohorts ?? [];
  const others = cohorts.filter(({ id }) => !ids.includes(id));
  const againstId = others.some(({ id }) => id === wanted) ? wanted : everyone;
  const choices = useLiveQuery({ query: RuleChoicesDocument, variables: {} }).data;
  const metrics = useMemo(() => metricsOf(choices), [choices]);
  const input = {
    cohortIds: [...ids],
    metrics,
    ...(againstId !== everyone && { againstId }),
    ...(filter.from != null && { from: filter.from }),
    ...(filter.to != null && { to: filter.to }),
  };
  const answer = useLiveQuery({ query: CohortComparisonDocument, variables: { input } });
  const options = [{ value: everyone, label: 'everyone else' }, ...others.map(({ id, name }) => ({ value: id, label: name }))];
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
      load={loadOf(answer, ({ compareCohorts }) => (compareCohorts.length === 0 ? null : compareCohorts))}
      onRetry={answer.reload}
      empty={{ says: 'There is nothing to compare.' }}
    >
      {(comparisons) => <Shown comparisons={comparisons} />}
    </Panel>
  );
}

type Comparison = CohortComparisonQuery['compareCohorts'][number];

function Shown({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  const isMany = comparisons.length > 1;
  const rows = comparedRows(comparisons);
  const drawn = rows.filter(({ lift }) => lift !== null);
  return (
    <>
      <p className={styles.note}>
        {comparisons.map((one) => sizeWords(one, isMany)).join('; ')}. Users chose to be here: a difference may have causes other than the
        rule.
      </p>
      {isMany && drawn.length > 0 && (
        <div className={styles.plot}>
          <DotPlot
            title="Difference beside the others"
            data={drawn}
            measure={{ of: ({ metric }) => metric, label: 'Metric' }}
            value={{ of: ({ lift }) => lift, low: ({ low }) => low, high: ({ high }) => high, label: 'Difference', unit: 'share' }}
            series={({ cohort }) => visible(cohort)}
            domain={domainOf(drawn)}
          />
        </div>
      )}
      <DataTable
        caption={isMany ? 'Numbers by metric and cohort' : 'Numbers of the cohort'}
        columns={isMany ? [columns[0] as Column<ComparedRow>, cohortColumn, ...columns.slice(1)] : columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
    </>
  );
}

function sizeWords({ cohort, userCount, otherCount, bothCount }: Comparison, isNamed: boolean): string {
  const name = isNamed ? `${visible(cohort?.name ?? 'a deleted cohort')}: ` : '';
  const both = bothCount > 0 ? `, ${format(bothCount, 'count')} in both count in neither` : '';
  return `${name}${format(userCount, 'count')} in the cohort, ${format(otherCount, 'count')} others${both}`;
}

const cohortColumn: Column<ComparedRow> = {
  key: 'cohort',
  header: 'Cohort',
  of: ({ cohort }) => cohort,
  cell: ({ cohort }) => visible(cohort),
};

const columns: readonly Column<ComparedRow>[] = [
  { key: 'metric', header: 'Metric', of: ({ metric }) => metric },
  {
    key: 'value',
    header: 'In it',
    of: ({ value }) => value,
    align: 'end',
    cell: ({ valueText }) => <span className="mono">{valueText}</span>,
  },
  {
    key: 'other',
    header: 'Others',
    of: ({ otherValue }) => otherValue,
    align: 'end',
    cell: ({ otherText }) => <span className="mono">{otherText}</span>,
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
