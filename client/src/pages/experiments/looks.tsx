import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from '../../primitives/select.tsx';
import type { Experiment } from './experiment-page.tsx';
import { OverTimePanel } from './over-time-panel.tsx';
import { SegmentsPanel } from './segments-panel.tsx';
import { TimingPanels } from './timing-panels.tsx';
import { useMetricNames } from './metric-names.ts';
import styles from './experiments.module.css';

/** One metric of an experiment that is looked into. */
export interface LookedAt {
  readonly experimentKey: string;
  readonly metric: string;
  /** Of the metric, for people. */
  readonly name: string;
  readonly isRunning: boolean;
}

/** One metric by day, by day since exposure, by day of the week and by segment. */
export function Looks({ experiment }: { readonly experiment: Experiment }) {
  const { key, metrics, state } = experiment;
  const search = useSearch({ from: '/experiments/$experimentKey' });
  const navigate = useNavigate({ from: '/experiments/$experimentKey' });
  const { nameOf } = useMetricNames();
  const first = metrics.find(({ role }) => role === 'GOAL') ?? metrics[0];
  const metric = metrics.find((one) => one.metric === search.metric)?.metric ?? first?.metric;
  if (metric === undefined) return null;
  const look = (change: Partial<typeof search>) =>
    void navigate({ search: (held) => ({ ...held, ...change }), replace: true, resetScroll: false });
  const of: LookedAt = { experimentKey: key, metric, name: nameOf(metric), isRunning: state === 'RUNNING' };
  return (
    <>
      {metrics.length > 1 && (
        <div className={styles.looked}>
          <span>A closer look at</span>
          <Select
            label="Metric that is looked at"
            value={metric}
            options={metrics.map((one) => ({ value: one.metric, label: nameOf(one.metric) }))}
            onChoose={(chosen) => look({ metric: chosen === first?.metric ? undefined : chosen })}
          />
        </div>
      )}
      <OverTimePanel {...of} />
      <TimingPanels {...of} />
      <SegmentsPanel {...of} by={search.by ?? 'environment'} onChoose={(by) => look({ by: by === 'environment' ? undefined : by })} />
    </>
  );
}
