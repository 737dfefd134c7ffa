import { useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { useMemo } from 'react';
import type { TargetMetric } from '../../graphql/generated/graphql.ts';
import { perInterval, withSilence } from '../analytics/buckets.ts';
import type { Cut, Interval, Point } from '../analytics/buckets.ts';
import { useTargetLine } from '../analytics/targets.ts';
import { overTime } from '../analytics/time-panels.tsx';
import type { TimeSeries } from '../analytics/time-panels.tsx';
import type { PanelView } from './panel.ts';

type Read<Bucket extends Cut> = (point: Point<Bucket>) => number | null;

/** One number over time: how it is read from a bucket, and what it means. Keep it the same between renders. */
export interface TimeNumber<Bucket extends Cut> {
  readonly of: Read<Bucket>;
  readonly low?: Read<Bucket>;
  readonly high?: Read<Bucket>;
  readonly label: string;
  readonly unit: Unit;
  readonly baseline: 'zero' | 'data';
  /** Which target of the workspace it is held against. */
  readonly target?: TargetMetric;
}

interface OverTimeProps<Bucket extends Cut> extends TimeSeries<Bucket> {
  readonly title: string;
  readonly number: TimeNumber<Bucket>;
  readonly height: number;
  readonly note?: (bucket: Bucket) => string;
}

/** A line over time with the compared period under it. */
export function OverTime<Bucket extends Cut>(props: OverTimeProps<Bucket>) {
  const { title, number, note, interval, series, previous, shiftMs, previousName } = props;
  const { timeZone } = useLocale();
  const thresholds = useTargetLine(number.target, number.unit);
  const points = useMemo(() => withSilence(series, interval, timeZone), [series, interval, timeZone]);
  const before = useMemo(() => withSilence(previous, interval, timeZone), [previous, interval, timeZone]);
  return (
    <LineChart
      data={points}
      title={title}
      {...overTime(props, timeZone)}
      y={number}
      thresholds={thresholds}
      compare={before.length === 0 ? undefined : { data: before, shift: shiftMs, label: previousName }}
      note={note === undefined ? undefined : (rows) => rows.flatMap(({ bucket }) => (bucket === null ? [] : [note(bucket)]))[0]}
    />
  );
}

interface Timed<Bucket extends Cut> {
  readonly interval: Interval;
  readonly series: readonly Bucket[];
  readonly previousSeries?: readonly Bucket[] | undefined;
}

/** The part of a fragment that runs over time, as charts take it. */
export const timeOf = <Bucket extends Cut>(
  { interval, series, previousSeries = [] }: Timed<Bucket>,
  view: PanelView,
): TimeSeries<Bucket> => ({
  interval,
  series,
  previous: previousSeries,
  shiftMs: view.shiftMs,
  previousName: view.previousName,
  onRange: view.onRange,
});

/** `p50 and p95 per day, ms`: the half-line of a chart over time. */
export const hintOver = (what: string, { interval }: { readonly interval: Interval }, unit = ''): string =>
  `${what} ${perInterval[interval]}${unit === '' ? '' : `, ${unit}`}`;
