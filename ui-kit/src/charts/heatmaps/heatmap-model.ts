import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinTable } from '../../frame/table-twin.tsx';

/** Cells of a heatmap by row and column; a pair without a row in the data is absent, not 0. */
export interface HeatGrid<Row> {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** One per row and column, row by row. */
  readonly cells: readonly (HeatCell<Row> | null)[];
  readonly lowest: number;
  readonly highest: number;
}

export interface HeatCell<Row> {
  readonly row: Row;
  /** null: there is a row in the data, without a number. */
  readonly value: number | null;
}

/** Lays rows out by two keys, in order of first appearance (or in the order given). Of two rows for one cell, the later counts. */
export function heatGrid<Row>(
  data: readonly Row[],
  of: { readonly x: (row: Row) => string; readonly y: (row: Row) => string; readonly value: (row: Row) => number | null | undefined },
  order: { readonly x?: readonly string[] | undefined; readonly y?: readonly string[] | undefined } = {},
): HeatGrid<Row> {
  const columns = order.x ?? [...new Set(data.map(of.x))];
  const rows = order.y ?? [...new Set(data.map(of.y))];
  const columnAt = new Map(columns.map((key, place) => [key, place]));
  const rowAt = new Map(rows.map((key, place) => [key, place]));
  const cells: (HeatCell<Row> | null)[] = Array.from({ length: columns.length * rows.length }, () => null);
  let lowest = Infinity;
  let highest = -Infinity;
  for (const row of data) {
    const column = columnAt.get(of.x(row));
    const line = rowAt.get(of.y(row));
    if (column === undefined || line === undefined) continue;
    const value = of.value(row) ?? null;
    const known = value === null || !Number.isFinite(value) ? null : value;
    cells[line * columns.length + column] = { row, value: known };
    if (known === null) continue;
    if (known < lowest) lowest = known;
    if (known > highest) highest = known;
  }
  return lowest > highest ? { columns, rows, cells, lowest: 0, highest: 0 } : { columns, rows, cells, lowest, highest };
}

/** How a number becomes a shade. `from` is the middle for a scale that goes both ways. */
export type HeatScale =
  | { readonly kind: 'sequential'; readonly from?: number | undefined; readonly to?: number | undefined }
  | { readonly kind: 'diverging'; readonly middle: number; readonly reach?: number | undefined };

/** Strength of a value's colour, 0–1, below zero for the other side of a diverging scale. */
export function strengthOf(value: number, scale: HeatScale, { lowest, highest }: Pick<HeatGrid<unknown>, 'lowest' | 'highest'>): number {
  if (scale.kind === 'diverging') {
    const reach = scale.reach ?? Math.max(Math.abs(highest - scale.middle), Math.abs(lowest - scale.middle));
    return reach === 0 ? 0 : clamp((value - scale.middle) / reach, -1);
  }
  const from = scale.from ?? lowest;
  const to = scale.to ?? highest;
  return to === from ? 1 : clamp((value - from) / (to - from), 0);
}

function clamp(share: number, least: number): number {
  return Math.min(1, Math.max(least, share));
}

/** Where an arrow key leads in a grid of `columns` × `rows`; null for other keys. */
export function cellAfterKey(key: string, place: number, columns: number, rows: number): number | null {
  const [line, column] = [Math.floor(place / columns), place % columns];
  switch (key) {
    case 'ArrowLeft':
      return line * columns + Math.max(0, column - 1);
    case 'ArrowRight':
      return line * columns + Math.min(columns - 1, column + 1);
    case 'ArrowUp':
      return Math.max(0, line - 1) * columns + column;
    case 'ArrowDown':
      return Math.min(rows - 1, line + 1) * columns + column;
    case 'Home':
      return line * columns;
    case 'End':
      return line * columns + columns - 1;
    default:
      return null;
  }
}

export interface GridNames {
  readonly label: string;
  readonly unit: Unit;
  readonly x: string;
  readonly y: string;
}

/** What a grid shows, in sentences: its size, its ends and where they are, and how many cells are empty. */
export function describeGrid(grid: HeatGrid<unknown>, { label, unit, x, y }: GridNames, locale: Locale): string {
  const { columns, rows, cells, lowest, highest } = grid;
  const knownCount = cells.reduce((count, cell) => count + (cell?.value === null || cell === null ? 0 : 1), 0);
  if (knownCount === 0) return `${label} by ${y} and ${x}: no data.`;
  const at = (value: number) => {
    const place = cells.findIndex((cell) => cell?.value === value);
    return `${format(value, unit, locale)} at ${rows[Math.floor(place / columns.length)]}, ${columns[place % columns.length]}`;
  };
  const size = `${label} by ${y} and ${x}: ${format(rows.length, 'count', locale)} × ${format(columns.length, 'count', locale)} cells`;
  const empty = cells.length - knownCount;
  return `${size}${empty === 0 ? '' : `, ${format(empty, 'count', locale)} without data`}. ${knownCount === 1 || lowest === highest ? `All ${at(lowest)}.` : `Lowest ${at(lowest)}, highest ${at(highest)}.`}`;
}

/** A grid of this many columns still reads as a table of the same shape. */
const MOST_TABLE_COLUMNS = 40;

export interface GridTableWords<Row> extends GridNames {
  readonly rowNote?: ((row: string) => string | undefined) | undefined;
  readonly note?: ((row: Row) => string | undefined) | undefined;
}

/** The grid as a table: of its own shape, or cell by cell where it is too wide (empty cells left out). */
export function gridTable<Row>(grid: HeatGrid<Row>, { label, unit, x, y, rowNote, note }: GridTableWords<Row>, locale: Locale): TwinTable {
  const { columns, rows, cells } = grid;
  if (columns.length > MOST_TABLE_COLUMNS) {
    const known = Uint32Array.from(cells.keys()).filter((place) => cells[place] !== null);
    return {
      columns: [y, x, label, 'note'].map((head) => ({ label: head, isNumeric: head === label })),
      rowCount: known.length,
      row: (index) => {
        const place = known[index] as number;
        const cell = cells[place] as HeatCell<Row>;
        return [
          rows[Math.floor(place / columns.length)] as string,
          columns[place % columns.length] as string,
          numberCell(cell.value, unit, locale),
          note?.(cell.row) ?? '',
        ];
      },
    };
  }
  return {
    columns: [
      { label: y, isNumeric: false },
      ...(rowNote === undefined ? [] : [{ label: 'n', isNumeric: true }]),
      ...columns.map((column) => ({ label: column, isNumeric: true })),
    ],
    rowCount: rows.length,
    row: (index) => {
      const row = rows[index] as string;
      return [
        row,
        ...(rowNote === undefined ? [] : [rowNote(row) ?? '']),
        ...columns.map((_, place) => numberCell(cells[index * columns.length + place]?.value, unit, locale)),
      ];
    },
  };
}
