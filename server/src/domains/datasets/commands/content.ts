import { fail, NotFound, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge } from '../../../platform/ingest/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import type { Fields } from '../../../platform/ingest/values.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadDataset, DatasetArchived } from '../errors.ts';
import { badLineSize, checkRow, readRowId } from '../ingest/row.ts';
import { chunkBytes, chunksOf } from '../pure/chunker.ts';
import { lineOf } from '../pure/row-line.ts';
import { rowFit, type RowSchemas } from '../pure/row-schema.ts';
import type { SourcedRow } from '../queries/sources.ts';
import { nextBatch, type StoredChunk } from '../queries/versions.ts';
import { readLines, writeChunk, type DatasetPlace, type NewChunk } from '../record/chunks.ts';
import { maxRowsOfCall, type RowContent, type RowLine, type RowSource } from '../types.ts';
import type { ReadVersion } from './version.ts';

/** A row that comes in: its fields are not checked yet. */
export interface SentRow {
  readonly fields: Fields;
  readonly source: RowSource | null;
}

/** Most problems that one refusal names. */
export const mostProblems = 20;
export interface CheckedRow {
  /** Null: one is given out. */
  readonly id: string | null;
  readonly content: RowContent;
  readonly source: RowSource | null;
}

/** Checks rows as one whole: all problems of the first that has some are named, by `rows[3].messages[0].role`. */
export async function checkRows(
  schemas: RowSchemas,
  rows: readonly SentRow[],
  name = 'rows',
): Promise<Result<CheckedRow[], BadDataset | BatchTooLarge>> {
  if (rows.length > maxRowsOfCall) return fail(new BatchTooLarge(name, rows.length, maxRowsOfCall));
  if (rows.length === 0) return fail(new BadDataset(name, 'is empty; at least one row is taken'));
  const fit = await rowFit(schemas);
  const checked: CheckedRow[] = [];
  const problems: FieldProblem[] = [];
  const ids = new Set<string>();
  for (const [place, { fields, source }] of rows.entries()) {
    if (problems.length === mostProblems) break;
    const found = oneRow(fields, fit);
    if (found instanceof Problem) {
      problems.push({ field: `${name}[${place}]${found.field === '' ? '' : `.${found.field}`}`, reason: found.reason });
      continue;
    }
    if (found.id !== null && ids.has(found.id))
      problems.push({ field: `${name}[${place}].id`, reason: `is ${JSON.stringify(found.id)}, which another row of the call has` });
    if (found.id !== null) ids.add(found.id);
    checked.push({ ...found, source });
  }
  const [first, ...others] = problems;
  return first === undefined ? succeed(checked) : fail(new BadDataset(first.field, first.reason, others));
}

export function oneRow(fields: Fields, fit: Awaited<ReturnType<typeof rowFit>>): Omit<CheckedRow, 'source'> | Problem {
  const id = readRowId(fields);
  if (id instanceof Problem) return id;
  const content = checkRow(fields);
  if (content instanceof Problem) return content;
  const misfit = fit(content);
  if (misfit !== null) return new Problem(misfit.field, misfit.reason);
  return badLineSize(lineOf(id ?? '', content)) ?? { id, content };
}

/** The schemas of a dataset; a failure where there is none, or it is archived. */
export async function schemasOf(
  stores: Stores,
  { workspaceId, datasetId }: DatasetPlace,
): Promise<Result<RowSchemas, NotFound | DatasetArchived>> {
  const found = await stores.prisma.dataset.findUnique({
    where: { id: datasetId, workspaceId },
    select: { inputSchema: true, expectedOutputSchema: true, archivedAt: true, name: true },
  });
  if (found === null) return fail(new NotFound('Dataset', datasetId, 'input.id'));
  return found.archivedAt === null ? succeed(found) : fail(new DatasetArchived(found.name));
}

/** Lines with ids, and what rows were made of. */
export async function linesOf(
  stores: Stores,
  place: DatasetPlace,
  rows: readonly CheckedRow[],
): Promise<Result<{ readonly lines: RowLine[]; readonly sources: SourcedRow[] }, NotFound>> {
  const [taken] = await nextBatch(stores.postgres, { ...place });
  if (taken === undefined) return fail(new NotFound('Dataset', place.datasetId, 'input.id'));
  const lines = rows.map(({ id, content }, at) => lineOf(id ?? `${taken.batch}-${at + 1}`, content));
  const sources = rows.flatMap(({ source }, at): SourcedRow[] =>
    source === null ? [] : [{ ...source, rowId: (lines[at] as RowLine).id }],
  );
  return succeed({ lines, sources });
}

/** The chunks of a version with lines after them; a last chunk that is half empty is written again with them. */
export async function appended(stores: Stores, place: DatasetPlace, latest: ReadVersion | null, lines: readonly RowLine[]) {
  const chunks = [...(latest?.chunks ?? [])];
  const last = chunks.at(-1);
  const isOpen = last !== undefined && last.byteCount < chunkBytes / 2;
  if (isOpen) chunks.pop();
  const added: NewChunk[] = [];
  for (const group of chunksOf([...(isOpen ? await readLines(stores, place, last) : []), ...lines]))
    added.push(await writeChunk(stores, place, group));
  return [...chunks, ...added];
}

/** The chunks of a version, with those that are named written again: `change` gives a line in place of each, or null for none. */
export async function rewritten(
  stores: Stores,
  place: DatasetPlace,
  latest: ReadVersion,
  touched: ReadonlySet<string>,
  change: (line: RowLine) => RowLine | null,
) {
  const chunks: (StoredChunk | NewChunk)[] = [];
  for (const chunk of latest.chunks) {
    if (!touched.has(chunk.id)) {
      chunks.push(chunk);
      continue;
    }
    const lines = (await readLines(stores, place, chunk)).map(change).filter((line) => line !== null);
    for (const group of chunksOf(lines)) chunks.push(await writeChunk(stores, place, group));
  }
  return chunks;
}
