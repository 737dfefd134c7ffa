import { sendRecords, type Rejected, type Sent } from 'importer/batches';
import { beginningOf } from 'importer/beginning';
import { ServerProblem } from 'importer/client';
import { generalFormats, particularFormats, tableOf } from 'importer/formats';
import { litellmPrices } from 'importer/formats/litellm';
import type { Format, ReadOptions } from 'importer/records';
import { readerOf } from 'importer/readers/readers';
import { separatorOf } from 'importer/table';
import type { OpenedFile } from './source.ts';
import type { Choice, Letters, Reading, Run, RunProblem, Trial, Way } from './types.ts';

const shownRows = 5;
const lookedAtRows = 200;
const shownCharacters = 2_000;
const shownCellCharacters = 300;
/** Records that are read before anything is sent. */
const triedRecords = 200;
/** More are counted, and not listed. */
const listedRejections = 200;
const listedRemarks = 20;
const progressEveryMs = 100;

/** A file, and the formats that read it. */
export interface Readable {
  readonly file: OpenedFile;
  readonly separator: string | null;
  /** The format that recognises it; null: none does. */
  readonly known: Format | null;
  /** The format that reads its rows by a mapping; null: it has none. */
  readonly table: Format | null;
}

/** What a file is, and how it can be read. */
export async function readingOf(file: OpenedFile, letters: Letters): Promise<{ readonly readable: Readable; readonly reading: Reading }> {
  const { head, path, sizeBytes, encoding } = file;
  const isPriceTable = litellmPrices.recognises(head);
  const known = isPriceTable ? null : (particular(head, path) ?? generalFormats.find(({ recognises }) => recognises(head, path)) ?? null);
  const table = isPriceTable ? null : known?.id === 'Parquet' ? known : tableOf(head);
  const beginning =
    table === null ? null : await beginningOf(file, table, { separator: letters.separator, shown: shownRows, lookedAt: lookedAtRows });
  const names = [...new Set(beginning?.names.filter((name) => name !== ''))];
  const hasColumns = beginning !== null && names.length > 0;
  // Two columns of one name are one to choose: the first of them.
  const places = new Map(beginning?.names.map((name, index) => [name, index] as const).reverse());
  return {
    readable: { file, separator: letters.separator, known, table },
    reading: {
      name: path,
      sizeBytes,
      isEmpty: head.trim() === '',
      encoding,
      separator: hasColumns && table?.id === 'CSV' ? (letters.separator ?? separatorOf(head)) : null,
      format: known?.id ?? (hasColumns ? (table?.id ?? null) : null),
      ways: waysOf(known, hasColumns ? table : null, names),
      isPriceTable,
      names: hasColumns ? names : [],
      rows: hasColumns
        ? beginning.rows.map(({ line, cells }) => ({ line, cells: names.map((name) => cellText(cells[places.get(name) ?? 0])) }))
        : [],
      text: hasColumns ? '' : head.slice(0, shownCharacters),
    },
  };
}

const particular = (head: string, path: string): Format | undefined => particularFormats.find(({ recognises }) => recognises(head, path));

/**
 * A table that is known by the names of its columns alone is read by them: the reader sees which is which. Parquet is known by its bytes,
 * whatever its rows are.
 */
function waysOf(known: Format | null, table: Format | null, names: readonly string[]): readonly Way[] {
  if (known === null) return table === null ? [] : ['COLUMNS'];
  if (table === null) return ['FORMAT'];
  const isOfColumns = known === table && (known.id === 'CSV' || (known.id === 'Parquet' && readerOf(new Set(names)) === undefined));
  return isOfColumns ? ['COLUMNS'] : ['FORMAT', 'COLUMNS'];
}

function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  const text =
    typeof cell === 'string'
      ? cell
      : cell instanceof Date
        ? cell.toISOString()
        : typeof cell === 'object'
          ? JSON.stringify(cell, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
          : String(cell);
  return text.length > shownCellCharacters ? `${text.slice(0, shownCellCharacters)}…` : text;
}

function formatOf({ known, table, separator }: Readable, { way, mapping }: Choice): { format: Format; options: ReadOptions } {
  const format = way === 'FORMAT' ? known : table;
  if (format === null) throw new Error('The file cannot be read in this way.');
  return { format, options: { mapping, separator } };
}

/** Reads the first records and sends nothing. Errors: what stops the reading is a rejection of line 0. */
export async function tryOut(readable: Readable, choice: Choice): Promise<Trial> {
  const { file } = readable;
  const { format, options } = formatOf(readable, choice);
  const counts = { message: 0, evaluation: 0, span: 0, event: 0, result: 0 };
  const rejected: Rejected[] = [];
  const remarks: string[] = [];
  let count = 0;
  let isWhole = true;
  file.restart();
  try {
    for await (const record of format.read(file, options)) {
      if (record.kind === 'remark') remarks.push(record.text);
      else if (count >= triedRecords) {
        isWhole = false;
        break;
      } else {
        count += 1;
        if (record.kind === 'bad') rejected.push({ line: record.line, field: record.field, reason: record.reason });
        else counts[record.kind] += 1;
      }
    }
  } catch (error) {
    rejected.push({ line: 0, field: '', reason: `could not be read further: ${(error as Error).message}` });
  }
  return { counts, rejected, rejectedCount: rejected.length, remarks, faultyLines: file.faultyLines(), isWhole };
}

const none = { accepted: 0, updated: 0 } as const;
const start: Omit<Run, 'faultyLines'> = {
  state: 'running',
  share: 0,
  counts: { message: none, evaluation: none, span: none, event: none, result: none },
  rejected: [],
  rejectedCount: 0,
  remarks: [],
  problem: null,
};

/** Reads a file and sends what is in it, until the signal stops it; what was read until then is sent. */
export async function runImport(
  readable: Readable,
  { choice, workspace }: { readonly choice: Choice; readonly workspace: string },
  signal: AbortSignal,
  onProgress: (run: Run) => void,
): Promise<Run> {
  const { file } = readable;
  const { format, options } = formatOf(readable, choice);
  const rejected: Rejected[] = [];
  const remarks: string[] = [];
  let rejectedCount = 0;
  let counts = start.counts;
  let shownAt = 0;
  const now = (state: Run['state'], problem: RunProblem | null = null): Run => ({
    state,
    problem,
    share: state === 'done' ? 1 : file.readShare(),
    counts,
    rejected: [...rejected],
    rejectedCount,
    remarks: [...remarks],
    faultyLines: file.faultyLines(),
  });
  const show = (): void => {
    const at = performance.now();
    if (at - shownAt < progressEveryMs) return;
    shownAt = at;
    onProgress(now('running'));
  };
  file.restart();
  onProgress(now('running'));
  try {
    await sendRecords({ url: '', apiKey: null, workspace }, format.read(file, options), {
      signal,
      progress: (sent) => {
        counts = countsOf(sent);
        show();
      },
      rejected: ({ line, field, reason }) => {
        rejectedCount += 1;
        if (rejected.length < listedRejections) rejected.push({ line, field, reason });
        show();
      },
      remark: (text) => {
        if (remarks.length < listedRemarks) remarks.push(text);
      },
    });
    return now(signal.aborted ? 'stopped' : 'done');
  } catch (error) {
    const kind = error instanceof ServerProblem ? error.kind : 'REFUSED';
    return now('failed', { kind, message: (error as Error).message });
  }
}

/** As they are now: the sender goes on counting. */
const countsOf = ({ message, evaluation, span, event, result }: Sent): Run['counts'] => ({
  message: { ...message },
  evaluation: { ...evaluation },
  span: { ...span },
  event: { ...event },
  result: { ...result },
});
