/** Vercel's AI SDK 5 or 6 with its own telemetry. */
import { createOpenAI } from '@ai-sdk/openai';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const errand = JSON.parse(process.env.ERRAND);
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'ai-sdk', 'deployment.environment.name': errand.environment }),
  spanProcessors: [
    new BatchSpanProcessor(
      new OTLPTraceExporter({ url: `${errand.server}/v1/traces`, headers: { authorization: `Bearer ${errand.key}` } }),
    ),
  ],
});
provider.register();
const openai = createOpenAI({ baseURL: `${errand.provider}/v1`, apiKey: 'sk-none' });

const telemetry = {
  maxRetries: 0,
  experimental_telemetry: {
    isEnabled: true,
    functionId: 'answer a person',
    metadata: { sessionId: errand.session, userId: errand.user },
  },
};

const acts = {
  weather: () =>
    generateText({
      ...telemetry,
      model: openai.chat('gpt-4o-mini'),
      prompt: "What's the weather in Paris?",
      tools: {
        get_weather: tool({
          description: 'The weather of a city.',
          inputSchema: z.object({ city: z.string() }),
          execute: async ({ city }) => `It's sunny in ${city}.`,
        }),
      },
      stopWhen: stepCountIs(2),
    }),
  stream: () =>
    streamText({ ...telemetry, model: openai.chat('gpt-3.5-turbo'), prompt: 'Tell me a funny joke, a one-liner.' }).consumeStream(),
  failing: () => generateText({ ...telemetry, model: openai.chat('gpt-4o'), prompt: 'Is anybody there?' }).catch(() => undefined),
  cached: () => generateText({ ...telemetry, model: openai.chat('gpt-4o-mini'), prompt: 'Write me a sonnet.' }),
  reasoning: () => generateText({ ...telemetry, model: openai.responses('gpt-5-mini'), prompt: 'Now multiply that by 10.' }),
};

for (const name of errand.scenarios) await acts[name]();
await provider.shutdown();
