import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import { recordMessages } from '../messages/record.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { deletePrice, importPrices, saveModelAlias, savePrice } from './commands.ts';
import type { PriceInput } from './ingest.ts';
import { loadPriceBook } from './load.ts';
import { pricesOf } from './queries.ts';
import { repriceJob } from './background/reprice.ts';

let stores: Stores;
let workspaceId: string;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());
beforeEach(async () => {
  workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
});

const now = new Date('2026-06-01T00:00:00Z');
const rates = (usd: number) => ({ inputUsdPerMillion: usd, outputUsdPerMillion: usd });
const answer = (externalId: string, model: string | null, day: string, provider: string | null = null) =>
  checkedOf({ externalId, model, provider, inputTokens: 1_000_000, createdAt: new Date(`${day}T12:00:00Z`) });

/** What each message costs in ClickHouse, in dollars; null: not known. */
async function factCosts(): Promise<Record<string, number | null>> {
  const messages = await stores.prisma.message.findMany({ where: { workspaceId } });
  const facts = (await stores.clickhouse.query(
    'test.costs',
    { kind: 'sql', strings: ['SELECT message_id, cost_nano_usd FROM message_facts FINAL'], values: [] },
    { timeoutMs: 10_000 },
  )) as { message_id: string; cost_nano_usd: string | null }[];
  const byId = new Map(
    facts.map((fact) => [String(fact.message_id), fact.cost_nano_usd === null ? null : Number(fact.cost_nano_usd) / 1e9]),
  );
  return Object.fromEntries(messages.map(({ id, externalId }) => [externalId, byId.get(String(id)) ?? null]));
}

/** Does the task as the server would, beside the projector; how many messages it projected anew. */
async function work(taskId: string | null): Promise<number> {
  if (taskId === null) throw new Error('expected a task');
  const task = await stores.prisma.backgroundTask.findUniqueOrThrow({ where: { id: taskId } });
  await drainProjection(stores);
  const before = await nextQueueId();
  const stopping = new AbortController();
  const projecting = (async () => {
    while (!stopping.signal.aborted) {
      await drainProjection(stores);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await repriceJob.run(stores, task, async () => {}, new AbortController().signal, { publish: () => {} });
  stopping.abort();
  await projecting;
  return (await nextQueueId()) - before;
}

const queueIds = async (): Promise<number> =>
  Number((await stores.postgres.query(`SELECT last_value FROM projection_queue_id_seq`)).rows[0].last_value);
const nextQueueId = queueIds;

async function save(price: Partial<PriceInput> & Pick<PriceInput, 'rates'>): Promise<{ priceId: string | null; taskId: string | null }> {
  const saved = await savePrice(stores, workspaceId, { scope: 'DEFAULT', ...price });
  if (!saved.ok) throw saved.failure;
  return saved.value;
}

describe('a price that is set', () => {
  test('gives the messages that it touches their new cost, and starts no work where it touches none', async () => {
    expect((await save({ rates: rates(1) })).taskId).toBeNull();
    await recordMessages(stores, workspaceId, [
      answer('a', 'gpt-4o', '2026-01-01'),
      answer('b', 'openai/gpt-4o', '2026-03-01', 'openai'),
      answer('c', 'other', '2026-01-01', 'openai'),
      answer('d', null, '2026-01-01'),
    ]);
    await drainProjection(stores);
    expect(await factCosts()).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    await work((await save({ scope: 'PROVIDER', provider: 'openai', rates: rates(2) })).taskId);
    expect(await factCosts()).toEqual({ a: 1, b: 2, c: 2, d: 1 });
    await work((await save({ scope: 'MODEL', model: 'gpt-4o', rates: rates(3) })).taskId);
    expect(await factCosts()).toEqual({ a: 3, b: 3, c: 2, d: 1 });
    await work((await save({ scope: 'MODEL', model: 'gpt-4o', effectiveFrom: new Date('2026-02-01'), rates: rates(4) })).taskId);
    expect(await factCosts()).toEqual({ a: 3, b: 4, c: 2, d: 1 });
    expect((await save({ scope: 'MODEL', model: 'never-named', rates: rates(9) })).taskId).toBeNull();
  });

  test('replaces the one of the same scope, names and day, and changes nothing when it is the same', async () => {
    await recordMessages(stores, workspaceId, [answer('a', 'm', '2026-01-01')]);
    const first = await save({ rates: rates(1) });
    const second = await save({ rates: rates(2) });
    expect(second.priceId).toBe(first.priceId);
    expect((await save({ rates: rates(2) })).taskId).toBeNull();
    expect(await pricesOf(stores.postgres, { workspaceId })).toMatchObject([{ inputRate: 2_000_000_000n, effectiveFrom: new Date(0) }]);
  });

  test('that is taken away leaves the one that comes next', async () => {
    await recordMessages(stores, workspaceId, [answer('a', 'm', '2026-01-01')]);
    await save({ rates: rates(1) });
    const { priceId, taskId } = await save({ scope: 'MODEL', model: 'm', rates: rates(5) });
    await work(taskId);
    expect(await factCosts()).toEqual({ a: 5 });
    const gone = await deletePrice(stores, workspaceId, priceId as string);
    await work(gone.ok ? gone.value.taskId : null);
    expect(await factCosts()).toEqual({ a: 1 });
    expect(await deletePrice(stores, workspaceId, priceId as string)).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
  });

  test('of another workspace cannot be taken away', async () => {
    const { priceId } = await save({ rates: rates(1) });
    const other = await createTestWorkspace(stores, `other-${workspaceId}`);
    expect(await deletePrice(stores, other, priceId as string)).toMatchObject({ ok: false });
    expect(await pricesOf(stores.postgres, { workspaceId })).toHaveLength(1);
  });

  test.each([
    [{ scope: 'MODEL' as const }, 'model is missing'],
    [{ scope: 'PROVIDER' as const }, 'provider is missing'],
    [{ scope: 'DEFAULT' as const, model: 'm' }, 'model is given'],
    [{ scope: 'DEFAULT' as const, provider: 'p' }, 'provider is given'],
    [{ rates: rates(-1) }, 'rates.inputUsdPerMillion is -1; a price per million tokens is from 0 to 1,000,000 USD'],
    [{ rates: rates(Number.POSITIVE_INFINITY) }, 'rates.inputUsdPerMillion is Infinity'],
    [{ rates: rates(1_000_001) }, 'rates.inputUsdPerMillion is 1000001'],
    [{ tiers: [{ aboveInputTokens: 0, rates: rates(1) }] }, 'tiers[0].aboveInputTokens is 0'],
    [
      {
        tiers: [
          { aboveInputTokens: 5, rates: rates(1) },
          { aboveInputTokens: 5, rates: rates(1) },
        ],
      },
      'tiers[1].aboveInputTokens is 5 for the second time',
    ],
    [{ effectiveFrom: new Date('9999-01-01') }, 'effectiveFrom is outside'],
    [{ scope: 'MODEL' as const, model: 'a\u0000' }, 'model contains a NUL character'],
  ])('that cannot be, %j, is refused with the reason', async (price, message) => {
    const saved = await savePrice(stores, workspaceId, { scope: 'DEFAULT', rates: rates(1), ...price });
    expect(saved).toMatchObject({ ok: false, failure: { code: 'BAD_PRICE', message: expect.stringContaining(message) } });
  });

  test('touches only the answers whose price it is', async () => {
    const messages = Array.from({ length: 30 }, (_, index) => answer(`m-${index}`, index % 3 === 0 ? 'a' : 'b', '2026-01-01'));
    await recordMessages(stores, workspaceId, messages);
    expect(await work((await save({ scope: 'MODEL', model: 'a', rates: rates(1) })).taskId)).toBeLessThan(30);
    const costs = await factCosts();
    expect(Object.values(costs).filter((cost) => cost === 1)).toHaveLength(10);
  });
});

describe('an imported table', () => {
  const table = (usdPerToken: number) => ({
    'gpt-4o': { input_cost_per_token: usdPerToken, output_cost_per_token: usdPerToken },
    'gpt-5': { input_cost_per_token: 1e-6, output_cost_per_token: 1e-6 },
    image: { input_cost_per_image: 1 },
  });
  const importTable = async (content: unknown, at = now) => {
    const imported = await importPrices(stores, workspaceId, content, at);
    if (!imported.ok) throw imported.failure;
    return imported.value;
  };

  test('holds always at first; a price that changed holds from then on; the same changes nothing', async () => {
    await recordMessages(stores, workspaceId, [answer('before', 'gpt-4o', '2026-01-01'), answer('after', 'gpt-4o', '2026-06-10')]);
    const first = await importTable(table(1e-6));
    expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0, skipped: [{ model: 'image' }] });
    await work(first.taskId);
    expect(await factCosts()).toEqual({ before: 1, after: 1 });
    expect(await importTable(table(1e-6))).toMatchObject({ added: 0, changed: 0, unchanged: 2, taskId: null });
    const changed = await importTable(table(2e-6));
    expect(changed).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    await work(changed.taskId);
    expect(await factCosts()).toEqual({ before: 1, after: 2 });
  });

  test('goes behind what a person set, and before provider and default', async () => {
    await recordMessages(stores, workspaceId, [
      answer('a', 'gpt-4o', '2026-01-01', 'openai'),
      answer('b', 'gpt-5', '2026-01-01', 'openai'),
    ]);
    await save({ scope: 'MODEL', model: 'gpt-4o', rates: rates(7) });
    await save({ scope: 'PROVIDER', provider: 'openai', rates: rates(8) });
    await work((await importTable(table(1e-6))).taskId);
    expect(await factCosts()).toEqual({ a: 7, b: 1 });
  });

  test.each([
    [[], 'The table is not LiteLLM'],
    ['text', 'The table is not LiteLLM'],
    [null, 'The table is not LiteLLM'],
    [{}, "None of the table's 0 entries"],
    [{ a: 1 }, 'a: It is not an object.'],
  ])('%j is refused, and nothing is stored', async (content, message) => {
    expect(await importPrices(stores, workspaceId, content, now)).toMatchObject({
      ok: false,
      failure: { code: 'BAD_PRICE_TABLE', message: expect.stringContaining(message) },
    });
    expect(await pricesOf(stores.postgres, { workspaceId })).toEqual([]);
  });

  test('goes in once when it comes twice at once', async () => {
    const results = await Promise.all([importTable(table(1e-6)), importTable(table(1e-6))]);
    expect(results.map(({ added }) => added).sort()).toEqual([0, 2]);
  });
});

describe('an alias', () => {
  const alias = async (input: { name: string; model: string | null }) => {
    const saved = await saveModelAlias(stores, workspaceId, input);
    if (!saved.ok) throw saved.failure;
    return saved.value.taskId;
  };

  test('gives the messages of a deployment the price of its model, until it is removed', async () => {
    await recordMessages(stores, workspaceId, [
      answer('a', 'prod-chat', '2026-01-01', 'azure'),
      answer('b', 'azure/Prod-Chat', '2026-01-01'),
      answer('c', 'other', '2026-01-01'),
    ]);
    await save({ scope: 'MODEL', model: 'gpt-4o', rates: rates(2) });
    await drainProjection(stores);
    expect(await factCosts()).toEqual({ a: null, b: null, c: null });
    await work(await alias({ name: 'prod-chat', model: 'gpt-4o-2024-08-06' }));
    expect(await factCosts()).toEqual({ a: 2, b: 2, c: null });
    expect(await alias({ name: 'prod-chat', model: 'gpt-4o-2024-08-06' })).toBeNull();
    await work(await alias({ name: 'prod-chat', model: null }));
    expect(await factCosts()).toEqual({ a: null, b: null, c: null });
    expect(await alias({ name: 'prod-chat', model: null })).toBeNull();
  });

  test('goes after a price that the name has itself', async () => {
    await recordMessages(stores, workspaceId, [answer('a', 'prod-chat', '2026-01-01')]);
    await save({ scope: 'MODEL', model: 'gpt-4o', rates: rates(2) });
    await save({ scope: 'MODEL', model: 'prod-chat', rates: rates(3) });
    await alias({ name: 'prod-chat', model: 'gpt-4o' });
    await drainProjection(stores);
    expect(await factCosts()).toEqual({ a: 3 });
  });
});

test('a price that is set, changed or taken away holds for the next batch', async () => {
  const rateNow = async () => (await loadPriceBook(stores, workspaceId)).find('m', null, now)?.price.inputRate ?? null;
  expect(await rateNow()).toBeNull();
  const { priceId } = await save({ scope: 'MODEL', model: 'm', rates: rates(1) });
  expect(await rateNow()).toBe(1_000_000_000n);
  expect(await loadPriceBook(stores, workspaceId)).toBe(await loadPriceBook(stores, workspaceId));
  await save({ scope: 'MODEL', model: 'm', rates: rates(2) });
  expect(await rateNow()).toBe(2_000_000_000n);
  await deletePrice(stores, workspaceId, priceId as string);
  expect(await rateNow()).toBeNull();
});

test('repricing goes on from its cursor, in the order of ids', async () => {
  const messages = Array.from({ length: 40 }, (_, index) => answer(`m-${index}`, 'm', '2026-01-01'));
  await recordMessages(stores, workspaceId, messages);
  await drainProjection(stores);
  const { taskId } = await save({ rates: rates(1) });
  const ids = (await stores.prisma.message.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })).map(({ id }) => id);
  await stores.prisma.backgroundTask.update({ where: { id: taskId as string }, data: { cursor: ids[29] as bigint, doneCount: 30 } });
  await work(taskId);
  expect(Object.values(await factCosts()).filter((cost) => cost === 1)).toHaveLength(10);
});
