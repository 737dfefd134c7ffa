/** Mastra's agent with its own observability and its OpenTelemetry exporter. */
import { Agent } from '@mastra/core/agent';
import { Mastra } from '@mastra/core/mastra';
import { createTool } from '@mastra/core/tools';
import { createOpenAI } from '@ai-sdk/openai';
import { Observability } from '@mastra/observability';
import { OtelExporter } from '@mastra/otel-exporter';
import { z } from 'zod';

const errand = JSON.parse(process.env.ERRAND);
const custom = { endpoint: `${errand.server}/v1/traces`, headers: { authorization: `Bearer ${errand.key}` }, protocol: 'http/protobuf' };
const openai = createOpenAI({ baseURL: `${errand.provider}/v1`, apiKey: 'sk-none' });

const agent = new Agent({
  id: 'weather_agent',
  name: 'weather_agent',
  instructions: 'You answer in one short sentence.',
  model: openai.chat('gpt-4o-mini'),
  maxRetries: 0,
  tools: {
    get_weather: createTool({
      id: 'get_weather',
      description: 'The weather of a city.',
      inputSchema: z.object({ city: z.string() }),
      execute: async (input) => `It's sunny in ${input.city ?? input.context?.city}.`,
    }),
  },
});
const mastra = new Mastra({
  logger: false,
  agents: { weather_agent: agent },
  observability: new Observability({
    configs: {
      otel: {
        serviceName: 'mastra',
        exporters: [
          new OtelExporter({
            provider: { custom },
            signals: { logs: false },
            resourceAttributes: { 'deployment.environment.name': errand.environment },
          }),
        ],
      },
    },
  }),
});

const tracingOptions = { metadata: { sessionId: errand.session, userId: errand.user } };
const acts = {
  weather: () => mastra.getAgent('weather_agent').generate("What's the weather in Paris?", { tracingOptions }),
};

for (const name of errand.scenarios) await acts[name]();
await mastra.shutdown();
