import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { openLocalBus } from '../../../platform/live/bus.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import type { BackgroundTask } from '../../../platform/store/prisma/generated/client.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { captureSpans } from '../commands.ts';
import { repriceSpans } from './reprice.ts';
import { testModelCall, testSpan } from '../spans.testing.ts';
import { storedSpans } from '../load.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

test('a price change gives every span that it touches its new cost, its trace a new sum, and leaves all else of them', async () => {
  const workspaceId = await createTestWorkspace(stores);
  const spans = Array.from({ length: 60 }, (_, n) =>
    testModelCall(n, {
      traceId: testSpan(n % 20).traceId,
      model: n % 3 === 0 ? 'other' : 'priced',
      usage: { inputTokens: 1_000 + n, outputTokens: n, cacheReadTokens: 10, cacheWriteTokens: null, reasoningTokens: null },
    }),
  );
  const captured = await captureSpans({ stores, live: openLocalBus() }, workspaceId, spans, new Date('2026-11-21'));
  expect(captured).toMatchObject({ ok: true, value: { accepted: 60 } });
  await drainProjection(stores);
  const costs = async () => {
    const rows = (await stores.clickhouse.query(
      'test',
      sql`SELECT span_id AS id, toString(cost_nano_usd) AS cost, toString(price_id) AS priceId FROM spans FINAL WHERE workspace_id = ${uuid(workspaceId)}`,
      { timeoutMs: 10_000 },
    )) as { id: string; cost: string | null; priceId: string | null }[];
    return new Map(rows.map(({ id, ...rest }) => [id, rest]));
  };
  expect([...(await costs()).values()].every(({ cost, priceId }) => cost === null && priceId === null)).toBe(true);
  const before = await storedSpans(stores, workspaceId, spans);
  const price = await stores.prisma.price.create({
    data: {
      workspaceId,
      scope: 'MODEL',
      model: 'priced',
      inputRate: 2_000_000_000n,
      outputRate: 8_000_000_000n,
      cacheReadRate: 500_000_000n,
    },
  });
  await repriceSpans(stores, { workspaceId } as BackgroundTask, async () => {}, new AbortController().signal, { publish: () => {} });
  await drainProjection(stores);
  const after = await costs();
  let sum = 0;
  for (const span of spans) {
    const { uncachedInput, cacheRead, visibleOutput } = toLedger(span.usage);
    // 2 dollars a million tokens are 2,000 nano-dollars a token.
    const expected = span.model === 'priced' ? uncachedInput * 2_000 + cacheRead * 500 + visibleOutput * 8_000 : null;
    expect(after.get(span.spanId)).toEqual({
      cost: expected === null ? null : String(expected),
      priceId: expected === null ? null : price.id,
    });
    sum += expected ?? 0;
  }
  const [total] = (await stores.clickhouse.query(
    'test',
    sql`SELECT toString(sum(cost_nano_usd)) AS cost, sum(span_count) AS spans, sum(priced_count) AS priced, sum(unpriced_count) AS unpriced FROM traces FINAL WHERE workspace_id = ${uuid(workspaceId)}`,
    { timeoutMs: 10_000 },
  )) as Record<string, unknown>[];
  expect(total).toMatchObject({ cost: String(sum) });
  expect(Number(total?.['priced'])).toBe(40);
  expect(Number(total?.['unpriced'])).toBe(20);
  expect(await storedSpans(stores, workspaceId, spans), 'texts, ids and all else').toEqual(before);
});
