import { fieldsOf, firstOf, jsonOr, type Fields as Counts } from '../chat/json.ts';
import { countedPart, type CountedPart } from './usage-names.ts';
import {
  flawOf,
  settleUsage,
  stepsOfFlaws,
  tokenCount,
  withFlaws,
  type ReportedTokens,
  type SettledUsage,
  type UsageConvention,
} from './usage.ts';

/**
 * The token counts in a map that a provider, a framework or an SDK sends as usage, in the API's convention.
 *
 * Shapes  Langfuse (`input`, `output` and parts beside them), OpenAI (`prompt_tokens`, `input_tokens` with details), Anthropic
 *         (`input_tokens`, `cache_read_input_tokens`), Gemini (`promptTokenCount`), Bedrock (`inputTokens`,
 *         `cacheReadInputTokens`), LangChain (`input_token_details`), AI SDK. JSON text is read too. Names that are none of these are
 *         read by their words (usage-names.ts).
 * Null    it is no map, or none of its names is a count of tokens.
 */
export function readUsage(map: unknown, provider: string | null = null): SettledUsage | null {
  const counts = fieldsOf(jsonOr(map));
  if (counts === null) return null;
  const read = ofGemini(counts) ?? ofLangfuse(counts) ?? ofProvider(counts);
  if (read === null) return null;
  return withFlaws(settleUsage(read.reported, read.convention, provider), stepsOfFlaws(flawsIn(counts)));
}

/** What is wrong with the counts in the map, and in the maps in it, by their names. */
function flawsIn(counts: Counts): number {
  let flaws = 0;
  for (const name in counts) {
    const value = counts[name];
    const inner = typeof value === 'object' ? fieldsOf(value) : null;
    if (inner !== null) {
      for (const within in inner)
        if (flawOf(inner[within]) !== 0 && countedPart(`${name}.${within}`) !== null) flaws |= flawOf(inner[within]);
    } else if (flawOf(value) !== 0 && countedPart(name) !== null) flaws |= flawOf(value);
  }
  return flaws;
}

interface Reading {
  readonly reported: ReportedTokens;
  readonly convention: UsageConvention;
}

/** Thoughts are beside the candidates, and what tools put into the prompt is beside the prompt: all four make the total. */
function ofGemini(counts: Counts): Reading | null {
  const prompt = first(counts, 'promptTokenCount', 'prompt_token_count');
  const candidates = first(counts, 'candidatesTokenCount', 'candidates_token_count', 'responseTokenCount', 'response_token_count');
  const thoughts = first(counts, 'thoughtsTokenCount', 'thoughts_token_count');
  if (prompt === null && candidates === null && thoughts === null) return null;
  const toolUse = first(counts, 'toolUsePromptTokenCount', 'tool_use_prompt_token_count');
  return {
    reported: {
      input: prompt === null && toolUse === null ? null : (prompt ?? 0) + (toolUse ?? 0),
      output: candidates,
      cacheRead: first(counts, 'cachedContentTokenCount', 'cached_content_token_count'),
      cacheWrite: null,
      reasoning: thoughts,
      total: first(counts, 'totalTokenCount', 'total_token_count'),
    },
    convention: { cache: 'INCLUDED', reasoning: 'BESIDE' },
  };
}

/** Langfuse's own: parts stand beside `input` and `output`, unless the total says that they are within them. */
function ofLangfuse(counts: Counts): Reading | null {
  const input = first(counts, 'input');
  const output = first(counts, 'output');
  const total = first(counts, 'total', 'total_tokens', 'totalTokens');
  if (input === null && output === null && !Object.keys(counts).some((key) => key.startsWith('input_') && !key.startsWith('input_token')))
    return null;
  let cacheRead: number | null = null;
  let cacheWrite: number | null = null;
  let reasoning: number | null = null;
  let [moreInput, moreOutput] = [0, 0];
  for (const key in counts) {
    const count = key === 'input' || key === 'output' ? null : tokenCount(counts[key]);
    if (count === null) continue;
    if (key.includes('cache')) {
      // One count under two names is one count.
      if (key.includes('creation') || key.includes('write')) cacheWrite = Math.max(cacheWrite ?? 0, count);
      else cacheRead = Math.max(cacheRead ?? 0, count);
    } else if (key.includes('reasoning') || key.includes('thinking') || key.includes('thought'))
      reasoning = Math.max(reasoning ?? 0, count);
    else if (key.startsWith('input_')) moreInput += count;
    else if (key.startsWith('output_')) moreOutput += count;
  }
  const isAllWithin = total !== null && total === (input ?? 0) + (output ?? 0);
  const reported = { cacheRead, cacheWrite, reasoning, total };
  if (isAllWithin) return { reported: { ...reported, input, output }, convention: { cache: 'INCLUDED', reasoning: 'INCLUDED' } };
  return {
    reported: {
      ...reported,
      input: input === null && moreInput === 0 ? null : (input ?? 0) + moreInput,
      output: output === null && moreOutput === 0 ? null : (output ?? 0) + moreOutput,
    },
    convention: { cache: 'BESIDE', reasoning: 'BESIDE' },
  };
}

function ofProvider(sent: Counts): Reading | null {
  // Cohere has what was counted beside what is paid for.
  const counts = fieldsOf(sent['billed_units']) ?? fieldsOf(sent['tokens']) ?? sent;
  const inputParts = fieldsOf(counts['inputTokens']);
  const outputParts = fieldsOf(counts['outputTokens']);
  const inputDetails =
    inputParts ??
    fieldsOf(
      counts['prompt_tokens_details'] ??
        counts['input_tokens_details'] ??
        counts['input_token_details'] ??
        counts['inputTokenDetails'] ??
        counts['promptTokensDetails'],
    );
  const outputDetails =
    outputParts ??
    fieldsOf(
      counts['completion_tokens_details'] ??
        counts['output_tokens_details'] ??
        counts['output_token_details'] ??
        counts['outputTokenDetails'] ??
        counts['completionTokensDetails'],
    );
  const input =
    inputParts === null
      ? first(counts, 'prompt_tokens', 'input_tokens', 'promptTokens', 'inputTokens', 'inputTokenCount', 'prompt_eval_count')
      : first(inputParts, 'total');
  const output =
    outputParts === null
      ? first(counts, 'completion_tokens', 'output_tokens', 'completionTokens', 'outputTokens', 'outputTokenCount', 'eval_count')
      : first(outputParts, 'total');
  // Anthropic's and Bedrock's own names stand beside the input; details of a count are within it.
  const [readBeside, writeBeside] = [
    first(counts, 'cache_read_input_tokens', 'cacheReadInputTokens', 'cacheReadInputTokenCount'),
    first(counts, 'cache_creation_input_tokens', 'cacheWriteInputTokens', 'cacheWriteInputTokenCount'),
  ];
  const readWithin =
    inputDetails === null
      ? null
      : first(inputDetails, 'cached_tokens', 'cache_read', 'cacheRead', 'cacheReadTokens', 'cachedTokens', 'cache_read_tokens');
  const writeWithin =
    inputDetails === null
      ? null
      : first(
          inputDetails,
          'cache_creation',
          'cacheWrite',
          'cacheWriteTokens',
          'cache_write',
          'cache_creation_tokens',
          'cache_write_tokens',
        );
  const reasoning =
    (outputDetails === null ? null : first(outputDetails, 'reasoning_tokens', 'reasoning', 'reasoningTokens')) ??
    first(counts, 'reasoning_tokens', 'reasoningTokens');
  const isWithin = readWithin !== null || writeWithin !== null;
  const byWords = wordsOf(counts);
  const reported: ReportedTokens = {
    input: input ?? byWords.get('INPUT') ?? null,
    output: output ?? byWords.get('OUTPUT') ?? null,
    cacheRead: readWithin ?? readBeside ?? byWords.get('CACHE_READ') ?? null,
    cacheWrite: writeWithin ?? writeBeside ?? byWords.get('CACHE_WRITE') ?? null,
    reasoning: reasoning ?? byWords.get('REASONING') ?? null,
    total: byWords.get('TOTAL') ?? null,
    otherInput: uncachedBeside(input, byWords),
  };
  if (reported.input === null && reported.output === null && reported.cacheRead === null && reported.cacheWrite === null) return null;
  const isBeside = !isWithin && (readBeside !== null || writeBeside !== null);
  return {
    reported,
    convention: {
      cache: isWithin || counts['prompt_cache_hit_tokens'] !== undefined ? 'INCLUDED' : isBeside ? 'BESIDE' : null,
      reasoning: 'INCLUDED',
    },
  };
}

/**
 * The counts of a map, and of the maps in it, by the words of their names; the first of each part. A part that comes in portions
 * (Anthropic's `cache_creation` by lifetime) is their sum.
 */
function wordsOf(counts: Counts): ReadonlyMap<CountedPart, number> {
  const found = new Map<CountedPart, number>();
  for (const name in counts) {
    const value = counts[name];
    const count = tokenCount(value);
    const part = count === null ? null : countedPart(name);
    if (part !== null && !found.has(part)) found.set(part, count as number);
  }
  for (const name in counts) {
    const inner = fieldsOf(counts[name]);
    if (inner === null) continue;
    const portions = new Map<CountedPart, number>();
    for (const within in inner) {
      const count = tokenCount(inner[within]);
      const part = count === null ? null : countedPart(`${name}.${within}`);
      if (part !== null && part !== 'INPUT' && part !== 'OUTPUT' && part !== 'TOTAL')
        portions.set(part, (portions.get(part) ?? 0) + (count as number));
    }
    for (const [part, count] of portions) if (!found.has(part)) found.set(part, count);
  }
  return found;
}

/** The input without its cache where that is counted too: it says whether the other count includes the cache. */
function uncachedBeside(input: number | null, byWords: ReadonlyMap<CountedPart, number>): number | null {
  const uncached = byWords.get('UNCACHED') ?? null;
  return uncached === input ? null : uncached;
}

function first(counts: Counts, ...names: readonly string[]): number | null {
  for (const name of names) {
    const count = tokenCount(counts[name]);
    if (count !== null) return count;
  }
  return null;
}

/** Where the bodies of answers have their counts of tokens. */
export function usageIn(fields: Counts | null): unknown {
  if (fields === null) return undefined;
  const own = firstOf(fields, 'usage', 'usageMetadata', 'usage_metadata', 'token_usage');
  if (own !== undefined) return own;
  for (const name of ['llm_output', 'response_metadata', 'meta', 'raw']) {
    const inner = fieldsOf(fields[name]);
    const usage = inner === null ? undefined : firstOf(inner, 'usage_metadata', 'token_usage', 'usage', 'tokenUsage');
    if (usage !== undefined) return usage;
  }
  return countsOfBody(fields);
}

/** Counts that stand in the body itself: of Ollama, Llama and Titan on Bedrock. */
function countsOfBody(fields: Counts): Counts | undefined {
  const input = firstOf(fields, 'prompt_eval_count', 'prompt_token_count', 'inputTextTokenCount');
  const results = Array.isArray(fields['results']) ? fields['results'] : [];
  const ofResults = results.reduce((sum: number, result: unknown) => sum + Number(fieldsOf(result)?.['tokenCount'] ?? 0), 0);
  const output = firstOf(fields, 'eval_count', 'generation_token_count') ?? (ofResults > 0 ? ofResults : undefined);
  return input === undefined && output === undefined ? undefined : { input_tokens: input, output_tokens: output };
}
