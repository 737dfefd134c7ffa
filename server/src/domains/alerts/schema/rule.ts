import { lastChangeField } from '../../audit/schema/last-change.ts';
import { DriftRoleRef } from '../../drift/schema.ts';
import { DriftBaselinePinRef } from '../../drift/schema/baseline.ts';
import { DriftFeatureRef, EffectLabelRef } from '../../drift/schema/report.ts';
import type { DriftFeature, EffectLabel } from '../../drift/types.ts';
import { SignalDimensionRef, SignalMetricRef } from '../../signals/schema/enums.ts';
import type { SignalDimension, SignalMetric } from '../../signals/types.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { AlertRule } from '../../../platform/store/prisma/generated/client.ts';
import { clockOf } from '../ingest/schedule.ts';
import { baselineById, channelsOfRule, rulesOfChannel, seriesOfRule, watchersOfRule } from '../loaders.ts';
import { shownState, worstState } from '../pure/machine.ts';
import { isQuiet } from '../pure/plan.ts';
import { ruleSentence } from '../pure/words.ts';
import { conditionOfJson } from '../queries/rules.ts';
import type { SeriesOfRule } from '../queries/series.ts';
import {
  maxChannelsOfRule,
  maxRules,
  maxSeries,
  type AlertComparison,
  type AlertSchedule,
  type AlertSeverity,
  type BudgetPeriod,
  type DriftRole,
  type TrainingEvent,
} from '../types.ts';
import { AlertChannelRef } from './channel.ts';
import {
  AlertBudgetPeriodRef,
  AlertComparisonRef,
  AlertSeverityRef,
  AlertSourceRef,
  AlertStateRef,
  AlertTrainingEventRef,
} from './enums.ts';

const AlertScheduleRef = builder.objectRef<AlertSchedule>('AlertSchedule').implement({
  description: 'Hours in which notices of an alert rule go out.',
  fields: (t) => ({
    timeZone: t.exposeString('timeZone', { description: "Zone of the hours, a name of IANA's list." }),
    days: t.intList({ description: 'Days of the week, from 1 (Monday) to 7.', resolve: ({ days }) => [...days] }),
    from: t.string({ description: 'Time of day at which the hours begin, such as "08:00".', resolve: ({ from }) => clockOf(from) }),
    to: t.string({
      description: 'Time of day at which the hours end; one that is not after `from` is of the next day.',
      resolve: ({ to }) => clockOf(to),
    }),
  }),
});

const AlertSeriesRef = builder.objectRef<SeriesOfRule & { readonly isMuted: boolean }>('AlertSeries').implement({
  description: 'An alert rule for one value of its dimension.',
  fields: (t) => ({
    value: t.exposeString('key', {
      description:
        'Value of the dimension; empty: all messages, or those without a value. Of metrics of training, the name of the job and the first 8 characters of its id; of events, what the series is about.',
    }),
    state: t.field({ type: AlertStateRef, description: 'State of the series.', resolve: (series) => shownState(series, series.isMuted) }),
    lastValue: t.exposeFloat('lastValue', {
      nullable: true,
      description: 'Latest value that was measured, in the unit of the metric, percent of a change, or US dollars; null: none was.',
    }),
    lastEvaluatedAt: t.field({
      type: 'DateTime',
      description: 'Time that the latest evaluation was about.',
      resolve: ({ evaluatedAt }) => new Date(evaluatedAt),
    }),
    since: t.field({
      type: 'DateTime',
      description: 'Time since which the series is good, is bad for not long enough yet, or fires.',
      resolve: ({ since }) => new Date(since),
    }),
    sentence: t.exposeString('sentence', { description: 'What the latest evaluation saw, in words.' }),
  }),
});

/** A part of the condition, where the rule's source has it. */
const part = <Value>(rule: Pick<AlertRule, 'condition'>, name: string): Value | null =>
  ((rule.condition as Record<string, unknown>)[name] as Value | undefined) ?? null;

const ofSource = 'null: the source of the rule has none.';

export const AlertRuleRef = builder.prismaNode('AlertRule', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'READ' },
  description: 'What is watched, from when on it is worth a notice, and who receives it.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the rule, unique in the workspace.' }),
    source: t.expose('source', { type: AlertSourceRef, description: 'What the rule watches.' }),
    severity: t.expose('severity', { type: AlertSeverityRef, description: 'Severity of its alerts.' }),
    metric: t.field({
      type: SignalMetricRef,
      nullable: true,
      description: `Metric that the rule watches; null: any, or the source has none.`,
      resolve: (rule) => part<SignalMetric>(rule, 'metric'),
    }),
    dimension: t.field({
      type: SignalDimensionRef,
      nullable: true,
      description: `Dimension of which each value has alerts of its own; null: any, or the source has none.`,
      resolve: (rule) => part<SignalDimension>(rule, 'dimension'),
    }),
    filter: t.field({
      type: 'JSON',
      nullable: true,
      description: `Messages that the rule watches, an AnalyticsFilter; ${ofSource}`,
      resolve: (rule) => part<object>(rule, 'filter'),
    }),
    isAbove: t.field({
      type: 'Boolean',
      nullable: true,
      description: `Whether high values are bad, otherwise low ones; ${ofSource}`,
      resolve: (rule) => part<boolean>(rule, 'isAbove'),
    }),
    trip: t.field({
      type: 'Float',
      nullable: true,
      description: `Value from which on it is bad: shares from 0 to 1, milliseconds, US dollars, counts, or what a job logs; percent of a change; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'trip'),
    }),
    clear: t.field({
      type: 'Float',
      nullable: true,
      description: `Value from which on it is good again, as \`trip\`; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'clear'),
    }),
    windowMinutes: t.field({
      type: 'Int',
      nullable: true,
      description: `Length of the window that a value is of, in minutes; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'windowMinutes'),
    }),
    minimumCount: t.field({
      type: 'Int',
      nullable: true,
      description: `Least number of messages, verdicts, ratings, calls or points that a value is of; one of fewer counts as none; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'minimumCount'),
    }),
    forMinutes: t.exposeInt('forMinutes', {
      description: 'Minutes for which a series must be bad without a break before an episode opens.',
    }),
    dwellMinutes: t.exposeInt('dwellMinutes', {
      description: 'Least number of minutes between two notices of one series, whatever the values do.',
    }),
    compareWith: t.field({
      type: AlertComparisonRef,
      nullable: true,
      description: `Window that a change is measured against; ${ofSource}`,
      resolve: (rule) => part<AlertComparison>(rule, 'compareWith'),
    }),
    changePercent: t.field({
      type: 'Float',
      nullable: true,
      description: `Percent of change from which on it is bad; ${ofSource}`,
      resolve: (rule) => (rule.source === 'CHANGE' ? Math.abs(part<number>(rule, 'trip') ?? 0) : null),
    }),
    minimumSeverity: t.field({
      type: AlertSeverityRef,
      nullable: true,
      description: `Least severity of an anomaly that the rule watches; ${ofSource}`,
      resolve: (rule) => part<AlertSeverity>(rule, 'minimumSeverity'),
    }),
    forecastDays: t.field({
      type: 'Int',
      nullable: true,
      description: `Days that the forecast reaches ahead; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'forecastDays'),
    }),
    target: t.field({
      type: 'Float',
      nullable: true,
      description: `Share that is to be good, 0 to 1; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'target'),
    }),
    longWindowMinutes: t.field({
      type: 'Int',
      nullable: true,
      description: `Length of the long window of a burn rate, in minutes; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'longWindowMinutes'),
    }),
    shortWindowMinutes: t.field({
      type: 'Int',
      nullable: true,
      description: `Length of the short window of a burn rate, in minutes; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'shortWindowMinutes'),
    }),
    factor: t.field({
      type: 'Float',
      nullable: true,
      description: `Burn rate from which on a series is bad: how many times faster than allowed the error budget is used up; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'factor'),
    }),
    driftRole: t.field({
      type: DriftRoleRef,
      nullable: true,
      description: `Messages that a rule about drift compares; ${ofSource}`,
      resolve: (rule) => part<DriftRole>(rule, 'driftRole'),
    }),
    driftFeatures: t.field({
      type: [DriftFeatureRef],
      description: 'Features that a rule about drift compares; empty: all, or the source has none.',
      resolve: (rule) => part<DriftFeature[]>(rule, 'driftFeatures') ?? [],
    }),
    driftBaseline: t.field({
      type: DriftBaselinePinRef,
      nullable: true,
      description:
        'Pinned baseline that a rule about drift compares with; null: the time before, or it is deleted, or the source has none.',
      resolve: (rule, _args, context) => {
        const id = part<string>(rule, 'driftBaselineId');
        return id === null ? null : (baselineById(context).load(id) as never);
      },
    }),
    minimumEffect: t.field({
      type: EffectLabelRef,
      nullable: true,
      description: `Least difference of a feature that counts as drifted; ${ofSource}`,
      resolve: (rule) => part<EffectLabel>(rule, 'minimumEffect'),
    }),
    trainingEvents: t.field({
      type: [AlertTrainingEventRef],
      description: 'Events of training jobs that the rule watches; empty: the source has none.',
      resolve: (rule) => part<TrainingEvent[]>(rule, 'trainingEvents') ?? [],
    }),
    budgetUsd: t.field({
      type: 'Float',
      nullable: true,
      description: `Budget in US dollars; ${ofSource}`,
      resolve: (rule) => part<number>(rule, 'budgetUsd'),
    }),
    budgetPeriod: t.field({
      type: AlertBudgetPeriodRef,
      nullable: true,
      description: `Time that the budget is for; ${ofSource}`,
      resolve: (rule) => part<BudgetPeriod>(rule, 'budgetPeriod'),
    }),
    noDataMinutes: t.field({
      type: 'Int',
      nullable: true,
      description: 'Minutes without a message or a value from which on it is bad; null: they change nothing.',
      resolve: (rule) => part<number>(rule, 'noDataMinutes'),
    }),
    channels: t.field({
      type: [AlertChannelRef],
      description: `Channels that notices go to; at most ${maxChannelsOfRule}.`,
      resolve: ({ channelIds }, _args, context) => channelsOfRule(context, channelIds),
    }),
    escalateAfterMinutes: t.exposeInt('escalateAfterMinutes', {
      nullable: true,
      description: 'Minutes without an acknowledgement after which `escalateTo` is notified; null: never.',
    }),
    escalateTo: t.field({
      type: [AlertChannelRef],
      description: `Channels that are notified when no person acknowledges; at most ${maxChannelsOfRule}.`,
      resolve: ({ escalateTo }, _args, context) => channelsOfRule(context, escalateTo),
    }),
    repeatMinutes: t.exposeInt('repeatMinutes', {
      nullable: true,
      description: 'Minutes after which an open episode is notified again until it is acknowledged; null: never.',
    }),
    schedule: t.field({
      type: AlertScheduleRef,
      nullable: true,
      description: 'Hours in which notices go out; null: at any time.',
      resolve: ({ schedule }) => schedule as AlertSchedule | null,
    }),
    mutedUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time until which no notices go out; null: they do.',
      resolve: ({ mutedUntil }) => (mutedUntil !== null && mutedUntil > new Date() ? mutedUntil : null),
    }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether the rule is evaluated.' }),
    state: t.field({
      type: AlertStateRef,
      description: 'State of the rule: the worst of its series; MUTED while no notices go out.',
      resolve: async (rule, _args, context) => {
        const isMuted = isQuiet(quietOf(rule), new Date());
        if (isMuted) return 'MUTED';
        if (rule.evaluatedTo === null) return 'UNKNOWN';
        return worstState((await seriesOfRule(rule.id, context)).map((series) => shownState(series, false)));
      },
    }),
    lastEvaluatedAt: t.expose('evaluatedTo', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time that the latest evaluation of the rule was about; null: none yet. An enabled rule is evaluated every minute, one about forecasts every hour.',
    }),
    series: t.field({
      type: [AlertSeriesRef],
      description: `Series of the rule, one for each value of its dimension; at most ${maxSeries}.`,
      resolve: async (rule, _args, context) => {
        const isMuted = isQuiet(quietOf(rule), new Date());
        return (await seriesOfRule(rule.id, context)).map((series) => ({ ...series, isMuted }));
      },
    }),
    sentence: t.string({
      description: 'What the rule does, in one sentence.',
      resolve: (rule) => ruleSentence(conditionOfJson(rule.condition), rule),
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'Reason why the latest evaluation is not known, or not complete; null: there is none.',
    }),
    noticesPerWeek: t.exposeFloat('noticesPerWeek', {
      nullable: true,
      description:
        'Notices a week that the 30 days before the last replay would have brought; computed when the rule is saved, and once a day. Null: the source can’t be replayed, or no replay is over.',
    }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description: 'Name of the person who made the rule; null: a key, or a local caller without an account.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the rule was made.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time when the rule was saved last; a change states the one that it is based on.',
    }),
    lastChange: t.field(lastChangeField('AlertRule', 'alert rule', ({ id }: { id: string }) => id)),
  }),
});

builder.prismaObjectField('AlertChannel', 'rules', (t) =>
  t.field({
    type: [AlertRuleRef],
    description: `Rules that name the channel for notices or escalation, by name; at most ${maxRules}.`,
    resolve: ({ id }, _args, context) => rulesOfChannel(id, context),
  }),
);

builder.prismaObjectField('AlertRule', 'watchers', (t) =>
  t.field({
    type: [AlertRuleRef],
    description: `Other rules that watch the same metric or source; at most ${maxRules}.`,
    resolve: (rule, _args, context) => watchersOfRule(rule, context),
  }),
);

const quietOf = ({ mutedUntil, schedule }: Pick<AlertRule, 'mutedUntil' | 'schedule'>) => ({
  mutedUntil,
  schedule: schedule as AlertSchedule | null,
});
