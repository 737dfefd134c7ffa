import { fieldOfMapping } from 'importer/mapping/fields';
import { isFieldName } from 'importer/mapping/mapping';
import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine } from '../../platform/ingest/values.ts';
import { BadImportMapping } from './errors.ts';
import type { ConstantField, MappedColumn } from './types.ts';

/** Of the name of a mapping, in UTF-16 code units. */
export const maxNameLength = 100;
/** Of the name of a field or a column, in UTF-16 code units. */
export const maxColumnLength = 512;
export const maxColumns = 500;
/** Of the value of a constant field, in UTF-16 code units. */
export const maxValueLength = 2_000;

/** A mapping as the API takes it. */
export type ImportMappingInput = {
  readonly name: string;
  readonly columns: readonly MappedColumn[];
  readonly constants?: readonly ConstantField[] | null | undefined;
  readonly keepsUnknown?: boolean | null | undefined;
};

export interface CheckedMapping {
  readonly name: string;
  readonly columns: readonly MappedColumn[];
  readonly constants: readonly ConstantField[];
}

/** The mapping as it can be stored, or every field at fault. */
export const checkMapping = (input: ImportMappingInput): Result<CheckedMapping, BadImportMapping> =>
  checkInput(
    {
      name: readLine(input, 'name', maxNameLength),
      columns: readColumns(input.columns),
      constants: readConstants(input.constants ?? [], new Set(input.columns.map(({ field }) => field))),
    },
    BadImportMapping,
  );

function readColumns(columns: readonly MappedColumn[]): readonly MappedColumn[] | Problem {
  if (columns.length === 0) return new Problem('columns', 'is empty: a mapping names at least one column');
  if (columns.length > maxColumns) return new Problem('columns', `has ${columns.length} columns; at most ${maxColumns} are kept`);
  const fields = new Set<string>();
  for (const [index, { field, column }] of columns.entries()) {
    for (const [name, text] of [
      ['field', field],
      ['column', column],
    ] as const) {
      const problem = problemOf(text, maxColumnLength);
      if (problem !== null) return new Problem(`columns[${index}].${name}`, problem);
    }
    if (!isFieldName(field)) return new Problem(`columns[${index}].field`, unknownField(field));
    if (fields.has(field)) return new Problem(`columns[${index}].field`, `is ${JSON.stringify(field)}, which another column is already`);
    fields.add(field);
  }
  return columns.map(({ field, column }) => ({ field, column }));
}

function readConstants(constants: readonly ConstantField[], mapped: ReadonlySet<string>): readonly ConstantField[] | Problem {
  if (constants.length > maxColumns) return new Problem('constants', `has ${constants.length} fields; at most ${maxColumns} are kept`);
  const fields = new Set<string>();
  for (const [index, { field, value }] of constants.entries()) {
    const problem = problemOf(field, maxColumnLength);
    if (problem !== null) return new Problem(`constants[${index}].field`, problem);
    const ofValue = problemOf(value, maxValueLength);
    if (ofValue !== null) return new Problem(`constants[${index}].value`, ofValue);
    if (mapped.has(field)) return new Problem(`constants[${index}].field`, `is ${JSON.stringify(field)}, which a column is already`);
    if (fieldOfMapping(field) === undefined) return new Problem(`constants[${index}].field`, unknownField(field));
    if (fields.has(field)) return new Problem(`constants[${index}].field`, `is ${JSON.stringify(field)}, which has a value already`);
    fields.add(field);
  }
  return constants.map(({ field, value }) => ({ field, value }));
}

const unknownField = (field: string): string =>
  `is ${JSON.stringify(field)}, which is no field: a column is a field of messages or of evaluations, or metadata.NAME; docs/importing.md lists them`;

const problemOf = (text: string, maxLength: number): string | null =>
  text.trim() === ''
    ? 'must not be empty'
    : text.length > maxLength
      ? `is ${text.length} characters long; at most ${maxLength} are kept`
      : unstorable(text);
