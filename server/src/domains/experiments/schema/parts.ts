import { builder } from '../../../platform/graphql/builder.ts';
import { MetricDirectionEnum } from '../../metrics/schema/enums.ts';
import type { ExperimentMetric, LayerRange, RampStep, ServerPause, Variant } from '../types.ts';
import { MetricRoleEnum } from './enums.ts';

export const VariantRef = builder.objectRef<Variant>('ExperimentVariant').implement({
  description: 'One of the things that an experiment compares, or that a flag can be.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the variant, unique in its experiment.' }),
    name: t.exposeString('name', { nullable: true, description: 'Name of the variant for people; null: its key.' }),
    weight: t.exposeFloat('weight', { description: 'Share of the units in the experiment that get the variant, 0 to 1.' }),
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'Value of the flag for units of the variant; null: none.' }),
    model: t.exposeString('model', { nullable: true, description: 'Model that the variant stands for; null: none was named.' }),
    promptName: t.exposeString('promptName', { nullable: true, description: 'Prompt that the variant stands for; null: none was named.' }),
    promptVersion: t.exposeInt('promptVersion', { nullable: true, description: 'Version of that prompt; null: none was named.' }),
    parameters: t.expose('parameters', { type: 'JSON', nullable: true, description: 'Parameters of the variant; null: none were named.' }),
  }),
});

export const RampStepRef = builder.objectRef<RampStep>('ExperimentRampStep').implement({
  description: 'A step in which more units come into an experiment.',
  fields: (t) => ({
    share: t.exposeFloat('share', { description: 'Share of units in the experiment from that time on, 0 to 1.' }),
    afterMinutes: t.exposeInt('afterMinutes', { description: 'Minutes after the start of the experiment.' }),
  }),
});

export const LayerRangeRef = builder.objectRef<LayerRange>('ExperimentLayerRange').implement({
  description: 'A part of a layer: experiments of one layer share its units, each those of its range.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the layer.' }),
    start: t.exposeFloat('start', { description: 'Start of the range, 0 to 1.' }),
    end: t.exposeFloat('end', { description: 'End of the range, exclusive, 0 to 1.' }),
  }),
});

export const ExperimentMetricRef = builder.objectRef<ExperimentMetric>('ExperimentMetric').implement({
  description: 'A metric by which an experiment is judged.',
  fields: (t) => ({
    metric: t.exposeString('metric', { description: 'Key of the metric.' }),
    role: t.expose('role', { type: MetricRoleEnum, description: 'What the metric is for.' }),
    goal: t.expose('goal', {
      type: MetricDirectionEnum,
      nullable: true,
      description: 'Which change counts as better; null: the direction of the metric itself.',
    }),
    minimalEffect: t.exposeFloat('minimalEffect', {
      nullable: true,
      description: 'Least relative change that matters, such as 0.02; null: not set.',
    }),
  }),
});

builder.prismaObject('ExperimentPhase', {
  description: 'A stretch of time in which units kept their variant; results are those of one phase.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Number of the phase, from 1.' }),
    seed: t.exposeString('seed', { description: 'Text that is hashed with the id of a unit.' }),
    variants: t.field({
      type: [VariantRef],
      description: 'Variants at the begin of the phase; at most 20.',
      select: { variants: true },
      resolve: ({ variants }) => variants as unknown as Variant[],
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Time when the phase began.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the phase ended; null: it is the present one.',
    }),
    reason: t.exposeString('reason', { description: 'What began the phase.' }),
  }),
});

export const ServerPauseRef = builder.objectRef<ServerPause>('ExperimentServerPause').implement({
  description: 'A pause of an experiment by the server.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'Time of the pause.', resolve: ({ at }) => new Date(at) }),
    reason: t.exposeString('reason', { description: 'Guardrail that was breached, and by which variant.' }),
  }),
});

builder.prismaObject('ExperimentVersion', {
  description: 'Definition of an experiment as one save left it.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    definition: t.expose('definition', { type: 'JSON', description: 'The whole definition at that time, by the names of its fields.' }),
    changed: t.exposeStringList('changed', { description: 'Fields that differ from the version before; empty for the first.' }),
    savedAt: t.expose('savedAt', { type: 'DateTime', description: 'Time when the version was saved.' }),
    savedBy: t.exposeString('savedBy', {
      nullable: true,
      description: 'Name of the person who saved the version; null: an API key, or a local caller without an account.',
    }),
  }),
});

builder.prismaObject('ExperimentOverride', {
  description: 'A unit that gets a variant for testing in place of that of its hash; results leave the unit out.',
  fields: (t) => ({
    unitId: t.exposeString('unitId', { description: 'Id of the unit.' }),
    variant: t.exposeString('variant', { description: 'Key of the variant that the unit gets.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the unit was first given a variant.' }),
  }),
});
