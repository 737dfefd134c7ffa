import type { Mapping } from './mapping.ts';

/** A mapping as a workspace keeps it. */
export interface StoredMapping {
  readonly columns: readonly { readonly field: string; readonly column: string }[];
  readonly constants: readonly { readonly field: string; readonly value: string }[];
  /** Columns that are no field are kept as metadata. */
  readonly keepsUnknown: boolean;
}

/** It was chosen for all columns of a file: one that it does not name is no field. */
export const mappingOfStored = ({ columns, constants, keepsUnknown }: StoredMapping): Mapping => ({
  columns: Object.fromEntries(columns.map(({ field, column }) => [field, column])),
  constants: Object.fromEntries(constants.map(({ field, value }) => [field, value])),
  isComplete: true,
  otherColumns: keepsUnknown ? 'METADATA' : 'LEAVE_OUT',
});
