import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StartError } from './start-error.ts';
import { openStores } from './stores.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-stores-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a PostgreSQL that refuses is reported once ClickHouse, which opened beside it, is closed: this process can open another', async () => {
  const on = (name: string, databaseUrl: string) => openStores({ dataDir: join(folder, name), databaseUrl, clickhouseUrl: null });
  await expect(on('refused', 'postgresql://user:secret@127.0.0.1:1/none')).rejects.toBeInstanceOf(StartError);
  const stores = await on('taken', process.env['TEST_TEMPLATE_DATABASE_URL'] as string);
  expect(await stores.clickhouse.ping()).toBe(true);
  await stores.close();
});
