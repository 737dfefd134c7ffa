import type { Viewer } from '../../../platform/graphql/context.ts';
import type { ApiKey, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';

type Asked = Pick<Prisma.ApiKeyFindManyArgs, 'include' | 'select'>;

const listed = { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 200 } satisfies Prisma.ApiKeyFindManyArgs;

/** Keys of the workspace, newest first, at most 200. */
export const keysOf = ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, asked: Asked): Promise<ApiKey[]> =>
  prisma.apiKey.findMany({ ...asked, where: { workspaceId }, ...listed });

/** Personal keys of the viewer in the workspace; none where the viewer is no person. */
export const personalKeysOf = async (
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, person }: Viewer,
  asked: Asked,
): Promise<ApiKey[]> =>
  person === null ? [] : prisma.apiKey.findMany({ ...asked, where: { workspaceId, personId: person.id }, ...listed });

const mostMade = 1_000;

/** Keys of the workspace that these people have created and that still work, newest first; personal keys are not among them. */
export const keysMadeBy = (
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, personIds }: { readonly workspaceId: string; readonly personIds: readonly string[] },
  now: Date,
): Promise<ApiKey[]> =>
  prisma.apiKey.findMany({
    where: {
      workspaceId,
      createdById: { in: [...personIds] },
      personId: null,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: mostMade,
  });
