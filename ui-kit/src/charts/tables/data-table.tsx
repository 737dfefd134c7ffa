import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, UIEvent } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { formatDated, formatUtc } from '../../format/time.ts';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import { Value } from '../../format/value.tsx';
import type { Unit } from '../../format/unit.ts';
import { nextSort, sortRows, windowOf } from './sort-rows.ts';
import type { Sort, SortValue } from './sort-rows.ts';

export type { Sort, SortValue } from './sort-rows.ts';

export interface Column<Row> {
  /** Unique among the columns; `Sort` refers to it. */
  readonly key: string;
  /** Head of the column. */
  readonly header: ReactNode;
  /** The cell's value: what it is sorted by, and what it shows when there is no `cell`. null: no data, a dash. */
  readonly of: (row: Row) => SortValue;
  /** Makes it a column of numbers: formatted with the unit, right-aligned, tabular figures. */
  readonly unit?: Unit | undefined;
  /** The head names the unit (`p95 ms`): cells show only the number. */
  readonly hasUnitInHead?: boolean | undefined;
  /**
   * What the cell shows instead of its value: a badge, a sparkline, a link. Without it an instant is shown in the reader's zone, with the
   * UTC on hover.
   */
  readonly cell?: ((row: Row) => ReactNode) | undefined;
  /** `end` for columns with a unit, `start` for others. */
  readonly align?: 'start' | 'end' | undefined;
  /** A CSS width; the content's own by default. */
  readonly width?: string | undefined;
  /** Its head sorts, unless false. */
  readonly isSortable?: boolean | undefined;
  /** Long text is cut with an ellipsis instead of widening the table. */
  readonly isClipped?: boolean | undefined;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  readonly caption: string;
  /** From left to right. Keep the array the same between renders. */
  readonly columns: readonly Column<Row>[];
  /** In the order to be shown until the reader sorts. */
  readonly rows: readonly Row[];
  /** Unique among the rows. */
  readonly rowKey: (row: Row) => string;
  /** With `onSortChange` the page sorts (or asks the server to); without, the table sorts its rows itself. */
  readonly sort?: Sort | null | undefined;
  /** The reader has chosen an order. With it the page sorts, and gives `sort`. */
  readonly onSortChange?: ((sort: Sort) => void) | undefined;
  /** The order at first, where the table sorts itself. */
  readonly initialSort?: Sort | undefined;
  /** Opens a row: the first cell becomes a button, and the whole row can be clicked. */
  readonly onRowOpen?: ((row: Row) => void) | undefined;
  /** Key of the row that is marked as selected. */
  readonly selectedKey?: string | undefined;
  /** Height of the scrolling part, a CSS length; with it the head sticks and only the rows in view are drawn. */
  readonly maxHeight?: string | undefined;
  /** px; 32 by default. Long tables need every row to be this high. */
  readonly rowHeight?: number | undefined;
  /** Rows up to which all are drawn, where there is a `maxHeight`; 120 by default. Fewer where a row is dear to draw. */
  readonly mostWholeRows?: number | undefined;
  /** The last rows are in view: time to ask for more. */
  readonly onEndReached?: (() => void) | undefined;
  /** All rows there are, where more can be asked for. */
  readonly totalCount?: number | undefined;
  /** The text under the last row: that more is on its way, or that this is the end. */
  readonly footer?: ReactNode;
}

/** Rows drawn at once, by default, before only those in view are. */
const MOST_WHOLE_ROWS = 120;

/** Rows of anything, with hairlines, a head that stays, and columns that sort. Scrolls inside itself, never the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, onRowOpen, maxHeight, rowHeight = 32, onEndReached, mostWholeRows = MOST_WHOLE_ROWS } = props;
  const [ownSort, setOwnSort] = useState<Sort | null>(props.initialSort ?? null);
  const isOurs = props.onSortChange === undefined;
  const sort = isOurs ? ownSort : (props.sort ?? null);
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === sort?.key);
    return isOurs && sort !== null && column !== undefined ? sortRows(rows, column.of, sort.direction) : rows;
  }, [rows, columns, sort, isOurs]);
  const isWindowed = maxHeight !== undefined && rows.length > mostWholeRows;
  const [view, setView] = useState<readonly [number, number]>([0, mostWholeRows]);
  const scroller = useRef<HTMLDivElement>(null);
  const follow = (element: HTMLElement) => {
    if (isWindowed) {
      const next = windowOf(element.scrollTop, element.clientHeight, rowHeight, rows.length);
      setView((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
    }
    if (element.scrollTop + element.clientHeight > element.scrollHeight - 12 * rowHeight) onEndReached?.();
  };
  const latest = useRef(follow);
  useBrowserLayoutEffect(() => {
    latest.current = follow;
  });
  useEffect(() => {
    if (scroller.current !== null) latest.current(scroller.current);
  }, [rows.length]);
  const [from, to] = isWindowed ? [view[0], Math.min(view[1], rows.length)] : [0, rows.length];
  const press = (column: Column<Row>) => {
    const next = nextSort(sort, column.key, column.unit !== undefined);
    if (isOurs) setOwnSort(next);
    props.onSortChange?.(next);
  };
  return (
    <div
      ref={scroller}
      className="uk-table-scroll"
      style={{ maxHeight }}
      tabIndex={0}
      role="group"
      aria-label={caption}
      onScroll={(event: UIEvent<HTMLDivElement>) => follow(event.currentTarget)}
    >
      <table
        className="uk-table"
        aria-rowcount={isWindowed || props.totalCount !== undefined ? (props.totalCount ?? rows.length) + 1 : undefined}
      >
        <caption className="uk-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onPress={press} />
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr aria-hidden="true">
              <td colSpan={columns.length} style={{ height: from * rowHeight, padding: 0, border: 0 }} />
            </tr>
          )}
          {sorted.slice(from, to).map((row, place) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                style={{ height: rowHeight }}
                aria-rowindex={isWindowed ? from + place + 2 : undefined}
                aria-selected={props.selectedKey === undefined ? undefined : props.selectedKey === key}
                data-opens={onRowOpen !== undefined || undefined}
                onClick={onRowOpen === undefined ? undefined : () => onRowOpen(row)}
              >
                {columns.map((column, index) => (
                  <Cell key={column.key} row={row} column={column} isFirst={index === 0} opens={onRowOpen !== undefined} />
                ))}
              </tr>
            );
          })}
          {to < rows.length && (
            <tr aria-hidden="true">
              <td colSpan={columns.length} style={{ height: (rows.length - to) * rowHeight, padding: 0, border: 0 }} />
            </tr>
          )}
        </tbody>
      </table>
      {props.footer !== undefined && <div className="uk-table-foot">{props.footer}</div>}
    </div>
  );
}

function Head<Row>({
  column,
  sort,
  onPress,
}: {
  readonly column: Column<Row>;
  readonly sort: Sort | null;
  readonly onPress: (column: Column<Row>) => void;
}) {
  const isSorted = sort?.key === column.key;
  return (
    <th
      scope="col"
      data-numeric={isEnd(column) || undefined}
      style={{ width: column.width }}
      aria-sort={isSorted ? sort.direction : undefined}
    >
      {column.isSortable === false ? (
        column.header
      ) : (
        <button type="button" className="uk-sort" onClick={() => onPress(column)}>
          {column.header}
          <span className="uk-sort-mark" aria-hidden="true">
            {isSorted ? (sort.direction === 'ascending' ? '↑' : '↓') : '↕'}
          </span>
        </button>
      )}
    </th>
  );
}

interface CellProps<Row> {
  readonly row: Row;
  readonly column: Column<Row>;
  readonly isFirst: boolean;
  readonly opens: boolean;
}

function Cell<Row>({ row, column, isFirst, opens }: CellProps<Row>) {
  const locale = useLocale();
  const content = column.cell === undefined ? plainCell(column, column.of(row), locale) : column.cell(row);
  const Tag = isFirst ? 'th' : 'td';
  return (
    <Tag scope={isFirst ? 'row' : undefined} data-numeric={isEnd(column) || undefined} data-clipped={column.isClipped || undefined}>
      {isFirst && opens ? (
        <button type="button" className="uk-row-open">
          {content}
        </button>
      ) : (
        content
      )}
    </Tag>
  );
}

function plainCell<Row>(column: Column<Row>, value: SortValue, locale: Locale): ReactNode {
  if (column.unit !== undefined)
    return <Value value={value === null || value === undefined ? null : Number(value)} unit={column.unit} isBare={column.hasUnitInHead} />;
  if (value === null || value === undefined) return <Value value={null} unit="number" />;
  return value instanceof Date ? (
    <time className="uk-num" dateTime={value.toISOString()} title={formatUtc(value)}>
      {formatDated(value, 'minute', locale)}
    </time>
  ) : (
    String(value)
  );
}

function isEnd<Row>(column: Column<Row>): boolean {
  return (column.align ?? (column.unit === undefined ? 'start' : 'end')) === 'end';
}
