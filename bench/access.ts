import '../server/src/domains.ts';
import { keyByHash } from '../server/src/domains/access/queries/keys.ts';
import { ingestMessages } from '../server/src/domains/messages/commands.ts';
import { conversationPage, conversationSpans } from '../server/src/domains/messages/queries.ts';
import { openLocalBus } from '../server/src/platform/live/bus.ts';
import { withScratchDatabase } from '../server/src/platform/store/migrations/databases.ts';
import { migratePostgres } from '../server/src/platform/store/migrations/postgres.ts';
import { Postgres } from '../server/src/platform/store/postgres/postgres.ts';
import { inWorkspace } from '../server/src/platform/store/scope.ts';
import { asAdministratorOf } from '../server/src/platform/store/testing.ts';
import { quantile } from './ingest/load.ts';
import { messageAt } from './ingest/messages.ts';

const batchSize = 500;
const rounds = 24;
const queryCount = 400;
const targets = { ingest: '< 3 % more', query: '< 5 ms more at p99' };

const live = openLocalBus();

/** A PostgreSQL with walls, or without, and two workspaces in it. */
interface Side {
  readonly postgres: Postgres;
  readonly workspaces: readonly string[];
  readonly ingestUs: number[];
  readonly queryMs: number[];
  sent: number;
}

/**
 * What walls cost: the same messages and the same queries of two workspaces in turn, with and without row-level security, in one run. The
 * two sides take turns, so that other work on the machine meets both.
 */
export async function run(): Promise<void> {
  await withScratchDatabase(async (url) => {
    await migratePostgres(url);
    const bare = await withoutWalls(url);
    const sides = { 'with walls': await open(url), 'without walls': await open(bare) };
    for (let round = 0; round < rounds; round += 1)
      for (const side of round % 2 === 0 ? Object.values(sides) : Object.values(sides).toReversed()) await ingestOnce(side, round);
    for (let index = 0; index < queryCount; index += 1)
      for (const side of index % 2 === 0 ? Object.values(sides) : Object.values(sides).toReversed()) await queryOnce(side, index);
    const [walled, open_] = [sides['with walls'], sides['without walls']];
    const more = (quantile(walled.ingestUs.slice(4), 0.5) / quantile(open_.ingestUs.slice(4), 0.5) - 1) * 100;
    const p99 = (side: Side): number => quantile(side.queryMs, 0.99);
    for (const [name, { ingestUs, queryMs }] of Object.entries(sides))
      console.log(
        `${name.padEnd(14)} ingest ${quantile(ingestUs.slice(4), 0.5).toFixed(1)} µs a message; query p50 ${quantile(queryMs, 0.5).toFixed(2)} ms, p99 ${quantile(queryMs, 0.99).toFixed(2)} ms`,
      );
    console.log(
      `ingest ${more.toFixed(1)} % more (target ${targets.ingest}); p99 ${(p99(walled) - p99(open_)).toFixed(2)} ms more (target ${targets.query})`,
    );
    for (const { postgres } of Object.values(sides)) await postgres.close();
  });
}

/** A copy of the database with its tables open to all. */
async function withoutWalls(url: string): Promise<string> {
  const bare = Object.assign(new URL(url), { pathname: '/bare' }).href;
  await asAdministratorOf(
    Object.assign(new URL(url), { pathname: '/postgres' }).href,
    `CREATE DATABASE bare TEMPLATE ${new URL(url).pathname.slice(1)}`,
  );
  await asAdministratorOf(
    bare,
    `DO $$ DECLARE walled regclass; BEGIN
       FOR walled IN SELECT oid FROM pg_class WHERE relforcerowsecurity LOOP EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', walled); END LOOP;
     END $$`,
  );
  return bare;
}

async function open(url: string): Promise<Side> {
  const postgres = new Postgres(url);
  const workspaces = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  for (const id of workspaces)
    await inWorkspace(id, () => postgres.query(`INSERT INTO workspaces (id, slug, name) VALUES ('${id}', '${id}', 'bench')`));
  return { postgres, workspaces, ingestUs: [], queryMs: [], sent: 0 };
}

async function ingestOnce(side: Side, round: number): Promise<void> {
  const workspaceId = side.workspaces[round % 2] as string;
  const now = new Date();
  const items = Array.from({ length: batchSize }, (_, index) => messageAt(round * batchSize + index, now.getTime()));
  const startedAt = performance.now();
  const result = await ingestMessages({ stores: side, live }, workspaceId, items, now);
  side.ingestUs.push(((performance.now() - startedAt) * 1_000) / batchSize);
  if (!result.ok || result.value.accepted !== batchSize) throw new Error('A batch was not stored.');
}

/** What a request reads: a key, a page of a conversation, and how long the conversation lasted. */
async function queryOnce({ postgres, workspaces, queryMs }: Side, index: number): Promise<void> {
  const workspaceId = workspaces[index % 2] as string;
  const startedAt = performance.now();
  await keyByHash(postgres, { secretHash: Buffer.alloc(32, index % 250) });
  const conversationId = BigInt(1 + (index % 100));
  await conversationPage({ postgres }, workspaceId, { conversationId, after: null, before: null, limit: 50, inverted: false });
  await conversationSpans({ postgres }, workspaceId, [conversationId]);
  queryMs.push(performance.now() - startedAt);
}
