import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SILENT } from '../availability.ts';
import type { StartError } from '../start-error.ts';
import { isRunning } from '../process.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts';
import { Postgres } from './postgres.ts';
import { APP_ROLE } from './role.ts';
import { superviseEmbeddedPostgres } from './supervisor.ts';

let folder: string;
let left: EmbeddedPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-supervised-'));
  await chmod(folder, 0o755);
  left = await startEmbeddedPostgres(folder);
});
afterAll(async () => {
  await (await startEmbeddedPostgres(folder)).stop();
  await rm(folder, { recursive: true, force: true });
});

const answers = (postgres: Postgres): Promise<boolean> =>
  postgres.query('SELECT 1').then(
    () => true,
    () => false,
  );

test('one that a killed server left is watched too, and started again where it was; one that can not be is given up with the reason', async () => {
  const { promise: gone, resolve: onGone } = Promise.withResolvers<StartError>();
  const supervised = await superviseEmbeddedPostgres(folder, { log: SILENT, onGone }, { maxStarts: 3 });
  expect(supervised.url).toBe(left.url);
  const administrator = new pg.Client({ connectionString: supervised.url });
  await administrator.connect();
  await administrator.query(`CREATE ROLE ${APP_ROLE}`);
  await administrator.end();
  const postgres = new Postgres(supervised.url);
  process.kill(left.pid, 'SIGKILL');
  await expect.poll(() => isRunning(left.pid)).toBe(false);
  await expect.poll(() => answers(postgres), { timeout: 30_000 }).toBe(true);

  process.kill(Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL');
  const squatter = createServer((socket) => socket.destroy());
  for (let isTaken = false; !isTaken;) {
    squatter.listen(left.port, '127.0.0.1');
    isTaken = await once(squatter, 'listening').then(
      () => true,
      () => false,
    );
  }
  expect((await gone).message).toMatch(/^PostgreSQL ended and could not be started again\. .*Address already in use/s);
  expect(await answers(postgres)).toBe(false);
  squatter.close();
  await postgres.close();
  await supervised.stop();
}, 60_000);
