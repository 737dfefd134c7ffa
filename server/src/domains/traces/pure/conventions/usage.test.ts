import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toLedger } from '../../../messages/pure/ledger.ts';
import type { TokenUsage } from '../../../messages/types.ts';
import type { Attributes } from '../../types.ts';
import { received } from './received.fixtures.ts';
import { readUsage } from './read-usage.ts';
import { toSpan } from './to-span.ts';
import { allBeside, allIncluded, settleUsage, type ReportedTokens } from './usage.ts';

const nothing: ReportedTokens = { input: null, output: null, cacheRead: null, cacheWrite: null, reasoning: null, total: null };
/** Counts alone, as these tests are about what they come to. */
const settled = (...args: Parameters<typeof settleUsage>): TokenUsage => settleUsage(...args).usage;
const readCounts = (map: unknown): TokenUsage | null => readUsage(map)?.usage ?? null;
const usageOf = (attributes: Attributes) => toSpan(received({ attributes: { 'gen_ai.operation.name': 'chat', ...attributes } })).usage;

/** Cases that other products' issues are about (llm-observability research, §3.2). */
describe('uncached input is what the issue says', () => {
  test('(a) langfuse#12306: 130,213 with 128,955 read and 1,253 written are 5', () => {
    const usage = usageOf({
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.usage.input_tokens': 130_213,
      'gen_ai.usage.output_tokens': 312,
      'gen_ai.usage.cache_read.input_tokens': 128_955,
      'gen_ai.usage.cache_creation.input_tokens': 1_253,
    });
    expect(toLedger(usage)).toMatchObject({ uncachedInput: 5, cacheRead: 128_955, cacheWrite: 1_253, visibleOutput: 312 });
  });

  test.each<{ convention: string; attributes: Attributes }>([
    { convention: 'OpenTelemetry', attributes: { 'gen_ai.usage.input_tokens': 17_903, 'gen_ai.usage.cache_read.input_tokens': 17_817 } },
    {
      convention: 'OpenLLMetry',
      attributes: {
        'gen_ai.usage.input_tokens': 17_903,
        'gen_ai.usage.output_tokens': 0,
        'gen_ai.usage.cache_read_input_tokens': 17_817,
        'llm.usage.total_tokens': 17_903,
      },
    },
    { convention: 'OpenInference', attributes: { 'llm.token_count.prompt': 17_903, 'llm.token_count.prompt_details.cache_read': 17_817 } },
    { convention: 'AI SDK', attributes: { 'ai.usage.inputTokens': 17_903, 'ai.usage.cachedInputTokens': 17_817 } },
    {
      convention: 'Langfuse',
      attributes: { 'langfuse.observation.usage_details': '{"input":86,"input_cached_tokens":17817,"output":0,"total":17903}' },
    },
  ])('(b) langfuse#10592: 17,903 with 17,817 read are 86, as $convention tells it', ({ attributes }) => {
    expect(toLedger(usageOf(attributes))).toMatchObject({ uncachedInput: 86, cacheRead: 17_817 });
  });

  test('(c) langfuse#17117: 300 with 40 read and 25 written under `cache_write.input_tokens` are 235', () => {
    expect(
      toLedger(
        usageOf({
          'gen_ai.usage.input_tokens': 300,
          'gen_ai.usage.cache_read.input_tokens': 40,
          'gen_ai.usage.cache_write.input_tokens': 25,
        }),
      ),
    ).toMatchObject({ uncachedInput: 235, cacheRead: 40, cacheWrite: 25 });
  });

  test('(d) trpc-agent-go#2282: a prompt of 2,495 with 2,304 cached is 191', () => {
    expect(
      toLedger(
        readCounts({ prompt_tokens: 2_495, completion_tokens: 10, total_tokens: 2_505, prompt_tokens_details: { cached_tokens: 2_304 } }) ??
          settled(nothing, allIncluded, null),
      ),
    ).toMatchObject({ uncachedInput: 191, cacheRead: 2_304 });
    expect(toLedger(usageOf({ 'gen_ai.usage.prompt_tokens': 2_495, 'gen_ai.usage.input_cached_tokens': 2_304 }))).toMatchObject({
      uncachedInput: 191,
      cacheRead: 2_304,
    });
  });

  test('(e) thoughtbot#38: Anthropic’s 100 beside 75 read and 20 written are 195 in all', () => {
    expect(readCounts({ input_tokens: 100, cache_read_input_tokens: 75, cache_creation_input_tokens: 20, output_tokens: 9 })).toMatchObject(
      {
        inputTokens: 195,
        cacheReadTokens: 75,
        cacheWriteTokens: 20,
        outputTokens: 9,
      },
    );
    expect(
      usageOf({
        'gen_ai.system': 'anthropic',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.cache_read_input_tokens': 75,
        'gen_ai.usage.cache_creation_input_tokens': 20,
      }),
    ).toMatchObject({ inputTokens: 195 });
  });
});

describe('a total proves which reading balances', () => {
  test('against the provider: OpenLLMetry adds Anthropic’s cache to the input', () => {
    const attributes = {
      'gen_ai.system': 'Anthropic',
      'gen_ai.usage.input_tokens': 195,
      'gen_ai.usage.output_tokens': 9,
      'gen_ai.usage.cache_read_input_tokens': 75,
      'gen_ai.usage.cache_creation_input_tokens': 20,
    };
    expect(usageOf({ ...attributes, 'llm.usage.total_tokens': 204 }).inputTokens).toBe(195);
    expect(usageOf({ ...attributes, 'llm.usage.total_tokens': 299 }).inputTokens).toBe(290);
  });

  test('against the convention, of cache and of thoughts', () => {
    expect(settled({ ...nothing, input: 100, output: 10, cacheRead: 60, total: 170 }, allIncluded, 'openai').inputTokens).toBe(160);
    expect(settled({ ...nothing, input: 100, output: 10, cacheRead: 60, total: 110 }, allBeside, 'anthropic').inputTokens).toBe(100);
    expect(settled({ ...nothing, input: 100, output: 50, reasoning: 30, total: 180 }, allIncluded, null).outputTokens).toBe(80);
  });

  test('a total that fits neither leaves it to the convention', () => {
    expect(settled({ ...nothing, input: 100, output: 10, cacheRead: 60, total: 999 }, allIncluded, 'anthropic').inputTokens).toBe(100);
    expect(settled({ ...nothing, input: 100, output: 10, cacheRead: 60, total: 999 }, allBeside, 'openai').inputTokens).toBe(160);
  });

  test('a part that is larger than its whole was counted beside it, whatever is reported', () => {
    expect(settled({ ...nothing, input: 100, output: 10, cacheRead: 900, total: 110 }, allIncluded, 'openai').inputTokens).toBe(1_000);
  });
});

describe('the shapes of providers and frameworks', () => {
  test.each<{ shape: string; map: unknown; expected: readonly (number | null)[] }>([
    {
      shape: 'OpenAI chat',
      map: {
        prompt_tokens: 2_006,
        completion_tokens: 300,
        total_tokens: 2_306,
        prompt_tokens_details: { cached_tokens: 1_920 },
        completion_tokens_details: { reasoning_tokens: 200 },
      },
      expected: [2_006, 300, 1_920, null, 200],
    },
    {
      shape: 'OpenAI responses',
      map: {
        input_tokens: 85,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 29,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 114,
      },
      expected: [85, 29, 0, null, 0],
    },
    {
      shape: 'Anthropic',
      map: { input_tokens: 10, cache_creation_input_tokens: 200, cache_read_input_tokens: 3_000, output_tokens: 40 },
      expected: [3_210, 40, 3_000, 200, null],
    },
    {
      shape: 'Gemini',
      map: { promptTokenCount: 100, cachedContentTokenCount: 30, candidatesTokenCount: 20, thoughtsTokenCount: 50, totalTokenCount: 170 },
      expected: [100, 70, 30, null, 50],
    },
    {
      shape: 'Gemini with tools’ prompts',
      map: { prompt_token_count: 100, tool_use_prompt_token_count: 7, candidates_token_count: 20, total_token_count: 127 },
      expected: [107, 20, null, null, null],
    },
    {
      shape: 'Bedrock',
      map: { inputTokens: 12, outputTokens: 30, cacheReadInputTokens: 400, cacheWriteInputTokens: 50, totalTokens: 492 },
      expected: [462, 30, 400, 50, null],
    },
    {
      shape: 'LangChain',
      map: {
        input_tokens: 350,
        output_tokens: 240,
        total_tokens: 590,
        input_token_details: { cache_read: 100, cache_creation: 200 },
        output_token_details: { reasoning: 200 },
      },
      expected: [350, 240, 100, 200, 200],
    },
    {
      shape: 'AI SDK 5',
      map: { inputTokens: 350, outputTokens: 20, totalTokens: 370, cachedInputTokens: 100, reasoningTokens: 5 },
      expected: [350, 20, 100, null, 5],
    },
    {
      shape: 'AI SDK 6',
      map: {
        inputTokens: { total: 350, noCache: 240, cacheRead: 100, cacheWrite: 10 },
        outputTokens: { total: 20, text: 15, reasoning: 5 },
      },
      expected: [350, 20, 100, 10, 5],
    },
    {
      shape: 'DeepSeek',
      map: { prompt_tokens: 350, completion_tokens: 20, prompt_cache_hit_tokens: 100, prompt_cache_miss_tokens: 250 },
      expected: [350, 20, 100, null, null],
    },
    {
      shape: 'Langfuse',
      map: {
        input: 50,
        input_cache_read: 400,
        input_cache_creation: 30,
        input_audio_tokens: 20,
        output: 10,
        output_reasoning_tokens: 90,
        total: 600,
      },
      expected: [500, 100, 400, 30, 90],
    },
    {
      shape: 'Langfuse with parts within',
      map: { input: 500, input_cached_tokens: 400, output: 100, output_reasoning_tokens: 90, total: 600 },
      expected: [500, 100, 400, null, 90],
    },
    {
      shape: 'Langfuse, one count under two names',
      map: { input: 5, cache_read_input_tokens: 400, input_cached_tokens: 400, output: 10 },
      expected: [405, 10, 400, null, null],
    },
    { shape: 'Langfuse’s older body', map: { promptTokens: 7, completionTokens: 8, totalTokens: 15 }, expected: [7, 8, null, null, null] },
    { shape: 'JSON text', map: '{"input_tokens":1,"output_tokens":2}', expected: [1, 2, null, null, null] },
  ])('$shape', ({ map, expected }) => {
    const usage = readCounts(map);
    expect([usage?.inputTokens, usage?.outputTokens, usage?.cacheReadTokens, usage?.cacheWriteTokens, usage?.reasoningTokens]).toEqual(
      expected,
    );
  });

  test.each([undefined, null, 7, 'none', [], {}, { web_search_requests: 3 }, { input_tokens: 'many' }, { input_tokens: -1 }])(
    '%j is no usage',
    (map) => {
      expect(readCounts(map)).toBeNull();
    },
  );

  test('never throws, never counts below zero, and no part exceeds its whole', () => {
    const count = fc.oneof(fc.nat(), fc.constant(null), fc.constant(undefined), fc.double(), fc.string());
    const names = [
      'input',
      'output',
      'total',
      'input_tokens',
      'output_tokens',
      'prompt_tokens',
      'total_tokens',
      'cache_read_input_tokens',
      'cache_creation_input_tokens',
      'input_cached_tokens',
      'promptTokenCount',
      'thoughtsTokenCount',
      'inputTokens',
      'cacheReadInputTokens',
      'reasoning_tokens',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), count), (map) => {
        const usage = readCounts(map);
        if (usage === null) return;
        for (const tokens of Object.values(usage)) if (tokens !== null) expect(tokens).toBeGreaterThanOrEqual(0);
        if (usage.inputTokens !== null)
          expect((usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0)).toBeLessThanOrEqual(usage.inputTokens);
        if (usage.outputTokens !== null) expect(usage.reasoningTokens ?? 0).toBeLessThanOrEqual(usage.outputTokens);
      }),
      { numRuns: 2_000 },
    );
  });
});
