/** A column of a file, and the field that it is. */
export interface MappedColumn {
  readonly field: string;
  readonly column: string;
}
