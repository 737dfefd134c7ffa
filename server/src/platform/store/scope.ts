import { AsyncLocalStorage } from 'node:async_hooks';

/** What statements may see and change, and on whose behalf they change it. PostgreSQL enforces it (postgres/walls.ts). */
export interface Scope {
  /** The id of a workspace; `all`: every workspace; empty: none, so that tables of workspaces look empty. Null: not set. */
  readonly workspace: string | null;
  /** Who acts, as JSON for the triggers of the audit trail; empty: work of the server itself. */
  readonly actor: string;
}

export const everyWorkspace = 'all';
export const noWorkspace = '';

const none: Scope = { workspace: null, actor: '' };
const current = new AsyncLocalStorage<Scope>();

/** The scope of the current work; undefined: none was set. */
export const currentScope = (): Scope | undefined => current.getStore();

/** Runs `work` within one workspace, including everything that it starts. Errors: throws when it is given no id. */
export const inWorkspace = <Value>(workspaceId: string, work: () => Value): Value => within({ workspace: scopeOf(workspaceId) }, work);

/** Runs `work` over all workspaces. `reason`: why no single one is named. */
export const acrossWorkspaces = <Value>(_reason: string, work: () => Value): Value => within({ workspace: everyWorkspace }, work);

/** Runs `work` where no table of a workspace shows a row: a request before its caller is known, the queue of jobs. */
export const outsideWorkspaces = <Value>(work: () => Value): Value => within({ workspace: noWorkspace, actor: '' }, work);

/** Runs `work` and everything that it starts as `actor` (platform/graphql/actor.ts): what it changes is recorded as changed by it. */
export const withActor = <Value>(actor: string, work: () => Value): Value => within({ actor }, work);

function within<Value>(change: Partial<Scope>, work: () => Value): Value {
  return current.run({ ...none, ...current.getStore(), ...change }, () => {
    const value = work();
    // Prisma asks only when its promise is waited for, which is to be in this scope too.
    return isLazy(value) ? (value.then((answer) => answer) as Value) : value;
  });
}

const isLazy = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Promise) && typeof (value as { then?: unknown }).then === 'function';

/** The scope of a workspace's id: never that of all workspaces. PostgreSQL refuses statements under an id that is no UUID. */
export function scopeOf(workspaceId: string): string {
  if (typeof workspaceId !== 'string' || workspaceId === everyWorkspace || workspaceId === noWorkspace)
    throw new Error(`${String(workspaceId)} is no workspace's id.`);
  return workspaceId;
}
