import type { Viewer } from '../../platform/graphql/context.ts';
import { BadArgument, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { entryPage, installationPage, ownsInstallation, type PageOfEntries } from './queries/entries.ts';
import type { Entry, EntryFilter, Trail } from './types.ts';

/** A page of a trail, newest first (`inverted`: oldest first). */
export const pageOfTrail = ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, page: PageOfEntries): Promise<Entry[]> =>
  page.trail === 'installation' ? installationPage(postgres, page) : entryPage(postgres, { workspaceId, ...page });

/** The trail that a viewer may read under this name. */
export async function trailOf(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, role }: Viewer,
  scope: 'WORKSPACE' | 'INSTALLATION',
): Promise<Result<Trail, BadArgument>> {
  if (scope === 'WORKSPACE') return succeed('workspace');
  if (role === 'OWNER' && (await ownsInstallation(postgres, { workspaceId })) > 0) return succeed('installation');
  return fail(new BadArgument('scope', 'INSTALLATION is for owners of the workspace "default"; WORKSPACE can be read here'));
}

/** Entries of one statement of a download. */
const pageSize = 1_000;

/** All entries of a trail, oldest first, page by page. What is recorded meanwhile may be among them. */
export async function* entriesOf(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  { trail, filter }: { readonly trail: Trail; readonly filter: EntryFilter },
): AsyncGenerator<readonly Entry[]> {
  let last: bigint | null = null;
  for (;;) {
    const page = await pageOfTrail(stores, workspaceId, { trail, filter, after: null, before: last, limit: pageSize, inverted: true });
    if (page.length > 0) yield page;
    last = page.at(-1)?.id ?? last;
    if (page.length < pageSize) return;
  }
}
