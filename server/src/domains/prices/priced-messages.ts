import type { MessageRole, TokenUsage } from '../messages/types.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { answersOfConversations } from './queries.ts';

/** What of a message decides its cost. */
export interface MessageToPrice extends TokenUsage {
  conversationId: bigint;
  role: MessageRole;
  model: string | null;
  provider: string | null;
  createdAt: Date;
}

/** The answers in these conversations, in no order. */
export async function messagesToPrice(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  conversationIds: readonly bigint[],
): Promise<MessageToPrice[]> {
  return answersOfConversations(postgres, { workspaceId, conversationIds });
}
