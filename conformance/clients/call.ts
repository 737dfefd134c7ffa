import { OpenAI } from 'openai';
import type { ChatRequest } from '../recorded.ts';
import { errand } from './errand.ts';

/** What an application knows after a call, and tells by hand where nothing tells it for it. */
export interface Answer {
  readonly model: string;
  readonly content: string | null;
  readonly toolCalls: readonly {
    readonly id: string;
    readonly type: 'function';
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
  readonly finishReason: string;
  readonly usage: OpenAI.CompletionUsage;
  readonly firstTokenAt: Date | null;
}

/** The provider's own client, at the player. It says each failure once: no retries. */
export const openai = new OpenAI({ baseURL: errand.provider, apiKey: 'sk-none', maxRetries: 0 });

/** Makes the call. Errors: what the provider's client throws. */
export async function call(request: ChatRequest): Promise<Answer> {
  const body = request as OpenAI.ChatCompletionCreateParams;
  const result = await openai.chat.completions.create(body);
  if (!('choices' in result)) return streamed(result);
  const choice = result.choices[0] as OpenAI.ChatCompletion.Choice;
  return {
    model: result.model,
    content: choice.message.content,
    finishReason: choice.finish_reason,
    firstTokenAt: null,
    toolCalls: (choice.message.tool_calls ?? []) as Answer['toolCalls'],
    usage: result.usage as OpenAI.CompletionUsage,
  };
}

/** The provider's own words for what went wrong; its client's message puts the status before them. */
export const providerWords = (error: unknown): string => (error as { error: { message: string } }).error.message;

async function streamed(chunks: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<Answer> {
  let [model, content, finishReason] = ['', '', ''];
  let usage: OpenAI.CompletionUsage | undefined;
  let firstTokenAt: Date | null = null;
  for await (const chunk of chunks) {
    const choice = chunk.choices[0];
    model = chunk.model;
    content += choice?.delta.content ?? '';
    if (content !== '') firstTokenAt ??= new Date();
    finishReason = choice?.finish_reason ?? finishReason;
    usage = chunk.usage ?? usage;
  }
  return { model, content, toolCalls: [], finishReason, usage: usage as OpenAI.CompletionUsage, firstTokenAt };
}
