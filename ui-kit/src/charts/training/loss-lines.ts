import { nearest } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { lineOn } from './loss-columns.ts';
import type { LossLine, LossRun, LossSplit } from './loss-columns.ts';
import { positiveOf } from './loss-scale.ts';
import type { LossView } from './loss-view.ts';
import { smoothedValues } from './smoothing-kinds.ts';

/** One split of one run along an axis, as it was logged: does not depend on how it is smoothed. */
export interface LoggedTrack {
  readonly key: string;
  readonly name: string;
  readonly split: LossSplit;
  readonly run: LossRun;
  readonly style: SeriesStyle;
  readonly line: LossLine;
}

/** As it is drawn: with a smoothed line where smoothing is on and the split is training. */
export interface DrawnTrack extends LoggedTrack {
  /** Smoothed values in the order of `line`; the logged ones where nothing is smoothed. */
  readonly smooth: Float64Array;
  readonly isSmoothed: boolean;
}

/** Key of an evaluation in the legend, where it is switched apart from training. */
export function trackKey(run: Pick<LossRun, 'key'>, split: LossSplit): string {
  return `${run.key}\u0000${split}`;
}

/** Every split of every run along an axis, training first. */
export function loggedTracks(runs: readonly LossRun[], xAxis: LossView['xAxis']): LoggedTrack[] {
  return runs.flatMap((run) =>
    (['train', 'eval'] as const).flatMap((split): LoggedTrack[] => {
      const line = onAxis(run, split, xAxis);
      const name = runs.length === 1 ? split : `${run.label} ${split}`;
      return line === null ? [] : [{ key: trackKey(run, split), name, split, run, style: styleOf(run, split, runs.length === 1), line }];
    }),
  );
}

/** How training is smoothed. */
export type SmoothingView = Pick<LossView, 'smoothing' | 'smoothingKind' | 'smoothBy'>;

/** The same, smoothed. `range` is the length of the axis over all tracks: `rangeOf`. */
export function drawnTracks<Track extends LoggedTrack>(
  tracks: readonly Track[],
  { smoothing, smoothingKind, smoothBy }: SmoothingView,
  range: number,
): (Track & DrawnTrack)[] {
  return tracks.map((track) => {
    const { x, value } = track.line;
    const smooth =
      track.split === 'train' ? smoothedValues(x, value, { kind: smoothingKind, amount: smoothing, by: smoothBy }, range) : value;
    return { ...track, smooth, isSmoothed: smooth !== value };
  });
}

function onAxis(run: LossRun, split: LossSplit, axis: LossView['xAxis']): LossLine | null {
  const track = run[split];
  return track === null ? null : lineOn(track, axis, run.startMs);
}

/** From the first entry of any track to the last. */
export function rangeOf(tracks: readonly LoggedTrack[]): number {
  let from = Infinity;
  let to = -Infinity;
  for (const { line } of tracks) {
    if (line.x.length === 0) continue;
    from = Math.min(from, line.x[0] as number);
    to = Math.max(to, line.x.at(-1) as number);
  }
  return to > from ? to - from : 0;
}

/** One run: training and evaluation have a colour each. Several: the run has the colour, and its evaluation a dash and points. */
function styleOf(run: LossRun, split: LossSplit, isAlone: boolean): SeriesStyle {
  if (split === 'train') return run.style;
  return isAlone ? { ...seriesStyle(1), dash: '', shape: 'circle' } : { ...run.style, dash: '5 3' };
}

/** A track's columns for the marks; on a scale of logs what has no place there is a gap. */
export function seriesOf(track: LoggedTrack, values: Float64Array, isLog: boolean): SeriesColumns {
  return {
    key: track.key,
    label: track.name,
    style: track.style,
    x: track.line.x,
    y: isLog ? positiveOf(values) : values,
    low: null,
    high: null,
  };
}

/** Place of the entry that belongs to an x: the nearest, if no farther than half the way to its own neighbours; -1 for none. */
export function placeAt(x: Float64Array, at: number): number {
  const place = nearest(x, at);
  if (place < 0) return -1;
  const here = x[place] as number;
  const room = Math.max(here - (x[place - 1] ?? here), (x[place + 1] ?? here) - here) / 2;
  return Math.abs(here - at) <= room ? place : -1;
}

/** Place of the last entry at or before an x; -1 before the first. */
export function placeBefore(x: Float64Array, at: number): number {
  const place = nearest(x, at);
  return place >= 0 && (x[place] as number) > at ? place - 1 : place;
}

/** The training's (smoothed) value of the same run when an evaluation was made; NaN where there is none. */
export function trainedAt(tracks: readonly DrawnTrack[], evaluation: LoggedTrack, place: number): number {
  const train = tracks.find((track) => track.run === evaluation.run && track.split === 'train');
  if (train === undefined) return Number.NaN;
  return train.smooth[placeBefore(train.line.x, evaluation.line.x[place] as number)] ?? Number.NaN;
}

/** How far an evaluation lies above the training at that time; null where either has no value. */
export function gapAt(tracks: readonly DrawnTrack[], evaluation: DrawnTrack, place: number): number | null {
  const gap = (evaluation.line.value[place] ?? Number.NaN) - trainedAt(tracks, evaluation, place);
  return Number.isFinite(gap) ? gap : null;
}
