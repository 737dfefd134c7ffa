import type { Errand } from './clients/errand.ts';
import type { CallFacts, Said, Tokens } from './facts.ts';
import type { CallName, ChatRequest, RecordedCall, RequestMessage } from './recorded.ts';

/** US dollars per million tokens: the prices that the tests set, so that every cost can be worked out by hand. */
export const prices = [
  { model: 'gpt-own-2026', inputUsdPerMillion: 2, cacheReadUsdPerMillion: 0.5, outputUsdPerMillion: 8 },
  { model: 'gpt-4o-mini-2024-07-18', inputUsdPerMillion: 0.15, cacheReadUsdPerMillion: 0.075, outputUsdPerMillion: 0.6 },
  { model: 'gpt-3.5-turbo-0125', inputUsdPerMillion: 0.5, cacheReadUsdPerMillion: 0.25, outputUsdPerMillion: 1.5 },
] as const;

interface CallNumbers {
  readonly model: string;
  readonly tokens: (Tokens & { readonly reasoning: number }) | null;
  readonly costUsd: number | null;
  readonly finishReason: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What was recorded, read by eye; costs in the comments are in millionths of a dollar. */
const numbers: Record<CallName, CallNumbers> = {
  // 500 × 2 + 1,500 × 0.5 + 300 × 8 = 1,000 + 750 + 2,400
  own: {
    model: 'gpt-own-2026',
    tokens: { input: 2_000, cacheRead: 1_500, output: 300, reasoning: 200 },
    costUsd: 0.00415,
    finishReason: 'stop',
    error: null,
  },
  // 11 × 2 + 7 × 8 = 22 + 56
  ownStream: {
    model: 'gpt-own-2026',
    tokens: { input: 11, cacheRead: 0, output: 7, reasoning: 0 },
    costUsd: 0.000078,
    finishReason: 'stop',
    error: null,
  },
  // 90 × 2 + 16 × 8 = 180 + 128
  ownTools: {
    model: 'gpt-own-2026',
    tokens: { input: 90, cacheRead: 0, output: 16, reasoning: 0 },
    costUsd: 0.000308,
    finishReason: 'tool_calls',
    error: null,
  },
  ownFailing: {
    model: 'gpt-own',
    tokens: null,
    costUsd: null,
    finishReason: null,
    error: { code: 'model_resting', message: 'This model is resting.' },
  },
  // 90 × 0.15 + 1,280 × 0.075 + 155 × 0.6 = 13.5 + 96 + 93
  cached: {
    model: 'gpt-4o-mini-2024-07-18',
    tokens: { input: 1_370, cacheRead: 1_280, output: 155, reasoning: 0 },
    costUsd: 0.0002025,
    finishReason: 'stop',
    error: null,
  },
  // 207 × 0.15 + 46 × 0.6 = 31.05 + 27.6
  tools: {
    model: 'gpt-4o-mini-2024-07-18',
    tokens: { input: 207, cacheRead: 0, output: 46, reasoning: 0 },
    costUsd: 0.00005865,
    finishReason: 'tool_calls',
    error: null,
  },
  // 18 × 0.5 + 15 × 1.5 = 9 + 22.5
  stream: {
    model: 'gpt-3.5-turbo-0125',
    tokens: { input: 18, cacheRead: 0, output: 15, reasoning: 0 },
    costUsd: 0.0000315,
    finishReason: 'stop',
    error: null,
  },
  failing: {
    model: 'gpt-4o',
    tokens: null,
    costUsd: null,
    finishReason: null,
    error: {
      code: 'invalid_api_key',
      message: 'Incorrect API key provided: sk-. You can find your API key at https://platform.openai.com/account/api-keys.',
    },
  },
};

/** The replies, as the recordings hold them; a long one is read from its recording. */
const replies: Partial<Record<CallName, Said>> = {
  own: { role: 'ASSISTANT', content: 'The Zugspitze is 2,962 metres tall.', toolCalls: [] },
  ownStream: { role: 'ASSISTANT', content: 'One, two, three.', toolCalls: [] },
  ownTools: { role: 'ASSISTANT', content: '', toolCalls: [{ name: 'get_weather', arguments: { city: 'Oslo' } }] },
  tools: {
    role: 'ASSISTANT',
    content: '',
    toolCalls: [
      { name: 'get_weather', arguments: { city: 'San Francisco' } },
      { name: 'get_population', arguments: { city: 'San Francisco' } },
    ],
  },
  stream: { role: 'ASSISTANT', content: "Why couldn't the bicycle stand up by itself? It was two tired.", toolCalls: [] },
};

export const untold = { input: null, cacheRead: null, output: null, reasoning: null };

/** Every fact of a call, whoever tells of it. What one client cannot tell is in `clients.ts`, each with its reason. */
export function expectedFacts(
  recorded: RecordedCall,
  { session, user, environment }: Pick<Errand, 'session' | 'user' | 'environment'>,
): CallFacts {
  const { model, tokens, costUsd, finishReason, error } = numbers[recorded.name];
  const prompt = recorded.request.messages.map(saidIn);
  const reply = error === null ? (replies[recorded.name] ?? replyIn(recorded)) : null;
  const told = {
    input: tokens?.input ?? null,
    cacheRead: tokens?.cacheRead ?? null,
    output: tokens?.output ?? null,
    reasoning: tokens?.reasoning ?? null,
  };
  const who = { conversation: session, sessionId: session, userId: user, environment };
  return {
    name: 'answer a person',
    tags: [],
    sessionId: session,
    userId: user,
    environment,
    modelCallCount: 1,
    toolCallCount: 0,
    traceTokens: { input: tokens?.input ?? 0, cacheRead: tokens?.cacheRead ?? 0, output: tokens?.output ?? 0 },
    traceCostUsd: costUsd,
    call: {
      ...told,
      model,
      provider: 'openai',
      costUsd,
      finishReason,
      hasFirstToken: recorded.request.stream === true,
      prompt,
      reply: reply === null ? [] : [reply],
      error: error === null ? null : { type: error.code, message: error.message },
    },
    messages: [
      ...newlySaid(recorded.request).map((said) => ({ ...said, ...who, ...untold, model: null, costUsd: null, errorType: null })),
      { ...(reply ?? { role: 'ASSISTANT', content: '', toolCalls: [] }), ...who, ...told, model, costUsd, errorType: error?.code ?? null },
    ],
  };
}

/** What follows the last thing that the assistant said. */
function newlySaid({ messages }: ChatRequest): Said[] {
  return messages.slice(messages.findLastIndex(({ role }) => role === 'assistant') + 1).map(saidIn);
}

function saidIn({ role, content, tool_calls = [] }: RequestMessage): Said {
  return {
    role: role.toUpperCase(),
    content: content ?? '',
    toolCalls: tool_calls.map(({ function: { name, arguments: text } }) => ({ name, arguments: JSON.parse(text) as unknown })),
  };
}

function replyIn({ response }: RecordedCall): Said {
  const { choices } = JSON.parse(response) as { choices: readonly { message: RequestMessage }[] };
  return saidIn((choices[0] as { message: RequestMessage }).message);
}
