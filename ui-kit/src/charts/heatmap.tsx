import { useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useLocale } from '../format/locale.tsx';
import { NO_DATA_WORDS } from '../format/number.ts';
import { cellParts, format } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import { cellAfterKey, heatGrid, strengthOf } from './heatmap-model.ts';
import type { HeatScale } from './heatmap-model.ts';

export type { HeatScale } from './heatmap-model.ts';

export interface HeatmapProps<Row> {
  readonly data: readonly Row[];
  readonly title: string;
  readonly x: { readonly of: (row: Row) => string; readonly label: string; readonly order?: readonly string[] | undefined };
  readonly y: { readonly of: (row: Row) => string; readonly label: string; readonly order?: readonly string[] | undefined };
  readonly value: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** `sequential` from the lowest to the highest value by default. */
  readonly scale?: HeatScale | undefined;
  /** More about a cell, for its title: n, a name. */
  readonly note?: ((row: Row) => string | undefined) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Numbers inside the cells; on by default where there are no more than 14 columns. */
  readonly hasNumbers?: boolean | undefined;
}

const MOST_COLUMNS_WITH_NUMBERS = 14;
/** A head for every column where it fits, else for every n-th. */
const MOST_HEADS = 16;

/**
 * A number by two keys: hour and weekday, rate and batch size. It is a table whose cells have shades: arrows move between cells, and
 * every number is there for a screen reader. An absent pair is hatched, never shaded as zero.
 */
export function Heatmap<Row>(props: HeatmapProps<Row>) {
  const { data, title, x, y, value, scale = { kind: 'sequential' }, note, onOpen } = props;
  const locale = useLocale();
  const grid = useMemo(
    () => heatGrid(data, { x: x.of, y: y.of, value: value.of }, { x: x.order, y: y.order }),
    [data, x.of, y.of, value.of, x.order, y.order],
  );
  const [place, setPlace] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  const hasNumbers = props.hasNumbers ?? grid.columns.length <= MOST_COLUMNS_WITH_NUMBERS;
  const every = Math.max(1, Math.ceil(grid.columns.length / MOST_HEADS));
  if (grid.cells.length === 0) return <p className="uk-heat-empty">no data</p>;
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = grid.cells[place];
    if (event.key === 'Enter' && cell !== null && cell !== undefined) return onOpen?.(cell.row);
    const next = cellAfterKey(event.key, place, grid.columns.length, grid.rows.length);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    table.current?.querySelectorAll<HTMLElement>('[role=gridcell]')[next]?.focus();
  };
  return (
    <div className="uk-heat">
      <table ref={table} className="uk-heat-table" role="grid" aria-label={`${title}: ${value.label} by ${y.label} and ${x.label}`} aria-readonly="true" data-numbers={hasNumbers || undefined} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" className="uk-heat-corner">{y.label}</th>
            {grid.columns.map((column, index) => (
              <th key={column} scope="col"><span className={index % every === 0 ? undefined : 'uk-hidden'}>{column}</span></th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, line) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {grid.columns.map((column, index) => {
                const at = line * grid.columns.length + index;
                const cell = grid.cells[at] ?? null;
                const known = cell?.value ?? null;
                const words = `${row}, ${column}: ${known === null ? NO_DATA_WORDS : cellParts(known, value.unit, false, locale).text}`;
                const more = cell === null ? undefined : note?.(cell.row);
                return (
                  <td
                    key={column} role="gridcell" tabIndex={at === place ? 0 : -1} title={more === undefined ? words : `${words}, ${more}`}
                    aria-label={more === undefined ? words : `${words}, ${more}`} data-absent={known === null || undefined} data-opens={(onOpen !== undefined && cell !== null) || undefined}
                    style={known === null ? undefined : shade(strengthOf(known, scale, grid))} onFocus={() => setPlace(at)}
                    onClick={cell === null ? undefined : () => onOpen?.(cell.row)}
                  >
                    {hasNumbers && known !== null && <span className="uk-num">{cellParts(known, value.unit, true, locale).text}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="uk-heat-key" aria-hidden="true">
        <span className="uk-num">{format(scale.kind === 'diverging' ? scale.middle - reachOf(scale, grid) : scale.from ?? grid.lowest, value.unit, locale)}</span>
        <i data-kind={scale.kind} />
        <span className="uk-num">{format(scale.kind === 'diverging' ? scale.middle + reachOf(scale, grid) : scale.to ?? grid.highest, value.unit, locale)}</span>
      </div>
    </div>
  );
}

function reachOf(scale: HeatScale & { kind: 'diverging' }, { lowest, highest }: { readonly lowest: number; readonly highest: number }): number {
  return scale.reach ?? Math.max(Math.abs(highest - scale.middle), Math.abs(lowest - scale.middle));
}

/** The weakest value still has a shade, so that it is told from an absent one. */
function shade(strength: number): CSSProperties {
  const end = strength < 0 ? 'var(--uk-heat-below)' : 'var(--uk-heat)';
  return { background: `color-mix(in oklab, ${end} ${Math.round(6 + 94 * Math.abs(strength))}%, var(--uk-panel))` };
}
