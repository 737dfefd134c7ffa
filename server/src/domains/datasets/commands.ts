import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Dataset, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { Prisma as PrismaErrors } from '../../platform/store/prisma/generated/client.ts';
import type { Changing } from './commands/version.ts';
import { BadDataset } from './errors.ts';
import { checkChange, checkDataset, type CheckedDataset, type DatasetInput } from './ingest.ts';
import { removeDatasetFiles } from './record/chunks.ts';
import { maxDatasets } from './types.ts';

export { addRows, editRows, removeRows } from './commands/rows.ts';
export { putDraftRows, removeDraftRows, settleDraft } from './commands/draft.ts';
export { checkComment } from './ingest.ts';
export { makeVersion } from './commands/version.ts';

/** Name of the person, as versions have it; null: a key or a local caller. */
export const makerOf = ({ person }: Pick<Viewer, 'person'>): string | null =>
  person === null ? null : person.name === '' ? person.email : person.name;

/** Makes a dataset without rows. */
export async function createDataset({ stores, live }: Changing, workspaceId: string, input: DatasetInput): Promise<Result<Dataset>> {
  const checked = await checkDataset(input);
  if (!checked.ok) return checked;
  return saved(checked.value.name, async () => {
    const made = await stores.prisma.$transaction(async (transaction): Promise<Result<Dataset>> => {
      await lockWorkspace(transaction, workspaceId);
      if ((await transaction.dataset.count({ where: { workspaceId } })) >= maxDatasets)
        return fail(
          new BadDataset('name', `is new, and the workspace has ${maxDatasets} datasets, which is the most it can have: delete one first`),
        );
      return succeed(await transaction.dataset.create({ data: { workspaceId, name: checked.value.name, ...columnsOf(checked.value) } }));
    });
    if (made.ok) live.publish('datasets.changed', workspaceId, { datasetId: made.value.id });
    return made;
  });
}

/** Changes what is given of a dataset; `isArchived` true: it takes no rows any more, and keeps those that it has. */
export async function updateDataset(
  { stores, live }: Changing,
  workspaceId: string,
  id: string,
  { isArchived, ...input }: DatasetInput & { readonly isArchived?: boolean | null | undefined },
  now: Date,
): Promise<Result<Dataset>> {
  const checked = await checkChange(input);
  if (!checked.ok) return checked;
  return saved(checked.value.name ?? '', async () => {
    const data = {
      ...checked.value,
      ...columnsOf(checked.value),
      updatedAt: now,
      ...(typeof isArchived === 'boolean' && { archivedAt: isArchived ? now : null }),
    };
    const [dataset] = await stores.prisma.dataset.updateManyAndReturn({
      where: { id, workspaceId },
      data: data as Prisma.DatasetUpdateManyMutationInput,
    });
    if (dataset === undefined) return fail(new NotFound('Dataset', id, 'input.id'));
    live.publish('datasets.changed', workspaceId, { datasetId: id });
    return succeed(dataset);
  });
}

const json = (value: object | null) => (value === null ? PrismaErrors.DbNull : (value as Prisma.InputJsonValue));

const columnsOf = ({ description, tags, inputSchema, expectedOutputSchema, metadata }: CheckedDataset) => ({
  ...(description !== undefined && { description }),
  ...(tags !== undefined && { tags: [...tags] }),
  ...(inputSchema !== undefined && { inputSchema: json(inputSchema) }),
  ...(expectedOutputSchema !== undefined && { expectedOutputSchema: json(expectedOutputSchema) }),
  ...(metadata !== undefined && { metadata: metadata as Prisma.InputJsonValue }),
});

/** A name that another dataset has is a problem of the name. */
async function saved<Value>(name: string, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PrismaErrors.PrismaClientKnownRequestError && error.code === 'P2002')
      return fail(new BadDataset('name', `${JSON.stringify(name)} is that of another dataset; another name is taken`));
    throw error;
  }
}

/** Deletes a dataset with its versions, its draft and its files, and gives its id. */
export async function deleteDataset({ stores, live }: Changing, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.dataset.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Dataset', id));
  await removeDatasetFiles(stores, { workspaceId, datasetId: id });
  live.publish('datasets.changed', workspaceId, { datasetId: id });
  return succeed(id);
}

/** Removes the files of all datasets of a workspace that is being deleted. */
export async function removeFilesOfWorkspace(stores: Stores, workspaceId: string): Promise<void> {
  for (const { id } of await stores.prisma.dataset.findMany({ where: { workspaceId }, select: { id: true } }))
    await removeDatasetFiles(stores, { workspaceId, datasetId: id });
}
