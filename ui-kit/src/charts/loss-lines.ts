import { nearest } from '../marks/columns.ts';
import type { SeriesColumns } from '../marks/columns.ts';
import { seriesStyle } from '../theme/series.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { lineOn } from './loss-columns.ts';
import type { LossLine, LossRun, LossSplit } from './loss-columns.ts';
import { positiveOf } from './loss-scale.ts';
import type { LossView } from './loss-view.ts';
import { debiasedEma, distanceEma } from './smoothing.ts';

/** One split of one run as it is drawn: with a smoothed line where smoothing is on and the split is training. */
export interface DrawnTrack {
  readonly key: string;
  readonly name: string;
  readonly split: LossSplit;
  readonly run: LossRun;
  readonly style: SeriesStyle;
  readonly line: LossLine;
  /** Smoothed values in the order of `line`; the logged ones where nothing is smoothed. */
  readonly smooth: Float64Array;
  readonly isSmoothed: boolean;
}

/** Key of an evaluation in the legend, where it is switched apart from training. */
export function trackKey(run: LossRun, split: LossSplit): string {
  return `${run.key}\u0000${split}`;
}

/** Every split of every run along the chosen axis, training first. */
export function drawnTracks(runs: readonly LossRun[], { xAxis, smoothing, smoothBy }: Pick<LossView, 'xAxis' | 'smoothing' | 'smoothBy'>): DrawnTrack[] {
  const lines = runs.map((run) => ({ run, train: onAxis(run, 'train', xAxis), eval: onAxis(run, 'eval', xAxis) }));
  const range = rangeOf(lines.flatMap((one) => [one.train, one.eval]));
  return lines.flatMap(({ run, ...splits }) => (['train', 'eval'] as const).flatMap((split): DrawnTrack[] => {
    const line = splits[split];
    if (line === null) return [];
    const isSmoothed = split === 'train' && smoothing > 0;
    const smooth = !isSmoothed ? line.value : smoothBy === 'distance' ? distanceEma(line.x, line.value, smoothing, range) : debiasedEma(line.value, smoothing);
    const name = runs.length === 1 ? split : `${run.label} ${split}`;
    return [{ key: trackKey(run, split), name, split, run, style: styleOf(run, split, runs.length === 1), line, smooth, isSmoothed }];
  }));
}

function onAxis(run: LossRun, split: LossSplit, axis: LossView['xAxis']): LossLine | null {
  const track = run[split];
  return track === null ? null : lineOn(track, axis, run.startMs);
}

function rangeOf(lines: readonly (LossLine | null)[]): number {
  let from = Infinity;
  let to = -Infinity;
  for (const line of lines) {
    if (line === null || line.x.length === 0) continue;
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
export function seriesOf(track: DrawnTrack, values: Float64Array, isLog: boolean): SeriesColumns {
  return { key: track.key, label: track.name, style: track.style, x: track.line.x, y: isLog ? positiveOf(values) : values, low: null, high: null };
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
export function trainedAt(tracks: readonly DrawnTrack[], evaluation: DrawnTrack, place: number): number {
  const train = tracks.find((track) => track.run === evaluation.run && track.split === 'train');
  if (train === undefined) return Number.NaN;
  return train.smooth[placeBefore(train.line.x, evaluation.line.x[place] as number)] ?? Number.NaN;
}

/** How far an evaluation lies above the training at that time; null where either has no value. */
export function gapAt(tracks: readonly DrawnTrack[], evaluation: DrawnTrack, place: number): number | null {
  const gap = (evaluation.line.value[place] ?? Number.NaN) - trainedAt(tracks, evaluation, place);
  return Number.isFinite(gap) ? gap : null;
}
