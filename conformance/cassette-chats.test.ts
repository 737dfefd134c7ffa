import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../e2e/shared-data.ts';
import { readChat } from '../server/src/domains/traces/pure/chat/read.ts';
import { readUsage } from '../server/src/domains/traces/pure/conventions/read-usage.ts';
import type { ChatMessage } from '../server/src/domains/traces/types.ts';

/**
 * Every recorded answer of a provider's chat API (no streams): what `readChat` and `readUsage` make of it, beside a second reading
 * that knows one provider each and nothing else.
 */

/** An answer's text and calls; tokens as the provider counts them together. */
interface Answer {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

// oxlint-disable-next-line typescript/no-explicit-any -- bodies are read by path, each by the reader of its provider
type Body = any;

const openaiCalls = (calls: Body[] | null | undefined): Answer['calls'] =>
  (calls ?? []).map((call) => ({
    name: call.function.name,
    arguments: typeof call.function.arguments === 'string' ? JSON.parse(call.function.arguments) : call.function.arguments,
  }));

const readers: readonly { provider: string; isOf: (url: string, body: Body) => boolean; read: (body: Body) => Answer }[] = [
  {
    provider: 'openai chat',
    isOf: (url, body) => url.endsWith('completions') && body.choices?.[0]?.message !== undefined,
    read: (body) => ({
      text: body.choices.map((choice: Body) => choice.message.content ?? '').join(''),
      calls: body.choices.flatMap((choice: Body) => openaiCalls(choice.message.tool_calls)),
      inputTokens: body.usage?.prompt_tokens,
      outputTokens: body.usage?.completion_tokens,
    }),
  },
  {
    provider: 'openai responses',
    isOf: (url, body) => url.endsWith('/v1/responses') && Array.isArray(body.output),
    read: (body) => ({
      text: body.output
        .filter((item: Body) => item.type === 'message')
        .flatMap((item: Body) => item.content.map((part: Body) => part.text))
        .join('\n\n'),
      // What OpenAI runs itself counts as a call too, with what it did as the arguments.
      calls: body.output.flatMap((item: Body) =>
        item.type === 'function_call'
          ? [{ name: item.name, arguments: JSON.parse(item.arguments) }]
          : item.type === 'web_search_call'
            ? [{ name: 'web_search', arguments: item.action }]
            : [],
      ),
      inputTokens: body.usage.input_tokens,
      outputTokens: body.usage.output_tokens,
    }),
  },
  {
    provider: 'anthropic',
    isOf: (_url, body) => body.type === 'message',
    read: (body) => ({
      text: body.content
        .filter((block: Body) => block.type === 'text')
        .map((block: Body) => block.text)
        .join('\n\n'),
      calls: body.content
        .filter((block: Body) => block.type === 'tool_use')
        .map((block: Body) => ({ name: block.name, arguments: block.input })),
      inputTokens: body.usage.input_tokens + (body.usage.cache_read_input_tokens ?? 0) + (body.usage.cache_creation_input_tokens ?? 0),
      outputTokens: body.usage.output_tokens,
    }),
  },
  {
    provider: 'gemini',
    isOf: (_url, body) => Array.isArray(body.candidates),
    read: (body) => {
      const parts: Body[] = body.candidates.flatMap((candidate: Body) => candidate.content.parts ?? []);
      return {
        text: parts
          .filter((part) => part.text !== undefined && part.thought !== true)
          .map((part) => part.text)
          .join('\n\n'),
        calls: parts
          .filter((part) => part.functionCall !== undefined)
          .map((part) => ({ name: part.functionCall.name, arguments: part.functionCall.args ?? {} })),
        inputTokens:
          body.usageMetadata.promptTokenCount === undefined
            ? undefined
            : body.usageMetadata.promptTokenCount + (body.usageMetadata.toolUsePromptTokenCount ?? 0),
        outputTokens:
          body.usageMetadata.totalTokenCount - body.usageMetadata.promptTokenCount - (body.usageMetadata.toolUsePromptTokenCount ?? 0),
      };
    },
  },
  {
    provider: 'bedrock',
    isOf: (url, body) => url.includes('bedrock-runtime') && body.output?.message !== undefined,
    read: (body) => ({
      text: body.output.message.content
        .filter((block: Body) => block.text !== undefined)
        .map((block: Body) => block.text)
        .join('\n\n'),
      calls: body.output.message.content
        .filter((block: Body) => block.toolUse !== undefined)
        .map((block: Body) => ({ name: block.toolUse.name, arguments: block.toolUse.input })),
      inputTokens: body.usage.totalTokens - body.usage.outputTokens,
      outputTokens: body.usage.outputTokens,
    }),
  },
  {
    provider: 'ollama',
    isOf: (url, body) => url.includes('11434') && body.message !== undefined,
    read: (body) => ({
      text: body.message.content,
      calls: openaiCalls(body.message.tool_calls),
      inputTokens: undefined,
      outputTokens: undefined,
    }),
  },
];

interface Recorded {
  readonly title: string;
  readonly provider: string;
  readonly body: Body;
  readonly answer: Answer;
  readonly request: Body;
}

const folder = sharedData === null ? null : join(sharedData, 'openinference_cassettes');
const recorded =
  folder === null
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .flatMap((name) => recordedIn(folder, name));

function recordedIn(root: string, name: string): Recorded[] {
  const cassette = parse(readFileSync(join(root, name), 'utf8')) as Body;
  return (cassette.interactions as Body[]).flatMap((interaction, place): Recorded[] => {
    const body = json(interaction.response.body?.string ?? interaction.response.content);
    const reader =
      typeof body !== 'object' || body === null ? undefined : readers.find(({ isOf }) => isOf(interaction.request.uri.split('?')[0], body));
    return reader === undefined
      ? []
      : [
          {
            title: `${name} ${place}`,
            provider: reader.provider,
            body,
            answer: reader.read(body),
            request: json(interaction.request.body),
          },
        ];
  });
}

function json(text: unknown): Body {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (messages: readonly ChatMessage[], separator: string): string =>
  messages
    .map(({ content }) => content)
    .filter((content) => content !== '')
    .join(separator);

describe.skipIf(folder === null)('recorded answers (skipped where the real data sets are not beside the repository)', () => {
  test('each provider has some', () => {
    const counts = Object.fromEntries(
      readers.map(({ provider }) => [provider, recorded.filter((one) => one.provider === provider).length]),
    );
    expect(
      Object.values(counts).every((count) => count > 0),
      JSON.stringify(counts),
    ).toBe(true);
    expect(recorded.length).toBeGreaterThan(150);
  });

  test.each(recorded)('$provider: $title says what was recorded', ({ provider, body, answer }) => {
    const messages = readChat(JSON.stringify(body)) ?? [];
    expect(messages.every(({ role }) => role === 'ASSISTANT')).toBe(true);
    expect(textOf(messages, provider === 'openai chat' ? '' : '\n\n')).toBe(answer.text);
    expect(messages.flatMap(({ toolCalls }) => (toolCalls ?? []).map(({ name, arguments: sent }) => ({ name, arguments: sent })))).toEqual(
      answer.calls,
    );
  });

  test.each(recorded.filter(({ answer }) => answer.inputTokens !== undefined))(
    '$provider: $title has the tokens that were recorded',
    ({ body, answer }) => {
      const usage = readUsage(body.usage ?? body.usageMetadata)?.usage;
      expect(usage?.inputTokens).toBe(answer.inputTokens);
      expect(usage?.outputTokens).toBe(answer.outputTokens);
      const total: number | undefined = (body.usage ?? body.usageMetadata).total_tokens ?? body.usageMetadata?.totalTokenCount;
      if (total !== undefined) expect((usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0)).toBe(total);
    },
  );

  test.each(recorded.filter(({ request }) => Array.isArray(request?.messages)))(
    '$provider: $title asked with as many messages, or more where results stand in one',
    ({ request }) => {
      const messages = readChat(request) ?? [];
      const system = (request.system ?? '').length === 0 ? 0 : 1;
      const results = (request.messages as Body[]).reduce((count, { content }) => {
        const parts: Body[] = Array.isArray(content) ? content : [];
        const found = parts.filter((part) => part.type === 'tool_result' || part.toolResult !== undefined).length;
        return count + found - (found > 0 && found === parts.length ? 1 : 0);
      }, 0);
      expect(messages.length).toBe(request.messages.length + system + results);
    },
  );
});
