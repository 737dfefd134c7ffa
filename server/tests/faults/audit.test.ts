import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import '../../src/domains.ts'; // declares which tables the trail follows, as a server does
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, until } from '../../../e2e/ask.ts';
import { makeUsedDataDir, postgresOf, postgresUrlOf, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { verifyAudit } from '../../src/domains/audit/load/verify.ts';
import { randomOf } from '../../src/platform/store/projector/projection.testing.ts';

const killCount = 2;
const senderCount = 3;
/** At least so many before each kill. */
const changesPerLife = 20;
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);

let dataDir: string;
let server: RunningServer | null = null;
beforeAll(async () => {
  dataDir = await makeUsedDataDir();
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

const saveView = 'mutation ($name: String!) { saveView(input: { page: "traces", name: $name, search: "" }) { id } }';
const deleteView = 'mutation ($id: ID!) { deleteView(id: $id) }';

let acknowledgedCount = 0;

/** Saves views and deletes them again; returns the names of those that were acknowledged. */
async function change(sender: number, isOver: () => boolean): Promise<{ saved: string[]; deleted: string[] }> {
  const saved: string[] = [];
  const deleted: string[] = [];
  for (let n = 0; !isOver(); n += 1) {
    const name = `view ${sender}-${n}`;
    const address = server?.address;
    const answer = address === undefined ? null : await ask<{ saveView: { id: string } }>(address, saveView, { name }).catch(() => null);
    if (answer === null || address === undefined) {
      await sleep(20);
      continue;
    }
    saved.push(name);
    acknowledgedCount += 1;
    if (
      await ask(address, deleteView, { id: answer.saveView.id }).then(
        () => true,
        () => false,
      )
    )
      deleted.push(name);
  }
  return { saved, deleted };
}

// Over 10 s: the server is started three times, PostgreSQL recovers once.
test(`killed ${killCount} times (FAULT_SEED=${seed}), every acknowledged change has its entry, and the chain holds`, async () => {
  const random = randomOf(seed);
  server = await startServer({ dataDir });
  let isOver = false;
  const senders = Array.from({ length: senderCount }, (_, sender) => change(sender, () => isOver));
  for (let kills = 1; kills <= killCount; kills += 1) {
    const before = acknowledgedCount;
    await until(
      () => Promise.resolve(acknowledgedCount - before),
      (count) => count >= changesPerLife,
    );
    await sleep(random() * 200);
    const killed = server;
    const postgres = kills === killCount ? await postgresOf(dataDir) : null;
    server = null;
    await killed.stop('SIGKILL');
    if (postgres !== null) process.kill(postgres, 'SIGKILL');
    server = await startServer({ dataDir });
  }
  isOver = true;
  const all = await Promise.all(senders);
  const client = new pg.Client({ connectionString: await postgresUrlOf(dataDir) });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; change: string }>(
      `SELECT target_name AS name, change FROM audit_entries WHERE target_type = 'SavedView' AND actor_kind = 'LOCAL'`,
    );
    const recorded = new Set(rows.map(({ name, change: what }) => `${what} ${name}`));
    for (const { saved, deleted } of all) {
      expect(saved.filter((name) => !recorded.has(`CREATED ${name}`))).toEqual([]);
      expect(deleted.filter((name) => !recorded.has(`DELETED ${name}`))).toEqual([]);
    }
    // And each entry has its change: what was not committed was not recorded.
    const { rows: views } = await client.query<{ name: string }>(`SELECT name FROM saved_views`);
    const left = new Set(
      [...recorded].filter((entry) => entry.startsWith('CREATED ') && !recorded.has(entry.replace('CREATED', 'DELETED'))),
    );
    expect(new Set(views.map(({ name }) => `CREATED ${name}`))).toEqual(left);
    const { chains, gaps } = await verifyAudit(client as never);
    expect(gaps).toEqual([]);
    expect(chains.filter((chain) => chain.break !== null)).toEqual([]);
  } finally {
    await client.end();
  }
  console.log(`FAULT_SEED=${seed}: ${acknowledgedCount} views saved, each with its entry`);
});
