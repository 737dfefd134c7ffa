import { StackedBarChart } from 'ui-kit/stacked-bar-chart';
import { useMemo } from 'react';
import type { ErrorSeriesPanelFragment } from '../../../graphql/generated/graphql.ts';
import { bucketMs } from '../../analytics/buckets.ts';
import { hintOver } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';
import type { PanelView } from '../panel.ts';

interface Row {
  readonly at: Date;
  readonly errorType: string;
  readonly count: number;
}

const rowAt = (row: Row): Date => row.at;
const errorOf = (row: Row): string => row.errorType;
const messages = { of: (row: Row) => row.count, label: 'Messages', unit: 'count' } as const;

/** When which errors came. */
export const errorSeries = analyticsPanel<ErrorSeriesPanelFragment, ErrorSeriesPanelFragment>({
  id: 'errors-over-time',
  title: 'Errors over time',
  section: 'operations',
  about: 'Messages that ended in an error over time, by kind',
  flag: 'withErrorSeries',
  size: { columns: 6, heightPx: 200 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'bars',
  empty: { says: 'No message here ended in an error.', how: 'Errors are counted where messages carry an errorType.' },
  read: (data) => (data.errorSeries.length === 0 ? null : data),
  hint: (value) =>
    hintOver(`the ${value.errorSeries.length === 1 ? 'one kind' : `${value.errorSeries.length} most frequent kinds`},`, value),
  draw: (value, view, heightPx) => <Errors {...value} view={view} height={heightPx} />,
  table: (value) => [
    ['startedAt', 'errorType', 'count'],
    ...value.errorSeries.flatMap(({ errorType, buckets }) => buckets.map(({ startedAt, count }) => [startedAt, errorType, count])),
  ],
});

interface ErrorsProps extends Pick<ErrorSeriesPanelFragment, 'interval' | 'errorSeries'> {
  readonly view: PanelView;
  readonly height: number;
}

function Errors({ interval, errorSeries: series, view, height }: ErrorsProps) {
  const rows = useMemo(
    () =>
      series.flatMap(({ errorType, buckets }) => buckets.map(({ startedAt, count }) => ({ at: new Date(startedAt), errorType, count }))),
    [series],
  );
  const { shiftMs: shift, previousName: label } = view;
  const compare = useMemo(() => {
    const totals = new Map<string, number>();
    for (const { previous } of series)
      for (const { startedAt, count } of previous?.buckets ?? []) totals.set(startedAt, (totals.get(startedAt) ?? 0) + count);
    return totals.size === 0 ? undefined : { data: [...totals].map(([at, total]) => ({ at: new Date(at), total })), shift, label };
  }, [series, shift, label]);
  const { from, to } = view.filter;
  const domain = useMemo(() => (from == null || to == null ? undefined : ([new Date(from), new Date(to)] as const)), [from, to]);
  return (
    <StackedBarChart
      title="Errors over time"
      data={rows}
      height={height}
      x={{ of: rowAt, label: 'Time', bucketMs: bucketMs(interval) }}
      y={messages}
      series={errorOf}
      top={7}
      domain={domain}
      compare={compare}
      onSelectRange={view.onRange}
    />
  );
}
