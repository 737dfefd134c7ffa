import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { compact, NO_DATA_WORDS } from '../../format/number.ts';
import { cellParts, format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { figuresOf } from './heatmap-figures.ts';
import { HeatmapCanvas } from './heatmap-canvas.tsx';
import { describeGrid, gridTable, heatGrid, strengthOf } from './heatmap-model.ts';
import type { HeatGrid, HeatScale } from './heatmap-model.ts';
import { HeatmapTable } from './heatmap-table.tsx';

export type { HeatScale } from './heatmap-model.ts';

/** What sets a cell apart: `best` is outlined, `partial` still fills, `few` stands on few numbers. Its label is part of the cell's text. */
export interface HeatMark {
  /** Which of the three signs. */
  readonly kind: 'best' | 'partial' | 'few';
  /** What the sign means, in words: read out, and in the tooltip. */
  readonly label: string;
}

export interface HeatmapProps<Row> extends FrameProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** `order`: all columns, also those without a row in the data. */
  readonly x: { readonly of: (row: Row) => string; readonly label: string; readonly order?: readonly string[] | undefined };
  readonly y: { readonly of: (row: Row) => string; readonly label: string; readonly order?: readonly string[] | undefined };
  /** null: there is a row, without a number; hatched like an absent one. */
  readonly value: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** `sequential` from the lowest to the highest value by default. */
  readonly scale?: HeatScale | undefined;
  /** What the two ends of the scale mean, beside their numbers: "worse", "best". */
  readonly scaleEnds?: readonly [weak: string, strong: string] | undefined;
  /** More text about a cell: n, a name. */
  readonly note?: ((row: Row) => string | undefined) | undefined;
  /** A sign on a cell; undefined for none. */
  readonly mark?: ((row: Row) => HeatMark | undefined) | undefined;
  /** A quiet figure in a row's head: the cohort's size. */
  readonly rowNote?: ((row: string) => string | undefined) | undefined;
  /** A row that sums up the others: it stands apart from them, and is last. */
  readonly apart?: string | undefined;
  /** Added to the end of the generated description. */
  readonly remark?: string | undefined;
  /** Opens a row: a press, or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Numbers inside the cells; on by default where they fit. */
  readonly hasNumbers?: boolean | undefined;
  /** px; by default as high as the rows need, up to 560. */
  readonly height?: number | undefined;
}

/** What table and canvas draw. */
export interface HeatDrawing<Row> {
  readonly grid: HeatGrid<Row>;
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  readonly corner: ReactNode;
  readonly strengthOf: (value: number) => number;
  readonly wordsAt: (place: number) => string;
  readonly mark: HeatmapProps<Row>['mark'];
  readonly rowNote: HeatmapProps<Row>['rowNote'];
  readonly apart: string | undefined;
  /** How numbers are written in the cells; null: they have no room. */
  readonly figure: ((value: number) => string) | null;
}

const ROW_HEAD_PX = 100;
const GAP_PX = 2;
const ROW_PX = 28;
/** More cells than this are one canvas instead of elements. */
const MOST_ELEMENTS = 2500;
const MOST_HEIGHT_PX = 560;
const HEAD_PX = 22;
const KEY_PX = 24;

/**
 * A number by two keys: hour and weekday, rate and batch size. Cells have shades, arrows move between them, and every number is there
 * for a screen reader. An absent pair is hatched, never shaded as zero. Thousands of cells are drawn on canvas, with the same reading.
 */
export function Heatmap<Row>(props: HeatmapProps<Row>) {
  const { data, title, x, y, value, note, mark, onOpen } = props;
  const locale = useLocale();
  const grid = useMemo(
    () => heatGrid(data, { x: x.of, y: y.of, value: value.of }, { x: x.order, y: y.order }),
    [data, x.of, y.of, value.of, x.order, y.order],
  );
  const { kind, ends, strength } = useScale(props.scale, grid);
  // The active cell is described in the key's line: a touch shows no title.
  const [read, setRead] = useState(-1);
  const isCrowd = grid.cells.length > MOST_ELEMENTS;
  const height = props.height ?? (grid.cells.length === 0 ? 120 : isCrowd ? 420 : Math.min(MOST_HEIGHT_PX, HEAD_PX + grid.rows.length * ROW_PX + KEY_PX + (props.apart === undefined ? 0 : 8)));
  // What stands in a cell is part of its name, also where it is shorter than the whole number.
  const wordsAt = (place: number, figure: HeatDrawing<Row>['figure'] = null) => {
    const cell = grid.cells[place] ?? null;
    const known = cell?.value ?? null;
    const whole = known === null ? NO_DATA_WORDS : cellParts(known, value.unit, false, locale).text;
    const shown = known === null || figure === null ? whole : figure(known);
    const number = value.unit === 'number' ? shown : whole.includes(shown) ? whole : `${shown}, ${whole}`;
    const more = cell === null ? [] : [mark?.(cell.row)?.label, note?.(cell.row)].filter((part) => part !== undefined);
    return `${grid.rows[Math.floor(place / grid.columns.length)]}, ${grid.columns[place % grid.columns.length]}: ${[number, ...more].join(', ')}`;
  };
  const isReading = read >= 0 && read < grid.cells.length;
  const description = [describeGrid(grid, { label: value.label, unit: value.unit, x: x.label, y: y.label }, locale), props.remark ?? ''].join(' ').trim();
  const label = `${title}: ${value.label} by ${y.label} and ${x.label}`;
  const [weak, strong] = props.scaleEnds ?? ['', ''];
  return (
    <ChartFrame frame={props} title={title} description={description} height={height} table={() => gridTable(grid, { label: value.label, unit: value.unit, x: x.label, y: y.label, rowNote: props.rowNote, note }, locale)}>
      {({ width }) => {
        if (grid.cells.length === 0) return <p className="uk-plot-empty" style={{ inset: 0 }}>no data</p>;
        const cellPx = props.hasNumbers === true ? Infinity : (width - ROW_HEAD_PX) / grid.columns.length - GAP_PX;
        const figure = isCrowd || props.hasNumbers === false ? null : figuresOf(grid, value.unit, cellPx, locale);
        const drawing: HeatDrawing<Row> = { grid, unit: value.unit, corner: y.label, strengthOf: strength, wordsAt: (place) => wordsAt(place, figure), mark, rowNote: props.rowNote, apart: props.apart, figure };
        return (
          <div className="uk-heat" style={{ height }}>
            {isCrowd
              ? <HeatmapCanvas drawing={drawing} title={title} width={width} height={height - KEY_PX} onOpen={onOpen} />
              : <HeatmapTable drawing={drawing} label={label} width={width} height={height - KEY_PX} onRead={setRead} onOpen={onOpen} />}
            <div className="uk-heat-key" aria-hidden="true">
              <span className="uk-heat-across" data-reads={isReading || undefined}>{isReading ? wordsAt(read) : x.label}</span>
              <span className="uk-num">{keyNumber(ends[0], value.unit, locale)} {weak}</span>
              <i data-kind={kind} />
              <span className="uk-num">{keyNumber(ends[1], value.unit, locale)} {strong}</span>
            </div>
          </div>
        );
      }}
    </ChartFrame>
  );
}

/** The key is for a glance: very large numbers are short there. */
function keyNumber(value: number, unit: Unit, locale: Locale): string {
  return (unit === 'count' || unit === 'tokens') && Math.abs(value) >= 1e6 ? compact(value, locale) : format(value, unit, locale);
}

/** The scale's two ends as numbers, and how strong each value is; the same function while nothing changes, so that a canvas stays. */
function useScale(scale: HeatScale = { kind: 'sequential' }, grid: HeatGrid<unknown>) {
  const { kind } = scale;
  const [one, other] = scale.kind === 'diverging' ? [scale.middle, scale.reach] : [scale.from, scale.to];
  return useMemo(() => {
    const same: HeatScale = kind === 'diverging' ? { kind, middle: one ?? 0, reach: other } : { kind, from: one, to: other };
    const reach = Math.max(Math.abs(grid.highest - (one ?? 0)), Math.abs(grid.lowest - (one ?? 0)));
    const ends = kind === 'diverging' ? [(one ?? 0) - (other ?? reach), (one ?? 0) + (other ?? reach)] as const : [one ?? grid.lowest, other ?? grid.highest] as const;
    return { kind, ends, strength: (value: number) => strengthOf(value, same, grid) };
  }, [kind, one, other, grid]);
}
