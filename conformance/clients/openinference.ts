/** Arize's OpenInference around the provider's client: it tells of each call by itself. */
import { context, trace } from '@opentelemetry/api';
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { createRequire } from 'node:module';
import * as openaiModule from 'openai';
import { call } from './call.ts';
import { listenToComplaints } from './complaints.ts';
import { done, errand, type Done } from './errand.ts';

interface Core {
  setSession(within: ReturnType<typeof context.active>, session: { sessionId: string }): ReturnType<typeof context.active>;
  setUser(within: ReturnType<typeof context.active>, user: { userId: string }): ReturnType<typeof context.active>;
}
// Its way to name sessions and users is in its core, a dependency of the instrumentation.
const { setSession, setUser } = createRequire(import.meta.resolve('@arizeai/openinference-instrumentation-openai'))(
  '@arizeai/openinference-core',
) as Core;

const complaints = listenToComplaints();
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'openinference', 'deployment.environment.name': errand.environment }),
  spanProcessors: [
    new BatchSpanProcessor(
      new OTLPTraceExporter({ url: `${errand.server}/v1/traces`, headers: { authorization: `Bearer ${errand.key}` } }),
    ),
  ],
});
provider.register();
new OpenAIInstrumentation({ tracerProvider: provider }).manuallyInstrument(openaiModule.OpenAI as never);

const traceIds: Done['traceIds'] = {};
const person = setUser(setSession(context.active(), { sessionId: errand.session }), { userId: errand.user });
for (const { name, request } of errand.calls) {
  await context.with(person, () =>
    trace.getTracer('conformance').startActiveSpan('answer a person', async (root) => {
      traceIds[name] = root.spanContext().traceId;
      await call(request).catch(() => undefined);
      root.end();
    }),
  );
}
// Its copy of a stream is read to the end beside ours: the span ends a moment later.
await new Promise((resolve) => setTimeout(resolve, 100));
await provider.shutdown();
done(traceIds, complaints);
