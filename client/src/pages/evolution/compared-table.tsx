import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { Change } from '../../panels/analytics/change.tsx';
import type { VersionComparedFragment } from '../../graphql/generated/graphql.ts';
import styles from './evolution.module.css';

/** A number of a version beside that of another. */
export interface ComparedRow extends VersionComparedFragment {
  readonly key: string;
  readonly name: string;
  readonly unit: Unit;
}

const columnsOf = (base: string): readonly Column<ComparedRow>[] => [
  { key: 'name', header: 'Number', of: ({ name }) => name, isSortable: false },
  {
    key: 'change',
    header: 'Difference',
    of: ({ difference }) => difference ?? null,
    isSortable: false,
    cell: (row) => <Change of={row} unit={row.unit} />,
  },
  {
    key: 'value',
    header: 'This version',
    of: ({ value }) => value ?? null,
    align: 'end',
    isSortable: false,
    cell: (row) => <WithCount value={row.value} count={row.count} unit={row.unit} />,
  },
  {
    key: 'base',
    header: base,
    of: ({ base: before }) => before ?? null,
    align: 'end',
    isSortable: false,
    cell: (row) => <WithCount value={row.base} count={row.baseCount} unit={row.unit} />,
  },
];
const besideParent = columnsOf('Parent');
const besideOther = columnsOf('Before');

function WithCount({ value, count, unit }: { readonly value: number | null | undefined; readonly count: number; readonly unit: Unit }) {
  const locale = useLocale();
  if (value == null) return <span className="quiet">–</span>;
  return (
    <span className={styles.measured}>
      <span className="mono">{format(value, unit, locale)}</span>
      <span className={styles.interval}>of {format(count, 'count', locale)}</span>
    </span>
  );
}

/** Numbers of a version beside those of its parent, or of the version that it is checked against. */
export function ComparedTable({
  caption,
  rows,
  of,
}: {
  readonly caption: string;
  readonly rows: readonly ComparedRow[];
  readonly of: 'parent' | 'other';
}) {
  return (
    <DataTable
      caption={caption}
      columns={of === 'parent' ? besideParent : besideOther}
      rows={rows}
      rowKey={({ key }) => key}
      rowHeight={46}
    />
  );
}
