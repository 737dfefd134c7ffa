import { costOf, type CostGap } from '../../prices/pure/cost.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { explainCost } from '../../prices/pure/explain.ts';
import type { TokenLedger } from '../../messages/types.ts';
import { callsModel } from '../pure/conventions/span-usage.ts';
import { isPriced } from '../record/rows.ts';
import type { SpanRecord } from '../queries/span.ts';

const onlyCallsCost = 'Only calls of models cost: what they cost is summed up in `subtree`.';

/**
 * Which price a span's cost came from, or why it has none, in a sentence. The cost is the one that was fixed when the span came: where
 * the price has changed since, the note says so.
 */
export function costNote(span: SpanRecord, book: PriceBook): string {
  if (!isPriced(span)) return onlyCallsCost;
  const { ledger, model, provider } = span;
  const cost = costOf(ledger, book, { model, provider, createdAt: new Date(span.startedAtUs / 1_000) });
  if (span.costNanoUsd === null)
    return cost.state === 'unpriced'
      ? isNamelessSum(span)
        ? onlyCallsCost
        : cost.reason
      : 'It was stored before its price was known, and has not been repriced yet.';
  if (cost.state === 'priced' && cost.priceId === span.priceId && cost.nanoUsd === BigInt(span.costNanoUsd))
    return explainCost(cost, usageOf(ledger));
  const price = book.prices.find(({ id }) => id === span.priceId);
  const then =
    price === undefined
      ? 'Priced when it came, by a price that is not kept any more.'
      : `Priced when it came, by an earlier form of the price of ${price.model || price.provider || 'any model'}.`;
  return `${then} It has not been repriced yet.`;
}

/** Whether it is a step that sums up calls of models which it does not name: no price is missing for it. */
const isNamelessSum = ({ kind, model }: SpanRecord): boolean => !callsModel.has(kind) && model === null;

/** Why a span has no cost; null: it has one, or gets it when it is repriced. */
export function costGap(span: SpanRecord, book: PriceBook): CostGap | null {
  if (!isPriced(span)) return 'NOT_A_MODEL_CALL';
  if (span.costNanoUsd !== null) return null;
  const cost = costOf(span.ledger, book, { model: span.model, provider: span.provider, createdAt: new Date(span.startedAtUs / 1_000) });
  return cost.state === 'unpriced' ? (isNamelessSum(span) ? 'NOT_A_MODEL_CALL' : cost.gap) : null;
}

const usageOf = (ledger: TokenLedger) => ({
  inputTokens: ledger.inputReported ? ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite : null,
  outputTokens: ledger.outputReported ? ledger.visibleOutput + ledger.reasoning : null,
  cacheReadTokens: ledger.cacheRead,
  cacheWriteTokens: ledger.cacheWrite,
  reasoningTokens: ledger.reasoning,
});
