import { useMemo } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { cellValue, rowWords } from './columns.ts';
import type { ResultRow } from './columns.ts';
import type { ResultTable as Table } from './types.ts';
import { numberText, unitOf } from './units.ts';

/** Rows of a result, in the columns that the tool named. */
export function ResultTable({ title, table }: { readonly title: string; readonly table: Table }) {
  const words = rowWords(table, useLocale());
  const columns = useMemo(() => table.columns.map(columnOf), [table]);
  const places = useMemo(() => new Map(table.rows.map((row, place) => [row, String(place)])), [table]);
  return (
    <DataTable
      caption={`${title}, ${words}`}
      columns={columns}
      rows={table.rows}
      rowKey={(row) => places.get(row) ?? ''}
      maxHeight="324px"
      totalCount={table.complete ? undefined : Math.max(table.total, table.rows.length)}
      footer={table.complete ? undefined : words}
    />
  );
}

function columnOf(
  { key, title, unit, type, unitFrom }: Table['columns'][number],
  index: number,
  columns: Table['columns'],
): Column<ResultRow> {
  const isNumber = type === 'number' || type === 'share';
  const as = unitOf(unit, type);
  return {
    key,
    header: as.word === null || !isNumber || as.word.toLowerCase() === title.toLowerCase() ? title : `${title} (${as.word})`,
    of: (row) => cellValue(row[index], type),
    ...(isNumber && { unit: as.unit }),
    ...(unitFrom !== undefined && {
      cell: (row: ResultRow) => <UnitCell value={row[index]} unit={row[columns.findIndex((column) => column.key === unitFrom)]} />,
    }),
    // A column of numbers may hold a word, such as "NaN".
    ...((type === 'text' || type === 'boolean') && { isClipped: true, cell: (row: ResultRow) => textCell(row[index], type) }),
  };
}

/** A number whose unit is that of its row. */
function UnitCell({ value, unit }: { readonly value: unknown; readonly unit: unknown }) {
  const locale = useLocale();
  if (typeof value !== 'number') return <span className="quiet">–</span>;
  return <span className="mono">{numberText(value, typeof unit === 'string' ? unit : null, locale)}</span>;
}

function textCell(value: unknown, type: 'text' | 'boolean') {
  const text = cellValue(value, type);
  return text === null ? <span className="quiet">–</span> : visible(String(text));
}
