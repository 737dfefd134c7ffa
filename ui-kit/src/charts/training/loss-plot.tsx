import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { growingDomain } from '../lines/line-model.ts';
import type { LineStream } from '../lines/line-stream.ts';
import { useLayouts } from '../lines/line-tails.tsx';
import type { HiddenProps } from '../parts/use-hidden.ts';
import { axesOf, lossRuns, lossRunsOfSeries } from './loss-columns.ts';
import type { LossRun, LossSeries, LossSplit } from './loss-columns.ts';
import { LossControls } from './loss-controls.tsx';
import { LossDrawing } from './loss-drawing.tsx';
import type { LossLive } from './loss-drawing.tsx';
import type { LossGoal, LossMark, ParameterChange, PatienceOptions } from './loss-events.ts';
import { loggedTracks } from './loss-lines.ts';
import { lossKeyOf, streamedSeries } from './loss-stream.ts';
import type { LossStreamKey } from './loss-stream.ts';
import { useLossView } from './loss-view.ts';
import type { LossViewProps } from './loss-view.ts';

export { LossControls } from './loss-controls.tsx';
export type { LossControlsProps } from './loss-controls.tsx';
export type { LossSeries, LossSplit, LossXAxis } from './loss-columns.ts';
export type { LossGoal, LossMark, ParameterChange, PatienceOptions } from './loss-events.ts';
export { defaultLossView, lossViewFromSearch, lossViewToSearch } from './loss-view.ts';
export type { LossScale, LossView } from './loss-view.ts';
export { createLineStream } from '../lines/line-stream.ts';
export type { LineStream, LineStreamOptions } from '../lines/line-stream.ts';
export type { LossStreamKey } from './loss-stream.ts';
export type { SmoothingKind } from './smoothing-kinds.ts';

/** Runs read from rows. */
export interface LossRows<Row> {
  /**
   * Entries of one or more runs, in the order in which they were logged: of two with the same step the later counts. Keep the array and the
   * accessors the same between renders.
   */
  readonly data: readonly Row[];
  readonly columns?: undefined;
  readonly seriesOf?: undefined;
  /** Everything an entry can be placed by; the reader chooses among what is there. */
  readonly x: {
    readonly step: (row: Row) => number;
    /** When it was logged. null: not known. */
    readonly time?: ((row: Row) => Date | number | null | undefined) | undefined;
    readonly epoch?: ((row: Row) => number | null | undefined) | undefined;
    /** Tokens seen in training up to here. */
    readonly tokens?: ((row: Row) => number | null | undefined) | undefined;
  };
  readonly y: LossMeaning & {
    /** null: not logged, a gap. NaN and infinities are values: the run has diverged, and is marked where. */
    readonly of: (row: Row) => number | null | undefined;
    /** Gradient norm of the same entry, as it was logged. A loss of exactly 0 beside one that is no number is a hidden NaN. */
    readonly gradNorm?: ((row: Row) => number | null | undefined) | undefined;
  };
  /** `train` by default. */
  readonly split?: ((row: Row) => LossSplit) | undefined;
  /** Which run an entry belongs to; without it there is one. */
  readonly run?: ((row: Row) => string) | undefined;
}

/**
 * Runs given as columns of numbers (a Float64Array in order of its steps is not copied; keep the arrays the same between renders), or as a
 * stream that grows.
 */
export interface LossColumns {
  /** With `createLineStream([], { hasInvalid: true })`, x being the step, a run is watched while it is trained. */
  readonly columns: readonly LossSeries[] | LineStream;
  /** Which curve a series of the stream is; `train`, `eval`, `r8/train`, `r8/eval` are known. Keep it the same between renders. */
  readonly seriesOf?: ((key: string) => LossStreamKey) | undefined;
  readonly data?: undefined;
  readonly x?: undefined;
  readonly y: LossMeaning;
  readonly split?: undefined;
  readonly run?: undefined;
}

export interface LossMeaning {
  /** Name of the measure: `Loss`. */
  readonly label: string;
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  /** `data` by default: a loss seldom comes near 0. */
  readonly baseline?: 'zero' | 'data' | undefined;
}

interface LossCommon extends LossViewProps, HiddenProps, ViewportProps, FrameProps {
  readonly title: string;
  readonly runLabel?: ((key: string) => string) | undefined;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Which way is better; `lower` by default. */
  readonly goal?: LossGoal | undefined;
  /**
   * The early stop: every run's is described below the drawing, and the window since the last gain is shaded where one run (of several: all
   * others switched off) is shown. Keep `changes` and `checkpoints` the same between renders.
   */
  readonly patience?: PatienceOptions | undefined;
  readonly changes?: readonly ParameterChange[] | undefined;
  /** Steps at which a checkpoint was saved. */
  readonly checkpoints?: readonly number[] | undefined;
  /** What else happened, at a step or over a stretch: restarts, warnings. Keep the array the same between renders. */
  readonly marks?: readonly LossMark[] | undefined;
  /** Steps that the run is to have: the axis of steps reaches that far. */
  readonly plannedSteps?: number | undefined;
  /** Controls above the drawing; shown by default. Without them the page sets `view`. */
  readonly hasControls?: boolean | undefined;
  /**
   * Words below the drawing: the best evaluation, what is no number, what the axis leaves out. Shown by default; screen readers always have
   * them.
   */
  readonly hasNotes?: boolean | undefined;
  /** px; 280 by default. */
  readonly height?: number | undefined;
}

/** Rows with accessors, or columns of numbers. */
export type LossPlotProps<Row> = LossCommon & (LossRows<Row> | LossColumns);

/** A run's curves of training and evaluation with all that has to be known to read them: see the stories. */
export function LossPlot<Row>(props: LossPlotProps<Row>) {
  const { data, columns, x, y, split, run, runLabel, styleOf, hasControls = true } = props;
  const { step, time, epoch, tokens } = x ?? {};
  const { of, gradNorm } = 'of' in y ? y : {};
  const stream = columns !== undefined && 'append' in columns ? columns : null;
  const [layout, layOut] = useLayouts(stream);
  const keyOf = props.seriesOf ?? lossKeyOf;
  const runs = useMemo(() => {
    const looks = { labelOf: runLabel, styleOf };
    if (stream !== null) return lossRunsOfSeries(seriesAt(stream, keyOf, layout), looks);
    if (columns !== undefined) return lossRunsOfSeries(columns as readonly LossSeries[], looks);
    return step === undefined || of === undefined
      ? []
      : lossRuns(data ?? [], { step, time, epoch, tokens, value: of, gradNorm, split, run }, looks);
  }, [data, columns, stream, layout, keyOf, split, run, runLabel, styleOf, step, time, epoch, tokens, of, gradNorm]);
  const live = useMemo(() => (stream === null ? null : { stream, keyOf, layOut }), [stream, keyOf, layOut]);
  const axes = useMemo(() => axesOf(runs), [runs]);
  const [view, change] = useLossView(props, axes);
  return (
    <div className="uk-loss">
      {hasControls && <LossControls title={props.title} view={view} onChange={change} axes={axes} />}
      {/* A viewport is in the numbers of its axis: with another axis it is reset. */}
      <LossOnAxis key={view.xAxis} {...props} runs={runs} view={view} live={live} />
    </div>
  );
}

function LossOnAxis<Row>(
  props: LossPlotProps<Row> & {
    readonly runs: readonly LossRun[];
    readonly view: ReturnType<typeof useLossView>[0];
    readonly live: LossLive | null;
  },
) {
  const { runs, view, y, plannedSteps, live } = props;
  const isLive = live !== null;
  const tracks = useMemo(() => loggedTracks(runs, view.xAxis), [runs, view.xAxis]);
  const whole = useMemo((): readonly [number, number] => {
    let from = Infinity;
    const planned = view.xAxis === 'step' ? (plannedSteps ?? -Infinity) : -Infinity;
    let to = isLive ? -Infinity : planned;
    for (const { line } of tracks) {
      if (line.x.length === 0) continue;
      from = Math.min(from, line.x[0] as number);
      to = Math.max(to, line.x.at(-1) as number);
    }
    if (!(from <= to)) return [0, 1];
    // A run begins at 0, also where its first entry comes a little later.
    if (view.xAxis !== 'wall' && from > 0 && from < (to - from) * LATE_START) from = 0;
    const room = lonelyRoom[view.xAxis];
    if (from === to) return [from - room, Math.max(planned, to + room)];
    // Room for what comes, or all of the steps that are to come.
    return !isLive || to < planned ? [from, Math.max(to, planned)] : growingDomain([from, to], undefined);
  }, [tracks, plannedSteps, view.xAxis, isLive]);
  const zoom = useViewport(props, whole);
  return (
    <LossDrawing
      frame={props}
      title={props.title}
      tracks={tracks}
      runs={runs}
      view={view}
      zoom={zoom}
      locale={useLocale()}
      measure={{ label: y.label, unit: y.unit, goal: props.goal ?? 'lower' }}
      baseline={y.baseline ?? 'data'}
      patience={props.patience}
      changes={props.changes ?? none}
      checkpoints={props.checkpoints ?? none}
      lossMarks={props.marks ?? none}
      hidden={props.hidden}
      onHiddenChange={props.onHiddenChange}
      hasNotes={props.hasNotes ?? true}
      height={props.height ?? 280}
      live={live}
    />
  );
}

const none: readonly never[] = [];

/** A first entry within this part of the axis is at its beginning. */
const LATE_START = 0.05;
/** Room around a single entry, in each axis's numbers. */
const lonelyRoom = { step: 5, relative: 60_000, wall: 60_000, epoch: 0.5, tokens: 5000 } as const;

/** What a stream holds at a layout: read once for each, however much has come since. */
function seriesAt(stream: LineStream, keyOf: Parameters<typeof streamedSeries>[1], _layout: number): ReturnType<typeof streamedSeries> {
  return streamedSeries(stream, keyOf);
}
