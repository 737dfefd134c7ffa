import { assertCohort } from '../../analytics/load.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { filterOfJson } from '../../exports/pure/filter.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { deleteBaseline, maxBaselines, maxNameLength, pinBaseline } from '../commands.ts';

export const DriftBaselinePinRef = builder.prismaNode('DriftBaselinePin', {
  id: { field: 'id' },
  nullable: true,
  description: 'A time and a filter that messages are compared with. The messages themselves are read when a report is asked for.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the baseline, unique in the workspace.' }),
    filter: t.field({
      type: 'JSON',
      description: 'Filter of the answers of the baseline, as JSON of the form of AnalyticsFilter, without a time range.',
      select: { filter: true },
      resolve: ({ filter }) => filterOfJson(filter),
    }),
    from: t.expose('fromAt', { type: 'DateTime', description: 'Start of the baseline.' }),
    to: t.expose('toAt', { type: 'DateTime', description: 'End of the baseline, exclusive.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the baseline was pinned.' }),
  }),
});

const PinDriftBaselineInputRef = builder.inputType('PinDriftBaselineInput', {
  description: 'A baseline to pin.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the baseline, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    filter: t.field({ type: AnalyticsFilterRef, description: 'Answers of the baseline, without a time range; absent: all.' }),
    from: t.field({ type: 'DateTime', required: true, description: 'Start of the baseline.' }),
    to: t.field({
      type: 'DateTime',
      required: true,
      description: 'End of the baseline, exclusive; at most 400 days after its start.',
    }),
  }),
});

builder.queryField('driftBaselines', (t) =>
  t.prismaField({
    type: [DriftBaselinePinRef],
    authScopes: { may: 'READ' },
    description: `Pinned baselines of drift, by name; at most ${maxBaselines}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.driftBaselinePin.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' } }),
  }),
);

builder.mutationFields((t) => ({
  pinDriftBaseline: t.prismaField({
    type: DriftBaselinePinRef,
    authScopes: { may: 'SAVE_VIEWS' },
    description: `Pins a time and a filter as a baseline that \`drift\` and alert rules compare with. At most ${maxBaselines} in a workspace.`,
    args: { input: t.arg({ type: PinDriftBaselineInputRef, required: true, description: 'Baseline to pin.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      await assertCohort(stores.postgres, viewer.workspaceId, input.filter ?? {}, 'input.filter');
      const owner = { workspaceId: viewer.workspaceId, personId: viewer.person?.id ?? null };
      const id = unwrap(await pinBaseline(stores, owner, input), 'input');
      return stores.prisma.driftBaselinePin.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteDriftBaseline: t.globalID({
    authScopes: { may: 'SAVE_VIEWS' },
    description: 'Deletes a pinned baseline and returns its id. Alert rules that compare with it find nothing from then on.',
    args: { id: t.arg.globalID({ required: true, for: DriftBaselinePinRef, description: 'Global id of the baseline.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: DriftBaselinePinRef,
      id: unwrap(await deleteBaseline(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));
