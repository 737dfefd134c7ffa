import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../e2e/server.ts';
import { sharedData, whyNoSharedData } from '../e2e/shared-data.ts';
import { openWeightsServer, type WeightsServer } from './weights/server.ts';

const folder = sharedData === null ? null : join(sharedData, 'models/stories260K');

if (folder === null || !existsSync(join(folder, 'stories260K.bin'))) {
  const why = `the assistant with a model of real weights: skipped, ${folder === null ? whyNoSharedData : `${folder} has no weights`}`;
  console.warn(why);
  test.skip(why);
} else {
  describe('the assistant with a model of real weights, over HTTP', () => proveIt(folder));
}

interface Turn {
  readonly status: string;
  readonly failureMessage: string | null;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly callCount: number;
  readonly parts: readonly {
    readonly __typename: string;
    readonly text?: string;
    readonly tool?: string;
    readonly arguments?: object;
    readonly numbers?: readonly { readonly start: number; readonly end: number; readonly cell: string }[];
    readonly error?: { readonly code: string; readonly message: string } | null;
    readonly result?: { readonly facts: readonly { readonly key: string; readonly value: unknown }[] } | null;
  }[];
}

function proveIt(weights: string): void {
  let statedCount = 0;
  let [dataDir, server, model]: [string, RunningServer, WeightsServer] = ['', null as never, null as never];

  beforeAll(async () => {
    model = await openWeightsServer(weights);
    dataDir = await makeUsedDataDir();
    server = await startServer({ dataDir });
    await ask(server.address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
      messages: Array.from({ length: 12 }, (_, index) => ({
        externalId: `m-${index}`,
        conversationId: 'c',
        role: 'ASSISTANT',
        content: 'Hi',
        createdAt: new Date(Date.now() - index * 60_000).toISOString(),
        model: 'gpt-4o',
        latencyMs: 100 + index,
      })),
    });
    const { createModelConnection } = await ask<{ createModelConnection: { id: string } }>(
      server.address,
      'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }',
      { input: { name: 'weights', kind: 'OPENAI_COMPATIBLE', baseUrl: model.url, allowedModels: [] } },
    );
    const check = 'mutation ($id: ID!) { checkModelConnection(id: $id) { listedModels checkCode } }';
    expect((await ask<{ checkModelConnection: object }>(server.address, check, createModelConnection)).checkModelConnection).toEqual({
      listedModels: ['stories260K'],
      checkCode: null,
    });
  });

  afterAll(async () => {
    await server?.stop();
    await model?.close();
    if (dataDir !== '') await removeDataDir(dataDir);
  });

  test('the weights are read right: the model tells the story that it is known for', () => {
    expect(model.complete('', 60)).toMatch(
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\./,
    );
  });

  test.each([
    'How many messages were there?',
    'What is six times seven?',
    'Which training jobs are there?',
    'Tell me a story about the slowest model',
    'Is the system healthy?',
    'How much did messages cost by model?',
    'How well do the answers do?',
    'Which models and sessions are there?',
  ])('%s is answered by calls that are well formed, and by what stands in results', async (text) => {
    const before = model.answered.length;
    const turn = await answered(server.address, text);
    expect(turn).toMatchObject({ status: 'DONE', model: 'weights/stories260K' });
    const requests = model.answered.slice(before);
    const [{ call, tools }] = requests as [(typeof requests)[number]];
    expect(tools).toContain(call?.name);
    const used = turn.parts.find(({ __typename: kind }) => kind === 'AssistantToolUse');
    // What it was called with has the form of its schema, which is one for all operations of the tool: one may need more. Names in it may be
    // names of nothing.
    if (call?.name !== 'find_tools') {
      expect(used).toMatchObject({ tool: call?.name, arguments: JSON.parse(call?.arguments ?? 'null') });
      expect(used?.error?.message ?? '').not.toMatch(/is missing(?! for)|is not an? |takes no/i);
    }
    // Tokens are those that were really read and written.
    const sum = (of: (one: (typeof requests)[number]) => number): number => requests.reduce((total, one) => total + of(one), 0);
    expect(turn).toMatchObject({
      callCount: requests.length,
      inputTokens: sum((one) => one.promptTokens),
      outputTokens: sum((one) => one.completionTokens),
    });
    const facts = new Map(turn.parts.flatMap(({ result }) => result?.facts ?? []).map(({ key, value }) => [key, value]));
    for (const { text: shown = '', numbers = [] } of turn.parts) {
      statedCount += numbers.length;
      for (const { cell } of numbers) expect(facts.has(cell.replace(/^r\d+\.facts\./, ''))).toBe(true);
      expect(shown).not.toMatch(/[{}]/);
    }
  });

  // What such a model chooses changes with the tools that there are: it is asked until an answer states a value, at most some thirty times.
  test('some of the answers state a value of a result, in the cell that the model chose', async () => {
    const more = [
      'Which tools fail',
      'How many conversations',
      'How many users are there',
      'What failed',
      'latency',
      'What is the error rate',
    ];
    for (const text of more.flatMap((one) => ['', ' today', ' yesterday', ' this week', ' by model'].map((when) => `${one}${when}?`))) {
      if (statedCount > 0) break;
      for (const { numbers = [] } of (await answered(server.address, text)).parts) statedCount += numbers.length;
    }
    expect(statedCount).toBeGreaterThan(0);
  });
}

async function answered(address: string, text: string): Promise<Turn> {
  const { askAssistant } = await ask<{ askAssistant: { id: string } }>(
    address,
    'mutation ($input: AskAssistantInput!) { askAssistant(input: $input) { id } }',
    { input: { text } },
  );
  const followed = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription ($id: ID!) { assistantTurn(turnId: $id) { status } }', variables: askAssistant }),
  });
  await followed.text();
  const fields = `status failureMessage model inputTokens outputTokens callCount parts { __typename
    ... on AssistantText { text numbers { start end cell } } ... on AssistantToolUse { tool arguments error { code message } result } }`;
  return (await ask<{ node: Turn }>(address, `query ($id: ID!) { node(id: $id) { ... on AssistantTurn { ${fields} } } }`, askAssistant))
    .node;
}
