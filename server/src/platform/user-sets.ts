import { Hook } from './hooks.ts';
import type { Postgres } from './store/postgres/postgres.ts';
import type { Sql } from './store/sql.ts';

/** A set of users, by the key in its global id, and the argument that named it. */
export interface NamedSet {
  readonly workspaceId: string;
  readonly id: string;
  readonly argument: string;
}

/**
 * Sets of users by which numbers and lists are narrowed. The domain that keeps them gives a statement of ClickHouse that selects their ids, each
 * once, as `user_id`; numbers and lists need not know what a set is made of. Errors: throws NOT_FOUND that names the argument.
 */
export const findUserSet = new Hook<(postgres: Postgres, set: NamedSet) => Promise<Sql>>('findUserSet');

/** The statement that selects the users of a set. Errors: throws NOT_FOUND that names the argument. */
export function usersOfSet(postgres: Postgres, set: NamedSet): Promise<Sql> {
  const [find] = findUserSet.reactions;
  if (find === undefined) throw new Error('No domain keeps sets of users.');
  return find(postgres, set);
}
