import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { importFiles } from '../../commands/importer/import.ts';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import * as reference from './reference.testing.ts';

/* A published study (LLMDrift, PRIME): what it found of each model, from 8,000 real messages through the whole path. */
describe.skipIf(sharedData === null)(`LLMDrift ${needsSharedData}`, () => {
  let server: TestServer;
  let rows: Record<string, string>[];

  beforeAll(async () => {
    server = await openTestServer();
    const path = join(sharedData as string, 'llmdrift/PRIME_FULL_EVAL.csv');
    rows = parse(await readFile(path), { columns: true });
    await importFiles([path], { url: server.url, apiKey: null }, { isTerminal: false, columns: 80, write: () => true });
    await drainProjection(server.stores);
  });
  afterAll(() => server.close());

  test.each([
    ['gpt-4-0314', 0.84],
    ['gpt-4-0613', 0.502],
    ['gpt-3.5-turbo-0301', 0.508],
    ['gpt-3.5-turbo-0613', 0.681],
  ])('%s is right in %d of its answers', async (model, successShare) => {
    const { body } = await ask(
      server,
      'query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { overview { messageCount conversationCount judgedCount successShare outputTokens latencyMs { p50Ms p90Ms p95Ms p99Ms averageMs } } } }',
      { variables: { filter: { models: [model] } } },
    );
    const own = rows.filter((row) => row['model'] === `openaichat/${model}`);
    expect(body.data.analytics.overview).toMatchObject({
      messageCount: 1_000,
      conversationCount: 1_000,
      judgedCount: 1_000,
      successShare,
      outputTokens: own.reduce((sum, row) => sum + Number(row['answer_token']), 0),
    });
    const expected = reference.quantiles(own.map((row) => Math.round(Number(row['latency']) * 1_000)));
    for (const [name, value] of Object.entries(expected))
      expect(body.data.analytics.overview.latencyMs[name]).toBeCloseTo(value as number, 6);
  });

  test('the answers of gpt-4 shrink from 215 tokens to 3', async () => {
    const { body } = await ask(
      server,
      '{ analytics(filter: { experiments: ["llmdrift"] }) { byModel { model messageCount outputTokens } } }',
    );
    const mean = Object.fromEntries(
      body.data.analytics.byModel.map((row: { model: string; messageCount: number; outputTokens: number }) => [
        row.model,
        row.outputTokens / row.messageCount,
      ]),
    );
    expect(mean['gpt-4-0314']).toBeCloseTo(215, 0);
    expect(mean['gpt-4-0613']).toBeCloseTo(2.9, 1);
  });
});
