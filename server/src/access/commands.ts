import type { Stores } from '../store/stores.ts';
import type { ApiKey } from '../store/prisma/generated/client.ts';
import type { Role } from '../graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../graphql/errors.ts';
import { generateKey, hashOf, prefixOf } from './key.ts';

export const defaultWorkspaceSlug = 'default';

/** The id of the workspace `default`, which is made when it is not there yet. */
export async function ensureDefaultWorkspace({ prisma }: Stores): Promise<string> {
  const { id } = await prisma.workspace.upsert({
    where: { slug: defaultWorkspaceSlug },
    create: { slug: defaultWorkspaceSlug, name: 'Default' },
    update: {},
    select: { id: true },
  });
  return id;
}

/** The secret of the workspace's first key; null when it has had one: a secret is shown once. */
export async function ensureFirstKey(stores: Stores, workspaceId: string): Promise<string | null> {
  const keyCount = await stores.prisma.apiKey.count({ where: { workspaceId } });
  if (keyCount > 0) return null;
  const { secret } = await createApiKey(stores, { workspaceId, name: 'First key', role: 'EDITOR' });
  return secret;
}

/** A new key and its secret, which is not kept and cannot be shown again. */
export async function createApiKey(
  { prisma }: Stores,
  { workspaceId, name, role }: { workspaceId: string; name: string; role: Role },
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = generateKey();
  const secretHash = new Uint8Array(hashOf(secret));
  const apiKey = await prisma.apiKey.create({ data: { workspaceId, name, role, prefix: prefixOf(secret), secretHash } });
  return { apiKey, secret };
}

/** Ends a key at once; revoking it again changes nothing. */
export async function revokeApiKey(
  { prisma }: Stores,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<Result<ApiKey, NotFound>> {
  await prisma.apiKey.updateMany({ where: { id, workspaceId, revokedAt: null }, data: { revokedAt: new Date() } });
  const apiKey = await prisma.apiKey.findUnique({ where: { id, workspaceId } });
  return apiKey === null ? fail(new NotFound('API key', id)) : succeed(apiKey);
}
