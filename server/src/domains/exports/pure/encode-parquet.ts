import type { SchemaElement } from 'hyparquet-writer';
import { nothing, type Encoder } from './encoder.ts';
import type { Column, ColumnKind, Row, Value } from './table.ts';

interface ParquetType {
  readonly element: Partial<SchemaElement>;
  readonly of: (value: NonNullable<Value>) => unknown;
}

const types: Readonly<Record<ColumnKind, ParquetType>> = {
  text: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, of: String },
  json: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, of: String },
  integer: { element: { type: 'INT64' }, of: (value) => BigInt(value) },
  float: { element: { type: 'DOUBLE' }, of: Number },
  boolean: { element: { type: 'BOOLEAN' }, of: Boolean },
  instant: { element: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, of: (value) => BigInt(value) },
  usd: { element: { type: 'DOUBLE' }, of: (value) => Number(value) / 1e9 },
};

/** Rows and characters that one group of rows holds at least: smaller ones compress badly, larger ones stand in memory. */
const rowsInGroup = 20_000;
const charactersInGroup = 8_000_000;

/** Parquet, compressed with Snappy, in groups of rows; each column may be null. What the file says of itself stands in its footer. */
export async function parquetEncoder(columns: readonly Column[]): Promise<Encoder> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer'); // for this format alone
  const bytes = new ByteWriter(1 << 20);
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, kind }) => ({ name, repetition_type: 'OPTIONAL' as const, ...types[kind].element })),
  ];
  const metadata: { key: string; value: string }[] = [];
  const writer = new ParquetWriter({ writer: bytes, schema, statistics: false, createdBy: 'Fine Tune Lab', kvMetadata: metadata });
  let held: Row[] = [];
  let characterCount = 0;
  // The writer goes on counting: only what was taken away is written over.
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  const writeGroup = (): void => {
    if (held.length === 0) return;
    const rows = held;
    held = [];
    characterCount = 0;
    void writer.write({
      columnData: columns.map(({ name, kind }, index) => ({
        name,
        data: rows.map((row) => {
          const value = row[index] as Value;
          return value === null ? null : types[kind].of(value);
        }),
        offsetIndex: false,
      })),
      rowGroupSize: rows.length,
    });
  };
  return {
    head: () => nothing,
    rows: (rows) => {
      for (const row of rows) {
        held.push(row);
        for (const value of row) if (typeof value === 'string') characterCount += value.length;
      }
      if (held.length < rowsInGroup && characterCount < charactersInGroup) return nothing;
      writeGroup();
      return taken();
    },
    end: (manifest) => {
      writeGroup();
      metadata.push({ key: 'fine-tune-lab', value: JSON.stringify(manifest) });
      void writer.finish();
      return taken();
    },
  };
}
