import { fail, succeed, type NotFound, type Result } from '../../platform/graphql/errors.ts';
import { OtherWorkspace } from './errors.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { RecentMap } from '../../platform/ingest/remembered.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { memberOfPerson } from './queries/members.ts';

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

/** What a viewer is who acts for a person of a workspace, or, where `personId` is null, for the owner of an installation without accounts. */
export type Standing = Pick<Viewer, 'workspaceId' | 'role' | 'person' | 'isArchived'>;

/** The standing of a person at this moment; null: the person is no member of the workspace. To be asked for in its scope. */
export async function standingOf(
  { postgres, prisma }: Pick<Stores, 'postgres' | 'prisma'>,
  workspaceId: string,
  personId: string | null,
): Promise<Standing | null> {
  const workspace = await prisma.workspace.findUnique({ where: { id: workspaceId }, select: { archivedAt: true } });
  if (workspace === null) return null;
  const of = { workspaceId, ...(workspace.archivedAt !== null && { isArchived: true as const }) };
  if (personId === null) return { ...of, role: 'OWNER', person: null };
  const [member] = await memberOfPerson(postgres, { workspaceId, personId });
  return member === undefined
    ? null
    : { ...of, role: member.role, person: { id: member.personId, name: member.name, email: member.email } };
}
