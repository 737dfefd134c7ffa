import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { LineChart } from 'ui-kit/line-chart';
import { LossControls, LossPlot } from 'ui-kit/loss-plot';
import { EmptyState, Panel } from 'ui-kit/panel';
import { seriesStyle } from 'ui-kit/theme';
import { useCallback, useMemo } from 'react';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import {
  TrainingCompareCurvesDocument,
  TrainingCompareJobsDocument,
  TrainingCompareNamesDocument,
} from '../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { Select } from '../../../primitives/select.tsx';
import { lossViewOf } from '../job/job-view.ts';
import { goalOf } from '../job/metric-sections.ts';
import { readCurves } from '../job/read-columns.ts';
import type { Curve } from '../job/curve-book.ts';
import { CompareTable } from './compare-table.tsx';
import { groupings } from './compare-view.ts';
import { curvesInput } from './curves-input.ts';
import type { CompareView, Grouping } from './compare-view.ts';
import { comparedJobs, groupNameOf } from './compared-jobs.ts';
import type { ComparedJob } from './compared-jobs.ts';
import { groupBands } from './group-band.ts';
import styles from '../job/job.module.css';

/** With more jobs than this, curves are drawn as logged, and named on the pointer only. */
const MOST_SMOOTHED = 12;

/** Several jobs over each other: their curves, what they were made with, and how far each is from the one that they are compared with. */
export function ComparePage() {
  const view = useSearch({ from: '/training/compare' });
  const navigate = useNavigate({ from: '/training/compare' });
  const change = useCallback(
    (next: Partial<CompareView>) => void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const { jobs: asked = none, metric = 'loss', x = 'step' } = view;
  const found = useLiveQuery({ query: TrainingCompareJobsDocument, variables: { ids: [...asked] }, isWanted: asked.length > 0 });
  const names = useLiveQuery({ query: TrainingCompareNamesDocument, variables: { id: asked[0] ?? '' }, isWanted: asked.length > 0 });
  const curves = useLiveQuery({
    query: TrainingCompareCurvesDocument,
    variables: { input: curvesInput(view) },
    isWanted: asked.length > 0,
  });
  const nodes = found.data?.trainingJobs.edges;
  const sent = curves.data?.compareTrainingJobs;
  const jobs = useMemo(
    () => comparedJobs(nodes?.map(({ node }) => node) ?? [], sent === undefined ? null : readCurves(sent, true), asked),
    [nodes, sent, asked],
  );
  const metrics = useMemo(() => [...new Set([metric, ...(names.data?.trainingJob?.metricNames ?? [])])].toSorted(), [names.data, metric]);
  if (asked.length === 0) return <NothingChosen />;
  const isLost = found.data === null && found.failure !== null;
  return (
    <Page
      title={`Compare ${asked.length} jobs`}
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
      row={
        <div className={styles.strip}>
          <span className={styles.choice}>
            <Select
              label="Metric"
              value={metric}
              options={metrics.map((value) => ({ value, label: value }))}
              onChoose={(value) => change({ metric: value === 'loss' ? undefined : value })}
            />
          </span>
          <span className={styles.choice}>
            <Select<Grouping | 'none'>
              label="Groups"
              value={view.by ?? 'none'}
              options={[
                { value: 'none', label: 'Each job' },
                ...groupings.map((value) => ({ value, label: `Mean by ${groupWords[value]}` })),
              ]}
              onChoose={(value) => change({ by: value === 'none' ? undefined : value })}
            />
          </span>
          <div className={styles.controls}>
            <LossControls
              title="the curves"
              view={{ ...lossViewOf(view), xAxis: x }}
              axes={['step', 'relative', 'wall', 'epoch', 'tokens']}
              onChange={(next) =>
                change({
                  ...(next.xAxis !== undefined && { x: next.xAxis === 'step' ? undefined : next.xAxis }),
                  ...(next.scale !== undefined && { y: next.scale === 'linear' ? undefined : next.scale }),
                  ...(next.smoothing !== undefined && { smooth: String(next.smoothing) }),
                  ...(next.smoothingKind !== undefined && { kind: next.smoothingKind === 'ema' ? undefined : next.smoothingKind }),
                  ...(next.ignoresOutliers !== undefined && { outliers: next.ignoresOutliers ? 'ignored' : undefined }),
                })
              }
            />
          </div>
        </div>
      }
    >
      <div className={styles.page}>
        <Panel
          title={metric}
          hint={view.by === undefined ? 'each job' : `mean of each ${groupWords[view.by]}, band from least to greatest`}
          load={loadOf(curves, () => (jobs.every(({ curve }) => curve === null) ? null : jobs))}
          onRetry={curves.reload}
          minHeight={360}
          empty={{ says: `None of these jobs has logged ${metric}.`, how: 'Choose another metric above.' }}
        >
          {(shown: readonly ComparedJob[]) => <Overlay jobs={shown} view={view} metric={metric} />}
        </Panel>
        <CompareTable
          load={isLost ? { state: 'failed', message: found.failure ?? '' } : loadOf(found, () => (jobs.length === 0 ? null : jobs))}
          baseline={view.baseline ?? asked[0] ?? ''}
          goal={goalOf(metric)}
          metric={metric}
          onBaseline={(id) => change({ baseline: id })}
          onRetry={found.reload}
        />
      </div>
    </Page>
  );
}

const none: readonly string[] = [];
const groupWords: Record<Grouping, string> = { group: 'group', project: 'project', base: 'base model', method: 'method' };
const xMeanings = {
  step: { label: 'Step', unit: 'count' },
  relative: { label: 'Relative time', unit: 'ms' },
  wall: { label: 'Time' },
  epoch: { label: 'Epoch', unit: 'number' },
  tokens: { label: 'Tokens', unit: 'tokens' },
} as const;

/** A few jobs as curves that are smoothed, many as they were logged, groups as bands. */
function Overlay({ jobs, view, metric }: { readonly jobs: readonly ComparedJob[]; readonly view: CompareView; readonly metric: string }) {
  const { by, x = 'step' } = view;
  const isSmoothed = by === undefined && jobs.length <= MOST_SMOOTHED;
  const nameOf = useMemo(() => new Map(jobs.map(({ id, name }) => [id, name])), [jobs]);
  const label = useCallback((key: string) => nameOf.get(key) ?? key, [nameOf]);
  const runs = useMemo(
    () =>
      isSmoothed
        ? jobs.flatMap(({ id, curve }) => (curve === null ? [] : [{ run: id, split: 'train' as const, ...columnsOf(curve, x) }]))
        : [],
    [jobs, isSmoothed, x],
  );
  const lines = useMemo(() => {
    if (isSmoothed) return [];
    const placed = jobs.flatMap((job) => (job.curve === null ? [] : [{ job, curve: onAxis(job.curve) }]));
    if (by === undefined)
      return placed.map(({ job, curve }) => ({
        key: job.id,
        label: job.name,
        x: Float64Array.from(curve.x),
        y: Float64Array.from(curve.value),
      }));
    const groups = Map.groupBy(placed, ({ job }) => groupNameOf(job, by));
    return groupBands(new Map(Array.from(groups, ([key, members]) => [key, members.map(({ curve }) => curve)]))).map((band) => ({
      key: band.key,
      label: `${band.key} (${band.jobCount})`,
      x: band.x,
      y: band.mean,
      low: band.low,
      high: band.high,
    }));
  }, [jobs, isSmoothed, by]);
  const shown = lossViewOf(view);
  if (isSmoothed)
    return (
      <LossPlot
        title={metric}
        columns={runs}
        y={{ label: metric, unit: 'number' }}
        goal={goalOf(metric)}
        view={{ ...shown, xAxis: x }}
        runLabel={label}
        hasControls={false}
        height={360}
      />
    );
  return (
    <LineChart
      title={metric}
      columns={lines}
      x={xMeanings[x]}
      y={{ label: metric, unit: 'number', baseline: 'data', scale: shown.scale, isHeld: true }}
      styleOf={by === undefined ? crowdStyle : undefined}
      height={360}
    />
  );
}

/** Among many, a colour cannot name a job: the pointer does. */
const crowdStyle = (key: string) => seriesStyle(Math.abs(hash(key)) % 8);
function hash(text: string): number {
  let sum = 0;
  for (let place = 0; place < text.length; place += 1) sum = (sum * 31 + text.charCodeAt(place)) | 0;
  return sum;
}

function columnsOf(curve: Curve, x: NonNullable<CompareView['x']> | 'step') {
  const places = curve.x === null ? undefined : Float64Array.from(curve.x);
  return {
    step: Float64Array.from(curve.step),
    value: Float64Array.from(curve.value),
    timeMs: Float64Array.from(curve.at),
    ...(places !== undefined && (x === 'epoch' || x === 'tokens') && { [x]: places }),
  };
}

/** Without the points that have no place on the axis. */
function onAxis({ x, step, value }: Curve): { readonly x: readonly number[]; readonly value: readonly number[] } {
  const places = x ?? step;
  const kept = places.flatMap((place, index) => (Number.isFinite(place) ? [index] : []));
  return kept.length === places.length
    ? { x: places, value }
    : { x: kept.map((index) => places[index] as number), value: kept.map((index) => value[index] as number) };
}

function NothingChosen() {
  return (
    <Page
      title="Compare"
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
    >
      <EmptyState
        says="No job is chosen."
        how="Tick two jobs or more in the list, then press Compare."
        action={
          <Link to="/training" search={keepView}>
            All jobs
          </Link>
        }
      />
    </Page>
  );
}
