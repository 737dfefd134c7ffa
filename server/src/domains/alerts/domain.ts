import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { anomalyEnded, anomalyOpened } from '../signals/hooks.ts';
import { drainDeliveries, startDelivering } from './background/deliver.ts';
import {
  closedMinute,
  evaluateDrift,
  evaluateEvents,
  evaluateForecasts,
  evaluateMeasured,
  startEvaluating,
} from './background/evaluate.ts';
import { forgetErased } from './commands/erase.ts';
import { forgetOld, replayRules } from './background/tend.ts';
import { anomalyAnnounced, anomalyOver } from './record/anomalies.ts';
import { alertRuleReference, alertsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: rules, episodes or deliveries of a workspace have changed. `ids`: of episodes; empty: of none. */
    'alerts.changed': [workspaceId: string, { ids: readonly string[] }];
  }
}

const quietly = { publish: () => {} };
const fail = (error: unknown): never => {
  throw error;
};

export const alertsDomain = defineDomain({
  name: 'alerts',
  tables: ['alert_channels', 'alert_rules', 'alert_series', 'alert_episodes', 'alert_notices', 'alert_deliveries', 'alert_events'],
  tools: [alertsTool],
  references: [alertRuleReference],
  topics: ['alerts.changed'],
  hooks: [userErased.reaction(forgetErased), anomalyOpened.reaction(anomalyAnnounced), anomalyEnded.reaction(anomalyOver)],
  audited: {
    alert_channels: {
      type: 'AlertChannel',
      name: 'name',
      secrets: ['address_cipher', 'secret_cipher', 'previous_cipher'],
      ignored: ['updated_at'],
    },
    alert_rules: {
      type: 'AlertRule',
      name: 'name',
      // A filter may name users.
      secrets: ['condition'],
      ignored: ['updated_at', 'armed_at', 'evaluated_to', 'problem', 'notices_per_week', 'replayed_at'],
    },
  },
  schedules: [
    { name: 'replay of alert rules', cron: '41 * * * *', catchUpMs: 3_600_000, run: replayRules },
    { name: 'old notices', cron: '53 4 * * *', catchUpMs: 86_400_000, run: ({ stores }, now) => forgetOld(stores, now) },
  ],
  loops: [
    {
      name: 'alert rules',
      start: startEvaluating,
      drain: async (stores) => {
        const context = { stores, live: quietly, onError: fail };
        await evaluateMeasured(context, new Date(closedMinute(Date.now())));
        await evaluateForecasts(context, new Date(closedMinute(Date.now())));
        await evaluateDrift(context, new Date(closedMinute(Date.now())));
        await evaluateEvents(context, new Date());
      },
    },
    { name: 'alert notices', start: startDelivering, drain: (stores) => drainDeliveries(stores) },
  ],
});
