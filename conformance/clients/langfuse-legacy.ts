/** Langfuse's SDK of before, version 3: batches of events. */
import { Langfuse } from 'langfuse';
import { call, providerWords } from './call.ts';
import { done, errand, publicKey, type Done } from './errand.ts';

const complaints: string[] = [];
const langfuse = new Langfuse({ publicKey, secretKey: errand.key, baseUrl: errand.server, environment: errand.environment });
langfuse.on('error', (error) => complaints.push(String(error)));
langfuse.on('warning', (warning) => complaints.push(String(warning)));

const traceIds: Done['traceIds'] = {};
for (const { name, request } of errand.calls) {
  const trace = langfuse.trace({
    name: `call ${name}`,
    sessionId: errand.session,
    userId: errand.user,
    input: request.messages,
    tags: ['conformance'],
  });
  traceIds[name] = trace.id;
  const span = trace.span({ name: 'answer a person' });
  const generation = span.generation({ name: 'ask the model', model: request.model, input: request.messages });
  try {
    const { model, content, toolCalls, usage, firstTokenAt } = await call(request);
    const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
    const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
    generation.end({
      model,
      output: { role: 'assistant', content, ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }) },
      usageDetails: {
        input: usage.prompt_tokens - cached,
        input_cached_tokens: cached,
        output: usage.completion_tokens - reasoning,
        output_reasoning_tokens: reasoning,
      },
      ...(firstTokenAt === null ? {} : { completionStartTime: firstTokenAt }),
    });
  } catch (error) {
    generation.end({ level: 'ERROR', statusMessage: providerWords(error) });
  }
  span.end();
  // An update of what was sent already: the same id once more.
  trace.update({ output: 'answered', metadata: { updated: true } });
  trace.score({ name: 'helpful', value: 1, comment: 'Said by the old SDK.' });
  generation.score({ name: 'tone', value: 'warm' });
}
await langfuse.flushAsync();
await langfuse.shutdownAsync();
done(traceIds, complaints);
