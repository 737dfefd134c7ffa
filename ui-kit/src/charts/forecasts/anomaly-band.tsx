import { useCallback, useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Annotation } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import { columnsOf, firstAtOrAfter, shownStops, within } from '../../marks/columns.ts';
import { Hatch, HatchKey } from '../../marks/hatch.tsx';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { describeLines } from '../parts/describe.ts';
import { Legend } from '../legend/legend.tsx';
import { yDomainOf } from '../parts/y-domain.ts';
import { useXMeaning } from '../parts/use-meaning.ts';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import type { XAccessor } from '../parts/x-accessor.ts';
import { AnomalyList } from './anomaly-list.tsx';
import { anomalyRuns, fewRuns, isFew, reachAt } from './anomaly-model.ts';
import type { Watched } from './anomaly-model.ts';
import { foundAnomaly, knownAnomaly, severityNames, worstFirst } from './anomaly-shown.ts';
import type { KnownAnomaly, SeverityNames, Shown } from './anomaly-shown.ts';
import { OutsideMarks } from './anomaly-marks.tsx';

export type { Severity } from './anomaly-model.ts';
export type { KnownAnomaly, SeverityNames } from './anomaly-shown.ts';

type Read<Row> = (row: Row) => number | null | undefined;

export interface AnomalyBandProps<Row> extends ViewportProps, FrameProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What runs along the x axis: an instant or a number, with its unit. */
  readonly x: XAccessor<Row>;
  /** null: no data there; a gap, and no anomaly. */
  readonly y: {
    readonly of: Read<Row>;
    readonly label: string;
    readonly unit: Parameters<typeof format>[1];
    readonly baseline: 'zero' | 'data';
  };
  /** Edges of what is expected; null: nothing is. */
  readonly expected: { readonly low: Read<Row>; readonly high: Read<Row>; readonly label?: string | undefined };
  /** How many stand behind a value, and below how many it is not judged: hatched, and its points are no anomalies. */
  readonly count?: { readonly of: Read<Row>; readonly least: number; readonly label: string } | undefined;
  /** Which values are out, where a rule of their own says so; without it, those outside the band. */
  readonly isOut?: ((row: Row) => boolean) | undefined;
  /** What severities are called; low, medium and high by default. */
  readonly severityNames?: SeverityNames | undefined;
  /** Found elsewhere; without them every stretch outside the band is one, worse the farther it reaches. */
  readonly anomalies?: readonly KnownAnomaly[] | undefined;
  /** An entry of the list was pressed: the anomaly's key (of found ones, the start of their stretch as a number). */
  readonly onOpen?: ((key: string) => void) | undefined;
  /** Colour, dash and shape of the line; the first of the palette by default. */
  readonly style?: SeriesStyle | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** The reader has selected a range of the x axis, in its numbers: ms since the epoch where it is time. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 220 by default. */
  readonly height?: number | undefined;
}

/** A line inside what is expected of it; what lies outside is marked, listed, and can be opened. */
export function AnomalyBand<Row>(props: AnomalyBandProps<Row>) {
  const { title, y, expected, count, height = 220, style = defaultStyle, annotations: given } = props;
  const { label, unit } = y;
  const names = props.severityNames ?? severityNames;
  const x = useXMeaning(props.x);
  const locale = useLocale();
  const watched = useWatched(props);
  const least = count?.least ?? 0;
  const step = useMemo(() => stepOf(x, watched.x), [x, watched]);
  const zoom = useViewport(props, xDomainOf(watched.x, undefined, step));
  const [from, to] = zoom.shown;
  const stops = useMemo(() => shownStops(watched.x, [from, to]), [watched, from, to]);
  const nameAt = useCallback((at: number) => nameOfX(x, at, step, locale), [x, step, locale]);
  const stretches = useMemo(() => anomalyRuns(watched, least), [watched, least]);
  const few = useMemo(() => fewRuns(watched, least), [watched, least]);
  const shown = useMemo(
    () =>
      worstFirst(
        props.anomalies === undefined
          ? stretches.map((stretch) => foundAnomaly(stretch, watched, { label, unit }, step, locale))
          : props.anomalies.map((one) => knownAnomaly(one, step)),
      ),
    [props.anomalies, stretches, watched, label, unit, step, locale],
  );
  const whenOf = useCallback(
    ({ from: start, to: end }: Shown) => (end - start <= step * 1.001 ? nameAt(start) : `${nameAt(start)} – ${nameAt(end - step)}`),
    [step, nameAt],
  );
  const description = useMemo(() => {
    const line = describeLines([lineOf(watched, style, label)], { label, unit }, nameAt, locale);
    const listed = shown
      .slice(0, MOST_LISTED)
      .map((one) => `${names[one.severity]}: ${one.text}, ${whenOf(one)}`)
      .join('; ');
    const few_ = few.reduce((sum, one) => sum + one.to - one.from + 1, 0);
    const anomalies =
      shown.length === 0
        ? ' No anomaly.'
        : ` ${shown.length} anomal${shown.length === 1 ? 'y' : 'ies'}: ${listed}${shown.length > MOST_LISTED ? ', and more' : ''}.`;
    return (
      line +
      anomalies +
      (few_ === 0 ? '' : ` ${few_} of ${watched.x.length} points stand on fewer than ${least} ${count?.label ?? ''} and are not judged.`)
    );
  }, [watched, shown, few, least, count?.label, label, unit, names, nameAt, whenOf, locale, style]);
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const place = firstAtOrAfter(watched.x, at);
    const inside = shown.find((one) => at >= one.from && at < one.to);
    const isUnjudged = isFew(watched, place, least);
    const notes = [
      count === undefined
        ? undefined
        : `${format(watched.count?.[place], 'count', locale)} ${count.label}${isUnjudged ? ', too few to judge' : ''}`,
      inside === undefined
        ? reachAt(watched, place) !== 0 && !isUnjudged
          ? 'outside what is expected'
          : undefined
        : `${names[inside.severity]} anomaly${inside.why === undefined ? '' : `: ${inside.why}`}`,
    ].filter((note) => note !== undefined);
    return {
      heading: nameAt(at),
      exact: exactName(x, at),
      note: notes.length === 0 ? undefined : notes.join(' · '),
      rows: [
        { label: y.label, value: format(watched.value[place], y.unit, locale), style },
        {
          label: expected.label ?? 'expected',
          value: `${format(watched.low[place], y.unit, locale)} to ${format(watched.high[place], y.unit, locale)}`,
          style,
          kind: 'area',
          opacity: BAND_OPACITY,
        },
      ],
    };
  };
  const yAxis = useMemo(
    () =>
      yDomainOf(
        [watched.value, watched.low, watched.high].map((column) => within(watched.x, column, [from, to])),
        { unit: y.unit, baseline: y.baseline, scale: 'linear', heightPx: height - 32, thresholds: [] },
      ),
    [watched, from, to, y.unit, y.baseline, height],
  );
  const line = useMemo(() => lineOf(watched, style, y.label), [watched, style, y.label]);
  const annotations = useMemo(
    () => [
      ...shown
        .filter((one) => one.severity !== 'low')
        .map((one): Annotation => ({
          at: one.from - step / 2,
          to: one.to - step / 2,
          label: names[one.severity],
          tone: one.severity === 'high' ? 'bad' : 'warn',
        })),
      ...(given ?? []),
    ],
    [shown, given, step, names],
  );
  // In the frame, not beneath it: a picture that is saved has the list as well.
  const caption =
    shown.length === 0 ? (
      props.caption
    ) : (
      <>
        <AnomalyList
          title={title}
          entries={shown.map((one) => ({ ...one, name: names[one.severity], when: whenOf(one) }))}
          onOpen={props.onOpen}
        />
        {props.caption}
      </>
    );
  return (
    <div className="uk-anomaly-band">
      <ChartFrame
        frame={{ ...props, caption }}
        title={title}
        description={description}
        height={height}
        resetZoom={zoom.reset}
        legend={
          <span className="uk-anomaly-legend">
            <Legend
              entries={[
                { key: 'line', label: y.label, style, kind: 'line' },
                { key: 'expected', label: expected.label ?? 'expected', style, kind: 'area', opacity: BAND_OPACITY },
              ]}
            />
            {few.length > 0 && count !== undefined && <HatchKey label={`n < ${format(least, 'count', locale)}`} />}
          </span>
        }
        table={() => ({
          columns: [
            { label: x.label, isNumeric: false },
            { label: y.label, isNumeric: true },
            { label: 'expected from', isNumeric: true },
            { label: 'expected to', isNumeric: true },
            ...(count === undefined ? [] : [{ label: count.label, isNumeric: true }]),
            { label: 'anomaly', isNumeric: false },
          ],
          rowCount: stops.length,
          row: (index) => {
            const at = stops[index] ?? 0;
            const place = firstAtOrAfter(watched.x, at);
            return [
              cellOfX(x, at, step, locale),
              ...[watched.value, watched.low, watched.high].map((column) => numberCell(column[place], y.unit, locale)),
              ...(count === undefined ? [] : [numberCell(watched.count?.[place], 'count', locale)]),
              nameIn(shown, at, names) ?? (isFew(watched, place, least) ? 'not judged' : ''),
            ];
          },
        })}
      >
        {({ width }) => (
          <Plot
            title={title}
            description={description}
            width={width}
            height={height}
            zoom={zoom}
            x={{ ...xKindOf(x), domain: zoom.shown, label: x.label }}
            y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.domain[0] > 0 }}
            annotations={annotations}
            stops={stops}
            readingAt={readingAt}
            onSelectRange={props.onSelectRange}
            dotStyles={[style]}
            dotsAt={(stop) => [watched.value[firstAtOrAfter(watched.x, stops[stop] ?? 0)] ?? Number.NaN]}
            marks={(area) => (
              <>
                <Hatch
                  label={`fewer than ${least} ${count?.label ?? ''}`}
                  boxes={few
                    .map((one) => hatchBox(area, (watched.x[one.from] as number) - step / 2, (watched.x[one.to] as number) + step / 2))
                    .filter((box) => box.width > 0)}
                />
                <AreaMark
                  xs={watched.x}
                  low={watched.low}
                  high={watched.high}
                  x={area.x}
                  y={area.y}
                  width={area.width}
                  fill={style.color}
                  opacity={BAND_OPACITY}
                />
                <LineMark series={line} x={area.x} y={area.y} width={area.width} />
                <OutsideMarks
                  stretches={stretches}
                  shown={shown}
                  watched={watched}
                  area={area}
                  least={least}
                  isGiven={props.anomalies !== undefined}
                />
              </>
            )}
          />
        )}
      </ChartFrame>
    </div>
  );
}

const defaultStyle = seriesStyle(0);
const BAND_OPACITY = 0.16;
/** Most anomalies that the description lists one by one. */
const MOST_LISTED = 6;

function hatchBox(area: PlotArea, from: number, to: number) {
  const left = Math.max(area.left, area.x.toPx(from));
  return { x: left, width: Math.min(area.right, area.x.toPx(to)) - left, y: area.top, height: area.height };
}

function nameIn(shown: readonly Shown[], at: number, names: SeverityNames): string | undefined {
  const inside = shown.find((one) => at >= one.from && at < one.to);
  return inside === undefined ? undefined : names[inside.severity];
}

function useWatched<Row>({ data, x, y, expected, count, isOut }: AnomalyBandProps<Row>): Watched {
  const countOf = count?.of;
  return useMemo(() => {
    const [main] = columnsOf(data, { x: x.of, y: y.of, low: expected.low, high: expected.high });
    const empty = new Float64Array();
    if (main === undefined)
      return { x: empty, value: empty, low: empty, high: empty, count: countOf === undefined ? null : empty, out: null };
    const counts = countOf === undefined ? null : (columnsOf(data, { x: x.of, y: countOf })[0]?.y ?? null);
    const out = isOut === undefined ? null : (columnsOf(data, { x: x.of, y: (row) => (isOut(row) ? 1 : 0) })[0]?.y ?? null);
    return { x: main.x, value: main.y, low: main.low ?? empty, high: main.high ?? empty, count: counts, out };
  }, [data, x.of, y.of, expected.low, expected.high, countOf, isOut]);
}

function lineOf({ x, value }: Watched, style: SeriesStyle, label: string) {
  return { key: '', label, style, x, y: value, low: null, high: null };
}
