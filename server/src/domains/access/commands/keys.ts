import type { Viewer } from '../../../platform/graphql/context.ts';
import { BadArgument, fail, Forbidden, NotFound, succeed, WorkspaceArchived, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { KeyScope, Role } from '../../../platform/permissions.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { ApiKey } from '../../../platform/store/prisma/generated/client.ts';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { PersonNeeded } from '../errors.ts';
import { checkKey, type KeyInput } from '../ingest/keys.ts';
import { generateKey, hashOf, prefixOf } from '../key.ts';
import { anyKey, presentKey, revokeKey } from '../queries/keys.ts';
import { lockedWorkspace } from '../queries/workspaces.ts';
import { announce } from './announce.ts';
import { lockedFor } from './rights.ts';

/** The secret of the workspace's first key; null when it has one: a secret is shown once. */
export async function ensureFirstKey({ postgres, prisma }: Stores, workspaceId: string): Promise<string | null> {
  // Every start but the first ends here, without the start of Prisma, which takes a third of a second.
  if ((await anyKey(postgres, { workspaceId })) > 0) return null;
  return inWorkspace(workspaceId, () =>
    prisma.$transaction(async (transaction) => {
      await lockWorkspace(transaction, workspaceId);
      if ((await transaction.apiKey.count({ where: { workspaceId } })) > 0) return null;
      const { secret } = await createApiKey({ prisma: transaction }, { workspaceId, name: 'First key', role: 'EDITOR' });
      return secret;
    }),
  );
}

export interface CreatedKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

interface NewKey {
  readonly workspaceId: string;
  readonly name: string;
  readonly role: Role;
  readonly scope?: KeyScope;
  readonly environment?: string | null;
  readonly expiresAt?: Date | null;
  readonly requestsPerMinute?: number | null;
  /** Whose personal key it is; absent: a key of the workspace. */
  readonly personId?: string;
  readonly createdById?: string | null;
  readonly createdByKeyId?: string | null;
}

/** A new key and its secret, which is not kept and cannot be shown again. */
export async function createApiKey({ prisma }: { prisma: Pick<Stores['prisma'], 'apiKey'> }, key: NewKey): Promise<CreatedKey> {
  const secret = generateKey(key.scope === 'CLIENT' ? 'CLIENT' : key.personId === undefined ? 'WORKSPACE' : 'PERSONAL');
  const secretHash = new Uint8Array(hashOf(secret));
  const apiKey = await prisma.apiKey.create({ data: { ...key, prefix: prefixOf(secret), secretHash } });
  return { apiKey, secret };
}

/**
 * The same for a viewer who says what the key is for, with the role that the viewer has at the moment. A key that a key makes ends with that
 * one, and counts as made by its maker.
 */
export async function makeApiKey(
  { prisma }: Pick<Stores, 'prisma'>,
  viewer: Viewer,
  input: KeyInput,
  now: Date,
): Promise<Result<CreatedKey, BadArgument | Forbidden | WorkspaceArchived>> {
  const { workspaceId, person, keyId } = viewer;
  return prisma.$transaction(async (transaction): Promise<Result<CreatedKey, BadArgument | Forbidden | WorkspaceArchived>> => {
    const session = statementsOf(transaction);
    const locked = await lockedFor(session, viewer, 'EDIT_KEYS');
    if (!locked.ok) return locked;
    if (locked.value.workspace.archivedAt !== null) return fail(new WorkspaceArchived());
    const checked = checkKey(input, { granter: locked.value.role, now });
    if (!checked.ok) return checked;
    const [madeBy] = keyId === null || person !== null ? [] : await presentKey(session, { workspaceId, id: keyId });
    const maker = { createdById: person?.id ?? madeBy?.createdById ?? null, createdByKeyId: keyId };
    return succeed(await createApiKey({ prisma: transaction }, { ...checked.value, workspaceId, ...maker }));
  });
}

/**
 * A key that acts as the person who is signed in, with the role that they have at each moment, within its scope. It ends when they leave the
 * workspace. A key can't make one: it would outlive its own revocation.
 */
export async function makePersonalKey(
  { prisma }: Pick<Stores, 'prisma'>,
  viewer: Viewer,
  input: Omit<KeyInput, 'role'>,
  now: Date,
): Promise<Result<CreatedKey, BadArgument | Forbidden | PersonNeeded | WorkspaceArchived>> {
  const { workspaceId, person, role, keyId } = viewer;
  const checked = checkKey(input, { granter: role ?? 'REVIEWER', now });
  if (!checked.ok) return checked;
  if (person === null || keyId !== null || role === null) return fail(new PersonNeeded('create a personal key'));
  const personId = person.id;
  return prisma.$transaction(async (transaction): Promise<Result<CreatedKey, Forbidden | WorkspaceArchived>> => {
    const locked = await lockedFor(statementsOf(transaction), viewer, 'OWN_ACCOUNT');
    if (!locked.ok) return locked;
    if (locked.value.workspace.archivedAt !== null) return fail(new WorkspaceArchived());
    const of = { role: locked.value.role, workspaceId, personId, createdById: personId };
    return succeed(await createApiKey({ prisma: transaction }, { ...checked.value, ...of }));
  });
}

/**
 * Ends a key at once, with the keys that it made and the open invitations of them all; on other servers within a second. Revoking it again
 * changes nothing. `ofPersonId`: only a personal key of theirs.
 */
export async function revokeApiKey(
  { stores, live }: { stores: Stores; live: LiveBus },
  { workspaceId, id, ofPersonId }: { workspaceId: string; id: string; ofPersonId?: string },
): Promise<Result<ApiKey, NotFound>> {
  const where = { id, workspaceId, ...(ofPersonId !== undefined && { personId: ofPersonId }) };
  await inTransaction(stores.postgres, async (session) => {
    // What the key is about to make is made before, or not any more.
    await lockedWorkspace(session, { workspaceId });
    await revokeKey(session, { workspaceId, id, personId: ofPersonId ?? null });
  });
  announce({ stores, live }, workspaceId);
  const apiKey = await stores.prisma.apiKey.findUnique({ where });
  return apiKey === null ? fail(new NotFound('API key', id)) : succeed(apiKey);
}

/** The same for a personal key of the viewer. */
export async function revokePersonalKey(
  { stores, live, viewer }: { stores: Stores; live: LiveBus; viewer: Viewer },
  id: string,
): Promise<Result<ApiKey, NotFound | PersonNeeded>> {
  const { workspaceId, person } = viewer;
  if (person === null) return fail(new PersonNeeded('revoke a personal key'));
  return revokeApiKey({ stores, live }, { workspaceId, id, ofPersonId: person.id });
}
