import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { batchArgument } from '../../../platform/graphql/limits/lists.ts';
import { itemsOf } from '../../../platform/ingest/batches.ts';
import { IngestResultRef } from '../../messages/schema/input.ts';
import { recordExposures } from '../commands/expose.ts';
import { exposuresOf, type ExposureCount } from '../load/exposures.ts';
import { maxClientLength, maxExposedAttributes, maxExposedNameLength, maxExposedValueLength, maxExposures } from '../types.ts';

const ExposureInputRef = builder.inputType('ExposureInput', {
  description: 'A unit that saw its variant. The same again changes nothing.',
  fields: (t) => ({
    experiment: t.string({ required: true, description: 'Key of the experiment or flag.' }),
    unitId: t.string({ required: true, description: 'Id of the unit: 1 to 1,024 bytes, without the spaces around it.' }),
    variant: t.string({ required: true, description: 'Key of the variant.' }),
    at: t.field({ type: 'DateTime', description: 'Time at which the unit saw the variant; absent: now. A time to come counts as now.' }),
    phase: t.int({ description: 'Number of the phase, as the assignment gave it; absent: the one that the time lies in.' }),
    attributes: t.field({
      type: 'JSON',
      description: `What is known of the unit, for the causes of a mismatch: an object of up to ${maxExposedAttributes} names (1 to ${maxExposedNameLength} characters) with texts (up to ${maxExposedValueLength}), numbers, true or false; masked as texts are; absent: nothing.`,
    }),
    client: t.string({
      description: `Program that sends it, with its version, such as flags-client/1; up to ${maxClientLength} characters; absent: none named.`,
    }),
  }),
});

builder.mutationField('recordExposures', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'EXPOSE' },
    description: `Stores up to ${maxExposures} exposures, late ones too. A bad one is rejected by index, field and reason: one of an unknown experiment or variant, from before the start or after the end, or of a unit that is forced for testing. One that is stored already counts as accepted.`,
    args: {
      exposures: t.arg({
        type: [ExposureInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Exposures to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { exposures }, context) =>
      unwrap(await recordExposures(context, context.viewer.workspaceId, itemsOf(exposures), new Date())),
  }),
);

const ExposureCountRef = builder.objectRef<ExposureCount>('ExperimentExposure').implement({
  description: 'Units that saw one variant in one phase of an experiment.',
  fields: (t) => ({
    phase: t.exposeInt('phase', { description: 'Number of the phase.' }),
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    unitCount: t.int({ description: 'Number of units that saw the variant.', resolve: ({ units }) => units }),
    firstAt: t.expose('firstAt', { type: 'DateTime', description: 'Time of the first exposure.' }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'Time of the last exposure.' }),
  }),
});

builder.prismaObjectFields('Experiment', (t) => ({
  exposures: t.field({
    type: [ExposureCountRef],
    description: 'Units that saw each variant, by phase; at most 20 a phase. Units in two variants count in both.',
    select: { id: true },
    resolve: ({ id }, _args, { stores, viewer }) => exposuresOf(stores, viewer.workspaceId, id),
  }),
}));
