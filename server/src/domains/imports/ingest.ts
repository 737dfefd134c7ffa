import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readShortText } from '../../platform/ingest/values.ts';
import { BadImportMapping } from './errors.ts';
import type { MappedColumn } from './types.ts';

/** Of the name of a mapping, in UTF-16 code units. */
export const maxNameLength = 100;
/** Of the name of a field or a column, in UTF-16 code units. */
export const maxColumnLength = 512;
export const maxColumns = 500;

/** A mapping as the API takes it. */
export type ImportMappingInput = {
  readonly name: string;
  readonly columns: readonly MappedColumn[];
  readonly keepsUnknown?: boolean | null | undefined;
};

export interface CheckedMapping {
  readonly name: string;
  readonly columns: readonly MappedColumn[];
}

/** The mapping as it can be stored, or every field at fault. */
export const checkMapping = (input: ImportMappingInput): Result<CheckedMapping, BadImportMapping> =>
  checkInput({ name: readShortText(input, 'name', maxNameLength), columns: readColumns(input.columns) }, BadImportMapping);

function readColumns(columns: readonly MappedColumn[]): readonly MappedColumn[] | Problem {
  if (columns.length === 0) return new Problem('columns', 'is empty: a mapping names at least one column');
  if (columns.length > maxColumns) return new Problem('columns', `has ${columns.length} columns; at most ${maxColumns} are kept`);
  const fields = new Set<string>();
  for (const [index, { field, column }] of columns.entries()) {
    for (const [name, text] of [
      ['field', field],
      ['column', column],
    ] as const) {
      const problem =
        text.trim() === ''
          ? 'must not be empty'
          : text.length > maxColumnLength
            ? `is ${text.length} characters long; at most ${maxColumnLength} are kept`
            : unstorable(text);
      if (problem !== null) return new Problem(`columns[${index}].${name}`, problem);
    }
    if (fields.has(field)) return new Problem(`columns[${index}].field`, `is ${JSON.stringify(field)}, which another column is already`);
    fields.add(field);
  }
  return columns.map(({ field, column }) => ({ field, column }));
}
