import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { LineChart } from 'ui-kit/line-chart';
import { LossPlot } from 'ui-kit/loss-plot';
import type { LossMark, LossView, ParameterChange } from 'ui-kit/loss-plot';
import { Panel } from 'ui-kit/panel';
import { mayBeReduced } from './curve-book.ts';
import type { CurveBook } from './curve-book.ts';
import type { ZoomRange } from './job-view.ts';
import { goalOf, isPlan } from './metric-sections.ts';
import type { MetricChart } from './metric-sections.ts';
import { lossSeries, useChart } from './use-chart.ts';
import type { ChartCurves } from './use-chart.ts';
import { useTurn } from './turns.ts';

/** What all charts of a job share. */
export interface ChartSetting {
  readonly book: CurveBook;
  readonly view: LossView;
  readonly zoom: ZoomRange | null;
  readonly onZoom: (zoom: ZoomRange | null) => void;
  /** The job is followed: what is logged appears at once. */
  readonly isLive: boolean;
  readonly plannedSteps: number | undefined;
  readonly changes: readonly ParameterChange[];
  readonly marks: readonly LossMark[];
}

export interface MetricPanelProps {
  readonly chart: MetricChart;
  readonly setting: ChartSetting;
  readonly height: number;
  readonly hint?: string | undefined;
  /** 3 by default: inside a section. */
  readonly headingLevel?: 2 | 3 | undefined;
  /** Words below the drawing. */
  readonly hasNotes?: boolean | undefined;
  /** In place of those that all charts have. */
  readonly marks?: readonly LossMark[] | undefined;
  /** Stands in its place until its curve is there and it is its turn to be drawn, among many; absent: it is drawn as it comes. */
  readonly untilDrawn?: ReactNode;
  /** Logged beside it: a loss of 0 beside one that is no number is a hidden NaN. */
  readonly gradNorm?: string | undefined;
}

/** One metric of a job in its panel; read when it comes into view. */
export function MetricPanel({
  chart,
  setting,
  height,
  hint,
  headingLevel = 3,
  hasNotes = false,
  marks,
  gradNorm,
  untilDrawn,
}: MetricPanelProps) {
  const { book, view, zoom, isLive } = setting;
  const isStreamed = isLive && !chart.isSystem && view.xAxis === 'step' && zoom === null;
  const load = useChart(book, chart, isStreamed);
  const isDrawn = useTurn(untilDrawn !== undefined && load.state !== 'loading');
  const isThinned = view.smoothing > 0 && chart.train !== null && mayBeReduced(book.read(chart.train).curve);
  if (untilDrawn !== undefined && !isDrawn) return untilDrawn;
  return (
    <Panel
      title={chart.title}
      hint={
        hint === undefined ? hintOf(chart) : `${hint}${isThinned ? '; smoothed over the points that are drawn, finer where zoomed' : ''}`
      }
      load={load}
      onRetry={book.reload}
      minHeight={height}
      headingLevel={headingLevel}
      empty={{ says: 'No point of it has come yet.' }}
    >
      {(curves: ChartCurves) =>
        chart.isSystem ? (
          <SystemChart chart={chart} curves={curves} height={height} />
        ) : (
          <CurveChart
            chart={chart}
            curves={curves}
            setting={setting}
            height={height}
            hasNotes={hasNotes}
            marks={marks}
            gradNorm={gradNorm}
          />
        )
      }
    </Panel>
  );
}

const hintOf = ({ train, eval: evaluation }: MetricChart): string | undefined =>
  train !== null && evaluation !== null ? 'train and eval' : train === null ? 'eval' : undefined;

interface CurveChartProps extends Omit<MetricPanelProps, 'hint' | 'headingLevel' | 'untilDrawn'> {
  readonly curves: ChartCurves;
}

function CurveChart({ chart, curves, setting, height, hasNotes, marks = setting.marks, gradNorm }: CurveChartProps) {
  const { book, view: asked, zoom, onZoom, plannedSteps, changes } = setting;
  const name = chart.train ?? chart.eval ?? '';
  // What the trainer sets is drawn as it is.
  const view = useMemo(() => (isPlan(name) ? { ...asked, smoothing: 0 } : asked), [asked, name]);
  const axis = asked.xAxis === 'epoch' || asked.xAxis === 'tokens' ? asked.xAxis : null;
  const columns = useMemo(
    () => ('stream' in curves ? null : lossSeries(curves, axis, gradNorm === undefined ? null : book.read(gradNorm).curve)),
    [curves, axis, gradNorm, book],
  );
  return (
    <LossPlot
      key={columns === null ? 'stream' : 'columns'}
      title={chart.title}
      columns={columns ?? (curves as { readonly stream: never }).stream}
      y={{ label: chart.title, unit: 'number', baseline: isPlan(name) ? 'zero' : 'data' }}
      goal={goalOf(name)}
      view={view}
      hasControls={false}
      hasNotes={hasNotes}
      viewport={zoom}
      onViewport={onZoom}
      plannedSteps={plannedSteps}
      changes={changes}
      marks={marks}
      height={height}
    />
  );
}

/** A metric of the machine, along time. */
function SystemChart({ chart, curves, height }: { readonly chart: MetricChart; readonly curves: ChartCurves; readonly height: number }) {
  const columns = useMemo(() => {
    const curve = 'stream' in curves ? null : curves.train;
    return [{ key: chart.key, label: '', x: Float64Array.from(curve?.step ?? []), y: Float64Array.from(curve?.value ?? []) }];
  }, [curves, chart.key]);
  return (
    <LineChart
      title={chart.title}
      columns={columns}
      x={{ label: 'Time' }}
      y={{ label: chart.title, unit: /bytes/i.test(chart.key) ? 'bytes' : 'number', baseline: 'zero' }}
      height={height}
      legend="never"
    />
  );
}
