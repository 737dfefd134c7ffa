import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { createTestDatabase } from '../testing.ts';
import { migratePostgres, migrationStatus, schemaDifference } from './postgres.ts';

const template = process.env['TEST_TEMPLATE_DATABASE_URL'] as string;
let database: { url: string; drop: () => Promise<void> };

beforeAll(async () => {
  database = await createTestDatabase(template.replace(/\/[^/]*$/, '/template0'));
});
afterAll(() => database.drop());

test('the migrations give exactly the schema of the schema files', async () => {
  expect(await schemaDifference(database.url)).toBeNull();
});

test('the difference is seen when the database is not the schema', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('ALTER TABLE messages DROP COLUMN latency_ms');
  await client.end();
  expect(await schemaDifference(database.url)).toContain('"latency_ms"');
});

test('migrating again changes nothing, and nothing is pending or edited', async () => {
  expect(await migratePostgres(template)).toEqual([]);
  const status = await migrationStatus(template);
  expect(status.applied.length).toBeGreaterThan(0);
  expect(status.pending).toEqual([]);
  expect(status.edited).toEqual([]);
});
