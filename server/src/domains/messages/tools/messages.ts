import { pageLink, viewLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, NoData, single } from '../../../platform/tools/tool.ts';

interface Row {
  readonly externalId: string;
  readonly role: string;
  readonly createdAt: string;
  readonly model: string | null;
  readonly contentPreview: string;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
  readonly errorType: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly sessionId: string | null;
  readonly conversation: { readonly externalId: string };
}
interface Page {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
const fields =
  'externalId role createdAt model contentPreview(maxLength: $length) latencyMs costUsd errorType inputTokens outputTokens sessionId conversation { externalId }';

const tableOfMessages = ({ edges, pageInfo }: Page) =>
  tableOf(
    edges.map(({ node }) => node),
    (at) => [
      at.text('conversationId', 'Conversation', (row) => row.conversation.externalId),
      at.text('role', 'Role', (row) => row.role),
      at.time('createdAt', 'Time', (row) => row.createdAt),
      at.text('model', 'Model', (row) => row.model),
      at.payload('text', 'Text', (row) => row.contentPreview),
      at.ms('latency', 'Latency', (row) => row.latencyMs),
      at.usd('cost', 'Cost', (row) => row.costUsd),
      at.text('error', 'Error', (row) => row.errorType),
      at.number(
        'tokens',
        'Tokens',
        (row) => (row.inputTokens === null && row.outputTokens === null ? null : (row.inputTokens ?? 0) + (row.outputTokens ?? 0)),
        { unit: 'tokens' },
      ),
      at.text('sessionId', 'Session', (row) => row.sessionId),
      at.text('messageId', 'Id', (row) => row.externalId),
    ],
    { hasMore: pageInfo.hasNextPage },
  );

export const sessionConversationsTool = defineTool({
  name: 'get_session_conversations',
  title: 'Session conversations',
  description: 'Messages of the conversations of sessions, with their texts, models, costs and latency, newest first.',
  group: 'production',
  readsPayload: true,
  words: ['session', 'conversation', 'chat', 'transcript', 'message', 'text'],
  operations: single({
    about: 'conversations of sessions',
    document: `query ($sessionIds: [String!], $from: DateTime, $to: DateTime, $limit: Int = 50, $length: Int = 500) {
      analytics(filter: { sessions: $sessionIds, from: $from, to: $to }) { overview { conversationCount messageCount } }
      messages(filter: { sessions: $sessionIds, from: $from, to: $to }, first: $limit) { edges { node { ${fields} } } pageInfo { hasNextPage } }
    }`,
    computed: ['length'],
    references: { sessionIds: 'session' },
    shape: (
      { analytics, messages }: { analytics: { overview: { conversationCount: number; messageCount: number } }; messages: Page },
      args,
    ) => ({
      facts: [
        fact('conversationCount', 'Conversations', analytics.overview.conversationCount),
        fact('replyCount', 'Replies of the assistant', analytics.overview.messageCount),
      ],
      table: tableOfMessages(messages),
      links: [viewLink('Messages of these sessions', '/messages', args)],
    }),
  }),
});

export const messagesTool = defineTool({
  name: 'messages',
  title: 'Messages',
  description: 'Finds messages by words of their text, filters and time, newest first; or one conversation by its id.',
  group: 'production',
  readsPayload: true,
  words: ['message', 'search', 'find', 'text', 'conversation', 'answer', 'reply', 'contain', 'slow', 'error'],
  operations: {
    search: {
      about: 'messages with words in their text, under filters',
      words: ['containing', 'mention', 'search', 'find', 'show'],
      document: `query ($search: String, $roles: [MessageRole!], $from: DateTime, $to: DateTime, $models: [String!], $sessions: [String!], $errorTypes: [String!], $failureTags: [String!], $ratings: [Int!], $success: Boolean, $slowerThanMs: Int, $limit: Int = 20, $length: Int = 300) {
        messages(search: $search, roles: $roles, first: $limit, filter: { from: $from, to: $to, models: $models, sessions: $sessions, errorTypes: $errorTypes, failureTags: $failureTags, ratings: $ratings, success: $success, slowerThanMs: $slowerThanMs }) {
          edges { node { ${fields} } } pageInfo { hasNextPage }
        }
      }`,
      computed: ['length'],
      references: { models: 'model', sessions: 'session', errorTypes: 'errorType', failureTags: 'failureTag' },
      shape: ({ messages }: { messages: Page }, { search, ...args }) => ({
        table: tableOfMessages(messages),
        links: [viewLink('These messages', '/messages', { ...args, text: search })],
      }),
    },
    get_conversation: {
      about: 'all messages of one conversation, first to last',
      words: ['conversation', 'transcript'],
      document: `query ($conversationId: String!, $limit: Int = 50, $length: Int = 1000) {
        conversation(externalId: $conversationId) { externalId messageCount costUsd startedAt messages(first: $limit) { edges { node { ${fields} } } pageInfo { hasNextPage } } }
      }`,
      computed: ['length'],
      shape: (
        {
          conversation,
        }: { conversation: { externalId: string; messageCount: number; costUsd: number | null; startedAt: string; messages: Page } | null },
        { conversationId },
      ) => {
        if (conversation === null) throw new NoData(`No conversation has the id ${JSON.stringify(conversationId)}.`);
        const { messages, messageCount, costUsd, startedAt, externalId } = conversation;
        return {
          facts: [
            fact('messageCount', 'Messages', messageCount),
            fact('cost', 'Cost', costUsd, { unit: 'usd' }),
            fact('startedAt', 'Started', startedAt),
          ],
          table: { ...tableOfMessages(messages), total: messageCount, complete: messages.edges.length >= messageCount },
          links: [pageLink('This conversation', `/conversations/${encodeURIComponent(externalId)}`)],
        };
      },
    },
  },
});
