import { basename, extname } from 'node:path';
import { columnsOf, isTable, type Columns } from '../../runs/columns.ts';
import { nameOfFile } from '../../runs/names.ts';
import { watchRestarts, type Restarts } from '../../runs/restarts.ts';
import { csvTable, jsonRowOf, jsonTable, type Row, type Table } from '../../runs/rows.ts';
import { fileSource, type Place, type RunFormat, type RunRecord } from '../../runs/types.ts';
import { headerOf } from 'importer/table';
import { durationSecondsOf, instantOf, numberOf, stepOf } from 'importer/values';
import { openFile, type CountedFile } from '../../text.ts';

/** Members and columns of other kinds of files. */
const ofOthers = ['externalId', 'messageExternalId', 'conversationId', 'messages_display', 'resourceSpans'];
const isMetrics = (names: readonly string[]): boolean => isTable(names) && !ofOthers.some((name) => names.includes(name));

/** CSV of metrics: a row for each step, or for each value. */
export const metricsCsv: RunFormat = {
  id: 'CSV of metrics',
  description: 'CSV of metrics (.csv with a column step or epoch, and a column for each metric, or the columns metric and value)',
  recognises: (head) => isMetrics(headerOf(head)),
  open: async (path) => sourceOf('CSV of metrics', await openFile(path), csvTable),
};

/** The same as JSON Lines. */
export const metricsJsonLines: RunFormat = {
  id: 'JSON Lines of metrics',
  description: 'JSON Lines of metrics (.jsonl, .ndjson; step or epoch and a member for each metric, or metric and value, on each line)',
  recognises: (head, path) => {
    const [first = '', second = ''] = head.trimStart().split('\n', 2);
    return isMetricsRow(first) && (/\.(?:jsonl|ndjson)$/i.test(path) || isMetricsRow(second));
  },
  open: async (path) => sourceOf('JSON Lines of metrics', await openFile(path), jsonTable),
};

/** One object alone is a summary of something, unless its file is called JSON Lines. */
function isMetricsRow(line: string): boolean {
  const row = jsonRowOf(line);
  return typeof row !== 'string' && isMetrics(Object.keys(row)) && Object.values(row).some((value) => numberOf(value) !== null);
}

const sourceOf = (format: string, file: CountedFile, tableOf: (file: CountedFile) => Table) =>
  fileSource(format, file, () => recordsOf(file, tableOf(file)));

interface RunState {
  readonly restarts: Restarts;
  lastAt: Date;
  lastStep: number;
}

/** A file that names its runs holds as many; one that does not is one run. */
async function* recordsOf(file: CountedFile, table: Table): AsyncIterable<RunRecord> {
  const wholeSeconds = elapsedOf(await table.lastRow()) ?? 0;
  const startedAt = new Date(file.modifiedAt.getTime() - Math.round(wholeSeconds * 1_000));
  const runs = new Map<string, RunState>();
  const isOfTexts = new Map<string, boolean>(); // by column, from its first value
  for await (const { line, text, row, columns } of table.rows()) {
    const place: Place = { file: file.path, unit: 'line', number: line };
    const bad = (field: string, reason: string): RunRecord => ({ kind: 'bad', place, field, reason });
    if (typeof row === 'string' || columns === null) {
      yield bad('', typeof row === 'string' ? row : 'has no step');
      continue;
    }
    const step = stepIn(row, columns);
    if (typeof step === 'string') {
      yield bad(columns.step ?? columns.epoch ?? '', step);
      continue;
    }
    const run = columns.run === null ? '' : String(row[columns.run] ?? '');
    const at = timeIn(row, columns, startedAt) ?? file.modifiedAt;
    let state = runs.get(run);
    if (state === undefined) {
      runs.set(run, (state = { restarts: watchRestarts(), lastAt: at, lastStep: 0 }));
      const facts = { name: run === '' ? nameOfFile(file.path) : run, startedAt: wholeSeconds > 0 ? startedAt : at };
      yield { kind: 'run', run, identity: { kind: 'content', format: 'metrics', beginning: text }, facts };
    }
    state.lastAt = at;
    state.lastStep = Math.max(state.lastStep, step);
    for (const { metric, column, value } of valuesIn(row, columns, file)) {
      const number = numberOf(value);
      if (!isOfTexts.has(column)) {
        isOfTexts.set(column, number === null);
        if (number === null)
          yield { kind: 'remark', text: `${file.path}: ${column} holds no numbers (${JSON.stringify(value)}); it is left out` };
      }
      if (number !== null) {
        // In the long form a file may be ordered by metric, which shows nothing about when a value came.
        const attempt = columns.long === null ? state.restarts.attemptOf(metric, step) : 1;
        yield { kind: 'point', run, metric, step, value: number, at, attempt, place };
      } else if (isOfTexts.get(column) === false) yield bad(column, `is ${JSON.stringify(value)}; a number is expected`);
    }
  }
  for (const [run, { lastAt, lastStep }] of runs) {
    const details = `Its file ends at step ${lastStep.toLocaleString('en')}; it does not hold whether the run ended there.`;
    yield { kind: 'end', run, end: { status: 'UNKNOWN', details }, at: lastAt };
  }
}

/** The step; in a table without steps the epoch, which must be whole then. Gives why there is none. */
function stepIn(row: Row, { step, epoch }: Columns): number | string {
  const value = row[step ?? epoch ?? ''];
  return stepOf(value) ?? (value === undefined ? 'is absent' : `is ${JSON.stringify(value)}; a whole number from 0 is expected`);
}

function* valuesIn(
  row: Row,
  { long, metrics, epoch, step, split }: Columns,
  file: CountedFile,
): Iterable<{ metric: string; column: string; value: unknown }> {
  const prefix = split === null || row[split] === undefined ? '' : `${String(row[split])}/`;
  if (long !== null) {
    const name = long.metric === null ? metricOf(file.path) : row[long.metric];
    if (row[long.value] !== undefined) yield { metric: prefix + String(name ?? 'value'), column: long.value, value: row[long.value] };
    return;
  }
  for (const column of metrics) {
    if (row[column] === undefined || (column === epoch && step === null)) continue;
    yield { metric: column === epoch ? column : prefix + column, column, value: row[column] };
  }
}

/** TensorBoard's page names its exports run-<run>-tag-<tag>.csv. */
const metricOf = (path: string): string => /-tag-(.+)$/.exec(basename(path, extname(path)))?.[1] ?? 'value';

/** The time that a row has; small numbers are seconds since the start, and the file was last written when its last row was. */
function timeIn(row: Row, { time, elapsed }: Columns, startedAt: Date): Date | null {
  const at = time === null ? null : instantOf(row[time]);
  const seconds = at === null ? durationSecondsOf(row[elapsed ?? time ?? '']) : null;
  return seconds === null ? at : new Date(startedAt.getTime() + Math.round(seconds * 1_000));
}

function elapsedOf(row: Row | null): number | null {
  const columns = row === null ? null : columnsOf(Object.keys(row));
  if (row === null || columns === null || (columns.time !== null && instantOf(row[columns.time]) !== null)) return null;
  return durationSecondsOf(row[columns.elapsed ?? columns.time ?? '']);
}
