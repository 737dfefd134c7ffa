import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { Compressors, FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Format, SourceFile } from '../records.ts';
import { jsonOf } from '../readers/spans.ts';
import { isMapped, valueReader } from './json.ts';

/** Rows that are read first: who only looks at the beginning does not wait for more. */
const firstRows = 1_000;
/** Rows that are read at once after these. */
const rowsAtOnce = 50_000;

/** A group of rows is decoded as a whole: the most that it may hold, unpacked. */
const mostGroupBytes = 2 * 2 ** 30;
const mostGroupRows = 5_000_000;
/** A page of a column is unpacked as a whole. */
const mostPageBytes = 512 * 2 ** 20;

/** Rows of a Parquet file, each read by its shape like a JSON object, or by a mapping. */
export const parquet: Format = {
  id: 'Parquet',
  description: 'Parquet (.parquet) whose rows have a known shape, such as Phoenix’s data frames; any other with --map',
  recognises: (head, path) => head.startsWith('PAR1') || /\.parquet$/i.test(path),
  async *read(file, options) {
    const read = valueReader(file, options);
    const plainOf = isMapped(options.mapping) ? (value: unknown) => value : withNumbers;
    for await (const { line, value } of rowsOf(file)) yield* read.value(plainOf(value), jsonOf(value), line);
    yield* read.end();
  },
  values: rowsOf,
};

async function* rowsOf(file: SourceFile): AsyncIterable<{ line: number; value: Record<string, unknown> }> {
  const buffer = {
    byteLength: file.sizeBytes,
    slice: async (from: number, to = file.sizeBytes): Promise<ArrayBuffer> => {
      const bytes = await file.slice(from, to);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
  const metadata = await parquetMetadataAsync(buffer);
  checkGroups(metadata);
  for (const { from, to } of stretchesOf(metadata.row_groups.map((group) => Number(group.num_rows)))) {
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      compressors: boundedCompressors,
      rowStart: from,
      rowEnd: to,
      parsers: {
        timestampFromNanoseconds: (nanos: bigint) => isoOf(nanos),
        timestampFromMicroseconds: (micros: bigint) => isoOf(micros * 1_000n),
      },
    });
    for (const [index, row] of rows.entries()) {
      const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
      yield { line: from + index + 1, value: present };
    }
  }
}

/** Refuses groups of rows that would not fit into memory, before any is unpacked. */
function checkGroups({ row_groups: groups }: FileMetaData): void {
  for (const [index, { num_rows: rows, total_byte_size: bytes }] of groups.entries()) {
    const problem =
      rows > mostGroupRows
        ? `${rows} rows; at most ${mostGroupRows}`
        : bytes > mostGroupBytes
          ? `${bytes} bytes unpacked; at most ${mostGroupBytes}`
          : null;
    if (problem !== null) throw new Error(`its row group ${index + 1} has ${problem} can be read: write it with smaller row groups`);
  }
}

/** Those of the library, for pages of a size that fits into memory, whatever the group says of its own size. */
const boundedCompressors: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([name, unpack]) => [
    name,
    (packed: Uint8Array, length: number) => {
      if (length > mostPageBytes) throw new Error(`a page of a column has ${length} bytes unpacked; at most ${mostPageBytes} can be read`);
      return unpack(packed, length);
    },
  ]),
);

/**
 * Rows that are read together. Each reading decodes whole groups of rows, so that none reaches into two groups, and few share one: as many
 * as fit into memory as objects.
 */
function* stretchesOf(groups: readonly number[]): Generator<{ from: number; to: number }> {
  let from = 0;
  let end = 0;
  for (const rows of groups) {
    end += rows;
    while (from < end) {
      const to = Math.min(end, from + (from === 0 ? firstRows : rowsAtOnce));
      yield { from, to };
      from = to;
    }
  }
}

/**
 * The value with its whole numbers of 64 bits as numbers, as JSON would have them: shapes know no others. One that no number can
 * hold exactly stays as it is.
 */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNumbers(inner)]));
}

/** With all nine digits of the second's fraction. */
function isoOf(nanos: bigint): string {
  const ms = new Date(Number(nanos / 1_000_000n)).toISOString();
  return `${ms.slice(0, -1)}${String(((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, '0')}Z`;
}
