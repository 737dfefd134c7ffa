/**
 * OpenTelemetry by hand: spans by its GenAI conventions, sent by its own exporters.
 * Arguments: `proto` or `json`, and `gzip` or `none`. With `json` only the span around the call says whose it is, as where an
 * application names its user once.
 */
import { SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { ChatRequest } from '../recorded.ts';
import { call, providerWords, type Answer } from './call.ts';
import { listenToComplaints } from './complaints.ts';
import { done, errand, type Done } from './errand.ts';

const [encoding, compression] = process.argv.slice(2);
const Exporter = encoding === 'json' ? JsonExporter : ProtoExporter;
const complaints = listenToComplaints();
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': `by-hand-${encoding}`, 'deployment.environment.name': errand.environment }),
  spanProcessors: [
    new BatchSpanProcessor(
      new Exporter({
        url: `${errand.server}/v1/traces`,
        headers: { authorization: `Bearer ${errand.key}` },
        // The type is an enum of a package that the exporters keep to themselves.
        compression: compression as never,
      }),
    ),
  ],
});
provider.register();
const tracer = trace.getTracer('conformance', '1.0.0');

const who = { 'session.id': errand.session, 'user.id': errand.user };
const traceIds: Done['traceIds'] = {};
for (const { name, request } of errand.calls) {
  await tracer.startActiveSpan('answer a person', { attributes: who }, async (root) => {
    traceIds[name] = root.spanContext().traceId;
    await tracer.startActiveSpan(`chat ${request.model}`, { kind: SpanKind.CLIENT, attributes: asked(request) }, async (span) => {
      try {
        const askedAt = Date.now();
        const answer = await call(request);
        span.setAttributes(answered(answer));
        if (answer.firstTokenAt !== null)
          span.setAttribute('gen_ai.response.time_to_first_chunk', (answer.firstTokenAt.getTime() - askedAt) / 1_000);
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: providerWords(error) });
        span.setAttribute('error.type', (error as { code: string }).code);
      }
      span.end();
    });
    root.end();
  });
}
await provider.shutdown();
done(traceIds, complaints);

function asked(request: ChatRequest): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': request.model,
    ...(encoding === 'json' ? {} : who),
    'gen_ai.input.messages': JSON.stringify(
      request.messages.map(({ role, content, tool_calls = [], tool_call_id }) => ({
        role,
        parts: [
          ...(role === 'tool'
            ? [{ type: 'tool_call_response', id: tool_call_id, response: content }]
            : typeof content === 'string'
              ? [{ type: 'text', content }]
              : []),
          ...tool_calls.map(({ id, function: { name, arguments: text } }) => ({
            type: 'tool_call',
            id,
            name,
            arguments: JSON.parse(text) as object,
          })),
        ],
      })),
    ),
    ...(request.tools === undefined
      ? {}
      : { 'gen_ai.tool.definitions': JSON.stringify(request.tools.map(({ function: tool }) => ({ type: 'function', ...tool }))) }),
  };
}

function answered({ model, content, toolCalls, finishReason, usage }: Answer): Attributes {
  return {
    'gen_ai.response.model': model,
    'gen_ai.response.finish_reasons': [finishReason],
    'gen_ai.usage.input_tokens': usage.prompt_tokens,
    'gen_ai.usage.output_tokens': usage.completion_tokens,
    'gen_ai.usage.cache_read.input_tokens': usage.prompt_tokens_details?.cached_tokens ?? 0,
    'gen_ai.usage.reasoning.output_tokens': usage.completion_tokens_details?.reasoning_tokens ?? 0,
    'gen_ai.output.messages': JSON.stringify([
      {
        role: 'assistant',
        parts: [
          ...(content === null ? [] : [{ type: 'text', content }]),
          ...toolCalls.map(({ id, function: { name, arguments: text } }) => ({
            type: 'tool_call',
            id,
            name,
            arguments: JSON.parse(text) as object,
          })),
        ],
        finish_reason: finishReason,
      },
    ]),
  };
}
