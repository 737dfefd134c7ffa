import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { BadArgument, NotFound } from '../../../platform/graphql/errors.ts';
import { globalId, uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { maxSearchTextLength, searchTextOf } from '../../../platform/ingest/search-text.ts';
import { rowPage, rowsAt } from '../load/page.ts';
import { versionOf, type StoredVersion } from '../load.ts';
import type { SplitCounts } from '../types.ts';
import { DatasetRowConnection, DatasetRowRef, type ShownRow } from './row.ts';

/** Rows of one page of `rowsAt`. */
const mostRowsAt = 500;

const SplitRef = builder.objectRef<{ readonly name: string | null; readonly rowCount: number }>('DatasetSplit').implement({
  description: 'Rows of a version of a dataset that belong together, such as those to train with.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Name of the split; null: rows in no split.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows of the split.' }),
  }),
});

const OriginRef = builder
  .objectRef<{ readonly parentId: string; readonly datasetName: string; readonly number: number; readonly address: string }>(
    'DatasetOrigin',
  )
  .implement({
    description: 'Origin of a version: an earlier version, of its dataset or of another.',
    fields: (t) => ({
      datasetName: t.exposeString('datasetName', { description: 'Name that the dataset of the version had.' }),
      number: t.exposeInt('number', { description: 'Number of the version.' }),
      address: t.exposeString('address', { description: 'Address of the version.' }),
    }),
  });

/** What a version needs to be read. */
const stored = { id: true, workspaceId: true } as const;

export const DatasetVersionRef = builder.prismaNode('DatasetVersion', {
  id: { field: 'id' },
  nullable: true,
  description: 'Rows of a dataset, saved together and never changed. Only the deletion of a user takes rows out of a version.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: stored,
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Number of the version in its dataset, from 1.' }),
    dataset: t.relation('dataset', { description: 'Dataset of the version.' }),
    address: t.exposeString('address', {
      description: 'SHA-256 over the rows, in hex: of the same rows in the same order, made by the same steps, the same.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows.' }),
    byteCount: t.expose('byteCount', { type: 'BigInt', description: 'Size of the rows as JSON Lines, in bytes.' }),
    splits: t.field({
      type: [SplitRef],
      description: 'Splits of the version by name, rows in no split last; at most 50.',
      select: { splits: true },
      resolve: ({ splits }) =>
        Object.entries(splits as SplitCounts)
          .map(([name, rowCount]) => ({ name: name === '' ? null : name, rowCount }))
          .toSorted((one, other) => (one.name === null ? 1 : other.name === null ? -1 : one.name < other.name ? -1 : 1)),
    }),
    parents: t.field({
      type: [OriginRef],
      description: 'Versions that the version was made of; at most 100.',
      select: { parents: { take: 100 } },
      resolve: ({ parents }) => parents,
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'Comment on the version; null: none.' }),
    source: t.expose('source', {
      type: 'JSON',
      description: 'Way in which the version was made: an object with its `kind`, such as IMPORT, and what it was made of.',
    }),
    erasedRowCount: t.exposeInt('erasedRowCount', {
      description: 'Number of rows that deletions of users took out of the version since it was made.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the version was made.' }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description: 'Name of the person who made the version; null: an API key, or the server.',
    }),
    downloadUrl: t.string({
      description:
        'Path of this server at which the rows are downloaded: `?format=` ROWS, OPENAI, TRL, AXOLOTL or LLAMA_FACTORY, `&split=` one split.',
      resolve: ({ id }) => `/v1/dataset-versions/${encodeURIComponent(globalId('DatasetVersion', id))}`,
    }),
    rows: t.connection(
      {
        type: DatasetRowRef,
        description:
          'Rows of the version in their order, at most 200 a page. A search of a large version may give pages with fewer rows, or none, while hasNextPage is true: it goes on after endCursor.',
        args: {
          split: t.arg.string({ description: 'Only rows of this split, "" for rows in none; absent: all.' }),
          search: t.arg.string({
            description: `Text that the row, or its id, must contain, regardless of case; at most ${maxSearchTextLength} characters.`,
          }),
        },
        resolve: async ({ id }, { split, search, ...args }, { stores, viewer }) => {
          const version = await readVersion(stores, viewer.workspaceId, id);
          const asked = { split: split ?? null, search: searchTextOf(search) };
          let endedAt: number | null = null;
          let isBackwards = false;
          const page = await resolveCursorConnection(
            { args, toCursor: rowCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            async ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) => {
              const ends = endsOf({ after, before }, rowOfCursor);
              const found = await rowPage(stores, { version, workspaceId: viewer.workspaceId, ...asked, ...ends, limit, isInverted });
              [endedAt, isBackwards] = [found.endedAt, isInverted];
              return found.rows.map((row): ShownRow => ({ ...row, datasetId: version.datasetId }));
            },
          );
          return (endedAt === null ? page : goingOn(page, endedAt, isBackwards)) as never;
        },
      },
      DatasetRowConnection,
    ),
    rowsAt: t.field({
      type: [DatasetRowRef],
      description: `Rows of the version from a place on; at most ${mostRowsAt}.`,
      args: {
        from: t.arg.int({ required: true, description: 'Place of the first row in the version, or in its split, from 0.' }),
        count: t.arg.int({ required: true, description: `Number of rows, 1 to ${mostRowsAt}.` }),
        split: t.arg.string({ description: 'Only rows of this split, "" for rows in none; absent: all.' }),
      },
      complexity: ({ count }) => ({ field: 2, multiplier: Math.min(Math.max(count, 1), mostRowsAt) }),
      resolve: async ({ id }, { from, count, split }, { stores, viewer }) => {
        if (from < 0) throw new BadArgument('from', `is ${from}; 0 or more is taken`);
        if (count < 1 || count > mostRowsAt) throw new BadArgument('count', `is ${count}; 1 to ${mostRowsAt} is taken`);
        const version = await readVersion(stores, viewer.workspaceId, id);
        const rows = await rowsAt(stores, { workspaceId: viewer.workspaceId, versionId: id, from, count, split: split ?? null });
        return rows.map((row): ShownRow => ({ ...row, datasetId: version.datasetId }));
      },
    }),
  }),
});

builder.objectField(OriginRef, 'version', (t) =>
  t.prismaField({
    type: DatasetVersionRef,
    nullable: true,
    description: 'The version itself; null: deleted.',
    resolve: (query, { parentId }, _args, { stores, viewer }) =>
      stores.prisma.datasetVersion.findUnique({ ...query, where: { id: parentId, workspaceId: viewer.workspaceId } }),
  }),
);

builder.prismaObjectField('DatasetVersion', 'lastChange', (t) => t.field(lastChangeField('DatasetVersion', 'version', ({ id }) => id)));

/** Errors: throws NOT_FOUND. */
export async function readVersion(stores: Parameters<typeof versionOf>[0], workspaceId: string, versionId: string): Promise<StoredVersion> {
  const version = await versionOf(stores, { workspaceId, versionId });
  if (version === null) throw new NotFound('Dataset version', versionId);
  return version;
}

/** A page of a search that was ended early: there may be more beyond the place that it came to. */
function goingOn<Page extends { readonly pageInfo: object }>(page: Page, endedAt: number, isBackwards: boolean): Page {
  const end = isBackwards
    ? { hasPreviousPage: true, startCursor: rowCursor({ position: endedAt }) }
    : { hasNextPage: true, endCursor: rowCursor({ position: endedAt }) };
  return { ...page, pageInfo: { ...page.pageInfo, ...end } };
}

const rowCursor = ({ position }: { readonly position: number }): string => encodeCursor('datasetRows', position);
function rowOfCursor(cursor: string, argument: CursorArgument): number {
  const [position] = decodeCursor('datasetRows', 1, cursor, argument);
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < -1 || rowCursor({ position }) !== cursor)
    throw badCursor(argument);
  return position;
}
