import { memberPeople } from '../../people/load/members.ts';
import { PersonRef } from '../../people/schema.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import type { Replay, ReplayedAnomaly } from '../load/replay.ts';
import type { Settings } from '../load/sensitivity.ts';
import { anomalySentence } from '../pure/sentence.ts';
import { AnomalyDirectionRef, AnomalyKindRef, SensitivityRef, SignalDimensionRef, SignalMetricRef } from './enums.ts';
import { shownValue } from './finding.ts';

export const SignalSettingsRef = builder.objectRef<Settings>('SignalSettings').implement({
  description: 'How much the watch over the metrics of a workspace reports.',
  fields: (t) => ({
    sensitivity: t.expose('sensitivity', { type: SensitivityRef, description: 'How much is reported.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true, description: 'Time of the last change; null: never changed.' }),
    changedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Person who changed the sensitivity last; null: never changed, by a key, or by a local caller without an account.',
      resolve: ({ changedBy }, _args, context) => (changedBy === null ? null : memberPeople(context).load(changedBy)) as never,
    }),
  }),
});

const ReplayedAnomalyRef = builder.objectRef<ReplayedAnomaly>('ReplayedAnomaly').implement({
  description: 'An anomaly that there would have been with another sensitivity.',
  fields: (t) => ({
    sentence: t.string({ description: 'Sentence on what happened.', resolve: ({ first }) => anomalySentence(first, first) }),
    metric: t.field({ type: SignalMetricRef, description: 'Metric that explains most.', resolve: ({ first }) => first.metric }),
    dimension: t.field({
      type: SignalDimensionRef,
      description: 'What the series of the metric is kept apart by.',
      resolve: ({ first }) => first.dimension,
    }),
    dimensionValue: t.string({
      nullable: true,
      description: 'Value of the dimension, such as the name of a model; null: all messages.',
      resolve: ({ first }) => shownValue(first),
    }),
    kind: t.field({ type: AnomalyKindRef, description: 'Course of the values.', resolve: ({ first }) => first.kind }),
    direction: t.field({
      type: AnomalyDirectionRef,
      description: 'Side of the expected range on which the values lie.',
      resolve: ({ first }) => first.direction,
    }),
    beganAt: t.expose('beganAt', { type: 'DateTime', description: 'Start of the first hour that was out.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'End of the last hour that was out; null: the anomaly goes on.',
    }),
  }),
});

const mostShown = 100;

export const SignalReplayRef = builder.objectRef<Replay>('SignalReplay').implement({
  description: 'What there would have been with a sensitivity: all series judged again over the last days, with the verdicts that stand.',
  fields: (t) => ({
    sensitivity: t.expose('sensitivity', { type: SensitivityRef, description: 'Sensitivity of the replay.' }),
    anomalyCount: t.int({ description: 'Number of anomalies.', resolve: ({ anomalies }) => anomalies.length }),
    anomalies: t.field({
      type: [ReplayedAnomalyRef],
      description: `Anomalies, the latest to begin first; at most ${mostShown}.`,
      resolve: ({ anomalies }) => anomalies.slice(0, mostShown),
    }),
    perWeek: t.float({ description: 'Number of anomalies a week.', resolve: ({ anomalies, days }) => (7 * anomalies.length) / days }),
    sentence: t.exposeString('sentence', { description: 'Sentence with the number and the first three.' }),
  }),
});
