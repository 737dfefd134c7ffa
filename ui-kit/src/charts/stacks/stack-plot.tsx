import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { noThresholds } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import { LineMark } from '../../marks/line-mark.tsx';
import { within } from '../../marks/columns.ts';
import { pointAt } from '../lines/line-model.ts';
import { wholeRange } from '../parts/partial-buckets.ts';
import { remarksCaption } from '../parts/remarks.tsx';
import { useXMeaning } from '../parts/use-meaning.ts';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import { placesIn } from './stack-model.ts';
import type { Stack } from './stack-model.ts';
import { bucketNote, describeStack, stackRemarks, stackRows, stackTable } from './stack-parts.ts';
import { forecastAnnotations, useComparedTotals, useStack } from './use-stack.tsx';
import type { StackProps } from './use-stack.tsx';

/** The part of the x axis that is shown. */
export interface ShownRange {
  /** Ends, in the x axis's numbers. */
  readonly ends: readonly [from: number, to: number];
  /** Buckets that reach into it: the first, and the one after the last. */
  readonly places: readonly [first: number, end: number];
}

/** What marks are drawn from. */
export interface StackMarks {
  readonly shown: ShownRange;
  readonly area: PlotArea;
  /** Start of the first whole bucket, and of the first bucket that is partial or forecast; infinite where there is none. */
  readonly whole: readonly [from: number, to: number];
}

/** How one kind of chart draws a stack. */
export interface StackShape {
  /** true: a mark is as wide as its bucket (bars). false: it stands at the bucket's start (areas). */
  readonly fillsBucket: boolean;
  /** Bars can stand below zero; areas cannot. */
  readonly canShowNegative: boolean;
  /** Heights that the y axis holds. Keep the function the same between renders. */
  readonly heights: (shown: ShownRange) => readonly ArrayLike<number>[];
  readonly marks: (marks: StackMarks) => ReactNode;
}

export interface StackPlotProps<Row> {
  readonly chart: StackProps<Row> & { readonly title: string };
  /** Called with the layers that are switched on and the length of a bucket, in the x axis's numbers. */
  readonly shapeOf: (stack: Stack, step: number) => StackShape;
}

/** A whole and its parts over buckets, whatever they are drawn with: axes, zoom, legend, reading, table, description and remarks. */
export function StackPlot<Row>({ chart, shapeOf }: StackPlotProps<Row>) {
  const { title, as = 'amount', height = 200, thresholds = noThresholds, domain } = chart;
  const { label, unit: amountUnit } = chart.y;
  const x = useXMeaning(chart.x);
  const locale = useLocale();
  const { stack, legend } = useStack(chart);
  const step = useMemo(() => stepOf(x, stack.x), [x, stack.x]);
  const { fillsBucket, canShowNegative, heights, marks } = useMemo(() => shapeOf(stack, step), [shapeOf, stack, step]);
  const reach = fillsBucket ? step : 0;
  const inset = reach / 2;
  const compared = useComparedTotals(chart, inset);
  const zoom = useViewport(
    chart,
    fillsBucket && domain === undefined ? [stack.x[0] ?? 0, (stack.x.at(-1) ?? 0) + step] : xDomainOf(stack.x, domain, step),
  );
  const [from, to] = zoom.shown;
  const shown = useMemo((): ShownRange => ({ ends: [from, to], places: placesIn(stack.x, [from, to], reach) }), [stack.x, from, to, reach]);
  const [first, end] = shown.places;
  const stops = useMemo(() => stack.x.subarray(first, end), [stack.x, first, end]);
  const whole = wholeRange(chart);
  const forecastFrom = chart.forecastFrom === undefined ? Infinity : Number(chart.forecastFrom);
  const known = [whole[0], Math.min(whole[1], forecastFrom)] as const;
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const note = bucketNote(at, whole, forecastFrom);
    const place = compared === null ? -1 : pointAt(compared, at + inset, step);
    const before = place < 0 ? null : `${compared?.label}: ${format(compared?.y[place], amountUnit, locale)}`;
    return {
      heading: nameOfX(x, at, step, locale),
      exact: exactName(x, at),
      rows: stackRows(stack, first + stop, amountUnit, locale),
      note: before === null ? note : [note, before].filter((part) => part !== undefined).join(' · '),
    };
  };
  const remarks = useMemo(() => stackRemarks(stack, canShowNegative, amountUnit, locale), [stack, canShowNegative, amountUnit, locale]);
  const description = useMemo(
    () =>
      [
        describeStack(stack, label, amountUnit, (at) => nameOfX(x, at, step, locale), locale),
        ...remarks.map(({ text }) => `${text}.`),
      ].join(' '),
    [stack, remarks, label, amountUnit, x, step, locale],
  );
  const unit = as === 'share' ? 'share' : amountUnit;
  const yAxis = useMemo(
    () =>
      yDomainOf([...heights(shown), ...(compared === null ? [] : [within(compared.x, compared.y, shown.ends)])], {
        unit,
        baseline: 'zero',
        scale: 'linear',
        heightPx: height - 32,
        thresholds,
      }),
    [heights, shown, compared, unit, height, thresholds],
  );
  return (
    <div className="uk-stacked">
      <ChartFrame
        frame={{ ...chart, caption: remarksCaption(title, remarks, chart.caption) }}
        title={title}
        description={description}
        height={height}
        legend={legend}
        resetZoom={zoom.reset}
        table={() =>
          stackTable(stack, { label: x.label, cellOf: (place) => cellOfX(x, stack.x[place] ?? 0, step, locale) }, amountUnit, locale)
        }
      >
        {({ width }) => (
          <Plot
            title={title}
            description={description}
            width={width}
            height={height}
            zoom={zoom}
            x={{ ...xKindOf(x), domain: zoom.shown, label: x.label }}
            y={{ unit, domain: yAxis.domain, scale: 'linear', isBroken: false }}
            thresholds={thresholds}
            annotations={forecastAnnotations(chart)}
            stops={stops}
            readingAt={readingAt}
            onSelectRange={chart.onSelectRange}
            columnAt={fillsBucket ? (stop) => [stops[stop] ?? 0, bucketEnd(stack.x, first + stop, step)] : undefined}
            marks={(area) => (
              <>
                {marks({ shown, area, whole: known })}
                {compared !== null && <LineMark series={compared} x={area.x} y={area.y} width={area.width} isFaint />}
              </>
            )}
          />
        )}
      </ChartFrame>
    </div>
  );
}

/** Where a bucket ends: after its length, or where the next one starts. */
export function bucketEnd(x: Float64Array, place: number, step: number): number {
  return Math.min((x[place] ?? 0) + step, x[place + 1] ?? Infinity);
}
