import { useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { FIGURE_PX } from '../../format/text-width.ts';
import type { HeatDrawing } from './heatmap.tsx';
import { cellAfterKey } from './heatmap-model.ts';
import { shadeOf } from './heatmap-shade.ts';

const ROW_HEAD_PX = 100;
const HEAD_PX = 22;
const GAP_PX = 2;
const LEAST_ROW_PX = 22;

/** Cells as a table that is read cell by cell: one stop for Tab, arrows inside. */
export function HeatmapTable<Row>({
  drawing,
  label,
  width,
  height,
  onRead,
  onOpen,
}: {
  readonly drawing: HeatDrawing<Row>;
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly onRead: (place: number) => void;
  readonly onOpen?: ((row: Row) => void) | undefined;
}) {
  const { grid, figure } = drawing;
  const [at, setAt] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const place = Math.min(at, grid.cells.length - 1);
  const columnPx = (width - ROW_HEAD_PX) / grid.columns.length;
  const headPx = grid.columns.reduce((most, column) => Math.max(most, column.length), 1) * FIGURE_PX;
  // A head for every column where it fits, else for every n-th, from its left edge on.
  const every = Math.max(1, Math.ceil((headPx + 4) / columnPx));
  const isNamed = (index: number) =>
    every === 1 || (index % every === 0 && (index === 0 || (grid.columns.length - index) * columnPx >= headPx));
  const cellPx = Math.max(LEAST_ROW_PX, (height - HEAD_PX - (drawing.apart === undefined ? 0 : 8)) / grid.rows.length - GAP_PX);
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = grid.cells[place];
    if (event.key === 'Enter' && cell !== null && cell !== undefined) return onOpen?.(cell.row);
    const next = cellAfterKey(event.key, place, grid.columns.length, grid.rows.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelectorAll<HTMLElement>('[role=gridcell]')[next]?.focus();
  };
  return (
    <div className="uk-heat-scroll" style={{ height }} onPointerLeave={() => onRead(-1)} onBlur={() => onRead(-1)}>
      <table
        ref={table}
        className="uk-heat-table"
        role="grid"
        aria-label={label}
        aria-readonly="true"
        data-thinned={every > 1 || undefined}
        style={{ '--uk-heat-cell': `${cellPx}px` } as CSSProperties}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col" className="uk-heat-corner">
              {drawing.corner}
            </th>
            {grid.columns.map((column, index) => (
              <th key={column} scope="col">
                <span className={isNamed(index) ? undefined : 'uk-hidden'}>{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, line) => (
            <tr key={row} data-apart={row === drawing.apart || undefined}>
              <th scope="row" title={row}>
                <span className="uk-heat-head">
                  <span className="uk-heat-name">{row}</span>
                  {drawing.rowNote !== undefined && <span className="uk-num uk-heat-note">{drawing.rowNote(row)}</span>}
                </span>
              </th>
              {grid.columns.map((column, index) => {
                const cellAt = line * grid.columns.length + index;
                const cell = grid.cells[cellAt] ?? null;
                const known = cell?.value ?? null;
                const mark = cell === null ? undefined : drawing.mark?.(cell.row);
                const words = drawing.wordsAt(cellAt);
                return (
                  <td
                    key={column}
                    role="gridcell"
                    tabIndex={cellAt === place ? 0 : -1}
                    title={words}
                    aria-label={words}
                    data-mark={mark?.kind}
                    data-absent={known === null || undefined}
                    data-opens={(onOpen !== undefined && cell !== null) || undefined}
                    style={known === null ? undefined : { background: shadeOf(drawing.strengthOf(known)) }}
                    onFocus={() => {
                      setAt(cellAt);
                      onRead(cellAt);
                    }}
                    onPointerEnter={() => onRead(cellAt)}
                    onClick={cell === null ? undefined : () => onOpen?.(cell.row)}
                  >
                    {figure !== null && known !== null && <span className="uk-num">{figure(known)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
