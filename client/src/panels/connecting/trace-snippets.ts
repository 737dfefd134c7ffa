import { KEY_PLACEHOLDER } from './snippets.ts';

/** Settings or a few lines that make an application send its traces here. */
export interface TraceSnippet {
  readonly key: 'opentelemetry' | 'langfuse' | 'vercel' | 'openinference' | 'traceloop' | 'python';
  readonly label: string;
  /** Where it goes. */
  readonly says: string;
  readonly code: string;
}

/** Langfuse's public key is anything: the secret one is the key, and its first characters tell which it is. */
const publicOf = (key: string): string => (key === KEY_PLACEHOLDER ? KEY_PLACEHOLDER : key.slice(0, 10));

/** The two that need no change of code: an application that is instrumented already changes its environment. */
export function traceSettings(address: string, key: string | null): readonly TraceSnippet[] {
  const secret = key ?? KEY_PLACEHOLDER;
  return [
    {
      key: 'opentelemetry',
      label: 'OpenTelemetry',
      says: 'The environment of any application with an OpenTelemetry SDK or a collector.',
      code: `OTEL_EXPORTER_OTLP_ENDPOINT=${address}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20${secret}`,
    },
    {
      key: 'langfuse',
      label: 'Langfuse SDKs',
      says: 'The environment of an application that uses a Langfuse SDK, in any language.',
      code: `LANGFUSE_BASE_URL=${address}
LANGFUSE_PUBLIC_KEY=${publicOf(secret)}
LANGFUSE_SECRET_KEY=${secret}`,
    },
  ];
}

/** Machines that the API answers without a key. */
const isThisMachine = (address: string): boolean => /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(address);

/**
 * A trace with one call of a model, for a shell: it runs as it is, and run again it changes nothing. `trace` is new for each reader, `at`
 * in ms.
 */
export function firstTrace(
  address: string,
  key: string | null,
  { trace, at }: { readonly trace: string; readonly at: number },
): Pick<TraceSnippet, 'label' | 'code'> {
  const nanos = (ms: number) => `${ms}000000`;
  const text = (name: string, stringValue: string) => ({ key: name, value: { stringValue } });
  const number = (name: string, intValue: number) => ({ key: name, value: { intValue } });
  const messages = (role: string, content: string) => JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);
  const chat = {
    traceId: trace,
    spanId: trace.slice(0, 16),
    name: 'chat gpt-4o-mini',
    startTimeUnixNano: nanos(at - 840),
    endTimeUnixNano: nanos(at),
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.request.model', 'gpt-4o-mini'),
      number('gen_ai.usage.input_tokens', 412),
      number('gen_ai.usage.output_tokens', 18),
      text('gen_ai.input.messages', messages('user', 'Can I move my flight to Friday?')),
      text('gen_ai.output.messages', messages('assistant', 'Yes. It leaves at 9:40; shall I book it?')),
    ],
  };
  const request = { resourceSpans: [{ resource: { attributes: [text('service.name', 'hello')] }, scopeSpans: [{ spans: [chat] }] }] };
  const authorization = key === null && isThisMachine(address) ? '' : `\n  -H 'Authorization: Bearer ${key ?? KEY_PLACEHOLDER}' \\`;
  return {
    label: 'A first one, from a shell',
    code: `curl ${address}/v1/traces \\${authorization}
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(request)}'`,
  };
}

/** All of them: settings first, then lines of code for libraries that are set up in it. */
export function traceSnippets(address: string, key: string | null): readonly TraceSnippet[] {
  const secret = key ?? KEY_PLACEHOLDER;
  const provider = `const provider = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({
    url: '${address}/v1/traces',
    headers: { authorization: 'Bearer ${secret}' },
  }))],
});
provider.register();`;
  const imports = `import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';`;
  return [
    ...traceSettings(address, key),
    {
      key: 'vercel',
      label: 'Vercel AI SDK',
      says: 'Version 7: once, before the first call of a model. Older ones: the provider, and experimental_telemetry: { isEnabled: true } with each call.',
      code: `import { OpenTelemetry } from '@ai-sdk/otel';
${imports}
import { registerTelemetry } from 'ai';

${provider}
registerTelemetry(new OpenTelemetry());`,
    },
    {
      key: 'openinference',
      label: 'OpenInference',
      says: 'Here for openai; anthropic, langchain and others have an instrumentation each.',
      code: `import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
${imports}
import OpenAI from 'openai';

${provider}
new OpenAIInstrumentation({ tracerProvider: provider }).manuallyInstrument(OpenAI);`,
    },
    {
      key: 'traceloop',
      label: 'Traceloop',
      says: 'The environment of an application that calls Traceloop.init or traceloop.initialize.',
      code: `TRACELOOP_BASE_URL=${address}
TRACELOOP_API_KEY=${secret}`,
    },
    {
      key: 'python',
      label: 'Python',
      says: 'With opentelemetry-sdk and opentelemetry-exporter-otlp-proto-http.',
      code: `from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(
    endpoint="${address}/v1/traces",
    headers={"authorization": "Bearer ${secret}"},
)))
trace.set_tracer_provider(provider)

with trace.get_tracer("hello").start_as_current_span("chat gpt-4o-mini") as span:
    span.set_attribute("gen_ai.operation.name", "chat")
    span.set_attribute("gen_ai.request.model", "gpt-4o-mini")
    span.set_attribute("gen_ai.usage.input_tokens", 412)
    span.set_attribute("gen_ai.usage.output_tokens", 18)
provider.shutdown()`,
    },
  ];
}
