import { perOperation } from '../../platform/graphql/per-operation.ts';
import { messageExtent, type MessageExtent } from './queries/extent.ts';
import type { PreviewKey } from './queries.ts';
import { conversationSpans, previewsOf, userExternalIdsOf, type ConversationSpan } from './queries.ts';

/** The first characters of each message's text; '' for a message that is gone. */
export const contentPreviews = perOperation<PreviewKey, string>(async (keys, { stores, viewer }) => {
  const previews = await previewsOf(stores, viewer.workspaceId, keys);
  return keys.map(({ id, maxLength }) => previews.get(`${id} ${maxLength}`) ?? '');
});

/** How many messages each conversation has, and from when to when; null for one that has none. */
export const spanOfConversation = perOperation<bigint, ConversationSpan | null>(async (ids, { stores, viewer }) => {
  const spans = await conversationSpans(stores, viewer.workspaceId, ids);
  return ids.map((id) => spans.get(id) ?? null);
});

/** The application's own id of each of its users; null for one that is gone. */
export const userExternalIds = perOperation<bigint, string | null>(async (ids, { stores, viewer }) => {
  const externalIds = await userExternalIdsOf(stores, viewer.workspaceId, ids);
  return ids.map((id) => externalIds.get(id) ?? null);
});

/** How many messages the viewer's workspace has, and when the first was created. */
export const extentOfWorkspace = perOperation<'extent', MessageExtent>(async (keys, { stores, viewer }) => {
  const extent = await messageExtent(stores.clickhouse, viewer.workspaceId);
  return keys.map(() => extent);
});
