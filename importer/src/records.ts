import type { BenchmarkRecord } from './benchmarks.ts';
import type { LangfuseEvent } from './langfuse.ts';
import type { Mapping } from './mapping/mapping.ts';
import type { OtlpSpan } from './otlp.ts';

/** One record of a file, with the line it starts at; or why the file has none there. */
export type FileRecord =
  | { kind: 'message' | 'evaluation'; value: Record<string, unknown>; line: number }
  | { kind: 'span'; value: OtlpSpan; line: number }
  | { kind: 'event'; value: LangfuseEvent; line: number }
  | { kind: 'result'; value: BenchmarkRecord; line: number }
  | { kind: 'bad'; line: number; field: string; reason: string; remedy?: Remedy }
  /** What a person is to know about the file, and costs no record. */
  | { kind: 'remark'; text: string; remedy?: Remedy };

/**
 * What the person who imports can do about it. The command and the page name it by their own controls: `KEEP_OTHERS` keeps columns that are
 * no field as metadata, `MAP` also makes one a field.
 */
export type Remedy = 'KEEP_OTHERS' | 'MAP';

/** What the formats share: the file, and where its bytes come from. */
export interface SourceFile {
  path: string;
  /** Its name without folders and extension: part of the ids of what is in it. */
  name: string;
  sizeBytes: number;
  modifiedAt: Date;
  /** Its bytes from the start, as text, in pieces. */
  open(): AsyncIterable<string>;
  /** The same as they are. */
  bytes(): AsyncIterable<Uint8Array>;
  /** A part of them. */
  slice(from: number, to: number): Promise<Uint8Array>;
}

/** What a person decides about a file. */
export interface ReadOptions {
  readonly mapping: Mapping;
  /** Between the cells of a table; null: as the file shows. */
  readonly separator: string | null;
}

/** One kind of file that can be read. */
export interface Format {
  id: string;
  /** For the list of known formats. */
  description: string;
  /** Whether a file that starts with `head` is of this kind. */
  recognises(head: string, path: string): boolean;
  /** Its records in order, reading only as far as they are taken: memory does not grow with the file. */
  read(file: SourceFile, options: ReadOptions): AsyncIterable<FileRecord>;
  /** The values that are its rows, with their lines; absent: its rows are cells, or it has none. What is broken is left out. */
  values?(file: SourceFile): AsyncIterable<{ readonly line: number; readonly value: unknown }>;
}
