import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { lastChangeField } from '../audit/schema/last-change.ts';
import { deleteMapping, maxMappings, saveMapping } from './commands.ts';
import { maxColumnLength, maxColumns, maxNameLength, maxValueLength } from './ingest.ts';
import type { ConstantField, MappedColumn } from './types.ts';

const MappedColumnRef = builder.objectRef<MappedColumn>('MappedColumn').implement({
  description: 'Column of a file, paired with a field of messages or evaluations.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Field of MessageInput or EvaluationInput, or "metadata." and a name.' }),
    column: t.exposeString('column', { description: 'Name of the column, or path of the member in JSON.' }),
  }),
});

const ConstantFieldRef = builder.objectRef<ConstantField>('ConstantField').implement({
  description: 'Field that has the same value in every row of a file.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Field of MessageInput or EvaluationInput.' }),
    value: t.exposeString('value', { description: 'The value, as a cell of a table would have it.' }),
  }),
});

const ImportMappingRef = builder.prismaNode('ImportMapping', {
  id: { field: 'id' },
  nullable: true,
  description: 'Saved choice of which column of a kind of file is which field, shared by the whole workspace.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the mapping, unique in the workspace.' }),
    columns: t.field({
      type: [MappedColumnRef],
      description: `Mapped columns, in the order of the file; at most ${maxColumns}.`,
      resolve: ({ columns }) => columns as unknown as MappedColumn[],
    }),
    constants: t.field({
      type: [ConstantFieldRef],
      description: 'Fields that have the same value in every row.',
      resolve: ({ constants }) => constants as unknown as ConstantField[],
    }),
    keepsUnknown: t.exposeBoolean('keepsUnknown', {
      description: 'Whether columns that are no field are kept as metadata of the message.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time when the mapping was last saved.' }),
    lastChange: t.field(lastChangeField('ImportMapping', 'mapping', ({ id }: { id: string }) => id)),
  }),
});

builder.queryField('importMappings', (t) =>
  t.prismaField({
    type: [ImportMappingRef],
    authScopes: { may: 'READ' },
    description: `Saved mappings of columns, by name; at most ${maxMappings}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.importMapping.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' } }),
  }),
);

const MappedColumnInput = builder.inputType('MappedColumnInput', {
  description: 'Column of a file, paired with a field of messages or evaluations.',
  fields: (t) => ({
    field: t.string({
      required: true,
      description: `Field of MessageInput or EvaluationInput, or "metadata." and a name; each once, at most ${maxColumnLength} characters.`,
    }),
    column: t.string({
      required: true,
      description: `Name of the column, or path of the member in JSON, at most ${maxColumnLength} characters.`,
    }),
  }),
});

const ConstantFieldInput = builder.inputType('ConstantFieldInput', {
  description: 'Field that has the same value in every row of a file.',
  fields: (t) => ({
    field: t.string({
      required: true,
      description: `Field of MessageInput or EvaluationInput that no column is, at most ${maxColumnLength} characters.`,
    }),
    value: t.string({
      required: true,
      description: `The value, as a cell of a table would have it, at most ${maxValueLength} characters.`,
    }),
  }),
});

const ImportMappingInput = builder.inputType('ImportMappingInput', {
  description: 'A mapping of columns to save.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the mapping, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    columns: t.field({ type: [MappedColumnInput], required: true, description: `Mapped columns, 1 to ${maxColumns}.` }),
    constants: t.field({
      type: [ConstantFieldInput],
      description: `Fields that have the same value in every row, at most ${maxColumns}. null: none.`,
    }),
    keepsUnknown: t.boolean({ description: 'Whether columns that are no field are kept as metadata. null: they are left out.' }),
  }),
});

builder.mutationFields((t) => ({
  saveImportMapping: t.prismaField({
    type: ImportMappingRef,
    authScopes: { may: 'IMPORT' },
    description: `Saves a mapping of columns; one of the same name is replaced. At most ${maxMappings} a workspace.`,
    args: { input: t.arg({ type: ImportMappingInput, required: true, description: 'The mapping to save.' }) },
    resolve: async (_query, _root, { input }, { stores, viewer }) => unwrap(await saveMapping(stores, viewer.workspaceId, input), 'input'),
  }),
  deleteImportMapping: t.globalID({
    authScopes: { may: 'IMPORT' },
    description: 'Deletes a saved mapping of columns and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: ImportMappingRef, description: 'Global id of the mapping.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: ImportMappingRef,
      id: unwrap(await deleteMapping(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));
