import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { VersionRowFragment } from '../../graphql/generated/graphql.ts';
import { Ago } from '../../primitives/moment.tsx';
import { categoryWords, verdictWords, versionName } from './words.ts';
import styles from './evolution.module.css';

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** A number with the ends of its 95 % interval below it. */
export function Measured({
  value,
  interval,
  unit,
}: {
  readonly value: number | null | undefined;
  readonly interval: Ends | null | undefined;
  readonly unit: Unit;
}) {
  const locale = useLocale();
  if (value == null) return <span className="quiet">–</span>;
  return (
    <span className={styles.measured}>
      <span className="mono">{format(value, unit, locale)}</span>
      {interval != null && (
        <span className={styles.interval} title="95 % interval">
          {format(interval.low, unit, locale)} – {format(interval.high, unit, locale)}
        </span>
      )}
    </span>
  );
}

/** `+4.2 %`; a dash for null. */
export const percentWords = (percent: number | null | undefined): string | null =>
  percent == null ? null : `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent).toFixed(1)} %`;

const measured = (
  key: string,
  header: string,
  unit: Unit,
  of: (row: VersionRowFragment) => { readonly value: number | null | undefined; readonly interval: Ends | null | undefined },
): Column<VersionRowFragment> => ({
  key,
  header,
  of: (row) => of(row).value ?? null,
  align: 'end',
  cell: (row) => <Measured {...of(row)} unit={unit} />,
});

const columns: readonly Column<VersionRowFragment>[] = [
  { key: 'version', header: 'Version', of: (row) => visible(versionName(row)) },
  { key: 'made', header: 'Made', of: ({ madeAt }) => Date.parse(madeAt), cell: ({ madeAt }) => <Ago at={madeAt} /> },
  {
    key: 'verdict',
    header: 'Against its parent',
    of: ({ evolution }) => verdictWords[evolution.verdict].words,
    cell: ({ evolution: { verdict, regressions } }) => (
      <Badge tone={verdictWords[verdict].tone} title={regressions.join(' ')}>
        {regressions.length > 0 ? '▼ ' : ''}
        {verdictWords[verdict].words}
      </Badge>
    ),
  },
  measured('accuracy', 'Accuracy', 'share', ({ evolution: { benchmark } }) => ({
    value: benchmark?.accuracy,
    interval:
      benchmark?.accuracyLow == null || benchmark.accuracyHigh == null
        ? null
        : { low: benchmark.accuracyLow, high: benchmark.accuracyHigh },
  })),
  {
    key: 'category',
    header: 'Category',
    of: ({ evolution }) => evolution.accuracyChangePercent ?? null,
    cell: ({ evolution: { improvementCategory, accuracyChangePercent } }) =>
      improvementCategory == null ? (
        <span className="quiet">–</span>
      ) : (
        <span className={styles.measured}>
          <span>{categoryWords[improvementCategory].words}</span>
          <span className={styles.interval}>{percentWords(accuracyChangePercent)}</span>
        </span>
      ),
  },
  {
    key: 'rolling',
    header: 'Mean of 5',
    of: ({ evolution }) => evolution.rollingChangePercent ?? null,
    align: 'end',
    cell: ({ evolution }) => <span className="mono">{percentWords(evolution.rollingChangePercent) ?? '–'}</span>,
  },
  measured('success', 'Success', 'share', ({ evolution: { production } }) => ({
    value: production?.successShare,
    interval: production?.successInterval,
  })),
  measured('rating', 'Rating', 'rating', ({ evolution: { production } }) => ({
    value: production?.averageRating,
    interval: production?.ratingInterval,
  })),
  measured('latency', 'Latency', 'ms', ({ evolution: { production } }) => ({
    value: production?.averageLatencyMs,
    interval: production?.latencyInterval,
  })),
  measured('cost', 'Cost', 'usd', ({ evolution: { production } }) => ({
    value: production?.costPerExecutionUsd,
    interval: production?.costInterval,
  })),
  { key: 'executions', header: 'Executions', of: ({ evolution }) => evolution.production?.executionCount ?? null, unit: 'count' },
  { key: 'users', header: 'Users', of: ({ evolution }) => evolution.production?.userCount ?? null, unit: 'count' },
];

interface VersionsTableProps {
  readonly rows: readonly VersionRowFragment[];
  readonly opened: string;
  readonly onOpen: (row: VersionRowFragment) => void;
}

/** All versions with their numbers; a row opens its version. */
export function VersionsTable({ rows, opened, onOpen }: VersionsTableProps) {
  return (
    <Panel title="Versions" hint="95 % intervals below the numbers; categories are by fixed thresholds, verdicts by intervals" flush>
      <DataTable
        caption="Versions"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        initialSort={{ key: 'made', direction: 'descending' }}
        selectedKey={opened}
        onRowOpen={onOpen}
        rowHeight={46}
        maxHeight="560px"
      />
    </Panel>
  );
}
