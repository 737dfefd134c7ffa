import { useMemo } from 'react';
import type { Locale } from '../format/locale.tsx';
import { format, valueParts } from '../format/unit.ts';
import type { Annotation } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { FrameProps } from '../frame/chart-frame.tsx';
import type { EndLabel } from '../frame/end-labels.tsx';
import { Plot } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import type { Zoom } from '../frame/viewport.ts';
import { formatUtc } from '../format/time.ts';
import { stopsOf } from '../marks/columns.ts';
import { LineMark } from '../marks/line-mark.tsx';
import { Legend } from './legend.tsx';
import { lastFinite, shorten, shownStops, within } from './line-model.ts';
import type { LossRun } from './loss-columns.ts';
import { bestPlace, changesByStep, patienceOf, xOfStep } from './loss-events.ts';
import type { ParameterChange, PatienceOptions } from './loss-events.ts';
import { placeAt, seriesOf, trainedAt } from './loss-lines.ts';
import type { DrawnTrack } from './loss-lines.ts';
import { BestMark, Checkpoints, ClippedEdge, EvalPoints, InnerEndLabels, InvalidStrips, StopLine } from './loss-marks.tsx';
import { lossYAxis } from './loss-scale.ts';
import type { LossView } from './loss-view.ts';
import { axisLabels, axisUnits, bestNotes, changeWords, describeTracks, lossRows, lossTable, nameOnAxis, scaleNotes, trackNotes } from './loss-words.ts';
import type { LossMeasure } from './loss-words.ts';
import { remarksCaption } from './remarks.tsx';
import type { Remark } from './remarks.tsx';
import { useHidden } from './use-hidden.ts';
import type { HiddenProps } from './use-hidden.ts';

export interface LossDrawingProps extends HiddenProps {
  readonly frame: FrameProps;
  readonly title: string;
  readonly tracks: readonly DrawnTrack[];
  readonly runs: readonly LossRun[];
  readonly view: LossView;
  readonly zoom: Zoom;
  readonly locale: Locale;
  readonly measure: LossMeasure;
  readonly baseline: 'zero' | 'data';
  readonly patience: PatienceOptions | undefined;
  readonly changes: readonly ParameterChange[];
  readonly checkpoints: readonly number[];
  readonly height: number;
}

/** Below this width names go into the legend instead of the lines' ends, px. */
const LEAST_WIDTH_FOR_END_LABELS = 420;
const MOST_END_LABELS = 8;
/** Evaluations whose best is named at its mark. */
const MOST_BEST_NAMED = 1;
/** Runs behind whose smoothed lines the logged values are drawn. */
const MOST_LOGGED = 6;
/** Lines that end before this part of the axis are named at their ends, not at the edge. */
const EARLY_END = 0.85;

/** The curves along one axis, with their marks, and beneath them what has to be known. */
export function LossDrawing(props: LossDrawingProps) {
  const { title, runs, view, zoom, locale, measure, height } = props;
  const [hidden, setHidden] = useHidden(props);
  const isAlone = runs.length === 1;
  const tracks = useMemo(() => props.tracks.filter((track) => !hidden.has(legendKey(track, isAlone))), [props.tracks, hidden, isAlone]);
  const [from, to] = zoom.shown;
  const seen = useMemo(() => tracks.map(({ line }) => ({ x: within(line.x, line.x, [from, to]), value: within(line.x, line.value, [from, to]) })), [tracks, from, to]);
  const yAxis = useMemo(
    () => lossYAxis(seen, { scale: view.scale, ignoresOutliers: view.ignoresOutliers, unit: measure.unit, baseline: props.baseline, heightPx: height - 32 }),
    [seen, view.scale, view.ignoresOutliers, measure.unit, props.baseline, height],
  );
  const isLog = yAxis.scale === 'log';
  const lines = useMemo(() => tracks.map((track) => ({ track, logged: seriesOf(track, track.line.value, isLog), smooth: seriesOf(track, track.smooth, isLog) })), [tracks, isLog]);
  const hasLogged = new Set(tracks.map(({ run }) => run)).size <= MOST_LOGGED;
  const allStops = useMemo(() => stopsOf(tracks.map(({ line }) => line)), [tracks]);
  const stops = useMemo(() => (zoom.isZoomed ? shownStops(allStops, [from, to]) : allStops), [allStops, from, to, zoom.isZoomed]);
  const events = useMemo(() => eventsOf(props, tracks, isAlone), [props.changes, props.checkpoints, props.patience, tracks, isAlone, measure.goal, locale]);
  const known = useMemo(() => ({
    curves: describeTracks(tracks, measure, locale),
    remarks: tracks.flatMap((track) => trackNotes(track, measure.goal, locale)),
    bests: bestNotes(tracks, measure, locale),
  }), [tracks, measure.label, measure.unit, measure.goal, locale]);
  const notes = useMemo((): Remark[] => [
    ...known.remarks,
    ...scaleNotes(yAxis, measure.unit, (x) => nameOnAxis(view.xAxis, x, locale), locale),
    ...(events.patience === null ? [] : [events.patience.note]),
    ...known.bests,
    ...(hasLogged || view.smoothing === 0 ? [] : [{ text: `Logged values are drawn behind the smoothed ones of up to ${MOST_LOGGED} runs`, tone: 'neutral' as const }]),
  ], [known, yAxis, events, hasLogged, measure.unit, view.xAxis, view.smoothing, locale]);
  const description = useMemo(
    () => [known.curves, ...notes.map(({ text }) => `${text}.`), ...events.changes.map(({ label, step }) => `${label} at step ${format(step, 'count', locale)}.`)].join(' '),
    [known, notes, events, locale],
  );
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const step = isAlone && view.xAxis !== 'step' ? stepAt(tracks, at) : undefined;
    const happened = events.at.get(at);
    return {
      heading: nameOnAxis(view.xAxis, at, locale) + (step === undefined ? '' : ` · step ${format(step, 'count', locale)}`),
      exact: view.xAxis === 'wall' ? formatUtc(at) : undefined,
      rows: lossRows(tracks, at, measure, isAlone, locale),
      note: happened?.join(' · '),
    };
  };
  const hasEndLabels = (width: number) => width >= LEAST_WIDTH_FOR_END_LABELS && tracks.length <= MOST_END_LABELS;
  const lastX = stops.at(-1) ?? to;
  const endsEarly = lastX < from + (to - from) * EARLY_END && lastX > from;
  const entries = isAlone
    ? props.tracks.map(({ key, name, style, split }) => ({ key, label: name, style, kind: split === 'eval' ? 'point' as const : 'line' as const }))
    : runs.map(({ key, label, style }) => ({ key, label, style, kind: 'line' as const, isDashed: true }));
  return (
    <>
      <ChartFrame
        frame={{ ...props.frame, caption: remarksCaption(title, notes, props.frame.caption) }} title={title} description={description} height={height} resetZoom={() => { zoom.show(null); zoom.rest(); }}
        legend={entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null}
        table={() => lossTable(tracks, stops, view.xAxis, measure, locale)}
      >
        {({ width }) => (
          <Plot
            title={title} description={description} width={width} height={height}
            x={{ ...(view.xAxis === 'wall' ? { kind: 'time' } : { kind: 'number', unit: axisUnits[view.xAxis] }), domain: zoom.shown, label: axisLabels[view.xAxis] }}
            y={{ unit: measure.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
            annotations={events.annotations} stops={stops} readingAt={readingAt} zoom={zoom}
            endLabels={hasEndLabels(width) && !endsEarly ? endLabels(tracks, measure, isAlone, width, locale) : undefined}
            dotStyles={lines.map(({ track }) => track.style)}
            dotsAt={(stop) => lines.map(({ track, smooth }) => smooth.y[placeAt(track.line.x, stops[stop] ?? 0)] ?? Number.NaN)}
            marks={(area) => (
              <>
                {(yAxis.above !== null || yAxis.below !== null) && <ClippedEdge seen={seen} area={area} />}
                {hasLogged && lines.map(({ track, logged }) => track.isSmoothed && (
                  <g key={track.key} className="uk-loss-logged"><LineMark series={logged} x={area.x} y={area.y} width={area.width} /></g>
                ))}
                {lines.map(({ track, smooth }) => (
                  <LineMark key={track.key} series={smooth} x={area.x} y={area.y} width={area.width} isDashed={track.split === 'eval'} />
                ))}
                {events.patience?.stopX !== undefined && <StopLine x={events.patience.stopX} area={area} />}
                {lines.map(({ track, logged }) => track.split === 'eval' && <EvalPoints key={track.key} track={track} values={logged.y} area={area} />)}
                {events.bests.map(({ key, ...best }) => <BestMark key={key} {...best} area={area} />)}
                {endsEarly && hasEndLabels(width) && <InnerEndLabels labels={endLabels(tracks, measure, isAlone, width, locale)} x={lastX} area={area} />}
                <Checkpoints xs={events.checkpointXs} area={area} />
                <InvalidStrips tracks={tracks} area={area} />
              </>
            )}
          />
        )}
      </ChartFrame>
    </>
  );
}

/** One run: training and evaluation are switched apart. Several: each as a whole. */
function legendKey(track: DrawnTrack, isAlone: boolean): string {
  return isAlone ? track.key : track.run.key;
}

function stepAt(tracks: readonly DrawnTrack[], at: number): number | undefined {
  for (const { line } of tracks) {
    const place = placeAt(line.x, at);
    if (place >= 0 && line.x[place] === at) return line.step[place];
  }
  return undefined;
}

/** Changes, checkpoints, patience and bests with their places on the axis. */
function eventsOf({ changes, checkpoints, patience, measure, locale }: LossDrawingProps, tracks: readonly DrawnTrack[], isAlone: boolean) {
  const trackOf = (run: string | undefined) => tracks.find((track) => run === undefined || track.run.key === run);
  const labelOfRun = (run: string) => (isAlone ? null : trackOf(run)?.run.label ?? run);
  const at = new Map<number, string[]>();
  const say = (x: number, words: string) => at.set(x, [...at.get(x) ?? [], words]);
  const changed = changesByStep(changes).flatMap(({ step, changes: all }) => {
    const track = trackOf(all[0]?.run);
    const x = track === undefined ? Number.NaN : xOfStep(track.line, step);
    return Number.isNaN(x) ? [] : [{ x, step, label: changeWords(all, labelOfRun, locale) }];
  });
  for (const { x, label } of changed) say(x, label);
  const first = tracks[0];
  const checkpointXs = first === undefined ? [] : checkpoints.map((step) => xOfStep(first.line, step)).filter((x) => !Number.isNaN(x));
  for (const x of checkpointXs) say(x, 'checkpoint saved');
  const evaluations = tracks.filter(({ split }) => split === 'eval');
  const bests = evaluations.flatMap((track) => {
    const place = bestPlace(track.line.value, measure.goal);
    if (place < 0) return [];
    const value = track.line.value[place] as number;
    const x = track.line.x[place] as number;
    say(x, `best ${track.name}`);
    return [{ key: track.key, x, value, color: track.style.color, other: trainedAt(tracks, track, place), text: evaluations.length <= MOST_BEST_NAMED ? `best ${valueParts(value, measure.unit, locale).major}` : '' }];
  });
  const watched = evaluations.length === 1 ? evaluations[0] : undefined;
  const used = watched === undefined || patience === undefined ? null : patienceOf(watched.line, measure.goal, patience);
  const shaded = used === null || watched === undefined ? null : shadedPatience(watched, used, patience?.evaluations ?? 0, locale);
  if (shaded?.stopX !== undefined) say(shaded.stopX, 'early stop');
  const annotations: Annotation[] = [
    ...changed.map(({ x, label }) => ({ at: x, label })),
    ...(shaded === null ? [] : [shaded.annotation]),
  ];
  return { annotations, changes: changed, checkpointXs, bests, patience: shaded, at };
}

function shadedPatience({ line }: DrawnTrack, used: { readonly from: number; readonly to: number; readonly usedCount: number; readonly isOver: boolean }, most: number, locale: Locale) {
  const step = (place: number) => format(line.step[place], 'count', locale);
  const count = `${used.usedCount} of ${most}`;
  const annotation: Annotation = {
    at: line.x[used.from] as number, to: line.x[used.to] as number, tone: 'warn', label: used.isOver ? `early stop, patience ${count}` : `patience ${count}`,
  };
  const note: Remark = {
    text: `No gain in ${used.usedCount} evaluation${used.usedCount === 1 ? '' : 's'} since step ${step(used.from)}${used.isOver ? `: patience ended, early stop at step ${step(used.to)}` : ` (patience ${most})`}`,
    tone: 'warn',
  };
  return { annotation, note, stopX: used.isOver ? line.x[used.to] : undefined };
}

function endLabels(tracks: readonly DrawnTrack[], { unit }: LossMeasure, isAlone: boolean, width: number, locale: Locale): EndLabel[] {
  const most = Math.max(6, Math.floor((width * 0.24) / 7) - 6);
  return tracks.flatMap(({ key, name, run, style, split, smooth }) => {
    const last = lastFinite(smooth);
    // Of several runs only the training's end is named: its evaluation has the same colour.
    if (last < 0 || (!isAlone && split === 'eval')) return [];
    return [{ key, style, y: smooth[last] as number, text: `${shorten(isAlone ? name : run.label, most)} ${valueParts(smooth[last], unit, locale).major}` }];
  });
}
