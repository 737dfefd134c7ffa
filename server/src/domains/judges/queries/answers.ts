import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Answers for which `where` holds: a sample that the same seed draws again, or the newest. */
export const answersOfFilter = defineQuery({
  name: 'judges.answers',
  timeoutMs: 20_000,
  row: z.object({ id: z.string() }),
  sql: ({ workspaceId, where, seed, limit }: { workspaceId: string; where: Sql; seed: number | null; limit: number }): Sql => sql`
    SELECT toString(m.message_id) AS id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND toString(m.role) = 'ASSISTANT' AND ${where}
    ORDER BY ${seed === null ? raw('m.created_at DESC, m.message_id DESC') : sql`cityHash64(${uint(seed)}, m.message_id), m.message_id`} LIMIT ${uint(limit)}`,
});
