import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { ingestMessages } from '../../messages/commands.ts';
import { expireMeaning } from '../commands.ts';

let stores: Stores;
let live: LiveBus;
beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(() => stores?.close());

const now = new Date('2026-11-20T13:45:00Z');
async function have(workspaceId: string, items: readonly object[]): Promise<void> {
  expect(await ingestMessages({ stores, live }, workspaceId, items, now)).toMatchObject({ ok: true, value: { rejected: [] } });
  await drainProjection(stores);
}
const rowsOf = (workspaceId: string): Promise<Record<string, unknown>[]> =>
  stores.clickhouse.query(
    'test.meaning',
    sql`SELECT toString(created_at) AS at, role, language, word_count, character_count, is_refusal, is_apology, has_code, has_list, json_validity
        FROM message_meaning FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY created_at`,
    { timeoutMs: 10_000 },
  ) as Promise<Record<string, unknown>[]>;

test('messages are read behind the projector, again when they change or move, and those that expire leave nothing', async () => {
  const workspaceId = await createTestWorkspace(stores, 'read');
  const user = {
    externalId: 'u',
    conversationId: 'c',
    role: 'USER',
    content: 'Wie geht es dir heute, mein Freund?',
    createdAt: '2026-11-18T10:00:00Z',
  };
  const answer = {
    externalId: 'a',
    conversationId: 'c',
    role: 'ASSISTANT',
    content: 'I’m sorry, but I can’t help with that.',
    createdAt: '2026-11-18T10:00:05Z',
  };
  await have(workspaceId, [user, answer]);
  expect(await rowsOf(workspaceId)).toMatchObject([
    { role: 'USER', language: 'de', word_count: 7, character_count: 35, is_refusal: false },
    { role: 'ASSISTANT', language: 'en', is_refusal: true, is_apology: true, json_validity: 'none' },
  ]);

  await have(workspaceId, [
    { ...answer, content: '{"done": true}' },
    { ...user, createdAt: '2026-11-17T10:00:00Z' },
  ]);
  expect(await rowsOf(workspaceId)).toMatchObject([
    { at: '2026-11-17 10:00:00.000', role: 'USER', language: 'de' },
    { role: 'ASSISTANT', json_validity: 'valid', is_refusal: false },
  ]);

  await expireMeaning(stores, workspaceId, new Date('2026-11-18T00:00:00Z'));
  expect(await rowsOf(workspaceId)).toMatchObject([{ role: 'ASSISTANT' }]);
});
