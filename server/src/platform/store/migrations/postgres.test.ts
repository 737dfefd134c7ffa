import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { createTestDatabase } from '../testing.ts';
import { StartError } from '../start-error.ts';
import { jobsRevision } from './jobs.ts';
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

test('the queue of jobs is at the newest schema that its library knows', async () => {
  const client = new pg.Client({ connectionString: template });
  await client.connect();
  const { rows } = await client.query('SELECT max(id) AS newest FROM graphile_worker.migrations');
  await client.end();
  expect(rows[0].newest).toBe(jobsRevision);
});

test('an ordinary user that owns the database may migrate it, and one that may not create a schema gets an error with the missing right', async () => {
  const admin = new pg.Client({ connectionString: template.replace(/\/[^/]*$/, '/postgres') });
  await admin.connect();
  const user = `ordinary_${process.pid}`;
  await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret' NOSUPERUSER NOCREATEDB NOCREATEROLE`);
  const databases = await Promise.all([0, 1].map(() => createTestDatabase(template.replace(/\/[^/]*$/, '/template0'))));
  const urlFor = (url: string): string => Object.assign(new URL(url), { username: user, password: 'secret' }).href;
  try {
    const [owned, granted] = databases.map(({ url }) => url) as [string, string];
    await admin.query(`ALTER DATABASE ${new URL(owned).pathname.slice(1)} OWNER TO ${user}`);
    await migratePostgres(urlFor(owned));
    expect((await migrationStatus(urlFor(owned))).pending).toEqual([]);
    const inGranted = new pg.Client({ connectionString: granted });
    await inGranted.connect();
    await inGranted.query(`GRANT ALL ON SCHEMA public TO ${user}`);
    await inGranted.end();
    const refusal = await migratePostgres(urlFor(granted)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(StartError);
    expect((refusal as Error).message).toContain('GRANT CREATE ON DATABASE');
  } finally {
    for (const { drop } of databases) await drop();
    await admin.query(`DROP ROLE ${user}`);
    await admin.end();
  }
});
