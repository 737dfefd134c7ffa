import { Problem } from '../../../platform/ingest/rejection.ts';
import { badLineSize, checkRow } from '../ingest/row.ts';
import { Chunker } from '../pure/chunker.ts';
import { kindOfFile, valuesOf, type FileValue, type ImportedFile } from '../pure/read-file.ts';
import { lineOf } from '../pure/row-line.ts';
import { rowFit, type RowSchemas } from '../pure/row-schema.ts';
import { shapedRow, splitOfPath, type RowFormat } from '../pure/shapes.ts';
import type { RowLine } from '../types.ts';
import { packChunk, type PackedChunk } from './chunks.ts';

/** A row of a file that was not taken. */
export interface RejectedRow {
  readonly file: string;
  /** From 1; of Parquet the row. */
  readonly line: number;
  /** Path of the field in the row; empty: the row itself. */
  readonly field: string;
  readonly reason: string;
}

export interface ImportedPart {
  readonly chunk: PackedChunk | null;
  readonly rejected: readonly RejectedRow[];
  /** Since the last part. */
  readonly rejectedCount: number;
}

export interface ImportedRows {
  readonly rowCount: number;
  readonly formats: Readonly<Partial<Record<RowFormat, number>>>;
}

export interface ImportRules {
  readonly schemas: RowSchemas;
  /** Ids of rows are `<batch>-<row>`. */
  readonly batch: number;
  /** Split of rows that name none; null: that of the file's path, if it names one. */
  readonly split: string | null;
}

/** Rejected rows of a file that are named; all are counted. */
const mostNamed = 1_000;
/** Chunks that are compressed at once, beside the reading. */
const packedAtOnce = 2;

/** Reads files into chunks, in their order. Rows that are bad are left out and named, all others are kept. */
export class RowImport {
  readonly #rules: ImportRules;
  readonly #chunker = new Chunker();
  readonly #packing: Promise<PackedChunk>[] = [];
  readonly #formats: Partial<Record<RowFormat, number>> = {};
  #rejected: RejectedRow[] = [];
  #rejectedCount = 0;
  #rowCount = 0;

  constructor(rules: ImportRules) {
    this.#rules = rules;
  }

  get read(): ImportedRows {
    return { rowCount: this.#rowCount, formats: this.#formats };
  }

  /** Reads one file. */
  async *add(file: ImportedFile, head: Uint8Array): AsyncGenerator<ImportedPart> {
    const { path } = file;
    const kind = kindOfFile(path, head);
    if (typeof kind !== 'string') {
      this.#reject({ file: path, line: 1, field: '', reason: kind.problem }, 0);
      return;
    }
    const fit = await rowFit(this.#rules.schemas);
    const split = this.#rules.split ?? splitOfPath(path);
    let named = 0;
    for await (const value of valuesOf(file, kind)) {
      const line = this.#lineOf(value, split, fit);
      if (line instanceof Problem) {
        this.#reject({ file: path, line: value.line, field: line.field, reason: line.reason }, named);
        named += 1;
        continue;
      }
      this.#rowCount += 1;
      const full = this.#chunker.add(line);
      if (full === null) continue;
      this.#packing.push(packChunk(full));
      if (this.#packing.length >= packedAtOnce) yield this.#part(await (this.#packing.shift() as Promise<PackedChunk>));
    }
  }

  /** What is left after the last file. */
  async *end(): AsyncGenerator<ImportedPart> {
    const rest = this.#chunker.rest();
    if (rest.length > 0) this.#packing.push(packChunk(rest));
    for (const packing of this.#packing.splice(0)) yield this.#part(await packing);
    if (this.#rejectedCount > 0) yield this.#part(null);
  }

  #lineOf(value: FileValue, split: string | null, fit: Awaited<ReturnType<typeof rowFit>>): RowLine | Problem {
    if (value.problem !== undefined) return new Problem('', value.problem);
    const shaped = shapedRow(value.value);
    if (shaped instanceof Problem) return shaped;
    const content = checkRow(split === null || shaped.fields['split'] !== undefined ? shaped.fields : { ...shaped.fields, split });
    if (content instanceof Problem) return content;
    const misfit = fit(content);
    if (misfit !== null) return new Problem(misfit.field, misfit.reason);
    const line = lineOf(`${this.#rules.batch}-${this.#rowCount + 1}`, content);
    const problem = badLineSize(line);
    if (problem !== null) return problem;
    this.#formats[shaped.format] = (this.#formats[shaped.format] ?? 0) + 1;
    return line;
  }

  #reject(row: RejectedRow, named: number): void {
    this.#rejectedCount += 1;
    if (named < mostNamed) this.#rejected.push(row);
  }

  #part(chunk: PackedChunk | null): ImportedPart {
    const part = { chunk, rejected: this.#rejected, rejectedCount: this.#rejectedCount };
    this.#rejected = [];
    this.#rejectedCount = 0;
    return part;
  }
}
