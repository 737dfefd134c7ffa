import type { Job, TaskProgress } from '../../../platform/jobs/jobs.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { StoreMemoryExceeded, StoreTimeout } from '../../../platform/store/clickhouse/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { storeArtifact } from '../../artifacts/commands.ts';
import { ArtifactTooLarge } from '../../artifacts/errors.ts';
import { closeExport } from '../commands/close.ts';
import { dataFileName, removeFile } from '../files.ts';
import { openTable } from '../load/tables.ts';
import { encoderOf, type TableFormat } from '../pure/encode.ts';
import { filterOfJson } from '../pure/filter.ts';
import type { Row, Table } from '../pure/table.ts';
import {
  anyExportOfTask,
  dataExportOfTask,
  finishDataExport,
  isExportWanted,
  noteExpected,
  noteFailure,
  type MadeFile,
  type WantedExport,
} from '../queries/exports.ts';
import type { ColumnFill } from '../types.ts';
import { exportingData } from './kinds.ts';
import { mailExport } from './mail-export.ts';
import { NoReports, reportOf } from './report.ts';

/** So often progress is reported, and it is asked whether the file is still wanted. */
const lookMs = 500;

/**
 * Makes the file of an export. It is kept whole or not at all, and only with as many rows as there are; one that was cut off begins again.
 * Where it was cancelled meanwhile, nothing is kept.
 */
export const makeExportJob: Job = {
  ...exportingData,
  async run(stores, { id: taskId, workspaceId }, report, signal) {
    const [wanted] = await dataExportOfTask(stores.postgres, { workspaceId, taskId });
    if (wanted === undefined) return removeLeft(stores, { workspaceId, taskId });
    const { id } = wanted;
    if (!wanted.isReady) {
      const made = await make(stores, { workspaceId, wanted, report, signal });
      if (made === null) return;
      const isWanted = (await finishDataExport(stores.postgres, { workspaceId, id, made, now: new Date() })) > 0;
      if (!isWanted) return removeFile(stores, { workspaceId, id });
      await report({ doneCount: made.writtenCount, totalCount: made.writtenCount });
    }
    if (wanted.scheduleId !== null)
      await mailExport(stores, { workspaceId, id, scheduleId: wanted.scheduleId, expiresAt: wanted.expiresAt });
  },
};

/** An attempt that was cut off after its file was stored, of an export that was cancelled then. */
async function removeLeft(stores: Stores, { workspaceId, taskId }: { workspaceId: string; taskId: string }): Promise<void> {
  const [left] = await anyExportOfTask(stores.postgres, { workspaceId, taskId });
  if (left?.isClosed === true) await removeFile(stores, { workspaceId, id: left.id });
}

/** Thrown while a file is written, which is then not kept. */
class BrokenOff extends Error {}

interface Making {
  readonly workspaceId: string;
  readonly wanted: WantedExport;
  readonly report: (progress: TaskProgress) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Stores the file. Null: it is not wanted any more, it can't be made, or the server stops. Errors: throws what another attempt may not meet. */
async function make(stores: Stores, making: Making): Promise<MadeFile | null> {
  const { workspaceId, wanted } = making;
  const { id } = wanted;
  try {
    const content = wanted.format === 'REPORT' ? await reportFile(stores, making) : await tableFile(stores, making, wanted.format);
    const upload = { content: content.pieces(), sizeBytes: null };
    const sizeBytes = unwrap(await storeArtifact(stores, { workspaceId, kind: 'exports', id }, dataFileName, upload));
    return { ...content.counted(), sizeBytes };
  } catch (error) {
    if (error instanceof BrokenOff) return null;
    if (error instanceof ArtifactTooLarge) {
      const failure = `The file would be too large: ${error.message} Choose a shorter time range.`;
      await closeExport(stores, { workspaceId, id }, { now: new Date(), failure });
      return null;
    }
    await noteFailure(stores.postgres, { workspaceId, id, failure: failureOf(error) });
    throw error;
  }
}

/** For a person; what is not listed may hold private data. */
function failureOf(error: unknown): string {
  if (error instanceof StoreTimeout || error instanceof StoreMemoryExceeded || error instanceof CountMismatch || error instanceof NoReports)
    return error.message;
  return 'The file could not be made; the server log has the error.';
}

/** The rows that were written are not those that there are. */
class CountMismatch extends Error {
  constructor({ expectedCount, againCount, writtenCount }: { expectedCount: number; againCount: number; writtenCount: number }) {
    const expected = expectedCount === againCount ? `${expectedCount}` : `${expectedCount}, then ${againCount}`;
    super(`${writtenCount} rows were written where ${expected} were expected; the file was not kept.`);
  }
}

interface Content {
  readonly pieces: () => AsyncGenerator<Buffer>;
  /** After the last piece. */
  readonly counted: () => Omit<MadeFile, 'sizeBytes'>;
}

async function tableFile(stores: Stores, { workspaceId, wanted, report, signal }: Making, format: TableFormat): Promise<Content> {
  const { id, type, roles } = wanted;
  const filter = filterOfJson(wanted.filter);
  const now = new Date();
  const table = await openTable(stores, workspaceId, { type, filter, roles }, now);
  await noteExpected(stores.postgres, { workspaceId, id, expectedCount: table.expectedCount });
  await report({ doneCount: 0, totalCount: table.expectedCount });
  const encoder = await encoderOf(format, table.columns);
  const filled = table.columns.map(() => 0);
  let writtenCount = 0;
  let expectedCount = table.expectedCount;
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.from(encoder.head());
    let lookedAt = performance.now();
    for await (const rows of table.pages()) {
      if (signal.aborted) throw new BrokenOff();
      yield asBuffer(encoder.rows(rows));
      writtenCount += rows.length;
      countFilled(rows, filled);
      if (performance.now() - lookedAt < lookMs) continue;
      lookedAt = performance.now();
      if ((await isExportWanted(stores.postgres, { workspaceId, id })) === 0) throw new BrokenOff();
      await report({ doneCount: writtenCount });
    }
    expectedCount = await checkedCount(table, writtenCount);
    const about = { type, madeAt: now.toISOString(), timeZone: filter.timeZone ?? utcZone, filter: wanted.filter, roles };
    yield asBuffer(encoder.end({ ...about, expectedCount, writtenCount }));
  }
  const columns = (): ColumnFill[] => table.columns.map(({ name }, index) => ({ name, filledCount: filled[index] as number }));
  return { pieces, counted: () => ({ expectedCount, writtenCount, columns: columns() }) };
}

/**
 * As many rows as there are to be: counted before the first and after the last was read. While rows are deleted or judged between, as many as
 * any moment between had. Errors: throws `CountMismatch`.
 */
async function checkedCount(table: Table, writtenCount: number): Promise<number> {
  const { expectedCount } = table;
  if (writtenCount === expectedCount) return expectedCount;
  const againCount = await table.countAgain();
  const [least, most] = [Math.min(expectedCount, againCount), Math.max(expectedCount, againCount)];
  if (writtenCount < least || writtenCount > most) throw new CountMismatch({ expectedCount, againCount, writtenCount });
  return writtenCount;
}

function countFilled(rows: readonly Row[], filled: number[]): void {
  for (const row of rows) for (let index = 0; index < filled.length; index += 1) if (row[index] !== null) (filled[index] as number) += 1;
}

async function reportFile(stores: Stores, { workspaceId, wanted, signal }: Making): Promise<Content> {
  const { type, filter } = wanted;
  const html = await reportOf(stores, { workspaceId, type, filter, now: new Date(), signal });
  async function* pieces(): AsyncGenerator<Buffer> {
    if (signal.aborted) throw new BrokenOff();
    yield html;
  }
  return { pieces, counted: () => ({ expectedCount: 1, writtenCount: 1, columns: [] }) };
}

const asBuffer = (piece: Uint8Array): Buffer => Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
