/** Langfuse's SDK of today: observations told by hand, sent over OpenTelemetry. Address and keys come from its own variables. */
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { propagateAttributes, startActiveObservation } from '@langfuse/tracing';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { call, providerWords } from './call.ts';
import { listenToComplaints } from './complaints.ts';
import { done, errand, type Done } from './errand.ts';

const complaints = listenToComplaints();
const provider = new NodeTracerProvider({ spanProcessors: [new LangfuseSpanProcessor()] });
provider.register();

const traceIds: Done['traceIds'] = {};
for (const { name, request } of errand.calls) {
  await propagateAttributes({ sessionId: errand.session, userId: errand.user, traceName: `call ${name}`, tags: ['conformance'] }, () =>
    startActiveObservation('answer a person', async (root) => {
      traceIds[name] = root.traceId;
      const generation = root.startObservation(
        'ask the model',
        { model: request.model, input: request.messages },
        { asType: 'generation' },
      );
      try {
        const { model, content, toolCalls, usage, firstTokenAt } = await call(request);
        const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
        const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
        generation.update({
          model,
          output: { role: 'assistant', content, ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }) },
          // Buckets that do not overlap, as Langfuse counts.
          usageDetails: {
            input: usage.prompt_tokens - cached,
            input_cached_tokens: cached,
            output: usage.completion_tokens - reasoning,
            output_reasoning_tokens: reasoning,
            total: usage.total_tokens,
          },
          ...(firstTokenAt === null ? {} : { completionStartTime: firstTokenAt }),
        });
      } catch (error) {
        generation.update({ level: 'ERROR', statusMessage: providerWords(error) });
      }
      generation.end();
    }),
  );
}
await provider.shutdown();
done(traceIds, complaints);
