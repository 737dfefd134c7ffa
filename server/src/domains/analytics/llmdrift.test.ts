import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { importFiles } from '../../commands/importer/import.ts';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { bucketStart } from './pure/interval.ts';
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

  interface Answer {
    readonly model: string;
    readonly variant: string;
    readonly text: string;
    readonly at: Date;
    readonly latencyMs: number;
    readonly tokens: number;
  }
  /** The raw rows as answers; the study's clock is taken as UTC. */
  const answers = (): Answer[] =>
    rows.map((row) => {
      const latencyMs = Math.round(Number(row['latency']) * 1_000);
      const [month, day, year, time] = (row['timestamp'] as string).split(/[/,]\s*/);
      return {
        model: (row['model'] as string).replace('openaichat/', ''),
        variant: row['date'] as string,
        text: row['answer'] as string,
        at: new Date(Date.parse(`${year}-${month}-${day}T${time}Z`) + latencyMs),
        latencyMs,
        tokens: Number(row['answer_token']),
      };
    });

  test.each<[string, AnalyticsFilter, (answer: Answer) => boolean]>([
    ['a word of the text', { text: 'divisible' }, ({ text }) => text.toLowerCase().includes('divisible')],
    ['a phrase that is not in it', { not: { text: '"not divisible"' } }, ({ text }) => !text.toLowerCase().includes('not divisible')],
    [
      'slow answers of all models but one',
      { slowerThanMs: 2_000, not: { models: ['gpt-4-0314'] } },
      ({ latencyMs, model }) => latencyMs > 2_000 && model !== 'gpt-4-0314',
    ],
    [
      'part of a day of two models',
      { models: ['gpt-4-0613', 'gpt-3.5-turbo-0613'], from: new Date('2023-06-01T00:00:00Z'), to: new Date('2023-12-31T12:34:56Z') },
      ({ model, at }) => model.endsWith('0613') && at >= new Date('2023-06-01T00:00:00Z') && at < new Date('2023-12-31T12:34:56Z'),
    ],
  ])('with %s, every number is that of the raw rows, in each zone', async (_name, filter, matches) => {
    const own = answers().filter(matches);
    for (const timeZone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      const { body } = await ask(
        server,
        `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) {
          overview { messageCount outputTokens latencyMs { p50Ms p90Ms p95Ms p99Ms averageMs } }
          series(interval: DAY) { startedAt messageCount outputTokens }
          facets(dimensions: [MODEL, VARIANT], first: 200) { dimension values { value count } }
        } }`,
        { variables: { filter: { ...filter, timeZone } } },
      );
      const { overview, series, facets } = body.data.analytics;
      expect(overview).toMatchObject({ messageCount: own.length, outputTokens: own.reduce((sum, { tokens }) => sum + tokens, 0) });
      for (const [level, ms] of Object.entries(reference.quantiles(own.map(({ latencyMs }) => latencyMs))))
        expect(Math.abs(overview.latencyMs[level] - (ms as number))).toBeLessThanOrEqual((ms as number) / 100);
      const days = Map.groupBy(own, ({ at }) => bucketStart(at, 'DAY', timeZone).toISOString());
      expect(series).toEqual(
        [...days]
          .map(([startedAt, those]) => ({
            startedAt,
            messageCount: those.length,
            outputTokens: those.reduce((sum, { tokens }) => sum + tokens, 0),
          }))
          .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
      );
      const variants = facets.find(({ dimension }: { dimension: string }) => dimension === 'VARIANT').values;
      expect(variants).toEqual(reference.frequencies(own.map(({ variant }) => variant)).map(({ name, count }) => ({ value: name, count })));
    }
  });
});
