/** A column of a file, and the field that it is. */
export interface MappedColumn {
  readonly field: string;
  readonly column: string;
}

/** A field that has the same value in every row of a file. */
export interface ConstantField {
  readonly field: string;
  readonly value: string;
}
