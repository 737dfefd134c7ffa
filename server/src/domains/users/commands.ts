import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, IngestBusy } from '../../platform/ingest/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import { deleteRows } from '../../platform/store/clickhouse/mutations.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import type { Masker } from '../policies/types.ts';
import { checkUsers } from './ingest.ts';
import { storedValue } from './pure/stored.ts';
import { ofUsersBefore, usersNamed, usersUnnamed, workspacesWithUsers } from './queries/known.ts';
import { ofUsers, usersGone } from './queries/properties.ts';
import { propertyLines } from './record.ts';
import { userProperties } from './tables.ts';
import { maxUsers, type CheckedUser, type PropertyValue } from './types.ts';

/** So long after anything named a user no sweep looks at them: a message that comes meanwhile is not missed. */
const namedWithinMs = 600_000;
/** Users in one deletion: a statement holds their ids. */
const expiredAtOnce = 20_000;

let lastVersion = 0;
/** Microseconds since the epoch, always rising: of what comes without a time the later holds. */
const nextVersion = (): number => (lastVersion = Math.max(lastVersion + 1, Date.now() * 1_000));

/** Masks and stores what is reported of users; it is durable on return. */
export async function identifyUsers(
  stores: Stores,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge | IngestBusy>> {
  if (items.length > maxUsers) return fail(new BatchTooLarge('users', items.length, maxUsers));
  const { users, rejected } = checkUsers(items, now);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const lines = users.flatMap((user) => linesOf(workspaceId, masker === null ? user : masked(user, masker)));
  try {
    await propertyLines.write(stores, workspaceId, lines);
  } catch (error) {
    if (error instanceof IngestBusy) return fail(error);
    throw error;
  }
  observeIngest({ kind: 'user', accepted: users.length, updated: 0, rejected: rejected.length });
  return succeed({ accepted: users.length, updated: 0, rejected });
}

/** A row for the user, and one for each property. */
function linesOf(workspaceId: string, { userId, at, isDated, properties }: CheckedUser): string[] {
  const version = isDated ? Math.max(0, at.getTime()) * 1_000 : nextVersion();
  const row = { ...userProperties.empty, workspaceId, userId, at, version };
  return [
    userProperties.line(row),
    ...[...properties].map(([name, value]) =>
      userProperties.line({ ...row, name, ...(value === null ? { isRemoved: 1 } : storedValue(value)) }),
    ),
  ];
}

/** Names and values are masked as other JSON is: what stands under "phone" is read as one. */
function masked(user: CheckedUser, masker: Masker): CheckedUser {
  const reported = Object.fromEntries(user.properties);
  const properties = JSON.parse(masker.jsonText(JSON.stringify(reported))) as Record<string, PropertyValue | null>;
  const kept = Object.entries(properties).filter(([name]) => name !== '');
  return { ...user, userId: masker.id(user.userId), properties: new Map(kept) };
}

/** Removes what was reported of users. */
export async function eraseProperties(
  stores: Stores,
  { workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] },
): Promise<void> {
  await propertyLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'user_properties', workspaceId }, ofUsers(workspaceId, userIds));
}

/** Removes what was reported of users who were last identified before the cutoff and have no message any more. */
export async function expireProperties(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  await propertyLines.land(stores);
  for (;;) {
    const gone = await inWorkspace(workspaceId, () => usersGone(stores.clickhouse, { workspaceId, cutoff, limit: expiredAtOnce }));
    if (gone.length === 0) return;
    const userIds = gone.map(({ userId }) => userId);
    await deleteRows(stores.clickhouse, { table: 'user_properties', workspaceId }, ofUsers(workspaceId, userIds));
    if (gone.length < expiredAtOnce) return;
  }
}

/** Forgets those of these users whom nothing names any more; to be called when their facts are gone. */
export async function forgetUsers(
  { clickhouse }: Stores,
  { workspaceId, userIds }: { readonly workspaceId: string; readonly userIds: readonly string[] },
): Promise<void> {
  const named = await inWorkspace(workspaceId, () => usersNamed(clickhouse, { workspaceId, userIds }));
  const gone = userIds.filter((userId) => !named.some((one) => one.userId === userId));
  if (gone.length > 0) await deleteRows(clickhouse, { table: 'known_users', workspaceId }, ofUsers(workspaceId, gone));
}

/** Forgets all users whom nothing names any more, in every workspace; one that fails does not keep the others waiting. */
export async function forgetUnnamedUsers({ clickhouse }: Stores, now: Date, onError: (error: unknown) => void): Promise<void> {
  const cutoff = new Date(now.getTime() - namedWithinMs);
  for (const { workspaceId } of await workspacesWithUsers(clickhouse, {})) {
    try {
      for (;;) {
        const gone = await inWorkspace(workspaceId, () => usersUnnamed(clickhouse, { workspaceId, cutoff, limit: expiredAtOnce }));
        if (gone.length === 0) break;
        const userIds = gone.map(({ userId }) => userId);
        await deleteRows(clickhouse, { table: 'known_users', workspaceId }, ofUsersBefore(workspaceId, userIds, cutoff));
        if (gone.length < expiredAtOnce) break;
      }
    } catch (error) {
      onError(error);
    }
  }
}
