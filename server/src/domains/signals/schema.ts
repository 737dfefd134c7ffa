import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { assertCohort } from '../analytics/load.ts';
import { checkFilter } from '../analytics/pure/check-filter.ts';
import type { AnalyticsFilter } from '../analytics/pure/filter.ts';
import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { recent } from '../../platform/live/recent.ts';
import type { Acting } from './commands/acting.ts';
import { maxMuteDays, mute } from './commands/mute.ts';
import { setSensitivity } from './commands/settings.ts';
import { assign, changeState, maxNoteLength, maxNotes, maxReasonLength, note } from './commands/state.ts';
import { judge, undoVerdict } from './commands/verdict.ts';
import { expectedBuckets } from './load/expected.ts';
import { forecastDays, maxForecastDays } from './load/forecast.ts';
import { costOutlook } from './load/outlook.ts';
import { maxReplayDays, replay } from './load/replay.ts';
import { signalSettingsOf } from './load/sensitivity.ts';
import { AnomalyRef } from './schema/anomaly.ts';
import { ExpectedBucketRef } from './schema/bucket.ts';
import { AnomalyVerdictRef, ExpectedIntervalRef, SensitivityRef, SignalMetricRef } from './schema/enums.ts';
import { CostOutlookRef, ForecastRef } from './schema/forecast.ts';
import './schema/lists.ts';
import './schema/watch.ts';
import { WatchedSeriesRef } from './schema/series.ts';
import { SignalReplayRef, SignalSettingsRef } from './schema/settings.ts';

/** A filter that can be counted by. */
async function checked({ stores, viewer }: Context, filter: AnalyticsFilter | null | undefined): Promise<AnalyticsFilter> {
  const found = unwrap(checkFilter(filter ?? {}), 'filter');
  await assertCohort(stores.postgres, viewer.workspaceId, found, 'filter');
  return found;
}

builder.queryFields((t) => ({
  expectedBuckets: t.field({
    type: [ExpectedBucketRef],
    authScopes: { may: 'READ' },
    complexity: 20,
    description:
      'Values of a metric over time, and what was expected of each by up to six weeks of hours, or half a year of days, before. Buckets that have not ended are left out; at most 1,488 hours or 800 days.',
    args: {
      metric: t.arg({ type: SignalMetricRef, required: true, description: 'Metric of messages.' }),
      filter: t.arg({ type: AnalyticsFilterRef, description: 'Messages to include, whatever its time range; absent: all.' }),
      from: t.arg({ type: 'DateTime', required: true, description: 'Start of the time range.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'End of the time range, exclusive.' }),
      interval: t.arg({ type: ExpectedIntervalRef, description: 'Length of a bucket; absent: hours up to five days, days beyond.' }),
    },
    resolve: async (_root, { metric, filter, from, to, interval }, context) => {
      const asked = { metric, filter: await checked(context, filter), from, to, interval: interval ?? null, now: new Date() };
      return [...unwrap(await expectedBuckets(context.stores, context.viewer.workspaceId, asked))];
    },
  }),
  forecast: t.field({
    type: ForecastRef,
    authScopes: { may: 'READ' },
    complexity: 50,
    description: 'Forecast of a metric by the day, from today on, in the zone of the filter or the workspace.',
    args: {
      metric: t.arg({ type: SignalMetricRef, required: true, description: 'Metric of messages.' }),
      days: t.arg.int({ required: true, description: `Number of days to forecast, 1 to ${maxForecastDays}.` }),
      filter: t.arg({ type: AnalyticsFilterRef, description: 'Messages to include, whatever its time range; absent: all.' }),
    },
    resolve: async (_root, { metric, days, filter }, context) => {
      const asked = { metric, days, filter: await checked(context, filter), now: new Date() };
      return unwrap(await forecastDays(context.stores, context.viewer.workspaceId, asked));
    },
  }),
  costOutlook: t.field({
    type: CostOutlookRef,
    authScopes: { may: 'READ' },
    complexity: 50,
    description: 'Cost of the month at its end, and the day on which the budget is passed: the target COST_PER_MONTH of the workspace.',
    resolve: (_root, _args, { stores, viewer }) => costOutlook(stores, viewer.workspaceId, new Date()),
  }),
  signalSettings: t.field({
    type: SignalSettingsRef,
    authScopes: { may: 'READ' },
    description: 'How much the watch over the metrics of the workspace reports.',
    resolve: (_root, _args, { stores, viewer }) => signalSettingsOf(stores, viewer.workspaceId),
  }),
  signalReplay: t.field({
    type: SignalReplayRef,
    authScopes: { may: 'READ' },
    complexity: 100,
    description: 'All series of the workspace judged again with a sensitivity: the anomalies that there would have been. Changes nothing.',
    args: {
      sensitivity: t.arg({ type: SensitivityRef, required: true, description: 'Sensitivity to try.' }),
      days: t.arg.int({ description: `Number of days before now, 1 to ${maxReplayDays}; absent: 30.` }),
    },
    resolve: async (_root, { sensitivity, days }, { stores, viewer }) =>
      unwrap(await replay(stores, viewer.workspaceId, { sensitivity, days: days ?? 30 })),
  }),
}));

const actingOf = ({ stores, live, viewer }: Context): Acting => ({
  stores,
  live,
  workspaceId: viewer.workspaceId,
  personId: viewer.person?.id ?? null,
  now: new Date(),
});

const mayJudge = { may: 'JUDGE_ANOMALIES' } as const;

builder.mutationFields((t) => {
  const anomalyId = t.arg.globalID({ required: true, for: AnomalyRef, description: 'Global id of the anomaly.' });
  const seriesId = t.arg.globalID({ required: true, for: WatchedSeriesRef, description: 'Global id of the watched series.' });
  const changed = (query: object, { stores, viewer }: Context, result: Result<string>) =>
    stores.prisma.anomaly.findUniqueOrThrow({ ...query, where: { id: unwrap(result), workspaceId: viewer.workspaceId } });
  const ofSeries = (query: object, { stores, viewer }: Context, result: Result<string>) =>
    stores.prisma.watchedSeries.findUniqueOrThrow({ ...query, where: { id: unwrap(result), workspaceId: viewer.workspaceId } });
  return {
    judgeAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description:
        'Judges an anomaly: thresholds of its series follow from the verdicts on their findings from the next hour on. A verdict before is replaced. What is NOT_REAL or EXPECTED is resolved; what is REAL and open is acknowledged.',
      args: {
        id: anomalyId,
        verdict: t.arg({ type: AnomalyVerdictRef, required: true, description: 'Verdict to give.' }),
        reason: t.arg.string({ description: `Reason, 1 to ${maxReasonLength} characters; absent: none.` }),
        findings: t.arg.idList({ description: 'Global ids of the findings that the verdict is about; absent: all of the anomaly.' }),
      },
      resolve: async (query, _root, { id, verdict, reason, findings }, context) => {
        const keys = findings?.map((finding, place) => keyOfNode('AnomalyFinding', finding, `findings[${place}]`)) ?? null;
        const judgment = { id: uuidKey(id.id), verdict, reason: reason ?? null, findings: keys };
        return changed(query, context, await judge(actingOf(context), judgment));
      },
    }),
    undoAnomalyVerdict: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: 'Takes the verdict on an anomaly back: thresholds are as if it had never been given. The state stays.',
      args: { id: anomalyId },
      resolve: async (query, _root, { id }, context) => changed(query, context, await undoVerdict(actingOf(context), uuidKey(id.id))),
    }),
    acknowledgeAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: 'Acknowledges an anomaly that is open.',
      args: { id: anomalyId },
      resolve: async (query, _root, { id }, context) =>
        changed(query, context, await changeState(actingOf(context), uuidKey(id.id), 'ACKNOWLEDGE')),
    }),
    resolveAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: 'Resolves an anomaly. The server resolves one when it is over.',
      args: { id: anomalyId },
      resolve: async (query, _root, { id }, context) =>
        changed(query, context, await changeState(actingOf(context), uuidKey(id.id), 'RESOLVE')),
    }),
    reopenAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: 'Opens an anomaly again.',
      args: { id: anomalyId },
      resolve: async (query, _root, { id }, context) =>
        changed(query, context, await changeState(actingOf(context), uuidKey(id.id), 'REOPEN')),
    }),
    assignAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: 'Assigns an anomaly to a member of the workspace, or to no one.',
      args: {
        id: anomalyId,
        personId: t.arg.id({ description: 'Global id of a person who is a member; absent or null: no one.' }),
      },
      resolve: async (query, _root, { id, personId }, context) => {
        const person = personId == null ? null : keyOfNode('Person', personId, 'personId');
        return changed(query, context, await assign(actingOf(context), uuidKey(id.id), person));
      },
    }),
    noteAnomaly: t.prismaField({
      type: AnomalyRef,
      authScopes: mayJudge,
      description: `Writes a note on an anomaly; at most ${maxNotes}.`,
      args: { id: anomalyId, text: t.arg.string({ required: true, description: `Text of the note, 1 to ${maxNoteLength} characters.` }) },
      resolve: async (query, _root, { id, text }, context) => changed(query, context, await note(actingOf(context), uuidKey(id.id), text)),
    }),
    muteSeries: t.prismaField({
      type: WatchedSeriesRef,
      authScopes: mayJudge,
      description: 'Mutes a series: findings that open before the end of that time are not reported. What is open goes on.',
      args: {
        id: seriesId,
        until: t.arg({ type: 'DateTime', required: true, description: `End of the time, at most ${maxMuteDays} days ahead.` }),
      },
      resolve: async (query, _root, { id, until }, context) =>
        ofSeries(query, context, await mute(actingOf(context), uuidKey(id.id), until)),
    }),
    unmuteSeries: t.prismaField({
      type: WatchedSeriesRef,
      authScopes: mayJudge,
      description: 'Ends the time for which a series is muted.',
      args: { id: seriesId },
      resolve: async (query, _root, { id }, context) => ofSeries(query, context, await mute(actingOf(context), uuidKey(id.id), null)),
    }),
    updateSignalSettings: t.field({
      type: SignalSettingsRef,
      authScopes: { may: 'EDIT_SETTINGS' },
      description: 'Sets how much the watch over the metrics of the workspace reports, from the next hour on.',
      args: { sensitivity: t.arg({ type: SensitivityRef, required: true, description: 'Sensitivity to set.' }) },
      resolve: async (_root, { sensitivity }, context) => {
        await setSensitivity(actingOf(context), sensitivity);
        return signalSettingsOf(context.stores, context.viewer.workspaceId);
      },
    }),
  };
});

/** Incidents that wait for a slow reader. */
const keptCount = 200;

builder.subscriptionFields((t) => {
  const ofTopic = (topic: 'anomalies.detected' | 'anomalies.changed', { live, viewer }: Context) =>
    recent(live, topic, viewer.workspaceId, { of: ({ id }) => [id], keep: keptCount }) as AsyncIterable<unknown>;
  const read = async (query: object, id: unknown, { stores, viewer }: Context) => {
    const anomaly = await stores.prisma.anomaly.findUnique({ ...query, where: { id: id as string, workspaceId: viewer.workspaceId } });
    if (anomaly === null) throw new NotFound('Anomaly', String(id));
    return anomaly;
  };
  return {
    anomalyDetected: t.prismaField({
      type: AnomalyRef,
      authScopes: { may: 'READ' },
      description: `Each new anomaly of the workspace, within seconds. At most ${keptCount} wait for a slow viewer.`,
      extensions: { sharing: 'events' },
      subscribe: (_root, _args, context) => ofTopic('anomalies.detected', context),
      resolve: (query, id, _args, context) => read(query, id, context),
    }),
    anomalyChanged: t.prismaField({
      type: AnomalyRef,
      authScopes: { may: 'READ' },
      description: `Each anomaly of the workspace that gained findings, is over, or was changed by a person. At most ${keptCount} wait for a slow viewer.`,
      extensions: { sharing: 'events' },
      subscribe: (_root, _args, context) => ofTopic('anomalies.changed', context),
      resolve: (query, id, _args, context) => read(query, id, context),
    }),
  };
});
