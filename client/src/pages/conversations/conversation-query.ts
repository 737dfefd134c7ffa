import type { ConversationQueryVariables } from '../../graphql/generated/graphql.ts';

const PAGE_SIZE = 100;

/** What is asked of a conversation, given its external id. */
export function firstPageOf(id: string): ConversationQueryVariables {
  return { id, first: PAGE_SIZE, after: null };
}
