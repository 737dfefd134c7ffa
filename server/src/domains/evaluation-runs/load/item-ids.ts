import { unstorable } from '../../../platform/ingest/text.ts';
import type { Stores } from '../../../platform/store/stores.ts';

interface ItemPlace {
  readonly datasetId: string;
  readonly rowId: string;
}

const uuidLength = 36;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The row that an application means by the id of an item: one that it has chosen itself, or that of the dataset, a colon and that of the row.
 * Null: it is none of these; whether the row is there is not looked at.
 */
export async function placeOfItem({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<ItemPlace | null> {
  if (unstorable(id) !== null) return null;
  const noted = await prisma.datasetItemId.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId: id } } });
  if (noted !== null) return { datasetId: noted.datasetId, rowId: id };
  const datasetId = id.slice(0, uuidLength);
  return uuidForm.test(datasetId) && id[uuidLength] === ':' ? { datasetId, rowId: id.slice(uuidLength + 1) } : null;
}

/** Notes that an application knows a row by an id of its own, which no other dataset of the workspace has. */
export async function noteItemId(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, datasetId, externalId }: { readonly workspaceId: string; readonly datasetId: string; readonly externalId: string },
): Promise<void> {
  await prisma.datasetItemId.createMany({ data: [{ workspaceId, datasetId, externalId }], skipDuplicates: true });
}

/** By which ids applications are shown rows of a dataset. */
export async function shownIds(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, datasetId, rowIds }: { readonly workspaceId: string; readonly datasetId: string; readonly rowIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const noted = await prisma.datasetItemId.findMany({
    where: { workspaceId, datasetId, externalId: { in: [...rowIds] } },
    select: { externalId: true },
  });
  const own = new Set(noted.map(({ externalId }) => externalId));
  return new Map(rowIds.map((id) => [id, own.has(id) ? id : `${datasetId}:${id}`]));
}
