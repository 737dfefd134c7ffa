import type { LanguageModel, ModelMessage, Output, ToolSet } from 'ai';
import type { ChatMessage, ChatTool, OpenConnection } from '../types.ts';

/**
 * The AI SDK, which takes a tenth of a second to load: it is loaded with the first call of a model, and not at all where there is none. The
 * model is always a provider's object; a text would be sent to a gateway of the SDK's maker.
 */
const sdk = (): Promise<typeof import('ai')> => {
  // What a server does not take, such as a seed, would be written to the log with each call.
  (globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;
  return import('ai');
};

const models = new WeakMap<OpenConnection, Map<string, Promise<LanguageModel>>>();

/** The model of a connection in the words of the SDK: of a connection that is open it is made once, which takes as long as a small answer is read. */
export function languageModel(connection: OpenConnection, model: string, fetchModel: typeof fetch): Promise<LanguageModel> {
  let ofConnection = models.get(connection);
  if (ofConnection === undefined) models.set(connection, (ofConnection = new Map()));
  let made = ofConnection.get(model);
  if (made === undefined) ofConnection.set(model, (made = makeModel(connection, model, fetchModel)));
  return made;
}

async function makeModel(connection: OpenConnection, model: string, fetchModel: typeof fetch): Promise<LanguageModel> {
  const { kind, baseUrl, apiKey, name } = connection;
  if (kind === 'ANTHROPIC') {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ baseURL: baseUrl, apiKey: apiKey ?? 'none', fetch: fetchModel })(model);
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name,
    baseURL: baseUrl,
    includeUsage: true,
    // A server that takes no schema of the answer refuses it in its own words.
    supportsStructuredOutputs: true,
    fetch: fetchModel,
    ...(apiKey !== null && { apiKey }),
  })(model);
}

/** The conversation in the words of the SDK. */
export const modelMessages = (messages: readonly ChatMessage[]): ModelMessage[] =>
  messages.map((message): ModelMessage => {
    if (message.role === 'user') return { role: 'user', content: message.text };
    if (message.role === 'tool')
      return {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: message.id, toolName: message.name, output: { type: 'text', value: message.text } }],
      };
    return {
      role: 'assistant',
      content: [
        ...(message.text === '' ? [] : [{ type: 'text' as const, text: message.text }]),
        ...message.calls.map(({ id, name, arguments: input }) => ({ type: 'tool-call' as const, toolCallId: id, toolName: name, input })),
      ],
    };
  });

/** Tools without a function: the SDK gives back calls, and runs none. Arguments are checked where the tool is run. */
export async function toolSet(tools: readonly ChatTool[]): Promise<ToolSet> {
  const { jsonSchema, tool } = await sdk();
  return Object.fromEntries(
    tools.map(({ name, description, parameters }) => [name, tool({ description, inputSchema: jsonSchema(parameters) })]),
  );
}

/**
 * The answer as JSON by a schema. Not the SDK's own `Output.object`, which parses the whole text again at every piece: the text is given on as
 * it comes.
 */
export async function jsonOutput(schema: object): Promise<Output.Output<string, string, never>> {
  const { Output: outputs } = await sdk();
  return { ...outputs.text(), responseFormat: Promise.resolve({ type: 'json', schema, name: 'answer' }) };
}

export { sdk };
