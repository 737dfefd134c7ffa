import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { kept } from '../../../platform/store/kept.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';

export interface MessageExtent {
  messageCount: number;
  firstMs: number;
}

/**
 * How many messages of any role a workspace has, and when the first was created.
 *
 * Shape   one row, also without messages.
 * Source  `message_facts`: up to a second behind what was acknowledged.
 */
const askExtent = defineQuery({
  name: 'messages.extent',
  timeoutMs: 10_000,
  row: z.object({ messageCount: z.coerce.number(), firstMs: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT count() AS messageCount, toUnixTimestamp64Milli(min(created_at)) AS firstMs
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)}`,
});

/** The same, kept for a while where counting takes long (platform/store/kept.ts): every page asks for it. */
export const messageExtent = kept(async (clickhouse: ClickHouse, workspaceId: string): Promise<MessageExtent> => {
  const [extent] = await askExtent(clickhouse, { workspaceId });
  return extent ?? { messageCount: 0, firstMs: 0 };
});
