import { afterAll, beforeAll, expect, test } from 'vitest';
import pino from 'pino';
import { drainProjection, startBackground } from '../../background.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { openLocalBus } from '../../platform/live/bus.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import { recordMessages } from '../messages/record.ts';
import { changeOf } from '../prices/reach.ts';
import { reprice } from '../prices/background/reprice.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';

let stores: Stores;

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

test('a price change gives every message that it touches its new cost, and no other, while the server runs', async () => {
  const workspaceId = await createTestWorkspace(stores);
  const messages = Array.from({ length: 300 }, (_, index) =>
    checkedOf({
      externalId: `m-${index}`,
      role: index % 10 === 0 ? 'USER' : 'ASSISTANT',
      model: index % 3 === 0 ? 'other' : 'priced',
      createdAt: new Date(Date.UTC(2026, 0, 1 + (index % 20))),
      inputTokens: 1_000 + index,
      outputTokens: index,
    }),
  );
  await recordMessages(stores, workspaceId, messages);
  await drainProjection(stores);
  const costs = async () =>
    (await stores.clickhouse.query(
      'test.costs',
      sql`SELECT toUInt32(message_id) AS id, toString(cost_nano_usd) AS cost, toString(price_id) AS priceId, toFloat64(version) AS version
          FROM message_facts FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY id`,
      { timeoutMs: 30_000 },
    )) as { id: number; cost: string | null; priceId: string | null; version: number }[];
  const before = await costs();
  expect(before.every(({ cost, priceId }) => cost === null && priceId === null)).toBe(true);

  const effectiveFrom = new Date(Date.UTC(2026, 0, 11));
  const price = await stores.prisma.price.create({
    data: { workspaceId, scope: 'MODEL', model: 'priced', effectiveFrom, inputRate: 2_000_000_000n, outputRate: 8_000_000_000n },
  });
  const id = await enqueue(stores.postgres, reprice, { workspaceId, input: { changes: [changeOf(price as never)] } as never });
  const background = startBackground(stores, openLocalBus(), pino({ level: 'silent' }));
  try {
    for (;;) {
      const task = await stores.prisma.backgroundTask.findUniqueOrThrow({ where: { id } });
      if (task.status === 'SUCCEEDED') break;
      expect(task.status).not.toBe('FAILED');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await background.stop();
  }

  const after = await costs();
  for (const [index, message] of messages.entries()) {
    const isTouched = message.role === 'ASSISTANT' && message.model === 'priced' && (message.createdAt as Date) >= effectiveFrom;
    // 2 USD per million in and 8 out: 2,000 and 8,000 nano-dollars a token.
    const cost = String((message.inputTokens as number) * 2_000 + (message.outputTokens as number) * 8_000);
    expect(after[index], message.externalId).toMatchObject(
      isTouched ? { cost, priceId: price.id } : { cost: null, version: before[index]?.version },
    );
  }
});
