const lastTurns = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Runs `work` when everything before it that named one of these keys has ended. Laying an event over what is stored is a read and a
 * write: two batches about one trace take turns, or the later write would lose the changes of the earlier.
 *
 * Holds within this process. A call enters all of its keys at once, so that none waits for one that waits for it.
 */
export async function inTurn<Value>(scope: object, keys: Iterable<string>, work: () => Promise<Value>): Promise<Value> {
  let turns = lastTurns.get(scope);
  if (turns === undefined) lastTurns.set(scope, (turns = new Map()));
  const own = [...new Set(keys)];
  const before = own.flatMap((key) => turns.get(key) ?? []);
  const { promise: turn, resolve: end } = Promise.withResolvers<void>();
  for (const key of own) turns.set(key, turn);
  try {
    await Promise.all(before);
    return await work();
  } finally {
    end();
    for (const key of own) if (turns.get(key) === turn) turns.delete(key);
  }
}
