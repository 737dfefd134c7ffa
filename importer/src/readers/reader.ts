import type { FileRecord, SourceFile } from '../records.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Where a value stands. */
export interface Place {
  readonly file: Pick<SourceFile, 'name' | 'modifiedAt'>;
  readonly line: number;
  /** The value as it stands there: what its own id is made of where it has none. */
  readonly text: string;
}

/** One shape of a JSON object, wherever it stands: on a line, in a list, in a row of Parquet. */
export interface Reader {
  readonly id: string;
  /** For the list of known formats. */
  readonly description: string;
  /** Whether an object with these members has the shape. */
  matches(names: ReadonlySet<string>): boolean;
  records(value: Fields, place: Place): Iterable<FileRecord>;
}

export const bad = ({ line }: Pick<Place, 'line'>, field: string, reason: string): FileRecord => ({ kind: 'bad', line, field, reason });
