import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Availability, SILENT, type StoreLog } from './availability.ts';
import type { ClickHouse } from './clickhouse/client.ts';
import { connectClickHouse, openEmbeddedClickHouse } from './clickhouse/open.ts';
import { assertRoomToStart } from './disk/start.ts';
import { assertWritable, lockFolder } from './lock.ts';
import { migrateClickHouse } from './migrations/clickhouse.ts';
import { migratePostgres } from './migrations/postgres.ts';
import { Postgres } from './postgres/postgres.ts';
import { superviseEmbeddedPostgres } from './postgres/supervisor.ts';
import type { PrismaClient } from './prisma/generated/client.ts';
import { openPrisma } from './prisma/open.ts';
import { StartError } from './start-error.ts';

export interface StoreConfig {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly clickhouseUrl: string | null;
}

/** The two stores, open and migrated. PostgreSQL is the truth, through Prisma; statements of our own go through `postgres`. */
export interface Stores {
  readonly postgres: Postgres;
  readonly prisma: PrismaClient;
  readonly clickhouse: ClickHouse;
  /** Closes both, and stops the embedded engines after their last write. */
  close(): Promise<void>;
}

export interface StoreEvents {
  /** Reports that a store is unavailable, and that it is back. */
  readonly log: StoreLog;
  /** An embedded engine ended and can't be started again: nothing works any more. */
  readonly onGone: (reason: StartError) => void;
}

/**
 * Opens PostgreSQL and ClickHouse, each embedded where no URL is set, and brings both to the newest schema.
 *
 * Errors  throws `StartError` in words for the person who started the server.
 */
export async function openStores(config: StoreConfig, events: StoreEvents = { log: SILENT, onGone: () => {} }): Promise<Stores> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    if (config.databaseUrl === null || config.clickhouseUrl === null) {
      await assertRoomToStart(config.dataDir);
      await assertWritable(config.dataDir);
      const lock = await lockFolder(config.dataDir);
      closers.push(() => lock.release());
    }
    const [databaseUrl, clickhouse] = await allOpened([openPostgres(config, events, closers), openClickHouse(config, events, closers)]);
    const postgres = new Postgres(databaseUrl, { availability: new Availability('PostgreSQL', events.log) });
    const prisma = openPrisma(postgres);
    closers.push(async () => {
      await prisma.$disconnect();
      await postgres.close();
    });
    return { postgres, prisma, clickhouse, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/**
 * Waits for both, also where one fails: what still opens is not known to the closers yet, and a process that exits while ClickHouse opens
 * within it dies of a segmentation fault.
 */
async function allOpened<First, Second>(opening: [Promise<First>, Promise<Second>]): Promise<[First, Second]> {
  await Promise.allSettled(opening);
  return Promise.all(opening);
}

async function openPostgres(config: StoreConfig, events: StoreEvents, closers: (() => Promise<void>)[]): Promise<string> {
  let url = config.databaseUrl;
  if (url === null) {
    const folder = join(config.dataDir, 'postgres');
    await mkdir(folder, { recursive: true });
    const embedded = await superviseEmbeddedPostgres(folder, events);
    closers.push(() => embedded.stop());
    url = embedded.url;
  }
  try {
    await migratePostgres(url);
  } catch (error) {
    if (config.databaseUrl !== null && isConnectionError(error)) {
      throw new StartError(`PostgreSQL at DATABASE_URL does not answer: ${(error as Error).message}`);
    }
    throw error;
  }
  return url;
}

async function openClickHouse(config: StoreConfig, { log }: StoreEvents, closers: (() => Promise<void>)[]): Promise<ClickHouse> {
  const clickhouse =
    config.clickhouseUrl === null
      ? await openEmbeddedClickHouse(join(config.dataDir, 'clickhouse'))
      : connectClickHouse(config.clickhouseUrl, new Availability('ClickHouse', log));
  closers.push(() => clickhouse.close());
  if (config.clickhouseUrl !== null && !(await clickhouse.ping())) {
    throw new StartError('ClickHouse at CLICKHOUSE_URL does not answer.');
  }
  await migrateClickHouse(clickhouse);
  return clickhouse;
}

function isConnectionError(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000'].includes(code);
}
