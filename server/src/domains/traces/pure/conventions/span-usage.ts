import type { TokenUsage } from '../../../messages/types.ts';
import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, SpanKind } from '../../types.ts';
import { readUsage } from './read-usage.ts';
import { row, type SpanAttributes } from './span-attributes.ts';
import { emptyUsage, settleUsage, tokenCount, type UsageConvention } from './usage.ts';

const details = row('langfuse.observation.usage_details');
const input = row(
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.prompt_tokens',
  'llm.token_count.prompt',
  'ai.usage.inputTokens',
  'ai.usage.promptTokens',
  'ai.usage.tokens',
  'llm.usage.prompt_tokens',
);
const output = row(
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.completion_tokens',
  'llm.token_count.completion',
  'ai.usage.outputTokens',
  'ai.usage.completionTokens',
  'llm.usage.completion_tokens',
);
/** Names whose convention says that the cache is part of the input. */
const cacheReadWithin = row(
  'gen_ai.usage.cache_read.input_tokens',
  'llm.token_count.prompt_details.cache_read',
  'ai.usage.inputTokenDetails.cacheReadTokens',
);
const cacheWriteWithin = row(
  'gen_ai.usage.cache_creation.input_tokens',
  'gen_ai.usage.cache_write.input_tokens',
  'llm.token_count.prompt_details.cache_write',
  'ai.usage.inputTokenDetails.cacheWriteTokens',
);
/** Names that providers' own counts are passed on under. */
const cacheRead = row(
  'gen_ai.usage.cache_read_input_tokens',
  'gen_ai.usage.cache_read_tokens',
  'gen_ai.usage.details.cache_read_tokens',
  'gen_ai.usage.details.cache_read_input_tokens',
  'gen_ai.usage.input_cached_tokens',
  'gen_ai.usage.cached_tokens',
  'gen_ai.usage.cached_input_tokens',
  'ai.usage.cachedInputTokens',
  'llm.usage.cache_read_input_tokens',
  'llm.token_count.prompt_details.cache_input',
);
const cacheWrite = row(
  'gen_ai.usage.cache_creation_input_tokens',
  'gen_ai.usage.cache_write_tokens',
  'gen_ai.usage.details.cache_write_tokens',
  'gen_ai.usage.details.cache_creation_input_tokens',
  'gen_ai.usage.cache_write_input_tokens',
  'llm.usage.cache_creation_input_tokens',
);
const reasoning = row(
  'gen_ai.usage.reasoning.output_tokens',
  'gen_ai.usage.reasoning_tokens',
  'gen_ai.usage.output_reasoning_tokens',
  'gen_ai.usage.details.reasoning_tokens',
  'llm.token_count.completion_details.reasoning',
  'ai.usage.reasoningTokens',
  'ai.usage.outputTokenDetails.reasoningTokens',
  'llm.usage.reasoning_tokens',
);
const total = row('gen_ai.usage.total_tokens', 'llm.usage.total_tokens', 'llm.token_count.total', 'ai.usage.totalTokens');

/** The AI SDK before version 6 tells what Anthropic wrote to its cache only here. */
const providerMetadata = row('ai.response.providerMetadata', 'ai.result.providerMetadata');

const cost = row('langfuse.observation.cost_details');
const totalCost = row('gen_ai.usage.cost', 'llm.cost.total', 'gen_ai.usage.total_cost', 'gen_ai.cost.total_cost', 'operation.cost');
const inputCost = row('gen_ai.usage.input_cost', 'llm.cost.prompt');
const outputCost = row('gen_ai.usage.output_cost', 'llm.cost.completion');

/** Kinds that call a model. What others report are sums over the calls below them. */
const callsModel = new Set<SpanKind>(['LLM', 'EMBEDDING', 'RERANKER']);

/**
 * The tokens of a span, each counted once in a trace: a wrapper (an agent, a chain) has none, what it reports stays among its
 * attributes. Langfuse's own `usage_details` count on every kind, as they do there.
 */
export function usageOf(attributes: SpanAttributes, kind: SpanKind, provider: string | null): TokenUsage {
  const detailed = attributes.take(details, (value: AttributeValue) => readUsage(value, provider));
  if (detailed !== null) return detailed;
  if (!callsModel.has(kind)) return emptyUsage;
  const within = { read: attributes.take(cacheReadWithin, tokenCount), write: attributes.take(cacheWriteWithin, tokenCount) };
  const isWithin = within.read !== null || within.write !== null;
  const ofProvider = isWithin ? null : cacheOfAnthropic(attributes.peek(providerMetadata));
  const reported = {
    input: attributes.take(input, tokenCount),
    output: attributes.take(output, tokenCount),
    cacheRead: within.read ?? attributes.take(cacheRead, tokenCount) ?? ofProvider?.cacheRead ?? null,
    cacheWrite: within.write ?? attributes.take(cacheWrite, tokenCount) ?? ofProvider?.cacheWrite ?? null,
    reasoning: attributes.take(reasoning, tokenCount),
    total: tokenCount(attributes.peek(total)),
  };
  if (reported.cacheRead !== null) attributes.showEqual([cacheRead], reported.cacheRead);
  const convention: UsageConvention = { cache: isWithin ? 'INCLUDED' : null, reasoning: 'INCLUDED' };
  const isOnlyTotal = kind === 'EMBEDDING' && reported.input === null && reported.output === null;
  const usage = settleUsage(isOnlyTotal ? { ...reported, input: reported.total } : reported, convention, provider);
  if (reported.total !== null && reported.total === (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)) attributes.show(total);
  return usage;
}

function cacheOfAnthropic(metadata: AttributeValue | undefined): { cacheRead: number | null; cacheWrite: number | null } | null {
  if (typeof metadata !== 'string' || !metadata.includes('"anthropic"')) return null;
  const anthropic = fieldsOf(fieldsOf(jsonOr(metadata))?.['anthropic']);
  const usage = fieldsOf(anthropic?.['usage']);
  return {
    cacheRead: tokenCount(anthropic?.['cacheReadInputTokens']) ?? tokenCount(usage?.['cache_read_input_tokens']),
    cacheWrite: tokenCount(anthropic?.['cacheCreationInputTokens']) ?? tokenCount(usage?.['cache_creation_input_tokens']),
  };
}

/**
 * The cost of a span as its sender reports it, in US dollars; null: not reported. Follows `usageOf`: of wrappers only the cost reported to
 * Langfuse.
 */
export function reportedCostOf(attributes: SpanAttributes, kind: SpanKind): number | null {
  const detailed = attributes.take(cost, costOfDetails);
  if (detailed !== null) return detailed;
  if (!callsModel.has(kind)) return null;
  const whole = attributes.take(totalCost, costNumber);
  const [ofInput, ofOutput] =
    whole === null ? [attributes.take(inputCost, costNumber), attributes.take(outputCost, costNumber)] : [null, null];
  return whole ?? (ofInput === null && ofOutput === null ? null : (ofInput ?? 0) + (ofOutput ?? 0));
}

/** Langfuse's map of dollars: its total, else the sum of its parts. */
function costOfDetails(value: unknown): number | null {
  const parts = fieldsOf(jsonOr(value));
  if (parts === null) return null;
  const whole = costNumber(parts['total']);
  if (whole !== null) return whole;
  const found = Object.values(parts)
    .map(costNumber)
    .filter((part) => part !== null);
  return found.length === 0 ? null : found.reduce((sum, part) => sum + part, 0);
}

function costNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}
