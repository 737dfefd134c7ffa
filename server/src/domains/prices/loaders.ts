import { perOperation } from '../../platform/graphql/per-operation.ts';
import { toLedger } from '../messages/pure/ledger.ts';
import type { PriceBook } from './pure/book.ts';
import type { Cost } from './pure/cost.ts';
import { costOf } from './pure/cost.ts';
import { loadPriceBook } from './load.ts';
import { messagesToPrice, type MessageToPrice } from './priced-messages.ts';

/** The workspace's price book, read once an operation. */
export const priceBook = perOperation<'book', PriceBook>(async (keys, { stores, viewer }) => {
  const book = await loadPriceBook(stores, viewer.workspaceId);
  return keys.map(() => book);
});

/** What a conversation's answers cost together, in nano-dollars; null where none of them has a known cost. */
export const costOfConversation = perOperation<bigint, bigint | null>(async (conversationIds, context) => {
  const [book, messages] = await Promise.all([
    priceBook(context).load('book'),
    messagesToPrice(context.stores, context.viewer.workspaceId, conversationIds),
  ]);
  const totals = new Map<bigint, bigint>();
  for (const message of messages) {
    const cost = costOfMessage(message, book);
    if (cost.state === 'priced') totals.set(message.conversationId, (totals.get(message.conversationId) ?? 0n) + cost.nanoUsd);
  }
  return conversationIds.map((id) => totals.get(id) ?? null);
});

/** What a message costs by these prices; the same rule as at projection (facts/). */
export function costOfMessage(message: Omit<MessageToPrice, 'conversationId'>, book: PriceBook): Cost {
  if (message.role !== 'ASSISTANT')
    return {
      state: 'unpriced',
      gap: 'NOT_A_MODEL_CALL',
      reason: "Only a model's reply has a cost: the messages before it are paid as its input.",
    };
  return costOf(toLedger(message), book, message);
}
