import { builder } from '../../../platform/graphql/builder.ts';
import { maxAttributes, maxDescriptionLength, maxFilterValues, maxNameLength, maxRetentionDays, maxWindowHours } from '../types.ts';
import { MeasureEnum, MetricDirectionEnum, MetricKindEnum, MetricUnitEnum } from './enums.ts';

const AttributeInputRef = builder.inputType('MetricAttributeFilterInput', {
  description: 'A field of the attributes of events, and the values of which an event has one.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the field, 1 to ${maxNameLength} characters.` }),
    values: t.stringList({
      required: true,
      description: `Values that count, 1 to ${maxFilterValues}; numbers and booleans as JSON has them.`,
    }),
  }),
});

const MeasuredInputRef = builder.inputType('MetricMeasuredInput', {
  description: 'A measure, and which answers or events count.',
  fields: (t) => ({
    measure: t.field({ type: MeasureEnum, required: true, description: 'What is measured.' }),
    event: t.string({ description: 'Name of the events; needed by EVENTS and EVENT_VALUE, and taken by no other measure.' }),
    failureTag: t.string({ description: 'Failure tag that is counted; needed by FAILURE_TAG, and taken by no other measure.' }),
    tool: t.string({ description: 'Name of the tool whose calls are counted, of TOOL_CALLS and TOOL_SUCCESS; absent: all tools.' }),
    models: t.stringList({ description: `Models whose answers count, at most ${maxFilterValues}; absent: all.` }),
    environments: t.stringList({ description: `Environments whose answers count, at most ${maxFilterValues}; absent: all.` }),
    prompts: t.stringList({ description: `Prompts whose answers count, at most ${maxFilterValues}; absent: all.` }),
    attributes: t.field({
      type: [AttributeInputRef],
      description: `Attributes of which an event has to have all, at most ${maxAttributes}; absent: all events of the name count.`,
    }),
  }),
});

const CapInputRef = builder.inputType('MetricCapInput', {
  description: 'Where sums of units are capped: either a value or a percentile.',
  fields: (t) => ({
    value: t.float({ description: 'The cap itself, at least 0.' }),
    percentile: t.float({ description: 'Percentile of the units whose sum is not 0, 0.5 to 0.9999.' }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** How a metric is computed. */
const formulaFields = (t: InputBuilder) => ({
  kind: t.field({ type: MetricKindEnum, required: true, description: 'How the metric is made of what is measured.' }),
  measured: t.field({ type: MeasuredInputRef, required: true, description: 'What is measured; of a ratio the numerator.' }),
  denominator: t.field({ type: MeasuredInputRef, description: 'Denominator; of the kind RATIO, which needs one, alone.' }),
  percentile: t.float({ description: 'Level, 0.001 to 0.999; of the kind PERCENTILE, which needs one, alone.' }),
  afterDays: t.int({
    description: `Days after the first exposure from which a return counts, 1 to ${maxRetentionDays}; of the kind RETENTION, which needs it, alone.`,
  }),
  withinDays: t.int({ description: `Days in which a return counts, 1 to ${maxRetentionDays}; of the kind RETENTION alone. Absent: 7.` }),
  cap: t.field({ type: CapInputRef, description: 'Cap of the sums of units, of the kinds SUM, MEAN and RATIO; absent: none.' }),
  windowHours: t.int({
    description: `Hours after the first exposure in which answers and events count, 1 to ${maxWindowHours}; absent: all that follow.`,
  }),
  better: t.field({ type: MetricDirectionEnum, required: true, description: 'Which change counts as better.' }),
  unit: t.field({ type: MetricUnitEnum, description: 'What the value is in; absent: what follows from kind and measure.' }),
});

export const MetricInputRef = builder.inputType('MetricInput', {
  description: 'A metric to define.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the metric: 1 to 64 of a-z, 0-9, ".", "_" and "-"; it never changes.' }),
    name: t.string({ required: true, description: `Name of the metric for people, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: `What the metric is for, at most ${maxDescriptionLength} characters.` }),
    ...formulaFields(t),
  }),
});

export const MetricChangeInputRef = builder.inputType('MetricChangeInput', {
  description: 'What a metric becomes.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the metric.' }),
    name: t.string({ required: true, description: `Name of the metric for people, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: `What the metric is for, at most ${maxDescriptionLength} characters.` }),
    ...formulaFields(t),
  }),
});

export const MetricPreviewInputRef = builder.inputType('MetricPreviewInput', {
  description: 'Definition of a metric to look at before saving.',
  fields: (t) => ({
    ...formulaFields(t),
    better: t.field({
      type: MetricDirectionEnum,
      description: 'Which change counts as better: a preview is the same for both; absent: UP.',
    }),
  }),
});
