import { latestVersionOf, readDatasetRows, versionOf, type PositionedRow, type StoredVersion } from '../../domains/datasets/load.ts';
import { deleteDataset, settleDraft } from '../../domains/datasets/commands.ts';
import type { DatasetRow } from '../../domains/datasets/types.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import type { Dataset } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { globalId, uuidOf } from './ids.ts';
import { cursorOf, limitOf, toCursor } from './paging.ts';

type Reading = Pick<Asked, 'stores' | 'live' | 'workspaceId'>;

/** Datasets, newest first, or the one of a name. */
export async function listDatasets({ stores, live, workspaceId, params }: Asked): Promise<Answered> {
  const [limit, from] = [limitOf(params, 10), Number(cursorOf(params) ?? 0n)];
  const name = params.get('name');
  if (name !== null && unstorable(name) !== null) return { body: { data: [], next_cursor: null } };
  const found = await stores.prisma.dataset.findMany({
    where: { workspaceId, ...(name !== null && name !== '' && { name }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: from,
    take: limit + 1,
  });
  const data: object[] = [];
  for (const dataset of found.slice(0, limit)) data.push(toDataset(dataset, await latestOf({ stores, live, workspaceId }, dataset)));
  return { body: { data, next_cursor: found.length > limit ? toCursor(from + limit) : null } };
}

export async function oneDataset(asked: Asked): Promise<Answered> {
  const dataset = await datasetOf(asked, asked.id);
  return { body: { data: toDataset(dataset, await latestOf(asked, dataset)) } };
}

export async function removeDataset({ stores, live, workspaceId, id }: Asked): Promise<Answered> {
  const dataset = await datasetOf({ stores, workspaceId }, id);
  unwrap(await deleteDataset({ stores, live }, workspaceId, dataset.id));
  return { status: 204, body: null };
}

/** Versions of a dataset, newest first. */
export async function listVersions(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const dataset = await datasetOf(asked, asked.id);
  await latestOf(asked, dataset);
  const [limit, from] = [limitOf(params, 10), Number(cursorOf(params) ?? 0n)];
  const found = await stores.prisma.datasetVersion.findMany({
    where: { workspaceId, datasetId: dataset.id },
    orderBy: { number: 'desc' },
    skip: from,
    take: limit + 1,
  });
  const data = found.slice(0, limit).map(({ id, comment, createdAt }) => ({
    version_id: globalId('DatasetVersion', id),
    description: comment,
    metadata: {},
    created_at: createdAt,
  }));
  return { body: { data, next_cursor: found.length > limit ? toCursor(from + limit) : null } };
}

/** Rows of a version, the latest unless another is named. */
export async function listExamples(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const dataset = await datasetOf(asked, asked.id);
  const splits = params.getAll('split');
  const wanted = params.get('version_id');
  const version = wanted === null || wanted === '' ? await latestOf(asked, dataset) : await versionOfId(asked, dataset, wanted);
  const examples: object[] = [];
  if (version !== null)
    for await (const rows of readDatasetRows(stores, { workspaceId, versionId: version.id }))
      for (const row of rows) if (splits.length === 0 || splits.includes(row.split ?? '')) examples.push(toExample(row, dataset.updatedAt));
  const data = {
    dataset_id: globalId('Dataset', dataset.id),
    version_id: version === null ? '' : globalId('DatasetVersion', version.id),
    filtered_splits: splits,
    examples,
  };
  return { body: { data } };
}

/** A dataset by its global id. Errors: throws `NotFound`. */
export async function datasetOf({ stores, workspaceId }: Pick<Reading, 'stores' | 'workspaceId'>, id: string): Promise<Dataset> {
  const key = uuidOf('Dataset', id);
  const dataset = key === null ? null : await stores.prisma.dataset.findUnique({ where: { id: key, workspaceId } });
  if (dataset === null)
    throw new NotFound('Dataset', id.slice(0, 100).toWellFormed(), 'id', `Dataset with ID ${id.slice(0, 100).toWellFormed()} not found`);
  return dataset;
}

/** The latest version, rows that were sent one by one included; null: it has none. */
export async function latestOf(
  { stores, live, workspaceId }: Reading,
  { id: datasetId, archivedAt }: Dataset,
): Promise<StoredVersion | null> {
  if (archivedAt === null) unwrap(await settleDraft({ stores, live }, { workspaceId, datasetId }));
  return latestVersionOf(stores, { workspaceId, datasetId });
}

/** A version of the dataset by its global id. Errors: throws `NotFound`. */
export async function versionOfId(
  { stores, workspaceId }: Pick<Reading, 'stores' | 'workspaceId'>,
  dataset: Dataset,
  id: string,
): Promise<StoredVersion> {
  const key = uuidOf('DatasetVersion', id);
  const version = key === null ? null : await versionOf(stores, { workspaceId, versionId: key });
  if (version === null || version.datasetId !== dataset.id)
    throw new NotFound(
      'Dataset version',
      id.slice(0, 100).toWellFormed(),
      'version_id',
      `Version with ID ${id.slice(0, 100).toWellFormed()} not found`,
    );
  return version;
}

const toDataset = ({ id, name, description, metadata, createdAt, updatedAt }: Dataset, version: StoredVersion | null): object => ({
  id: globalId('Dataset', id),
  name,
  description,
  metadata,
  created_at: createdAt,
  updated_at: updatedAt,
  example_count: version?.rowCount ?? 0,
});

const givenOut = /^\d+-\d+$/;
/** The id that the sender gave, else the global one. */
export const exampleId = (rowId: string): string => (givenOut.test(rowId) ? globalId('DatasetExample', rowId) : rowId);

/** A row as an example: what is no object stands in one, as Phoenix has nothing else. */
export const toExample = (row: DatasetRow | PositionedRow, updatedAt: Date): object => ({
  id: exampleId(row.id),
  node_id: globalId('DatasetExample', row.id),
  input: objectOf(row.input ?? (row.messages === undefined ? {} : { messages: row.messages }), 'input'),
  output: objectOf(row.expectedOutput ?? {}, 'output'),
  metadata: row.metadata ?? {},
  updated_at: updatedAt,
});

const objectOf = (value: unknown, name: string): object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { [name]: value };
