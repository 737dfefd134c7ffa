import { useMemo } from 'react';
import { BarList } from 'ui-kit/bar-list';
import { DotPlot } from 'ui-kit/dot-plot';
import { Histogram } from 'ui-kit/histogram';
import { LineChart } from 'ui-kit/line-chart';
import { visible } from 'ui-kit/visible';
import { nameAt, numberAt } from './columns.ts';
import type { ResultRow } from './columns.ts';
import type { ResultChart as Chart, ResultColumn, ResultTable } from './types.ts';
import { unitOf } from './units.ts';

/** More bars than these are read in the table. */
const MOST_BARS = 12;

interface Placed extends ResultColumn {
  readonly index: number;
}

interface DrawnProps {
  readonly title: string;
  readonly rows: readonly ResultRow[];
  readonly x: Placed;
  readonly y: readonly [Placed, ...Placed[]];
}

/** The table of a result drawn as its tool chose; nothing where it names columns that are not there. */
export default function ResultChart({ chart, table }: { readonly chart: Chart; readonly table: ResultTable }) {
  const placed = (key: string): Placed[] => table.columns.flatMap((column, index) => (column.key === key ? [{ ...column, index }] : []));
  const [x] = placed(chart.x);
  const [first, ...others] = chart.y.flatMap(placed);
  if (x === undefined || first === undefined || table.rows.length === 0) return null;
  const props: DrawnProps = { title: chart.title, rows: table.rows, x, y: [first, ...others] };
  switch (chart.kind) {
    case 'line':
      return <Lines {...props} />;
    case 'bar':
      return <Bars {...props} />;
    case 'interval':
      return <Intervals {...props} />;
    case 'distribution':
      return <Distribution {...props} />;
    default:
      return chart.kind satisfies never;
  }
}

interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly series: string;
}

function Lines({ title, rows, x, y }: DrawnProps) {
  const points = useMemo(
    () =>
      rows.flatMap((row) => {
        const at = x.type === 'time' ? Date.parse(String(row[x.index])) : numberAt(row, x.index);
        return at === null || Number.isNaN(at)
          ? []
          : y.map((column): Point => ({ at, value: numberAt(row, column.index), series: column.title }));
      }),
    [rows, x, y],
  );
  const meaning = { of: valueOf, label: y[0].title, unit: unitOf(y[0].unit, y[0].type).unit, baseline: 'zero' as const };
  const series = y.length > 1 ? { series: seriesOf } : {};
  return x.type === 'time' ? (
    <LineChart title={title} data={points} x={{ of: instantOf, label: x.title }} y={meaning} {...series} />
  ) : (
    <LineChart title={title} data={points} x={{ of: placeOf, label: x.title, unit: unitOf(x.unit, x.type).unit }} y={meaning} {...series} />
  );
}

const valueOf = ({ value }: Point) => value;
const seriesOf = ({ series }: Point) => series;
const instantOf = ({ at }: Point) => new Date(at);
const placeOf = ({ at }: Point) => at;

function Bars({ title, rows, x, y }: DrawnProps) {
  return (
    <>
      {y.map((column) => (
        <BarList
          key={column.key}
          title={y.length > 1 ? `${title}: ${column.title}` : title}
          unit={unitOf(column.unit, column.type).unit}
          labels={{ item: x.title, value: column.title }}
          items={rows.slice(0, MOST_BARS).map((row, place) => ({
            key: String(place),
            label: visible(nameAt(row, x.index)),
            value: numberAt(row, column.index),
          }))}
        />
      ))}
      {rows.length > MOST_BARS && (
        <p className="quiet small">
          The first {MOST_BARS} of {rows.length} rows of the table.
        </p>
      )}
    </>
  );
}

/** `y`: the value, then the ends of its interval. */
function Intervals({ title, rows, x, y }: DrawnProps) {
  const [value, low, high] = y;
  const shown = rows.slice(0, MOST_BARS);
  const ends = shown.flatMap((row) => y.map(({ index }) => numberAt(row, index) ?? 0));
  return (
    <DotPlot<ResultRow>
      title={title}
      data={shown}
      domain={[Math.min(0, ...ends), Math.max(0, ...ends)]}
      measure={{ of: (row) => visible(nameAt(row, x.index)), label: x.title }}
      value={{
        of: (row) => numberAt(row, value.index),
        label: value.title,
        unit: unitOf(value.unit, value.type).unit,
        ...(low !== undefined &&
          high !== undefined && { low: (row) => numberAt(row, low.index), high: (row) => numberAt(row, high.index) }),
      }}
    />
  );
}

function Distribution({ title, rows, x, y: [value] }: DrawnProps) {
  const meaning = useMemo(
    () => ({ of: (row: ResultRow) => numberAt(row, value.index), label: value.title, unit: unitOf(value.unit, value.type).unit }),
    [value.index, value.title, value.unit, value.type],
  );
  return <Histogram title={title} data={rows} value={meaning} counted={`rows by ${x.title.toLowerCase()}`} />;
}
