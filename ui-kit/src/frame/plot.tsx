import { Group } from '@visx/group';
import { useCallback, useId, useMemo } from 'react';
import type { ReactNode } from 'react';
import { makeScale } from '../axes/scale.ts';
import type { Scale, ScaleKind } from '../axes/scale.ts';
import { FIGURE_PX } from '../format/text-width.ts';
import { XAxis, xTicks } from '../axes/x-axis.tsx';
import type { XKind } from '../axes/x-axis.tsx';
import { YAxis, yAxisWidth, yTicks } from '../axes/y-axis.tsx';
import { useLocale } from '../format/locale.tsx';
import type { Unit } from '../format/unit.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { Annotations, ShadedRanges, Thresholds, Zones } from './annotations.tsx';
import type { Annotation, Threshold } from './annotations.tsx';
import { EndLabels, endLabelWidth } from './end-labels.tsx';
import type { EndLabel } from './end-labels.tsx';
import { PlotReader } from './plot-reader.tsx';
import { useAnnotations } from './shared-annotations.tsx';
import type { StopReading } from './tooltip.tsx';
import type { Zoom } from './viewport.ts';

/** The drawing's inside: scales in px of the whole svg, and its edges. */
export interface PlotArea {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface PlotProps {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** `scale` is linear by default; a log scale needs a domain above 0. */
  readonly x: XKind & { readonly domain: readonly [number, number]; readonly label: string; readonly scale?: ScaleKind | undefined };
  readonly y: { readonly unit: Unit; readonly domain: readonly [number, number]; readonly scale: ScaleKind; readonly isBroken: boolean };
  readonly marks: (area: PlotArea) => ReactNode;
  readonly endLabels?: readonly EndLabel[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  /** Every x at which a reader can stop, ascending. */
  readonly stops: Float64Array;
  /** A stop that is as wide as its bucket: highlighted as a column, not a line. */
  readonly columnAt?: ((stop: number) => readonly [from: number, to: number]) | undefined;
  readonly readingAt: (stop: number) => StopReading;
  /** Heights in the y axis's numbers of the dots at a stop, in the order of `dotStyles`; NaN for none. */
  readonly dotsAt?: ((stop: number) => readonly number[]) | undefined;
  readonly dotStyles?: readonly SeriesStyle[] | undefined;
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** Finds a stop by nearness in both directions; made for each size of the drawing. -1 for none. */
  readonly stopNear?: ((area: PlotArea) => (px: number, py: number) => number) | undefined;
  /** Opens what a stop stands for. */
  readonly onOpen?: ((stop: number) => void) | undefined;
  /** What `useViewport` gives: the reader may zoom and move the x axis. */
  readonly zoom?: Zoom | undefined;
}

/** A drawing with axes, marks, notes, and the means to read and select in it. Charts give it numbers and marks. */
export function Plot(props: PlotProps) {
  const { width, height, x, y } = props;
  const locale = useLocale();
  const id = useId();
  const isEmpty = props.stops.length === 0;
  const annotations = useAnnotations(props.annotations, x.kind === 'time', x.domain);
  const area = useArea(props, locale, annotations.length > 0);
  const ticks = useMemo(
    () => ({
      x: isEmpty ? [] : xTicks(area.x, x, area.width, locale),
      y: yTicks(area.y, y.unit, area.height, locale),
    }),
    [area, x, y, locale, isEmpty],
  );
  const { onSelectRange } = props;
  const { stopNear } = props;
  const near = useMemo(() => stopNear?.(area), [stopNear, area]);
  const select = useCallback((range: readonly [number, number]) => onSelectRange?.(range), [onSelectRange]);
  return (
    <div className="uk-plot" style={{ width, height }}>
      <svg width={width} height={height} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
        <title id={`${id}-t`}>{props.title}</title>
        <desc id={`${id}-d`}>{props.description}</desc>
        <Zones thresholds={isEmpty ? [] : (props.thresholds ?? [])} area={area} />
        <ShadedRanges annotations={annotations} area={area} />
        <YAxis ticks={ticks.y} scale={area.y} left={area.left} width={area.width} isBroken={y.isBroken} hasLabels={!isEmpty} />
        <clipPath id={`${id}-c`}>
          <rect x={area.left - 4} y={area.top - 4} width={area.width + 8} height={area.height + 5} />
        </clipPath>
        <Group clipPath={`url(#${id}-c)`}>{props.marks(area)}</Group>
        <Thresholds thresholds={isEmpty ? [] : (props.thresholds ?? [])} area={area} />
        <Annotations annotations={annotations} area={area} />
        <XAxis ticks={ticks.x} scale={area.x} top={area.bottom + 16} least={0} most={width} />
        {props.endLabels !== undefined && <EndLabels labels={props.endLabels} area={area} />}
      </svg>
      <PlotReader
        title={props.title}
        unit={x.kind === 'time' ? 'time' : x.label}
        area={area}
        frameWidth={width}
        frameHeight={height}
        stops={props.stops}
        columnAt={props.columnAt}
        readingAt={props.readingAt}
        dotsAt={props.dotsAt}
        dotStyles={props.dotStyles ?? []}
        onSelectRange={onSelectRange === undefined ? undefined : select}
        stopNear={near}
        onOpen={props.onOpen}
        zoom={props.zoom}
      />
    </div>
  );
}

function useArea(props: PlotProps, locale: ReturnType<typeof useLocale>, hasNotes: boolean): PlotArea {
  const { width, height } = props;
  const [xLow, xHigh] = props.x.domain;
  const [yLow, yHigh] = props.y.domain;
  const xScale = props.x.scale ?? 'linear';
  const { unit, scale } = props.y;
  const labelWidth = props.endLabels === undefined ? 0 : endLabelWidth(props.endLabels);
  return useMemo(() => {
    const top = hasNotes ? 20 : 8;
    const bottom = height - 24;
    const y = makeScale(scale, [yLow, yHigh], [bottom, top]);
    const left = yAxisWidth(yTicks(y, unit, bottom - top, locale));
    // Whole px: a line's columns are the screen's.
    const right = Math.floor(Math.max(left + 20, width - Math.max(labelWidth, FIGURE_PX)));
    const x = makeScale(xScale, [xLow, xHigh], [left, right]);
    return { x, y, left, right, top, bottom, width: right - left, height: bottom - top };
  }, [width, height, xLow, xHigh, xScale, yLow, yHigh, unit, scale, labelWidth, hasNotes, locale]);
}
