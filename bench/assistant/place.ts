import { ask, untilProjected } from '../../e2e/ask.ts';
import { makeDataDir, removeDataDir, startServer, type RunningServer } from '../../e2e/server.ts';
import { openFakeModels, type FakeModels } from '../../server/src/domains/model-connections/tests/fake-models.testing.ts';

/** A server in a process of its own with 20,000 messages, and a model that this process plays. */
export interface AssistantBench {
  readonly server: RunningServer;
  readonly dataDir: string;
  readonly fake: FakeModels;
  close(): Promise<void>;
}

const messageCount = 20_000;
const batch = 1_000;
const models = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4', 'support-sft'];

export async function openBench(): Promise<AssistantBench> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const fake = await openFakeModels({ api: 'openai' });
  await fill(server.address);
  await ask(server.address, 'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    input: { name: 'bench', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] },
  });
  return {
    server,
    dataDir,
    fake,
    async close() {
      await fake.close();
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

async function fill(address: string): Promise<void> {
  const now = Date.now();
  for (let first = 0; first < messageCount; first += batch) {
    const messages = Array.from({ length: batch }, (_, index) => {
      const id = first + index;
      return {
        externalId: `m-${id}`,
        conversationId: `c-${Math.floor(id / 5)}`,
        role: 'ASSISTANT',
        content: `Answer ${id}`,
        createdAt: new Date(now - id * 60_000).toISOString(),
        model: models[id % models.length],
        sessionId: `session-${id % 20}`,
        inputTokens: 300 + (id % 500),
        outputTokens: 40 + (id % 200),
        latencyMs: 300 + ((id * 7_919) % 3_000),
        userId: `u-${id % 400}`,
        ...(id % 50 === 0 && { errorType: 'timeout' }),
      };
    });
    await ask(address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
  }
  for (let job = 0; job < 5; job += 1)
    await ask(address, 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', {
      input: { externalId: `job-${job}`, name: `run ${job}`, totalSteps: 100 },
    });
  await untilProjected(address);
}
