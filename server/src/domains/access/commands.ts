import type { Stores } from '../../platform/store/stores.ts';
import type { ApiKey } from '../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import type { Role } from '../../platform/permissions.ts';
import { BadArgument, fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { readShortText } from '../../platform/ingest/values.ts';
import { generateKey, hashOf, prefixOf } from './key.ts';
import { knownKeysOf } from './known-keys.ts';
import { anyKey, workspaceOfSlug } from './queries.ts';

const defaultWorkspaceSlug = 'default';
/** In UTF-16 code units. */
export const maxKeyNameLength = 200;

/** The id of the workspace `default`, which is made when it is not there yet. Any number of servers may start at once. */
export async function ensureDefaultWorkspace({ postgres }: Pick<Stores, 'postgres'>): Promise<string> {
  const [workspace] = await workspaceOfSlug(postgres, { slug: defaultWorkspaceSlug, name: 'Default' });
  return (workspace as { id: string }).id;
}

/** The secret of the workspace's first key; null when it has one: a secret is shown once. */
export async function ensureFirstKey({ postgres, prisma }: Stores, workspaceId: string): Promise<string | null> {
  // Every start but the first ends here, without the start of Prisma, which takes a third of a second.
  if ((await anyKey(postgres, { workspaceId })) > 0) return null;
  return prisma.$transaction(async (transaction) => {
    await lockWorkspace(transaction, workspaceId);
    if ((await transaction.apiKey.count({ where: { workspaceId } })) > 0) return null;
    const { secret } = await createApiKey({ prisma: transaction }, { workspaceId, name: 'First key', role: 'EDITOR' });
    return secret;
  });
}

/** A new key and its secret, which is not kept and cannot be shown again. */
export async function createApiKey(
  { prisma }: { prisma: Pick<Stores['prisma'], 'apiKey'> },
  { workspaceId, name, role }: { workspaceId: string; name: string; role: Role },
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = generateKey();
  const secretHash = new Uint8Array(hashOf(secret));
  const apiKey = await prisma.apiKey.create({ data: { workspaceId, name, role, prefix: prefixOf(secret), secretHash } });
  return { apiKey, secret };
}

/** The same for a person who gives the key its name. */
export async function makeApiKey(
  stores: { prisma: Pick<Stores['prisma'], 'apiKey'> },
  { workspaceId, role, ...input }: { workspaceId: string; role: Role; name?: string | null | undefined },
): Promise<Result<{ apiKey: ApiKey; secret: string }, BadArgument>> {
  const checked = checkInput({ name: readShortText(input, 'name', maxKeyNameLength) }, BadArgument);
  return checked.ok ? succeed(await createApiKey(stores, { workspaceId, role, ...checked.value })) : checked;
}

/** Ends a key at once, for other servers within the seconds that they remember it; revoking it again changes nothing. */
export async function revokeApiKey(
  stores: Stores,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<Result<ApiKey, NotFound>> {
  const { prisma } = stores;
  await prisma.apiKey.updateMany({ where: { id, workspaceId, revokedAt: null }, data: { revokedAt: new Date() } });
  knownKeysOf(stores).forget();
  const apiKey = await prisma.apiKey.findUnique({ where: { id, workspaceId } });
  return apiKey === null ? fail(new NotFound('API key', id)) : succeed(apiKey);
}
