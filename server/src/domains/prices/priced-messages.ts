import type { MessageRole, TokenUsage } from '../messages/types.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** What of a message decides its cost. */
export interface MessageToPrice extends TokenUsage {
  conversationId: bigint;
  role: MessageRole;
  model: string | null;
  provider: string | null;
  createdAt: Date;
}

/** The answers in these conversations, in no order. */
export async function messagesToPrice({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, conversationIds: readonly bigint[]): Promise<MessageToPrice[]> {
  const { rows } = await postgres.query<Omit<MessageToPrice, 'conversationId' | 'role'> & { conversationId: string }>({
    name: 'prices.messagesOfConversations',
    text: `SELECT conversation_id::text AS "conversationId", model, provider, created_at AS "createdAt", input_tokens AS "inputTokens", output_tokens AS "outputTokens",
        cache_read_tokens AS "cacheReadTokens", cache_write_tokens AS "cacheWriteTokens", reasoning_tokens AS "reasoningTokens"
      FROM messages WHERE workspace_id = $1 AND conversation_id = ANY($2::int8[]) AND role = 'ASSISTANT'`,
    values: [workspaceId, conversationIds.map(String)],
  });
  return rows.map((row) => ({ ...row, role: 'ASSISTANT', conversationId: BigInt(row.conversationId) }));
}
