import { allOf, withinTime } from '../../analytics/pure/filter.ts';
import { storableInstant, type Range } from '../../analytics/pure/interval.ts';
import { sql, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Messages of users that a filter includes. */
export interface UserMessages {
  readonly workspaceId: string;
  readonly range: Range;
  /** The compiled filter over rows `m` of the facts; null: it names nothing but a time range. */
  readonly where: Sql | null;
}

/** Holds for rows `u` of `message_meaning`: messages of users in the range, of conversations with a message in it that satisfies the filter. */
export const isIncluded = ({ workspaceId, range, where }: UserMessages): Sql =>
  allOf([
    sql`u.workspace_id = ${uuid(workspaceId)} AND u.role = 'USER'`,
    timeOf(range),
    ...(where === null
      ? []
      : [
          sql`u.conversation_id IN (
            SELECT m.conversation_id FROM message_facts AS m FINAL
            WHERE m.workspace_id = ${uuid(workspaceId)} AND ${withinTime(range)} AND ${where})`,
        ]),
  ]);

const timeOf = ({ from, to }: Range): Sql =>
  sql`u.created_at >= ${utc(storableInstant(from))} AND u.created_at < ${utc(storableInstant(to))}`;
