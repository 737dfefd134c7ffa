import { defineDomain } from '../../platform/domain.ts';
import { messagesTool, sessionConversationsTool } from './tools/messages.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /**
     * After commit: ids of messages stored for the first time (bigint as string), and beside each the id that its conversation was sent
     * with.
     */
    'messages.stored': [workspaceId: string, { messageIds: string[]; conversationIds: string[] }];
    /** After these messages (bigint as string) were deleted with their user; retention announces nothing. */
    'messages.deleted': [workspaceId: string, { messageIds: string[] }];
  }
}

export const messagesDomain = defineDomain({
  name: 'messages',
  tables: ['messages', 'tool_calls', 'conversations', 'end_users'],
  tools: [sessionConversationsTool, messagesTool],
  topics: ['messages.stored', 'messages.deleted'],
});
