import { fail, succeed, type NotFound, type Result } from '../../platform/graphql/errors.ts';
import { OtherWorkspace } from './errors.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { RecentMap } from '../../platform/ingest/remembered.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { inWorkspace } from '../../platform/store/scope.ts';

const rememberedCount = 1_000;
const slugs = new WeakMap<Stores['postgres'], RecentMap<string>>();

/** The viewer, where the workspace is the one that an address names; null: it names none. */
export async function viewerIn(
  { postgres, prisma }: Pick<Stores, 'postgres' | 'prisma'>,
  viewer: Viewer,
  slug: string | null,
): Promise<Result<Viewer, NotFound>> {
  if (slug === null) return succeed(viewer);
  let known = slugs.get(postgres);
  if (known === undefined) slugs.set(postgres, (known = new RecentMap(rememberedCount)));
  const { workspaceId } = viewer;
  const own =
    known.get(workspaceId) ??
    (await inWorkspace(workspaceId, () => prisma.workspace.findUnique({ where: { id: workspaceId }, select: { slug: true } })))?.slug;
  if (own !== undefined) known.set(workspaceId, own);
  // Another workspace, with a key of this one, is as good as none.
  return own === slug ? succeed(viewer) : fail(new OtherWorkspace(slug.slice(0, 100)));
}
