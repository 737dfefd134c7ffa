import type { RefusedAttempt } from '../../../platform/graphql/refused.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../commands.ts';
import { keyOfPrefix } from '../queries/entries.ts';
import { gather } from './gathering.ts';

/** Records a refused attempt, gathered with others of its kind. */
export function gatherRefusal(stores: Stores, attempt: RefusedAttempt): void {
  void gather(stores, nameOf(attempt), (count) => record(stores, attempt, count));
}

const nameOf = ({ workspaceId, actor, permission, keyPrefix, target }: RefusedAttempt): string =>
  JSON.stringify([workspaceId, actor.id ?? actor.address, actor.action, permission, keyPrefix ?? target?.id ?? null]);

/** A store that does not answer must not fail what was refused anyway. */
async function record(
  { postgres }: Stores,
  { workspaceId, actor, permission, reason, keyPrefix, target }: RefusedAttempt,
  count: number,
): Promise<void> {
  try {
    const [key] = keyPrefix === undefined || keyPrefix === null ? [] : await keyOfPrefix(postgres, { prefix: keyPrefix });
    const event = { action: actor.action, outcome: 'REFUSED', reason, count, isPrivate: true } as const;
    await recordEvent(
      postgres,
      workspaceId ?? key?.workspaceId ?? null,
      {
        ...event,
        ...(permission !== null && { permission }),
        ...(target !== undefined && { targetType: target.type, targetId: target.id, targetName: target.name }),
        ...(key !== undefined && { targetType: 'ApiKey', targetId: key.id, targetName: key.name }),
      },
      actor,
    );
  } catch {
    // The log has that the store is unavailable; the refusal itself was answered.
  }
}
