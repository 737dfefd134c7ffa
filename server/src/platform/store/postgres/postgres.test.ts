import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../ingest/transaction.ts';
import { PrismaClient } from '../prisma/generated/client.ts';
import type { Stores } from '../stores.ts';
import { allowTables, asAdministrator, openTestStores } from '../testing.ts';
import { StoreUnavailable, storeUnavailableIn } from '../unavailable.ts';
import { isLostConnection, isStorageFailure } from './failures.ts';
import { LOCKS } from './locks.ts';
import { Postgres, type Statements } from './postgres.ts';

let stores: Stores;
/** A second server on the same PostgreSQL. */
let other: Postgres;

beforeAll(async () => {
  stores = await openTestStores();
  await allowTables(stores);
  const { rows } = await stores.postgres.query<{ name: string }>('SELECT current_database() AS name');
  const url = new URL(process.env['TEST_TEMPLATE_DATABASE_URL'] as string);
  url.pathname = `/${rows[0]?.name}`;
  other = new Postgres(url.href);
  await stores.postgres.query('CREATE TABLE kept (id int)');
  // At the commit of what puts in a negative id, PostgreSQL takes its time.
  await stores.postgres.query(
    `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$`,
  );
  await stores.postgres.query(
    `CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON kept DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id < 0) EXECUTE FUNCTION linger()`,
  );
});
afterAll(async () => {
  await other?.close();
  await stores?.close();
});

const pidOf = async (session: Statements): Promise<number> =>
  (await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid as number;
/** Ends a session as PostgreSQL itself does when it stops, and waits until it is gone. */
async function end(pid: number): Promise<void> {
  await asAdministrator(stores, 'SELECT pg_terminate_backend($1, 5000)', [pid]);
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );
const kept = async (): Promise<number[]> => (await other.query<{ id: number }>('SELECT id FROM kept ORDER BY id')).rows.map(({ id }) => id);

describe('a connection that is lost', () => {
  test('in a statement fails it, and the next statement has another', async () => {
    const asked = failureOf(stores.postgres.query('SELECT pg_sleep(30)'));
    const { rows } = await untilFound(`SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)' AND state = 'active'`);
    await end(rows[0]?.pid as number);
    expect(await asked).toMatchObject({ code: 'STORE_UNAVAILABLE', isUndone: false });
    expect((await stores.postgres.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('between two statements of a transaction fails it, and nothing of it stands', async () => {
    const failure = await failureOf(
      stores.postgres.transaction(async (session) => {
        await session.query('INSERT INTO kept VALUES (1)');
        await end(await pidOf(session));
        await session.query('INSERT INTO kept VALUES (2)');
      }),
    );
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ isUndone: true });
    expect(await kept()).toEqual([]);
  });

  test('before the commit of an ingest costs the sender nothing: the transaction is run again', async () => {
    let runs = 0;
    await inTransaction(stores.postgres, async (session) => {
      runs += 1;
      if (runs === 1) await end(await pidOf(session));
      await session.query('INSERT INTO kept VALUES (3)');
    });
    expect([runs, await kept()]).toEqual([2, [3]]);
  });

  test('at the commit is reported to the sender, since it may have taken place', async () => {
    let runs = 0;
    let pid = 0;
    const work = failureOf(
      inTransaction(stores.postgres, async (session) => {
        runs += 1;
        pid = await pidOf(session);
        await session.query('INSERT INTO kept VALUES (-1)');
      }),
    );
    await untilFound(`SELECT pid FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'`);
    await end(pid);
    expect(await work).toMatchObject({ code: 'STORE_UNAVAILABLE', isUndone: false });
    expect(runs).toBe(1);
  });

  test('is recognized in Prisma’s error, in a query and in a transaction', async () => {
    const asked = failureOf(stores.prisma.$queryRaw`SELECT pg_sleep(31)`);
    const { rows } = await untilFound(`SELECT pid FROM pg_stat_activity WHERE query LIKE '%SELECT pg_sleep(31)' AND state = 'active'`);
    await end(rows[0]?.pid as number);
    expect(storeUnavailableIn(await asked)).toMatchObject({ store: 'PostgreSQL' });
    for (const isAsked of [true, false]) {
      const failure = await failureOf(
        stores.prisma.$transaction(async (transaction) => {
          const [row] = await transaction.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
          await end(row?.pid as number);
          if (isAsked) await transaction.workspace.count();
        }),
      );
      expect(storeUnavailableIn(failure)).not.toBeNull();
    }
    expect(await stores.prisma.workspace.count()).toBe(0);
  });

  test('is none when PostgreSQL refuses what a statement says', async () => {
    expect(storeUnavailableIn(await failureOf(stores.postgres.query('SELECT nothing')))).toBeNull();
    expect(storeUnavailableIn(await failureOf(stores.prisma.$queryRaw`SELECT nothing`))).toBeNull();
  });
});

test('a PostgreSQL that is not there is reported before anything was sent', async () => {
  const nowhere = new Postgres('postgresql://user:secret@127.0.0.1:1/none');
  const failure = (await failureOf(nowhere.query('SELECT 1'))) as StoreUnavailable;
  expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', isUndone: true });
  expect(failure.message).not.toContain('secret');
  await nowhere.close();
});

describe('a lock', () => {
  test('is held by one at a time, and free again when its work has ended, well or not', async () => {
    const inner = await stores.postgres.withLock(LOCKS.rollup, () => other.withLock(LOCKS.rollup, async () => 'both'));
    expect(inner).toBeNull();
    await expect(stores.postgres.withLock(LOCKS.rollup, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await other.withLock(LOCKS.rollup, async () => 'now')).toBe('now');
    expect(await stores.postgres.withLock(LOCKS.rollup, () => other.withLock(LOCKS.jobs, async () => 'another lock'))).toBe('another lock');
  });

  test('whose session is lost tells its work to stop, and another has it', async () => {
    const got = await stores.postgres.withLock(LOCKS.rollup, async (session, signal) => {
      const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
      await end(await pidOf(session));
      await stopped;
      return other.withLock(LOCKS.rollup, async () => 'taken over');
    });
    expect(got).toBe('taken over');
  });
});

test('a transaction whose work has hidden the failure of a statement is not taken for committed', async () => {
  await expect(
    stores.postgres.transaction(async (session) => {
      await session.query('INSERT INTO kept VALUES (4)');
      await session.query('SELECT nothing').catch(() => {});
    }),
  ).rejects.toThrow('rolled back at its commit');
  expect(await kept()).not.toContain(4);
});

test('when every connection is taken for long, a transaction of Prisma is refused as by a store that is away', async () => {
  const held = Promise.withResolvers<void>();
  const holders = Array.from({ length: 16 }, () => other.transaction(() => held.promise));
  const prisma = new PrismaClient({ adapter: other.prismaAdapter() });
  const failure = await failureOf(prisma.$transaction(async (transaction) => transaction.workspace.count(), { maxWait: 50 }));
  held.resolve();
  await Promise.all(holders);
  expect(storeUnavailableIn(failure)).not.toBeNull();
  await prisma.$disconnect();
});

describe('a statement without an answer', () => {
  const patience = { silentMs: 200, probeMs: 2_000, limitMs: 1_500 };
  let url: URL;
  let impatient: Postgres;
  beforeAll(async () => {
    url = new URL(process.env['TEST_TEMPLATE_DATABASE_URL'] as string);
    const { rows } = await other.query<{ name: string }>('SELECT current_database() AS name');
    url.pathname = `/${rows[0]?.name}`;
    impatient = new Postgres(url.href, { patience });
  });
  afterAll(() => impatient?.close());

  test('is waited for while PostgreSQL answers others, also in a transaction', async () => {
    const slow = impatient.transaction(async (session) => {
      for (const _ of [1, 2]) await session.query('SELECT pg_sleep(0.9)');
      return (await session.query('SELECT 1 AS one')).rows;
    });
    expect(await slow).toEqual([{ one: 1 }]);
  });

  test('is cancelled at its limit, and its connection goes on', async () => {
    expect(await failureOf(impatient.query('SELECT pg_sleep(32)'))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const running = `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(32)' AND state = 'active'`;
    await expect.poll(() => asAdministrator(stores, running), { timeout: 20_000 }).toEqual([]);
    expect((await impatient.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('is given up after its limit when the process that has it is halted, and the next statement has another', async () => {
    let pid = 0;
    const failure = await failureOf(
      impatient.transaction(async (session) => {
        await session.query('INSERT INTO kept VALUES (5)');
        pid = await pidOf(session);
        process.kill(pid, 'SIGSTOP');
        await session.query('INSERT INTO kept VALUES (6)');
      }),
    ).finally(() => pid > 0 && process.kill(pid, 'SIGCONT'));
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', isUndone: true });
    expect((await impatient.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await kept()).not.toContain(5);
  });

  test('is given up when PostgreSQL answers no session', async () => {
    const halted = await haltable(url);
    const distant = new Postgres(halted.url, { patience: { ...patience, probeMs: 200, limitMs: 60_000 } });
    expect((await distant.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    halted.halt();
    expect(await failureOf(distant.query('SELECT 2'))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    halted.close();
    await distant.close();
  });

  /** A way to PostgreSQL on which, once it is halted, nothing passes any more and nothing is closed. */
  async function haltable({ port, href }: URL): Promise<{ url: string; halt(): void; close(): void }> {
    let isHalted = false;
    const sockets = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(Number(port), '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from
          .on('data', (data) => isHalted || to.write(data))
          .on('close', () => to.destroy())
          .on('error', () => {});
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const through = new URL(href);
    through.port = String((server.address() as AddressInfo).port);
    return {
      url: through.href,
      halt: () => void (isHalted = true),
      close: () => {
        server.close();
        for (const socket of sockets) socket.destroy();
      },
    };
  }
});

test('no connection is left over', async () => {
  const { totalCount, idleCount, waitingCount } = stores.postgres.connections;
  expect([totalCount - idleCount, waitingCount]).toEqual([0, 0]);
});

test.each([
  [{ code: '57P01' }, true],
  [{ code: '57P03' }, true],
  [{ code: '08006' }, true],
  [{ code: '53300' }, true],
  [{ code: 'ECONNRESET' }, true],
  [{ code: 'EPIPE' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ message: 'timeout exceeded when trying to connect' }, true],
  [{ code: '08P01' }, false], // a message of the protocol that was wrong
  [{ code: '57014' }, false], // a statement that was cancelled
  [{ code: '53100' }, false], // a disk that is full
  [{ code: '23505', message: 'Connection terminated' }, false],
  [{ message: 'something else' }, false],
])('%j is a lost connection: %s', (error, isLost) => {
  expect(isLostConnection(Object.assign(new Error(), error))).toBe(isLost);
});

test.each([
  [{ code: '58030' }, true],
  [{ code: '58P01' }, true],
  [{ code: '53200' }, true],
  [{ code: 'XX001' }, true],
  [{ code: '42501', file: 'fd.c' }, true],
  [{ code: '42501', file: 'aclchk.c' }, false],
  [{ code: '53100' }, false], // a full disk has a code of its own
  [{ code: 'XX000' }, false],
  [{ code: '42P01' }, false],
])('%j is a failure of storage: %s', (error, isStorage) => {
  expect(isStorageFailure(Object.assign(new Error(), error))).toBe(isStorage);
});

async function untilFound(statement: string): Promise<{ rows: { pid: number }[] }> {
  for (;;) {
    const rows = await asAdministrator<{ pid: number }>(stores, statement);
    if (rows.length > 0) return { rows };
  }
}
