import type { RefusedAttempt } from '../../../platform/graphql/refused.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../commands.ts';
import { keyOfPrefix } from '../queries/entries.ts';

/** Attempts of one actor at one thing within so long are one entry. */
const gatheredMs = 5_000;
/** Kinds of attempts that are gathered apart; those of more actors at once are gathered together. */
const mostGathered = 1_000;

interface Gathered {
  readonly attempt: RefusedAttempt;
  /** Not recorded yet. */
  count: number;
  readonly timer: NodeJS.Timeout;
}

const gatheredBy = new WeakMap<Stores['postgres'], Map<string, Gathered>>();

/**
 * Records a refused attempt: the first of its kind at once, those that follow within five seconds as one entry with their number. So a flood
 * costs an entry every five seconds, and a process that is killed loses no more than those of the last five.
 */
export function gatherRefusal(stores: Stores, attempt: RefusedAttempt): void {
  let gathered = gatheredBy.get(stores.postgres);
  if (gathered === undefined) gatheredBy.set(stores.postgres, (gathered = new Map()));
  const name = nameOf(attempt);
  const key = gathered.has(name) || gathered.size < mostGathered ? name : 'others';
  const known = gathered.get(key);
  if (known !== undefined) known.count += 1;
  else {
    open(stores, gathered, key, attempt);
    void record(stores, attempt, 1);
  }
}

/** Records what was gathered, without waiting for the end of its time. */
export async function recordGathered(stores: Stores): Promise<void> {
  const gathered = gatheredBy.get(stores.postgres) ?? new Map<string, Gathered>();
  const all = [...gathered.values()];
  gathered.clear();
  for (const { timer } of all) clearTimeout(timer);
  await Promise.all(all.filter(({ count }) => count > 0).map(({ attempt, count }) => record(stores, attempt, count)));
}

function open(stores: Stores, gathered: Map<string, Gathered>, key: string, attempt: RefusedAttempt): void {
  const timer = setTimeout(() => {
    const { count } = gathered.get(key) as Gathered;
    gathered.delete(key);
    if (count === 0) return;
    open(stores, gathered, key, attempt);
    void record(stores, attempt, count);
  }, gatheredMs).unref();
  gathered.set(key, { attempt, count: 0, timer });
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
