import { assertCohort } from '../../analytics/load.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { NotFound, unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { MessageRole } from '../../messages/schema/message.ts';
import type { MessageRole as MessageRoleName } from '../../messages/types.ts';
import { cancelExport, deleteExport } from '../commands/close.ts';
import { createExport } from '../commands/request.ts';
import { linkMs, signedPath } from '../load/links.ts';
import { stateOf } from '../pure/state.ts';
import { taskOfExport } from '../queries/exports.ts';
import { keptDays, maxMessages, maxWaiting, type ColumnFill, type ExportFormat, type ExportType, type MailState } from '../types.ts';
import { ExportFormatRef, ExportMailRef, ExportStateRef, ExportTypeRef } from './enums.ts';

const ColumnFillRef = builder.objectRef<ColumnFill>('ExportColumn').implement({
  description: 'A column of the file of an export.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the column.' }),
    filledCount: t.exposeFloat('filledCount', { description: 'Number of rows in which the column has a value.' }),
  }),
});

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

export const ExportRef = builder.prismaNode('Export', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'EXPORT' },
  include: { task: true },
  description: 'Messages, or numbers about messages, as one file that can be downloaded for some days.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    type: t.field({ type: ExportTypeRef, description: 'What the file holds.', resolve: ({ type }) => type as ExportType }),
    format: t.field({ type: ExportFormatRef, description: 'Form of the file.', resolve: ({ format }) => format as ExportFormat }),
    filter: t.expose('filter', {
      type: 'JSON',
      description: 'Filter of the file, an AnalyticsFilter; fields that were absent or null are left out.',
    }),
    roles: t.field({
      type: [MessageRole],
      description: 'Roles of the messages in the file; empty: all.',
      resolve: ({ roles }) => roles as MessageRoleName[],
    }),
    timeZone: t.string({
      description: 'Zone of local times, days and weeks in the file.',
      resolve: ({ filter }) => (filter as { timeZone?: string }).timeZone ?? utcZone,
    }),
    status: t.field({ type: ExportStateRef, description: 'State of the export.', resolve: (row) => stateOf(row, new Date()) }),
    task: t.relation('task', { description: 'Background task of the export, with its progress in rows.' }),
    expectedCount: t.float({
      nullable: true,
      description: 'Number of rows that the store has counted for the file, of a report 1; null: not counted yet.',
      resolve: ({ expectedCount }) => number(expectedCount),
    }),
    writtenCount: t.float({
      nullable: true,
      description: 'Number of rows in the file, equal to `expectedCount`: a file that lacks rows is not kept; null: the file is not ready.',
      resolve: ({ writtenCount }) => number(writtenCount),
    }),
    columns: t.field({
      type: [ColumnFillRef],
      description: 'Columns of the file, in its order; empty: the file is not ready.',
      resolve: ({ columns }) => columns as unknown as ColumnFill[],
    }),
    sizeBytes: t.float({
      nullable: true,
      description: 'Size of the file in bytes; null: the file is not ready.',
      resolve: ({ sizeBytes }) => number(sizeBytes),
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Reason why the last attempt made no file; null: no attempt failed.',
    }),
    path: t.string({
      nullable: true,
      description: 'Path of the file, to be downloaded with GET and the same credentials; null: it is not ready, or was removed.',
      resolve: (row) => (stateOf(row, new Date()) === 'READY' ? `/v1/exports/${row.id}` : null),
    }),
    link: t.string({
      nullable: true,
      description: `Path that downloads the file without credentials for the next ${linkMs / 60_000} minutes; it admits everyone who has it. null: the file is not ready, or was removed.`,
      resolve: (row, _args, { stores }) => {
        const now = new Date();
        if (stateOf(row, now) !== 'READY') return null;
        const until = new Date(Math.min(now.getTime() + linkMs, row.expiresAt.getTime()));
        return signedPath(stores, { workspaceId: row.workspaceId, id: row.id, until });
      },
    }),
    requestedBy: t.exposeString('requestedBy', {
      nullable: true,
      description: 'Name of the person who asked for the export; null: a key did, or a schedule.',
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the run of the schedule that asked for the export; null: no schedule did.',
    }),
    mail: t.field({
      type: ExportMailRef,
      nullable: true,
      description: 'What came of the mails with the link to the file; null: none were to be sent, or not yet.',
      resolve: ({ mail }) => mail as MailState | null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the export was requested.' }),
    readyAt: t.expose('readyAt', { type: 'DateTime', nullable: true, description: 'Time when the file was ready; null: it is not.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time when the file is removed.' }),
  }),
});

builder.queryField('exports', (t) =>
  t.prismaField({
    type: [ExportRef],
    authScopes: { may: 'EXPORT' },
    description: 'The last 100 exports of messages and numbers, newest first; those whose file is gone for 30 days are left out.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.export.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
);

/** Fields that say what a file holds. */
export const fileFields = {
  type: { type: ExportTypeRef, required: true, description: 'What the file is to hold.' },
  format: { type: ExportFormatRef, required: true, description: 'Form of the file.' },
  roles: {
    type: [MessageRole] as [typeof MessageRole],
    description: 'Only messages of these roles, of COMPLETE; absent or empty: of every role.',
  },
} as const;

const ExportInputRef = builder.inputType('ExportInput', {
  description: 'An export to make.',
  fields: (t) => ({
    type: t.field(fileFields.type),
    format: t.field(fileFields.format),
    filter: t.field({
      type: AnalyticsFilterRef,
      description: `Messages that the file is about, at most ${maxMessages.toLocaleString('en')} in COMPLETE; absent: all.`,
    }),
    roles: t.field(fileFields.roles),
  }),
});

const idOf = { required: true, description: 'Global id of the export.' } as const;

builder.mutationFields((t) => ({
  createExport: t.prismaField({
    type: ExportRef,
    authScopes: { may: 'EXPORT' },
    description: `Starts an export, and returns it: the file is made in the background, and kept for ${keptDays} days. At most ${maxWaiting} of a workspace wait at a time.`,
    args: { input: t.arg({ type: ExportInputRef, required: true, description: 'The export to make.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      await assertCohort(stores.postgres, viewer.workspaceId, input.filter, 'input.filter');
      return stores.prisma.export.findUniqueOrThrow({
        ...query,
        where: { id: unwrap(await createExport(stores, viewer, input, new Date()), 'input') },
      });
    },
  }),
  cancelExport: t.prismaField({
    type: ExportRef,
    authScopes: { may: 'EXPORT' },
    description: 'Ends an export that is not ready, of which nothing is kept, or removes the file of one that is; returns the export.',
    args: { id: t.arg.globalID({ ...idOf, for: ExportRef }) },
    resolve: async (query, _root, { id }, { stores, live, viewer }) => {
      const place = { workspaceId: viewer.workspaceId, id: uuidKey(id.id) };
      return stores.prisma.export.findUniqueOrThrow({
        ...query,
        where: { id: unwrap(await cancelExport({ stores, live }, place, new Date())) },
      });
    },
  }),
  deleteExport: t.globalID({
    authScopes: { may: 'EXPORT' },
    description: 'Deletes an export with its file, and returns its id.',
    args: { id: t.arg.globalID({ ...idOf, for: ExportRef }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: ExportRef,
      id: unwrap(await deleteExport(stores, { workspaceId: viewer.workspaceId, id: uuidKey(id.id) }, new Date())),
    }),
  }),
}));

builder.subscriptionField('exportChanged', (t) =>
  t.prismaField({
    type: ExportRef,
    authScopes: { may: 'EXPORT' },
    description: 'An export: the present state at once, then again whenever it comes on or changes, at most four times a second.',
    args: { id: t.arg.globalID({ ...idOf, for: ExportRef }) },
    extensions: { sharing: 'state' },
    subscribe: async (_root, { id }, { stores, live, viewer }) => {
      const [found] = await taskOfExport(stores.postgres, { workspaceId: viewer.workspaceId, id: uuidKey(id.id) });
      if (found === undefined) throw new NotFound('Export', id.id);
      return coalesced(live, 'task.changed', found.taskId, { everyMs: 250, first: true }) as AsyncIterable<unknown>;
    },
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const row = await stores.prisma.export.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } });
      if (row === null) throw new NotFound('Export', id.id);
      return row;
    },
  }),
);
