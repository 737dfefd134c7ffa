import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

const SampledRow = z.object({
  id: z.string(),
  language: z.string(),
  topicId: z.coerce.number(),
  sentiment: z.number().nullable(),
  characterCount: z.coerce.number(),
  isRefusal: z.coerce.boolean(),
  isApology: z.coerce.boolean(),
  hasCode: z.coerce.boolean(),
  hasList: z.coerce.boolean(),
  jsonValidity: z.string(),
  // Tens of thousands of numbers, which ClickHouse has typed.
  embedding: z.custom<number[]>(Array.isArray),
  model: z.string(),
  tools: z.string(),
});
export interface SampleAsked {
  readonly workspaceId: string;
  readonly from: Date;
  readonly to: Date;
  readonly role: 'USER' | 'ASSISTANT';
  /** The compiled filter over facts `m` of answers, without its time range; of users' messages, those of conversations with such an answer. */
  readonly where: Sql;
  readonly limit: number;
  /** So many of them have their embedding; of the others it is empty. */
  readonly embeddedCount: number;
}

const within = ({ from, to }: SampleAsked, row: string): Sql =>
  sql`${raw(row)}.created_at >= ${utc(from)} AND ${raw(row)}.created_at < ${utc(to)}`;

const answers = (asked: SampleAsked, columns: string): Sql => sql`
  SELECT ${raw(columns)} FROM message_facts AS m FINAL
  WHERE m.workspace_id = ${uuid(asked.workspaceId)} AND m.role = 'ASSISTANT' AND ${within(asked, 'm')} AND ${asked.where}`;

const ofRow = (model: string, tools: string): string =>
  `(toString(y.message_id), toString(y.language), y.topic_id, y.sentiment, y.character_count, y.is_refusal, y.is_apology, y.has_code, y.has_list, toString(y.json_validity), y.embedding, ${model}, ${tools})`;

/**
 * One message of each conversation, at most `limit` conversations: which ones follows from hashes of their ids, so that the same data give the
 * same sample. Messages of one conversation are alike; one of each makes samples of independent messages.
 *
 * Errors  throws `StoreTimeout` after 20 s.
 * Source  `message_meaning`, joined with `message_facts`; messages that are not read yet are left out.
 */
export const sampledMessages = defineQuery({
  name: 'drift.sample',
  timeoutMs: 20_000,
  row: SampledRow,
  sql: (asked: SampleAsked): Sql => {
    const isOfUser = asked.role === 'USER';
    const joined = isOfUser
      ? sql`WHERE y.conversation_id IN (${answers(asked, 'm.conversation_id')})`
      : sql`INNER JOIN (${answers(asked, `m.message_id AS message_id, toString(m.model) AS model, arrayStringConcat(arraySort(arrayDistinct(m.tool_names)), ' + ') AS tools`)}) AS a ON a.message_id = y.message_id`;
    return sql`
      SELECT found.1 AS id, found.2 AS language, found.3 AS topicId, found.4 AS sentiment, found.5 AS characterCount, found.6 AS isRefusal,
             found.7 AS isApology, found.8 AS hasCode, found.9 AS hasList, found.10 AS jsonValidity,
             if(place <= ${uint(asked.embeddedCount)}, found.11, CAST([], 'Array(Int8)')) AS embedding, found.12 AS model, found.13 AS tools
      FROM (
        SELECT found, row_number() OVER (ORDER BY cityHash64(conversation), conversation) AS place FROM (
        SELECT argMin(${raw(isOfUser ? ofRow("''", "''") : ofRow('a.model', 'a.tools'))}, cityHash64(y.message_id)) AS found, y.conversation_id AS conversation
        FROM (
          SELECT * FROM message_meaning AS y FINAL
          WHERE y.workspace_id = ${uuid(asked.workspaceId)} AND y.role = ${raw(`'${asked.role}'`)} AND ${within(asked, 'y')}
        ) AS y
        ${joined}
        GROUP BY y.conversation_id ORDER BY cityHash64(conversation), conversation LIMIT ${uint(asked.limit)})
      ) ORDER BY place`;
  },
});
