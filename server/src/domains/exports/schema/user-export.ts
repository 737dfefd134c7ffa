import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { exportUserData } from '../commands.ts';
import { keptDays, type ExportCounts } from '../types.ts';

const countOf = (counts: unknown, name: keyof ExportCounts): number => (counts as Partial<ExportCounts>)[name] ?? 0;

const UserExportRef = builder.prismaNode('UserExport', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'PERSON_DATA' },
  description: "A file with everything that is stored of one user of the customer's application: a ZIP of JSON Lines.",
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    task: t.relation('task', { description: 'Background task of the export, with state and progress.' }),
    path: t.string({
      nullable: true,
      description: 'Path of the file, to be downloaded with GET and the same credentials; null: it is not ready, or was removed.',
      resolve: ({ id, readyAt, userId, expiresAt }) =>
        readyAt !== null && userId !== null && expiresAt > new Date() ? `/v1/exports/${id}` : null,
    }),
    sizeBytes: t.float({
      nullable: true,
      description: 'Size of the file in bytes; null: the file is not ready.',
      resolve: ({ sizeBytes }) => (sizeBytes === null ? null : Number(sizeBytes)),
    }),
    messageCount: t.int({ description: 'Number of messages in the file.', resolve: ({ counts }) => countOf(counts, 'messages') }),
    evaluationCount: t.int({ description: 'Number of judgments in the file.', resolve: ({ counts }) => countOf(counts, 'evaluations') }),
    spanCount: t.int({ description: 'Number of spans in the file.', resolve: ({ counts }) => countOf(counts, 'spans') }),
    predictionCount: t.int({ description: 'Number of predictions in the file.', resolve: ({ counts }) => countOf(counts, 'predictions') }),
    propertyCount: t.int({
      description: 'Number of properties of the user in the file.',
      resolve: ({ counts }) => countOf(counts, 'properties'),
    }),
    eventCount: t.int({ description: 'Number of events in the file.', resolve: ({ counts }) => countOf(counts, 'events') }),
    exposureCount: t.int({
      description: 'Number of variants that the user was exposed to, by phase, in the file.',
      resolve: ({ counts }) => countOf(counts, 'exposures'),
    }),
    overrideCount: t.int({
      description: 'Number of variants that are forced on the user, in the file.',
      resolve: ({ counts }) => countOf(counts, 'overrides'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the export was requested.' }),
    readyAt: t.expose('readyAt', { type: 'DateTime', nullable: true, description: 'Time when the file was ready; null: it is not.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time when the file is removed.' }),
  }),
});

builder.queryField('userExports', (t) =>
  t.prismaField({
    type: [UserExportRef],
    authScopes: { may: 'PERSON_DATA' },
    description: 'The last 100 exports of what is stored of a user, newest first.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.userExport.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
);

const ExportUserDataInput = builder.inputType('ExportUserDataInput', {
  description: "A user of the customer's application whose data is asked for.",
  fields: (t) => ({ userId: t.string({ required: true, description: 'Id of the user, as the application sends it.' }) }),
});

builder.mutationField('exportUserData', (t) =>
  t.prismaField({
    type: UserExportRef,
    authScopes: { may: 'PERSON_DATA' },
    description: `Starts the export of everything that is stored of a user, and returns it: what \`deleteUser\` would delete. The file is kept for ${keptDays} days, or until the user is deleted.`,
    args: { input: t.arg({ type: ExportUserDataInput, required: true, description: 'The user whose data is asked for.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) =>
      stores.prisma.userExport.findUniqueOrThrow({
        ...query,
        where: { id: unwrap(await exportUserData(stores, viewer.workspaceId, input, new Date()), 'input') },
      }),
  }),
);
