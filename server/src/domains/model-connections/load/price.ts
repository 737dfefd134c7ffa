import { loadPriceBook } from '../../prices/load.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { costOf } from '../../prices/pure/cost.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ConnectedModel } from '../types.ts';

export interface Tokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
}

export const bookOf = (stores: Pick<Stores, 'postgres'>, workspaceId: string): Promise<PriceBook> => loadPriceBook(stores, workspaceId);

/** What tokens of a model cost, in integer nano-dollars; null: the price book has no price for it. */
export function nanoUsdOf(
  book: PriceBook,
  { model, provider }: Pick<ConnectedModel, 'model' | 'provider'>,
  { inputTokens, outputTokens, cachedInputTokens }: Tokens,
  now: Date,
): bigint | null {
  const cacheRead = Math.min(cachedInputTokens, inputTokens);
  const ledger = {
    uncachedInput: inputTokens - cacheRead,
    cacheRead,
    cacheWrite: 0,
    visibleOutput: outputTokens,
    reasoning: 0,
    inputReported: true,
    outputReported: true,
  };
  const cost = costOf(ledger, book, { model, provider: provider === '' ? null : provider, createdAt: now });
  return cost.state === 'priced' ? cost.nanoUsd : null;
}

/** What a turn of the assistant mostly takes: the measure by which models are compared. */
export const typicalTurn: Tokens = { inputTokens: 9_000, outputTokens: 700, cachedInputTokens: 0 };
