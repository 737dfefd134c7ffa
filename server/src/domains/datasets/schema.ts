import { builder } from '../../platform/graphql/builder.ts';
import { BadArgument, fail, NotFound, succeed, unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { listField } from '../../platform/graphql/limits/lists.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { addRows, createDataset, deleteDataset, editRows, makerOf, settleDraft, updateDataset } from './commands.ts';
import { checkComment, maxCommentLength, maxDescriptionLength, maxNameLength } from './ingest.ts';
import { DatasetRef } from './schema/dataset.ts';
import { DatasetRowInput, sentRow } from './schema/row.ts';
import { DatasetVersionRef } from './schema/version.ts';
import './schema/from-messages.ts';
import './schema/quality.ts';
import './schema/split.ts';
import './schema/tokens.ts';
import { maxDatasets, maxRowsOfCall, maxTags } from './types.ts';

const noticeEveryMs = 1_000;
/** A row is mostly JSON, which is one value: its size is bounded by that of the body. */
const rowsRoom = listField({ items: maxRowsOfCall, characters: 32 * 1024 * 1024 });

const fieldWords = {
  description: `Description of the dataset, at most ${maxDescriptionLength} characters.`,
  tags: `Tags of the dataset, at most ${maxTags} of 1 to 100 characters.`,
  inputSchema: 'JSON Schema that the input of each row must fit, patterns and formats aside; absent: any.',
  expectedOutputSchema: 'JSON Schema that the expected output of each row must fit, patterns and formats aside; absent: any.',
  metadata: 'Further fields: an object, at most 64 KiB of JSON.',
} as const;

const CreateDatasetInput = builder.inputType('CreateDatasetInput', {
  description: 'A dataset to make.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the dataset, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: fieldWords.description }),
    tags: t.stringList({ description: fieldWords.tags }),
    inputSchema: t.field({ type: 'JSON', description: fieldWords.inputSchema }),
    expectedOutputSchema: t.field({ type: 'JSON', description: fieldWords.expectedOutputSchema }),
    metadata: t.field({ type: 'JSON', description: fieldWords.metadata }),
  }),
});

const UpdateDatasetInput = builder.inputType('UpdateDatasetInput', {
  description: 'A dataset with what is to change; a field that is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the dataset.' }),
    name: t.string({ description: `Name of the dataset, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: fieldWords.description }),
    tags: t.stringList({ description: fieldWords.tags }),
    inputSchema: t.field({ type: 'JSON', description: `${fieldWords.inputSchema} Holds for rows that come from then on.` }),
    expectedOutputSchema: t.field({
      type: 'JSON',
      description: `${fieldWords.expectedOutputSchema} Holds for rows that come from then on.`,
    }),
    metadata: t.field({ type: 'JSON', description: fieldWords.metadata }),
    isArchived: t.boolean({ description: 'Whether the dataset takes no rows any more; its versions stay.' }),
  }),
});

const commentWords = `Comment on the version, at most ${maxCommentLength} characters.`;

const AddDatasetRowsInput = builder.inputType('AddDatasetRowsInput', {
  description: 'Rows to add to a dataset, at its end, as the next version.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the dataset.' }),
    rows: t.field({
      type: [DatasetRowInput],
      required: true,
      extensions: rowsRoom,
      description: `Rows to add, 1 to ${maxRowsOfCall}. Send them as a variable.`,
    }),
    comment: t.string({ description: commentWords }),
  }),
});

const DatasetRowEditInput = builder.inputType('DatasetRowEditInput', {
  description: 'A change of a row.',
  fields: (t) => ({
    rowId: t.string({ required: true, description: 'Id of the row within its dataset.' }),
    row: t.field({
      type: DatasetRowInput,
      description: 'New content of the row, with all fields; id and source stay. Absent: the row is taken out.',
    }),
  }),
});

const EditDatasetRowsInput = builder.inputType('EditDatasetRowsInput', {
  description: 'Changes of rows of a dataset, as the next version.',
  fields: (t) => ({
    versionId: t.id({
      required: true,
      description: 'Global id of the version that was read. Where a later one has changed the same rows, nothing is saved.',
    }),
    edits: t.field({
      type: [DatasetRowEditInput],
      required: true,
      extensions: rowsRoom,
      description: `Changes, each of another row, 1 to ${maxRowsOfCall}. Send them as a variable.`,
    }),
    comment: t.string({ description: commentWords }),
  }),
});

builder.queryFields((t) => ({
  datasets: t.prismaField({
    type: [DatasetRef],
    authScopes: { may: 'READ' },
    description: `Datasets of the workspace by name, archived ones included; at most ${maxDatasets}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.dataset.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' } }),
  }),
  dataset: t.prismaField({
    type: DatasetRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A dataset by its global id or its name; null: there is none.',
    args: {
      id: t.arg.id({ description: 'Global id of the dataset; absent: by the name.' }),
      name: t.arg.string({ description: 'Name of the dataset; absent: by the id.' }),
    },
    resolve: (query, _root, { id, name }, { stores, viewer }) => {
      const { workspaceId } = viewer;
      if (typeof id === 'string')
        return stores.prisma.dataset.findUnique({ ...query, where: { id: keyOfNode('Dataset', id, 'id'), workspaceId } });
      if (typeof name !== 'string') throw new BadArgument('name', 'is missing, and so is id; one of them is taken');
      return unstorable(name) === null
        ? stores.prisma.dataset.findUnique({ ...query, where: { workspaceId_name: { workspaceId, name } } })
        : null;
    },
  }),
  datasetVersion: t.prismaField({
    type: DatasetVersionRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A version of a dataset; null: there is none.',
    args: { id: t.arg.id({ required: true, description: 'Global id of the version.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.datasetVersion.findUnique({
        ...query,
        where: { id: keyOfNode('DatasetVersion', id, 'id'), workspaceId: viewer.workspaceId },
      }),
  }),
}));

builder.mutationFields((t) => ({
  createDataset: t.prismaField({
    type: DatasetRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: `Makes a dataset without rows. At most ${maxDatasets} a workspace.`,
    args: { input: t.arg({ type: CreateDatasetInput, required: true, description: 'The dataset to make.' }) },
    resolve: async (_query, _root, { input }, { stores, live, viewer }) =>
      unwrap(await createDataset({ stores, live }, viewer.workspaceId, input), 'input'),
  }),
  updateDataset: t.prismaField({
    type: DatasetRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: 'Changes the name, the description, the tags or the schemas of a dataset, and archives or restores it.',
    args: { input: t.arg({ type: UpdateDatasetInput, required: true, description: 'What is to change.' }) },
    resolve: async (_query, _root, { input: { id, ...input } }, { stores, live, viewer }) =>
      unwrap(await updateDataset({ stores, live }, viewer.workspaceId, keyOfNode('Dataset', id, 'input.id'), input, new Date()), 'input'),
  }),
  addDatasetRows: t.prismaField({
    type: DatasetVersionRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: 'Adds rows to a dataset as its next version. All rows are stored, or none; every row at fault is named.',
    args: { input: t.arg({ type: AddDatasetRowsInput, required: true, description: 'The rows to add.' }) },
    resolve: async (query, _root, { input: { id, rows, comment } }, { stores, live, viewer }) => {
      const place = { workspaceId: viewer.workspaceId, datasetId: keyOfNode('Dataset', id, 'input.id') };
      const words = { ...unwrap(checkComment(comment), 'input'), createdBy: makerOf(viewer), source: { kind: 'API' } };
      const sent = rows.map(sentRow);
      const version = unwrap(await addRows({ stores, live }, place, sent, words), 'input');
      return stores.prisma.datasetVersion.findUniqueOrThrow({ ...query, where: { id: version.id, workspaceId: viewer.workspaceId } });
    },
  }),
  editDatasetRows: t.prismaField({
    type: DatasetVersionRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description:
      'Changes rows of a dataset, or takes rows out, as its next version. Of two changes of one row the later is refused with DATASET_CHANGED; changes of other rows are kept.',
    args: { input: t.arg({ type: EditDatasetRowsInput, required: true, description: 'Changes of rows to make.' }) },
    resolve: async (query, _root, { input: { versionId, edits, comment } }, { stores, live, viewer }) => {
      const words = { ...unwrap(checkComment(comment), 'input'), createdBy: makerOf(viewer), source: { kind: 'EDIT' } };
      const changes = edits.map(({ rowId, row }) => ({
        rowId,
        fields: row === undefined || row === null ? null : sentRow(row).fields,
      }));
      const key = keyOfNode('DatasetVersion', versionId, 'input.versionId');
      const version = unwrap(await editRows({ stores, live }, viewer.workspaceId, key, changes, words), 'input');
      return stores.prisma.datasetVersion.findUniqueOrThrow({ ...query, where: { id: version.id, workspaceId: viewer.workspaceId } });
    },
  }),
  saveDatasetDraft: t.prismaField({
    type: DatasetRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: 'Makes the next version of the rows that were sent one by one; without any, nothing changes.',
    args: { id: t.arg.id({ required: true, description: 'Global id of the dataset.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer }) => {
      const place = { workspaceId: viewer.workspaceId, datasetId: keyOfNode('Dataset', id, 'id') };
      unwrap(await settleDraft({ stores, live }, place));
      const dataset = await stores.prisma.dataset.findUnique({ ...query, where: { id: place.datasetId, workspaceId: viewer.workspaceId } });
      return unwrap(dataset === null ? fail(new NotFound('Dataset', id)) : succeed(dataset));
    },
  }),
  deleteDataset: t.globalID({
    authScopes: { may: 'EDIT_DATASETS' },
    description: 'Deletes a dataset with its versions and rows, and returns its id. Versions of other datasets that were made of it stay.',
    args: { id: t.arg.globalID({ required: true, for: DatasetRef, description: 'Global id of the dataset.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: DatasetRef,
      id: unwrap(await deleteDataset({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('datasetsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when datasets, or rows of datasets, changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'datasets.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
