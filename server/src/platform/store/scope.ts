import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  /** Who acts, as JSON for the triggers of the audit trail; empty: work of the server itself. */
  readonly actor: string;
}

const none: Scope = { actor: '' };
const current = new AsyncLocalStorage<Scope>();

export const currentScope = (): Scope => current.getStore() ?? none;

/** Runs `work` and everything that it starts as `actor` (platform/graphql/actor.ts): what it changes is recorded as changed by it. */
export const withActor = <Value>(actor: string, work: () => Value): Value => current.run({ ...currentScope(), actor }, work);
