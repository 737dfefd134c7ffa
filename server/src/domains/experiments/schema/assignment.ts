import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { assignAll, assignOne, type KeyedAssignment } from '../commands.ts';
import { maxExperiments } from '../types.ts';
import { AssignmentReasonEnum } from './enums.ts';

const AssignmentRef = builder.objectRef<KeyedAssignment>('Assignment').implement({
  description: 'What one unit gets of an experiment or a flag.',
  fields: (t) => ({
    experiment: t.exposeString('experiment', { description: 'Key of the experiment or flag.' }),
    variant: t.exposeString('variant', {
      nullable: true,
      description: 'Key of the variant; null: the unit is outside, or nothing is served.',
    }),
    value: t.expose('value', {
      type: 'JSON',
      nullable: true,
      description: 'Value of the flag for the unit; null: none, the application keeps its own.',
    }),
    reason: t.expose('reason', { type: AssignmentReasonEnum, description: 'Why the unit gets it.' }),
    phase: t.exposeInt('phase', { description: 'Number of the phase of the experiment.' }),
  }),
});

builder.queryFields((t) => {
  const unitId = t.arg.string({ required: true, description: 'Id of the unit: 1 to 1,024 bytes, without the spaces around it.' });
  const attributes = t.arg({ type: 'JSON', description: 'What is known of the unit, as an object; absent: nothing.' });
  return {
    assignVariant: t.field({
      type: AssignmentRef,
      authScopes: { may: 'ASSIGN' },
      description: 'What a unit gets of one experiment or flag: the same each time, and nothing is recorded.',
      args: { experiment: t.arg.string({ required: true, description: 'Key of the experiment or flag.' }), unitId, attributes },
      resolve: async (_root, { experiment, ...unit }, context) =>
        unwrap(await assignOne(context, context.viewer.workspaceId, { experiment, unitId: unit.unitId, attributes: unit.attributes })),
    }),
    assignVariants: t.field({
      type: [AssignmentRef],
      authScopes: { may: 'ASSIGN' },
      description: `What a unit gets of every experiment and flag that is not archived, by key; at most ${maxExperiments}.`,
      args: { unitId, attributes },
      resolve: async (_root, unit, context) =>
        unwrap(await assignAll(context, context.viewer.workspaceId, { unitId: unit.unitId, attributes: unit.attributes })),
    }),
  };
});
