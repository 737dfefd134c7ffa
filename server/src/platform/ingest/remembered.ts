import type { Postgres } from '../store/postgres/postgres.ts';

/** A bounded cache of recently used entries: two generations, the older one dropped when the newer is full. */
export class RecentMap<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #generationSize: number;

  constructor(generationSize: number) {
    this.#generationSize = generationSize;
  }

  get(key: string): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#generationSize && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}

/** A conversation that is stored: its id, and which of its attributes are set (they never change once set). */
export interface KnownConversation {
  id: string;
  /** Bits of `conversationAttributes` in domains/messages/record/queries/conversations.ts. */
  attributes: number;
}

/**
 * Facts about stored rows that cannot change while the row exists, so that most batches need not query them. A row that is
 * gone shows as a broken foreign key: then the cache is cleared and the batch is recorded again.
 */
export interface Remembered {
  conversations: RecentMap<KnownConversation>;
  endUsers: RecentMap<string>;
  /** Whether the model's provider is known. */
  models: RecentMap<boolean>;
  forget(): void;
}

const ofPool = new WeakMap<Postgres, Remembered>();

/** What is remembered about this database. Keys start with the workspace: `keyOf`. */
export function rememberedIn(postgres: Postgres): Remembered {
  const known = ofPool.get(postgres);
  if (known !== undefined) return known;
  const conversations = new RecentMap<KnownConversation>(50_000);
  const endUsers = new RecentMap<string>(50_000);
  const models = new RecentMap<boolean>(10_000);
  const made: Remembered = {
    conversations,
    endUsers,
    models,
    forget: () => [conversations, endUsers, models].forEach((map) => map.clear()),
  };
  ofPool.set(postgres, made);
  return made;
}

export const keyOf = (workspaceId: string, name: string): string => `${workspaceId}\u0000${name}`;
