import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uints, utcs, uuid } from '../../../platform/store/sql.ts';
import { emotions } from '../types.ts';

const Emotions = z.array(z.tuple([z.enum(emotions), z.number()]));

/** What messages mean, by their keys; those that were not read yet are absent. */
export const meaningsOfMessages = defineQuery({
  name: 'meaning.ofMessages',
  timeoutMs: 10_000,
  row: z.object({
    messageId: z.string().transform(BigInt),
    language: z.string(),
    isSupported: z.boolean(),
    sentiment: z.number().nullable(),
    emotions: Emotions,
    topicId: z.number(),
  }),
  sql: ({ workspaceId, keys }: { workspaceId: string; keys: readonly { readonly id: bigint; readonly createdAt: Date }[] }) => sql`
    SELECT toString(message_id) AS messageId, language, is_supported AS isSupported, sentiment, emotions, topic_id AS topicId
    FROM message_meaning FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND created_at IN ${utcs(keys.map(({ createdAt }) => createdAt))} AND message_id IN ${uints(keys.map(({ id }) => id))}`,
});
