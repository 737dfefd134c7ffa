import { DomainError, fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { isStorable } from '../../platform/graphql/text.ts';
import type { SavedView } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** A view that cannot be saved: its message says what is wrong with it. */
export class BadView extends DomainError {
  readonly code = 'BAD_VIEW';
}

/** The longest address that is worth keeping, in UTF-16 code units. */
export const maxSearchLength = 8_000;
/** More on a page than this nobody finds anything in. */
export const maxViews = 200;

export interface ViewInput {
  readonly page: string;
  readonly name: string;
  readonly search: string;
}

/** Saves a view; one of the same name on its page is replaced. */
export async function saveView({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, { page, name, search }: ViewInput): Promise<Result<SavedView, BadView>> {
  if (search.length > maxSearchLength) return fail(new BadView(`The address has ${search.length} characters; at most ${maxSearchLength} are kept.`));
  if (!isStorable(search)) return fail(new BadView('The address must be valid Unicode without the character U+0000.'));
  const key = { workspaceId_page_name: { workspaceId, page, name } };
  const known = await prisma.savedView.findUnique({ where: key });
  if (known === null && (await prisma.savedView.count({ where: { workspaceId, page } })) >= maxViews) {
    return fail(new BadView(`This page has ${maxViews} saved views, which is the most it can have: delete one first.`));
  }
  return succeed(await prisma.savedView.upsert({ where: key, create: { workspaceId, page, name, search }, update: { search } }));
}

export async function deleteView({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<Result<true, NotFound>> {
  const { count } = await prisma.savedView.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Saved view', id)) : succeed(true);
}
