import { fieldsOf, jsonOr } from '../chat/json.ts';
import type { AttributeValue, SpanKind } from '../../types.ts';
import { readUsage } from './read-usage.ts';
import { group, row, type Row, type SpanAttributes } from './span-attributes.ts';
import { countedPart, type CountedPart } from './usage-names.ts';
import type { UsageStep } from './usage-reading.ts';
import { flawOf, settleUsage, stepsOfFlaws, tokenCount, unreported, type SettledUsage, type UsageConvention } from './usage.ts';

const details = row('langfuse.observation.usage_details');
/** Counts in one map, of MLflow and Braintrust. */
const map = row('mlflow.chat.tokenUsage', 'gen_ai.usage', 'braintrust.metrics');
const input = row(
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.prompt_tokens',
  'llm.token_count.prompt',
  'ai.usage.inputTokens',
  'ai.usage.promptTokens',
  'ai.usage.tokens',
  'llm.usage.prompt_tokens',
  'gen_ai.aggregated_usage.input_tokens',
  'gen_ai.response.prompt_tokens',
  'usage.prompt_tokens',
  'usage.input_tokens',
);
const output = row(
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.completion_tokens',
  'llm.token_count.completion',
  'ai.usage.outputTokens',
  'ai.usage.completionTokens',
  'llm.usage.completion_tokens',
  'gen_ai.aggregated_usage.output_tokens',
  'gen_ai.response.completion_tokens',
  'usage.completion_tokens',
  'usage.output_tokens',
);
/** Names whose convention says that the cache is part of the input, as it is of OpenTelemetry's `gen_ai.usage.input_tokens`. */
const cacheReadWithin = row(
  'gen_ai.usage.cache_read.input_tokens',
  'llm.token_count.prompt_details.cache_read',
  'ai.usage.inputTokenDetails.cacheReadTokens',
  'gen_ai.usage.cache_read_tokens',
  'gen_ai.usage.details.cache_read_tokens',
  'gen_ai.usage.details.cache_read_input_tokens',
  'gen_ai.usage.input_cached_tokens',
  'usage.cached_tokens',
  'gen_ai.aggregated_usage.cache_read.input_tokens',
);
const cacheWriteWithin = row(
  'gen_ai.usage.cache_creation.input_tokens',
  'gen_ai.usage.cache_write.input_tokens',
  'llm.token_count.prompt_details.cache_write',
  'ai.usage.inputTokenDetails.cacheWriteTokens',
  'gen_ai.usage.cache_write_tokens',
  'gen_ai.usage.details.cache_write_tokens',
  'gen_ai.usage.details.cache_creation_input_tokens',
  'gen_ai.usage.input_cache_creation',
  'gen_ai.aggregated_usage.cache_creation.input_tokens',
);
/** Names that providers' own counts are passed on under. */
const cacheRead = row(
  'gen_ai.usage.cache_read_input_tokens',
  'gen_ai.usage.cached_tokens',
  'gen_ai.usage.cached_input_tokens',
  'ai.usage.cachedInputTokens',
  'llm.usage.cache_read_input_tokens',
  'llm.token_count.prompt_details.cache_input',
);
const cacheWrite = row(
  'gen_ai.usage.cache_creation_input_tokens',
  'gen_ai.usage.cache_write_input_tokens',
  'llm.usage.cache_creation_input_tokens',
);
const reasoning = row(
  'gen_ai.usage.reasoning.output_tokens',
  'gen_ai.usage.reasoning_tokens',
  'gen_ai.usage.output_reasoning_tokens',
  'gen_ai.usage.details.reasoning_tokens',
  'gen_ai.usage.details.thoughts_tokens',
  'llm.token_count.completion_details.reasoning',
  'ai.usage.reasoningTokens',
  'ai.usage.outputTokenDetails.reasoningTokens',
  'llm.usage.reasoning_tokens',
  'usage.reasoning_tokens',
);
const total = row(
  'gen_ai.usage.total_tokens',
  'llm.usage.total_tokens',
  'llm.token_count.total',
  'ai.usage.totalTokens',
  'usage.total_tokens',
);
/** What no row knows is read by its words. */
const otherNames = [
  group('gen_ai.usage.'),
  group('llm.token_count.'),
  group('ai.usage.'),
  group('llm.usage.'),
  group('gen_ai.aggregated_usage.'),
  group('braintrust.metrics.'),
] as const;
/** Counts without a prefix, as a provider's own API has them: Claude Code's. Another application may mean something else by them. */
const bare = {
  input: row('input_tokens', 'prompt_tokens'),
  output: row('output_tokens', 'completion_tokens'),
  cacheRead: row('cache_read_tokens', 'cache_read_input_tokens'),
  cacheWrite: row('cache_creation_tokens', 'cache_creation_input_tokens', 'cache_write_tokens'),
  reasoning: row('reasoning_tokens', 'thinking_tokens'),
  total: row('total_tokens'),
} as const;

/** The AI SDK before version 6 tells what Anthropic wrote to its cache only here. */
const providerMetadata = row('ai.response.providerMetadata', 'ai.result.providerMetadata');

const cost = row('langfuse.observation.cost_details');
const totalCost = row(
  'gen_ai.usage.cost',
  'llm.cost.total',
  'gen_ai.usage.total_cost',
  'gen_ai.cost.total_cost',
  'operation.cost',
  'cost_usd',
  'total_cost_usd',
  'orq.billing.total_cost',
  'gen_ai.usage.cost_usd',
  'llm.usage.cost',
);
const inputCost = row('gen_ai.usage.input_cost', 'llm.cost.prompt', 'gen_ai.cost.input_cost');
const outputCost = row('gen_ai.usage.output_cost', 'llm.cost.completion', 'gen_ai.cost.output_cost');

/** Kinds that call a model. */
export const callsModel: ReadonlySet<SpanKind> = new Set<SpanKind>(['LLM', 'EMBEDDING', 'RERANKER']);

const countRows = [input, output, cacheReadWithin, cacheWriteWithin, cacheRead, cacheWrite, reasoning, total] as const;
const allCountRows = [...countRows, ...Object.values(bare)] as const;

/** Where usage stands: most spans have none of it. */
const usageRows = [details, map, ...allCountRows, providerMetadata] as const;
const costRows = [cost, totalCost, inputCost, outputCost] as const;
const noGroups = [] as const;

/** What is wrong with the counts that a span was sent with. */
export const flawsOfCounts = (attributes: SpanAttributes, kind: SpanKind): readonly UsageStep[] =>
  stepsOfFlaws(attributes.flags(callsModel.has(kind) ? allCountRows : countRows, flawOf));

/**
 * The tokens of a span, of everything that it says of them. Which spans of a trace count, so that no call counts twice, is decided where
 * the whole trace is known (pure/counted.ts).
 */
export function usageOf(attributes: SpanAttributes, kind: SpanKind, provider: string | null): SettledUsage {
  if (!attributes.hasAny(usageRows, otherNames)) return unreported;
  const detailed = attributes.take(details, (value: AttributeValue) => readUsage(value, provider));
  if (detailed !== null) return detailed;
  const within = { read: attributes.take(cacheReadWithin, tokenCount), write: attributes.take(cacheWriteWithin, tokenCount) };
  const other = countsByWords(attributes);
  const wordsWithin = within.read !== null || within.write !== null || other.has('CACHE_READ') || other.has('CACHE_WRITE');
  const named = { read: attributes.take(cacheRead, tokenCount), write: attributes.take(cacheWrite, tokenCount) };
  const ofProvider = wordsWithin ? null : cacheOfAnthropic(attributes.peek(providerMetadata));
  const isBare = callsModel.has(kind) && attributes.peek(input) === undefined && attributes.peek(output) === undefined;
  const take = (names: Row, ofApi: Row): number | null =>
    attributes.take(names, tokenCount) ?? (isBare ? attributes.take(ofApi, tokenCount) : null);
  const bareCache = isBare
    ? { read: attributes.take(bare.cacheRead, tokenCount), write: attributes.take(bare.cacheWrite, tokenCount) }
    : { read: null, write: null };
  const inputs = attributes.different(input, tokenCount);
  const reported = {
    input: take(input, bare.input) ?? other.get('INPUT') ?? null,
    output: take(output, bare.output) ?? other.get('OUTPUT') ?? null,
    cacheRead: within.read ?? named.read ?? other.get('CACHE_READ') ?? ofProvider?.cacheRead ?? bareCache.read,
    cacheWrite: within.write ?? named.write ?? other.get('CACHE_WRITE') ?? ofProvider?.cacheWrite ?? bareCache.write,
    reasoning: take(reasoning, bare.reasoning) ?? other.get('REASONING') ?? null,
    total: tokenCount(attributes.peek(total)) ?? other.get('TOTAL') ?? (isBare ? attributes.take(bare.total, tokenCount) : null),
    otherInput: inputs ?? other.get('UNCACHED') ?? null,
  };
  if (
    reported.input === null &&
    reported.output === null &&
    reported.cacheRead === null &&
    reported.cacheWrite === null &&
    reported.reasoning === null &&
    reported.total === null
  )
    return attributes.take(map, (value: AttributeValue) => readUsage(value, provider)) ?? unreported;
  if (reported.cacheRead !== null) attributes.showEqual([cacheRead], reported.cacheRead);
  const isBareCache = bareCache.read !== null || bareCache.write !== null;
  const convention: UsageConvention = { cache: wordsWithin ? 'INCLUDED' : isBareCache ? 'BESIDE' : null, reasoning: 'INCLUDED' };
  // A vector and an order have no tokens: of a total that stands alone all are input.
  const hasNoOutput = (kind === 'EMBEDDING' || kind === 'RERANKER') && reported.output === null;
  const settled = settleUsage(
    hasNoOutput ? { ...reported, input: reported.input ?? reported.total, total: null } : reported,
    convention,
    provider,
  );
  const { inputTokens, outputTokens } = settled.usage;
  if (reported.total !== null && reported.total === (inputTokens ?? 0) + (outputTokens ?? 0)) attributes.show(total);
  return settled;
}

const none: ReadonlyMap<CountedPart, number> = new Map();

/** Counts under names that no row has; what is no count of these parts is left as it is. */
function countsByWords(attributes: SpanAttributes): ReadonlyMap<CountedPart, number> {
  let found: Map<CountedPart, number> | null = null;
  for (const names of otherNames) {
    if (!attributes.has(names)) continue;
    attributes.takeEntries(names, (name, value) => {
      // LangSmith writes the details of a count as JSON.
      if (typeof value === 'string' && value.startsWith('{')) return addDetails(name, jsonOr(value));
      const count = tokenCount(value);
      const part = count === null ? null : countedPart(name);
      if (part === null) return false;
      found ??= new Map();
      if (found.has(part)) return false;
      found.set(part, count as number);
      return true;
    });
  }
  return found ?? none;

  function addDetails(name: string, sent: unknown): boolean {
    let isRead = false;
    for (const [within, value] of Object.entries(fieldsOf(sent) ?? {})) {
      const count = tokenCount(value);
      const part = count === null ? null : countedPart(`${name}.${within}`);
      if (part === null || part === 'INPUT' || part === 'OUTPUT' || part === 'TOTAL') continue;
      found ??= new Map();
      if (!found.has(part)) found.set(part, count as number);
      isRead = true;
    }
    return isRead;
  }
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

/** The cost of a span as its sender reports it, in US dollars; null: not reported. */
export function reportedCostOf(attributes: SpanAttributes): number | null {
  if (!attributes.hasAny(costRows, noGroups)) return null;
  const detailed = attributes.take(cost, costOfDetails);
  if (detailed !== null) return detailed;
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
