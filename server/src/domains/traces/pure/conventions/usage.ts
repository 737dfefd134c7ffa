import type { TokenUsage } from '../../../messages/types.ts';

/** Token counts as a source reports them; null: not reported. `total` is only evidence. */
export interface ReportedTokens {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly reasoning: number | null;
  readonly total: number | null;
}

/** Whether a part is within the count it is a part of, or beside it; null: the convention does not say. */
export interface UsageConvention {
  readonly cache: 'INCLUDED' | 'BESIDE' | null;
  readonly reasoning: 'INCLUDED' | 'BESIDE' | null;
}

export const emptyUsage: TokenUsage = {
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  reasoningTokens: null,
};
export const allIncluded: UsageConvention = { cache: 'INCLUDED', reasoning: 'INCLUDED' };
export const allBeside: UsageConvention = { cache: 'BESIDE', reasoning: 'BESIDE' };

/** Providers whose own API counts the cache beside the input. */
const cacheBesideProviders = new Set(['anthropic', 'bedrock']);

/**
 * Counts in the API's convention: input includes the cache, output includes reasoning.
 *
 * Order   a part larger than its whole was counted beside it; else the reported total proves which reading balances; else the
 *         convention says; else the provider's own API (Anthropic and Bedrock count the cache beside the input); else included.
 */
export function settleUsage(reported: ReportedTokens, convention: UsageConvention, provider: string | null): TokenUsage {
  const cache = (reported.cacheRead ?? 0) + (reported.cacheWrite ?? 0);
  const reasoning = reported.reasoning ?? 0;
  const input = reported.input ?? 0;
  const output = reported.output ?? 0;
  let isCacheBeside =
    cache > 0 &&
    (reported.input === null ||
      cache > input ||
      (convention.cache ?? (cacheBesideProviders.has(provider ?? '') ? 'BESIDE' : 'INCLUDED')) === 'BESIDE');
  let isReasoningBeside = reasoning > 0 && (reported.output === null || reasoning > output || convention.reasoning === 'BESIDE');
  if (reported.total !== null && reported.total > 0 && (cache > 0 || reasoning > 0)) {
    // What cannot be is not tried; what the convention says is tried first, so that two readings that balance leave it as it is.
    const cacheReadings = cache === 0 || cache > input ? [isCacheBeside] : [isCacheBeside, !isCacheBeside];
    const reasoningReadings = reasoning === 0 || reasoning > output ? [isReasoningBeside] : [isReasoningBeside, !isReasoningBeside];
    const balanced = cacheReadings
      .flatMap((cacheBeside) => reasoningReadings.map((reasoningBeside) => ({ cacheBeside, reasoningBeside })))
      .find(
        ({ cacheBeside, reasoningBeside }) =>
          input + (cacheBeside ? cache : 0) + output + (reasoningBeside ? reasoning : 0) === reported.total,
      );
    if (balanced !== undefined) ({ cacheBeside: isCacheBeside, reasoningBeside: isReasoningBeside } = balanced);
  }
  const hasInput = reported.input !== null || cache > 0;
  const hasOutput = reported.output !== null || reasoning > 0;
  return {
    inputTokens: hasInput ? input + (isCacheBeside ? cache : 0) : null,
    outputTokens: hasOutput ? output + (isReasoningBeside ? reasoning : 0) : null,
    cacheReadTokens: reported.cacheRead,
    cacheWriteTokens: reported.cacheWrite,
    reasoningTokens: reported.reasoning,
  };
}

/** A count of tokens: a whole number that is not negative, sent as a number or as text; null: it is none. */
export function tokenCount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? Math.round(number) : null;
}
