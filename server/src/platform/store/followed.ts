import { wantedAnyway } from './asker.ts';
import { StoreTimeout } from './clickhouse/client.ts';
import { waitInTime, withoutDeadline } from './deadline.ts';
import { inWorkspace } from './scope.ts';

export interface FollowedOptions<Source, Key, Value> {
  /** Calls `forget` at each notice of a change in the workspace; returns what ends that. Asked for before anything is read. */
  readonly follow: (source: Source, workspaceId: string, forget: () => void) => () => void;
  /** Reads a value, in the scope of the workspace. `before`: the value in whose place it comes; null: there is none. */
  readonly read: (source: Source, workspaceId: string, key: Key, before: Value | null) => Promise<Value>;
  /** The same for keys that are the same. */
  readonly keyOf: (key: Key) => string;
  /** From this age on, a value is read again while callers have the one that is there. */
  readonly freshMs: number;
  /** From this age on, a caller waits for the new reading; Infinity: never, so that what is there is served while a store is away. */
  readonly staleMs: number;
  /** Values of all workspaces together, and the sum of their sizes: beyond either the one that was asked for least recently goes. */
  readonly most: { readonly count: number; readonly size: number };
  readonly sizeOf: (value: Value) => number;
}

interface Kept<Value> {
  readonly workspace: Workspace<Value>;
  readonly name: string;
  held: { readonly value: Value; readonly size: number } | null;
  readAtMs: number;
  askedAtMs: number;
  triedAtMs: number;
  reading: Promise<Value> | null;
}

interface Workspace<Value> {
  readonly id: string;
  readonly values: Map<string, Kept<Value>>;
  stop: () => void;
}

/** After a reading that failed, the next one begins after this. */
const retryMs = 2_000;
/** The order in which values were asked for is kept to this. */
const orderMs = 1_000;
const tooLate = (timeoutMs: number): StoreTimeout => new StoreTimeout('followed', timeoutMs);

/**
 * Values of a workspace that are served from memory and follow a live topic: a change holds from the moment of its notice, and one whose
 * notice does not come (of a server without a common live bus) by the ages that are given. All callers of one moment share a reading; one
 * that began before a notice is not kept. A value that is in memory comes without a promise. Values belong to a live bus: a process of
 * several servers, as in tests, has a memory for each.
 *
 * Errors  those of `read`, to those who wait for it; they are not kept.
 */
export function defineFollowed<Source extends { readonly live: object }, Key, Value>(
  options: FollowedOptions<Source, Key, Value>,
  now: () => number = () => performance.now(),
): (source: Source, workspaceId: string, key: Key) => Value | Promise<Value> {
  const memories = new WeakMap<object, Followed<Source, Key, Value>>();
  return (source, workspaceId, key) => {
    let memory = memories.get(source.live);
    if (memory === undefined) memories.set(source.live, (memory = new Followed(options)));
    return memory.get(source, workspaceId, key, now());
  };
}

class Followed<Source, Key, Value> {
  readonly #options: FollowedOptions<Source, Key, Value>;
  /** Those that have a value, or are about to. */
  readonly #workspaces = new Map<string, Workspace<Value>>();
  /** The one that was asked for least recently first. */
  readonly #order = new Set<Kept<Value>>();
  #size = 0;

  constructor(options: FollowedOptions<Source, Key, Value>) {
    this.#options = options;
  }

  get(source: Source, workspaceId: string, key: Key, nowMs: number): Value | Promise<Value> {
    const { freshMs, staleMs, keyOf } = this.#options;
    const workspace = this.#workspaces.get(workspaceId) ?? this.#follow(source, workspaceId);
    const name = keyOf(key);
    const kept = workspace.values.get(name) ?? this.#add(workspace, name);
    this.#touch(kept, nowMs);
    const ageMs = nowMs - kept.readAtMs;
    if (kept.held === null || ageMs > staleMs) return waitInTime(this.#read(source, kept, key, nowMs), tooLate);
    // Callers that have a value do not learn of one that fails; the next one is due a little later.
    if (ageMs > freshMs && kept.reading === null && nowMs - kept.triedAtMs >= retryMs) this.#read(source, kept, key, nowMs).catch(() => {});
    return kept.held.value;
  }

  #follow(source: Source, id: string): Workspace<Value> {
    const workspace: Workspace<Value> = { id, values: new Map(), stop: () => {} };
    this.#workspaces.set(id, workspace);
    workspace.stop = this.#options.follow(source, id, () => {
      for (const kept of workspace.values.values()) this.#drop(kept);
    });
    return workspace;
  }

  #add(workspace: Workspace<Value>, name: string): Kept<Value> {
    const never = -Infinity;
    const kept: Kept<Value> = { workspace, name, held: null, readAtMs: never, askedAtMs: never, triedAtMs: never, reading: null };
    workspace.values.set(name, kept);
    return kept;
  }

  #touch(kept: Kept<Value>, nowMs: number): void {
    if (nowMs - kept.askedAtMs < orderMs) return;
    kept.askedAtMs = nowMs;
    this.#order.delete(kept);
    this.#order.add(kept);
  }

  #read(source: Source, kept: Kept<Value>, key: Key, nowMs: number): Promise<Value> {
    if (kept.reading !== null) return kept.reading;
    kept.triedAtMs = nowMs;
    const { id } = kept.workspace;
    const before = kept.held?.value ?? null;
    const read = (): Promise<Value> => inWorkspace(id, () => this.#options.read(source, id, key, before));
    const reading = withoutDeadline(() => wantedAnyway(read)).then(
      (value) => {
        kept.reading = null;
        // A notice may have come meanwhile.
        if (kept.workspace.values.get(kept.name) === kept) this.#hold(kept, value, nowMs);
        return value;
      },
      (error: unknown) => {
        kept.reading = null;
        if (kept.held === null) this.#drop(kept);
        throw error;
      },
    );
    return (kept.reading = reading);
  }

  /** `readAtMs`: when the reading began. What was changed while it ran may be missing in it. */
  #hold(kept: Kept<Value>, value: Value, readAtMs: number): void {
    const size = this.#options.sizeOf(value);
    this.#size += size - (kept.held?.size ?? 0);
    kept.held = { value, size };
    kept.readAtMs = readAtMs;
    const { most } = this.#options;
    for (const oldest of this.#order) {
      if (this.#order.size <= most.count && (this.#size <= most.size || this.#order.size === 1)) return;
      this.#drop(oldest);
    }
  }

  #drop(kept: Kept<Value>): void {
    const { workspace, name } = kept;
    if (workspace.values.get(name) !== kept) return;
    workspace.values.delete(name);
    this.#order.delete(kept);
    this.#size -= kept.held?.size ?? 0;
    if (workspace.values.size > 0) return;
    this.#workspaces.delete(workspace.id);
    workspace.stop();
  }
}
