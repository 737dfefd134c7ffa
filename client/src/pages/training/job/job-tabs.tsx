import { useMemo } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { Button } from '../../../primitives/button.tsx';
import { Tabs } from '../../../primitives/tabs.tsx';
import { AttemptTable } from './attempt-table.tsx';
import type { ShownJob } from './job.tsx';
import { JobFiles } from './files/job-files.tsx';
import type { JobTab } from './job-view.ts';
import { JobLog } from './log/job-log.tsx';
import { MetricGrid } from './metric-grid.tsx';
import type { ChartSetting } from './metric-panel.tsx';
import { metricSections } from './metric-sections.ts';
import type { FirstCharts } from './metric-sections.ts';
import { ParameterTable } from './parameter-table.tsx';
import { Predictions } from './predictions/predictions-tab.tsx';
import { ParameterUpdates } from './steering.tsx';
import { useJobView } from './use-job-view.ts';
import { MetricSearch } from './metric-search.tsx';
import styles from './job.module.css';

export interface JobTabsProps {
  readonly job: ShownJob;
  readonly setting: ChartSetting;
  readonly first: FirstCharts;
}

/** The sides of a job below its first charts. */
export function JobTabs({ job, setting, first }: JobTabsProps) {
  const [view, change] = useJobView();
  const tab: JobTab = view.tab ?? 'metrics';
  return (
    <Tabs<JobTab>
      label="Sides of the job"
      value={tab}
      options={[
        { value: 'metrics', label: 'Metrics', count: job.metricNames.length + job.systemMetricNames.length },
        { value: 'predictions', label: 'Predictions' },
        ...(job.source === 'RUNNER' ? [{ value: 'log' as const, label: 'Log' }] : []),
        { value: 'parameters', label: 'Parameters' },
        { value: 'files', label: 'Files' },
        { value: 'attempts', label: 'Attempts', count: job.attempts.length > 1 ? job.attempts.length : 0 },
      ]}
      onChoose={(next) => change({ tab: next === 'metrics' ? undefined : next })}
    >
      <div className={styles.tab}>
        {tab === 'metrics' && <Metrics job={job} setting={setting} first={first} />}
        {tab === 'predictions' && <Predictions jobId={job.id} />}
        {tab === 'log' && <JobLog job={job} />}
        {tab === 'parameters' && (
          <>
            <ParameterUpdates job={job} />
            <ParameterTable job={job} />
          </>
        )}
        {tab === 'files' && <JobFiles jobId={job.id} />}
        {tab === 'attempts' && <AttemptTable job={job} />}
      </div>
    </Tabs>
  );
}

/** Every metric that has no place among the first charts; all that match, while the reader looks for some. */
function Metrics({ job, setting, first }: JobTabsProps) {
  const [{ metrics: pattern = '' }, change] = useJobView();
  const locale = useLocale();
  const { metricNames, systemMetricNames } = job;
  const sections = useMemo(() => {
    const all = metricSections(metricNames, systemMetricNames, pattern);
    if (pattern !== '') return all;
    const shown = new Set([first.loss, ...first.row].map((chart) => chart?.key));
    return all
      .map(({ name, charts }) => ({ name, charts: charts.filter(({ key }) => !shown.has(key)) }))
      .filter(({ charts }) => charts.length > 0);
  }, [metricNames, systemMetricNames, pattern, first]);
  const count = sections.reduce((sum, { charts }) => sum + charts.length, 0);
  if (metricNames.length + systemMetricNames.length === 0)
    return <EmptyState says="No point has come yet." how="Curves appear here with the first step that the trainer logs." />;
  return (
    <>
      {count === 0 && pattern === '' && <p className="quiet">All metrics of this job stand above.</p>}
      <div className={styles.tools} hidden={count === 0 && pattern === ''}>
        <MetricSearch value={pattern} onSearch={(text) => change({ metrics: text === '' ? undefined : text })} />
        <span className="quiet" role="status">
          {format(count, 'count', locale)} {count === 1 ? 'chart' : 'charts'}
        </span>
      </div>
      {count === 0 && pattern !== '' ? (
        <EmptyState
          says={`No metric matches “${pattern}”.`}
          how="* stands for any text, ? for one character; words without either may stand anywhere in a name."
          action={<Button onClick={() => change({ metrics: undefined })}>Show all metrics</Button>}
        />
      ) : (
        <MetricGrid sections={sections} setting={setting} />
      )}
    </>
  );
}
