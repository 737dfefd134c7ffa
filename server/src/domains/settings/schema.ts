import { lastChangeField } from '../audit/schema/last-change.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { resetSettings, setSettings } from './commands.ts';
import { mostSlaRules, mostThresholdMs } from './ingest.ts';
import { readSettings } from './load.ts';
import {
  targetKinds,
  targetMetrics,
  type MetricTarget,
  type Settings,
  type SlaDimension,
  type SlaRule,
  type TargetBound,
  type TargetMetric,
  type WeekStart,
} from './types.ts';

export const WeekStartRef = describedEnum<WeekStart>('WeekStart', 'Day that weeks begin with.', {
  MONDAY: 'Weeks from Monday to Sunday, as ISO 8601 has them.',
  SUNDAY: 'Weeks from Sunday to Saturday.',
  SATURDAY: 'Weeks from Saturday to Friday.',
});

const SlaDimensionRef = describedEnum<SlaDimension>('SlaDimension', 'What a latency threshold is set for.', {
  MODEL: 'Messages of one model.',
  ENVIRONMENT: 'Messages of one environment.',
});

const TargetMetricRef = describedEnum<TargetMetric>('TargetMetric', 'Number that can have a target.', {
  SUCCESS_SHARE: 'Share of verdicts that are success, 0 to 1.',
  AVERAGE_RATING: 'Mean of the ratings, 1 to 5.',
  ERROR_SHARE: 'Share of messages that ended in an error, 0 to 1.',
  SLA_BREACH_SHARE: 'Share of measured messages slower than their latency threshold, 0 to 1.',
  LATENCY_P95: '95th percentile of latency in milliseconds.',
  TIME_TO_FIRST_TOKEN_P95: '95th percentile of the time to the first token in milliseconds.',
  COST_PER_DAY: 'Cost of a day in US dollars.',
  COST_PER_MONTH: 'Cost of a month in US dollars.',
  COST_PER_MESSAGE: 'Mean cost in US dollars of messages with a known price.',
  COST_PER_SUCCESS: 'Cost in US dollars over verdicts of success.',
});

const TargetBoundRef = describedEnum<TargetBound>('TargetBound', 'Side of a target that is good.', {
  AT_LEAST: 'The number is to reach the target or to be above.',
  AT_MOST: 'The number is to stay at the target or below.',
});

export const SlaRuleRef = builder.objectRef<SlaRule>('SlaRule').implement({
  description: 'Latency threshold for the messages of one model, or of one environment.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: SlaDimensionRef, description: 'What the threshold is set for.' }),
    value: t.exposeString('value', { description: 'Model or environment, as messages name it.' }),
    thresholdMs: t.exposeInt('thresholdMs', { description: 'Latency threshold in milliseconds.' }),
  }),
});

const MetricTargetRef = builder.objectRef<MetricTarget>('MetricTarget').implement({
  description: 'Bound that a number is held against.',
  fields: (t) => ({
    metric: t.expose('metric', { type: TargetMetricRef, description: 'Number that is held against the target.' }),
    value: t.exposeFloat('value', { description: 'Target, in the unit of the number.' }),
    bound: t.field({
      type: TargetBoundRef,
      description: 'Side of the target that is good.',
      resolve: ({ metric }) => targetKinds[metric].bound,
    }),
  }),
});

const WorkspaceSettingsRef = builder.objectRef<Settings>('WorkspaceSettings').implement({
  description: 'Settings of a workspace: latency thresholds, targets, time zone and week.',
  fields: (t) => ({
    slaThresholdMs: t.exposeInt('slaThresholdMs', {
      description: 'Latency threshold in milliseconds of messages that no rule is about; slower ones breach the SLA.',
    }),
    slaRules: t.field({
      type: [SlaRuleRef],
      description: `Latency thresholds of models and environments, at most ${mostSlaRules}. Where both are about a message, that of its model holds.`,
      resolve: ({ slaRules }) => [...slaRules],
    }),
    targets: t.field({
      type: [MetricTargetRef],
      description: 'Targets, at most one for each number.',
      resolve: ({ targets }) => [...targets],
    }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description:
        "Zone whose days, weeks and months are counted where a filter names none, of IANA's list; null: UTC in the API, the zone of the device on pages.",
    }),
    weekStart: t.expose('weekStart', { type: WeekStartRef, description: 'Day that weeks begin with where a filter names none.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last change; null: the defaults hold.',
    }),
  }),
});

builder.objectField(WorkspaceSettingsRef, 'lastChange', (t) =>
  t.field(lastChangeField('WorkspaceSettings', 'settings', (_settings, { viewer }) => viewer.workspaceId)),
);

const SlaRuleInputRef = builder.inputType('SlaRuleInput', {
  description: 'Latency threshold to set for the messages of one model, or of one environment.',
  fields: (t) => ({
    dimension: t.field({ type: SlaDimensionRef, required: true, description: 'What the threshold is set for.' }),
    value: t.string({ required: true, description: 'Model or environment, as messages name it, 1 to 512 characters.' }),
    thresholdMs: t.int({ required: true, description: `Latency threshold in milliseconds, 1 to ${mostThresholdMs}.` }),
  }),
});

const MetricTargetInputRef = builder.inputType('MetricTargetInput', {
  description: 'Target to set for a number.',
  fields: (t) => ({
    metric: t.field({ type: TargetMetricRef, required: true, description: 'Number that is held against the target.' }),
    value: t.float({
      required: true,
      description: `Target, in the unit of the number. ${targetMetrics.map((metric) => `${metric}: ${targetKinds[metric].takes}`).join('; ')}.`,
    }),
  }),
});

const WorkspaceSettingsInput = builder.inputType('WorkspaceSettingsInput', {
  description: 'All settings of a workspace; a list that is absent is empty.',
  fields: (t) => ({
    slaThresholdMs: t.int({ required: true, description: `Latency threshold in milliseconds, 1 to ${mostThresholdMs}.` }),
    slaRules: t.field({
      type: [SlaRuleInputRef],
      description: `Thresholds of models and environments, one for each, at most ${mostSlaRules}.`,
    }),
    targets: t.field({ type: [MetricTargetInputRef], description: 'Targets, one for each number.' }),
    timeZone: t.string({ description: "Time zone, a name of IANA's list such as Europe/Berlin; absent or null: none." }),
    weekStart: t.field({ type: WeekStartRef, required: true, description: 'Day that weeks begin with.' }),
  }),
});

builder.queryField('workspaceSettings', (t) =>
  t.field({
    type: WorkspaceSettingsRef,
    authScopes: { may: 'READ' },
    description: 'Settings of the workspace; the defaults until some are set.',
    resolve: (_root, _args, { stores, viewer }) => readSettings(stores, viewer.workspaceId),
  }),
);

builder.mutationFields((t) => ({
  setWorkspaceSettings: t.field({
    type: WorkspaceSettingsRef,
    authScopes: { may: 'EDIT_SETTINGS' },
    description: 'Sets all settings of the workspace.',
    args: { input: t.arg({ type: WorkspaceSettingsInput, required: true, description: 'The settings to set.' }) },
    resolve: async (_root, { input }, { stores, live, viewer }) =>
      unwrap(await setSettings({ stores, live }, viewer.workspaceId, input), 'input'),
  }),
  resetWorkspaceSettings: t.field({
    type: WorkspaceSettingsRef,
    authScopes: { may: 'EDIT_SETTINGS' },
    description: 'Takes all settings of the workspace back to the defaults, and returns those.',
    resolve: (_root, _args, { stores, live, viewer }) => resetSettings({ stores, live }, viewer.workspaceId),
  }),
}));

builder.subscriptionField('workspaceSettingsChanged', (t) =>
  t.field({
    type: WorkspaceSettingsRef,
    authScopes: { may: 'READ' },
    description: 'Settings of the workspace: as they stand at once, then again whenever they were changed.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'settings.changed', viewer.workspaceId, { everyMs: 100, first: true }) as AsyncIterable<unknown>,
    resolve: (_changed, _args, { stores, viewer }) => readSettings(stores, viewer.workspaceId),
  }),
);
