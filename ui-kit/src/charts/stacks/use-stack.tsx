import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import type { SeriesColumns } from '../../marks/columns.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import type { Annotation, Threshold } from '../../frame/annotations.tsx';
import type { ViewportProps } from '../../frame/viewport.ts';
import { Legend } from '../legend/legend.tsx';
import type { PartialProps } from '../parts/partial-buckets.ts';
import { useHidden } from '../parts/use-hidden.ts';
import type { HiddenProps } from '../parts/use-hidden.ts';
import type { XAccessor } from '../parts/x-accessor.ts';
import { comparedTotals, stackOf } from './stack-model.ts';
import type { Stack } from './stack-model.ts';

/** What charts of a whole and its parts are given. */
export interface StackProps<Row> extends HiddenProps, FrameProps, ViewportProps, PartialProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Start of each bucket; give `bucketMs`, or the shortest distance between buckets is taken as their length. */
  readonly x: XAccessor<Row>;
  /** Amounts of zero or more, drawn from zero always. null: nothing known; adds nothing. */
  readonly y: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** Which part of the whole a row belongs to. */
  readonly series: (row: Row) => string;
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Series with a layer of their own, the rest summed as "other"; 6 by default. */
  readonly top?: number | undefined;
  /** `share`: every bucket is as high as the whole, layers are parts of it. */
  readonly as?: 'amount' | 'share' | undefined;
  /** Totals of an earlier period, drawn as a dashed line over amounts; `shift` (ms, or the x axis's unit) is added to their x. */
  readonly compare?:
    | {
        readonly data: readonly { readonly at: Date | number; readonly total: number | null }[];
        readonly shift: number;
        readonly label: string;
      }
    | undefined;
  /** Buckets from here on are not known but forecast: drawn light behind a mark, and labelled as forecast. */
  readonly forecastFrom?: Date | number | undefined;
  /** Ends of the x axis; the data's own by default. */
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  /** Heights that matter, in the y axis's numbers. */
  readonly thresholds?: readonly Threshold[] | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** The reader has selected a range of the x axis, in its numbers: ms since the epoch where it is time. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

/** The layers that the reader has not switched off, and the legend to switch them by (none where there is only one). */
export function useStack<Row>(props: StackProps<Row>): { readonly stack: Stack; readonly legend: ReactNode } {
  const { data, x, y, series, seriesLabel, styleOf, top = 6 } = props;
  const [hidden, setHidden] = useHidden(props);
  const whole = useMemo(
    () => stackOf(data, { x: x.of, y: y.of, series }, { top, labelOf: seriesLabel ?? ((key) => key), styleOf }),
    [data, x.of, y.of, series, top, seriesLabel, styleOf],
  );
  const stack = useMemo((): Stack => ({ ...whole, layers: whole.layers.filter((layer) => !hidden.has(layer.key)) }), [whole, hidden]);
  const entries = whole.layers.map(({ key, label, style }) => ({ key, label, style, kind: 'bar' as const }));
  return { stack, legend: entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null };
}

/** Totals of the compared period on this axis, each in the middle of its bucket where marks fill theirs; null: there are none. */
export function useComparedTotals<Row>({ compare, as }: StackProps<Row>, inset: number): SeriesColumns | null {
  const { data, shift = 0, label = '' } = compare ?? {};
  return useMemo(
    () => (data === undefined || data.length === 0 || as === 'share' ? null : comparedTotals(data, shift, inset, label)),
    [data, shift, inset, label, as],
  );
}

/** The page's annotations, and where the forecast begins. */
export function forecastAnnotations({
  annotations = [],
  forecastFrom,
}: {
  readonly annotations?: readonly Annotation[] | undefined;
  readonly forecastFrom?: Date | number | undefined;
}): readonly Annotation[] {
  return forecastFrom === undefined ? annotations : [...annotations, { at: forecastFrom, label: 'forecast' }];
}
