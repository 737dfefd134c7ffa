import type { Actor } from '../../platform/graphql/actor.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { forgetEntries, lockTarget, requestOfDeletion, writeEvent, writeFirstFrom } from './queries/entries.ts';
import type { AuditEvent } from './types.ts';

/**
 * Records what no row of PostgreSQL shows, in the transaction of `statements` where it is one. `workspaceId` null: of the installation.
 * `actor` absent: that of the current work (`acting`, platform/graphql/actor.ts).
 */
export async function recordEvent(statements: Statements, workspaceId: string | null, event: AuditEvent, actor?: Actor): Promise<void> {
  await writeEvent(statements, {
    workspaceId,
    event: storable(actor === undefined ? event : { ...event, action: event.action ?? actor.action, actor }),
  });
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair; a path or a name that was refused may have them. */
const storable = <Value>(event: Value): Value =>
  JSON.parse(
    JSON.stringify(event, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value)),
  ) as Value;

/**
 * Removes the trail of a workspace that is deleted for good, and records in the installation's trail that it was, who had asked for it, and
 * the last hash of the trail that goes. To be called after the
 * last row of the workspace is gone: what is recorded of a deleted workspace later would stay.
 */
export async function forgetWorkspace(statements: Statements, { id, name }: { readonly id: string; readonly name: string }): Promise<void> {
  const [asked] = await requestOfDeletion(statements, { workspaceId: id });
  const [{ count } = { count: 0 }] = await forgetEntries(statements, { workspaceId: id, earlier: 'infinity' });
  const event: AuditEvent = { action: 'deleteWorkspaceForGood', targetType: 'Workspace', targetId: id, targetName: name };
  await recordEvent(statements, null, { ...event, after: { entryCount: count, ...asked }, isPrivate: true });
}

/** Records that a key was used from an address from which it was not used before: once, also of requests at the same time. */
export async function recordKeyPlace(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, keyId, address }: { readonly workspaceId: string; readonly keyId: string; readonly address: string },
): Promise<void> {
  const target = { targetType: 'ApiKey', targetId: keyId };
  const from = { keyId, address, userAgent: null, requestId: null };
  const actor: Actor = { kind: 'KEY', id: keyId, name: null, ...from, action: 'useKeyFromNewPlace' };
  const event = { action: actor.action, ...target, isPrivate: true, actor };
  await postgres.transaction(async (session) => {
    await lockTarget(session, target);
    await writeFirstFrom(session, { workspaceId, ...target, address, event });
  });
}
