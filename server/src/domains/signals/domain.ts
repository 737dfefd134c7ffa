import { jobJudged } from '../health/hooks.ts';
import { jobDeleted } from '../training/hooks.ts';
import { defineDomain } from '../../platform/domain.ts';
import { expireSignals } from './background/retention.ts';
import { forgetJob } from './queries/jobs.ts';
import { watchJob } from './background/training.ts';
import { watching } from './background/watching.ts';
import { signalsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** An incident was found. */
    'anomalies.detected': [workspaceId: string, { id: string }];
    /** An incident has gained findings, is over, or was changed by a person. */
    'anomalies.changed': [workspaceId: string, { id: string }];
  }
}

/** Series of metrics are watched: what leaves what is expected becomes an incident, which people judge; forecasts (docs/signals.md). */
export const signalsDomain = defineDomain({
  name: 'signals',
  tables: ['watched_series', 'anomalies', 'anomaly_findings', 'anomaly_notes', 'signal_settings', 'signal_progress'],
  // What the server finds is no change by a person.
  audited: {
    anomalies: { type: 'Anomaly', name: 'number', only: ['state', 'verdict', 'verdict_reason', 'assignee_id'] },
    watched_series: { type: 'WatchedSeries', name: 'metric', only: ['muted_until'] },
    signal_settings: { type: 'SignalSettings', key: ['workspace_id'], ignored: ['changed_at', 'changed_by'] },
  },
  hooks: [jobJudged.reaction(watchJob), jobDeleted.reaction(forgetJob)],
  topics: ['anomalies.detected', 'anomalies.changed'],
  tools: [signalsTool],
  loops: [watching],
  schedules: [{ name: 'signal retention', cron: '41 3 * * *', catchUpMs: 24 * 3_600_000, run: expireSignals }],
});
