import { sql, strings, type Sql } from '../../../platform/store/sql.ts';

/** A trace id (32 hex digits) as ClickHouse's UUID. */
export const uuidOfTrace = (traceId: string): string =>
  `${traceId.slice(0, 8)}-${traceId.slice(8, 12)}-${traceId.slice(12, 16)}-${traceId.slice(16, 20)}-${traceId.slice(20)}`;

/** The trace id (32 hex digits) in ClickHouse's UUID. */
export const traceOfUuid = (uuid: string): string => uuid.replaceAll('-', '');

/** Traces by their ids, with or without dashes, for `trace_id IN`: a set that an index can look through. */
export const traceSet = (traceIds: readonly string[]): Sql => sql`(SELECT toUUID(arrayJoin(${strings(traceIds)})))`;
