import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingBatches } from '../../server/src/domains/training/tables.ts';
import { openEmbeddedClickHouse } from '../../server/src/platform/store/clickhouse/open.ts';
import { migrateClickHouse } from '../../server/src/platform/store/migrations/clickhouse.ts';
import { raw } from '../../server/src/platform/store/sql.ts';

/** Points of one insert: about what a group commit of the server holds at full speed. */
const groupSize = 100_000;
const callSize = 1_000;

export interface RawInsert {
  /** Into the tables as they are migrated. */
  readonly perSecond: number;
  /** The same without what is made of the points when they come. */
  readonly alonePerSecond: number;
}

/**
 * What ClickHouse alone takes: the very lines that the server would write, made beforehand, in the same groups and as durable, with nothing
 * around.
 */
export async function insertRawPoints(groupCount: number): Promise<RawInsert> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-raw-points-'));
  const clickhouse = await openEmbeddedClickHouse(folder);
  await migrateClickHouse(clickhouse);
  const insert = async (first: number): Promise<number> => {
    let elapsedMs = 0;
    for (let group = 0; group < groupCount; group += 1) {
      const lines = Buffer.from(
        Array.from({ length: groupSize / callSize }, (_, call) => lineOf(first + group * groupSize + call * callSize)).join('\n'),
      );
      const startedAt = performance.now();
      await clickhouse.insertBytes(trainingBatches.name, trainingBatches.columnNames, lines);
      elapsedMs += performance.now() - startedAt;
    }
    return (groupCount * groupSize * 1_000) / elapsedMs;
  };
  const perSecond = await insert(0);
  for (const view of ['training_metrics_of_points', 'training_buckets_of_points'])
    await clickhouse.command('bench.drop', raw(`DROP VIEW ${view}`));
  const alonePerSecond = await insert(groupCount * groupSize);
  await clickhouse.close();
  await rm(folder, { recursive: true, force: true });
  return { perSecond, alonePerSecond };
}

/** What the server writes for one call. */
function lineOf(first: number): string {
  const indices = Array.from({ length: callSize }, (_, index) => first + index);
  const metrics = Array.from({ length: 10 }, (_, place) => `metric.${place}`);
  return trainingBatches.line({
    workspaceId: '00000000-0000-4000-8000-000000000001',
    jobId: `00000000-0000-4000-8000-0000000000${String(Math.floor(first / callSize) % 20).padStart(2, '0')}`,
    version: first + 1,
    metrics,
    spellings: metrics,
    places: indices.map((index) => 1 + (index % 10)),
    steps: indices.map((index) => Math.floor(index / 10)),
    values: indices.map(Math.sin),
    attempts: [1],
    nths: [0],
    atsUs: [Date.now() * 1_000],
  });
}
