import { useMemo } from 'react';
import type { Locale } from '../../format/locale.tsx';
import { format, valueParts } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import type { EndLabel } from '../../frame/end-labels.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import type { Zoom } from '../../frame/viewport.ts';
import { formatUtc } from '../../format/time.ts';
import { lastFinite, shownStops, stopsOf, within } from '../../marks/columns.ts';
import { LineMark } from '../../marks/line-mark.tsx';
import { shorten } from '../../format/shorten.ts';
import { Legend } from '../legend/legend.tsx';
import type { LineStream } from '../lines/line-stream.ts';
import { remarksCaption } from '../parts/remarks.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { useHidden } from '../parts/use-hidden.ts';
import type { HiddenProps } from '../parts/use-hidden.ts';
import type { LossRun } from './loss-columns.ts';
import type { LossMark, ParameterChange, PatienceOptions } from './loss-events.ts';
import { drawnTracks, placeAt, rangeOf, seriesOf, trainedAt } from './loss-lines.ts';
import type { DrawnTrack, LoggedTrack } from './loss-lines.ts';
import { BestMark, Checkpoints, ClippedEdge, EvalPoints, InnerEndLabels, InvalidStrips, StopLine } from './loss-marks.tsx';
import { momentsOf } from './loss-moments.ts';
import { lossYAxis } from './loss-scale.ts';
import type { LossStreamKey } from './loss-stream.ts';
import { LossTails } from './loss-tails.tsx';
import type { LossView } from './loss-view.ts';
import {
  axisLabels,
  axisUnits,
  bestNotes,
  describeTracks,
  endsOf,
  lossRows,
  lossTable,
  nameOnAxis,
  scaleNotes,
  trackNotes,
} from './loss-words.ts';
import type { LossMeasure } from './loss-words.ts';

export interface LossDrawingProps extends HiddenProps {
  readonly frame: FrameProps;
  readonly title: string;
  readonly tracks: readonly LoggedTrack[];
  readonly runs: readonly LossRun[];
  readonly view: LossView;
  readonly zoom: Zoom;
  readonly locale: Locale;
  readonly measure: LossMeasure;
  readonly baseline: 'zero' | 'data';
  readonly patience: PatienceOptions | undefined;
  readonly changes: readonly ParameterChange[];
  readonly checkpoints: readonly number[];
  readonly lossMarks: readonly LossMark[];
  readonly hasNotes: boolean;
  readonly height: number;
  /** What grows while it is watched; null where nothing does. */
  readonly live: LossLive | null;
}

/** A stream of curves, and how a new layout is asked for. */
export interface LossLive {
  readonly stream: LineStream;
  readonly keyOf: (key: string) => LossStreamKey;
  readonly layOut: () => void;
}

/** Below this width names go into the legend instead of the lines' ends, px. */
const LEAST_WIDTH_FOR_END_LABELS = 420;
const MOST_END_LABELS = 8;
/** Runs behind whose smoothed lines the logged values are drawn. */
const MOST_LOGGED = 6;
/** Lines that end before this part of the axis are named at their ends, not at the edge. */
const EARLY_END = 0.85;

/** The curves along one axis, with their marks, and beneath them what has to be known. */
export function LossDrawing(props: LossDrawingProps) {
  const { title, runs, view, zoom, locale, height, live } = props;
  const { label, unit, goal } = props.measure;
  const measure = useMemo(() => ({ label, unit, goal }), [label, unit, goal]);
  const { smoothing, smoothingKind, smoothBy } = view;
  const { evaluations, leastGain } = props.patience ?? {};
  const patience = useMemo(() => (evaluations === undefined ? undefined : { evaluations, leastGain }), [evaluations, leastGain]);
  const [hidden, setHidden] = useHidden(props);
  const isAlone = runs.length === 1;
  // What depends on how the curves are smoothed is kept apart from what does not: the slider is moved through many places.
  const logged = useMemo(() => props.tracks.filter((track) => !hidden.has(legendKey(track, isAlone))), [props.tracks, hidden, isAlone]);
  const range = useMemo(() => rangeOf(props.tracks), [props.tracks]);
  const tracks = useMemo(
    () => drawnTracks(logged, { smoothing, smoothingKind, smoothBy }, range),
    [logged, range, smoothing, smoothingKind, smoothBy],
  );
  const [from, to] = zoom.shown;
  const seen = useMemo(
    () => logged.map(({ line }) => ({ x: within(line.x, line.x, [from, to]), value: within(line.x, line.value, [from, to]) })),
    [logged, from, to],
  );
  const yAxis = useMemo(
    () =>
      lossYAxis(seen, {
        scale: view.scale,
        ignoresOutliers: view.ignoresOutliers,
        unit: measure.unit,
        baseline: props.baseline,
        heightPx: height - 32,
      }),
    [seen, view.scale, view.ignoresOutliers, measure.unit, props.baseline, height],
  );
  const isLog = yAxis.scale === 'log';
  const loggedLines = useMemo(() => logged.map((track) => seriesOf(track, track.line.value, isLog)), [logged, isLog]);
  const lines = useMemo(
    () =>
      tracks.map((track, place) => ({
        track,
        logged: loggedLines[place] ?? seriesOf(track, track.line.value, isLog),
        smooth: track.isSmoothed ? seriesOf(track, track.smooth, isLog) : (loggedLines[place] ?? seriesOf(track, track.smooth, isLog)),
      })),
    [tracks, loggedLines, isLog],
  );
  const hasLogged = new Set(logged.map(({ run }) => run)).size <= MOST_LOGGED;
  const isSmooth = tracks.some((track) => track.isSmoothed);
  const allStops = useMemo(() => stopsOf(logged.map(({ line }) => line)), [logged]);
  const stops = useMemo(() => (zoom.isZoomed ? shownStops(allStops, [from, to]) : allStops), [allStops, from, to, zoom.isZoomed]);
  const moments = useMemo(
    () =>
      momentsOf(logged, {
        changes: props.changes,
        checkpoints: props.checkpoints,
        marks: props.lossMarks,
        patience,
        measure,
        isAlone,
        locale,
      }),
    [props.changes, props.checkpoints, props.lossMarks, patience, logged, isAlone, measure, locale],
  );
  const known = useMemo(
    () => ({
      ends: logged.map(endsOf),
      remarks: logged.flatMap((track) => trackNotes(track, measure.goal, locale)),
      bests: bestNotes(logged, measure, locale),
    }),
    [logged, measure, locale],
  );
  const notes = useMemo(
    (): Remark[] => [
      ...known.remarks,
      ...scaleNotes(yAxis, measure.unit, (x) => nameOnAxis(view.xAxis, x, locale), locale),
      ...moments.patienceNotes,
      ...known.bests,
      ...(hasLogged || !isSmooth
        ? []
        : [{ text: `Logged values are drawn behind the smoothed ones of up to ${MOST_LOGGED} runs`, tone: 'neutral' as const }]),
    ],
    [known, yAxis, moments, hasLogged, isSmooth, measure.unit, view.xAxis, locale],
  );
  const description = useMemo(
    () =>
      [
        describeTracks(tracks, known.ends, measure, locale),
        ...notes.map(({ text }) => `${text}.`),
        ...moments.changes.map(({ label, step }) => `${label} at step ${format(step, 'count', locale)}.`),
      ].join(' '),
    [tracks, known, notes, moments, measure, locale],
  );
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const step = isAlone && view.xAxis !== 'step' ? stepAt(tracks, at) : undefined;
    const happened = moments.at.get(at);
    return {
      heading: nameOnAxis(view.xAxis, at, locale) + (step === undefined ? '' : ` · step ${format(step, 'count', locale)}`),
      exact: view.xAxis === 'wall' ? formatUtc(at) : undefined,
      rows: lossRows(tracks, at, measure, isAlone, locale),
      note: happened?.join(' · '),
    };
  };
  const hasEndLabels = (width: number) => width >= LEAST_WIDTH_FOR_END_LABELS && tracks.length <= MOST_END_LABELS;
  const lastX = stops.at(-1) ?? to;
  // What grows would run through names behind its end: there they stand at the edge.
  const endsEarly = live === null && lastX < from + (to - from) * EARLY_END && lastX > from;
  const entries = isAlone
    ? props.tracks.map(({ key, name, style, split }) => ({
        key,
        label: name,
        style,
        kind: split === 'eval' ? ('point' as const) : ('line' as const),
      }))
    : runs.map(({ key, label, style }) => ({ key, label, style, kind: 'line' as const, isDashed: true }));
  return (
    <ChartFrame
      frame={props.hasNotes ? { ...props.frame, caption: remarksCaption(title, notes, props.frame.caption) } : props.frame}
      title={title}
      description={description}
      height={height}
      resetZoom={zoom.reset}
      legend={entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null}
      table={() => lossTable(tracks, stops, view.xAxis, measure, locale)}
    >
      {({ width }) => (
        <Plot
          title={title}
          description={description}
          width={width}
          height={height}
          x={{
            ...(view.xAxis === 'wall' ? { kind: 'time' } : { kind: 'number', unit: axisUnits[view.xAxis] }),
            domain: zoom.shown,
            label: axisLabels[view.xAxis],
          }}
          y={{ unit: measure.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          annotations={moments.annotations}
          stops={stops}
          readingAt={readingAt}
          zoom={zoom}
          endLabels={hasEndLabels(width) && !endsEarly ? endLabels(tracks, measure, isAlone, width, locale) : undefined}
          dotStyles={lines.map(({ track }) => track.style)}
          dotsAt={(stop) => lines.map(({ track, smooth }) => smooth.y[placeAt(track.line.x, stops[stop] ?? 0)] ?? Number.NaN)}
          marks={(area) => (
            <>
              {(yAxis.above !== null || yAxis.below !== null) && <ClippedEdge seen={seen} area={area} />}
              {hasLogged &&
                lines.map(
                  ({ track, logged: asLogged }) =>
                    track.isSmoothed && (
                      <g key={track.key} className="uk-loss-logged">
                        <LineMark series={asLogged} x={area.x} y={area.y} width={area.width} />
                      </g>
                    ),
                )}
              {lines.map(({ track, smooth }) => (
                <LineMark key={track.key} series={smooth} x={area.x} y={area.y} width={area.width} isDashed={track.split === 'eval'} />
              ))}
              {live !== null && (
                <LossTails
                  {...live}
                  tracks={tracks}
                  knownCount={props.tracks.length}
                  smoothing={view}
                  area={area}
                  isZoomed={zoom.isZoomed}
                  onOutgrown={live.layOut}
                />
              )}
              {moments.stopX !== undefined && <StopLine x={moments.stopX} area={area} />}
              {logged.map(
                (track, place) =>
                  track.split === 'eval' && (
                    <EvalPoints key={track.key} track={track} values={loggedLines[place]?.y ?? track.line.value} area={area} />
                  ),
              )}
              {moments.bests.map(({ track, place, text }) => (
                <BestMark
                  key={track.key}
                  x={track.line.x[place] as number}
                  value={track.line.value[place] as number}
                  text={text}
                  color={track.style.color}
                  other={trainedAt(tracks, track, place)}
                  area={area}
                />
              ))}
              {endsEarly && hasEndLabels(width) && (
                <InnerEndLabels labels={endLabels(tracks, measure, isAlone, width, locale)} x={lastX} area={area} />
              )}
              <Checkpoints xs={moments.checkpointXs} area={area} />
              <InvalidStrips tracks={logged} area={area} />
            </>
          )}
        />
      )}
    </ChartFrame>
  );
}

/** One run: training and evaluation are switched apart. Several: each as a whole. */
function legendKey(track: LoggedTrack, isAlone: boolean): string {
  return isAlone ? track.key : track.run.key;
}

function stepAt(tracks: readonly DrawnTrack[], at: number): number | undefined {
  for (const { line } of tracks) {
    const place = placeAt(line.x, at);
    if (place >= 0 && line.x[place] === at) return line.step[place];
  }
  return undefined;
}

function endLabels(tracks: readonly DrawnTrack[], { unit }: LossMeasure, isAlone: boolean, width: number, locale: Locale): EndLabel[] {
  const most = Math.max(6, Math.floor((width * 0.24) / 7) - 6);
  return tracks.flatMap(({ key, name, run, style, split, smooth }) => {
    const last = lastFinite(smooth);
    // Of several runs only the training's end is named: its evaluation has the same colour.
    if (last < 0 || (!isAlone && split === 'eval')) return [];
    return [
      {
        key,
        style,
        y: smooth[last] as number,
        text: `${shorten(isAlone ? name : run.label, most)} ${valueParts(smooth[last], unit, locale).major}`,
      },
    ];
  });
}
