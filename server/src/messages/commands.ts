import { fail, succeed, type Result } from '../graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../ingest/errors.ts';
import type { IngestResult } from '../ingest/rejection.ts';
import type { LiveBus } from '../live/bus.ts';
import { observeIngest } from '../live/observations.ts';
import type { Stores } from '../store/stores.ts';
import { checkMessages } from './ingest.ts';
import { recordMessages } from './record.ts';

/** Stores what can be stored of a batch, tells of the rest, and announces new messages after commit. */
export async function ingestMessages(
  { stores, live }: { stores: Pick<Stores, 'postgres'>; live: LiveBus },
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('messages', items.length, maxBatchSize));
  return succeed(await storeMessages({ stores, live }, workspaceId, items, now));
}

/** The same for messages that the product makes itself, of any number that a transaction can take: what spans say was masked before. */
export async function storeMessages(
  { stores, live }: { stores: Pick<Stores, 'postgres'>; live: LiveBus },
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<IngestResult> {
  const { messages, rejected } = checkMessages(items, now);
  const { accepted, updated, stored } = await recordMessages(stores, workspaceId, messages);
  if (stored.messageIds.length > 0) live.publish('messages.stored', workspaceId, stored);
  observeIngest({ kind: 'message', accepted, updated, rejected: rejected.length });
  return { accepted, updated, rejected };
}

export { giveToConversations, type LateFacts } from './record/late.ts';
export { recordToolResults, type ToolResult } from './record/tool-results.ts';
