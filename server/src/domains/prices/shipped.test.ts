import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitForUpdate } from '@pydantic/genai-prices';
import packageJson from '../../../package.json' with { type: 'json' };
import { drainProjection } from '../../background.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import { recordMessages } from '../messages/record.ts';
import { deletePrice, importPrices, savePrice } from './commands.ts';
import { shipPrices } from './commands/ship.ts';
import { loadPriceBook } from './load.ts';
import { PriceBook } from './pure/book.ts';
import { pricesOf } from './queries.ts';
import { readTable } from './read-table.ts';
import { shipped } from './shipped.ts';
import { newsOf } from './table.ts';

const now = new Date('2026-11-29T00:00:00Z');

test('the version that is named as shipped is the one of the package', () => {
  expect(packageJson.dependencies['@pydantic/genai-prices']).toBe(shipped.version);
});

describe('the prices of the package', () => {
  const table = async () => {
    const read = readTable(await waitForUpdate());
    if (!read.ok) throw read.failure;
    return read.value;
  };
  let book: PriceBook;
  beforeAll(async () => {
    const { prices } = newsOf(await table(), [], now);
    book = new PriceBook(prices.map((price, id) => ({ ...price, id: String(id), createdAt: now })));
  });

  // US dollars per million tokens of input and output, from the providers' own pages.
  test.each([
    ['gpt-4o', null, 2.5, 10],
    ['gpt-4o-2024-05-13', 'openai', 5, 15],
    ['openai/gpt-4o-mini', null, 0.15, 0.6],
    ['ft:gpt-4o-mini-2024-07-18:acme-inc::Ab12Cd34', 'openai', 0.3, 1.2],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'aws.bedrock', 3, 15],
    ['us.anthropic.claude-3-haiku-20240307-v1:0', 'bedrock', 0.25, 1.25],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 3, 15],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', null, 3, 15],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic', 3, 15],
    ['bedrock/global.anthropic.claude-haiku-4-5-20251001-v1:0', null, 1, 5],
    ['global.anthropic.claude-haiku-4-5-20251001-v1', 'bedrock', 1, 5],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-opus-4-5-20251101-v1:0', 'bedrock', 5, 25],
    ['global.anthropic.claude-opus-4-5-20251101-v1:0', null, 5, 25],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 3.3, 16.5],
    ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', null, 1.1, 5.5],
    ['jp.anthropic.claude-opus-4-5-20251101-v1:0', 'bedrock', 5.5, 27.5],
    ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 3.3, 16.5],
    ['claude-sonnet-4-5-20250929', null, 3, 15],
    ['claude-sonnet-4@20250514', 'vertex_ai', 3, 15],
    ['amazon.nova-lite-v1:0', null, 0.06, 0.24],
    ['models/gemini-2.5-pro', 'google', 1.25, 10],
    ['gpt-35-turbo', 'azure', 0.5, 1.5],
    ['text-embedding-3-small', 'openai', 0.02, 0],
    ['llama-3.3-70b-versatile', 'groq', 0.59, 0.79],
    ['deepseek/deepseek-r1:free', 'openrouter', 0, 0],
  ])('%s at %s is %d in and %d out', (model, provider, input, output) => {
    const price = book.find(model, provider, now)?.price;
    expect([price?.inputRate, price?.outputRate]).toEqual([BigInt(Math.round(input * 1e9)), BigInt(Math.round(output * 1e9))]);
  });

  test.each(['whisper-1', 'gemma-3', 'acme/gpt-4o', 'support-8b-sft'])('%s has no price', (model) => {
    expect(book.find(model, null, now)).toBeNull();
  });

  test('hold from the day that the table says', () => {
    const at = (day: string) => book.find('claude-sonnet-4-6', null, new Date(day))?.price.tiers.length;
    expect([at('2026-03-01'), at('2026-11-01')]).toEqual([1, 0]);
  });

  test('change nothing where the same table comes again, and only what it changes where a newer one comes', async () => {
    const { entries, source } = await table();
    const first = newsOf({ entries, source }, [], now).prices;
    expect(newsOf({ entries, source }, first, now)).toEqual({ prices: [], added: 0, changed: 0 });
    const dearer = entries.map((entry) =>
      entry.model === 'gpt-4o' && entry.provider === ''
        ? { ...entry, charges: entry.charges.map((charge) => ({ ...charge, inputRate: charge.inputRate * 2n })) }
        : entry,
    );
    const later = new Date('2026-12-24T00:00:00Z');
    expect(newsOf({ entries: dearer, source }, first, later)).toMatchObject({
      added: 0,
      changed: 1,
      prices: [{ model: 'gpt-4o', effectiveFrom: later, inputRate: 5_000_000_000n }],
    });
  });
});

describe('at the start', () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openTestStores();
  });
  afterAll(() => stores?.close());
  const costs = async (workspaceId: string): Promise<(number | null)[]> => {
    const book = await loadPriceBook(stores, workspaceId);
    const rates = (model: string) => book.find(model, null, now)?.price ?? null;
    return ['gpt-4o', 'gpt-4o-mini', 'own-model'].map((model) => {
      const price = rates(model);
      return price === null ? null : Number(price.inputRate) / 1e9;
    });
  };
  const message = (externalId: string, model: string) => checkedOf({ externalId, model, inputTokens: 1_000_000, createdAt: now });

  test('a workspace has prices, without any work', async () => {
    const workspaceId = await createTestWorkspace(stores, 'new');
    const [shipment] = await shipPrices(stores, now);
    expect(shipment).toMatchObject({ workspaceId, changed: 0, taskId: null });
    expect(shipment?.added).toBeGreaterThan(2_000);
    expect(await costs(workspaceId)).toEqual([2.5, 0.15, null]);
    expect(await shipPrices(stores, now)).toEqual([]);
  });

  test('a workspace with its own prices keeps them, of whatever scope, and costs that were blank become known', async () => {
    const workspaceId = await createTestWorkspace(stores, 'own');
    const rates = (usd: number) => ({ inputUsdPerMillion: usd, outputUsdPerMillion: usd });
    await savePrice(stores, workspaceId, { scope: 'MODEL', model: 'gpt-4o-mini', rates: rates(7) });
    await importPrices(stores, workspaceId, { 'own-model': { input_cost_per_token: 1e-6, output_cost_per_token: 1e-6 } }, now);
    await recordMessages(stores, workspaceId, [message('a', 'gpt-4o'), message('b', 'gpt-4o-mini'), message('c', 'own-model')]);
    await drainProjection(stores);
    expect(await costs(workspaceId)).toEqual([null, 7, 1]);
    const [shipment] = await shipPrices(stores, now);
    expect(shipment?.taskId).not.toBeNull();
    expect(await costs(workspaceId)).toEqual([2.5, 7, 1]);
    await savePrice(stores, workspaceId, { scope: 'DEFAULT', rates: rates(9) });
    expect(await costs(workspaceId)).toEqual([9, 7, 1]);
  });

  test('a shipped price that a person deleted stays deleted', async () => {
    const workspaceId = await createTestWorkspace(stores, 'deleted');
    await shipPrices(stores, now);
    const price = (await pricesOf(stores.postgres, { workspaceId })).find(({ model, provider }) => model === 'gpt-4o' && provider === '');
    await deletePrice(stores, workspaceId, price?.id ?? '');
    await shipPrices(stores, now);
    expect((await costs(workspaceId))[0]).toBeNull();
  });
});
