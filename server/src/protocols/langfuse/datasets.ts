import { randomUUID } from 'node:crypto';
import { createDataset, putDraftRows, removeDraftRows, updateDataset } from '../../domains/datasets/commands.ts';
import { datasetItem, readDatasetItems } from '../../domains/datasets/load.ts';
import { sourcesOfRows } from '../../domains/datasets/load/sources.ts';
import type { DatasetRow, RowSource } from '../../domains/datasets/types.ts';
import { noteItemId, placeOfItem, shownIds } from '../../domains/evaluation-runs/load/item-ids.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readName, type Fields } from '../../platform/ingest/values.ts';
import type { Dataset } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { InvalidRequest } from './errors.ts';
import { isFields } from './fields.ts';
import { metaOf, pageOf } from './paging.ts';

const ok = (body: unknown): Answered => ({ status: 200, body });
const maxItemIdLength = 255;

/** Datasets by name, a page of them. */
export async function listDatasets({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const page = pageOf(params);
  const where = { workspaceId, archivedAt: null };
  const [total, found] = await Promise.all([
    stores.prisma.dataset.count({ where }),
    stores.prisma.dataset.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page.page - 1) * page.limit,
      take: page.limit,
    }),
  ]);
  return ok({ data: found.map(toDataset), meta: metaOf(page, total) });
}

export async function oneDataset({ stores, workspaceId, name }: Asked): Promise<Answered> {
  return ok(toDataset(await datasetOfName(stores, workspaceId, name)));
}

/** Makes a dataset, or changes the one of the name: what is sent of it. */
export async function putDataset({ stores, live, workspaceId, body }: Asked): Promise<Answered> {
  if (!isFields(body)) throw new InvalidRequest('The body is a dataset, a JSON object.');
  const { name, description, metadata, inputSchema, expectedOutputSchema } = body;
  const input = {
    name: name as string,
    ...(description !== undefined && { description: description as string | null }),
    ...(isFields(metadata) && { metadata }),
    ...(inputSchema !== undefined && { inputSchema }),
    ...(expectedOutputSchema !== undefined && { expectedOutputSchema }),
  };
  const isText = typeof name === 'string' && unstorable(name) === null;
  const known = isText ? await stores.prisma.dataset.findUnique({ where: { workspaceId_name: { workspaceId, name: name.trim() } } }) : null;
  const changing = { stores, live };
  const saved =
    known === null
      ? unwrap(await createDataset(changing, workspaceId, input))
      : unwrap(await updateDataset(changing, workspaceId, known.id, input, new Date()));
  return ok(toDataset(saved));
}

/** Makes an item, or replaces the one of its id: a row that the next version of the dataset has. ARCHIVED takes it out. */
export async function putItem({ stores, live, workspaceId, body }: Asked): Promise<Answered> {
  if (!isFields(body)) throw new InvalidRequest('The body is a dataset item, a JSON object.');
  const dataset = await datasetOfName(stores, workspaceId, textIn(body, 'datasetName'));
  const id = nameIn(body, 'id') ?? randomUUID();
  if (id.length > maxItemIdLength) throw new InvalidRequest(`id has ${id.length} characters; at most ${maxItemIdLength} are taken.`);
  const { status, input, expectedOutput, metadata } = body;
  if (status !== undefined && status !== null && status !== 'ACTIVE' && status !== 'ARCHIVED')
    throw new InvalidRequest('status is ACTIVE or ARCHIVED.');
  const place = { workspaceId, datasetId: dataset.id };
  const changing = { stores, live };
  const held = await placeOfItem(stores, workspaceId, id);
  if (held !== null && held.datasetId !== dataset.id)
    throw new InvalidRequest(`id ${JSON.stringify(id)} is that of an item of another dataset; an id is used once in a project.`);
  const rowId = held?.rowId ?? id;
  const now = new Date();
  if (status === 'ARCHIVED') {
    const row = await datasetItem(stores, { ...place, rowId });
    if (row === null) throw new NotFound('The dataset item', id);
    unwrap(await removeDraftRows(changing, place, [rowId], now));
    return ok(toItem(row, { id, dataset, source: null, status: 'ARCHIVED' }));
  }
  const source = sourceOf(body);
  const fields = {
    id: rowId,
    kind: 'PLAIN',
    input: input ?? null,
    expectedOutput: expectedOutput ?? null,
    metadata: metadata === undefined || metadata === null ? null : isFields(metadata) ? metadata : { metadata },
  };
  const [stored] = unwrap(await putDraftRows(changing, place, [{ fields, source }], now));
  if (held === null) await noteItemId(stores, { ...place, externalId: id });
  return ok(toItem(stored?.row as DatasetRow, { id, dataset, source, status: 'ACTIVE' }));
}

export async function oneItem({ stores, workspaceId, name }: Asked): Promise<Answered> {
  const { dataset, row } = await itemOf({ stores, workspaceId }, name);
  const [source] = await sourcesOfRows(stores.postgres, { workspaceId, datasetId: dataset.id, rowIds: [row.id] });
  return ok(toItem(row, { id: name, dataset, source: source ?? null, status: 'ACTIVE' }));
}

export async function removeItem({ stores, live, workspaceId, name }: Asked): Promise<Answered> {
  const { dataset, row } = await itemOf({ stores, workspaceId }, name);
  unwrap(await removeDraftRows({ stores, live }, { workspaceId, datasetId: dataset.id }, [row.id], new Date()));
  return ok({ message: 'Dataset item successfully deleted' });
}

/** Items of a dataset in their order, a page of them; without a dataset those of the newest ones. */
export async function listItems({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const page = pageOf(params);
  const named = params.get('datasetName');
  if (named === null || named === '') throw new InvalidRequest('datasetName is missing: items are listed by dataset.');
  const dataset = await datasetOfName(stores, workspaceId, named);
  const [traceId, spanId] = [params.get('sourceTraceId'), params.get('sourceObservationId')];
  const rows: DatasetRow[] = [];
  let total = 0;
  const from = (page.page - 1) * page.limit;
  for await (const group of readDatasetItems(stores, { workspaceId, datasetId: dataset.id })) {
    const sources = await sourcesOf({ stores, workspaceId }, dataset.id, traceId === null && spanId === null ? [] : group);
    const own =
      traceId === null && spanId === null
        ? group
        : group.filter(({ id }) => {
            const source = sources.get(id);
            return (traceId === null || source?.traceId === traceIdOf(traceId)) && (spanId === null || source?.spanId === spanIdOf(spanId));
          });
    for (const row of own) {
      if (total >= from && rows.length < page.limit) rows.push(row);
      total += 1;
    }
  }
  const [sources, ids] = await Promise.all([
    sourcesOf({ stores, workspaceId }, dataset.id, rows),
    shownIds(stores, { workspaceId, datasetId: dataset.id, rowIds: rows.map(({ id }) => id) }),
  ]);
  const data = rows.map((row) =>
    toItem(row, { id: ids.get(row.id) as string, dataset, source: sources.get(row.id) ?? null, status: 'ACTIVE' }),
  );
  return ok({ data, meta: metaOf(page, total) });
}

async function sourcesOf({ stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>, datasetId: string, rows: readonly DatasetRow[]) {
  const found = await sourcesOfRows(stores.postgres, { workspaceId, datasetId, rowIds: rows.map(({ id }) => id) });
  return new Map(found.map((source) => [source.rowId, source]));
}

/** The item of an id with its dataset. Errors: throws `NotFound`. */
async function itemOf(
  { stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>,
  id: string,
): Promise<{ dataset: Dataset; row: DatasetRow }> {
  const place = await placeOfItem(stores, workspaceId, id);
  const dataset = place === null ? null : await stores.prisma.dataset.findUnique({ where: { id: place.datasetId, workspaceId } });
  const row = place === null || dataset === null ? null : await datasetItem(stores, { workspaceId, ...place });
  if (dataset === null || row === null) throw new NotFound('Dataset item', id.slice(0, 100).toWellFormed(), 'id', 'Dataset item not found');
  return { dataset, row };
}

/** A dataset by its name, which may come encoded twice. Errors: throws `NotFound`. */
export async function datasetOfName(stores: Asked['stores'], workspaceId: string, name: string): Promise<Dataset> {
  for (const one of new Set([name, decodedOnce(name)])) {
    const found =
      unstorable(one) === null ? await stores.prisma.dataset.findUnique({ where: { workspaceId_name: { workspaceId, name: one } } }) : null;
    if (found !== null) return found;
  }
  throw new NotFound('Dataset', name.slice(0, 100).toWellFormed(), 'name', 'Dataset not found');
}

export function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sourceOf(body: Fields): RowSource | null {
  const [traceId, spanId] = [nameIn(body, 'sourceTraceId'), nameIn(body, 'sourceObservationId')];
  if (traceId === null) return null;
  return { messageId: null, traceId: traceIdOf(traceId), spanId: spanId === null ? null : spanIdOf(spanId), userId: null };
}

export function textIn(body: Fields, field: string): string {
  const value = nameIn(body, field);
  if (value === null) throw new InvalidRequest(`${field} is missing.`);
  return value;
}

export function nameIn(body: Fields, field: string): string | null {
  const value = readName(body, field);
  if (value instanceof Problem) throw new InvalidRequest(`${value.field} ${value.reason}.`);
  return value;
}

const toDataset = ({
  id,
  name,
  description,
  metadata,
  inputSchema,
  expectedOutputSchema,
  workspaceId,
  createdAt,
  updatedAt,
}: Dataset): object => ({
  id,
  name,
  description,
  metadata,
  inputSchema,
  expectedOutputSchema,
  projectId: workspaceId,
  createdAt,
  updatedAt,
});

interface Shown {
  readonly id: string;
  readonly dataset: Dataset;
  readonly source: RowSource | null;
  readonly status: 'ACTIVE' | 'ARCHIVED';
}

/** A row as Langfuse tells an item. Rows have no times of their own: those of the dataset stand for them. */
function toItem(row: DatasetRow, { id, dataset, source, status }: Shown): object {
  const { input, expectedOutput, messages, metadata } = row;
  return {
    id,
    status,
    input: input ?? (messages === undefined ? null : { messages }),
    expectedOutput: expectedOutput ?? null,
    metadata: metadata ?? null,
    sourceTraceId: source?.traceId ?? null,
    sourceObservationId: source?.spanId ?? null,
    datasetId: dataset.id,
    datasetName: dataset.name,
    createdAt: dataset.createdAt,
    updatedAt: dataset.updatedAt,
    mediaReferences: [],
  };
}
