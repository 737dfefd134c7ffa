import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import type { Goal } from '../parts/goal.ts';
import { Heatmap } from './heatmap.tsx';
import type { HeatMark, HeatScale } from './heatmap.tsx';
import { binRows, cutOf } from './hyperparameter-heatmap-model.ts';
import type { Aggregate, BinnedCell, Cutting } from './hyperparameter-heatmap-model.ts';

export type { Goal } from '../parts/goal.ts';
export type { Aggregate, Cutting } from './hyperparameter-heatmap-model.ts';

export interface Parameter<Row> {
  /** A number, or the name of a choice; null: the row has no place and is left out (counted in a note). */
  readonly of: (row: Row) => number | string | null | undefined;
  /** The parameter's name. */
  readonly label: string;
  /** `number` by default. */
  readonly unit?: Unit | undefined;
  /** How numbers become columns; by default few stand as they are, far apart ones go by decades, others by stretches of a round width. */
  readonly cutting?: Cutting | undefined;
}

export interface HyperparameterHeatmapProps<Row> extends FrameProps {
  /** One row per trial. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** The parameter whose values are the columns. */
  readonly x: Parameter<Row>;
  /** The parameter whose values are the rows. */
  readonly y: Parameter<Row>;
  /** null: the trial has no result (failed, running); counted, never taken as 0. */
  readonly metric: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** Which end of the metric is wanted: it gets the strongest shade. */
  readonly goal: Goal;
  /** What a cell shows of its trials; `best` by default. */
  readonly aggregate?: Aggregate | undefined;
  /** The metric without any search: shades then go both ways from it. */
  readonly baseline?: number | undefined;
  /** What one row is, in the plural; "trials" by default. */
  readonly counted?: string | undefined;
  /** Cells with fewer results are marked; 3 by default. */
  readonly fewest?: number | undefined;
  /** Opens the best trial of a cell. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** px; by default as high as the rows need. */
  readonly height?: number | undefined;
}

const valueOf = <Row,>(cell: BinnedCell<Row>) => cell.value;
const xOf = <Row,>(cell: BinnedCell<Row>) => cell.x;
const yOf = <Row,>(cell: BinnedCell<Row>) => cell.y;

/** Where in the search space the good trials are: a metric by two parameters, with how many trials each cell stands on. */
export function HyperparameterHeatmap<Row>(props: HyperparameterHeatmapProps<Row>) {
  const { data, x, y, metric, goal, aggregate = 'best', counted = 'trials', fewest = 3 } = props;
  const locale = useLocale();
  const binned = useMemo(() => binRows(data, { x: x.of, y: y.of, metric: metric.of }, {
    x: cutOf(data.map(x.of), { cutting: x.cutting, unit: x.unit ?? 'number' }, locale),
    y: cutOf(data.map(y.of), { cutting: y.cutting, unit: y.unit ?? 'number' }, locale),
  }, { aggregate, goal, fewest }), [data, x.of, x.cutting, x.unit, y.of, y.cutting, y.unit, metric.of, aggregate, goal, fewest, locale]);
  const countText = (count: number) => format(count, 'count', locale);
  const isCount = aggregate === 'count';
  const mark = (cell: BinnedCell<Row>): HeatMark | undefined => {
    const few = cell.n < fewest ? `only ${countText(cell.n)}` : undefined;
    if (cell === binned.best) return { kind: 'best', label: few === undefined ? 'best' : `best, ${few}` };
    return few === undefined || isCount ? undefined : { kind: 'few', label: few };
  };
  const note = (cell: BinnedCell<Row>) => `n ${countText(cell.n)}${cell.withoutCount === 0 ? '' : `, ${countText(cell.withoutCount)} without ${metric.label}`}`;
  const fewCount = binned.cells.filter((cell) => cell.value !== null && cell.n < fewest).length;
  const remark = [
    binned.best === null || binned.best.value === null ? '' : `Best ${aggregate === 'mean' ? 'mean ' : ''}${format(binned.best.value, metric.unit, locale)} at ${y.label} ${binned.best.y}, ${x.label} ${binned.best.x}.`,
    isCount || fewCount === 0 ? '' : `${countText(fewCount)} of ${countText(binned.cells.length)} cells stand on fewer than ${countText(fewest)} ${counted}.`,
    binned.leftOutCount === 0 ? '' : `${countText(binned.leftOutCount)} ${counted} without ${x.label} or ${y.label} are left out.`,
  ].filter((part) => part !== '').join(' ');
  const value = { of: valueOf<Row>, label: isCount ? counted : `${aggregate} ${metric.label}`, unit: isCount ? 'count' as const : metric.unit };
  const hasFew = !isCount && fewCount > 0;
  const caption = [hasFew ? `◥ fewer than ${countText(fewest)} ${counted}` : '', binned.leftOutCount === 0 ? '' : `${countText(binned.leftOutCount)} ${counted} left out`].filter((part) => part !== '').join(' · ');
  return (
    <Heatmap
      data={binned.cells} title={props.title} x={{ of: xOf<Row>, label: x.label, order: binned.xLabels }} y={{ of: yOf<Row>, label: y.label, order: binned.yLabels }}
      value={value} scale={scaleOf(binned.cells, goal, aggregate, props.baseline)} scaleEnds={isCount ? undefined : ['', 'better']} note={note} mark={mark}
      remark={remark} onOpen={props.onOpen === undefined ? undefined : (cell) => props.onOpen?.(cell.row)} height={props.height}
      handle={props.handle} partial={props.partial} caption={props.caption ?? (caption === '' ? undefined : caption)}
    />
  );
}

/** The wanted end is the strong one: a scale that runs down where the goal is the lowest. */
function scaleOf(cells: readonly BinnedCell<unknown>[], goal: Goal, aggregate: Aggregate, baseline: number | undefined): HeatScale {
  if (aggregate === 'count') return { kind: 'sequential', from: 0 };
  const known = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const lowest = known.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = known.reduce((most, value) => Math.max(most, value), -Infinity);
  if (lowest > highest) return { kind: 'sequential' };
  const sign = goal === 'minimise' ? -1 : 1;
  if (baseline !== undefined) return { kind: 'diverging', middle: baseline, reach: sign * Math.max(Math.abs(highest - baseline), Math.abs(lowest - baseline)) };
  return goal === 'minimise' ? { kind: 'sequential', from: highest, to: lowest } : { kind: 'sequential', from: lowest, to: highest };
}
