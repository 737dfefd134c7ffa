/** A dataset and an experiment by Langfuse's client. Argument: the name of the dataset that it makes. */
import { LangfuseClient } from '@langfuse/client';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { errand, publicKey } from './errand.ts';

const [name] = process.argv.slice(2) as [string];
const processor = new LangfuseSpanProcessor();
const provider = new NodeTracerProvider({ spanProcessors: [processor] });
provider.register();
const langfuse = new LangfuseClient({ publicKey, secretKey: errand.key, baseUrl: errand.server });

const capitals: Readonly<Record<string, string>> = { Germany: 'Berlin', France: 'Paris', Spain: 'Barcelona' };
await langfuse.api.datasets.create({ name, description: 'Capitals', metadata: { team: 'a' } });
for (const [country, capital] of [
  ['Germany', 'Berlin'],
  ['France', 'Paris'],
  ['Spain', 'Madrid'],
])
  await langfuse.api.datasetItems.create({
    datasetName: name,
    id: `${name} ${country}`,
    input: { country },
    expectedOutput: capital,
    metadata: { size: 1 },
  });

const dataset = await langfuse.dataset.get(name);
const result = await dataset.runExperiment({
  name: 'capitals',
  runName: 'first',
  description: 'By heart',
  metadata: { model: 'none' },
  task: async ({ input }) => capitals[(input as { country: string }).country] ?? '',
  evaluators: [
    async ({ output, expectedOutput }) => ({
      name: 'correct',
      value: output === expectedOutput ? 1 : 0,
      dataType: 'BOOLEAN',
      comment: 'Compared.',
    }),
    async ({ output }) => ({ name: 'length', value: String(output).length }),
  ],
  runEvaluators: [async ({ itemResults }) => ({ name: 'items', value: itemResults.length })],
});
await langfuse.flush();
await processor.forceFlush();
await provider.shutdown();
const run = await langfuse.api.datasets.getRun(name, 'first');
const runs = await langfuse.api.datasets.getRuns(name);
console.log(
  JSON.stringify({
    items: dataset.items.map(({ id, input, expectedOutput, metadata }) => ({ id, input, expectedOutput, metadata })),
    runId: result.datasetRunId,
    outputs: result.itemResults.map(({ output }) => output),
    run: { name: run.name, description: run.description, metadata: run.metadata, items: run.datasetRunItems.length },
    runs: runs.data.map((one) => one.name),
  }),
);
