/**
 * OpenTelemetry's exporter, asked over the process's channel for one export at a time; it says how each went.
 * Argument: `proto` or `json`.
 */
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { listenToComplaints } from './complaints.ts';
import { errand } from './errand.ts';

/** What to export: a call of a model that says these words, and as many spans that no server may take. */
export interface Order {
  readonly words: string;
  readonly badCount: number;
}

export interface Delivery {
  readonly traceId: string;
  /** As the SDK's processors are told it. */
  readonly isDelivered: boolean;
  readonly error: string | null;
  /** Warnings of this export. */
  readonly complaints: readonly string[];
}

const complaints = listenToComplaints();
const made = new InMemorySpanExporter();
const tracer = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(made)] }).getTracer('exporter');
const Exporter = process.argv[2] === 'json' ? JsonExporter : ProtoExporter;
const exporter = new Exporter({
  url: `${errand.server}/v1/traces`,
  headers: { authorization: `Bearer ${errand.key}` },
  timeoutMillis: 20_000,
});

process.on('message', (order: Order | 'end') => {
  if (order === 'end') return process.disconnect();
  complaints.length = 0;
  const span = modelCall(order.words);
  const bad = Array.from({ length: order.badCount }, () => withoutTrace(modelCall('bad')));
  exporter.export([span, ...bad], ({ code, error }) => {
    process.send?.({
      traceId: span.spanContext().traceId,
      isDelivered: code === 0,
      error: error?.message ?? null,
      complaints: [...complaints],
    } satisfies Delivery);
  });
});
process.send?.('ready');

function modelCall(words: string): ReadableSpan {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.response.model': 'gpt-own-2026',
    'gen_ai.usage.input_tokens': 11,
    'gen_ai.usage.output_tokens': 7,
    'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Say it.' }] }]),
    'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: words }] }]),
  };
  tracer.startSpan('chat', { kind: SpanKind.CLIENT, attributes }, ROOT_CONTEXT).end();
  const span = made.getFinishedSpans().at(-1) as ReadableSpan;
  made.reset();
  return span;
}

/** A trace id of zeros is invalid by OpenTelemetry's own words. */
function withoutTrace(span: ReadableSpan): ReadableSpan {
  const spanContext = { ...span.spanContext(), traceId: '0'.repeat(32) };
  return Object.create(span, { spanContext: { value: () => spanContext } }) as ReadableSpan;
}
