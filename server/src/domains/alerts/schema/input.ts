import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { DriftRoleRef } from '../../drift/schema.ts';
import { DriftFeatureRef, EffectLabelRef } from '../../drift/schema/report.ts';
import { SignalDimensionRef, SignalMetricRef } from '../../signals/schema/enums.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { RuleInput } from '../ingest/rule-fields.ts';
import { leastRepeatMinutes, maxChannelsOfRule, maxNameLength } from '../types.ts';
import { AlertBudgetPeriodRef, AlertComparisonRef, AlertSeverityRef, AlertSourceRef, AlertTrainingEventRef } from './enums.ts';

const AlertScheduleInputRef = builder.inputType('AlertScheduleInput', {
  description: 'Hours in which notices of an alert rule are to go out. What fires at other times is notified when the hours begin.',
  fields: (t) => ({
    timeZone: t.string({ required: true, description: "Zone of the hours, a name of IANA's list such as America/New_York." }),
    days: t.intList({ required: true, description: 'Days of the week, from 1 (Monday) to 7.' }),
    from: t.string({ required: true, description: 'Time of day at which the hours begin, "00:00" to "23:59".' }),
    to: t.string({ required: true, description: 'Time of day at which the hours end; one that is not after `from` is of the next day.' }),
  }),
});

/** Channels are named by global ids. */
export const AlertRuleInputRef = builder.inputType('AlertRuleInput', {
  description: 'An alert rule. Which fields count depends on the source; the others are left out.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the rule, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    source: t.field({ type: AlertSourceRef, required: true, description: 'What the rule watches.' }),
    metric: t.field({
      type: SignalMetricRef,
      description: 'Metric to watch. Of ANOMALY absent: any; of BURN_RATE a share; metrics of training of VALUE, CHANGE and ANOMALY.',
    }),
    dimension: t.field({
      type: SignalDimensionRef,
      description:
        'Dimension of which each value has alerts of its own; absent: WORKSPACE, of ANOMALY any. Of VALUE and CHANGE of a metric of training it is TRAINING_JOB: each job that trains.',
    }),
    filter: t.field({
      type: AnalyticsFilterRef,
      description: 'Messages to watch, without a time range; absent: all. A metric of training takes none.',
    }),
    isAbove: t.boolean({
      description:
        'Whether high values are bad, or a rise; otherwise low ones, or a fall. Absent: low success shares, ratings and training throughputs are bad, and high values of others.',
    }),
    trip: t.float({
      description:
        'Value from which on it is bad, of VALUE and FORECAST: shares from 0 to 1, milliseconds, US dollars or counts; of training the loss, the norm, or tokens (of a job that counts none, steps) a second.',
    }),
    clear: t.float({ description: 'Value from which on it is good again, as `trip`; absent: whatever is not bad is good.' }),
    windowMinutes: t.int({
      description:
        'Length of the window of VALUE and CHANGE in minutes, 1 to 10,080; absent: 15. Of DRIFT 1,440 to 43,200; absent: 10,080.',
    }),
    minimumCount: t.int({
      description:
        'Least number of messages, verdicts, ratings, calls or points that a value is of; absent: 20 of shares, ratings and latencies, else 1.',
    }),
    forMinutes: t.int({
      description: 'Minutes for which a series must be bad without a break, 0 to 1,440; absent: 0, the first bad value fires.',
    }),
    dwellMinutes: t.int({ description: 'Minutes that lie between two notices of one series at least, 1 to 1,440; absent: 10.' }),
    compareWith: t.field({
      type: AlertComparisonRef,
      description: 'Window that a CHANGE is measured against; absent: WEEK_BEFORE, of a metric of training WINDOW_BEFORE.',
    }),
    changePercent: t.float({
      description:
        'Percent of CHANGE from which on it is bad, 1 to 100,000, of a fall at most 100; absent: 50. Good again at half of that.',
    }),
    minimumSeverity: t.field({ type: AlertSeverityRef, description: 'Least severity of an ANOMALY; absent: WARNING.' }),
    forecastDays: t.int({ description: 'Days that a FORECAST reaches ahead, 1 to 30; absent: 7.' }),
    target: t.float({ description: 'Share that is to be good, of BURN_RATE, 0.01 to 0.99999.' }),
    longWindowMinutes: t.int({ description: 'Length of the long window of BURN_RATE in minutes, 10 to 10,080; absent: 60.' }),
    shortWindowMinutes: t.int({
      description: 'Length of the short window of BURN_RATE in minutes, 1 to 10,080, shorter than the long one; absent: 5.',
    }),
    factor: t.float({ description: 'Number of times faster than allowed from which on BURN_RATE is bad, 1 to 10,000; absent: 14.4.' }),
    trainingEvents: t.field({ type: [AlertTrainingEventRef], description: 'Events that TRAINING_EVENT watches; absent: all 3.' }),
    budgetUsd: t.float({ description: 'Budget of BUDGET in US dollars.' }),
    budgetPeriod: t.field({ type: AlertBudgetPeriodRef, description: 'Time that the budget is for; absent: DAY.' }),
    noDataMinutes: t.int({
      description:
        'Minutes without a message from which on NO_DATA is bad, 5 to 43,200; absent: 30. Of VALUE minutes without a value; absent: they change nothing.',
    }),
    driftRole: t.field({ type: DriftRoleRef, description: 'Messages that DRIFT compares; absent: BOTH.' }),
    driftFeatures: t.field({ type: [DriftFeatureRef], description: 'Features that DRIFT compares; absent or empty: all.' }),
    driftBaselineId: t.id({ description: 'Global id of the pinned baseline that DRIFT compares with; absent: the time before.' }),
    minimumEffect: t.field({ type: EffectLabelRef, description: 'Least difference of a feature that DRIFT counts; absent: SMALL.' }),
    severity: t.field({ type: AlertSeverityRef, description: 'Severity of the alerts; absent: WARNING.' }),
    channelIds: t.idList({
      description: `Global ids of the channels that notices go to, at most ${maxChannelsOfRule}; absent: the page alone shows the alerts.`,
    }),
    escalateAfterMinutes: t.int({ description: 'Minutes without an acknowledgement after which `escalateTo` is notified; absent: never.' }),
    escalateTo: t.idList({
      description: `Global ids of the channels that are notified when no person acknowledges, at most ${maxChannelsOfRule}.`,
    }),
    repeatMinutes: t.int({
      description: `Minutes after which an open episode is notified again until it is acknowledged, ${leastRepeatMinutes} or more; absent: never.`,
    }),
    schedule: t.field({ type: AlertScheduleInputRef, description: 'Hours in which notices go out; absent: at any time.' }),
    isEnabled: t.boolean({ description: 'Whether the rule is evaluated; absent: yes.' }),
  }),
});

type Given = typeof AlertRuleInputRef.$inferInput;

/** The input with the keys of its channels. Errors: throws BAD_USER_INPUT for what is no id of a channel. */
export const ruleInputOf = ({ channelIds, escalateTo, driftBaselineId, ...input }: Given): RuleInput => ({
  ...input,
  driftBaselineId:
    driftBaselineId == null ? null : uuidKey(keyOfNode('DriftBaselinePin', String(driftBaselineId), 'input.driftBaselineId')),
  channelIds: channelKeys(channelIds, 'input.channelIds'),
  escalateTo: channelKeys(escalateTo, 'input.escalateTo'),
});

export const channelKeys = (ids: readonly (string | number)[] | null | undefined, argument: string): string[] =>
  (ids ?? []).map((id, index) => uuidKey(keyOfNode('AlertChannel', String(id), `${argument}[${index}]`)));
