import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { raw, sql, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { spans } from '../traces/tables.ts';
import { providerName } from './pure/provider.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

const root = new URL('../../../../', import.meta.url);
const folder = readdirSync(new URL('prisma/migrations', root)).find((name) => name.endsWith('_provider_names')) as string;
const postgresMigration = readFileSync(new URL(`prisma/migrations/${folder}/migration.sql`, root), 'utf8');
const clickhouseMigration = readFileSync(new URL('clickhouse/migrations/0014_provider_names.sql', root), 'utf8');

/** Every spelling that the product knows, in other letters and with what the AI SDK puts behind, and names that it does not know. */
const source = readFileSync(new URL('pure/provider.ts', import.meta.url), 'utf8');
const spellings = [...source.slice(source.indexOf('const spellings'), source.indexOf('const keyOf')).matchAll(/'([a-z0-9_-]+)'/g)].map(
  ([, spelling]) => spelling as string,
);
const sent = [
  ...spellings,
  ...spellings.map((spelling) => spelling.replaceAll('-', '.').toUpperCase()),
  'gcp.gemini',
  'Google AI Studio',
  'google.generative-ai.chat',
  'openai.responses',
  'Acme Cloud',
  'openai',
];

// Data that came before each provider had one name.
test('providers that are stored under an earlier spelling get the name that is stored now, in both stores', async () => {
  expect(spellings.length).toBeGreaterThan(70);
  const workspaceId = await createTestWorkspace(stores, 'earlier');
  const { prisma, clickhouse } = stores;
  const conversation = await prisma.conversation.create({ data: { workspaceId, externalId: 'c' } });
  await prisma.message.createMany({
    data: sent.map((provider, n) => ({
      workspaceId,
      externalId: `m-${n}`,
      conversationId: conversation.id,
      role: 'ASSISTANT' as const,
      content: 'x',
      createdAt: new Date('2026-11-01T00:00:00Z'),
      provider,
    })),
  });
  const rows = sent.map((provider, n) => JSON.stringify([workspaceId, workspaceId, `s-${n}`, provider, '2026-11-01 00:00:00', 1]));
  await clickhouse.insert(spans.name, ['workspace_id', 'trace_id', 'span_id', 'provider', 'started_at', 'version'], rows.join('\n'));
  const trace = JSON.stringify([workspaceId, '2026-11-01 00:00:00', workspaceId, ['gcp.gemini', 'google', 'openai'], 1]);
  await clickhouse.insert('traces', ['workspace_id', 'started_at', 'trace_id', 'providers', 'version'], trace);

  await stores.postgres.query(postgresMigration);
  const statements = clickhouseMigration
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n')
    .split(/;\s*\n/)
    .filter((statement) => statement.trim() !== '');
  for (const statement of statements) await clickhouse.command('test.migration', raw(`${statement} SETTINGS mutations_sync = 1`));
  await drainProjection(stores);

  const names = sent.map(providerName);
  const stored = await prisma.message.findMany({ where: { workspaceId }, orderBy: { id: 'asc' }, select: { provider: true } });
  expect(stored.map(({ provider }) => provider)).toEqual(names);
  const query = (text: string) =>
    clickhouse.query('test.names', sql`${raw(text)} WHERE workspace_id = ${uuid(workspaceId)}`, { timeoutMs: 10_000 });
  const ofSpans = (await query('SELECT span_id AS id, provider FROM spans FINAL')) as { id: string; provider: string }[];
  const bySpan = new Map(ofSpans.map(({ id, provider }) => [id, provider]));
  expect(sent.map((_, n) => bySpan.get(`s-${n}`))).toEqual(names);
  expect(await query('SELECT providers FROM traces FINAL')).toEqual([{ providers: ['gemini', 'openai'] }]);
  const facts = (await query('SELECT DISTINCT provider FROM message_facts FINAL')) as { provider: string }[];
  expect(facts.every(({ provider }) => names.includes(provider))).toBe(true);
});
