import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../platform/ingest/errors.ts';
import type { Sender } from '../../platform/ingest/environment.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import type { Masker } from '../policies/types.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { checkMessages } from './ingest.ts';
import { maskMessage } from './mask.ts';
import { recordMessages } from './record.ts';
import { storedConversations } from './record/queries/conversations.ts';
import {
  messagesByExternalIds,
  promptsOfConversations,
  renameStored,
  repliesOfTraces,
  type PromptedMessage,
  type Rename,
} from './record/queries/messages.ts';

/** Masks and stores what can be stored of a batch, tells of the rest, and announces new messages after commit. */
export async function ingestMessages(
  context: { stores: Pick<Stores, 'postgres'>; live: LiveBus } & Sender,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('messages', items.length, maxBatchSize));
  return succeed(await storeMessages(context, workspaceId, items, now, maskerOf(await policyOf(context.stores, workspaceId))));
}

/** The same for messages that the product makes itself, of any number that a transaction can take: what spans say was masked before. */
export async function storeMessages(
  { stores, live, ...sender }: { stores: Pick<Stores, 'postgres'>; live: Pick<LiveBus, 'publish'> } & Sender,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
  masker: Masker | null = null,
): Promise<IngestResult> {
  const { messages, rejected } = checkMessages(items, now, sender);
  const masked = masker === null ? messages : messages.map((message) => maskMessage(message, masker));
  const { accepted, updated, stored } = await recordMessages(stores, workspaceId, masked);
  if (stored.messageIds.length > 0) live.publish('messages.stored', workspaceId, stored);
  observeIngest({ kind: 'message', accepted, updated, rejected: rejected.length });
  return { accepted, updated, rejected };
}

export { giveToConversations, type LateFacts } from './record/late.ts';
export type { ToolResult } from './record/queries/tool-calls.ts';
export { recordToolResults } from './record/tool-results.ts';

/** Those of these conversations, by the ids that the application sent, that are stored. */
export async function storedConversationsAmong(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  return new Set((await storedConversations(postgres, { workspaceId, externalIds })).map(({ externalId }) => externalId));
}

export type { PromptedMessage, Rename } from './record/queries/messages.ts';

/** Messages that prompts brought into these conversations, from these times on. */
export const promptedMessagesOf = async (
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  since: readonly { conversationId: string; at: Date }[],
): Promise<readonly PromptedMessage[]> => (since.length === 0 ? [] : promptsOfConversations(postgres, { workspaceId, since }));

/** Numeric ids of those of these messages that are stored, by the ids that they were sent with. */
export async function storedMessagesAmong(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  return new Map((await messagesByExternalIds(postgres, { workspaceId, externalIds })).map(({ id, externalId }) => [externalId, id]));
}

/** Gives stored messages other external ids: what is sent under those from now on updates them. An id that is taken stays as it is. */
export async function renameMessages(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  renames: readonly Rename[],
): Promise<void> {
  if (renames.length > 0) await renameStored(postgres, { workspaceId, renames });
}

/** The spans that replies of these traces were made of, by trace; null: a reply was sent without a span. */
export async function spansOfReplies(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  traceIds: readonly string[],
): Promise<Map<string, (string | null)[]>> {
  const found = new Map<string, (string | null)[]>();
  for (const { traceId, spanId } of await repliesOfTraces(postgres, { workspaceId, traceIds }))
    found.set(traceId, [...(found.get(traceId) ?? []), spanId]);
  return found;
}
