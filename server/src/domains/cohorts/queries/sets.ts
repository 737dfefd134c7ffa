import type { Sql } from '../../../platform/store/sql.ts';

/** What a rule is compiled against. */
export interface CompileContext {
  readonly workspaceId: string;
  /** From when days are counted back. */
  readonly now: Date;
  /** Ids of experiments by their keys; one that is not there is known by its name in messages alone. */
  readonly experimentIds: ReadonlyMap<string, string>;
  /** Statement that gives every user of the workspace, once. */
  readonly everyUser: Sql;
  /** These users alone are looked at; absent: all. */
  readonly only?: readonly string[];
}

/** Users as a statement of the column `user_id`, each once; or all users but these. */
export interface UserSet {
  readonly of: Sql;
  /** As many rows without the ids, where these take long to read. */
  readonly rows?: Sql;
  /** The same of those alone whom a statement gives, where it is quicker to leave out all others first. */
  readonly among?: (users: Sql) => UserSet;
  readonly isComplement: boolean;
  /** Whether each of the users in the statement is known: named by a message, or identified. */
  readonly isKnown: boolean;
}
