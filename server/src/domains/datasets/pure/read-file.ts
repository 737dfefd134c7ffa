import { parquet } from 'importer/formats/parquet';
import type { SourceFile } from 'importer/records';
import { separatorOf, rowsOf } from 'importer/table';
import { elementsOf } from 'importer/text';
import { maxRowBytes } from '../types.ts';
import { ByteLines } from './byte-lines.ts';

/** A file that is imported. */
export interface ImportedFile {
  /** With the folders below the one that was given. */
  readonly path: string;
  /** Its bytes in order. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** A part of it, for Parquet; null: it can be read from its beginning alone. */
  readonly slice: ((from: number, to: number) => Promise<Uint8Array>) | null;
  readonly sizeBytes: number;
}

/** A record of a file, or why there is none. */
export type FileValue =
  | { readonly line: number; readonly value: unknown; readonly problem?: undefined }
  | { readonly line: number; readonly problem: string; readonly isFatal?: boolean };

/** What a file is read by: its name, else its first bytes. */
export type FileKind = 'JSON_LINES' | 'JSON' | 'CSV' | 'PARQUET';

/** Of a value, also in a file that is one array: what a line may have. */
const maxLineBytes = maxRowBytes;
const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });

/** What a file is; a text that says what is taken where it is none of these. */
export function kindOfFile(path: string, head: Uint8Array): FileKind | { readonly problem: string } {
  const text = new TextDecoder('utf-8').decode(head.subarray(0, 4_096)).replace(/^\ufeff/, '');
  if (text.startsWith('PAR1') || /\.parquet$/i.test(path)) return 'PARQUET';
  if (isUtf16(head)) return { problem: 'is in UTF-16; files in UTF-8 are taken: save it as UTF-8' };
  if (head.subarray(0, 4_096).includes(0))
    return { problem: 'is no text file and no Parquet; JSON Lines, JSON, CSV and Parquet are taken' };
  const begins = text.trimStart();
  if (begins.startsWith('[')) return 'JSON';
  if (begins.startsWith('{')) return /\.json$/i.test(path) && !isWholeLine(begins) ? 'JSON' : 'JSON_LINES';
  if (/\.(csv|tsv)$/i.test(path)) return 'CSV';
  if (/\.(jsonl|ndjson)$/i.test(path)) return 'JSON_LINES';
  return begins.includes(separatorOf(begins)) && begins.includes('\n')
    ? 'CSV'
    : { problem: 'begins with neither a JSON value nor a table; JSON Lines, JSON, CSV and Parquet are taken' };
}

const isUtf16 = ([first, second]: Uint8Array): boolean => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

const isWholeLine = (text: string): boolean => {
  const end = text.indexOf('\n');
  if (end === -1) return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
};

/** Records of a file in their order. Memory does not grow with the file: a line, an element or a group of rows is held at a time. */
export function valuesOf(file: ImportedFile, kind: FileKind): AsyncIterable<FileValue> {
  if (kind === 'JSON_LINES') return jsonLines(file);
  return broken(kind === 'JSON' ? jsonArray(file) : kind === 'CSV' ? table(file) : parquetRows(file));
}

async function* jsonLines({ bytes }: ImportedFile): AsyncGenerator<FileValue> {
  const lines = new ByteLines(maxLineBytes);
  for await (const piece of bytes()) for (const line of lines.add(piece)) yield* valueOfLine(line);
  for (const line of lines.end()) yield* valueOfLine(line);
}

function* valueOfLine({ line, bytes, length }: { line: number; bytes: Uint8Array | null; length: number }): Generator<FileValue> {
  if (bytes === null) return yield { line, problem: `has ${length} bytes; at most ${maxLineBytes} are taken` };
  if (bytes.length === 0) return;
  let text: string;
  try {
    text = fatalUtf8.decode(bytes);
  } catch {
    return yield { line, problem: 'is not valid UTF-8' };
  }
  if (line === 1) text = text.replace(/^\ufeff/, '');
  if (text.trim() === '') return;
  yield parsed(text, line);
}

function parsed(text: string, line: number): FileValue {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { line, problem: `is no JSON: ${(error as Error).message.slice(0, 200)}` };
  }
}

/** What cannot be read on from some place: the records before it stand. */
async function* broken(values: AsyncIterable<FileValue>): AsyncGenerator<FileValue> {
  let line = 1;
  try {
    for await (const value of values) {
      line = value.line;
      yield value;
    }
  } catch (error) {
    yield { line, problem: `${(error as Error).message.slice(0, 300)}; nothing of the file after this place was read`, isFatal: true };
  }
}

async function* textOf({ bytes }: ImportedFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes()) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new Error('it is not valid UTF-8') : error;
  }
}

/** Elements of one array; an object alone is one record. */
async function* jsonArray(file: ImportedFile): AsyncGenerator<FileValue> {
  const texts = textOf(file);
  let head = '';
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    head += next.value;
    if (head.trim() !== '') break;
  }
  const rest = (async function* () {
    yield head;
    yield* texts;
  })();
  if (head.trimStart().startsWith('[')) {
    for await (const { text, line } of elementsOf(rest)) yield parsed(text, line);
    return;
  }
  let whole = '';
  for await (const text of rest) {
    whole += text;
    if (whole.length > 16 * maxLineBytes)
      throw new Error(`it is one JSON value of more than ${16 * maxLineBytes} characters; JSON Lines are taken`);
  }
  const one = parsed(whole, 1);
  const list = one.problem === undefined ? listIn(one.value) : null;
  if (list === null) yield one;
  else for (const [at, value] of list.entries()) yield { line: at + 1, value };
}

/** `{ data: [ … ] }` as APIs answer. */
const listIn = (value: unknown): readonly unknown[] | null => {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Record<string, unknown>;
  return ['data', 'rows', 'examples', 'items'].map((name) => fields[name]).find((list) => Array.isArray(list)) ?? null;
};

const sourceOf = (file: ImportedFile): SourceFile => ({
  path: file.path,
  name: file.path,
  sizeBytes: file.sizeBytes,
  modifiedAt: new Date(0),
  open: () => textOf(file),
  bytes: file.bytes,
  slice: (from, to) => (file.slice ?? unsliced)(from, to),
});

const unsliced = (): Promise<never> => Promise.reject(new Error('it can be read from its beginning alone'));

async function* table(file: ImportedFile): AsyncGenerator<FileValue> {
  let names: readonly string[] | null = null;
  for await (const row of rowsOf(sourceOf(file), { separator: null })) {
    if (row.cells === undefined) {
      yield { line: row.line, problem: row.problem };
      continue;
    }
    if (names === null) {
      names = row.cells.map((name) => name.replace(/^\ufeff/, '').trim());
      continue;
    }
    const columns = names;
    yield {
      line: row.line,
      value: Object.fromEntries(row.cells.map((cell, at) => [columns[at] ?? `column ${at + 1}`, valueOfCell(cell)])),
    };
  }
}

/** A cell that holds a JSON list or object is one: tables have turns so. */
function valueOfCell(cell: string): unknown {
  if (!/^\s*[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

async function* parquetRows(file: ImportedFile): AsyncGenerator<FileValue> {
  if (file.slice === null) throw new Error('it can be read from its beginning alone');
  for await (const { line, value } of (parquet.values as NonNullable<typeof parquet.values>)(sourceOf(file)))
    yield { line, value: plain(value) };
}

/** As JSON has it: whole numbers of 64 bits as numbers where they are exact, bytes as text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
