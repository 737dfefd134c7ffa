import type { Viewer } from '../../platform/graphql/context.ts';
import { noUuid } from '../../platform/graphql/ids.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { workspaceBySlug } from './queries/workspaces.ts';

/**
 * A caller on this machine while there are no accounts: owner of the workspace that it names, `default` where it names none. One that does
 * not exist is as for a person who is no member: without a role.
 */
export async function localOwner({ postgres }: Pick<Stores, 'postgres'>, defaultWorkspaceId: string, slug: string | null): Promise<Viewer> {
  const owner = { role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null } as const;
  // `default` is never archived, so that it is not asked for.
  if (slug === null || slug === 'default') return { ...owner, workspaceId: defaultWorkspaceId };
  const [workspace] = await workspaceBySlug(postgres, { slug: slug.replaceAll('\u0000', '') });
  if (workspace === undefined) return { ...owner, role: null, workspaceId: noUuid };
  return { ...owner, workspaceId: workspace.id, ...(workspace.isArchived && { isArchived: true }) };
}
