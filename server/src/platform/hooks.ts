/**
 * A point at which a domain lets others react to what it does, without knowing them. Reactions are registered at the root (domains.ts);
 * what they do to PostgreSQL is part of the caller's transaction.
 */
export class Hook<Reaction> {
  readonly name: string;
  readonly #reactions: Reaction[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** In the order in which they were registered. */
  get reactions(): readonly Reaction[] {
    return this.#reactions;
  }

  /** What a domain lists to have `reaction` registered. */
  reaction(reaction: Reaction): Registration {
    return { hook: this.name, register: () => void this.#reactions.push(reaction) };
  }
}

export interface Registration {
  readonly hook: string;
  readonly register: () => void;
}
