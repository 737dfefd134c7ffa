import { describedEnum } from '../../../platform/graphql/enums.ts';
import type {
  AssignmentReason,
  ExperimentCorrection,
  ExperimentKind,
  ExperimentMethod,
  ExperimentState,
  ExperimentUnit,
  FlagValueType,
  MetricRole,
} from '../types.ts';

export const ExperimentKindEnum = describedEnum<ExperimentKind>('ExperimentKind', 'What an experiment is for.', {
  EXPERIMENT: 'Variants are compared by metrics.',
  FLAG: 'A value is served, by one variant or more, and nothing is compared.',
});
export const ExperimentUnitEnum = describedEnum<ExperimentUnit>('ExperimentUnit', 'What is assigned a variant.', {
  USER: 'A user: the id that the caller gives.',
  SESSION: 'A session: the attribute sessionId, else the id that the caller gives.',
  CONVERSATION: 'A conversation: the attribute conversationId, else the id that the caller gives.',
  REQUEST: 'A request: the attribute requestId, else the id that the caller gives.',
});
export const ExperimentStateEnum = describedEnum<ExperimentState>('ExperimentState', 'State of an experiment or a flag.', {
  DRAFT: 'Not started: every unit gets the default value.',
  RUNNING: 'Units are assigned variants.',
  PAUSED: 'Every unit gets the default value until it goes on; then each has the variant that it had.',
  STOPPED: 'Ended: every unit gets the default value, or the variant that was shipped.',
  ARCHIVED: 'Kept for its results; served to no caller.',
});
export const FlagValueTypeEnum = describedEnum<FlagValueType>('FlagValueType', 'Type of the values of a flag.', {
  BOOLEAN: 'True or false.',
  STRING: 'A text of any length.',
  INTEGER: 'A whole number.',
  FLOAT: 'A number with decimals.',
  JSON: 'A JSON object or list.',
});
export const ExperimentMethodEnum = describedEnum<ExperimentMethod>('ExperimentMethod', 'How intervals of results are computed.', {
  SEQUENTIAL: 'Always valid: results may be looked at at any time.',
  FIXED: 'Valid once, at the sample size that was planned.',
});
export const ExperimentCorrectionEnum = describedEnum<ExperimentCorrection>(
  'ExperimentCorrection',
  'How results of several goal metrics are corrected for their number.',
  {
    HOLM: 'By Holm: no false win among all.',
    BENJAMINI_HOCHBERG: 'By Benjamini and Hochberg: few false wins among the wins.',
    NONE: 'Not at all.',
  },
);
export const MetricRoleEnum = describedEnum<MetricRole>('ExperimentMetricRole', 'What a metric is for in an experiment.', {
  GOAL: 'The experiment is to move the metric.',
  GUARDRAIL: 'The experiment must not harm the metric: a breach pauses it.',
  SECONDARY: 'The metric is shown, and decides nothing.',
});
export const RankMethodEnum = describedEnum<'EXACT' | 'NORMAL'>('RankTestMethod', 'How the p-value of a rank test was computed.', {
  EXACT: 'All orders of the units were counted.',
  NORMAL: 'By the normal approximation, corrected for ties and for continuity.',
});
export const AssignmentReasonEnum = describedEnum<AssignmentReason>('AssignmentReason', 'Why a unit gets what it gets.', {
  STATIC: 'Every unit gets the variant: it was shipped, or is the only one.',
  SPLIT: 'The hash of the unit chose the variant.',
  TARGETING_MATCH: 'The unit was given the variant for testing.',
  DEFAULT: 'The unit is not in the experiment: by its attributes, its layer or the allocation.',
  DISABLED: 'The experiment does not run, is paused, or is switched off.',
});
