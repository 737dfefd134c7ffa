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

/** What is remembered about the stored rows of one table, by workspace and name. */
export class RememberedRows<Value> {
  readonly #rows: RecentMap<Value>;

  constructor(generationSize: number) {
    this.#rows = new RecentMap(generationSize);
  }

  get(workspaceId: string, name: string): Value | undefined {
    return this.#rows.get(keyOf(workspaceId, name));
  }

  /** To be called after the commit: what is rolled back must not be remembered. */
  learn(workspaceId: string, values: Iterable<readonly [name: string, value: Value]>): void {
    for (const [name, value] of values) this.#rows.set(keyOf(workspaceId, name), value);
  }

  forget(): void {
    this.#rows.clear();
  }
}

export interface Memory<Value> {
  /** What is remembered about the rows of this database. */
  in(database: Postgres): RememberedRows<Value>;
}

const memoriesOf = new WeakMap<Postgres, Map<object, RememberedRows<unknown>>>();

/**
 * Declares facts about stored rows that cannot change while the row exists, so that most batches need not query them. A row that is
 * gone shows as a broken foreign key: the caller then calls `forgetRows` and records the batch again.
 *
 * `generationSize`  rows in one generation of the cache, which keeps two.
 */
export function defineMemory<Value>({ generationSize }: { readonly generationSize: number }): Memory<Value> {
  const memory: Memory<Value> = {
    in(database) {
      const ofDatabase = memoriesOf.get(database) ?? new Map<object, RememberedRows<unknown>>();
      memoriesOf.set(database, ofDatabase);
      const rows = ofDatabase.get(memory) ?? new RememberedRows<Value>(generationSize);
      ofDatabase.set(memory, rows);
      return rows as RememberedRows<Value>;
    },
  };
  return memory;
}

/** After rows of this database were deleted: every memory of it is emptied. */
export function forgetRows(database: Postgres): void {
  for (const rows of memoriesOf.get(database)?.values() ?? []) rows.forget();
}

const keyOf = (workspaceId: string, name: string): string => `${workspaceId}\u0000${name}`;
