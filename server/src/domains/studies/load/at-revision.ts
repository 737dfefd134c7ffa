import type { Stores } from '../../../platform/store/stores.ts';

/** A study at one state of its trials. */
export interface AtRevision {
  readonly workspaceId: string;
  readonly studyId: string;
  readonly revision: number;
}

/** Studies of which an answer is held; those that were asked for longest ago go first. */
const mostStudies = 30;

interface Held<Value> {
  readonly revision: number;
  readonly answer: Promise<Value>;
}

/**
 * Holds the answer of each study until its trials change: of one study one answer, whatever number of callers wait for it. A failure is not
 * held.
 */
export function atRevision<Key extends AtRevision, Value>(
  compute: (stores: Stores, key: Key) => Promise<Value>,
): (stores: Stores, key: Key) => Promise<Value> {
  const ofStores = new WeakMap<Stores, Map<string, Held<Value>>>();
  return (stores, key) => {
    const held = ofStores.get(stores) ?? new Map<string, Held<Value>>();
    ofStores.set(stores, held);
    const id = `${key.workspaceId} ${key.studyId}`;
    const known = held.get(id);
    held.delete(id);
    const current = known?.revision === key.revision ? known : { revision: key.revision, answer: compute(stores, key) };
    held.set(id, current);
    if (current !== known) current.answer.catch(() => void (held.get(id) === current && held.delete(id)));
    for (const oldest of held.size > mostStudies ? held.keys().take(1) : []) held.delete(oldest);
    return current.answer;
  };
}
