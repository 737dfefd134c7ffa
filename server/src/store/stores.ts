import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { ClickHouse } from './clickhouse/client.ts';
import { connectClickHouse, openEmbeddedClickHouse } from './clickhouse/open.ts';
import { assertRoomToStart } from './disk/start.ts';
import { assertWritable, lockFolder } from './lock.ts';
import { migrateClickHouse } from './migrations/clickhouse.ts';
import { migratePostgres } from './migrations/postgres.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { PrismaClient } from './prisma/generated/client.ts';
import { StartError } from './start-error.ts';

export interface StoreConfig {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly clickhouseUrl: string | null;
}

/** The two stores, open and migrated. PostgreSQL is the truth, through Prisma; the pool serves bulk statements. */
export interface Stores {
  readonly postgres: pg.Pool;
  readonly prisma: PrismaClient;
  readonly clickhouse: ClickHouse;
  /** Closes both, and stops the embedded engines after their last write. */
  close(): Promise<void>;
}

const POOL_SIZE = 16;

/**
 * Opens PostgreSQL and ClickHouse, each embedded where no URL is set, and brings both to the newest schema.
 *
 * Errors  throws `StartError` in words for the person who started the server.
 */
export async function openStores(config: StoreConfig): Promise<Stores> {
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
    const [databaseUrl, clickhouse] = await Promise.all([openPostgres(config, closers), openClickHouse(config, closers)]);
    const postgres = openPool(databaseUrl);
    const prisma = new PrismaClient({ adapter: new PrismaPg(postgres, { disposeExternalPool: false }) });
    closers.push(async () => {
      await prisma.$disconnect();
      await postgres.end();
    });
    return { postgres, prisma, clickhouse, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** Values come as the driver's own types, with 64-bit integers as bigint. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, application_name: 'fine-tune-lab' });
  // A lost connection is replaced at the next use; an unheard error event would end the process.
  pool.on('error', () => {});
  return pool;
}

async function openPostgres(config: StoreConfig, closers: (() => Promise<void>)[]): Promise<string> {
  let url = config.databaseUrl;
  if (url === null) {
    const folder = join(config.dataDir, 'postgres');
    await mkdir(folder, { recursive: true });
    const embedded = await startEmbeddedPostgres(folder);
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

async function openClickHouse(config: StoreConfig, closers: (() => Promise<void>)[]): Promise<ClickHouse> {
  const clickhouse =
    config.clickhouseUrl === null
      ? await openEmbeddedClickHouse(join(config.dataDir, 'clickhouse'))
      : connectClickHouse(config.clickhouseUrl);
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
