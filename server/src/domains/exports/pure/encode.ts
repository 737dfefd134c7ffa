import type { ExportFormat } from '../types.ts';
import { csvEncoder } from './encode-csv.ts';
import { jsonEncoder, jsonLinesEncoder } from './encode-json.ts';
import { parquetEncoder } from './encode-parquet.ts';
import type { Encoder } from './encoder.ts';
import type { Column } from './table.ts';

/** A report is no table (background/report.ts). */
export type TableFormat = Exclude<ExportFormat, 'REPORT'>;

const encoders: Readonly<Record<TableFormat, (columns: readonly Column[]) => Encoder | Promise<Encoder>>> = {
  CSV: (columns) => csvEncoder(columns),
  CSV_SEMICOLON: (columns) => csvEncoder(columns, ';'),
  JSON: jsonEncoder,
  JSONL: jsonLinesEncoder,
  PARQUET: parquetEncoder,
};

export const encoderOf = (format: TableFormat, columns: readonly Column[]): Encoder | Promise<Encoder> => encoders[format](columns);

/** Of each format, the ending of its files and their type. */
export const fileTypes: Readonly<Record<ExportFormat, { readonly ending: string; readonly contentType: string }>> = {
  CSV: { ending: 'csv', contentType: 'text/csv; charset=utf-8' },
  CSV_SEMICOLON: { ending: 'csv', contentType: 'text/csv; charset=utf-8' },
  JSON: { ending: 'json', contentType: 'application/json' },
  JSONL: { ending: 'jsonl', contentType: 'application/x-ndjson' },
  PARQUET: { ending: 'parquet', contentType: 'application/vnd.apache.parquet' },
  REPORT: { ending: 'html', contentType: 'text/html; charset=utf-8' },
};
