import type { WhyThisCostQuery } from '../../graphql/generated/graphql.ts';

export type PricedMessage = NonNullable<WhyThisCostQuery['message']>;

export interface Part {
  readonly label: string;
  readonly tokens: number | null;
  readonly usd: number | null;
}

/** The disjoint kinds of token that are paid for, with what each came to; only those that are there. */
export function partsOf(
  message: Pick<PricedMessage, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'reasoningTokens' | 'cost'>,
): Part[] {
  const { cost } = message;
  const cached = (message.cacheReadTokens ?? 0) + (message.cacheWriteTokens ?? 0);
  const isReasoningApart = cost.reasoningUsd != null;
  const parts: Part[] = [
    { label: 'input', tokens: message.inputTokens == null ? null : message.inputTokens - cached, usd: cost.inputUsd ?? null },
    { label: 'read from cache', tokens: message.cacheReadTokens ?? null, usd: cost.cacheReadUsd ?? null },
    { label: 'written to cache', tokens: message.cacheWriteTokens ?? null, usd: cost.cacheWriteUsd ?? null },
    {
      label: 'output',
      tokens: message.outputTokens == null ? null : message.outputTokens - (isReasoningApart ? (message.reasoningTokens ?? 0) : 0),
      usd: cost.outputUsd ?? null,
    },
    { label: 'reasoning', tokens: isReasoningApart ? (message.reasoningTokens ?? null) : null, usd: cost.reasoningUsd ?? null },
  ];
  return parts.filter(({ tokens, usd }) => (tokens ?? 0) > 0 || (usd ?? 0) > 0);
}
