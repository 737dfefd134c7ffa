/**
 * Vercel's AI SDK with its own telemetry. Argument: `semconv` for the integration of today, by OpenTelemetry's conventions, or `legacy`
 * for the attributes that version 6 and before send.
 */
import { createOpenAI } from '@ai-sdk/openai';
import { LegacyOpenTelemetry, OpenTelemetry } from '@ai-sdk/otel';
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { generateText, jsonSchema, registerTelemetry, streamText, tool, type ModelMessage, type ToolSet } from 'ai';
import type { ChatRequest } from '../recorded.ts';
import { listenToComplaints } from './complaints.ts';
import { done, errand, type Done } from './errand.ts';

const complaints = listenToComplaints();
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'ai-sdk', 'deployment.environment.name': errand.environment }),
  spanProcessors: [
    new BatchSpanProcessor(
      new OTLPTraceExporter({ url: `${errand.server}/v1/traces`, headers: { authorization: `Bearer ${errand.key}` } }),
    ),
  ],
});
provider.register();
const isLegacy = process.argv[2] === 'legacy';
registerTelemetry(
  isLegacy
    ? new LegacyOpenTelemetry()
    : new OpenTelemetry({ enrichSpan: () => ({ 'session.id': errand.session, 'user.id': errand.user }) }),
);
const openai = createOpenAI({ baseURL: errand.provider, apiKey: 'sk-none' });

const traceIds: Done['traceIds'] = {};
for (const { name, request } of errand.calls) {
  await trace.getTracer('conformance').startActiveSpan('answer a person', async (root) => {
    traceIds[name] = root.spanContext().traceId;
    const system = request.messages.find(({ role }) => role === 'system')?.content;
    const options = {
      model: openai.chat(request.model),
      ...(typeof system === 'string' ? { system } : {}),
      messages: messagesOf(request),
      tools: toolsOf(request),
      maxRetries: 0,
      runtimeContext: { sessionId: errand.session, userId: errand.user },
      telemetry: { functionId: `call ${name}`, includeRuntimeContext: { sessionId: true, userId: true } },
    } as const;
    if (request.stream === true) {
      const result = streamText({ ...options, onError: () => undefined });
      await result.consumeStream();
    } else {
      await generateText(options).catch(() => undefined);
    }
    root.end();
  });
}
await provider.shutdown();
done(traceIds, complaints);

function messagesOf({ messages }: ChatRequest): ModelMessage[] {
  const toolNames = new Map(messages.flatMap(({ tool_calls = [] }) => tool_calls.map(({ id, function: { name } }) => [id, name] as const)));
  return messages.flatMap(({ role, content, tool_calls = [], tool_call_id: id = '' }): ModelMessage[] => {
    if (role === 'system') return [];
    if (role === 'user') return [{ role, content: content ?? '' }];
    if (role === 'tool')
      return [
        {
          role,
          content: [
            { type: 'tool-result', toolCallId: id, toolName: toolNames.get(id) ?? '', output: { type: 'text', value: content ?? '' } },
          ],
        },
      ];
    const calls = tool_calls.map(({ id: toolCallId, function: { name, arguments: text } }) => ({
      type: 'tool-call' as const,
      toolCallId,
      toolName: name,
      input: JSON.parse(text) as unknown,
    }));
    return [{ role, content: calls.length > 0 ? calls : (content ?? '') }];
  });
}

function toolsOf({ tools = [] }: ChatRequest): ToolSet {
  return Object.fromEntries(
    tools.map(({ function: { name, description, parameters } }) => [
      name,
      tool({
        description,
        inputSchema: jsonSchema<{ city: string }>(parameters as never),
        execute: ({ city }) => Promise.resolve(`${name} of ${city}: fine`),
      }),
    ]),
  );
}
