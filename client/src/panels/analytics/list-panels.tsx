import { BarList } from 'ui-kit/bar-list';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale, Value } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { RatingHistogram } from 'ui-kit/rating-histogram';
import type { RatingHistogramProps } from 'ui-kit/rating-histogram';
import type { FirstScreenFragment, ToolRowFragment, ValueChangeFragment } from '../../graphql/generated/graphql.ts';
import { RowChange } from './change.tsx';
import { PanelMenu } from '../../primitives/panel-menu.tsx';
import { ExplainItem } from '../assistant/explain-item.tsx';

interface ComparedRow {
  readonly previousCount?: number | null | undefined;
  readonly comparison?: ValueChangeFragment | null | undefined;
}

/** What a bar shows of the compared period; nothing where none is compared. */
export const beforeOf = ({ previousCount, comparison }: ComparedRow) =>
  previousCount === undefined ? {} : { before: previousCount, change: <RowChange of={comparison} unit="share" /> };

/** The ratings of the compared period; undefined: none is compared. */
export const comparedRatings = (
  rows: readonly (ComparedRow & { readonly rating: number })[],
  label: string,
): RatingHistogramProps['compare'] =>
  rows.every(({ previousCount }) => previousCount == null)
    ? undefined
    : {
        counts: rows.map(({ rating, previousCount }) => ({ rating, count: previousCount ?? 0 })),
        label,
        changeOf: (rating) => <RowChange of={rows.find((row) => row.rating === rating)?.comparison} unit="share" />,
      };

interface ListPanelProps<Row> {
  readonly load: Load<readonly Row[]>;
  readonly minHeight?: number | undefined;
  readonly onRetry: () => void;
  /** What is compared with, in words. */
  readonly previousName: string;
}

export function RatingsPanel({ load, minHeight = 176, onRetry, previousName }: ListPanelProps<FirstScreenFragment['ratings'][number]>) {
  const locale = useLocale();
  const total = load.state === 'ready' ? load.value.reduce((sum, { count }) => sum + count, 0) : null;
  const table = load.state !== 'ready' ? null : () => [['rating', 'count'], ...load.value.map(({ rating, count }) => [rating, count])];
  return (
    <Panel
      title="Ratings"
      hint={total === null ? '' : `n = ${format(total, 'count', locale)}`}
      load={load}
      minHeight={minHeight}
      onRetry={onRetry}
      skeleton="rows"
      empty={{
        says: 'No message here was rated.',
        how: 'Rate one in its conversation with 1 to 5, or send evaluateMessages from your application.',
      }}
      actions={
        <PanelMenu name="ratings" table={table}>
          <ExplainItem title="Ratings" />
        </PanelMenu>
      }
    >
      {(ratings) => <RatingHistogram title="Ratings" counts={ratings} compare={comparedRatings(ratings, previousName)} />}
    </Panel>
  );
}

export function ErrorsPanel({ load, minHeight = 150, onRetry, previousName }: ListPanelProps<FirstScreenFragment['errors'][number]>) {
  const table =
    load.state !== 'ready'
      ? null
      : () => [['errorType', 'count', 'share'], ...load.value.map(({ errorType, count, share }) => [errorType, count, share])];
  return (
    <Panel
      title="Errors"
      hint="by type, share of messages"
      load={load}
      minHeight={minHeight}
      onRetry={onRetry}
      skeleton="rows"
      empty={{ says: 'No message here ended in an error.', how: 'Errors are counted where messages carry an errorType.' }}
      actions={
        <PanelMenu name="errors" table={table}>
          <ExplainItem title="Errors" />
        </PanelMenu>
      }
    >
      {(errors) => (
        <BarList
          title="Errors"
          unit="count"
          labels={{ item: 'Error', value: 'Messages', before: previousName }}
          items={errors.slice(0, 8).map(({ errorType, count, share, ...row }) => ({
            key: errorType,
            label: errorType,
            value: count,
            share,
            color: 'var(--uk-bad)',
            ...beforeOf(row),
          }))}
        />
      )}
    </Panel>
  );
}

export function FailureTagsPanel({
  load,
  minHeight = 150,
  onRetry,
  previousName,
}: ListPanelProps<FirstScreenFragment['failureTags'][number]>) {
  const table = load.state !== 'ready' ? null : () => [['tag', 'count'], ...load.value.map(({ tag, count }) => [tag, count])];
  return (
    <Panel
      title="Failure tags"
      hint="why messages were judged failures"
      load={load}
      minHeight={minHeight}
      onRetry={onRetry}
      skeleton="rows"
      empty={{ says: 'No failure here has a tag.', how: 'Tags come with evaluations: failureTags in evaluateMessages.' }}
      actions={
        <PanelMenu name="failure-tags" table={table}>
          <ExplainItem title="Failure tags" />
        </PanelMenu>
      }
    >
      {(tags) => (
        <BarList
          title="Failure tags"
          unit="count"
          labels={{ item: 'Tag', value: 'Judgements', before: previousName }}
          items={tags.slice(0, 8).map(({ tag, count, ...row }) => ({ key: tag, label: tag, value: count, ...beforeOf(row) }))}
        />
      )}
    </Panel>
  );
}

export const toolColumns: readonly Column<ToolRowFragment>[] = [
  { key: 'name', header: 'Tool', of: (tool) => tool.name, cell: (tool) => <span className="mono">{tool.name}</span> },
  {
    key: 'calls',
    header: 'Calls',
    of: (tool) => tool.callCount,
    unit: 'count',
    cell: (tool) => <Was now={tool.callCount} before={tool.previous?.callCount} unit="count" />,
  },
  { key: 'failures', header: 'Failed', of: (tool) => tool.failureCount, unit: 'count' },
  { key: 'success', header: 'Success', of: (tool) => tool.successShare ?? null, unit: 'share' },
  { key: 'p50', header: 'p50', of: (tool) => tool.durationMs.p50Ms ?? null, unit: 'ms' },
  {
    key: 'p95',
    header: 'p95',
    of: (tool) => tool.durationMs.p95Ms ?? null,
    unit: 'ms',
    cell: (tool) => <Was now={tool.durationMs.p95Ms} before={tool.previous?.durationMs.p95Ms} unit="ms" />,
  },
];

interface WasProps {
  readonly now: number | null | undefined;
  readonly before: number | null | undefined;
  readonly unit: Unit;
}

/** A number with that of the compared period under the pointer. */
function Was({ now, before, unit }: WasProps) {
  const locale = useLocale();
  return (
    <span title={before == null ? undefined : `before: ${format(before, unit, locale)}`}>
      <Value value={now} unit={unit} />
    </span>
  );
}

const changes: readonly Column<ToolRowFragment>[] = [
  {
    key: 'change',
    header: 'Change',
    of: (tool) => tool.comparison?.difference ?? null,
    cell: (tool) => <RowChange of={tool.comparison} unit="share" />,
  },
];

/** Columns of tools, with those of the compared period where there is one. */
export function toolColumnsOf(
  rows: readonly ToolRowFragment[],
  columns: readonly Column<ToolRowFragment>[] = toolColumns,
): readonly Column<ToolRowFragment>[] {
  if (rows.every(({ previous }) => previous == null)) return columns;
  const place = columns.findIndex(({ key }) => key === 'success') + 1;
  return [...columns.slice(0, place), ...changes, ...columns.slice(place)];
}

export function ToolsPanel({ load, minHeight = 150, onRetry }: Omit<ListPanelProps<ToolRowFragment>, 'previousName'>) {
  const table =
    load.state !== 'ready'
      ? null
      : () => [
          ['tool', 'calls', 'failures', 'successShare', 'p50Ms', 'p95Ms'],
          ...load.value.map((tool) => [
            tool.name,
            tool.callCount,
            tool.failureCount,
            tool.successShare ?? null,
            tool.durationMs.p50Ms ?? null,
            tool.durationMs.p95Ms ?? null,
          ]),
        ];
  return (
    <Panel
      title="Tools"
      hint="calls, failures and duration"
      load={load}
      minHeight={minHeight}
      onRetry={onRetry}
      skeleton="rows"
      flush
      empty={{ says: 'No message here called a tool.', how: 'Send toolCalls with a message: name, success, durationMs.' }}
      actions={
        <PanelMenu name="tools" table={table}>
          <ExplainItem title="Tools" />
        </PanelMenu>
      }
    >
      {(tools) => (
        <DataTable
          caption="Tools"
          columns={toolColumnsOf(tools)}
          rows={tools}
          rowKey={(tool) => tool.name}
          initialSort={{ key: 'calls', direction: 'descending' }}
          maxHeight="320px"
        />
      )}
    </Panel>
  );
}
