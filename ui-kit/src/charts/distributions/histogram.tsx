import { Bar } from '@visx/shape';
import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Annotation } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { seriesStyle } from '../../theme/series.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import { binsOf } from './bins.ts';
import type { Bins } from './bins.ts';

export interface HistogramProps<Row> extends FrameProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What is counted by size; null is passed over. */
  readonly value: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** What one row is, in the plural: "replies". */
  readonly counted: string;
  /** Part of the values that is drawn; a note gives how many lie outside. */
  readonly domain?: readonly [from: number, to: number] | undefined;
  /** Marks on the value axis: a percentile, a limit. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** A CSS colour; the first of the palette by default. */
  readonly color?: string | undefined;
  /** The reader has selected a range of the x axis, in its numbers: ms since the epoch where it is time. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 180 by default. */
  readonly height?: number | undefined;
}

/** How values are spread: counts in stretches of equal, round width. */
export function Histogram<Row>(props: HistogramProps<Row>) {
  const { data, title, value, counted, height = 180, color = seriesStyle(0).color } = props;
  const locale = useLocale();
  const [from, to] = props.domain ?? [undefined, undefined];
  const bins = useMemo(
    () => binsOf(data.map(value.of), from === undefined || to === undefined ? undefined : [from, to]),
    [data, value.of, from, to],
  );
  const isEmpty = bins.totalCount === 0;
  const stops = useMemo(() => (isEmpty ? new Float64Array() : bins.edges.subarray(0, bins.counts.length)), [bins, isEmpty]);
  const sums = useMemo(() => runningSums(bins), [bins]);
  const nameOf = (bin: number) => `${format(bins.edges[bin], value.unit, locale)} to ${format(bins.edges[bin + 1], value.unit, locale)}`;
  const partOf = (count: number | undefined) => (count === undefined || isEmpty ? null : count / bins.totalCount);
  const share = (count: number | undefined) => format(partOf(count), 'share', locale);
  const outside = outsideWords(bins, counted, (count) => format(count, 'count', locale));
  const description = isEmpty ? `${value.label}: no data.` : `${format(bins.totalCount, 'count', locale)} ${counted} by ${value.label}. Most are ${nameOf(highestBin(bins))}. ${outside ?? ''}`.trim();
  const readingAt = (bin: number): StopReading => ({
    heading: nameOf(bin),
    rows: [
      { label: counted, value: format(bins.counts[bin], 'count', locale), before: share(bins.counts[bin]) },
      { label: 'up to here', value: share(sums[bin]) },
    ],
    note: outside,
  });
  const yAxis = yDomainOf([bins.counts], { unit: 'count', baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds: [] });
  return (
    <ChartFrame
      frame={props} title={title} description={description} height={height}
      table={() => ({
        columns: [`${value.label}, from`, 'to', counted, 'share', 'up to here'].map((label) => ({ label, isNumeric: true })),
        rowCount: stops.length,
        row: (bin) => [
          numberCell(bins.edges[bin], value.unit, locale), numberCell(bins.edges[bin + 1], value.unit, locale), numberCell(bins.counts[bin], 'count', locale),
          numberCell(partOf(bins.counts[bin]), 'share', locale), numberCell(partOf(sums[bin]), 'share', locale),
        ],
      })}
    >
      {({ width }) => (
        <Plot
          title={title} description={description} width={width} height={height}
          x={{ kind: 'number', unit: value.unit, domain: [bins.edges[0] ?? 0, bins.edges.at(-1) ?? 1], label: value.label }}
          y={{ unit: 'count', domain: yAxis.domain, scale: 'linear', isBroken: false }}
          annotations={props.annotations} stops={stops} readingAt={readingAt} onSelectRange={props.onSelectRange}
          columnAt={(bin) => [bins.edges[bin] ?? 0, bins.edges[bin + 1] ?? 0]}
          marks={(area) => <Columns bins={bins} area={area} color={color} />}
        />
      )}
    </ChartFrame>
  );
}

function Columns({ bins, area, color }: { readonly bins: Bins; readonly area: PlotArea; readonly color: string }) {
  return (
    <>
      {Array.from(bins.counts, (count, bin) => {
        if (count === 0) return null;
        const left = area.x.toPx(bins.edges[bin] as number);
        const width = area.x.toPx(bins.edges[bin + 1] as number) - left;
        const top = area.y.toPx(count);
        return <Bar key={bin} x={left + 0.5} width={Math.max(1, width - 1)} y={top} height={Math.max(1, area.bottom - top)} style={{ fill: color }} />;
      })}
    </>
  );
}

function runningSums(bins: Bins): Float64Array {
  let sum = bins.belowCount;
  return bins.counts.map((count) => (sum += count));
}

function highestBin({ counts }: Bins): number {
  let highest = 0;
  for (const [bin, count] of counts.entries()) if (count > (counts[highest] as number)) highest = bin;
  return highest;
}

function outsideWords({ belowCount, aboveCount }: Bins, counted: string, countText: (count: number) => string): string | undefined {
  const parts = [belowCount > 0 ? `${countText(belowCount)} below` : null, aboveCount > 0 ? `${countText(aboveCount)} above` : null].filter((part) => part !== null);
  return parts.length === 0 ? undefined : `Not drawn: ${parts.join(', ')} (${counted}).`;
}
