import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sharedData } from '../../e2e/shared-data.ts';

/** What a provider answered once, to the letter. */
export interface RecordedAnswer {
  /** The end of the path that was asked. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

const CHAT = '/chat/completions';
const RESPONSES = '/responses';
const MESSAGES = '/messages';
const GEMINI = ':generateContent';

interface Source {
  readonly file: string;
  readonly interactions: readonly number[];
  readonly path: string;
  /** Follows the recordings, for clients that end in a way of their own. */
  readonly own?: readonly object[];
}

const completion = (message: object, finishReason: string): object => ({
  id: 'chatcmpl-own',
  object: 'chat.completion',
  created: 1_780_000_000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [
    { index: 0, message: { role: 'assistant', content: null, refusal: null, ...message }, logprobs: null, finish_reason: finishReason },
  ],
  usage: { prompt_tokens: 70, completion_tokens: 8, total_tokens: 78 },
});
const finalAnswer = {
  id: 'call_final',
  type: 'function',
  function: { name: 'final_answer', arguments: '{"answer":"The weather in Paris is sunny."}' },
} as const;

/** Each a question and what follows of it; the recordings are those of `openinference_cassettes`. */
const sources = {
  weather: { file: 'pydantic-ai/test_instrumentor__test_openai_tool_span_instrumentation_v5.yaml', interactions: [0, 1], path: CHAT },
  weatherByTool: {
    file: 'pydantic-ai/test_instrumentor__test_openai_tool_span_instrumentation_v5.yaml',
    interactions: [0],
    path: CHAT,
    own: [completion({ tool_calls: [finalAnswer] }, 'tool_calls')],
  },
  stream: {
    file: 'langchain/test_instrumentor__test_records_token_counts_for_streaming_openai_llm.yaml',
    interactions: [0],
    path: CHAT,
  },
  failing: {
    file: 'haystack/test_instrumentor__test_error_status_code_and_exception_events_with_invalid_api_key.yaml',
    interactions: [0],
    path: CHAT,
  },
  cached: { file: 'openai/test_tool_calls__test_cached_tokens.yaml', interactions: [1], path: CHAT },
  responses: { file: 'agent-framework/test_processor__test_agent_with_tool_calls.yaml', interactions: [0, 1], path: RESPONSES },
  reasoning: { file: 'litellm/test_responses__test_responses_input_typed_reasoning_item.yaml', interactions: [1], path: RESPONSES },
  anthropicTools: {
    file: 'anthropic/test_instrumentor__test_anthropic_instrumentation_multiple_tool_calling.yaml',
    interactions: [0],
    path: MESSAGES,
  },
  anthropicCached: {
    file: 'anthropic/test_instrumentor__test_anthropic_instrumentation_messages_token_counts.yaml',
    interactions: [0, 1],
    path: MESSAGES,
  },
  anthropicStream: {
    file: 'anthropic/test_instrumentor__test_anthropic_instrumentation_messages_streaming.yaml',
    interactions: [0],
    path: MESSAGES,
  },
  gemini: { file: 'google-adk/test_instrumentor__test_google_adk_instrumentor.yaml', interactions: [0, 1], path: GEMINI },
} as const satisfies Record<string, Source>;

export type Scenario = keyof typeof sources;

/** What the provider answered in a scenario. Errors: throws where the recordings are not beside the repository. */
export async function answersOf(scenario: Scenario): Promise<RecordedAnswer[]> {
  const { file, interactions, path, own = [] }: Source = sources[scenario];
  const cassette = parse(await readFile(join(sharedData as string, 'openinference_cassettes', file), 'utf8')) as Cassette;
  const recorded = interactions.map((place) => {
    const { response } = cassette.interactions[place] as Cassette['interactions'][number];
    return { path, status: response.status?.code ?? response.status_code ?? 200, body: response.body?.string ?? response.content ?? '' };
  });
  return [...recorded, ...own.map((body) => ({ path, status: 200, body: JSON.stringify(body) }))];
}

interface Cassette {
  readonly interactions: readonly {
    readonly response: {
      readonly body?: { readonly string: string };
      readonly content?: string;
      readonly status?: { readonly code: number };
      readonly status_code?: number;
    };
  }[];
}
