/** How changes of a table are recorded in the audit trail. A domain declares it in its descriptor, by the table's name. */
export interface Audited {
  /** What a row is, such as "Price": the type of the thing in the trail, and of its global id where it has one. */
  readonly type: string;
  /** The column that names a row to people; absent: none does. */
  readonly name?: string;
  /** The column with the person whom a row is about: the person's e-mail address names the row. */
  readonly person?: string;
  /** Columns of the primary key; absent: `id`. */
  readonly key?: readonly string[];
  /** The column with the workspace; absent: `workspace_id`. Null: rows belong to the installation. */
  readonly workspace?: string | null;
  /** Columns whose values are never written to the trail, only that they changed. */
  readonly secrets?: readonly string[];
  /** Lists within JSON, by the names that they stand under, of which the trail has no more than their length: ids of users, who may be deleted. */
  readonly counted?: readonly string[];
  /** Columns whose change is none: times, and what the server keeps up to date itself. */
  readonly ignored?: readonly string[];
  /** The only columns that are recorded; absent: all but the ignored ones. */
  readonly only?: readonly string[];
  /** Whether work of the server itself is recorded, too. */
  readonly always?: boolean;
  /** Not shown in the feed of the workspace. */
  readonly isPrivate?: boolean;
}

export type AuditedTables = Readonly<Record<string, Audited>>;

let declared: AuditedTables = {};

/** Called once by the root, with what all domains declare (domains.ts). */
export function declareAudited(tables: AuditedTables): void {
  declared = tables;
}

/** What the triggers in the database are made of (migrations/audit/install.ts). */
export const auditedTables = (): AuditedTables => declared;
