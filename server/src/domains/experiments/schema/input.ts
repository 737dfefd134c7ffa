import { builder } from '../../../platform/graphql/builder.ts';
import { MetricDirectionEnum } from '../../metrics/schema/enums.ts';
import { maxHypothesisLength, maxMetrics, maxNameLength, maxPastDays, maxRampSteps, maxVariants } from '../types.ts';
import {
  ExperimentCorrectionEnum,
  ExperimentKindEnum,
  ExperimentMethodEnum,
  ExperimentUnitEnum,
  FlagValueTypeEnum,
  MetricRoleEnum,
} from './enums.ts';

const VariantInputRef = builder.inputType('ExperimentVariantInput', {
  description: 'A variant of an experiment.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the variant: 1 to 64 of a-z, 0-9, ".", "_" and "-".' }),
    name: t.string({ description: `Name of the variant for people, at most ${maxNameLength} characters.` }),
    weight: t.float({ description: 'Share of units, 0 to 1; weights sum to 1. Absent: an equal share.' }),
    value: t.field({
      type: 'JSON',
      description: 'Value of the flag; absent: the key, or an object of key, model, prompt and parameters where one of those is named.',
    }),
    model: t.string({ description: 'Model that the variant stands for.' }),
    promptName: t.string({ description: 'Prompt that the variant stands for.' }),
    promptVersion: t.int({ description: 'Version of that prompt, from 1.' }),
    parameters: t.field({ type: 'JSON', description: 'Parameters of the variant, at most 64 KiB of JSON.' }),
  }),
});

const RampStepInputRef = builder.inputType('ExperimentRampStepInput', {
  description: 'A step in which more units come into an experiment.',
  fields: (t) => ({
    share: t.float({ required: true, description: 'Share of units from that time on, above 0 and up to 1; steps only rise.' }),
    afterMinutes: t.int({ required: true, description: 'Minutes after the start; 0 for the first step.' }),
  }),
});

const LayerRangeInputRef = builder.inputType('ExperimentLayerRangeInput', {
  description: 'A part of a layer that an experiment takes; ranges of experiments that run may not overlap.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the layer: 1 to 64 of a-z, 0-9, ".", "_" and "-".' }),
    start: t.float({ required: true, description: 'Start of the range, 0 to 1.' }),
    end: t.float({ required: true, description: 'End of the range, exclusive, above the start and up to 1.' }),
  }),
});

const MetricInputRef = builder.inputType('ExperimentMetricInput', {
  description: 'A metric by which an experiment is judged.',
  fields: (t) => ({
    metric: t.string({ required: true, description: 'Key of the metric.' }),
    role: t.field({ type: MetricRoleEnum, description: 'What the metric is for; absent: GOAL.' }),
    goal: t.field({ type: MetricDirectionEnum, description: 'Which change counts as better; absent: the direction of the metric itself.' }),
    minimalEffect: t.float({ description: 'Least relative change that matters, such as 0.02.' }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** Fields of a definition, of a new experiment and of a change alike. */
const definitionFields = (t: InputBuilder) => ({
  hypothesis: t.string({ description: `What the experiment is to find out, at most ${maxHypothesisLength} characters.` }),
  unit: t.field({ type: ExperimentUnitEnum, description: 'What is assigned a variant; of a new one USER.' }),
  valueType: t.field({ type: FlagValueTypeEnum, description: 'Type of the values; of a new one what the values are.' }),
  defaultValue: t.field({ type: 'JSON', description: 'Value of units outside; null: none, the application keeps its own.' }),
  parametersSchema: t.field({
    type: 'JSON',
    description:
      'JSON schema (2020-12) that the parameters of variants fit, at most 64 KiB; null: any are taken. Variants without parameters are not checked.',
  }),
  allocation: t.float({ description: 'Share of units in the experiment, 0 to 1; of a new one 1. Beside a ramp its first step counts.' }),
  ramp: t.field({ type: [RampStepInputRef], description: `Steps by which the allocation rises after the start, at most ${maxRampSteps}.` }),
  condition: t.field({ type: 'JSON', description: 'Condition on the attributes of a unit, in the language of GrowthBook; null: none.' }),
  environments: t.stringList({ description: 'Values of the attribute environment that are in the experiment, at most 50; empty: any.' }),
  channels: t.stringList({ description: 'Values of the attribute channel that are in the experiment, at most 50; empty: any.' }),
  cohort: t.id({
    description: 'Global id of a cohort: only its members are in. Who they are is known within 30 seconds; null: everyone.',
  }),
  layer: t.field({ type: LayerRangeInputRef, description: 'Part of a layer that the experiment takes; null: none.' }),
  metrics: t.field({ type: [MetricInputRef], description: `Metrics by which the experiment is judged, at most ${maxMetrics}.` }),
  significance: t.float({ description: 'Accepted share of false wins, 0.0001 to 0.5; of a new one 0.05.' }),
  method: t.field({ type: ExperimentMethodEnum, description: 'How intervals are computed; of a new one SEQUENTIAL.' }),
  correction: t.field({ type: ExperimentCorrectionEnum, description: 'Correction for the number of goal metrics; of a new one HOLM.' }),
  plannedSamplePerVariant: t.int({ description: 'Number of units of each variant that is planned; null: none.' }),
  isAa: t.boolean({ description: 'Whether all variants are meant to be the same; of a new one false.' }),
});

export const ExperimentInputRef = builder.inputType('ExperimentInput', {
  description: 'A new experiment or flag.',
  fields: (t) => ({
    key: t.string({
      required: true,
      description: 'Key by which code asks for the experiment: 1 to 64 of a-z, 0-9, ".", "_" and "-"; fixed for good.',
    }),
    kind: t.field({ type: ExperimentKindEnum, description: 'Whether variants are compared; absent: EXPERIMENT.' }),
    name: t.string({ required: true, description: `Name for people, 1 to ${maxNameLength} characters.` }),
    variants: t.field({
      type: [VariantInputRef],
      required: true,
      description: `Variants: 2 to ${maxVariants}, of a flag 1 to ${maxVariants}.`,
    }),
    ...definitionFields(t),
  }),
});

export const ExperimentChangeInputRef = builder.inputType('ExperimentChangeInput', {
  description: 'A change of an experiment or flag: what is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment.' }),
    version: t.int({ description: 'Number of the version that the change is based on; absent: whatever version there is.' }),
    startsNewPhase: t.boolean({
      description:
        'Whether the change begins a new phase; needed while the experiment runs for a change of variants, unit, targeting or layer.',
    }),
    name: t.string({ description: `Name for people, 1 to ${maxNameLength} characters.` }),
    variants: t.field({ type: [VariantInputRef], description: `All variants: 2 to ${maxVariants}, of a flag 1 to ${maxVariants}.` }),
    ...definitionFields(t),
  }),
});

export const CloneExperimentInputRef = builder.inputType('CloneExperimentInput', {
  description: 'A copy of an experiment, as a draft.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment that is copied.' }),
    key: t.string({ required: true, description: 'Key of the copy, which no other experiment has.' }),
    name: t.string({ description: 'Name of the copy; absent: that of the experiment, with "(copy)".' }),
  }),
});

export const ShipVariantInputRef = builder.inputType('ShipVariantInput', {
  description: 'A variant that every unit is to get.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment.' }),
    variant: t.string({ required: true, description: 'Key of the variant.' }),
  }),
});

export const StartExperimentInputRef = builder.inputType('StartExperimentInput', {
  description: 'A draft to start, and since when its units count.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment.' }),
    since: t.field({
      type: 'DateTime',
      required: true,
      description: `Time since when units count that another program assigned, in the last ${maxPastDays} days.`,
    }),
  }),
});

export const FlagEnabledInputRef = builder.inputType('FlagEnabledInput', {
  description: 'A position of the kill switch.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment or flag.' }),
    isEnabled: t.boolean({ required: true, description: 'False: every unit gets the default value.' }),
  }),
});

export const OverrideInputRef = builder.inputType('ExperimentOverrideInput', {
  description: 'A variant for one unit, for testing.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the experiment.' }),
    unitId: t.string({ required: true, description: 'Id of the unit, at most 1,024 bytes.' }),
    variant: t.string({ description: 'Key of the variant; null: the unit gets the variant of its hash again.' }),
  }),
});
