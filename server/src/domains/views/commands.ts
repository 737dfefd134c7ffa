import { fail, NotFound, succeed, type BadArgument, type Result } from '../../platform/graphql/errors.ts';
import type { SavedView } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadView } from './errors.ts';
import { checkPage, checkView, type ViewInput } from './ingest.ts';

/** A longer list cannot be searched by eye. */
export const maxViews = 200;

/** Saves a view; one of the same name on its page is replaced. */
export async function saveView(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  input: ViewInput,
): Promise<Result<SavedView, BadArgument | BadView>> {
  const checked = checkView(input);
  if (!checked.ok) return checked;
  const { page, name, search } = checked.value;
  const key = { workspaceId_page_name: { workspaceId, page, name } };
  const known = await prisma.savedView.findUnique({ where: key });
  if (known === null && (await prisma.savedView.count({ where: { workspaceId, page } })) >= maxViews) {
    return fail(new BadView('page', `has ${maxViews} saved views, which is the most it can have: delete one first`));
  }
  return succeed(await prisma.savedView.upsert({ where: key, create: { workspaceId, page, name, search }, update: { search } }));
}

/** Makes a view the one that its page opens with in a workspace; null: none is. */
export async function setDefaultView(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  { page, id }: { readonly page: string; readonly id: string | null },
): Promise<Result<null, BadArgument | NotFound>> {
  const checked = checkPage(page);
  if (!checked.ok) return checked;
  const own = { workspaceId, page };
  return prisma.$transaction(async (tx) => {
    if (id !== null && (await tx.savedView.count({ where: { ...own, id } })) === 0) return fail(new NotFound('Saved view', id, 'input.id'));
    await tx.savedView.updateMany({
      where: { ...own, isDefault: true, ...(id !== null && { id: { not: id } }) },
      data: { isDefault: false },
    });
    if (id !== null) await tx.savedView.updateMany({ where: { ...own, id, isDefault: false }, data: { isDefault: true } });
    return succeed(null);
  });
}

/** Deletes a view, and gives its id. */
export async function deleteView({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await prisma.savedView.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Saved view', id)) : succeed(id);
}
