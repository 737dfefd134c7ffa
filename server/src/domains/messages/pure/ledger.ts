import type { TokenLedger, TokenUsage } from '../types.ts';

/**
 * The disjoint buckets of a message's token counts.
 *
 * A part that is larger than its whole (two reports of one message can leave that behind) counts as the whole it is: the
 * rest is 0, never negative. A part without a whole (`cacheReadTokens` alone) counts as itself.
 */
export function toLedger(usage: TokenUsage): TokenLedger {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = usage;
  const cacheRead = cacheReadTokens ?? 0;
  const cacheWrite = cacheWriteTokens ?? 0;
  const reasoning = reasoningTokens ?? 0;
  return {
    uncachedInput: Math.max(0, (inputTokens ?? 0) - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    visibleOutput: Math.max(0, (outputTokens ?? 0) - reasoning),
    reasoning,
    inputReported: inputTokens !== null || cacheReadTokens !== null || cacheWriteTokens !== null,
    outputReported: outputTokens !== null || reasoningTokens !== null,
  };
}

/**
 * The API's counts from those of a source whose input count leaves the cache out (Anthropic's own API, Bedrock): all input
 * tokens are its input tokens plus cache reads plus cache writes.
 */
export function fromAdditiveUsage(usage: TokenUsage): TokenUsage {
  const isReported = usage.inputTokens !== null || usage.cacheReadTokens !== null || usage.cacheWriteTokens !== null;
  const inputTokens = (usage.inputTokens ?? 0) + (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
  return { ...usage, inputTokens: isReported ? inputTokens : null };
}
