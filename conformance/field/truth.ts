import type { FieldFacts, ModelCall, ToolRun } from './facts.ts';
import { who } from './run.ts';
import type { Scenario } from './scenarios.ts';

/** US dollars per million tokens: the prices that the tests set, so that every cost can be worked out by hand. */
export const fieldPrices = [
  { model: 'gpt-4o-mini-2024-07-18', inputUsdPerMillion: 0.15, cacheReadUsdPerMillion: 0.075, outputUsdPerMillion: 0.6 },
  { model: 'gpt-3.5-turbo-0125', inputUsdPerMillion: 0.5, cacheReadUsdPerMillion: 0.25, outputUsdPerMillion: 1.5 },
  { model: 'gpt-5-mini-2025-08-07', inputUsdPerMillion: 0.25, cacheReadUsdPerMillion: 0.025, outputUsdPerMillion: 2 },
  ...['claude-sonnet-4-6', 'claude-3-7-sonnet-20250219'].map((model) => ({
    model,
    inputUsdPerMillion: 3,
    cacheReadUsdPerMillion: 0.3,
    cacheWriteUsdPerMillion: 3.75,
    outputUsdPerMillion: 15,
  })),
  { model: 'gemini-2.0-flash', inputUsdPerMillion: 0.1, cacheReadUsdPerMillion: 0.025, outputUsdPerMillion: 0.4 },
] as const;

/** What happened in a scenario, read by eye from what the provider answered. */
export interface Truth {
  readonly calls: readonly ModelCall[];
  /** What an application runs between the calls. */
  readonly tools: readonly ToolRun[];
}

interface Numbers {
  readonly tokens: readonly [input: number, output: number];
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
  readonly costUsd: number;
  readonly finishReason?: string;
  readonly hasFirstToken?: boolean;
  readonly definitions?: readonly string[];
}

function call(model: string, provider: string, prompt: readonly string[], reply: string, numbers: Numbers): ModelCall {
  const {
    tokens,
    cacheRead = 0,
    cacheWrite = 0,
    reasoning = 0,
    costUsd,
    finishReason = 'stop',
    hasFirstToken = false,
    definitions = [],
  } = numbers;
  const [input, output] = tokens;
  const read = { input, cacheRead, cacheWrite, output, reasoning };
  return {
    model,
    provider,
    ...read,
    costUsd,
    finishReason,
    hasFirstToken,
    prompt,
    reply: [`ASSISTANT ${reply}`],
    definitions,
    error: null,
  };
}

const MINI = 'gpt-4o-mini-2024-07-18';
const inParis = "USER What's the weather in Paris?";
const callOfParis = 'get_weather({"city":"Paris"})';
const sunnyInParis = "TOOL It's sunny in Paris.";
const paris: ToolRun = {
  name: 'get_weather',
  callId: 'call_HI3bFDQuCgzux3QrZyumWfQf',
  arguments: { city: 'Paris' },
  result: "It's sunny in Paris.",
};
const weather = { definitions: ['get_weather'] } as const;
// 43 × 0.15 + 14 × 0.6 = 6.45 + 8.4 millionths of a dollar
const firstOfParis = call(MINI, 'openai', [inParis], callOfParis, {
  ...weather,
  tokens: [43, 14],
  costUsd: 0.00001485,
  finishReason: 'tool_calls',
});
const answered = [inParis, `ASSISTANT ${callOfParis}`, sunnyInParis];
// 70 × 0.15 + 8 × 0.6 = 10.5 + 4.8
const secondOfParis = { ...weather, tokens: [70, 8], costUsd: 0.0000153 } as const;

const nothing = { input: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null, costUsd: null, finishReason: null };

const SONNET = 'claude-3-7-sonnet-20250219';
const themes = [
  'SYSTEM You are an AI assistant tasked with analyzing literary works.',
  "USER Analyze the major themes in 'Pride and Prejudice'.",
] as const;

const FLASH = 'gemini-2.0-flash';
const inNewYork = 'USER What is the weather in New York?';
const callOfNewYork = 'get_weather({"city":"New York"})';
const reportOfNewYork =
  '{"status":"success","report":"The weather in New York is sunny with a temperature of 25 degrees Celsius (77 degrees Fahrenheit)."}';

const inSanFrancisco = "USER What's the weather in San Francisco?";
const callOfSanFrancisco = 'get_weather({"location":"San Francisco"})';
const resultOfSanFrancisco = 'The weather in San Francisco is sunny and 72°F';

export const truths: Readonly<Record<Scenario, Truth>> = {
  weather: { calls: [firstOfParis, call(MINI, 'openai', answered, 'The weather in Paris is sunny.', secondOfParis)], tools: [paris] },
  weatherByTool: {
    calls: [
      firstOfParis,
      call(MINI, 'openai', answered, 'final_answer({"answer":"The weather in Paris is sunny."})', {
        ...secondOfParis,
        finishReason: 'tool_calls',
      }),
    ],
    tools: [
      paris,
      {
        name: 'final_answer',
        callId: 'call_final',
        arguments: { answer: 'The weather in Paris is sunny.' },
        result: 'The weather in Paris is sunny.',
      },
    ],
  },
  stream: {
    calls: [
      // 18 × 0.5 + 15 × 1.5 = 9 + 22.5
      call(
        'gpt-3.5-turbo-0125',
        'openai',
        ['USER Tell me a funny joke, a one-liner.'],
        "Why couldn't the bicycle stand up by itself? It was two tired.",
        { tokens: [18, 15], costUsd: 0.0000315, hasFirstToken: true },
      ),
    ],
    tools: [],
  },
  failing: {
    calls: [
      {
        ...firstOfParis,
        model: 'gpt-4o',
        prompt: ['USER Is anybody there?'],
        reply: [],
        definitions: [],
        ...nothing,
        error: 'AuthenticationError',
      },
    ],
    tools: [],
  },
  cached: {
    calls: [
      // 90 × 0.15 + 1,280 × 0.075 + 155 × 0.6 = 13.5 + 96 + 93
      call(MINI, 'openai', ['USER Write me a sonnet.'], 'Upon the morning dew, the world doth wak… 647', {
        tokens: [1370, 155],
        cacheRead: 1280,
        costUsd: 0.0002025,
      }),
    ],
    tools: [],
  },
  reasoning: {
    calls: [
      // 20 × 0.25 + 82 × 2 = 5 + 164
      call('gpt-5-mini-2025-08-07', 'openai', ['USER Now multiply that by 10.'], '40', {
        tokens: [20, 82],
        reasoning: 64,
        costUsd: 0.000169,
      }),
    ],
    tools: [],
  },
  responses: {
    calls: [
      // 73 × 0.15 + 16 × 0.6 = 10.95 + 9.6
      call(MINI, 'openai', [inSanFrancisco], callOfSanFrancisco, {
        ...weather,
        tokens: [73, 16],
        costUsd: 0.00002055,
        finishReason: 'tool_calls',
      }),
      // 108 × 0.15 + 17 × 0.6 = 16.2 + 10.2
      call(
        MINI,
        'openai',
        [inSanFrancisco, `ASSISTANT ${callOfSanFrancisco}`, `TOOL ${resultOfSanFrancisco}`],
        'The weather in San Francisco is sunny with a temperature of 72°F.',
        { ...weather, tokens: [108, 17], costUsd: 0.0000264 },
      ),
    ],
    tools: [
      {
        name: 'get_weather',
        callId: 'call_mhr5WBWG8kgyIy15JTItue8Q',
        arguments: { location: 'San Francisco' },
        result: resultOfSanFrancisco,
      },
    ],
  },
  anthropicTools: {
    calls: [
      // 721 × 3 + 112 × 15 = 2,163 + 1,680
      call(
        'claude-sonnet-4-6',
        'anthropic',
        ['USER What is the weather like right now in New York? Also what time is it there?'],
        'Sure! Let me fetch the current weather and time in New York simultaneously! ' +
          'get_weather({"location":"New York, NY"}) get_time({"timezone":"America/New_York"})',
        { tokens: [721, 112], costUsd: 0.003843, finishReason: 'tool_calls', definitions: ['get_weather', 'get_time'] },
      ),
    ],
    tools: [],
  },
  anthropicCached: {
    calls: [
      // 21 × 3 + 1,733 × 3.75 + 561 × 15 = 63 + 6,498.75 + 8,415
      call(SONNET, 'anthropic', themes, '# Major Themes in "Pride and Prejudice"\n… 2611', {
        tokens: [1754, 561],
        cacheWrite: 1733,
        costUsd: 0.01497675,
      }),
      // 21 × 3 + 1,733 × 0.3 + 568 × 15 = 63 + 519.9 + 8,520
      call(SONNET, 'anthropic', themes, '# Major Themes in "Pride and Prejudice"\n… 2681', {
        tokens: [1754, 568],
        cacheRead: 1733,
        costUsd: 0.0091029,
      }),
    ],
    tools: [],
  },
  anthropicStream: {
    calls: [
      // 21 × 3 + 13 × 15 = 63 + 195
      call(
        'claude-sonnet-4-6',
        'anthropic',
        ['USER Why is the sky blue? Answer in 5 words or less'],
        'Sunlight scatters off air molecules.',
        { tokens: [21, 13], costUsd: 0.000258, hasFirstToken: true },
      ),
    ],
    tools: [],
  },
  gemini: {
    calls: [
      // 107 × 0.1 + 6 × 0.4 = 10.7 + 2.4
      call(FLASH, 'gemini', [inNewYork], callOfNewYork, { ...weather, tokens: [107, 6], costUsd: 0.0000131 }),
      // 141 × 0.1 + 24 × 0.4 = 14.1 + 9.6
      call(
        FLASH,
        'gemini',
        [inNewYork, `ASSISTANT ${callOfNewYork}`, 'TOOL {"status":"success","report":"The weathe… 130'],
        'OK. The weather in New York is sunny wit… 102',
        { ...weather, tokens: [141, 24], costUsd: 0.0000237 },
      ),
    ],
    tools: [{ name: 'get_weather', callId: null, arguments: { city: 'New York' }, result: reportOfNewYork }],
  },
};

/** Everything that follows of calls and tools. */
export function factsFrom({ calls, tools }: Truth, tree: string): FieldFacts {
  const sum = (of: (call: ModelCall) => number | null): number => calls.reduce((all, one) => all + (of(one) ?? 0), 0);
  const isPriced = calls.some(({ costUsd }) => costUsd !== null);
  return {
    ...who,
    tree,
    modelCalls: calls.length,
    toolCalls: tools.length,
    errors: calls.filter(({ error }) => error !== null).length,
    tokens: {
      input: sum(({ input }) => input),
      cacheRead: sum(({ cacheRead }) => cacheRead),
      cacheWrite: sum(({ cacheWrite }) => cacheWrite),
      output: sum(({ output }) => output),
    },
    // Floating point: dollars are summed as nano-dollars in the product.
    costUsd: isPriced ? Math.round(sum(({ costUsd }) => costUsd) * 1e9) / 1e9 : null,
    calls,
    tools,
    conversation: conversationOf(calls),
  };
}

/** Of each call what follows the last reply before it, then its own; a call that failed has an empty one. */
const conversationOf = (calls: readonly ModelCall[]): string[] =>
  calls.flatMap(({ prompt, reply }, place) => {
    const isNext = place > 0 && prompt.length > (calls[place - 1] as ModelCall).prompt.length;
    const lastReply = prompt.findLastIndex((line) => line.startsWith('ASSISTANT'));
    const newly = isNext || place === 0 ? prompt.slice(lastReply + 1) : [];
    const asRole = (role: string) => (line: string) => line.replace(/^text:/, role);
    return [...newly.map(asRole('USER')), ...(reply.length === 0 ? ['ASSISTANT'] : reply.slice(-1).map(asRole('ASSISTANT')))];
  });
