import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDefaultWorkspace } from '../../server/src/domains/access/commands.ts';
import { incompleteHours, rebuildRollupHours } from '../../server/src/domains/analytics/rollup.ts';
import { rebuildIncompleteHours } from '../../server/src/platform/store/projector/rollup-hours.ts';
import { inWorkspace } from '../../server/src/platform/store/scope.ts';
import { raw, sql } from '../../server/src/platform/store/sql.ts';
import { openStores, type Stores } from '../../server/src/platform/store/stores.ts';
import { factColumns, generatedMessages, generatedText, period } from './generated.ts';
import { fillPostgres } from './postgres-fill.ts';

export interface Dataset {
  readonly stores: Stores;
  readonly workspaceId: string;
}

/** Raise it when the generated messages change: a folder of another number is not looked at. */
const generation = 1;
const folder = process.env['BENCH_DATA_DIR'] ?? join(tmpdir(), 'fine-tune-lab-bench');
const chunk = 1_000_000;
const hourMs = 3_600_000;

/**
 * Stores with this many generated messages in one workspace, rolled up; made once and kept in the folder of BENCH_DATA_DIR.
 * `isComplete`: texts and PostgreSQL hold them too; else only the facts do.
 */
export async function openDataset(total: number, { isComplete }: { isComplete: boolean }): Promise<Dataset> {
  return openOnce(nameOf(total, isComplete), `${total.toLocaleString('en')} messages`, (filling) => fill(filling, total, isComplete));
}

const nameOf = (total: number, isComplete: boolean): string => `${total}-${isComplete ? 'complete' : 'facts'}-${generation}`;

/** Where the stores of `openDataset` lie. */
export const folderOf = (total: number, isComplete: boolean): string => folderNamed(nameOf(total, isComplete));

/** Where the stores of `openOnce` lie. */
export const folderNamed = (name: string): string => join(folder, name);

/** Stores that are filled once and kept under this name in the folder of BENCH_DATA_DIR. */
export async function openOnce(name: string, what: string, fillThem: (dataset: Dataset) => Promise<void>): Promise<Dataset> {
  const dataDir = folderNamed(name);
  const isThere = await stat(dataDir).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const unfinished = `${dataDir}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    console.log(`Generating ${what} in ${dataDir} (once)`);
    const filling = await open(unfinished);
    try {
      await fillThem(filling);
    } finally {
      await filling.stores.close();
    }
    await rename(unfinished, dataDir);
  }
  return open(dataDir);
}

async function open(dataDir: string): Promise<Dataset> {
  const stores = await openStores({ dataDir, databaseUrl: null, clickhouseUrl: null });
  // A folder of an older version: what a server does in its background.
  const limit = 200;
  while ((await rebuildIncompleteHours(stores, rebuildRollupHours, { incomplete: incompleteHours, limit })) === limit);
  return { stores, workspaceId: await ensureDefaultWorkspace(stores) };
}

async function fill({ stores, workspaceId }: Dataset, total: number, isComplete: boolean): Promise<void> {
  const { clickhouse } = stores;
  const limits = { timeoutMs: 3_600_000, maxMemoryBytes: 8_000_000_000 };
  for (let first = 0; first < total; first += chunk) {
    const messages = generatedMessages({ workspaceId, first, count: Math.min(chunk, total - first), total });
    await clickhouse.command('bench.facts', sql`INSERT INTO message_facts (${raw(factColumns.join(', '))}) ${messages}`, limits);
    if (isComplete) {
      await clickhouse.command(
        'bench.texts',
        sql`INSERT INTO message_texts (workspace_id, created_at, message_id, content, version, is_deleted)
            SELECT workspace_id, created_at, message_id, ${raw(generatedText)}, version, is_deleted FROM (${messages})`,
        limits,
      );
    }
    progress('facts', first + chunk, total);
  }
  if (isComplete)
    await inWorkspace(workspaceId, () => fillPostgres({ stores, workspaceId }, total, (done) => progress('PostgreSQL', done, total)));
  const hours: Date[] = [];
  for (let ms = period.from.getTime(); ms < period.to.getTime() + hourMs; ms += hourMs)
    hours.push(new Date(Math.floor(ms / hourMs) * hourMs));
  await rebuildRollupHours(clickhouse, workspaceId, hours, 2n);
  // The hour that runs is never rolled up.
  const running = new Date(Math.floor(period.to.getTime() / hourMs) * hourMs);
  const values = [workspaceId, running];
  await inWorkspace(workspaceId, () =>
    stores.postgres.query('INSERT INTO rollup_dirty_hours (workspace_id, hour) VALUES ($1, $2) ON CONFLICT DO NOTHING', values),
  );
}

const progress = (what: string, done: number, total: number): void =>
  console.log(`  ${what} ${Math.min(done, total).toLocaleString('en')}`);
