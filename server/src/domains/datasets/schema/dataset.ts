import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { draftOfDataset, latestOfDataset, latestRowOf } from '../loaders.ts';
import { DatasetVersionRef } from './version.ts';
import './diff.ts';

const DraftRef = builder
  .objectRef<{ readonly changedCount: number; readonly addedCount: number; readonly removedCount: number; readonly since: Date }>(
    'DatasetDraft',
  )
  .implement({
    description: 'Rows of a dataset that were sent one by one since its latest version.',
    fields: (t) => ({
      changedCount: t.exposeInt('changedCount', { description: 'Number of rows that the next version adds, replaces or takes out.' }),
      addedCount: t.exposeInt('addedCount', { description: 'Number of rows that the next version adds.' }),
      removedCount: t.exposeInt('removedCount', { description: 'Number of rows that the next version takes out.' }),
      since: t.expose('since', {
        type: 'DateTime',
        description: 'Time when the first of the rows was sent; ten minutes later they are a version.',
      }),
    }),
  });

const versionCursor = ({ number }: { readonly number: number }): string => encodeCursor('datasetVersions', number);
function numberOfCursor(cursor: string, argument: CursorArgument): number {
  const [number] = decodeCursor('datasetVersions', 1, cursor, argument);
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 2_147_483_647) throw badCursor(argument);
  return number;
}

const DatasetVersionConnection = builder.connectionObject(
  { type: DatasetVersionRef, name: 'DatasetVersionConnection', description: 'A page of versions of a dataset.' },
  { name: 'DatasetVersionEdge', description: 'A version of a dataset together with its place in the list.' },
);

export const DatasetRef = builder.prismaNode('Dataset', {
  id: { field: 'id' },
  nullable: true,
  description: 'Rows for training and for evaluation, in versions that never change.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the dataset, unique in the workspace.' }),
    description: t.exposeString('description', { nullable: true, description: 'Description of the dataset; null: none.' }),
    tags: t.exposeStringList('tags', { description: 'Tags of the dataset; at most 50.' }),
    metadata: t.expose('metadata', { type: 'JSON', description: 'Further fields of the dataset, as sent: an object.' }),
    inputSchema: t.expose('inputSchema', {
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema that the input of each row fits; null: any input is taken.',
    }),
    expectedOutputSchema: t.expose('expectedOutputSchema', {
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema that the expected output of each row fits; null: any is taken.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the dataset was made.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the latest version, or of the latest change of the dataset.',
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time since when the dataset takes no rows; null: rows are taken.',
    }),
    rowCount: t.int({
      description: 'Number of rows of the latest version, with what the draft adds and takes out.',
      resolve: async ({ id }, _args, context) => {
        const [latest, draft] = [await latestOfDataset(context).load(id), await draftOfDataset(context).load(id)];
        return (latest?.rowCount ?? 0) + (draft?.addedCount ?? 0) - (draft?.removedCount ?? 0);
      },
    }),
    draft: t.field({
      type: DraftRef,
      nullable: true,
      description: 'Rows that were sent one by one since the latest version; null: none were.',
      resolve: ({ id }, _args, context) => draftOfDataset(context).load(id),
    }),
    versionCount: t.exposeInt('lastVersion', { description: 'Number of versions of the dataset.' }),
    latestVersion: t.field({
      type: DatasetVersionRef,
      nullable: true,
      description: 'Version of the greatest number; null: the dataset has none.',
      resolve: ({ id }, _args, context) => latestRowOf(context).load(id),
    }),
    versions: t.connection(
      {
        type: DatasetVersionRef,
        description: 'Versions of the dataset, newest first. At most 200 a page.',
        resolve: ({ id }, args, { stores, viewer }) =>
          resolveCursorConnection(
            { args, toCursor: versionCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) => {
              const ends = endsOf({ after, before }, numberOfCursor);
              return stores.prisma.datasetVersion.findMany({
                where: {
                  datasetId: id,
                  workspaceId: viewer.workspaceId,
                  number: { ...(ends.after !== null && { lt: ends.after }), ...(ends.before !== null && { gt: ends.before }) },
                },
                orderBy: { number: isInverted ? 'asc' : 'desc' },
                take: limit,
              });
            },
          ) as never,
      },
      DatasetVersionConnection,
    ),
  }),
});
builder.prismaObjectField('Dataset', 'lastChange', (t) => t.field(lastChangeField('Dataset', 'dataset', ({ id }) => id)));
