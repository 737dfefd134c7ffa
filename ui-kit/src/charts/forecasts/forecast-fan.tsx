import { useCallback, useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { format, valueParts } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Annotation } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { ReadingRow, StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import { columnsOf, firstAtOrAfter, shownStops, within } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import { shapePath } from '../../marks/shapes.ts';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { Legend } from '../legend/legend.tsx';
import type { LegendEntry } from '../legend/legend.tsx';
import { yDomainOf } from '../parts/y-domain.ts';
import { remarksCaption } from '../parts/remarks.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { useSameRecords, useXMeaning } from '../parts/use-meaning.ts';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import type { XAccessor } from '../parts/x-accessor.ts';
import { coverageOf, fanOf, lastActual, limitCrossing } from './forecast-model.ts';
import type { Forecast, ForecastBand } from './forecast-model.ts';
import { coverageWords, crossingWords, describeForecast, levelName } from './forecast-words.ts';

type Read<Row> = (row: Row) => number | null | undefined;

export interface ForecastFanProps<Row> extends ViewportProps, FrameProps {
  /** One row per x: what came (null ahead of now), and what is or had been forecast for it. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What runs along the x axis: an instant or a number, with its unit. */
  readonly x: XAccessor<Row>;
  /** What runs along the y axis. `zero`: it starts at 0; `data`: near the lowest value, and says so. */
  readonly y: { readonly label: string; readonly unit: Unit; readonly baseline: 'zero' | 'data' };
  /** null: not come yet, or no data. */
  readonly actual: Read<Row>;
  /** Ahead of now the forecast; before, what had been forecast for that x at an earlier time (null: nothing): the back-test. */
  readonly median: Read<Row>;
  /** Nested bands in any order; `level` is the part they should hold, 0–1. */
  readonly bands: readonly { readonly level: number; readonly low: Read<Row>; readonly high: Read<Row> }[];
  /** How the earlier forecasts were made, for the legend: "forecast a week before". */
  readonly earlierLabel?: string | undefined;
  /** A budget or a limit: drawn, with the date at which the forecast reaches it. `ceiling` (by default): beyond is above. */
  readonly limit?: { readonly value: number; readonly label: string; readonly kind?: 'ceiling' | 'floor' | undefined } | undefined;
  /** Colour, dash and shape of the line; the first of the palette by default. */
  readonly style?: SeriesStyle | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** The reader has selected a range of the x axis, in its numbers: ms since the epoch where it is time. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 240 by default. */
  readonly height?: number | undefined;
}

const defaultStyle = seriesStyle(0);
/** Opacity of the bands, inmost first. */
const opacities = [0.34, 0.2, 0.11, 0.07] as const;
const opacityOf = (place: number) => opacities[Math.min(place, opacities.length - 1)] ?? 0.07;

/** What came, and from now on what is to be expected with how much certainty; behind it what had been expected. */
export function ForecastFan<Row>(props: ForecastFanProps<Row>) {
  const { title, y, limit, height = 240, style = defaultStyle, earlierLabel = 'forecast before' } = props;
  const { label, unit } = y;
  const x = useXMeaning(props.x);
  const locale = useLocale();
  const forecast = useForecast(props);
  const nowPlace = useMemo(() => lastActual(forecast), [forecast]);
  const fan = useMemo(() => fanOf(forecast, nowPlace), [forecast, nowPlace]);
  const step = useMemo(() => stepOf(x, forecast.x), [x, forecast]);
  const zoom = useViewport(props, xDomainOf(forecast.x, undefined, step));
  const [from, to] = zoom.shown;
  const stops = useMemo(() => shownStops(forecast.x, [from, to]), [forecast, from, to]);
  const nameAt = useCallback((at: number) => nameOfX(x, at, step, locale), [x, step, locale]);
  const coverages = useMemo(() => forecast.bands.map((band) => coverageOf(forecast, band)), [forecast]);
  const widest = fan.bands.find((band) => band.level >= 0.8) ?? fan.bands.at(-1);
  const { value: limitValue, label: limitLabel, kind: limitKind } = limit ?? {};
  const crossing = useMemo(
    () => (limitValue === undefined ? null : limitCrossing(fan, forecast, limitValue, limitKind !== 'floor', widest)),
    [fan, forecast, limitValue, limitKind, widest],
  );
  const remarks = useMemo((): Remark[] => [
    ...(crossing === null || limitLabel === undefined ? [] : [crossingWords(crossing, { label: limitLabel, kind: limitKind }, widest?.level, nameAt, locale)]),
    ...coverages.filter(({ count }) => count > 0).map((coverage) => coverageWords(coverage, x.bucketMs, locale)),
  ], [crossing, coverages, limitLabel, limitKind, widest?.level, x.bucketMs, nameAt, locale]);
  const description = useMemo(() => describeForecast(forecast, fan, nowPlace, { label, unit }, remarks, nameAt, locale), [forecast, fan, nowPlace, label, unit, remarks, nameAt, locale]);
  const lines = useMemo(() => linesOf(forecast, fan, nowPlace, style), [forecast, fan, nowPlace, style]);
  const readingAt = (stop: number): StopReading => {
    const place = firstAtOrAfter(forecast.x, stops[stop] as number);
    return { heading: nameAt(forecast.x[place] ?? 0), exact: exactName(x, forecast.x[place] ?? 0), ...readingOf(forecast, place, nowPlace, style, y.unit, locale) };
  };
  const yAxis = useMemo(() => {
    const columns = [forecast.actual, forecast.median, ...forecast.bands.flatMap(({ low, high }) => [low, high])].map((column) => within(forecast.x, column, [from, to]));
    return yDomainOf(columns, { unit: y.unit, baseline: y.baseline, scale: 'linear', heightPx: height - 32, thresholds: limitValue === undefined || limitLabel === undefined ? [] : [{ value: limitValue, label: limitLabel }] });
  }, [forecast, from, to, y.unit, y.baseline, height, limitValue, limitLabel]);
  const nowAt = forecast.x[nowPlace];
  const hasEarlier = nowPlace >= 0 && forecast.median.subarray(0, nowPlace + 1).some(Number.isFinite);
  const annotations: Annotation[] = [
    ...(nowAt === undefined ? [] : [{ at: nowAt, label: `now ${valueParts(forecast.actual[nowPlace], y.unit, locale).major}` }]),
    ...(crossing?.median === null || crossing?.median === undefined || crossing.isBeyond ? [] : [{ at: crossing.median, label: nameAt(crossing.median), tone: 'warn' as const }]),
    ...(props.annotations ?? []),
  ];
  return (
    <div className="uk-forecast">
      <ChartFrame
        frame={{ ...props, caption: remarksCaption(title, remarks, props.caption) }} title={title} description={description} height={height} resetZoom={zoom.reset}
        legend={<Legend entries={entriesOf(forecast, style, hasEarlier ? earlierLabel : null, locale)} />}
        table={() => ({
          columns: [{ label: x.label, isNumeric: false }, ...[y.label, 'median', ...forecast.bands.flatMap(({ level }) => [`${levelName(level, locale)} low`, `${levelName(level, locale)} high`])].map((label) => ({ label, isNumeric: true }))],
          rowCount: stops.length,
          row: (index) => {
            const place = firstAtOrAfter(forecast.x, stops[index] as number);
            return [cellOfX(x, forecast.x[place] ?? 0, step, locale), ...[forecast.actual, forecast.median, ...forecast.bands.flatMap(({ low, high }) => [low, high])].map((column) => numberCell(column[place], y.unit, locale))];
          },
        })}
      >
        {({ width }) => (
          <Plot
            title={title} description={description} width={width} height={height} zoom={zoom}
            x={{ ...xKindOf(x), domain: zoom.shown, label: x.label }}
            y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.domain[0] > 0 }}
            thresholds={limit === undefined ? [] : [{ value: limit.value, label: limit.label, tone: 'warn', labelAt: 'start' }]} annotations={annotations}
            stops={stops} readingAt={readingAt} onSelectRange={props.onSelectRange}
            dotStyles={[style, style]}
            dotsAt={(stop) => { const place = firstAtOrAfter(forecast.x, stops[stop] as number); return [forecast.actual[place] ?? Number.NaN, forecast.median[place] ?? Number.NaN]; }}
            marks={(area) => (
              <>
                {lines.earlierBand !== null && (
                  <AreaMark xs={lines.earlier.x} low={lines.earlierBand.low} high={lines.earlierBand.high} x={area.x} y={area.y} width={area.width} fill={style.color} opacity={0.07} />
                )}
                {fan.bands.map((band, place) => (
                  <AreaMark key={band.level} xs={fan.x} low={band.low} high={band.high} x={area.x} y={area.y} width={area.width} fill={style.color} opacity={opacityOf(place)} />
                ))}
                {hasEarlier && <LineMark series={lines.earlier} x={area.x} y={area.y} width={area.width} isFaint />}
                <g className="uk-forecast-median"><LineMark series={lines.ahead} x={area.x} y={area.y} width={area.width} isDashed /></g>
                <LineMark series={lines.actual} x={area.x} y={area.y} width={area.width} />
                {lines.missed.length * LEAST_MISSED_PX <= area.width && (
                  <path className="uk-forecast-missed" style={{ stroke: style.color }} d={lines.missed.map((place) => shapePath('circle', area.x.toPx(forecast.x[place] as number), area.y.toPx(forecast.actual[place] as number), 2.75)).join('')} />
                )}
              </>
            )}
          />
        )}
      </ChartFrame>
    </div>
  );
}

function useForecast<Row>({ data, x, actual, median, bands }: ForecastFanProps<Row>): Forecast {
  const same = useSameRecords(bands);
  return useMemo(() => {
    const column = (of: Read<Row>) => columnsOf(data, { x: x.of, y: of })[0]?.y ?? new Float64Array();
    return {
      x: columnsOf(data, { x: x.of, y: actual })[0]?.x ?? new Float64Array(), actual: column(actual), median: column(median),
      bands: same.map(({ level, low, high }): ForecastBand => ({ level, low: column(low), high: column(high) })).sort((one, other) => one.level - other.level),
    };
  }, [data, x.of, actual, median, same]);
}

/** More missed values than one in so many px are not marked one by one: the score tells of them. */
const LEAST_MISSED_PX = 8;
/** Missed values are marked against this band, or the outmost. */
const MISSED_LEVEL = 0.8;

function linesOf(forecast: Forecast, fan: Forecast, nowPlace: number, style: SeriesStyle) {
  const line = (key: string, x: Float64Array, y: Float64Array): SeriesColumns => ({ key, label: key, style: { ...style, dash: '5 3' }, x, y, low: null, high: null });
  const past = (column: Float64Array) => column.subarray(0, nowPlace + 1);
  const band = forecast.bands.find(({ level }) => level >= MISSED_LEVEL) ?? forecast.bands.at(-1);
  const missed: number[] = [];
  for (let place = 0; band !== undefined && place <= nowPlace; place += 1) {
    const value = forecast.actual[place] as number;
    if (value < (band.low[place] as number) || value > (band.high[place] as number)) missed.push(place);
  }
  return {
    actual: { ...line('actual', forecast.x, forecast.actual), style: { ...style, dash: '' } },
    ahead: line('median', fan.x, fan.median),
    earlier: line('earlier', past(forecast.x), past(forecast.median)),
    earlierBand: band === undefined || nowPlace < 0 ? null : { low: past(band.low), high: past(band.high) },
    missed,
  };
}

function readingOf({ actual, median, bands }: Forecast, place: number, nowPlace: number, style: SeriesStyle, unit: Unit, locale: Locale): Pick<StopReading, 'rows' | 'note'> {
  const rows: ReadingRow[] = [];
  if (place <= nowPlace) rows.push({ label: 'actual', value: format(actual[place], unit, locale), style });
  if (Number.isFinite(median[place])) rows.push({ label: place <= nowPlace ? 'had been forecast' : 'median', value: format(median[place], unit, locale), style: { ...style, dash: '5 3' } });
  for (const [index, { level, low, high }] of bands.entries()) {
    if (!Number.isFinite(low[place]) || !Number.isFinite(high[place])) continue;
    rows.push({ label: `${levelName(level, locale)} band`, value: `${format(low[place], unit, locale)} to ${format(high[place], unit, locale)}`, style, kind: 'area', opacity: opacityOf(index) });
  }
  const outside = place > nowPlace ? undefined : bands.toReversed().find(({ low, high }) => (actual[place] as number) < (low[place] as number) || (actual[place] as number) > (high[place] as number));
  return { rows, note: outside === undefined ? undefined : `outside the ${levelName(outside.level, locale)} band` };
}

function entriesOf({ bands }: Forecast, style: SeriesStyle, earlierLabel: string | null, locale: Locale): LegendEntry[] {
  return [
    { key: 'actual', label: 'actual', style, kind: 'line' },
    { key: 'median', label: 'median', style: { ...style, dash: '4 3' }, kind: 'line', isDashed: true },
    ...bands.map(({ level }, place): LegendEntry => ({ key: String(level), label: levelName(level, locale), style, kind: 'area', opacity: opacityOf(place) })),
    ...(earlierLabel === null ? [] : [{ key: 'earlier', label: earlierLabel, style: { ...style, dash: '4 3' }, kind: 'line' as const, isDashed: true, opacity: 0.5 }]),
  ];
}
