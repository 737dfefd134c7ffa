import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Role } from '../../platform/permissions.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { recordKeyPlace } from '../audit/commands.ts';
import { Unauthenticated } from './errors.ts';
import { hashOf, looksLikeKey } from './key.ts';
import { knownKeysOf } from './known-keys.ts';
import { keyByHash, markKeyUsed, type FoundKey } from './queries/keys.ts';

const usedAgainAfterMs = 60_000; // last_used_at is kept to the minute

/**
 * Whom a key stands for: the workspace that it was made for, or its person with the role of the moment.
 *
 * A valid key is remembered for less than a second, so that ingest asks for it no more than that (known-keys.ts).
 */
export async function viewerWithKey(stores: Stores, key: string, address: string | null): Promise<Result<Viewer, Unauthenticated>> {
  const known = knownKeysOf(stores);
  const secretHash = hashOf(key);
  const remembered = known.find(secretHash);
  if (remembered !== null) return succeed(remembered);
  if (!looksLikeKey(key)) return refuse('This API key is not valid, or was revoked.');
  const { round } = known;
  const [found] = await keyByHash(stores.postgres, { secretHash });
  if (found === undefined) return refuse('This API key is not valid, or was revoked.');
  const nowMs = Date.now();
  const lifeMs = found.expiresAt === null ? Infinity : found.expiresAt.getTime() - nowMs;
  if (lifeMs <= 0)
    return refuse(`This API key expired at ${(found.expiresAt as Date).toISOString()}. An admin of the workspace can create another.`);
  const { role } = found;
  if (role === null) return refuse('The person of this personal key is no member of its workspace any more.');
  const { id, workspaceId, lastUsedAt } = found;
  if (lastUsedAt === null || nowMs - lastUsedAt.getTime() > usedAgainAfterMs) {
    await markKeyUsed(stores.postgres, { workspaceId, id, from: address });
    if (address !== null) await recordKeyPlace(stores, { workspaceId, keyId: id, address });
  }
  const viewer = viewerOfFound(found, role);
  known.keep(secretHash, viewer, round, { lifeMs });
  return succeed(viewer);
}

function viewerOfFound(found: FoundKey, role: Role): Viewer {
  const { id, workspaceId, scope, environment, requestsPerMinute, isArchived, personId, personName, personEmail } = found;
  return {
    workspaceId,
    role,
    keyId: id,
    keyScope: scope,
    person: personId === null ? null : { id: personId, name: personName ?? '', email: personEmail ?? '' },
    sessionId: null,
    ...(environment !== null && { environment }),
    ...(requestsPerMinute !== null && { requestsPerMinute }),
    ...(isArchived && { isArchived }),
  };
}

const refuse = (reason: string) => fail(new Unauthenticated(reason));
