import { Link } from '@tanstack/react-router';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { LossControls } from 'ui-kit/loss-plot';
import type { LossView } from 'ui-kit/loss-plot';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { ParameterChangedDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingJobPageQuery } from '../../../graphql/generated/graphql.ts';
import { useChanges } from '../../../graphql/use-live.ts';
import { StaleNotice } from '../../../panels/analytics/page-states.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { isActive } from '../words.ts';
import type { LivePoint } from './curve-book.ts';
import { JobActions } from './job-actions.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobSide } from './job-side.tsx';
import { JobTabs } from './job-tabs.tsx';
import { lossViewOf, readZoom, zoomText } from './job-view.ts';
import type { JobView, ZoomRange } from './job-view.ts';
import { alertMarks, restarts, warningMarks } from './loss-marks.ts';
import { MetricPanel } from './metric-panel.tsx';
import type { ChartSetting } from './metric-panel.tsx';
import { useLossHeight } from './use-loss-height.ts';
import { firstCharts } from './metric-sections.ts';
import { SteeringButtons, SteeringNotice } from './steering.tsx';
import { appliedChanges } from './steering-form.ts';
import { useCurves } from './use-curves.ts';
import { useJobView } from './use-job-view.ts';
import { useSteps } from './use-steps.ts';
import styles from './job.module.css';

export type ShownJob = NonNullable<TrainingJobPageQuery['trainingJob']>;

export interface JobProps {
  readonly job: ShownJob;
  readonly failure: string | null;
  readonly onChanged: () => void;
}

/** The page of a job that is there. */
export function Job({ job, failure, onChanged }: JobProps) {
  const [view, change] = useJobView();
  const shown = useMemo(() => lossViewOf(view), [view]);
  const zoom = useMemo(() => readZoom(view.zoom), [view.zoom]);
  const { metricNames, systemMetricNames } = job;
  const first = useMemo(() => firstCharts(metricNames, systemMetricNames), [metricNames, systemMetricNames]);
  const book = useCurves(job.id, {
    xAxis: shown.xAxis,
    attempts: view.attempts === 'all' ? 'ALL' : 'CURRENT',
    zoom,
    guide: first.loss?.train ?? first.loss?.eval ?? null,
  });
  const setZoom = useCallback((next: ZoomRange | null) => change({ zoom: zoomText(next) }), [change]);
  const changes = useMemo(() => appliedChanges(job.parameterUpdates), [job.parameterUpdates]);
  const marks = useMemo(() => restarts(job.attempts), [job.attempts]);
  const lossMarks = useMemo(() => [...marks, ...warningMarks(job.warnings), ...alertMarks(job.alerts)], [marks, job.warnings, job.alerts]);
  const [side, lossPx] = useLossHeight();
  const isFollowed = isActive(job.status) && view.live !== 'paused';
  const plannedSteps = plannedOf(job);
  const setting = useMemo(
    (): ChartSetting => ({ book, view: shown, zoom, onZoom: setZoom, isLive: isFollowed, plannedSteps, changes, marks }),
    [book, shown, zoom, setZoom, isFollowed, plannedSteps, changes, marks],
  );
  useChanges(ParameterChangedDocument, { id: job.id }, onChanged);
  useSteps({ jobId: job.id, book, isFollowed, onPoints: useNewMetrics(job, onChanged) });
  const axes = useMemo(() => axesOf(metricNames), [metricNames]);
  return (
    <Page
      title={job.name}
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
      beside={<StatusBadge status={job.status} endReason={job.endReason ?? null} />}
      actions={
        <>
          <LiveSwitch />
          <SteeringButtons job={job} book={book} onChanged={onChanged} />
          <JobActions job={job} onChanged={onChanged} />
        </>
      }
      row={
        <div className={styles.strip}>
          <JobFacts job={job} />
          <div className={styles.controls}>
            <LossControls title="every curve" view={shown} axes={axes} onChange={(next) => change(viewOf({ ...shown, ...next }, shown))} />
          </div>
        </div>
      }
    >
      <CrosshairProvider>
        <div className={styles.page}>
          {failure !== null && <StaleNotice failure={failure} onRetry={onChanged} />}
          <SteeringNotice job={job} />
          {job.errorDetails != null && (
            <section className={styles.error} aria-label="Error">
              <b>The job ended in an error</b>
              <pre tabIndex={0}>{job.errorDetails}</pre>
            </section>
          )}
          <div className="grid">
            {first.loss !== null && (
              <div data-span="9">
                <MetricPanel
                  chart={first.loss}
                  setting={setting}
                  height={lossPx}
                  marks={lossMarks}
                  headingLevel={2}
                  hasNotes
                  gradNorm={metricNames.includes('grad_norm') ? 'grad_norm' : undefined}
                  hint={first.loss.eval === null ? 'train (logged faint, smoothed bold)' : 'train (logged faint, smoothed bold) and eval'}
                />
              </div>
            )}
            <div data-span={first.loss === null ? undefined : '3'}>
              <div ref={side}>
                <JobSide job={job} hasLoss={first.loss !== null} />
              </div>
            </div>
            {first.row.map((chart) => (
              <div key={chart.key} data-span={first.row.length === 4 ? '3' : first.row.length === 3 ? '4' : '6'}>
                <MetricPanel chart={chart} setting={setting} height={150} headingLevel={2} />
              </div>
            ))}
          </div>
          <JobTabs job={job} setting={setting} first={first} />
        </div>
      </CrosshairProvider>
    </Page>
  );
}

/** The job is asked for again where a metric is logged for the first time, at most so often, ms. */
const NEW_METRICS_MS = 1_000;

function useNewMetrics({ metricNames, systemMetricNames }: ShownJob, ask: () => void): (points: readonly LivePoint[]) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const known = useMemo(() => new Set([...metricNames, ...systemMetricNames]), [metricNames, systemMetricNames]);
  return (points) => {
    if (points.every(({ metric }) => known.has(metric)) || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      ask();
    }, NEW_METRICS_MS);
  };
}

/** All of the planned steps are shown once a good part of them is done: before, what is there would be a sliver. */
const LEAST_DONE = 0.3;

function plannedOf({ status, totalSteps, currentStep }: ShownJob): number | undefined {
  if (!isActive(status) || totalSteps == null || currentStep == null) return undefined;
  return currentStep >= totalSteps * LEAST_DONE ? totalSteps : undefined;
}

function axesOf(names: readonly string[]): LossView['xAxis'][] {
  const hasTokens = names.some((name) => ['num_input_tokens_seen', 'num_tokens', 'tokens/total', 'total_tokens'].includes(name));
  return [
    'step',
    'relative',
    'wall',
    ...(names.includes('epoch') ? (['epoch'] as const) : []),
    ...(hasTokens ? (['tokens'] as const) : []),
  ];
}

/** A view as the address has it; along another axis the zoom has no meaning. */
function viewOf(next: LossView, before: LossView): Partial<JobView> {
  const isDefault = next.smoothing === (next.smoothingKind === 'ema' ? 0.6 : undefined);
  return {
    x: next.xAxis === 'step' ? undefined : next.xAxis,
    y: next.scale === 'linear' ? undefined : next.scale,
    kind: next.smoothingKind === 'ema' ? undefined : next.smoothingKind,
    smooth: isDefault ? undefined : String(next.smoothing),
    outliers: next.ignoresOutliers ? 'ignored' : undefined,
    ...(next.xAxis !== before.xAxis && { zoom: undefined }),
  };
}
