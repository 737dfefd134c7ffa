import { badSchema, checkerOf } from '../../playground/pure/json-schema.ts';
import type { RowContent } from '../types.ts';

/** Why a value is no JSON Schema of a part of rows, to be read after the field's name; null: it is one. */
export const badRowSchema = (value: unknown): Promise<string | null> => badSchema(value, 'ANY');

export interface RowSchemas {
  readonly inputSchema: unknown;
  readonly expectedOutputSchema: unknown;
}

/** Checks rows by the schemas of their dataset: what does not fit, by its field; null: all does. A field that a row lacks fits. */
export async function rowFit({
  inputSchema,
  expectedOutputSchema,
}: RowSchemas): Promise<(row: RowContent) => { readonly field: string; readonly reason: string } | null> {
  const checks = [
    ['input', await fitOf(inputSchema)],
    ['expectedOutput', await fitOf(expectedOutputSchema)],
  ] as const;
  return (row) => {
    for (const [field, fit] of checks) {
      const problem = row[field] === undefined || fit === null ? null : fit(row[field]);
      if (problem !== null) return { field, reason: `does not fit the schema of the dataset: ${problem}` };
    }
    return null;
  };
}

const fitOf = async (schema: unknown) =>
  typeof schema === 'object' && schema !== null ? checkerOf(schema as Record<string, unknown>) : null;
