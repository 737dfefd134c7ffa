import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sharedData } from '../e2e/shared-data.ts';

/** A body of OpenAI's chat completions, as far as the clients look into it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly RequestMessage[];
  readonly tools?: readonly {
    readonly type: 'function';
    readonly function: { readonly name: string; readonly description: string; readonly parameters: object };
  }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage: boolean };
  readonly temperature?: number;
}

export interface RequestMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content?: string | null;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly type: 'function';
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
  readonly tool_call_id?: string;
}

/** What was asked of a provider once, and what it answered to the letter. */
export interface RecordedCall {
  readonly name: CallName;
  readonly request: ChatRequest;
  readonly status: number;
  /** JSON, or server-sent events where the request asks for a stream. */
  readonly response: string;
}

/** `own*` were made here and are always played; the others are recordings of the real provider, from data beside the repository. */
export type CallName = 'own' | 'ownStream' | 'ownTools' | 'ownFailing' | 'cached' | 'tools' | 'stream' | 'failing';

const CASSETTES: readonly { readonly name: CallName; readonly file: string; readonly interaction: number }[] = [
  { name: 'cached', file: 'openai/test_tool_calls__test_cached_tokens.yaml', interaction: 1 },
  { name: 'tools', file: 'openai/test_tool_calls__test_tool_calls.yaml', interaction: 0 },
  { name: 'stream', file: 'langchain/test_instrumentor__test_records_token_counts_for_streaming_openai_llm.yaml', interaction: 0 },
  {
    name: 'failing',
    file: 'haystack/test_instrumentor__test_error_status_code_and_exception_events_with_invalid_api_key.yaml',
    interaction: 0,
  },
];

/** Recordings of the real provider; none where the data is not beside the repository. */
export async function cassetteCalls(): Promise<RecordedCall[]> {
  if (sharedData === null) return [];
  const folder = join(sharedData, 'openinference_cassettes');
  return Promise.all(
    CASSETTES.map(async ({ name, file, interaction }) => {
      const { interactions } = parse(await readFile(join(folder, file), 'utf8')) as Cassette;
      const { request, response } = interactions[interaction] as Cassette['interactions'][number];
      return { name, request: JSON.parse(request.body) as ChatRequest, status: response.status.code, response: response.body.string };
    }),
  );
}

interface Cassette {
  readonly interactions: readonly {
    readonly request: { readonly body: string };
    readonly response: { readonly body: { readonly string: string }; readonly status: { readonly code: number } };
  }[];
}

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
} as const;

const chunk = (choices: object[], usage: object | null = null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-own-2', object: 'chat.completion.chunk', created: 1_780_000_000, model: 'gpt-own-2026', choices, usage })}\n\n`;

const completion = (message: object, finishReason: string, usage: object): string =>
  JSON.stringify({
    id: 'chatcmpl-own-1',
    object: 'chat.completion',
    created: 1_780_000_000,
    model: 'gpt-own-2026',
    choices: [
      { index: 0, message: { role: 'assistant', content: null, refusal: null, ...message }, logprobs: null, finish_reason: finishReason },
    ],
    usage,
  });

/** In the provider's form and of our making, so that the suite proves something everywhere. */
export const ownCalls: readonly RecordedCall[] = [
  {
    name: 'own',
    request: {
      model: 'gpt-own',
      messages: [
        { role: 'system', content: 'You answer in one short sentence.' },
        { role: 'user', content: 'How tall is the Zugspitze?' },
      ],
    },
    status: 200,
    response: completion({ content: 'The Zugspitze is 2,962 metres tall.' }, 'stop', {
      prompt_tokens: 2_000,
      completion_tokens: 300,
      total_tokens: 2_300,
      prompt_tokens_details: { cached_tokens: 1_500, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 200, audio_tokens: 0 },
    }),
  },
  {
    name: 'ownStream',
    request: {
      model: 'gpt-own',
      messages: [{ role: 'user', content: 'Count to three.' }],
      stream: true,
      stream_options: { include_usage: true },
    },
    status: 200,
    response: [
      chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
      ...['One', ', two', ', three.'].map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
      chunk([], { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 }),
      'data: [DONE]\n\n',
    ].join(''),
  },
  {
    name: 'ownTools',
    request: {
      model: 'gpt-own',
      messages: [
        { role: 'user', content: 'And in Bern?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_bern', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Bern"}' } }],
        },
        { role: 'tool', tool_call_id: 'call_bern', content: '{"sky":"clear"}' },
        { role: 'assistant', content: 'Clear.' },
        { role: 'user', content: 'What is the weather in Oslo?' },
      ],
      tools: [weather],
    },
    status: 200,
    response: completion(
      { tool_calls: [{ id: 'call_oslo', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } }] },
      'tool_calls',
      {
        prompt_tokens: 90,
        completion_tokens: 16,
        total_tokens: 106,
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
      },
    ),
  },
  {
    name: 'ownFailing',
    request: { model: 'gpt-own', messages: [{ role: 'user', content: 'Is anybody there?' }] },
    status: 400,
    response: JSON.stringify({
      error: { message: 'This model is resting.', type: 'invalid_request_error', param: null, code: 'model_resting' },
    }),
  },
];
